"""What is worth hearing in a rest and at the end: one line each, never twice in a class, none heard lately."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from skill.coaching.facts.exercise import Counting, PhaseKind, Rung
from skill.coaching.facts.library import Library
from skill.coaching.timeline.plan import PlannedSet
from skill.coaching.words.phrase import Phrase, about
from skill.coaching.words.prompts import Say, say

SLOW = 3
"""Seconds of lowering from which it is told why that is slow."""
WORDINGS = 2
"""How many lines there are of each kind."""
CLOSING = (Say.WORTH_COOL_DOWN, Say.WORTH_NEXT_RUN, Say.WORTH_TOMORROW)
"""Kinds of lines for the end of a class, in their order."""


@dataclass(frozen=True)
class WorthHearing:
    """A line, and the name by which it is remembered."""

    id: str
    phrase: Phrase


def in_rests(
    library: Library, sets: tuple[PlannedSet, ...], seed: int, heard: Collection[str]
) -> dict[int, WorthHearing]:
    """The line of the rest after each of these sets; what comes later in a class changes none of them."""
    told: dict[int, WorthHearing] = {}
    known = set(heard)
    for index, planned in enumerate(sets):
        line = next((one for one in _for_set(library, planned, seed) if one.id not in known), None)
        if planned.rest and not planned.warm_up and line:
            told[index] = line
            known |= _of_a_kind(line)
    return told


def at_the_end(seed: int, heard: Collection[str]) -> tuple[WorthHearing, ...]:
    """How to cool down, what to do with the next run, how it feels tomorrow: each where not heard lately."""
    return tuple(line for kind in CLOSING for line in _first_not_heard(kind, seed, heard))


def _first_not_heard(kind: Say, seed: int, heard: Collection[str]) -> list[WorthHearing]:
    return [line for line in _wordings(kind, seed) if line.id not in heard][:1]


def _for_set(library: Library, planned: PlannedSet, seed: int) -> Iterator[WorthHearing]:
    """What fits after a set: the first time what the exercise is for, else how heavy, how many and how slow."""
    rung = planned.rung
    stride = WorthHearing(f"stride.{rung.exercise}", about(str(rung), "stride"))
    kinds = [line for kind in _kinds(library, rung) for line in _wordings(kind, seed)]
    yield from (stride, *kinds) if planned.number == 1 else (*kinds, stride)


def _kinds(library: Library, rung: Rung) -> Iterator[Say]:
    exercise, variant = library.exercise(rung.exercise), library.variant(rung)
    if library.loads & set(variant.kit):
        yield Say.WORTH_HEAVY
    if exercise.counting is Counting.REPS:
        yield Say.WORTH_IN_THE_TANK
    if any(phase.kind is PhaseKind.ECCENTRIC and phase.seconds >= SLOW for phase in variant.phases):
        yield Say.WORTH_SLOW


def _wordings(kind: Say, seed: int) -> Iterator[WorthHearing]:
    for offset in range(WORDINGS):
        pick = (seed + offset) % WORDINGS
        yield WorthHearing(f"{kind}.{pick}", say(kind, pick))


def _of_a_kind(line: WorthHearing) -> set[str]:
    """The line, and the other wordings of what it says: a class says each thing once."""
    kind = line.id.rpartition(".")[0]
    return {line.id} if kind == "stride" else {f"{kind}.{pick}" for pick in range(WORDINGS)}
