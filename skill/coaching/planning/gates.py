"""The one gate: whether a runner may do an exercise today, by whatever door (coaching facts 0, 3.2, 3.4)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum, auto
from itertools import pairwise

from skill.coaching.facts.body import Trait
from skill.coaching.facts.exercise import Before, Level, Rung, Variant
from skill.coaching.facts.felt import Felt
from skill.coaching.facts.library import Library
from skill.coaching.record.log import is_tiring
from skill.coaching.record.record import ClassDone, ExerciseDone, Progress

NEWCOMER_DAYS, NEWCOMER_CLASSES = 14, 4
"""Days of training, and days with a class among them, before anything strenuous (coaching facts, rule 2)."""
TWO_WEEKS = 14
"""Days without a class after which less is done (coaching facts 3.4)."""
BREAK_DAYS = 28
"""Days without a class after which training starts again at the beginning (coaching facts 3.4)."""
MOST_STRENUOUS = {Level.BEGINNER: 0, Level.INTERMEDIATE: 1, Level.ADVANCED: 2}
"""Strenuous exercises a session at most (coaching facts 3.4)."""
FIRST_SETS = 2
"""The most sets of a strenuous exercise on its first day (coaching facts 3.4)."""


class Closed(StrEnum):
    """Why a runner may not do an exercise; in the order in which it is asked."""

    RULED_OUT = auto()
    """What the runner has said of themselves leaves it out."""
    GENTLE = auto()
    """Today is no day for anything strenuous."""
    TRAINING = auto()
    """Too few weeks, or too few classes."""
    BEFORE = auto()
    """What comes before it has not gone well yet."""
    LEVEL = auto()
    ENOUGH = auto()
    """The class has all the strenuous exercises it may have."""
    ONE_NEW = auto()
    """The class has a strenuous exercise already that is new to the runner."""
    KIT = auto()
    """Last of all: kit alone opens nothing."""


@dataclass(frozen=True)
class Past:
    """What a runner has behind them, as far as it opens exercises and sets doses."""

    days: int = 0
    """Days of training, without a break of four weeks."""
    classes: int = 0
    """Days with a class in that time: whole classes, no light ones."""
    log: tuple[ClassDone, ...] = ()
    """Classes and lone sets, oldest first; no light classes."""
    met: frozenset[str] = frozenset()
    """Every exercise ever met in a class."""
    done: frozenset[str] = frozenset()
    """The same with its variant; no light classes."""
    back: int | None = None
    """The day training went on after a break of four weeks; None where the log has no such break."""
    newest: int | None = None
    """The day an exercise or a variant came in for the first time, after the first class."""

    @property
    def is_newcomer(self) -> bool:
        """Whether it is too early for anything strenuous."""
        return self.days < NEWCOMER_DAYS or self.classes < NEWCOMER_CLASSES


def past_of(progress: Progress, today: int) -> Past:
    """What the record says of a runner."""
    new = [mark.day for mark in progress.marks.values() if mark.day != progress.first_day]
    log = tuple(entry for entry in progress.log if not entry.light)
    back = _back_since(progress.log, today)
    start = progress.first_day if back is None else back
    return Past(
        days=0 if start is None else today - start,
        classes=len({entry.day for entry in log if is_tiring(entry) and entry.day >= (start or 0)}),
        log=log,
        met=frozenset(progress.met),
        done=frozenset(progress.marks),
        back=back,
        newest=max(new, default=None),
    )


def _back_since(log: tuple[ClassDone, ...], today: int) -> int | None:
    """The day of the first class after the latest break of four weeks, today if there was none since."""
    days = [*(entry.day for entry in log if entry.minutes), today]
    return max((after for before, after in pairwise(days) if after - before >= BREAK_DAYS), default=None)


@dataclass(frozen=True)
class Gate:
    """What is asked about an exercise, for one runner on one day: the same at every door."""

    library: Library
    level: Level
    kit: frozenset[str]
    """All that is at hand, what every home has included."""
    reach: Level | None = None
    """The level of what may be done, where it is not the runner's: one above it, when harder work
    is asked for. What is strenuous keeps to the runner's own."""
    past: Past = Past()
    gentle: bool = False
    """Nothing strenuous today."""
    ruled_out: frozenset[Trait] = frozenset()
    course: str | None = None
    """The exercise of the plan over weeks that the runner follows: the plan stands in for the level."""

    def for_what_is_asked(self) -> "Gate":
        """The gate for what is asked for, by its name or as harder: one level more, and nothing hard by it."""
        return replace(self, reach=Level(min(self.level.value + 1, Level.ADVANCED.value)))

    def closed(self, rung: Rung, beside: Iterable[Rung] = ()) -> Closed | None:
        """Why an exercise may not come into a class beside others; None where it may."""
        variant = self.library.variant(rung)
        if self.ruled_out & self.library.traits(rung):
            return Closed.RULED_OUT
        if self.gentle and variant.strenuous:
            return Closed.GENTLE
        return self._not_yet(rung) or self._too_much(rung, beside) or self._without_kit(variant)

    def is_open(self, rung: Rung, beside: Iterable[Rung] = ()) -> bool:
        """Whether an exercise may come into a class beside others."""
        return self.closed(rung, beside) is None

    def is_new(self, rung: Rung) -> bool:
        """Whether the runner has never done it."""
        return str(rung) not in self.past.done

    def is_ready(self, rung: Rung) -> bool:
        """Whether what must come before an exercise has been done; it stays so until a break of four weeks."""
        before = self.library.variant(rung).before
        return before is None or (self.has_trained(before) and self._is_way_done(rung, before))

    def _not_yet(self, rung: Rung) -> Closed | None:
        variant = self.library.variant(rung)
        before = variant.before
        if variant.strenuous and self.past.is_newcomer:
            return Closed.TRAINING
        if before and not self.has_trained(before):
            return Closed.TRAINING
        if before and not self._is_way_done(rung, before):
            return Closed.BEFORE
        is_beginner = self.level is Level.BEGINNER
        by_course = rung.exercise == self.course and not is_beginner
        reach = self.level if self.reach is None or variant.strenuous else self.reach
        if (reach < variant.level and not by_course) or (variant.strenuous and is_beginner):
            return Closed.LEVEL
        return None

    def has_trained(self, before: Before) -> bool:
        """Whether there was training enough for what must come before an exercise."""
        return self.past.days >= before.days and self.past.classes >= before.classes

    def _is_way_done(self, rung: Rung, before: Before) -> bool:
        if self.past.back is None and not self.is_new(rung):
            return True
        since = [entry for entry in self.past.log if self.past.back is None or entry.day >= self.past.back]
        return any(_is_way_there(done, before) for entry in since for done in entry.exercises)

    def _without_kit(self, variant: Variant) -> Closed | None:
        return None if set(variant.kit) <= self.kit else Closed.KIT

    def _too_much(self, rung: Rung, beside: Iterable[Rung]) -> Closed | None:
        if not self.library.variant(rung).strenuous:
            return None
        strenuous = {other for other in beside if other != rung and self.library.variant(other).strenuous}
        if len(strenuous) >= MOST_STRENUOUS[self.level]:
            return Closed.ENOUGH
        return Closed.ONE_NEW if self.is_new(rung) and any(map(self.is_new, strenuous)) else None


def _is_way_there(done: ExerciseDone, before: Before) -> bool:
    rung = Rung.parse(done.exercise)
    fits = rung in before.rungs or Rung(rung.exercise) in before.rungs
    return fits and done.sets >= before.sets and done.reps >= before.amount and not is_tough(done)


def is_tough(done: ExerciseDone) -> bool:
    """Whether it was too much."""
    return done.felt in (Felt.HARD, Felt.FAILED)
