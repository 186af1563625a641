"""What was done: the record of sets and classes, what is worked out from it, and two records made one."""

from bisect import insort
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import reduce
from itertools import count
from typing import Any

from skill.coaching.facts.exercise import Rung
from skill.coaching.facts.felt import Effort, Felt
from skill.coaching.record.record import (
    WEEK,
    ClassDone,
    Enrolment,
    ExerciseDone,
    Mark,
    Progress,
    Run,
    Streak,
    Workout,
)
from skill.coaching.timeline.change import Change
from skill.coaching.timeline.cues import SECOND

LOG_SIZE = 24
"""Classes kept in the log; older ones live on in the counts and the marks."""
CHOICES = ("level", "kit", "place", "minutes", "straight", "zone")
"""What a record takes from another one where it has none itself."""


# one class more


def log_class(progress: Progress, workout: Workout, upto: int, today: int, felt: Felt | None = None) -> Progress:
    """The progress with the sets before `upto` logged and the class closed; a lone set is no class."""
    done = exercises_done(workout, upto, felt)
    progress = replace(progress, workout=None)
    if not done:
        return progress
    plan = workout.plan
    part = 2 * sum(exercise.sets for exercise in done) < len(plan.work)
    return with_class(progress, ClassDone(today, plan.minutes, done, workout.begun // SECOND, plan.light, part))


def exercises_done(workout: Workout, upto: int, felt: Felt | None = None) -> tuple[ExerciseDone, ...]:
    """Each exercise of the sets before `upto` with its sets, best set and how it felt."""
    changed = {done.set: done for done in workout.differently}
    heavier = {str(c.rung) for c in workout.plan.changes if c.change is Change.HEAVIER}
    result: dict[str, ExerciseDone] = {}
    for index, planned in enumerate(workout.plan.sets[:upto]):
        reps = changed[index].reps if index in changed else planned.amount
        if planned.warm_up or not reps:
            continue
        rung = str(planned.rung)
        before = result.get(rung, ExerciseDone(rung, 0, 0, felt, rung in heavier))
        told = changed[index].felt if index in changed else None
        legs = changed[index].legs if index in changed else ()
        result[rung] = replace(
            before,
            sets=before.sets + 1,
            reps=max(before.reps, reps),
            felt=told or before.felt,
            legs=legs or before.legs,
        )
    return tuple(result.values())


def with_class(progress: Progress, entry: ClassDone) -> Progress:
    """The progress with a class put in its place in the log, and counted; one that is known changes nothing.

    Of two accounts of the same class the fuller one stands.
    """
    known = next((other for other in progress.log if _is_same(other, entry)), None)
    if (known and _order(known) >= _order(entry)) or _is_forgotten(progress.log, entry):
        return progress
    log = [other for other in progress.log if other is not known]
    insort(log, entry, key=_order)
    before = _exercises(known) if known else ()
    new = {id_: progress.met.get(id_, 0) + 1 for id_ in _exercises(entry) if id_ not in before}
    return replace(
        progress,
        log=tuple(log[-LOG_SIZE:]),
        classes=progress.classes + (known is None and entry.minutes > 0),
        met={**progress.met, **new},
        first_day=_least(progress.first_day, entry.day),
        marks=_joined(progress.marks, _marks(entry)),
        streak=_streak(log, progress.streak),
    )


def _is_same(one: ClassDone, other: ClassDone) -> bool:
    """Whether two entries are the same class; where the log does not say when it began, alike is the same."""
    return one.begun == other.begun if one.begun else one == other


def _order(entry: ClassDone) -> tuple[int, int, int, str]:
    """Sorts a log by time, and what is of the same time by the sets done: never two entries alike."""
    return entry.day, entry.begun, _sets(entry), repr(entry)


def _is_forgotten(log: tuple[ClassDone, ...], entry: ClassDone) -> bool:
    """Whether a class is older than all that a full log still has: it was counted long ago."""
    return len(log) >= LOG_SIZE and _order(entry) < _order(log[0])


def _exercises(entry: ClassDone) -> tuple[str, ...]:
    return tuple(dict.fromkeys(Rung.parse(done.exercise).exercise for done in entry.exercises))


def _marks(entry: ClassDone) -> dict[str, Mark]:
    """What one class says of each of its exercises; one that failed is no best, and a light class no measure."""
    if entry.light:
        return {}
    return {
        done.exercise: Mark(entry.day, done.sets, done.reps, 0 if done.felt is Felt.FAILED else done.reps)
        for done in entry.exercises
    }


def _joined(one: Mapping[str, Mark], other: Mapping[str, Mark]) -> dict[str, Mark]:
    """The marks of both: of each exercise the first day, and the best."""
    return {rung: _both(one.get(rung), other.get(rung)) for rung in {**one, **other}}


def _both(*found: Mark | None) -> Mark:
    marks = [mark for mark in found if mark]
    day = min(mark.day for mark in marks)
    first = [mark for mark in marks if mark.day == day]
    return Mark(
        day, max(mark.sets for mark in first), max(mark.reps for mark in first), max(mark.best for mark in marks)
    )


def _streak(log: Iterable[ClassDone], *known: Streak) -> Streak:
    """The weeks in a row up to the latest one with a class, by the log and by what was known before."""
    weeks = {week_of(entry.day) for entry in log if entry.minutes}
    for streak in known:
        weeks.update(range(streak.week - streak.weeks + 1, streak.week + 1))
    if not weeks:
        return Streak()
    last = max(weeks)
    return Streak(last, next(length for length in count(1) if last - length not in weeks))


def _least(*days: int | None) -> int | None:
    return min((day for day in days if day is not None), default=None)


# what the record says


def week_of(day: int) -> int:
    """The calendar week of a day, both counted from the epoch; a week begins on Monday."""
    return (day + 3) // WEEK


def days_since_class(progress: Progress, today: int) -> int | None:
    """Days since the last class that is a reason to rest. None without any."""
    days = [entry.day for entry in progress.log if is_tiring(entry)]
    return max(today - days[-1], 0) if days else None


def is_tiring(entry: ClassDone) -> bool:
    """Whether it is a reason to rest: no light class, no lone set, and not the beginning of a class alone."""
    return entry.minutes > 0 and not entry.light and not entry.part


def classes_this_week(progress: Progress, today: int) -> tuple[ClassDone, ...]:
    """The classes in the calendar week of today; lone sets are none."""
    return tuple(entry for entry in progress.log if entry.minutes and week_of(entry.day) == week_of(today))


def streak_in_weeks(progress: Progress, today: int) -> int:
    """Weeks in a row that had a class, up to this one or the last; a rest day never breaks it."""
    return progress.streak.weeks if week_of(today) - progress.streak.week <= 1 else 0


# two records


def merged(mine: Progress, theirs: Progress) -> Progress:
    """Two records of one runner as one: my choices, and every class that either has, each counted once.

    A stop for safety, and the question of pain, stand if either has them: one asked too often is no harm.
    """
    one, other = reduce(with_class, mine.log, theirs), reduce(with_class, theirs.log, mine)
    ended = [moment for moment in (mine.ended_early, theirs.ended_early) if moment is not None]
    asked = max(mine.pain_asked or 0, theirs.pain_asked or 0)
    choices: dict[str, Any] = {name: getattr(theirs, name) for name in CHOICES if getattr(mine, name) is None}
    return replace(
        mine,
        **choices,
        welcomed=mine.welcomed or theirs.welcomed,
        workout=_still_open(mine, theirs, one.log, ended),
        met={id_: max(one.met.get(id_, 0), other.met.get(id_, 0)) for id_ in {**one.met, **other.met}},
        log=one.log,
        classes=max(one.classes, other.classes),
        first_day=_least(one.first_day, other.first_day),
        announced=mine.announced or theirs.announced,
        ended_early=max(ended, default=None),
        ended_finally=any(one.ended_finally and one.ended_early is not None for one in (mine, theirs)),
        pain_asked=asked if asked > max(ended, default=0) else None,
        avoid=tuple(dict.fromkeys((*theirs.avoid, *mine.avoid))),
        runs=one_a_day((*mine.runs, *theirs.runs)),
        marks=_joined(one.marks, other.marks),
        streak=_streak(one.log, one.streak, other.streak),
        course=_further(mine.course, theirs.course),
    )


def _still_open(mine: Progress, theirs: Progress, log: tuple[ClassDone, ...], ended: list[int]) -> Workout | None:
    """My open class, else theirs; never one that is over, or was open when training was ended for safety.

    Mine is over when the log has all of it: another device may have logged what was done of it so far.
    """
    for left, is_mine in ((mine.workout, True), (theirs.workout, False)):
        if left is None or any(left.touched <= moment for moment in ended):
            continue
        logged = next((entry for entry in log if entry.begun and entry.begun == left.begun // SECOND), None)
        if logged is None or (is_mine and _sets(logged) < len(left.plan.work)):
            return left
    return None


def _sets(entry: ClassDone) -> int:
    return sum(done.sets for done in entry.exercises)


def one_a_day(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs by day; of two on one day the harder stands."""
    by_day = sorted(runs, key=lambda run: (run.day, tuple(Effort).index(run.effort)))
    return tuple({run.day: run for run in by_day}.values())


def _further(*places: Enrolment | None) -> Enrolment | None:
    """The place in a plan over weeks that is further on."""
    return max((place for place in places if place), key=lambda place: (place.since, place.done), default=None)
