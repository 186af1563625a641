"""Fits a class to the minutes asked: cuts it down, or fills it up (coaching facts 3.4, 3.5)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from skill.coaching.facts.exercise import Bias, Counting, Level, Posture, Rung, Sides
from skill.coaching.facts.library import FIRST, Block, Library, Style
from skill.coaching.timeline.cues import SECOND, Delivery
from skill.coaching.timeline.plan import Plan, PlannedSet, numbered
from skill.coaching.timeline.ports import SpeechLength
from skill.coaching.timeline.script import length_of_last

CHANGE_OVER = 20
"""Seconds between exercises (coaching facts 3.5)."""
SHORTEST_CHANGE_OVER = 10
"""Seconds between the exercises of a circuit at least."""
CLOSE_ENOUGH = (0.85, 0.98)
"""Share of the minutes asked that a class may take: people are slow (coaching facts 3.5)."""
MOST_SETS = {Level.BEGINNER: 8, Level.INTERMEDIATE: 11, Level.ADVANCED: 13}
"""Hip and knee sets a session at most (coaching facts 3.4)."""
MOST_EXTRA_REST = 60
"""Seconds a rest may grow to fill the time."""


@dataclass(frozen=True)
class Draft:
    """A class being fitted."""

    style: Style
    rounds: int
    warm_up: str
    blocks: tuple[Block, ...]
    extra_rest: int = 0
    """Seconds added to every rest."""
    spares: tuple[Block, ...] = ()
    """Exercises the runner knows, to fill the time where the doses of the others are not to rise."""
    dosed: bool = False
    """The doses are given: a class may be shorter than asked, and never holds more."""


def as_straight(draft: Draft) -> Draft:
    """The class in straight sets: the rounds of a circuit are each exercise's sets, unless it has its own dose."""
    if draft.style is Style.STRAIGHT:
        return draft
    blocks = tuple(block if block.held else replace(block, sets=draft.rounds) for block in draft.blocks)
    return replace(draft, style=Style.STRAIGHT, rounds=1, blocks=blocks, extra_rest=0)


