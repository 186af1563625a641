"""What a runner may do yet: by level, kit, weeks of training and what was done (coaching facts 0, 3.2, 3.4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from skill.coaching.facts.exercise import Before, Level, Rung
from skill.coaching.facts.felt import Felt
from skill.coaching.facts.library import Library
from skill.coaching.record.record import ClassDone, ExerciseDone, Progress

NEWCOMER_DAYS = 14
"""Days of training before anything strenuous is offered (coaching facts, rule 2)."""
TWO_WEEKS = 14
"""Days without a class after which less is done (coaching facts 3.4)."""
CLASS_DAYS = 4
"""Days with a class that make two weeks of training."""
BREAK_DAYS = 28
"""Days without a class after which training starts again at the beginning (coaching facts 3.4)."""


@dataclass(frozen=True)
class Past:
    """What a runner has behind them, as far as it opens exercises and sets doses."""

    days: int = 0
    """Days of training, without a break of four weeks; no more than the classes of that time amount to."""
    log: tuple[ClassDone, ...] = ()
    """Classes and lone sets, oldest first; no light classes."""
    met: frozenset[str] = frozenset()
    """Every exercise ever met in a class."""
    back: int | None = None
    """The day training went on after a break of four weeks; None where the log has no such break."""
    newest: int | None = None
    """The day an exercise or a variant came in for the first time, after the first class."""

    @property
    def is_newcomer(self) -> bool:
        """Whether it is too early for anything strenuous."""
        return self.days < NEWCOMER_DAYS


def past_of(progress: Progress, today: int) -> Past:
    """What the record says of a runner."""
    new = [mark.day for mark in progress.marks.values() if mark.day != progress.first_day]
    log = tuple(entry for entry in progress.log if not entry.light)
    back = _back_since(progress.log, today)
    start = progress.first_day if back is None else back
    days = 0 if start is None else min(today - start, _trained_days(log, start))
    return Past(days, log, frozenset(progress.met), back, max(new, default=None))


def _trained_days(log: tuple[ClassDone, ...], start: int) -> int:
    """The days of training that the classes since then amount to: idle days prepare nobody.

    Counted are days with a class of which at least half was done, four in two weeks (coaching facts 3.2). The log
    has the latest thirty, enough for every gate.
    """
    trained = {entry.day for entry in log if entry.minutes and not entry.part and entry.day >= start}
    return len(trained) * TWO_WEEKS // CLASS_DAYS


def _back_since(log: tuple[ClassDone, ...], today: int) -> int | None:
    """The day of the first class after the latest break of four weeks, today if there was none since."""
    days = [*(entry.day for entry in log if entry.minutes), today]
    return max((after for before, after in pairwise(days) if after - before >= BREAK_DAYS), default=None)


def is_open(library: Library, rung: Rung, level: Level, kit: Iterable[str], past: Past) -> bool:
    """Whether a runner of that level may do an exercise with that kit."""
    variant = library.variant(rung)
    if level < variant.level or not set(variant.kit) <= {*kit, *library.at_hand}:
        return False
    if not variant.strenuous:
        return True
    return level is not Level.BEGINNER and not past.is_newcomer and is_ready(past, rung.exercise, variant.before)


def is_ready(past: Past, exercise: str, before: Before | None) -> bool:
    """Whether what must come before an exercise has been done; it stays so until a break of four weeks."""
    if before is None:
        return True
    if past.days < before.days:
        return False
    if past.back is None and exercise in past.met:
        return True
    since = [entry for entry in past.log if past.back is None or entry.day >= past.back]
    return any(_is_way_there(done, before) for entry in since for done in entry.exercises)


def _is_way_there(done: ExerciseDone, before: Before) -> bool:
    rung = Rung.parse(done.exercise)
    fits = rung in before.rungs or Rung(rung.exercise) in before.rungs
    return fits and done.sets >= before.sets and done.reps >= before.amount and not is_tough(done)


def is_tough(done: ExerciseDone) -> bool:
    """Whether it was too much."""
    return done.felt in (Felt.HARD, Felt.FAILED)
