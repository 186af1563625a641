"""Numbers after a set and for the next one: reps, seconds, each leg, what was left undone, sets, effort."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coaching.facts.exercise import Counting, Rung, Sides
from skill.coaching.facts.felt import Felt, felt_of
from skill.coaching.record.record import SetDone, Workout
from skill.coaching.timeline.cues import Position, Stage
from skill.coaching.timeline.plan import Plan, PlannedSet, numbered
from skill.coaching.turn.events import EventKind as E
from skill.coaching.turn.state import Session
from skill.coaching.turn.states import Awaiting, Standing
from tests.coaching.every import LIBRARY
from tests.coaching.talking import NOON, RUNNER, Conversation, named


def resting(exercise: str, amount: int, sets: int = 3, done: int = 1) -> Conversation:
    """Return a class of one exercise, in the rest after so many sets of it, waiting for the word."""
    planned = PlannedSet(Rung(exercise), amount, rest=60)
    workout = Workout(
        Plan(numbered((planned,) * sets), minutes=10),
        position=Position(done - 1, Stage.REST, second=5),
        begun=NOON,
        touched=NOON,
    )
    return Conversation(replace(RUNNER, workout=workout), Session(standing=Standing(Awaiting.SET)))


def latest(talk: Conversation) -> SetDone:
    """Return what was noted of the latest set."""
    assert talk.progress.workout
    return talk.progress.workout.differently[-1]


def amounts(talk: Conversation) -> list[int]:
    """Return the amounts of the sets of the class."""
    assert talk.progress.workout
    return [planned.amount for planned in talk.progress.workout.plan.sets]


HOLDS = tuple(id_ for id_, one in LIBRARY.exercises.items() if one.counting is Counting.HOLD)
COUNTED = tuple(id_ for id_, one in LIBRARY.exercises.items() if one.counting is not Counting.HOLD)


@pytest.mark.parametrize("exercise", HOLDS)
def test_seconds_of_a_hold_are_noted_and_said_as_seconds(exercise: str) -> None:
    """Twenty seconds are no twenty reps."""
    talk = resting(exercise, 30)
    talk.say(E.LOG, seconds=30)

    assert "Thirty seconds, noted." in talk.heard
    assert latest(talk).reps == 30


@pytest.mark.parametrize("exercise", COUNTED)
def test_seconds_are_never_taken_for_reps(exercise: str) -> None:
    """Where reps are counted a length of time is a remark, and changes nothing."""
    talk = resting(exercise, 6)
    talk.say(E.LOG, seconds=20)

    assert talk.progress.workout
    assert not talk.progress.workout.differently
    assert amounts(talk) == [6, 6, 6]


@pytest.mark.parametrize("exercise", HOLDS)
def test_a_hold_gets_shorter_by_five_seconds(exercise: str) -> None:
    """Two seconds less would be no less."""
    talk = resting(exercise, 30)
    talk.say(E.LOG, felt=Felt.HARD)

    assert amounts(talk)[1:] == [25, 25]


def test_what_was_left_undone_is_taken_off_the_planned_number() -> None:
    """Two of eight missing are six."""
    talk = resting("glute_bridge", 8)
    talk.say(E.LOG, short=2)

    assert latest(talk) == SetDone(0, 6, Felt.FAILED)


@pytest.mark.parametrize("done", [5, 6, 7])
def test_the_next_sets_are_as_long_as_what_was_done(done: int) -> None:
    """Not a fixed step less: whoever did five of eight is asked for five."""
    talk = resting("glute_bridge", 8)
    talk.say(E.LOG, number=done)

    assert amounts(talk) == [8, done, done]


def test_the_legs_are_noted_apart() -> None:
    """The weaker leg leads the next set; both numbers are said back, and kept in the log."""
    talk = resting("single_leg_bridge", 8)
    talk.say(E.LOG, legs=(8, 5))

    assert latest(talk) == SetDone(0, 5, Felt.FAILED, (8, 5))
    assert amounts(talk) == [8, 5, 5]

    talk.say(E.STOP)
    assert talk.progress.log[-1].exercises[0].legs == (8, 5)


def test_legs_that_are_even_need_no_numbers_apart() -> None:
    """Eight and eight are eight."""
    talk = resting("single_leg_bridge", 8)
    talk.say(E.LOG, legs=(8, 8))

    assert latest(talk) == SetDone(0, 8, Felt.GOOD)


ONE_SIDED = tuple(id_ for id_, one in LIBRARY.exercises.items() if one.sides is Sides.ONE_THEN_OTHER)


@pytest.mark.parametrize("exercise", ONE_SIDED)
def test_a_set_left_on_the_first_leg_is_not_noted_for_both(exercise: str) -> None:
    """The leg that did nothing counts."""
    dose = LIBRARY.variant(Rung(exercise)).dose.amount
    talk = resting(exercise, dose, done=1)
    assert talk.progress.workout
    at = Position(1, Stage.WORK, rep=2, second=2)
    talk.progress = replace(talk.progress, workout=replace(talk.progress.workout, position=at))
    talk.say(E.SKIP_SET)

    assert latest(talk).reps == 0
    assert latest(talk).legs == (2, 0)


@pytest.mark.parametrize("number", [17, 50, 99])
def test_a_number_far_above_the_plan_is_asked_back(number: int) -> None:
    """Fifteen and fifty sound alike: nothing is noted until it is confirmed."""
    talk = resting("glute_bridge", 8)
    talk.say(E.LOG, number=number)

    assert talk.session.awaiting is Awaiting.AMOUNT
    assert talk.progress.workout
    assert not talk.progress.workout.differently

    talk.say(E.YES)
    assert latest(talk).reps == number
    assert talk.session.awaiting is Awaiting.SET


def test_the_number_said_again_is_taken() -> None:
    """Whoever says no is asked for it, and whoever says another number has answered."""
    talk = resting("glute_bridge", 8)
    talk.say(E.LOG, number=50)
    talk.say(E.NO)
    assert "How many was it?" in talk.heard

    talk.say(E.LOG, number=50)
    assert latest(talk).reps == 50


@pytest.mark.parametrize(
    ("effort", "felt"), [(1, Felt.EASY), (4, Felt.EASY), (6, Felt.GOOD), (8, Felt.HARD), (10, Felt.HARD)]
)
def test_effort_out_of_ten_is_a_word_for_how_it_was(effort: int, felt: Felt) -> None:
    """It is never taken for reps."""
    talk = resting("glute_bridge", 8)
    talk.say(E.LOG, effort=effort, number=10)

    assert felt_of(effort) is felt
    assert latest(talk) == SetDone(0, 8, felt)


@pytest.mark.parametrize("number", [100, 1000, 123_456])
def test_a_number_that_cannot_be_is_asked_for_again(number: int) -> None:
    """It is never said back: who hears a thousand has misheard."""
    talk = resting("glute_bridge", 8)
    for _ in range(2):
        talk.say(E.LOG, number=number)
        assert talk.heard == "How many was it?"


def test_sets_that_were_done_are_no_reps() -> None:
    """The coach says where the class is."""
    talk = resting("glute_bridge", 8, done=2)
    talk.say(E.LOG, sets=2)

    assert "after set two" in talk.heard
    assert talk.progress.workout
    assert not talk.progress.workout.differently


@given(st.integers(0, 200))
def test_another_dose_stays_within_what_the_exercise_allows(number: int) -> None:
    """However many are wanted; the sets done are left as they were."""
    dose = LIBRARY.variant(Rung("glute_bridge")).dose
    talk = resting("glute_bridge", dose.least, done=1)
    talk.say(E.DOSE, number=number)

    first, *later = amounts(talk)
    assert first == dose.least
    assert set(later) == {min(max(number, dose.least), dose.most)}


@given(st.integers(1, 20))
def test_so_many_sets_are_counted_with_those_that_are_done(sets: int) -> None:
    """Never fewer than were begun, never more than a class may have."""
    talk = resting("glute_bridge", 10, sets=3, done=2)
    talk.say(E.DOSE, sets=sets)

    assert len(amounts(talk)) == min(max(sets, 3), 8)


def test_progress_tells_the_legs_apart() -> None:
    """What was done last is told as it was."""
    talk = resting("single_leg_bridge", 8)
    talk.say(E.LOG, legs=(8, 5))
    talk.say(E.STOP)
    talk.relaunch(3_600_000 * 30)
    talk.say(E.PROGRESS, exercises=named("single_leg_bridge"))

    assert "eight on the right and five on the left" in talk.heard