class Fitter:
    """Cuts a draft down, or fills it up, to the minutes asked."""

    def __init__(
        self, library: Library, delivery: Delivery, length_of: SpeechLength, minutes: int, level: Level
    ) -> None:
        self._library = library
        self._delivery = delivery
        self._length_of = length_of
        self._minutes = minutes
        self._level = level
        self._lengths: dict[tuple[Rung, int, bool, bool, Rung | None], int] = {}
        self._due: dict[Rung, tuple[int, int]] = {}

    def fit(self, draft: Draft) -> Plan:
        """The plan of a draft, as near to the minutes as the exercises' doses and the caps on sets allow."""
        draft = self._balanced(draft)
        sets = draft.rounds if draft.style is Style.CIRCUIT else 0
        blocks = (*draft.spares, *draft.blocks)
        self._due = {block.rung: (sets or block.sets, block.amount) for block in blocks}
        asked = self._minutes * 60_000
        least, most = (round(asked * share) for share in CLOSE_ENOUGH)
        while self._length(draft) > most or self._set_count(draft) > MOST_SETS[self._level]:
            balanced = (self._balanced(smaller) for smaller in self._smaller(draft))
            shorter = next((d for d in balanced if self._length(d) < self._length(draft)), None)
            if shorter is None:
                break
            draft = shorter
        while self._length(draft) < least:
            larger = next(
                (d for d in self._larger(draft) if self._length(d) <= most and self._keeps_balance(draft, d)), None
            )
            if larger is None:
                break
            draft = larger
        return self._plan(draft)

    def _plan(self, draft: Draft) -> Plan:
        return Plan(self._sets(draft), self._minutes, self._length(draft), draft.style, self._level)

    def _sets(self, draft: Draft) -> tuple[PlannedSet, ...]:
        draft = replace(draft, blocks=tuple(sorted(draft.blocks, key=self._place)))
        work = self._circuit(draft) if draft.style is Style.CIRCUIT else self._straight(draft)
        work[-1] = replace(work[-1], rest=0)
        return numbered((*self._warm_up(draft), *work))

    def _place(self, block: Block) -> int:
        """Where an exercise comes: swings, then hinges, one leg, the knee or the floor, holds (facts 3.5)."""
        exercise = self._library.exercise(block.rung.exercise)
        if exercise.counting is not Counting.REPS:
            return 0 if exercise.counting is Counting.BEATS else 4
        if exercise.posture is not Posture.STANDING:
            return 3
        return 1 if exercise.sides is Sides.BOTH else 2

    def _warm_up(self, draft: Draft) -> list[PlannedSet]:
        first = draft.blocks[0].rung
        parts = self._library.warm_ups[draft.warm_up].parts
        is_rep = self._library.exercise(first.exercise).counting is Counting.REPS
        is_first = is_rep and first.exercise not in {part.rung.exercise for part in parts}
        return [
            PlannedSet(first if part.rung.exercise == FIRST else part.rung, part.amount, warm_up=True)
            for part in parts
            if part.rung.exercise != FIRST or is_first
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
            amounts = (block.amounts or (block.amount,) * block.sets)[: block.sets]
            inner = [PlannedSet(block.rung, amount, rest=rest) for amount in amounts[:-1]]
            sets += [*inner, PlannedSet(block.rung, amounts[-1], rest=CHANGE_OVER + draft.extra_rest)]
        return sets

    def _length(self, draft: Draft) -> int:
        sets = self._sets(draft)
        return sum(self._set_length(sets, index) + planned.rest * SECOND for index, planned in enumerate(sets))

    def _set_length(self, sets: tuple[PlannedSet, ...], index: int) -> int:
        planned = sets[index]
        before = sets[index - 1].rung if index else None
        alike = planned.rung, planned.amount, planned.number > 1, planned.warm_up, before
        if alike not in self._lengths:
            begun = sets[: index + 1]
            self._lengths[alike] = length_of_last(begun, self._delivery, self._library, self._length_of)
        return self._lengths[alike]

    def _smaller(self, draft: Draft) -> Iterable[Draft]:
        """Ways to shorten, in the order of coaching facts 3.5."""
        yield from self._fewer_sets(draft, above=2)
        if draft.style is Style.CIRCUIT and CHANGE_OVER + draft.extra_rest > SHORTEST_CHANGE_OVER:
            yield replace(draft, extra_rest=draft.extra_rest - 5)
        yield from self._without(draft, lambda block: self._bias(block) is Bias.SUPPORT)
        yield from self._without(draft, lambda block: self._counting(block) is Counting.HOLD)
        yield from self._shorter_warm_up(draft)
        yield from self._fewer_reps(draft)
        yield from self._fewer_sets(draft, above=1)
        if draft.rounds > 2:
            yield replace(draft, rounds=draft.rounds - 1)
        elif draft.rounds > 1:
            blocks = tuple(replace(block, sets=1) for block in draft.blocks)
            yield replace(draft, style=Style.STRAIGHT, rounds=1, blocks=blocks, extra_rest=0)
        yield from self._without(draft, lambda _: len(draft.blocks) > 2)
        yield from self._fewer_of_the_course(draft)
        if draft.warm_up in self._library.usual_warm_ups and not draft.dosed:
            yield replace(draft, warm_up=self._library.briefest_warm_up)

    def _larger(self, draft: Draft) -> Iterable[Draft]:
        """Ways to lengthen: more sets, more reps, more exercises, a longer warm-up, longer rests."""
        if draft.dosed:
            yield from self._more_sets(draft)
            yield from self._more_reps(draft)
            yield from self._longer_warm_up(draft)
            yield from self._more_rest(draft)
            return
        if draft.style is Style.CIRCUIT and self._set_count(draft) + len(draft.blocks) <= MOST_SETS[self._level]:
            yield replace(draft, rounds=draft.rounds + 1)
        if draft.style is Style.STRAIGHT and self._set_count(draft) < MOST_SETS[self._level]:
            yield from self._more_sets(draft)
        yield from self._more_reps(draft)
        yield from self._more_exercises(draft)
        yield from self._longer_warm_up(draft)
        yield from self._more_rest(draft)

    def _more_exercises(self, draft: Draft) -> Iterable[Draft]:
        taken = {block.rung.exercise for block in draft.blocks}
        spares = [block for block in draft.spares if block.rung.exercise not in taken]
        for block in sorted(spares, key=lambda block: self._sets_of(draft, self._bias(block))):
            sets = self._set_count(draft) + self._times(draft, block)
            if sets <= MOST_SETS[self._level]:
                yield replace(draft, blocks=(*draft.blocks, block))

    def _shorter_warm_up(self, draft: Draft) -> Iterable[Draft]:
        shorter, _ = self._warm_ups_around(draft)
        yield from (replace(draft, warm_up=name) for name in shorter[-1:])

    def _longer_warm_up(self, draft: Draft) -> Iterable[Draft]:
        _, longer = self._warm_ups_around(draft)
        yield from (replace(draft, warm_up=name) for name in longer[:1])

    def _warm_ups_around(self, draft: Draft) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The usual warm-ups that are shorter, and those that are longer; none around one that is not usual."""
        usual = self._library.usual_warm_ups
        if draft.warm_up not in usual:
            return (), ()
        index = usual.index(draft.warm_up)
        return usual[:index], usual[index + 1 :]

    def _more_rest(self, draft: Draft) -> Iterable[Draft]:
        if draft.extra_rest < MOST_EXTRA_REST:
            yield replace(draft, extra_rest=draft.extra_rest + 5)

    def _balanced(self, draft: Draft) -> Draft:
        """The draft with hip and knee sets from 1 to 2 up to 2 to 1, where sets can be cut (facts 3.5)."""
        while (heavy := self._heavy_side(draft)) is not None:
            sets = {
                i: b.sets for i, b in enumerate(draft.blocks) if self._bias(b) is heavy and self._may_shrink(b)
            }
            if not sets:
                return self._lighter(draft, heavy)
            index = max(sets, key=lambda i: sets[i])
            draft = self._with(draft, index, replace(draft.blocks[index], sets=sets[index] - 1))
        return draft

    def _may_shrink(self, block: Block) -> bool:
        return block.sets > 1 and not block.amounts

    def _lighter(self, draft: Draft, heavy: Bias) -> Draft:
        """The draft without the last of the blocks that weigh too much; else with more of the other bias."""
        spare = [block for block in draft.blocks if self._bias(block) is heavy and not block.wanted]
        if spare:
            return self._balanced(replace(draft, blocks=tuple(b for b in draft.blocks if b is not spare[-1])))
        others = (d for d in self._more_exercises(draft) if self._bias(d.blocks[-1]) not in (heavy, Bias.SUPPORT))
        fewer = self._fewer_of_the_course(draft)
        return next((d for d in (*others, *fewer) if self._heavy_side(d) is not heavy), draft)

    def _keeps_balance(self, before: Draft, after: Draft) -> bool:
        return self._heavy_side(after) is None or self._heavy_side(before) is not None

    def _heavy_side(self, draft: Draft) -> Bias | None:
        """The bias that has more than twice the sets of the other."""
        hip, knee = (self._sets_of(draft, bias) for bias in (Bias.HIP, Bias.KNEE))
        if hip and knee and hip > 2 * knee:
            return Bias.HIP
        return Bias.KNEE if hip and knee and knee > 2 * hip else None

    def _sets_of(self, draft: Draft, bias: Bias) -> int:
        return sum(block.sets for block in draft.blocks if self._bias(block) is bias)

    def _set_count(self, draft: Draft) -> int:
        return sum(self._times(draft, b) for b in draft.blocks if self._bias(b) is not Bias.SUPPORT)

    def _times(self, draft: Draft, block: Block) -> int:
        """How many sets of a block a class has: a circuit has one of each in every round."""
        return draft.rounds if draft.style is Style.CIRCUIT else block.sets

    def _fewer_sets(self, draft: Draft, above: int) -> Iterable[Draft]:
        for index in reversed(self._lighter_side_first(draft)):
            if draft.blocks[index].sets > above and not draft.blocks[index].amounts:
                yield self._with(draft, index, replace(draft.blocks[index], sets=draft.blocks[index].sets - 1))

    def _fewer_of_the_course(self, draft: Draft) -> Iterable[Draft]:
        for index, block in enumerate(draft.blocks):
            if block.amounts and block.sets > 1:
                yield self._with(draft, index, replace(block, sets=block.sets - 1))

    def _lighter_side_first(self, draft: Draft) -> list[int]:
        """The blocks' indices, those of the bias with fewer sets first: the week is to come near to balance."""
        biases = [self._bias(block) for block in draft.blocks]
        return sorted(range(len(biases)), key=lambda index: self._sets_of(draft, biases[index]))

    def _more_sets(self, draft: Draft) -> Iterable[Draft]:
        for index in self._lighter_side_first(draft):
            block = draft.blocks[index]
            most = self._library.variant(block.rung).dose.sets
            if block.held:
                most = self._due[block.rung][0]
            if not block.amounts and block.sets < most:
                yield self._with(draft, index, replace(block, sets=block.sets + 1))

    def _fewer_reps(self, draft: Draft) -> Iterable[Draft]:
        for index, block in enumerate(draft.blocks):
            fewer = max(block.amount - 2, self._library.variant(block.rung).dose.least)
            if not block.amounts and fewer < block.amount:
                yield self._with(draft, index, replace(block, amount=fewer))

    def _more_reps(self, draft: Draft) -> Iterable[Draft]:
        for index, block in enumerate(draft.blocks):
            dose = self._library.variant(block.rung).dose
            most = self._due[block.rung][1] if block.held else min(dose.amount + 2, dose.most)
            if not block.amounts and block.amount + 2 <= most:
                yield self._with(draft, index, replace(block, amount=block.amount + 2))

    def _without(self, draft: Draft, unwanted: Callable[[Block], bool]) -> Iterable[Draft]:
        """The draft without one of its unwanted blocks, where hip and knee work stay."""
        for block in reversed(draft.blocks):
            kept = tuple(b for b in draft.blocks if b is not block)
            if (
                not block.wanted
                and unwanted(block)
                and {Bias.HIP, Bias.KNEE} & {self._bias(b) for b in draft.blocks} <= {self._bias(b) for b in kept}
            ):
                yield replace(draft, blocks=kept)

    def _with(self, draft: Draft, index: int, block: Block) -> Draft:
        return replace(draft, blocks=(*draft.blocks[:index], block, *draft.blocks[index + 1 :]))

    def _bias(self, block: Block) -> Bias:
        return self._library.exercise(block.rung.exercise).bias

    def _counting(self, block: Block) -> Counting:
        return self._library.exercise(block.rung.exercise).counting
