"""The record of classes: what it counts, how it stays small, and two records made one."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coaching.facts.exercise import Level, Rung
from skill.coaching.facts.felt import Effort, Felt
from skill.coaching.planning.order import Order
from skill.coaching.record.log import (
    LOG_SIZE,
    classes_this_week,
    days_since_class,
    log_class,
    merged,
    streak_in_weeks,
    week_of,
    with_class,
)
from skill.coaching.record.record import (
    ClassDone,
    Enrolment,
    ExerciseDone,
    Guide,
    Mark,
    Progress,
    Run,
    SetDone,
    Streak,
    Workout,
)
from skill.coaching.record.saved import from_data, to_data
from skill.coaching.runner.runs import MOST_KEPT
from skill.coaching.timeline.cues import Talk
from skill.coaching.timeline.plan import Plan, PlannedSet
from skill.coaching.turn.events import EventKind
from tests.coaching.every import LIBRARY, ORDERS, RUNGS, plan_of
from tests.coaching.talking import in_class
from tests.coaching.years import DAY, MONDAY, WEEK, class_on, record, years_of_training

pytestmark = pytest.mark.slow

TODAY = MONDAY + 3
CLASS = Workout(plan_of(Order(10, (), Level.BEGINNER)), begun=TODAY * DAY * 1_000)
HINGE = Rung("hip_hinge")
THREE_SETS = Plan(tuple(PlannedSet(HINGE, 10, number, 3, 30) for number in (1, 2, 3)), minutes=10)
SMALL = 20_000
"""Bytes that a record stays under."""
ONE_DEVICE = ("log", "classes", "met", "first_day", "marks", "streak")
"""What two devices know together as one that did it all would."""

days = st.lists(st.integers(0, 60), max_size=25)
exercises_done = st.builds(
    ExerciseDone,
    st.sampled_from(["hip_hinge", "glute_bridge", "sliding_leg_curl", "sliding_leg_curl:full"]),
    st.integers(1, 3),
    st.integers(1, 15),
    st.none() | st.sampled_from(Felt),
)


def classes(most: int, first: int = MONDAY - 120, last: int = MONDAY) -> st.SearchStrategy[list[ClassDone]]:
    """Return lists of different classes, in the order of time: long, light, and lone sets."""
    one = st.builds(
        lambda day, hour, minutes, light, done: class_on(day, *done, minutes=minutes, light=light, hour=hour),
        st.integers(first, last),
        st.integers(6, 22),
        st.sampled_from([0, 10, 20]),
        st.booleans(),
        st.lists(exercises_done, min_size=1, max_size=3, unique_by=lambda done: done.exercise).map(tuple),
    )
    several = st.lists(one, max_size=most, unique_by=lambda entry: entry.begun)
    return several.map(lambda found: sorted(found, key=lambda entry: entry.begun))


@st.composite
def two_devices(draw: st.DrawFn, shared: int = 15) -> tuple[list[ClassDone], list[ClassDone], list[ClassDone]]:
    """Draw what both devices know, and what each did since then by itself."""
    both = draw(classes(shared, last=MONDAY - 40))
    since = draw(classes(12, first=MONDAY - 39))
    mine = [entry for entry in since if draw(st.booleans())]
    return both, mine, [entry for entry in since if entry not in mine]


def on(*ago: int) -> Progress:
    """Return the record of a runner with classes that many days before today."""
    return record(*(class_on(TODAY - days) for days in {*ago}))


# a class in the log


def test_a_whole_class_is_logged_and_closed() -> None:
    """Every exercise of the class is in the log, the class counts, and none is open."""
    progress = log_class(Progress(workout=CLASS), CLASS, len(CLASS.plan.sets), TODAY)
    assert progress.workout is None
    assert progress.classes == 1
    assert progress.first_day == TODAY
    assert [done.exercise for done in progress.log[-1].exercises] == list(CLASS.plan.exercises)


def test_a_class_is_logged_with_when_it_began_and_how_light_it_was() -> None:
    """What tells a class from every other, and whether it is a reason to rest, are in the log."""
    light = replace(CLASS, plan=replace(CLASS.plan, light=True))
    entry = log_class(Progress(), light, len(CLASS.plan.sets), TODAY).log[-1]
    assert (entry.begun, entry.light) == (TODAY * DAY, True)


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


def test_a_set_told_twice_is_kept_once() -> None:
    """What is said last of a set stands, and the record grows no larger."""
    talk = in_class(Order(10, (), Level.BEGINNER)).all(EventKind.GO)
    talk.say(EventKind.LOG, number=5)
    talk.say(EventKind.LOG, at=1_000, number=6)
    assert talk.progress.workout
    assert [done.reps for done in talk.progress.workout.differently] == [6]


def test_a_single_set_is_no_class() -> None:
    """A set after a how-to is logged, and is neither a class nor a week of training."""
    single = Workout(Plan((PlannedSet(HINGE, 10),)))
    progress = log_class(Progress(), single, 1, TODAY)
    assert (len(progress.log), progress.classes, progress.streak) == (1, 0, Streak())


def test_pain_leaves_only_that_the_class_ended_early() -> None:
    """The log has no field for a symptom."""
    progress = replace(on(0), ended_early=TODAY)
    assert set(vars(progress.log[-1])) == {"day", "minutes", "exercises", "begun", "light", "part"}


# what is worked out from it


@given(done=classes(60))
def test_the_log_is_bounded_and_the_counts_are_not(done: list[ClassDone]) -> None:
    """The log keeps the latest entries, in order; every class counts, and every exercise in each class."""
    progress = record(*done)
    assert progress.log == tuple(done[-LOG_SIZE:])
    assert progress.classes == sum(entry.minutes > 0 for entry in done)
    assert progress.first_day == min((entry.day for entry in done), default=None)
    for id_ in ("hip_hinge", "sliding_leg_curl"):
        met = [any(Rung.parse(one.exercise).exercise == id_ for one in entry.exercises) for entry in done]
        assert progress.met.get(id_, 0) == sum(met)


@given(done=classes(20), data=st.data())
def test_a_class_is_not_counted_twice(done: list[ClassDone], data: st.DataObject) -> None:
    """A class that is logged again, by a turn that is repeated, changes nothing."""
    progress = record(*done)
    if done:
        assert with_class(progress, data.draw(st.sampled_from(done))) == progress


@given(done=classes(20), data=st.data())
def test_classes_may_come_in_any_order(done: list[ClassDone], data: st.DataObject) -> None:
    """A class that is told late makes the same record."""
    progress = Progress()
    for entry in data.draw(st.permutations(done)):
        progress = with_class(progress, entry)
    assert progress == record(*done)


def test_alike_classes_of_an_older_record_are_one() -> None:
    """Where a log does not say when classes began, the very same entry is the same class."""
    entry = replace(class_on(TODAY), begun=0)
    assert record(entry, entry).classes == 1
    assert record(entry, replace(entry, minutes=10)).classes == 2


def test_the_fuller_account_of_a_class_stands() -> None:
    """A class logged half done, and then whole by the device that went on with it, is one with all its sets."""
    half = class_on(TODAY, ExerciseDone("hip_hinge", 1, 10))
    whole = class_on(TODAY, ExerciseDone("hip_hinge", 2, 12), ExerciseDone("glute_bridge", 1, 8))
    assert with_class(record(half), whole) == record(whole)
    assert with_class(record(whole), half) == record(whole)


def test_a_mark_keeps_the_first_class_and_the_best_set() -> None:
    """Sets and reps are those of the first class with the exercise; the best is the most reps so far."""
    done = [class_on(TODAY + day, ExerciseDone("hip_hinge", sets, reps)) for day, sets, reps in
            ((0, 1, 8), (2, 2, 12), (4, 3, 10))]  # fmt: skip
    assert record(*done).marks == {"hip_hinge": Mark(TODAY, 1, 8, 12)}


def test_a_failed_set_is_no_best() -> None:
    """Reps of an exercise that failed do not raise the best."""
    done = [class_on(TODAY), class_on(TODAY + 2, ExerciseDone("hip_hinge", 1, 15, Felt.FAILED))]
    assert record(*done).marks["hip_hinge"].best == 10


@given(done=classes(30))
def test_a_best_is_what_was_really_done(done: list[ClassDone]) -> None:
    """The best of every exercise was reached in a class that was not light, and did not fail."""
    best: dict[str, int] = {}
    for one in (one for entry in done if not entry.light for one in entry.exercises):
        reached = 0 if one.felt is Felt.FAILED else one.reps
        best[one.exercise] = max(best.get(one.exercise, 0), reached)
    assert {rung: mark.best for rung, mark in record(*done).marks.items()} == best


def test_a_light_class_is_no_measure() -> None:
    """A light class counts as a class, and sets no mark."""
    progress = record(class_on(TODAY, light=True))
    assert (progress.classes, progress.streak.weeks, progress.marks) == (1, 1, {})


# weeks and days


@pytest.mark.parametrize(("day", "week"), [(-4, -1), (-3, 0), (0, 0), (3, 0), (4, 1), (MONDAY, MONDAY // 7 + 1)])
def test_a_week_begins_on_monday(day: int, week: int) -> None:
    """The first day of the epoch was a Thursday."""
    assert week_of(day) == week


@pytest.mark.parametrize(
    ("ago", "weeks"),
    [
        ((), 0),
        ((0,), 1),
        ((3,), 1),
        ((4,), 1),
        ((10,), 1),
        ((11,), 0),
        ((0, 7), 2),
        ((0, 1, 2, 3), 1),
        ((3, 4), 2),
        ((6, 13, 20), 3),
        ((8, 15), 2),
        ((0, 14), 1),
        ((0, 7, 14, 28), 3),
    ],
)
def test_a_streak_counts_weeks_in_a_row(ago: tuple[int, ...], weeks: int) -> None:
    """Calendar weeks with a class count, up to this one or the last; one without any ends it. It's a Thursday."""
    assert streak_in_weeks(on(*ago), TODAY) == weeks


