"""Again: what was said last, or the set, which counts once however often it is done."""

from dataclasses import replace

import pytest

from skill.coaching.timeline.cues import Stage
from skill.coaching.turn.events import EventKind as E
from skill.coaching.turn.events import Question
from skill.coaching.turn.state import Session
from skill.coaching.turn.states import Awaiting
from tests.coaching.talking import RUNNER, Conversation


def under_way() -> Conversation:
    """Return a class whose first set of work was heard to its end."""
    talk = Conversation().all(E.START, E.WAIT_FOR_ME, E.GO)
    assert talk.session.awaiting is Awaiting.SET
    return talk


def test_an_answer_is_said_again_and_the_class_does_not_move() -> None:
    """What was said last is repeated, not the set."""
    talk = under_way()
    talk.say(E.TOPIC, topic="benefits")
    first, before = talk.heard, talk.progress.workout
    talk.say(E.REPEAT)

    assert talk.heard == first
    assert before
    assert talk.progress.workout
    assert talk.progress.workout.position.set == before.position.set


def test_in_the_middle_of_a_set_again_goes_on_at_the_same_rep() -> None:
    """A runner who missed a word does not lose the reps that are done."""
    talk = under_way()
    talk.all(E.GO, E.GO)
    working = (cue for cue in talk.reply.cues if cue.position.stage is Stage.WORK)
    middle = next(cue.start for cue in working if cue.position.rep == 3)
    talk.say(E.REPEAT, at=middle + 2_000)

    assert talk.progress.workout
    assert talk.progress.workout.position.stage is Stage.WORK
    assert talk.progress.workout.position.rep >= 2


def test_the_set_again_counts_once() -> None:
    """For somebody else, or because it was missed."""
    talk = under_way()
    talk.say(E.SET_AGAIN)

    assert "Once more." in talk.heard
    assert talk.progress.workout
    assert not talk.progress.workout.differently


def test_yes_to_two_things_at_once_means_the_first() -> None:
    """A class or an exercise? Yes. Then the class: it never goes round in a circle."""
    talk = Conversation(replace(RUNNER))
    talk.say(E.LAUNCH)
    talk.all(E.YES, E.YES)

    assert talk.session.awaiting is Awaiting.START


def test_what_works_in_a_class_offers_the_one_that_is_kept() -> None:
    """How many left, asked an hour after the class was left."""
    talk = under_way()
    talk.say(E.STOP)
    talk.session = Session()
    talk.say(E.HOW_MANY_LEFT, at=3_600_000)

    assert talk.session.awaiting is Awaiting.RESUME


def test_a_bare_time_with_nothing_open_asks_for_the_day_of_a_reminder() -> None:
    """Half past six is a time to be reminded at."""
    talk = Conversation()
    talk.say(E.REMINDER_TIME, time="18:30")

    assert talk.session.awaiting is Awaiting.REMINDER_WHEN


@pytest.mark.parametrize("kind", E)
def test_no_first_word_after_a_silence_loses_the_class(kind: E) -> None:
    """Whatever is understood, the place stands: the runner may still be on the floor beside it."""
    talk = under_way()
    talk.say(E.SESSION_ENDED)
    talk.session = Session()
    talk.say(kind, question=Question.DOSE if kind is E.ASK else None, at=120_000)

    assert talk.progress.workout
