"""Plans a class: template, level and kit in, sets out, fitted to the minutes asked (coaching facts 3.4 to 3.6)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from skill.coaching.exercise import Bias, Counting, Level, Rung
from skill.coaching.library import Block, Library, Style, Template
from skill.coaching.plan import Plan, PlannedSet, numbered
from skill.coaching.ports import SpeechLength
from skill.coaching.script import Script
from skill.coaching.state import Moment
from skill.coaching.timeline import Delivery

AT_HAND = ("mat", "wall", "chair", "stick", "cushion", "sliders", "step")
"""Kit every home is taken to have: a wall, a chair, socks, a stair."""
NEWCOMER_DAYS = 14
"""Days before anything strenuous is offered (coaching facts, rule 2)."""
CHANGE_OVER = 20
"""Seconds between exercises (coaching facts 3.5)."""
CLOSE_ENOUGH = (0.85, 0.98)
"""Share of the minutes asked that a class may take: people are slow (coaching facts 3.5)."""
FEWEST_MINUTES, MOST_MINUTES = 5, 45
MOST_SETS = {Level.BEGINNER: 8, Level.INTERMEDIATE: 11, Level.ADVANCED: 13}
"""Hip and knee sets a session at most (coaching facts 3.4)."""
MOST_STRENUOUS = {Level.BEGINNER: 0, Level.INTERMEDIATE: 1, Level.ADVANCED: 2}
"""Strenuous exercises a session at most (coaching facts 3.4)."""
WARM_UPS = ("short", "four", "full")


@dataclass(frozen=True)
class Order:
    """What to plan: every choice made."""

    minutes: int
    kit: tuple[str, ...]
    level: Level
    place: str | None = None
    exercises: tuple[str, ...] = ()
    """Only these, where any are named."""
    newcomer: bool = True
    """In the first two weeks: nothing strenuous."""


@dataclass(frozen=True)
class Draft:
    """A class being fitted."""

    style: Style
    rounds: int
    warm_up: str
    blocks: tuple[Block, ...]
    extra_rest: int = 0
    """Seconds added to every rest."""


def allowed(library: Library, rung: Rung, level: Level, kit: Iterable[str], newcomer: bool) -> bool:
    """Whether an exercise suits the level, the kit and the weeks of training."""
    variant = library.variant(rung)
    fits = variant.level <= level and set(variant.kit) <= {*kit, *AT_HAND}
    return fits and not (variant.strenuous and (newcomer or level is Level.BEGINNER))


def swap_for(moment: Moment, rungs: Iterable[Rung], kit: Iterable[str], *, harder: bool = False) -> Rung | None:
    """The first of the rungs this runner may do; one level harder than theirs where harder work was asked for."""
    level = moment.progress.level or Level.BEGINNER
    if harder and level is not Level.ADVANCED:
        level = Level(level.value + 1)
    options = (rung for rung in rungs if allowed(moment.library, rung, level, kit, is_newcomer(moment)))
    return next(options, None)


def is_newcomer(moment: Moment) -> bool:
    """Whether this runner is in the first two weeks."""
    first = moment.progress.first_day
    return first is None or moment.today - first < NEWCOMER_DAYS


def plan_class(library: Library, order: Order, delivery: Delivery, length_of: SpeechLength) -> Plan:
    """The class for an order: a template made to fit the kit, and the minutes."""
    fitter = _Fitter(library, order, delivery, length_of)
    return fitter.fit(_named(library, order) if order.exercises else _from_template(library, order))


# which exercises


def _named(library: Library, order: Order) -> Draft:
    blocks = tuple(Block(Rung(id_), library.exercise(id_).default.dose.amount, 2) for id_ in order.exercises)
    return Draft(Style.STRAIGHT, 1, "short", blocks)


def _from_template(library: Library, order: Order) -> Draft:
    template = _template(library, order)
    blocks = _without_repeats(_possible(library, block, order) for block in template.blocks)
    blocks = _with_kit(library, blocks, order)
    return Draft(template.style, template.rounds, template.warm_up, _capped(library, blocks, order))


def _template(library: Library, order: Order) -> Template:
    """The longest template of the level that is no longer than asked, for the place and the kit."""
    group = "gym" if order.place == "gym" else "home"
    suiting = [t for t in library.templates.values() if t.level is order.level]
    short = order.minutes < 15 or (not order.kit and order.place != "gym" and order.minutes < 18)
    fitting = [t for t in suiting if t.minutes <= order.minutes and (t.place == group or short)]
    return max(fitting, key=lambda t: t.minutes, default=min(suiting, key=lambda t: t.minutes))


def _possible(library: Library, block: Block, order: Order) -> Block | None:
    """The block, or the nearest exercise in its place that this runner may do; None when there is none."""
    rungs = (
        block.rung,
        *library.exercise(block.rung.exercise).swaps,
        *library.exercise(block.rung.exercise).easier,
    )
    for rung in rungs:
        if allowed(library, rung, order.level, _kit(library, order), order.newcomer):
            return (
                block
                if rung == block.rung
                else replace(block, rung=rung, amount=library.variant(rung).dose.amount)
            )
    return None


def _kit(library: Library, order: Order) -> tuple[str, ...]:
    if order.place != "gym":
        return order.kit
    return tuple(
        {item for exercise in library.exercises.values() for v in exercise.variants.values() for item in v.kit}
    )


def _without_repeats(blocks: Iterable[Block | None]) -> tuple[Block, ...]:
    kept: dict[str, Block] = {}
    for block in blocks:
        if block:
            kept.setdefault(block.rung.exercise, block)
    return tuple(kept.values())


def _with_kit(library: Library, blocks: tuple[Block, ...], order: Order) -> tuple[Block, ...]:
    """The blocks with each piece of kit put to use, in place of an exercise of the same bias."""
    for item in order.kit:
        if any(item in library.variant(block.rung).kit for block in blocks):
            continue
        for exercise in library.exercises.values():
            rung = Rung(exercise.id)
            usable = item in exercise.default.kit and allowed(
                library, rung, order.level, order.kit, order.newcomer
            )
            place = next(
                (i for i, b in enumerate(blocks) if library.exercise(b.rung.exercise).bias is exercise.bias),
                None,
            )
            if usable and place is not None:
                block = replace(blocks[place], rung=rung, amount=exercise.default.dose.amount)
                blocks = (*blocks[:place], block, *blocks[place + 1 :])
                break
    return _without_repeats(blocks)


def _capped(library: Library, blocks: tuple[Block, ...], order: Order) -> tuple[Block, ...]:
    """No more strenuous exercises than the level allows."""
    left, kept = MOST_STRENUOUS[order.level], []
    for block in blocks:
        strenuous = library.variant(block.rung).strenuous
        if not strenuous or left:
            kept.append(block)
            left -= strenuous
    return tuple(kept)


# how long


class _Fitter:
    """Cuts a draft down, or fills it up, to the minutes asked."""

    def __init__(self, library: Library, order: Order, delivery: Delivery, length_of: SpeechLength) -> None:
        self._library = library
        self._order = order
        self._delivery = delivery
        self._length_of = length_of
        self._lengths: dict[PlannedSet, int] = {}

    def fit(self, draft: Draft) -> Plan:
        asked = self._order.minutes * 60_000
        least, most = (round(asked * share) for share in CLOSE_ENOUGH)
        while self._length(draft) > most:
            smaller = next(iter(self._smaller(draft)), None)
            if smaller is None:
                break
            draft = smaller
        while self._length(draft) < least:
            larger = next((d for d in self._larger(draft) if self._length(d) <= most), None)
            if larger is None:
                break
            draft = larger
        return self._plan(draft)

    def _plan(self, draft: Draft) -> Plan:
        return Plan(self._sets(draft), self._order.minutes, draft.style, self._order.level)

    def _sets(self, draft: Draft) -> tuple[PlannedSet, ...]:
        work = self._circuit(draft) if draft.style is Style.CIRCUIT else self._straight(draft)
        work[-1] = replace(work[-1], rest=0)
        return numbered((*self._warm_up(draft), *work))

    def _warm_up(self, draft: Draft) -> list[PlannedSet]:
        first = draft.blocks[0].rung
        parts = self._library.warm_ups[draft.warm_up].parts
        return [
            PlannedSet(first if part.rung.exercise == "first" else part.rung, part.amount, warm_up=True)
            for part in parts
            if part.rung.exercise != "first" or self._library.exercise(first.exercise).counting is Counting.REPS
        ]

    def _circuit(self, draft: Draft) -> list[PlannedSet]:
        rest = CHANGE_OVER + draft.extra_rest
        return [
            PlannedSet(block.rung, block.amount, rest=rest) for _ in range(draft.rounds) for block in draft.blocks
        ]

    def _straight(self, draft: Draft) -> list[PlannedSet]:
        sets = []
        for block in draft.blocks:
            least, most = self._library.exercise(block.rung.exercise).rest
            rest = min(least + draft.extra_rest, max(most, least))
            inner = [PlannedSet(block.rung, block.amount, rest=rest)] * (block.sets - 1)
            sets += [*inner, PlannedSet(block.rung, block.amount, rest=CHANGE_OVER + draft.extra_rest)]
        return sets

    def _length(self, draft: Draft) -> int:
        sets = self._sets(draft)
        return sum(self._set_length(sets, index) + planned.rest * 1000 for index, planned in enumerate(sets))

    def _set_length(self, sets: tuple[PlannedSet, ...], index: int) -> int:
        alike = replace(sets[index], number=min(sets[index].number, 2), of=1, rest=0)
        if alike not in self._lengths:
            script = Script(Plan(sets), self._delivery, self._library, self._length_of)
            self._lengths[alike] = script.length_of_set(index)
        return self._lengths[alike]

    def _smaller(self, draft: Draft) -> Iterable[Draft]:
        """Ways to shorten, in the order of coaching facts 3.5."""
        yield from self._fewer_sets(draft, above=2)
        yield from self._without(draft, lambda block: self._bias(block) is Bias.SUPPORT)
        yield from self._without(draft, lambda block: self._counting(block) is Counting.HOLD)
        yield from self._fewer_reps(draft)
        yield from self._fewer_sets(draft, above=1)
        if draft.rounds > 1:
            yield replace(draft, rounds=draft.rounds - 1)
        yield from (replace(draft, warm_up=w) for w in reversed(WARM_UPS[: WARM_UPS.index(draft.warm_up)]))
        yield from self._without(draft, lambda block: draft.blocks.index(block) >= 2)

    def _larger(self, draft: Draft) -> Iterable[Draft]:
        """Ways to lengthen: a longer warm-up, more sets, more reps, longer rests."""
        yield from (replace(draft, warm_up=w) for w in WARM_UPS[WARM_UPS.index(draft.warm_up) + 1 :][:1])
        if (
            draft.style is Style.CIRCUIT
            and self._set_count(draft) + len(draft.blocks) <= MOST_SETS[self._order.level]
        ):
            yield replace(draft, rounds=draft.rounds + 1)
        if draft.style is Style.STRAIGHT and self._set_count(draft) < MOST_SETS[self._order.level]:
            yield from self._more_sets(draft)
        yield from self._more_reps(draft)
        if draft.extra_rest < 40:
            yield replace(draft, extra_rest=draft.extra_rest + 5)

    def _set_count(self, draft: Draft) -> int:
        return sum(b.sets for b in draft.blocks if self._bias(b) is not Bias.SUPPORT) * draft.rounds

    def _fewer_sets(self, draft: Draft, above: int) -> Iterable[Draft]:
        for index in reversed(range(len(draft.blocks))):
            if draft.blocks[index].sets > above:
                yield self._with(draft, index, replace(draft.blocks[index], sets=draft.blocks[index].sets - 1))

    def _more_sets(self, draft: Draft) -> Iterable[Draft]:
        for index, block in enumerate(draft.blocks):
            if block.sets < self._library.variant(block.rung).dose.sets:
                yield self._with(draft, index, replace(block, sets=block.sets + 1))

    def _fewer_reps(self, draft: Draft) -> Iterable[Draft]:
        for index, block in enumerate(draft.blocks):
            if block.amount - 2 >= self._library.variant(block.rung).dose.least:
                yield self._with(draft, index, replace(block, amount=block.amount - 2))

    def _more_reps(self, draft: Draft) -> Iterable[Draft]:
        for index, block in enumerate(draft.blocks):
            dose = self._library.variant(block.rung).dose
            if block.amount <= dose.amount and block.amount + 2 <= dose.most:
                yield self._with(draft, index, replace(block, amount=block.amount + 2))

    def _without(self, draft: Draft, unwanted: object) -> Iterable[Draft]:
        assert callable(unwanted)
        for block in reversed(draft.blocks):
            kept = tuple(b for b in draft.blocks if b is not block)
            if unwanted(block) and {Bias.HIP, Bias.KNEE} & {self._bias(b) for b in draft.blocks} <= {
                self._bias(b) for b in kept
            }:
                yield replace(draft, blocks=kept)

    def _with(self, draft: Draft, index: int, block: Block) -> Draft:
        return replace(draft, blocks=(*draft.blocks[:index], block, *draft.blocks[index + 1 :]))

    def _bias(self, block: Block) -> Bias:
        return self._library.exercise(block.rung.exercise).bias

    def _counting(self, block: Block) -> Counting:
        return self._library.exercise(block.rung.exercise).counting
