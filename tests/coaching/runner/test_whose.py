"""Whose record it is: what waits for the answer, and what never does."""

from dataclasses import replace

import pytest

from skill.coaching.turn.errand import Errand, Outcome, Result, Task
from skill.coaching.turn.events import EventKind as E
from skill.coaching.turn.events import Question
from skill.coaching.turn.state import Session
from skill.coaching.turn.states import Awaiting
from tests.coaching.every import ORDERS
from tests.coaching.talking import RUNNER, Conversation, in_class, named

ASKED = "whose.question"
BODY = (E.BODY, E.CONDITION, E.AGE, E.CLEARED, E.CRAMP, E.EFFORT)


def recognised_first() -> Conversation:
    """Return a conversation with somebody recognised for the first time, where a record may be theirs."""
    return Conversation(RUNNER, Session(unclaimed=True))


def told(outcome: Outcome, event: E) -> Conversation:
    """Return the conversation in which joining had that outcome, after an event that waited for it."""
    talk = recognised_first().all(event)
    talk.say(E.JOIN_OUTCOME, result=Result(Errand(Task.JOIN), outcome))
    return talk


@pytest.mark.parametrize("event", list(E))
def test_nothing_is_asked_of_who_is_known(event: E) -> None:
    """A runner whose record it is never hears the question."""
    talk = Conversation()
    talk.say(event, **({"question": Question.FEEL} if event is E.ASK else {}))
    assert ASKED not in talk.keys


@pytest.mark.parametrize("event", list(E))
def test_nothing_is_asked_in_a_class(event: E) -> None:
    """Whatever is said in a class is answered there."""
    talk = in_class(ORDERS[0])
    talk.session = replace(talk.session, unclaimed=True)
    talk.all(E.GO).say(event, **({"question": Question.FEEL} if event is E.ASK else {}))
    assert ASKED not in talk.keys


@pytest.mark.parametrize("event", BODY)
def test_nothing_is_asked_of_a_body_that_complains(event: E) -> None:
    """Pain, and all that may be pain, is answered first."""
    talk = recognised_first()
    talk.say(event)
    assert ASKED not in talk.keys


def test_a_how_to_is_not_interrupted() -> None:
    """Its steps are followed to the end, and its set is done; a class is asked about."""
    talk = recognised_first()
    talk.say(E.HOW_TO, exercises=named("hip_hinge"))
    for event in (E.GO, E.NEXT, E.START_OVER, E.REPEAT, E.PAUSE, E.GO):
        assert ASKED not in talk.all(event).keys, event
    assert ASKED in talk.all(E.START).keys


def test_yes_sends_the_errand() -> None:
    """It is the outside that makes the record theirs; the answer to what waited comes with the outcome."""
    talk = recognised_first().all(E.PROGRESS, E.YES)
    assert talk.reply.errand == Errand(Task.JOIN)
    assert told(Outcome.DONE, E.PROGRESS).keys[0].startswith("progress.")


@pytest.mark.parametrize("failed", [Outcome.TRY_LATER, Outcome.REFUSED])
def test_a_failure_is_told_before_the_answer(failed: Outcome) -> None:
    """First that it could not be done, then what was asked for."""
    talk = told(failed, E.START)
    assert talk.keys[0] == "whose.not_joined"
    assert talk.session.awaiting is Awaiting.START
    assert not talk.session.apart


def test_a_class_gone_on_with_after_a_failure_keeps_its_place() -> None:
    """The sentence before it takes time, and the runner is still at the start of the set when it ends."""
    talk = in_class(ORDERS[0]).all(E.GO, E.STOP)
    place = talk.place
    talk.session = Session(unclaimed=True)
    talk.all(E.GO, E.YES)
    assert talk.keys[0] == "whose.not_joined"
    talk.say(E.PAUSE, at=talk.reply.cues[0].end + 500)
    assert (talk.place.set, talk.place.rep) == (place.set, place.rep)


def test_no_is_remembered_in_the_conversation() -> None:
    """Who has said no is apart, and is not asked twice."""
    talk = recognised_first().all(E.PROGRESS, E.NO)
    assert talk.session.apart
    assert talk.keys[0].startswith("progress.")
    assert ASKED not in talk.all(E.START).keys
