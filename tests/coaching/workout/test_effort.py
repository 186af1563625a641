"""Hard work: what was too much comes back lighter, and never the same again in that class."""

from dataclasses import replace

import pytest

from skill.coaching.facts.exercise import Rung
from skill.coaching.facts.felt import Felt
from skill.coaching.record.record import Workout
from skill.coaching.timeline.cues import Stage
from skill.coaching.timeline.plan import Plan, PlannedSet
from skill.coaching.turn.events import EventKind as E
from skill.coaching.turn.state import Session
from skill.coaching.turn.states import Awaiting, Standing
from tests.coaching.every import LIBRARY
from tests.coaching.talking import NOON, RUNNER, Conversation, named

every_exercise = pytest.mark.parametrize("exercise", LIBRARY.exercises)


def in_its_first_set(exercise: str) -> Conversation:
    """Return a class of that exercise alone, or of what leads to it, in its first set."""
    talk = Conversation(RUNNER)
    talk.say(E.START, exercises=named(exercise), seconds=1800)
    talk.say(E.WAIT_FOR_ME)
    while sets(talk)[talk.place.set].warm_up:
        talk.say(E.SKIP_SET, at=5_000)
    if "class.listen_first" in talk.keys:
        talk.say(E.GO)
    return talk


def sets(talk: Conversation) -> tuple[PlannedSet, ...]:
    """Return the sets of the class."""
    return talk.progress.workout.plan.sets


@every_exercise
def test_who_says_it_is_too_hard_does_less_from_there_on(exercise: str) -> None:
    """In this set and in the later ones, whatever their dose is already."""
    talk = in_its_first_set(exercise)
    before = sets(talk)[talk.place.set]
    for _ in range(3):
        talk.say(E.EFFORT, at=12_000)
        talk.say(E.NO)
        after = [one for one in sets(talk)[talk.place.set :] if one.rung == before.rung]
        assert all(one.amount < before.amount or one.amount == 1 for one in after)
        assert talk.session.awaiting is Awaiting.PAUSE
        before = after[0]


@every_exercise
def test_a_set_that_was_too_hard_makes_the_next_one_smaller(exercise: str) -> None:
    """Though its dose may be at its least."""
    talk = in_its_first_set(exercise)
    first = sets(talk)[talk.place.set]
    talk.say(E.LOG, felt=Felt.HARD)
    later = [one for one in sets(talk) if one.rung == first.rung and not one.warm_up][1:]

    assert later
    assert all(one.amount < first.amount for one in later)


def test_easier_at_the_foot_of_the_ladder_says_so() -> None:
    """Fewer reps first; then a smaller movement, or a skip."""
    talk = in_its_first_set("hip_hinge")
    heard = []
    while not heard or "Nothing easier" not in heard[-1]:
        talk.say(E.EASIER, at=12_000)
        heard.append(talk.heard)

    assert [one.rung for one in sets(talk) if not one.warm_up] == [Rung("hip_hinge")] * 3
    assert "Make each one smaller" in heard[-1]
    assert "reps a set" in heard[0]


def test_where_nothing_is_easier_the_set_waits() -> None:
    """Too much for a runner is never counted on: how to make it smaller comes first, and then the word."""
    least = LIBRARY.variant(Rung("hip_hinge")).dose.least
    workout = Workout(Plan((PlannedSet(Rung("hip_hinge"), least),), minutes=10), begun=NOON, touched=NOON)
    talk = Conversation(replace(RUNNER, workout=workout), Session(standing=Standing(Awaiting.SET)))
    talk.all(E.GO, E.GO)
    working = next(cue.start for cue in talk.reply.cues if cue.position.stage is Stage.WORK)
    talk.say(E.EASIER, at=working + 8_000)

    assert talk.session.awaiting is Awaiting.PAUSE
    assert "Say go when you're ready, or say stop." in talk.heard
