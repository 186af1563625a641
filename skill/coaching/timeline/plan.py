"""A class as it will be held: its sets in order, each with its dose and the rest after it."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from skill.coaching.facts.body import Trait
from skill.coaching.facts.exercise import Level, Rung, Sides
from skill.coaching.facts.library import Library, Style
from skill.coaching.timeline.change import Change


@dataclass(frozen=True)
class PlannedSet:
    """One set of an exercise; for a one-sided exercise, both sides of it."""

    rung: Rung
    amount: int
    """Reps (per leg for one-sided and alternating exercises), or held seconds."""
    number: int = 1
    """Which set of this exercise it is, from 1."""
    of: int = 1
    """How many sets of this exercise the class has."""
    rest: int = 0
    """Seconds of rest after it."""
    warm_up: bool = False

    def numbered(self, number: int, of: int) -> "PlannedSet":
        """The same, as one of so many."""
        return PlannedSet(self.rung, self.amount, number, of, self.rest, self.warm_up)


@dataclass(frozen=True)
class Changed:
    """An exercise that is done otherwise than last time."""

    rung: Rung
    change: Change
    amount: int
    """Reps a set now, or seconds."""
    sets: int
    before: Rung | None = None
    """The exercise whose place it takes."""


@dataclass(frozen=True)
class Plan:
    """The sets of one class, warm-up first."""

    sets: tuple[PlannedSet, ...]
    minutes: int = 0
    """The time asked for; 0 for a single set."""
    length: int = 0
    """Milliseconds it takes when nobody pauses, as fitted; 0 for a single set."""
    style: Style = Style.STRAIGHT
    level: Level = Level.BEGINNER
    changes: tuple["Changed", ...] = ()
    """What is different from the last class, the most telling first."""
    light: bool = False
    """Five easy minutes: no reason to rest, and no measure of what the runner can do."""

    def __hash__(self) -> int:
        """Of as much as tells most plans apart: at every turn of a class its plan is looked up."""
        return hash((self.minutes, self.length, len(self.sets), self.sets[:1]))

    @property
    def work(self) -> tuple[PlannedSet, ...]:
        """The sets after the warm-up."""
        return tuple(planned for planned in self.sets if not planned.warm_up)

    @property
    def exercises(self) -> tuple[str, ...]:
        """Ids of the exercises after the warm-up, each once, in order."""
        return tuple(dict.fromkeys(planned.rung.exercise for planned in self.work))

    def from_(self, index: int) -> tuple[PlannedSet, ...]:
        """The sets from that index on."""
        return self.sets[index:]


def numbered(sets: tuple[PlannedSet, ...]) -> tuple[PlannedSet, ...]:
    """The sets with `number` and `of` set right within warm-up and work."""
    seen: dict[tuple[Rung, bool], int] = {}
    totals: dict[tuple[Rung, bool], int] = {}
    for planned in sets:
        key = (planned.rung, planned.warm_up)
        totals[key] = totals.get(key, 0) + 1
    result = []
    for planned in sets:
        key = (planned.rung, planned.warm_up)
        seen[key] = seen.get(key, 0) + 1
        result.append(planned.numbered(seen[key], totals[key]))
    return tuple(result)


def legs(library: Library, planned: PlannedSet) -> int:
    """How many times the amount is performed: once, or once a leg."""
    return 1 if library.exercise(planned.rung.exercise).sides is Sides.BOTH else 2


def skip_exercise(plan: Plan, index: int) -> int:
    """The index of the first later set of another exercise, or the end of the plan."""
    rung = plan.sets[index].rung
    later = range(index + 1, len(plan.sets))
    return next((i for i in later if plan.sets[i].rung != rung), len(plan.sets))


def replaced(plan: Plan, index: int, rung: Rung, amount: int, most: int | None = None) -> Plan:
    """The plan with the exercise at index, and its later sets, done as another one; in so many sets at most."""
    old = plan.sets[index].rung
    theirs = [i for i in range(index, len(plan.sets)) if plan.sets[i].rung == old and not plan.sets[i].warm_up]
    others = set(theirs[most:]) if most else set()
    sets = tuple(
        replace(planned, rung=rung, amount=amount) if i in theirs else planned
        for i, planned in enumerate(plan.sets)
        if i not in others
    )
    return replace(plan, sets=sets[:index] + numbered_tail(sets, index))


def with_sets(plan: Plan, index: int, sets: int) -> Plan:
    """The plan with so many sets of the exercise at index, those up to it kept; more are like its last one."""
    planned = plan.sets[index]
    theirs = [i for i, one in enumerate(plan.sets) if one.rung == planned.rung and one.warm_up is planned.warm_up]
    keep = max(sets, planned.number)
    kept = tuple(one for i, one in enumerate(plan.sets) if i not in theirs[keep:])
    last = theirs[min(keep, len(theirs)) - 1]
    more = (replace(plan.sets[last]),) * (keep - len(theirs))
    return replace(plan, sets=numbered((*kept[: last + 1], *more, *kept[last + 1 :])))


def numbered_tail(sets: tuple[PlannedSet, ...], index: int) -> tuple[PlannedSet, ...]:
    """The sets from index on, renumbered with what came before taken into account."""
    return numbered(sets)[index:]


def one_set(rung: Rung, amount: int) -> Plan:
    """A single set of an exercise, without a warm-up: what a how-to ends with."""
    return Plan((PlannedSet(rung, amount),))


def plan_halved(plan: Plan, first: int = 0) -> Plan:
    """The plan with half the amount in every set from an index on; never less than one."""
    return replace(
        plan,
        sets=plan.sets[:first]
        + tuple(replace(planned, amount=(planned.amount + 1) // 2) for planned in plan.sets[first:]),
    )


def without_traits(library: Library, plan: Plan, ruled_out: Collection[Trait]) -> Plan:
    """The plan without the exercises that have one of these traits."""
    kept = tuple(one for one in plan.sets if not library.traits(one.rung) & frozenset(ruled_out))
    return plan if len(kept) == len(plan.sets) else replace(plan, sets=numbered(kept))