@given(done=classes(40, last=MONDAY + 6))
def test_a_streak_is_as_long_as_the_weeks_in_a_row(done: list[ClassDone]) -> None:
    """However many classes a week, and however often the log has forgotten the first of them."""
    weeks = {week_of(entry.day) for entry in done if entry.minutes}
    last = week_of(MONDAY)
    start = last if last in weeks else last - 1
    length = next(n for n in range(100) if start - n not in weeks)
    assert streak_in_weeks(record(*done), MONDAY) == length


@given(ago=days)
def test_a_rest_day_never_breaks_a_streak(ago: list[int]) -> None:
    """The streak is the same on every day until the end of the week after the last class."""
    progress = on(*ago, 0)
    length = streak_in_weeks(progress, TODAY)
    assert {streak_in_weeks(progress, TODAY + day) for day in range(4 + WEEK)} == {length}
    assert streak_in_weeks(progress, TODAY + 4 + WEEK) == 0


@given(ago=days)
def test_this_week_begins_on_monday(ago: list[int]) -> None:
    """On a Thursday, the classes of the three days before and of today are of this week."""
    assert len(classes_this_week(on(*ago), TODAY)) == len({day for day in ago if day <= 3})


def test_days_since_the_last_class() -> None:
    """The days since the latest class; nothing where there was none."""
    assert days_since_class(on(9, 4), TODAY) == 4
    assert days_since_class(Progress(), TODAY) is None


