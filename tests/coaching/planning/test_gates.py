"""What opens an exercise: level, kit, weeks of training, what must come before (coaching facts 0, 3.2, 3.4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coaching.facts.exercise import Level, Rung
from skill.coaching.facts.felt import Felt
from skill.coaching.planning.gates import Closed, Gate, Past, is_tough, past_of
from skill.coaching.record.record import ExerciseDone, Progress
from tests.coaching.every import LIBRARY
from tests.coaching.years import MONDAY, class_on, record

EVERYTHING = tuple({item for e in LIBRARY.exercises.values() for v in e.variants.values() for item in v.kit})
NORDIC, FULL_NORDIC, SWING = Rung("nordic_curl", "assisted"), Rung("nordic_curl"), Rung("kettlebell_swing")
WAY_THERE = ExerciseDone("sliding_leg_curl", 2, 8)
"""Two sets of eight, as the Nordic asks for."""
TWICE_A_WEEK = (0, 3, 7, 10, 14, 17, 21, 24)
"""Days of four weeks of training."""

any_day = st.integers(MONDAY, MONDAY + 400)
any_exercise = st.builds(
    ExerciseDone,
    exercise=st.sampled_from(["hip_hinge", "sliding_leg_curl", "sliding_leg_curl:full", "nordic_curl:assisted"]),
    sets=st.integers(1, 3),
    reps=st.integers(1, 12),
    felt=st.sampled_from([None, *Felt]),
)
any_class = st.builds(class_on, any_day, any_exercise, minutes=st.sampled_from([0, 10]), light=st.booleans())


def past(*entries, today: int) -> Past:
    """What the classes leave behind on that day."""
    return past_of(record(*entries), today)


def may_do(rung: Rung, past: Past, level: Level = Level.ADVANCED, kit: tuple[str, ...] = EVERYTHING) -> bool:
    """Whether it is open; all kit at hand, where none is named."""
    return Gate(LIBRARY, level, LIBRARY.at_hand_with(kit, None), past=past).is_open(rung)


def test_what_is_above_the_level_is_closed() -> None:
    """A single-leg deadlift is not for beginners."""
    assert not may_do(Rung("single_leg_deadlift"), Past(), Level.BEGINNER)
    assert may_do(Rung("single_leg_deadlift"), Past(), Level.INTERMEDIATE)


def test_what_needs_other_kit_is_closed() -> None:
    """A ball curl needs its ball; a wall every home is taken to have."""
    assert not may_do(Rung("ball_hamstring_curl"), Past(), kit=("weights",))
    assert may_do(Rung("ball_hamstring_curl"), Past(), kit=("stability_ball",))
    assert may_do(Rung("hip_hinge"), Past(), kit=())


@pytest.mark.parametrize(("day", "is_open"), [(13, False), (14, True)])
def test_nothing_strenuous_in_the_first_two_weeks(day: int, is_open: bool) -> None:
    """Ten hinges done in each of four classes, the swing opens on the fifteenth day."""
    hinges = [class_on(MONDAY + done, ExerciseDone("hip_hinge", 1, 10)) for done in TWICE_A_WEEK[:4]]

    assert may_do(SWING, past(*hinges, today=MONDAY + day)) is is_open


@pytest.mark.parametrize(("classes", "is_open"), [(1, False), (3, False), (4, True)])
def test_idle_days_are_no_training(classes: int, is_open: bool) -> None:
    """Two weeks of training are four classes on four days, however long ago the first one was."""
    hinges = [class_on(MONDAY + done, ExerciseDone("hip_hinge", 1, 10)) for done in TWICE_A_WEEK[:classes]]

    assert may_do(SWING, past(*hinges, today=MONDAY + 27)) is is_open


def test_several_classes_of_a_day_are_one_day_of_training() -> None:
    """Four classes on one day prepare nobody for a swing."""
    hinges = [class_on(MONDAY, ExerciseDone("hip_hinge", 1, 10), hour=hour) for hour in (8, 11, 15, 18)]

    assert not may_do(SWING, past(*hinges, today=MONDAY + 20))


@pytest.mark.parametrize(("classes", "is_open"), [(7, False), (8, True)])
def test_the_nordic_asks_for_eight_classes(classes: int, is_open: bool) -> None:
    """In four weeks and more."""
    entries = [class_on(MONDAY + done, WAY_THERE) for done in TWICE_A_WEEK[:classes]]

    assert may_do(NORDIC, past(*entries, today=MONDAY + 40)) is is_open


def test_nothing_strenuous_for_beginners() -> None:
    """However long they have trained."""
    hinges = class_on(MONDAY, ExerciseDone("hip_hinge", 1, 10))

    assert not may_do(SWING, past(hinges, today=MONDAY + 20), Level.BEGINNER)


@pytest.mark.parametrize(
    ("done", "is_open"),
    [
        (ExerciseDone("sliding_leg_curl", 2, 8), True),
        (ExerciseDone("sliding_leg_curl:full", 2, 8), True),
        (ExerciseDone("sliding_leg_curl", 3, 10, Felt.EASY), True),
        (ExerciseDone("sliding_leg_curl", 1, 8), False),
        (ExerciseDone("sliding_leg_curl", 2, 6), False),
        (ExerciseDone("sliding_leg_curl", 2, 8, Felt.HARD), False),
        (ExerciseDone("sliding_leg_curl", 2, 8, Felt.FAILED), False),
        (ExerciseDone("ball_hamstring_curl", 3, 12), False),
    ],
    ids=str,
)
def test_the_nordic_opens_with_two_good_sets_of_eight_slides(done: ExerciseDone, is_open: bool) -> None:
    """In one class, in any variant, and not too hard."""
    entries = [class_on(MONDAY + day, done) for day in TWICE_A_WEEK]

    assert may_do(NORDIC, past(*entries, today=MONDAY + 28)) is is_open


@pytest.mark.parametrize(("day", "is_open"), [(27, False), (28, True)])
def test_the_nordic_opens_after_four_weeks_of_training(day: int, is_open: bool) -> None:
    """Not a day sooner, whatever was done."""
    entries = [class_on(MONDAY + day, WAY_THERE) for day in TWICE_A_WEEK]

    assert may_do(NORDIC, past(*entries, today=MONDAY + day)) is is_open


def test_a_light_class_opens_nothing() -> None:
    """Its exercises are no measure of what the runner can do."""
    entries = [class_on(MONDAY + week * 7, WAY_THERE, light=True) for week in range(4)]

    assert not may_do(NORDIC, past(*entries, today=MONDAY + 28))


def test_what_was_done_once_stays_open() -> None:
    """The slides may have left the log by then."""
    entries = [class_on(MONDAY + day, ExerciseDone("nordic_curl:assisted", 2, 3)) for day in TWICE_A_WEEK]

    assert may_do(NORDIC, past(*entries, today=MONDAY + 28))


def test_a_break_of_four_weeks_closes_what_is_strenuous_again() -> None:
    """The weeks of training count from the first class after it."""
    entries = [class_on(MONDAY + day, WAY_THERE) for day in (0, 7, 14, 21, 28, 56)]

    assert not may_do(NORDIC, past(*entries, today=MONDAY + 60))
    assert not may_do(SWING, past(*entries, today=MONDAY + 60))


def test_three_weeks_off_close_nothing() -> None:
    """Only a break of four weeks does."""
    entries = [class_on(MONDAY + day, WAY_THERE) for day in (*TWICE_A_WEEK[:-1], 28)]

    assert may_do(NORDIC, past(*entries, today=MONDAY + 28 + 27))
    assert not may_do(NORDIC, past(*entries, today=MONDAY + 28 + 28))


def test_the_first_nordic_is_the_assisted_one() -> None:
    """The whole one opens after two good sets of it."""
    slides = [class_on(MONDAY + day, WAY_THERE) for day in TWICE_A_WEEK]
    assisted = class_on(MONDAY + 28, ExerciseDone("nordic_curl:assisted", 2, 3))

    assert not may_do(FULL_NORDIC, past(*slides, today=MONDAY + 28))
    assert may_do(FULL_NORDIC, past(*slides, assisted, today=MONDAY + 31))


def test_one_hard_exercise_a_class_for_intermediates() -> None:
    """A swing has no room beside Nordics; for advanced runners both have, where one of them is known."""
    hinges = [class_on(MONDAY + day, WAY_THERE, ExerciseDone("hip_hinge", 1, 10)) for day in TWICE_A_WEEK]
    known = past(*hinges, class_on(MONDAY + 28, ExerciseDone("nordic_curl:assisted", 2, 3)), today=MONDAY + 31)

    def closed(level: Level, past: Past) -> Closed | None:
        gate = Gate(LIBRARY, level, frozenset(EVERYTHING), past=past)
        return gate.closed(SWING, beside=[NORDIC])

    assert closed(Level.INTERMEDIATE, known) is Closed.ENOUGH
    assert closed(Level.ADVANCED, known) is None
    assert closed(Level.ADVANCED, past(*hinges, today=MONDAY + 28)) is Closed.ONE_NEW


def test_what_asks_for_nothing_before_is_ready() -> None:
    """Most exercises have no such gate."""
    assert Gate(LIBRARY, Level.BEGINNER, LIBRARY.at_hand).is_ready(Rung("hip_hinge"))


def test_the_newest_exercise_is_one_that_came_after_the_first_class() -> None:
    """In a first class everything is new."""
    hinge, bridge = ExerciseDone("hip_hinge", 1, 10), ExerciseDone("glute_bridge", 1, 10)

    assert past(class_on(MONDAY, hinge), today=MONDAY + 9).newest is None
    assert past(class_on(MONDAY, hinge), class_on(MONDAY + 3, bridge), today=MONDAY + 9).newest == MONDAY + 3


@pytest.mark.parametrize("felt", [None, *Felt])
def test_hard_and_failed_are_too_much(felt: Felt | None) -> None:
    """Easy and good are not, nor is nothing said."""
    assert is_tough(ExerciseDone("hip_hinge", 1, 10, felt)) is (felt in (Felt.HARD, Felt.FAILED))


@given(entries=st.lists(any_class, max_size=12), today=any_day, level=st.sampled_from(Level))
def test_the_nordic_is_never_open_too_soon(entries, today: int, level: Level) -> None:
    """Whatever was done: no beginner, no one in their first four weeks, and only by the way there."""
    progress = record(*(entry for entry in entries if entry.day <= today))
    done = [done for entry in progress.log if not entry.light for done in entry.exercises]
    way = [d for d in done if d.exercise.startswith("sliding") and d.sets >= 2 and d.reps >= 8 and not is_tough(d)]
    weeks = today - progress.first_day >= 28 if progress.first_day is not None else False
    before = "nordic_curl:assisted" in progress.marks or bool(way)

    assert not may_do(NORDIC, past_of(progress, today), level) or (
        level is not Level.BEGINNER and weeks and before
    )


@given(entries=st.lists(any_class, max_size=12), today=any_day)
def test_no_one_has_trained_longer_than_since_their_first_day(entries, today: int) -> None:
    """And no one for less than no days."""
    progress = record(*(entry for entry in entries if entry.day <= today))
    first = today if progress.first_day is None else progress.first_day

    assert 0 <= past_of(progress, today).days <= today - first
    assert past_of(Progress(), today).days == 0
