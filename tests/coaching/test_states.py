"""Every state and every aside: afterwards the same question, class or plan still stands."""

from copy import copy
from typing import Any

import pytest

from skill.coaching.turn.events import EventKind as E
from skill.coaching.turn.events import Question
from skill.coaching.turn.states import STATES, Awaiting, LeadsBack
from tests.coaching.talking import Conversation, named
from tests.coaching.test_session import brought_to

ASIDES: dict[str, tuple[E, dict[str, Any]]] = {
    "help": (E.HELP, {}),
    "repeat": (E.REPEAT, {}),
    "greeting": (E.GREETING, {}),
    "a miss": (E.FALLBACK, {}),
    "a topic": (E.TOPIC, {"topic": "benefits"}),
    "an honest line": (E.TOPIC, {"topic": "music"}),
    "an unknown exercise": (E.ASK, {"question": Question.FEEL, "exercises": named("glute_bridge")}),
    "progress": (E.PROGRESS, {}),
    "what is left out": (E.BRING_BACK, {}),
    **{
        question.value: (E.ASK, {"question": question, "exercises": named("glute_bridge")})
        for question in Question
        if question is not Question.FAULT
    },
}
OPEN = [state for state in Awaiting if STATES[state].leads_back is not LeadsBack.NOTHING]
"""States in which something stands."""
HELD = {Awaiting.SET: Awaiting.PAUSE}
"""What is not understood, and help, hold a set."""


@pytest.mark.parametrize("aside", ASIDES)
@pytest.mark.parametrize("state", OPEN)
def test_an_aside_changes_nothing_that_stands(state: Awaiting, aside: str) -> None:
    """The same state and question, the same plan, the same place; for "say go" help asks a question instead."""
    talk = brought_to(state)
    event, slots = ASIDES[aside]
    if (state, event) in ANSWERS:
        pytest.skip("this answers the question that stands")
    before = copy(talk)
    talk.say(event, **slots)

    assert talk.session.awaiting in (state, HELD.get(state))
    assert talk.progress.announced == before.progress.announced
    assert asked(talk, state) == asked(before, state) or (state, event) == (Awaiting.START, E.HELP)
    assert place(talk) == place(before)


ANSWERS = {
    (Awaiting.EXERCISE, E.ASK),
    (Awaiting.EXERCISE, E.GREETING),
    (Awaiting.WHOSE, E.PROGRESS),
    (Awaiting.THIS_OR_ALL, E.REPEAT),
}
"""What is no aside in a state: it answers what was asked there."""


def asked(talk: Conversation, state: Awaiting) -> object:
    """Return the question that stands, whatever its wording; a class and a step say their own word."""
    question = talk.session.standing.question
    is_words = STATES[state].leads_back is LeadsBack.QUESTION
    return question.key.removesuffix("_again").removesuffix("_first") if question and is_words else None


def place(talk: Conversation) -> object:
    """Return the set the class is at, and the exercise explained."""
    guide, stopped = talk.progress.guide, copy(talk)
    if talk.session.awaiting.counts:
        stopped.say(E.PAUSE)
    workout = stopped.progress.workout
    return workout and workout.position.set, guide and guide.exercise