def test_light_classes_and_lone_sets_are_no_reason_to_rest() -> None:
    """The last class that trained the legs hard is what counts."""
    log = (class_on(TODAY - 5), class_on(TODAY - 1, light=True), class_on(TODAY, minutes=0))
    assert days_since_class(record(*log), TODAY) == 5
    assert days_since_class(record(*log[1:]), TODAY) is None


# small for good


def test_ten_years_of_training_stay_small() -> None:
    """Three classes a week for ten years: all counted, every week in a row, and the record no larger."""
    progress = years_of_training(10)
    assert progress.classes == 521 * 3
    assert streak_in_weeks(progress, MONDAY) == 521
    assert size(progress) < SMALL // 2
    assert size(progress) < size(years_of_training(1)) * 1.05


def test_the_worst_record_stays_small() -> None:
    """Every field at its largest: the longest names, the fullest classes, all said differently."""
    progress = worst_record()
    assert len(progress.log) == LOG_SIZE
    assert size(progress) < SMALL


def size(progress: Progress) -> int:
    """Return the bytes of a record as JSON, and see that it comes back."""
    text = json.dumps(to_data(progress))
    assert from_data(Progress, json.loads(text)) == progress
    return len(text.encode())


def worst_record() -> Progress:
    """Return a record with every field filled as far as it goes."""
    ids, rungs = tuple(LIBRARY.exercises), sorted(map(str, RUNGS), key=len, reverse=True)
    plans = [plan_of(order) for order in ORDERS]
    most = max(len({planned.rung for planned in plan.work}) for plan in plans)
    done = tuple(ExerciseDone(rung, 3, 30, Felt.FAILED) for rung in rungs[: most + 1])
    before = Progress(marks={rung: Mark(TODAY, 3, 30, 60) for rung in rungs}, met=dict.fromkeys(ids, 1_000))
    log = (class_on(TODAY - day, *done, minutes=45, light=True) for day in range(LOG_SIZE + 5))
    longest = max(plans, key=lambda plan: len(json.dumps(to_data(plan))))
    everything = tuple(sorted({item for exercise in LIBRARY.exercises.values() for item in exercise.default.kit}))
    return replace(
        record(*log, before=before),
        welcomed=True,
        level=Level.ADVANCED,
        kit=everything,
        place="outdoors",
        minutes=45,
        straight=True,
        talk=Talk.COUNTS,
        workout=Workout(
            longest,
            sent=TODAY * DAY * 1_000,
            begun=TODAY * DAY * 1_000,
            touched=TODAY * DAY * 1_000,
            known=ids,
            kit=everything,
            differently=tuple(SetDone(index, 99, Felt.FAILED) for index in range(len(longest.sets))),
        ),
        guide=Guide(max(ids, key=len), 9),
        ended_early=TODAY * DAY * 1_000,
        avoid=ids,
        runs=tuple(Run(TODAY + day, Effort.RACE) for day in range(2 * MOST_KEPT)),
        course=Enrolment("beginner_month", 12, TODAY, 3, tough=True, then="nordic_trial"),
        zone="America/Argentina/ComodRivadavia",
    )


