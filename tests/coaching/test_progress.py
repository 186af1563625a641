"""The log of classes, and what is drawn from it."""

from dataclasses import replace

import pytest
from classes import plan_of
from hypothesis import given
from hypothesis import strategies as st

from skill.coaching.events import Felt
from skill.coaching.exercise import Level, Rung
from skill.coaching.plan import Plan, PlannedSet
from skill.coaching.planner import Order
from skill.coaching.progress import (
    LOG_SIZE,
    classes_this_week,
    days_since_class,
    log_class,
    merged,
    streak_in_weeks,
)
from skill.coaching.state import ClassDone, ExerciseDone, Progress, SetDone, Workout

TODAY = 20_000
CLASS = Workout(plan_of(Order(10, (), Level.BEGINNER)))
HINGE = Rung("hip_hinge")
THREE_SETS = Plan(tuple(PlannedSet(HINGE, 10, number, 3, 30) for number in (1, 2, 3)), minutes=10)
days = st.lists(st.integers(0, 60), max_size=40)


def on(*ago: int) -> Progress:
    """Return the record of a runner with classes that many days ago."""
    log = tuple(
        ClassDone(TODAY - days, 10, (ExerciseDone("hip_hinge", 1, 10),)) for days in sorted(ago, reverse=True)
    )
    return Progress(log=log, classes=len(log))


def test_a_whole_class_is_logged_and_closed() -> None:
    """Every exercise of the class is in the log, the class counts, and none is open."""
    progress = log_class(Progress(workout=CLASS), CLASS, len(CLASS.plan.sets), TODAY)
    assert progress.workout is None
    assert progress.classes == 1
    assert progress.first_day == TODAY
    assert [done.exercise for done in progress.log[-1].exercises] == list(CLASS.plan.exercises)


def test_a_class_left_in_the_warm_up_is_not_logged() -> None:
    """A class without one set of work leaves no trace."""
    progress = log_class(Progress(workout=CLASS), CLASS, 2, TODAY)
    assert progress == Progress()


@pytest.mark.parametrize("upto", range(4))
def test_only_the_sets_done_are_logged(upto: int) -> None:
    """A class ended early is logged with the sets before its end."""
    progress = log_class(Progress(), Workout(THREE_SETS), upto, TODAY)
    assert [done.sets for entry in progress.log for done in entry.exercises] == ([upto] if upto else [])


def test_a_set_that_went_otherwise_is_logged_as_it_went() -> None:
    """The best set counts, and how the last one felt."""
    differently = (SetDone(0, 6, Felt.HARD), SetDone(1, 8), SetDone(2, 4, Felt.FAILED))
    progress = log_class(Progress(), Workout(THREE_SETS, differently=differently), 3, TODAY)
    assert progress.log[-1].exercises == (ExerciseDone("hip_hinge", 3, 8, Felt.FAILED),)


def test_a_single_set_is_no_class() -> None:
    """A set after a how-to is logged, and not counted as a class."""
    single = Workout(Plan((PlannedSet(HINGE, 10),)))
    progress = log_class(Progress(), single, 1, TODAY)
    assert (len(progress.log), progress.classes) == (1, 0)


@given(classes=st.integers(0, 100))
def test_the_log_is_bounded(classes: int) -> None:
    """The log keeps the latest classes; the count keeps them all."""
    progress = Progress()
    for day in range(classes):
        progress = log_class(progress, Workout(THREE_SETS), 3, TODAY + day)
    assert len(progress.log) == min(classes, LOG_SIZE)
    assert progress.classes == classes
    assert [entry.day for entry in progress.log] == sorted(entry.day for entry in progress.log)


@pytest.mark.parametrize(
    ("ago", "weeks"),
    [
        ((), 0),
        ((0,), 1),
        ((3,), 1),
        ((10,), 1),
        ((14,), 0),
        ((0, 7), 2),
        ((0, 1, 2, 3), 1),
        ((6, 13, 20), 3),
        ((8, 15), 2),
        ((0, 14), 1),
        ((0, 7, 14, 28), 3),
    ],
)
def test_a_streak_counts_weeks_in_a_row(ago: tuple[int, ...], weeks: int) -> None:
    """Weeks with a class count, ending with this week or the last; a week without one ends it."""
    assert streak_in_weeks(on(*ago), TODAY) == weeks


@given(ago=days)
def test_a_rest_day_never_breaks_a_streak(ago: list[int]) -> None:
    """A class today makes the streak no shorter."""
    assert streak_in_weeks(on(*ago, 0), TODAY) >= min(streak_in_weeks(on(*ago), TODAY), 1)


@given(ago=days)
def test_a_streak_is_never_longer_than_the_weeks_with_classes(ago: list[int]) -> None:
    """There is a class in each week of a streak."""
    assert streak_in_weeks(on(*ago), TODAY) <= len({day // 7 for day in ago})


@given(ago=days)
def test_this_week_is_the_last_seven_days(ago: list[int]) -> None:
    """Today and the six days before count as this week."""
    assert classes_this_week(on(*ago), TODAY) == sum(day < 7 for day in ago)


def test_days_since_the_last_class() -> None:
    """The days since the latest class; nothing where there was none."""
    assert days_since_class(on(9, 4), TODAY) == 4
    assert days_since_class(Progress(), TODAY) is None


def test_pain_leaves_only_that_the_class_ended_early() -> None:
    """The log has no field for a symptom."""
    progress = replace(on(0), ended_early=TODAY)
    assert set(vars(progress.log[-1])) == {"day", "minutes", "exercises"}


@given(mine=days, theirs=days)
def test_two_records_of_one_runner_lose_no_class(mine: list[int], theirs: list[int]) -> None:
    """After a merge every day with a class in either log is in the log, oldest first."""
    log = merged(on(*mine), on(*theirs)).log
    every = sorted({TODAY - day for day in (*mine, *theirs)})[-LOG_SIZE:]
    found = [entry.day for entry in log]
    assert found == sorted(found)
    assert len(log) <= LOG_SIZE
    assert set(found) <= set(every)
    assert len({*mine, *theirs}) > LOG_SIZE or set(found) == set(every)


@given(mine=days, theirs=days)
def test_a_merge_counts_each_class_once(mine: list[int], theirs: list[int]) -> None:
    """Merging a record with itself changes nothing; merging two never counts fewer than either."""
    one, other = on(*mine), on(*theirs)
    assert merged(one, one).classes == one.classes
    assert merged(one, other).classes >= max(one.classes, other.classes)


def test_a_merge_keeps_that_training_ended_early() -> None:
    """What one device knows of an end for safety, both know."""
    assert merged(Progress(), Progress(ended_early=TODAY)).ended_early == TODAY
    assert merged(Progress(ended_early=TODAY), Progress()).ended_early == TODAY


def test_a_merge_keeps_the_open_class_of_the_other_device() -> None:
    """A class open on the other device stays open."""
    assert merged(Progress(), Progress(workout=CLASS)).workout == CLASS


def test_a_merge_opens_no_class_that_ended_for_safety() -> None:
    """A class that one device ended for safety is not open again because the other has not heard of it."""
    assert merged(Progress(ended_early=TODAY), Progress(workout=CLASS)).workout is None
