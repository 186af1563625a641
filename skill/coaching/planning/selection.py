"""Which exercises a class is made of: a template's, by what the runner may do, has at hand, knows and did last."""

from collections.abc import Iterable
from dataclasses import replace

from skill.coaching.facts.exercise import Bias, Level, Rung
from skill.coaching.facts.library import Block, Library, Style, Template
from skill.coaching.planning.fitting import Draft, as_straight
from skill.coaching.planning.gates import TWO_WEEKS, is_tough
from skill.coaching.planning.order import Order
from skill.coaching.planning.progression import as_lately

Blocks = tuple[Block, ...]


class Selection:
    """Chooses the exercises for an order."""

    def __init__(self, library: Library, order: Order) -> None:
        self._library = library
        self._order = order
        self._gate = order.gate(library)
        self._taught: Blocks = ()
        self._taught = tuple(filter(None, [self._from_lesson()]))

    def draft(self) -> Draft:
        """The class, not yet fitted to its minutes: the exercises named, else a template made to suit."""
        return self._named() if self._order.exercises else self._from_template()

    def may_do(self, rung: Rung, beside: Iterable[Rung] = ()) -> bool:
        """Whether an exercise may come into this class, beside others."""
        order = self._order
        if rung.exercise in order.avoid or (order.lesson and rung.exercise == order.lesson.about):
            return False
        return self._gate.is_open(rung, beside)

    def bias(self, rung: Rung) -> Bias:
        """What leads an exercise."""
        return self._library.exercise(rung.exercise).bias

    def is_strenuous(self, rung: Rung) -> bool:
        """Whether an exercise counts against the cap of strenuous ones."""
        return self._library.variant(rung).strenuous

    def _named(self) -> Draft:
        rungs = map(Rung.parse, self._order.exercises)
        blocks = tuple(Block(rung, self._library.variant(rung).dose.amount, 2, wanted=True) for rung in rungs)
        return Draft(Style.STRAIGHT, 1, self._library.usual_warm_ups[0], blocks)

    def _from_template(self) -> Draft:
        template = self._template()
        blocks = self._chosen(template.blocks)
        if not blocks and self._order.avoid:
            return Selection(self._library, replace(self._order, avoid=())).draft()
        blocks = self._one_new_thing(self._varied(self._with_kit(blocks)))
        draft = self._with_lesson(Draft(template.style, template.rounds, template.warm_up, blocks))
        return replace(draft, blocks=self._capped(draft.blocks), spares=self._spares())

    def _template(self) -> Template:
        """The longest template of the level that is no longer than asked, for the place and the kit."""
        order = self._order
        equipped = self._library.equipped
        has_all_kit = order.place in equipped
        suiting = [
            t for t in self._library.templates.values() if t.level is order.level and not (t.light or t.named)
        ]
        short = order.minutes < 15 or (not order.kit and not has_all_kit and order.minutes < 18)
        placed = [t for t in suiting if short or (t.place in equipped) is has_all_kit]
        fitting = [t for t in placed if t.minutes <= order.minutes]
        return max(fitting, key=lambda t: t.minutes, default=min(suiting, key=lambda t: t.minutes))

    def _chosen(self, wanted: Blocks) -> Blocks:
        """The blocks with what this runner may do in the place of each, and no more of it new than may be."""
        blocks: Blocks = ()
        for block in wanted:
            found = self._in_place_of(block, blocks)
            blocks = without_repeats((*blocks, found) if found else blocks)
        return blocks

    def _in_place_of(self, block: Block, others: Blocks) -> Block | None:
        """The block, or the nearest exercise this runner may do, a known one first; None when there is none."""
        exercise = self._library.exercise(block.rung.exercise)
        ladder = (block.rung, *exercise.swaps, *exercise.easier)
        near = [rung for rung in ladder if self.may_do(rung) and self.bias(rung) is exercise.bias]
        alike = [rung for rung in self._all(exercise.bias) if self.may_do(rung)]
        fitting = [rung for rung in (*near, *alike) if self._fits_in(rung, others)]
        new = near if exercise.bias is not Bias.SUPPORT else []
        return next((self._as(block, rung) for rung in (*fitting, *new)), None)

    def _all(self, bias: Bias) -> list[Rung]:
        return [Rung(exercise.id) for exercise in self._library.exercises.values() if exercise.bias is bias]

    def _fits_in(self, rung: Rung, others: Blocks) -> bool:
        """Whether the runner knows an exercise, or may meet one more new one beside the others."""
        return not self._is_new(rung) or self.has_room_for_new((*others, *self._taught))

    def has_room_for_new(self, blocks: Blocks) -> bool:
        """Whether a class with these exercises may have one more that is new to the runner."""
        return sum(map(self._is_main_and_new, blocks)) < self._order.new_exercises

    def _is_new(self, rung: Rung) -> bool:
        return rung.exercise not in self._order.past.met

    def _is_main_and_new(self, block: Block) -> bool:
        return self._is_new(block.rung) and self.bias(block.rung) is not Bias.SUPPORT

    def _one_new_thing(self, blocks: Blocks) -> Blocks:
        """The blocks without a new support exercise, where a hip or knee exercise is new already."""
        if not self._order.past.met or not any(map(self._is_main_and_new, blocks)):
            return blocks
        return tuple(b for b in blocks if self._is_main_and_new(b) or not self._is_new(b.rung))

    def _as(self, block: Block, rung: Rung) -> Block:
        """The block with another exercise in it, at that one's own dose."""
        if rung == block.rung:
            return block
        return replace(block, rung=rung, amount=self._library.variant(rung).dose.amount, held=False, amounts=())

    def _with_kit(self, blocks: Blocks) -> Blocks:
        """The blocks with each piece of kit put to use, in place of an exercise of the same bias."""
        for item in self._order.kit:
            if not any(item in self._library.variant(block.rung).kit for block in blocks):
                blocks = self._with_item(blocks, item)
        return without_repeats(blocks)

    def _with_item(self, blocks: Blocks, item: str) -> Blocks:
        users = [Rung(e.id) for e in self._library.exercises.values() if item in e.default.kit]
        for rung in filter(self.may_do, users):
            place = next((i for i, block in enumerate(blocks) if self.bias(block.rung) is self.bias(rung)), None)
            if place is None:
                continue
            others = (*blocks[:place], *blocks[place + 1 :])
            if self._fits_in(rung, others):
                return (*blocks[:place], self._as(blocks[place], rung), *blocks[place + 1 :])
        return blocks

    def _varied(self, blocks: Blocks) -> Blocks:
        """The blocks with one hip and one knee exercise other than last time, where there is a choice (3.5)."""
        log = self._order.past.log
        last = {Rung.parse(done.exercise).exercise for done in log[-1].exercises} if log else set()
        for bias in (Bias.HIP, Bias.KNEE):
            same = [i for i, block in enumerate(blocks) if self.bias(block.rung) is bias]
            if same and all(blocks[i].rung.exercise in last for i in same):
                blocks = self._with_another(blocks, same[-1], last)
        return blocks

    def _with_another(self, blocks: Blocks, index: int, last: set[str]) -> Blocks:
        others = (*blocks[:index], *blocks[index + 1 :])
        taken = {block.rung.exercise for block in others} | last
        free = [rung for rung in self._all(self.bias(blocks[index].rung)) if rung.exercise not in taken]
        fitting = [rung for rung in free if self.may_do(rung) and self._fits_in(rung, others)]
        if not fitting:
            return blocks
        rung = fitting[self._order.today % len(fitting)]
        return (*blocks[:index], self._as(blocks[index], rung), *blocks[index + 1 :])

    def _with_lesson(self, draft: Draft) -> Draft:
        """The class with what the course asks for: the dose of every exercise, or one exercise in its own sets."""
        lesson = self._order.lesson
        if lesson and lesson.every:
            rounds = len(lesson.every) if draft.style is Style.CIRCUIT else draft.rounds
            return replace(draft, rounds=rounds, dosed=True)
        if lesson is None or not self._taught:
            return draft
        (block,) = self._taught
        draft = as_straight(draft)
        others = [other for other in draft.blocks if other.rung not in (block.rung, lesson.week.rung)]
        alike = (i for i, other in enumerate(others) if self.bias(other.rung) is self.bias(block.rung))
        place = next(alike, len(others))
        return replace(draft, blocks=(*others[:place], block, *others[place + 1 :]))

    def _from_lesson(self) -> Block | None:
        """The exercise the course asks for, or what this runner may do in its place."""
        lesson = self._order.lesson
        block = lesson.block if lesson else None
        if lesson and block and (lesson.is_way_there or self._order.level is Level.BEGINNER):
            return self._in_place_of(block, ())
        return block

    def _capped(self, blocks: Blocks) -> Blocks:
        """No more strenuous exercises than the level allows, milder ones for the rest; the course's come first."""
        strenuous = [block for block in blocks if self.is_strenuous(block.rung)]
        fine: list[Rung] = []
        for block in sorted(strenuous, key=lambda block: not block.wanted):
            fine += [block.rung] if self._gate.is_open(block.rung, fine) else []
        over = [block for block in strenuous if block.rung not in fine]
        kept = [self._milder(block, blocks) if block in over else block for block in blocks]
        return without_repeats(filter(None, kept))

    def _milder(self, block: Block, blocks: Blocks) -> Block | None:
        """The nearest exercise that is not strenuous, and not in the class already."""
        exercise = self._library.exercise(block.rung.exercise)
        taken = {other.rung.exercise for other in blocks}
        options = [rung for rung in (*exercise.swaps, *self._all(exercise.bias)) if rung.exercise not in taken]
        fitting = (rung for rung in options if self.may_do(rung) and self._fits_in(rung, blocks))
        return next((self._as(block, rung) for rung in fitting if not self.is_strenuous(rung)), None)

    def _spares(self) -> Blocks:
        """The hip and knee exercises the runner lately did, at their dose then, another one first each day.

        None after a class that was mostly too much, or after two weeks: a shorter one is right then.
        """
        log = self._order.past.log
        last = log[-1].exercises if log else ()
        if 2 * sum(map(is_tough, last)) >= len(last) or self._order.today - log[-1].day >= TWO_WEEKS:
            return ()
        lately = {Rung.parse(done.exercise).exercise for entry in log for done in entry.exercises}
        rungs = [Rung(id_) for id_ in self._library.exercises if id_ in lately]
        blocks = [as_lately(self._library, log, Block(rung, 1)) for rung in rungs]
        fitting = [block for block in blocks if self._is_spare(block.rung)]
        start = self._order.today % max(len(fitting), 1)
        return (*fitting[start:], *fitting[:start])

    def _is_spare(self, rung: Rung) -> bool:
        return self.may_do(rung) and not self.is_strenuous(rung) and self.bias(rung) is not Bias.SUPPORT


def without_repeats(blocks: Iterable[Block]) -> Blocks:
    """The blocks, each exercise once."""
    kept: dict[str, Block] = {}
    for block in blocks:
        kept.setdefault(block.rung.exercise, block)
    return tuple(kept.values())