# two records of one runner


@given(done=classes(40))
def test_a_record_merged_with_itself_is_the_same(done: list[ClassDone]) -> None:
    """Nothing is counted a second time."""
    progress = replace(record(*done), avoid=("step_up",), runs=(Run(TODAY, Effort.LONG),))
    assert merged(progress, progress) == progress


@given(devices=two_devices())
def test_two_devices_know_what_one_that_did_all_would(
    devices: tuple[list[ClassDone], list[ClassDone], list[ClassDone]],
) -> None:
    """Every class of either is there once: in the log, the counts, the marks and the streak."""
    both, mine, theirs = devices
    one = record(*both, *mine, *theirs)
    two = merged(record(*both, *mine), record(*both, *theirs))
    assert {name: getattr(two, name) for name in ONE_DEVICE} == {name: getattr(one, name) for name in ONE_DEVICE}


@given(devices=two_devices(shared=60))
def test_old_classes_that_left_the_log_are_not_counted_again(
    devices: tuple[list[ClassDone], list[ClassDone], list[ClassDone]],
) -> None:
    """However long the record was before the two devices parted."""
    both, mine, theirs = devices
    one = record(*both, *mine, *theirs)
    two = merged(record(*both, *mine), record(*both, *theirs))
    assert (two.log, two.classes, two.met, two.marks) == (one.log, one.classes, one.met, one.marks)


@given(devices=two_devices(shared=60))
def test_the_order_of_two_devices_does_not_matter(
    devices: tuple[list[ClassDone], list[ClassDone], list[ClassDone]],
) -> None:
    """Whichever of them saves last, all that was done is the same."""
    both, mine, theirs = devices
    one, other = record(*both, *mine), record(*both, *theirs)
    assert merged(one, other) == merged(other, one)


@given(devices=two_devices(shared=60))
def test_a_merge_that_is_repeated_changes_nothing(
    devices: tuple[list[ClassDone], list[ClassDone], list[ClassDone]],
) -> None:
    """A process killed after it saved may do it all again."""
    both, mine, theirs = devices
    one, other = record(*both, *mine), record(*both, *theirs)
    assert merged(merged(one, other), other) == merged(one, other)
    assert merged(one, merged(one, other)) == merged(one, other)


def test_a_class_half_done_on_one_device_and_whole_on_the_other_is_one() -> None:
    """Whichever device saves last, the whole class stands."""
    half = record(class_on(TODAY, ExerciseDone("hip_hinge", 1, 10)))
    whole = record(class_on(TODAY, ExerciseDone("hip_hinge", 2, 10)))
    assert merged(half, whole).log == merged(whole, half).log == whole.log
    assert merged(half, whole).classes == 1


