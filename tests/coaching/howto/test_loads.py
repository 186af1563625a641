"""Weights: kept for each exercise, in the runner's unit, with a next step that plates and dumbbells have."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coaching.facts.load import SMALLEST, Load, Unit, load_of
from skill.coaching.howto.loads import HEAVIEST, kept
from skill.coaching.turn.events import EventKind as E
from skill.coaching.turn.states import Awaiting
from tests.coaching.talking import RUNNER, Conversation, named

TWELVE = load_of(12, Unit.KILO)
DEADLIFT = "romanian_deadlift"


@given(st.integers(1, 300), st.sampled_from(Unit))
def test_a_step_is_a_tenth_at_most_or_the_smallest_there_is(number: int, unit: Unit) -> None:
    """And never no step at all."""
    step = load_of(number, unit).next.number - number

    assert step % SMALLEST[unit] == 0
    assert step == SMALLEST[unit] or number * 0.02 <= step <= number * 0.1


@given(st.integers(1, 600), st.sampled_from(Unit))
def test_a_weight_is_said_as_it_was_told(number: int, unit: Unit) -> None:
    """Grams are kept, whole units are said."""
    assert load_of(number, unit).number == number


@pytest.mark.parametrize("unit", Unit)
def test_it_is_kept_for_the_exercise_named(unit: Unit) -> None:
    """By its id, with nothing open."""
    talk = Conversation()
    talk.say(E.LOAD, exercises=named(DEADLIFT), load=load_of(30, unit))

    assert kept(talk.progress, DEADLIFT) == load_of(30, unit)


def test_a_weight_that_cannot_be_is_not_kept() -> None:
    """It is asked for again."""
    talk = Conversation()
    talk.say(E.LOAD, exercises=named(DEADLIFT), load=Load(HEAVIEST + 1, Unit.KILO))

    assert kept(talk.progress, DEADLIFT) is None


def test_no_weight_takes_it_away() -> None:
    """Told without a number."""
    talk = Conversation(progress=replace(RUNNER, loads={DEADLIFT: TWELVE}))
    talk.say(E.LOAD, exercises=named(DEADLIFT))

    assert kept(talk.progress, DEADLIFT) is None


def test_a_class_is_not_changed() -> None:
    """The same sets, and the same word is awaited."""
    talk = Conversation().all(E.START, E.WAIT_FOR_ME, E.GO)
    before = talk.progress.workout
    talk.say(E.LOAD, load=TWELVE)

    assert before
    assert talk.progress.workout
    assert talk.progress.workout.plan == before.plan
    assert talk.session.awaiting is Awaiting.SET
