"""What was done: logging sets and classes, and answers drawn from the log."""

from dataclasses import replace

from skill.coaching.events import Felt
from skill.coaching.state import DAY, ClassDone, ExerciseDone, Progress, Workout

LOG_SIZE = 30
"""Classes kept in the log; older ones live on in the count alone."""


def log_class(progress: Progress, workout: Workout, upto: int, today: int, felt: Felt | None = None) -> Progress:
    """The progress with the sets before `upto` logged and the class closed; a lone set is no class."""
    done = exercises_done(workout, upto, felt)
    progress = replace(progress, workout=None)
    if not done:
        return progress
    met = dict(progress.met)
    for exercise in done:
        name = exercise.exercise.partition(":")[0]
        met[name] = met.get(name, 0) + 1
    entry = ClassDone(today, workout.plan.minutes, done)
    return replace(
        progress,
        met=met,
        log=(*progress.log, entry)[-LOG_SIZE:],
        classes=progress.classes + (workout.plan.minutes > 0),
        first_day=today if progress.first_day is None else progress.first_day,
    )


def exercises_done(workout: Workout, upto: int, felt: Felt | None = None) -> tuple[ExerciseDone, ...]:
    """Each exercise of the sets before `upto` with its sets, best set and how it felt."""
    changed = {done.set: done for done in workout.differently}
    result: dict[str, ExerciseDone] = {}
    for index, planned in enumerate(workout.plan.sets[:upto]):
        reps = changed[index].reps if index in changed else planned.amount
        if planned.warm_up or not reps:
            continue
        rung = str(planned.rung)
        before = result.get(rung, ExerciseDone(rung, 0, 0, felt))
        told = changed[index].felt if index in changed else None
        result[rung] = replace(before, sets=before.sets + 1, reps=max(before.reps, reps), felt=told or before.felt)
    return tuple(result.values())


def days_since_class(progress: Progress, today: int) -> int | None:
    """Days since the last class; None when there was none."""
    return today - progress.log[-1].day if progress.log else None


def classes_this_week(progress: Progress, today: int) -> int:
    """Classes in the last seven days, today included."""
    return sum(1 for entry in progress.log if entry.minutes and today - entry.day < 7)


def streak_in_weeks(progress: Progress, today: int) -> int:
    """Weeks in a row, ending with this one or the last, that had a class; a rest day never breaks it."""
    weeks = {(today - entry.day) // 7 for entry in progress.log if entry.minutes}
    start = 0 if 0 in weeks else 1
    count = 0
    while start + count in weeks:
        count += 1
    return count


def _still_open(workout: Workout | None, ended: int) -> Workout | None:
    """The open class, unless the day it was last spoken of ended early for safety."""
    return None if workout is None or workout.touched // DAY <= ended else workout


def merged(mine: Progress, theirs: Progress) -> Progress:
    """Two records of one runner as one: my choices and open class, every class that either has logged."""
    log = sorted({*mine.log, *theirs.log}, key=lambda entry: entry.day)[-LOG_SIZE:]
    new = len(set(mine.log) - set(theirs.log))
    met = {id_: max(mine.met.get(id_, 0), theirs.met.get(id_, 0)) for id_ in {*mine.met, *theirs.met}}
    days = [day for day in (mine.first_day, theirs.first_day) if day is not None]
    ended = [day for day in (mine.ended_early, theirs.ended_early) if day is not None]
    return replace(
        mine,
        log=tuple(log),
        classes=max(mine.classes, theirs.classes + new),
        met=met,
        first_day=min(days, default=None),
        ended_early=max(ended, default=None),
        workout=_still_open(mine.workout or theirs.workout, max(ended, default=-1)),
    )
