"""Records of runners, made class by class without a conversation: for what must hold however long it goes on."""

from functools import cache, reduce

from skill.coaching.record.log import with_class
from skill.coaching.record.record import ClassDone, ExerciseDone, Progress

MONDAY = 20_717
"""A day, in days since the epoch."""
WEEK = 7
HOUR = 3_600
"""Seconds."""
DAY = 24 * HOUR
ROUTINE = ("romanian_deadlift", "reverse_lunge", "ball_hamstring_curl", "sliding_leg_curl:full", "glute_bridge")


def class_on(
    day: int, *exercises: ExerciseDone, minutes: int = 20, light: bool = False, hour: int = 18
) -> ClassDone:
    """Return a class as it is logged; without exercises named, one set of hinges."""
    done = exercises or (ExerciseDone("hip_hinge", 1, 10),)
    return ClassDone(day, minutes, done, day * DAY + hour * HOUR, light)


def record(*entries: ClassDone, before: Progress | None = None) -> Progress:
    """Return the record of a runner after these classes."""
    return reduce(with_class, sorted(entries, key=lambda entry: entry.begun), before or Progress())


@cache
def years_of_training(years: int) -> Progress:
    """Return the record after years of three classes a week, the last on the Friday before MONDAY."""
    weeks = years * 365 // WEEK
    first = MONDAY - weeks * WEEK
    days = (first + week * WEEK + day for week in range(weeks) for day in (0, 2, 4))
    return record(*(_class(number, day) for number, day in enumerate(days)))


def _class(number: int, day: int) -> ClassDone:
    """Return one of many classes: three of the five exercises in turn, more reps with the months."""
    reps = min(6 + number // 40, 15)
    chosen = (ROUTINE[(number + place) % len(ROUTINE)] for place in range(3))
    return class_on(day, *(ExerciseDone(rung, 1 + number % 3, reps) for rung in chosen))
