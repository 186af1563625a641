"""The gate for what is remembered: exercises that this build does not know are kept, and never spoken of.

A record may come from a build that has more exercises, or other names for them. What is open with one of these is
closed; the rest of the history is read without them, and gets them back when it is saved.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from skill.coaching.facts.library import Library
from skill.coaching.record.log import log_class
from skill.coaching.record.record import ClassDone, ExerciseDone, Progress
from skill.coaching.timeline.plan import Plan

T = TypeVar("T")


def known(progress: Progress, library: Library, day: int) -> Progress:
    """The progress without what this build does not know; a class with such a set is over, and logged."""
    if progress.workout and not _all_known(progress.workout.plan, library):
        progress = log_class(progress, progress.workout, progress.workout.position.set, day)
    announced = progress.announced
    if announced and not (
        _all_known(announced.plan, library) and all(map(library.knows, announced.wish.exercises))
    ):
        progress = replace(progress, announced=None)
    if progress.guide and not library.knows(progress.guide.exercise):
        progress = replace(progress, guide=None)
    if _is_known(progress, library):
        return progress
    return replace(
        progress,
        log=tuple(_without_unknown(done, library) for done in progress.log),
        marks=_of(progress.marks, library, is_known=True),
        met=_of(progress.met, library, is_known=True),
        avoid=tuple(id_ for id_ in progress.avoid if library.knows(id_)),
    )


def with_unknown(progress: Progress, before: Progress, library: Library) -> Progress:
    """The progress with what was unknown in the one before it; nothing where all of that was forgotten."""
    if _is_known(before, library):
        return progress
    unknown = {_moment(done): _unknown_in(done, library) for done in before.log}
    return replace(
        progress,
        log=tuple(
            replace(done, exercises=(*done.exercises, *unknown.get(_moment(done), ()))) for done in progress.log
        ),
        marks={**_of(before.marks, library, is_known=False), **progress.marks},
        met={**_of(before.met, library, is_known=False), **progress.met},
        avoid=(*(id_ for id_ in before.avoid if not library.knows(id_)), *progress.avoid),
    )


def _is_known(progress: Progress, library: Library) -> bool:
    logged = (done.exercise for entry in progress.log for done in entry.exercises)
    return all(map(library.knows, (*logged, *progress.marks, *progress.met, *progress.avoid)))


def _all_known(plan: Plan, library: Library) -> bool:
    return all(library.knows(str(planned.rung)) for planned in plan.sets)


def _of(entries: Mapping[str, T], library: Library, *, is_known: bool) -> dict[str, T]:
    return {id_: entry for id_, entry in entries.items() if library.knows(id_) == is_known}


def _without_unknown(entry: ClassDone, library: Library) -> ClassDone:
    return replace(entry, exercises=tuple(done for done in entry.exercises if library.knows(done.exercise)))


def _unknown_in(entry: ClassDone, library: Library) -> tuple[ExerciseDone, ...]:
    return tuple(done for done in entry.exercises if not library.knows(done.exercise))


def _moment(entry: ClassDone) -> tuple[int, int]:
    """What tells a class in the log from every other."""
    return entry.begun, entry.day