def test_records_that_never_knew_each_other_add_up() -> None:
    """An account's years and the few classes of a runner recognised since then are all there."""
    account = years_of_training(2)
    runner = record(*(class_on(MONDAY + day, hour=7) for day in (0, 2, 4)))
    for two in (merged(account, runner), merged(runner, account)):
        assert two.classes == account.classes + 3
        assert two.first_day == account.first_day
        assert two.streak.weeks == account.streak.weeks + 1


def test_my_choices_stand() -> None:
    """What was chosen here is kept; what was never chosen here is taken over."""
    mine = Progress(level=Level.ADVANCED, kit=("band",), talk=Talk.SHORT)
    theirs = Progress(level=Level.BEGINNER, kit=(), minutes=20, straight=True, zone="Europe/London", welcomed=True)
    two = merged(mine, theirs)
    assert (two.level, two.kit, two.talk) == (Level.ADVANCED, ("band",), Talk.SHORT)
    assert (two.minutes, two.straight, two.zone, two.welcomed) == (20, True, "Europe/London", True)


def test_what_either_does_not_want_is_left_out() -> None:
    """Exercises not wanted on one device are not wanted at all."""
    assert set(merged(Progress(avoid=("step_up",)), Progress(avoid=("hip_hinge",))).avoid) == {
        "step_up",
        "hip_hinge",
    }


def test_runs_of_both_are_known_by_day() -> None:
    """One run a day: of two, the harder."""
    mine = Progress(runs=(Run(TODAY, Effort.EASY), Run(TODAY + 3, Effort.RACE)))
    theirs = Progress(runs=(Run(TODAY, Effort.LONG), Run(TODAY + 1, Effort.EASY)))
    expected = (Run(TODAY, Effort.LONG), Run(TODAY + 1, Effort.EASY), Run(TODAY + 3, Effort.RACE))
    assert merged(mine, theirs).runs == merged(theirs, mine).runs == expected


def test_the_course_that_is_further_on_stands() -> None:
    """The later week, and in the same week the more classes."""
    early, later = Enrolment("nordic", 1, since=TODAY, done=1), Enrolment("nordic", 2, since=TODAY + 7)
    for mine, theirs in ((early, later), (later, early), (None, later), (replace(later, done=0), later)):
        assert merged(Progress(course=mine), Progress(course=theirs)).course == later
    assert merged(Progress(course=replace(early, done=0)), Progress(course=early)).course == early


def test_a_merge_keeps_that_training_ended_early() -> None:
    """What one device knows of an end for safety, both know."""
    assert merged(Progress(), Progress(ended_early=TODAY)).ended_early == TODAY
    assert merged(Progress(ended_early=TODAY), Progress()).ended_early == TODAY


def test_a_merge_keeps_the_open_class() -> None:
    """A class open on the other device stays open; where both have one, mine does."""
    mine = replace(CLASS, begun=CLASS.begun + 60_000)
    assert merged(Progress(), Progress(workout=CLASS)).workout == CLASS
    assert merged(Progress(workout=mine), Progress(workout=CLASS)).workout == mine


def test_a_merge_opens_no_class_that_ended_for_safety() -> None:
    """A class that one device ended for safety is not open again; one begun on a later day is."""
    left = replace(CLASS, touched=CLASS.begun + 60_000)
    ended = Progress(ended_early=left.touched + 1_000)
    assert merged(ended, Progress(workout=left)).workout is None
    assert merged(Progress(workout=left), ended).workout is None
    later = replace(left, begun=left.begun + DAY * 1_000, touched=left.touched + DAY * 1_000)
    assert merged(ended, Progress(workout=later)).workout == later


def test_a_merge_lets_a_class_go_on_that_another_device_put_away() -> None:
    """Where the other device logged what was done of my class so far, I go on with it, and it does not."""
    away = log_class(Progress(workout=CLASS), CLASS, len(CLASS.plan.sets) - 1, TODAY)
    assert away.log
    assert merged(Progress(workout=CLASS), away).workout == CLASS
    assert merged(away, Progress(workout=CLASS)).workout is None


def test_a_merge_opens_no_class_that_is_done() -> None:
    """A class that is in the log of one device is not open on the other."""
    done = log_class(Progress(), CLASS, len(CLASS.plan.sets), TODAY)
    assert merged(Progress(workout=CLASS), done).workout is None
    assert merged(done, Progress(workout=CLASS)).workout is None
