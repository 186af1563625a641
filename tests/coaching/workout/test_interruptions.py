"""An interruption at any time of any class goes on at the same set, side and rep."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from skill.coaching.planning.order import Order
from skill.coaching.timeline.cues import Delivery, Position, Stage, Turn, following
from skill.coaching.timeline.limits import LATENCY
from skill.coaching.timeline.plan import Plan
from skill.coaching.turn.events import EventKind as E
from skill.coaching.turn.events import Question
from tests.coaching.every import TEMPLATES, label, plan_of, turns_of
from tests.coaching.talking import NOON, Conversation, in_class

pytestmark = pytest.mark.slow

PACES = {"waiting": Delivery(), "straight": Delivery(straight=True)}
every_class = pytest.mark.parametrize(
    ("order", "pace"),
    [(o, p) for o in TEMPLATES for p in PACES],
    ids=lambda v: v if isinstance(v, str) else label(v),
)


STEP = 5
"""Seconds from one interruption to the next."""


def interrupted(order: Order, delivery: Delivery, step: int = STEP) -> list[tuple[Position, Turn, int]]:
    """Return times in the turns of a class, with the turn and where it began; another offset in each turn."""
    turns = turns_of(plan_of(order, delivery), delivery)
    return [
        (start, turn, at)
        for index, (start, turn) in enumerate(turns)
        for at in range(index % step * 1000, turn.length, step * 1000)
    ]


def after(order: Order, delivery: Delivery, start: Position, at: int, *said: Any) -> Conversation:
    """Return a class whose turn was interrupted that many milliseconds into its timeline."""
    talk = in_class(order, delivery, start)
    running = talk.progress.workout
    assert running is not None
    talk.progress = replace(talk.progress, workout=replace(running, sent=NOON))
    first, *later = said
    kind, slots = first if isinstance(first, tuple) else (first, {})
    talk.say(kind, at=at + LATENCY, **slots)
    for kind in later:
        talk.say(kind, at=0)
    return talk


def stands(position: Position, plan: Plan) -> tuple[object, ...]:
    """Return the set, stage, side and rep; after a set without a rest, the next set."""
    if position.set < len(plan.sets) and position.stage is Stage.REST and not plan.sets[position.set].rest:
        position = following(plan, position)
    return position.set, position.stage, position.side, position.rep


def lost(order: Order, pace: str, *said: Any, skip: Callable[[Position], bool] = lambda _: False) -> list[object]:
    """Return each time at which the place after an interruption is not the place before it."""
    delivery, found = PACES[pace], []
    plan = plan_of(order, delivery)
    for start, turn, at in interrupted(order, delivery):
        before = turn.at(at)
        if skip(before) or before.set >= len(plan.sets):
            continue
        now = after(order, delivery, start, at, *said).place
        if stands(now, plan) != stands(before, plan):
            found.append((start, at, before, now))
    return found


@every_class
def test_a_question_at_any_time_loses_no_rep(order: Order, pace: str) -> None:
    """After "where am I" the class goes on at the set, stage, side and rep it was at."""
    assert lost(order, pace, E.WHERE_AM_I) == []


@every_class
def test_a_pause_at_any_time_loses_no_rep(order: Order, pace: str) -> None:
    """After "pause" the place is that of the interruption."""
    assert lost(order, pace, E.PAUSE) == []


@every_class
def test_go_after_a_pause_at_any_time_loses_no_rep(order: Order, pace: str) -> None:
    """After "pause" and "go" the class goes on at the set, side and rep it was at; go ends a rest."""
    resting = lambda place: place.stage is Stage.REST  # noqa: E731
    assert lost(order, pace, E.PAUSE, E.GO, skip=resting) == []


QUESTIONS: tuple[Any, ...] = (
    E.HOW_MANY_LEFT,
    E.TIME_LEFT,
    E.WHICH_LEG,
    E.WHATS_NEXT,
    E.LAST_CUE,
    E.FALLBACK,
    E.HOW_TO,
    E.SLOWER,
    E.FASTER,
    E.COUNT_ONLY,
    E.FEWER_WORDS,
    E.MORE_WORDS,
    E.STRAIGHT_THROUGH,
    E.WAIT_FOR_ME,
    (E.ASK, {"question": Question.FEEL}),
    (E.ASK, {"question": Question.BREATHING}),
    E.LIST_EXERCISES,
    E.REMIND,
    E.PROGRESS,
    E.HELP,
    E.SESSION_ENDED,
    E.STOP,
)


@pytest.mark.parametrize("said", QUESTIONS, ids=str)
@pytest.mark.parametrize("pace", PACES)
def test_no_question_loses_the_rep(said: Any, pace: str) -> None:
    """After any question, change of pace or words, help or stop, the place is the one it was asked at."""
    order, delivery = TEMPLATES[4], PACES[pace]
    plan, found = plan_of(order, delivery), []
    for start, turn, at in interrupted(order, delivery, 89):
        now = after(order, delivery, start, at, said).progress.workout
        before = turn.at(at)
        if now is None or stands(now.position, plan) != stands(before, plan):
            found.append((start, at, before, now and now.position))
    assert found == []


@pytest.mark.parametrize("pace", PACES)
@pytest.mark.parametrize("gap", [60_000, 20 * 60_000, 20 * 3_600_000], ids=["minute", "twenty_minutes", "day"])
def test_a_class_cut_off_at_any_time_is_gone_on_with(pace: str, gap: int) -> None:
    """After the device ended the conversation a new launch offers the place; yes goes on with that set."""
    order, delivery = TEMPLATES[4], PACES[pace]
    found = []
    for start, turn, at in interrupted(order, delivery, 97):
        before = turn.at(at)
        talk = after(order, delivery, start, at, E.SESSION_ENDED)
        planned = talk.progress.workout.plan.sets[before.set] if talk.progress.workout else None
        talk.relaunch(gap)
        talk.say(E.YES)
        running = talk.progress.workout
        ahead = running.plan.sets[running.position.set :] if running else ()
        wanted = before.stage is Stage.REST or planned in ahead
        if "resume.where" in talk.keys or not wanted:
            found.append((at, before))
    assert found == []


@pytest.mark.parametrize("pace", PACES)
def test_a_lost_session_lands_on_the_rep_by_the_clock(pace: str) -> None:
    """When the device died without a word, the place is that at which the speech would have ended."""
    order, delivery = TEMPLATES[4], PACES[pace]
    for start, turn in turns_of(plan_of(order, delivery), delivery):
        talk = after(order, delivery, start, 1_000, E.WHERE_AM_I)
        talk.relaunch(600_000)
        if turn.end.set < len(plan_of(order, delivery).sets):
            assert talk.session.awaiting.value == "resume"


def test_two_interruptions_in_a_row_lose_no_rep() -> None:
    """A second question during the answer to the first one finds the same place."""
    order, delivery = TEMPLATES[4], PACES["straight"]
    plan = plan_of(order, delivery)
    for start, turn, at in interrupted(order, delivery, 61):
        talk = after(order, delivery, start, at, E.WHERE_AM_I)
        talk.say(E.HOW_MANY_LEFT, at=LATENCY + 500)
        assert stands(talk.place, plan) == stands(turn.at(at), plan)


def test_the_words_said_early_in_an_answer_count_for_nothing() -> None:
    """A question within the latency of an answer finds the place the answer began from."""
    order = TEMPLATES[0]
    talk = in_class(order, at=Position(3))
    talk.say(E.GO, at=0)
    talk.say(E.WHERE_AM_I, at=1_000)
    assert talk.place == Position(3)
