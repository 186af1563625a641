"""Back into a class left open: as often as need be, and when another device has ended it meanwhile."""

from dataclasses import replace

import pytest

from skill.coaching.facts.felt import Felt
from skill.coaching.turn.events import EventKind as E
from skill.coaching.turn.state import Session
from skill.coaching.turn.states import Awaiting, Standing
from tests.coaching.talking import RUNNER, Conversation, named

HOUR = 3_600_000
"""Milliseconds."""


def begun() -> Conversation:
    """Return a class in which the second set of work is next."""
    return Conversation(RUNNER).all(E.START, E.GO, E.GO, E.GO, E.GO)


def test_a_class_taken_up_again_and_again_does_not_grow() -> None:
    """Each time after a long gap a short warm-up comes first, in place of the one before."""
    talk = begun()
    sizes = []
    for _ in range(12):
        talk.relaunch(HOUR)
        talk.all(E.GO, E.STOP)
        assert talk.progress.workout is not None
        sizes.append(len(talk.progress.workout.plan.sets))

    assert len(set(sizes)) == 1


def test_what_was_logged_stays_with_its_set() -> None:
    """A set that was hard is still the hard one after warm-ups have come and gone before later sets."""
    talk = begun()
    talk.say(E.LOG, felt=Felt.HARD)
    hard = _hard_sets(talk)
    for _ in range(3):
        talk.relaunch(HOUR)
        talk.all(E.GO, E.STOP)

    assert hard
    assert _hard_sets(talk) == hard


def _hard_sets(talk: Conversation) -> list[tuple[str, int]]:
    workout = talk.progress.workout
    assert workout is not None
    sets = [workout.plan.sets[done.set] for done in workout.differently if done.felt is Felt.HARD]
    return [(str(planned.rung), planned.number) for planned in sets]


@pytest.mark.parametrize("said", [E.GO, E.PAUSE, E.SKIP_SET, E.HOW_MANY_LEFT, E.BODY, E.YES, E.STOP])
@pytest.mark.parametrize("state", [Awaiting.SET, Awaiting.PAUSE, Awaiting.CRAMP_GONE])
def test_a_class_that_another_device_ended_is_no_stumbling_block(said: E, state: Awaiting) -> None:
    """Where the record has no open class any more, the answer is one for outside a class."""
    talk = Conversation(replace(RUNNER, workout=None), Session(standing=Standing(state)))

    assert talk.say(said).cues


def test_a_how_to_that_another_device_ended_is_no_stumbling_block() -> None:
    """Next, in a how-to the record does not know any more, is answered."""
    talk = Conversation(RUNNER, Session(standing=Standing(Awaiting.STEP)))

    assert talk.say(E.NEXT).cues
    assert talk.say(E.HOW_TO, exercises=named("hip_hinge")).open
