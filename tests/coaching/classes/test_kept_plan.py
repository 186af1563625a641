"""The plan is kept: what was announced is what is held, set by set, however late and whatever was said before."""

import json
from copy import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skill.coaching.facts.exercise import Level
from skill.coaching.record.saved import to_data
from skill.coaching.turn.events import EventKind as E
from skill.coaching.turn.states import Awaiting
from tests.coaching.talking import Conversation
from tests.coaching.test_session import brought_to
from tests.coaching.test_states import ASIDES

HOUR = 3_600_000
MOST_BYTES = 3_000
"""Of the 24 kilobytes a session may carry: a plan of forty-five minutes with circuits, as it is announced."""
PACES = (E.GO, E.STRAIGHT_THROUGH, E.WAIT_FOR_ME, E.YES, E.EITHER)


def announced() -> Conversation:
    """Return a conversation in which a class has just been announced."""
    return brought_to(Awaiting.START)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    asides=st.lists(st.sampled_from([*ASIDES.values(), (E.FEWER_WORDS, {}), (E.MORE_WORDS, {})]), max_size=5),
    late=st.integers(0, 40 * HOUR),
    go=st.sampled_from(PACES),
)
def test_what_was_announced_is_what_is_held(asides, late: int, go: E) -> None:
    """After any talk, and hours later, past midnight too."""
    talk = announced()
    plan = talk.progress.announced.plan
    for event, slots in asides:
        if event is not E.FALLBACK:
            talk.say(event, **slots)
    talk.say(go, at=late)

    assert talk.progress.workout.plan.sets == plan.sets


@pytest.mark.parametrize(
    ("event", "slots"),
    [
        (E.EASIER, {}),
        (E.HARDER, {}),
        (E.SHORTER, {}),
        (E.LONGER, {}),
        (E.START, {"seconds": 1800}),
        (E.MY_LEVEL, {"level": Level.BEGINNER}),
    ],
)
def test_what_changes_the_plan_says_the_new_one(event: E, slots) -> None:
    """And that is the one held."""
    talk = announced()
    before = talk.progress.announced.plan
    talk.say(event, **slots)
    plan = talk.progress.announced.plan

    assert plan.sets != before.sets
    assert "About" in talk.heard
    assert copy(talk).all(E.GO).progress.workout.plan.sets == plan.sets


@pytest.mark.parametrize(("hours", "stands"), [(1, True), (20, False)])
def test_a_plan_left_in_silence_is_offered_again_that_day(hours: int, stands: bool) -> None:
    """The very same; the next day another one is planned."""
    talk = announced().all(E.SESSION_ENDED)
    plan = talk.progress.announced.plan
    talk.relaunch(hours * HOUR)

    assert (talk.session.awaiting is Awaiting.START) is stands
    assert not stands or talk.progress.announced.plan == plan


def test_the_announced_plan_takes_little_of_the_session() -> None:
    """The longest class there is, as the session carries it."""
    talk = Conversation()
    talk.say(E.START, seconds=45 * 60, level=Level.ADVANCED, place="gym")

    assert len(json.dumps(to_data(talk.progress.announced))) < MOST_BYTES
