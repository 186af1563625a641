"""A record of another build: what this one does not know is kept, never spoken of, and nothing raises."""

from dataclasses import replace
from typing import Any

import pytest

from skill.coaching.facts.exercise import Rung
from skill.coaching.facts.felt import Felt
from skill.coaching.record.known import known
from skill.coaching.record.record import (
    Announced,
    ClassDone,
    ExerciseDone,
    Guide,
    Mark,
    Progress,
    Wish,
    Workout,
)
from skill.coaching.timeline.cues import Position
from skill.coaching.timeline.plan import Plan, PlannedSet
from skill.coaching.turn.events import EventKind as E
from skill.coaching.turn.events import Question
from skill.coaching.turn.state import Session
from tests.coaching.every import LIBRARY
from tests.coaching.talking import NOON, RUNNER, Conversation, named

DAY = NOON // 86_400_000
STRANGE = "inchworm"
PLAN = Plan((PlannedSet(Rung("glute_bridge"), 10), PlannedSet(Rung(STRANGE), 8)), minutes=10)
HISTORY = replace(
    RUNNER,
    log=(
        ClassDone(
            DAY - 3, 10, (ExerciseDone(STRANGE, 2, 8, Felt.GOOD), ExerciseDone("hip_hinge", 2, 10)), begun=7
        ),
        ClassDone(DAY - 9, 10, (ExerciseDone("glute_bridge:marching", 2, 8),), begun=5),
    ),
    marks={STRANGE: Mark(DAY - 3, 2, 8, 8), "hip_hinge": Mark(DAY - 3, 2, 10, 10)},
    met={STRANGE: 2, "hip_hinge": 2},
    avoid=(STRANGE, "kettlebell_swing"),
    classes=2,
)
OPEN = {
    "class": {"workout": Workout(PLAN, Position(1), touched=NOON - 60_000, begun=NOON - 600_000)},
    "announced": {"announced": Announced(PLAN, DAY)},
    "announced, as it was wished": {
        "announced": Announced(Plan(PLAN.sets[:1], minutes=10), DAY, Wish(exercises=(STRANGE,)))
    },
    "how-to": {"guide": Guide(STRANGE, 2)},
    "nothing": {},
}
every_record = pytest.mark.parametrize("held", OPEN.values(), ids=OPEN)


def slots_of(kind: E) -> dict[str, Any]:
    """Return what a question about an exercise carries."""
    return {"question": Question.WHY} if kind is E.ASK else {}


@every_record
@pytest.mark.parametrize("first", [E.LAUNCH, E.START, E.GO, E.PROGRESS])
def test_whatever_is_said_is_answered(held: dict[str, Any], first: E) -> None:
    """No event, said first or second, stumbles over an exercise that this build does not know."""
    for kind in E:
        talk = Conversation(replace(HISTORY, **held))
        talk.say(first)
        talk.say(kind, **slots_of(kind))
        talk.relaunch(60_000)
        assert talk.reply.cues, kind


@every_record
def test_history_keeps_what_is_not_known(held: dict[str, Any]) -> None:
    """After a class of today the strange exercise is where it was: in the log, the marks, and what is left out."""
    talk = Conversation(replace(HISTORY, **held)).all(E.START, E.STRAIGHT_THROUGH)
    while talk.reply.open:
        talk.say(E.GO)
    after = talk.progress
    assert after.classes > HISTORY.classes
    assert [done.exercise for entry in after.log for done in entry.exercises].count(STRANGE) == 1
    assert after.marks[STRANGE] == HISTORY.marks[STRANGE]
    assert after.met[STRANGE] == 2
    assert STRANGE in after.avoid


def test_what_was_done_of_a_class_with_it_is_logged() -> None:
    """The class is over; its first set counts."""
    read = known(replace(HISTORY, **OPEN["class"]), LIBRARY, DAY)
    assert read.workout is None
    assert [done.exercise for done in read.log[-1].exercises] == ["glute_bridge"]


def test_forgetting_forgets_it_too() -> None:
    """Where nothing was kept before, nothing comes back."""
    assert Conversation(Progress()).all(E.HELP).progress == Progress()


def test_a_session_that_leads_back_to_it_leads_to_nothing() -> None:
    """A how-to of it that stood open is not gone on with."""
    talk = Conversation(HISTORY, Session())
    talk.say(E.HOW_TO, exercises=named("hip_hinge"))
    talk.progress = replace(talk.progress, guide=Guide(STRANGE, 1))
    assert talk.say(E.NEXT).cues
