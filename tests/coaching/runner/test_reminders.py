"""What the coach says about reminders, and what it asks to be done."""

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coaching.timeline.limits import LATENCY
from skill.coaching.turn.errand import WEEKDAYS, Errand, Outcome, Reminder, ReminderDay, Result, Task
from skill.coaching.turn.events import EventKind as E
from skill.coaching.turn.states import Awaiting
from tests.coaching.talking import RUNNER, Conversation, named
from tests.coaching.test_session import faults

A, D = Awaiting, ReminderDay
THURSDAY = Reminder((D.THURSDAY,), "07:00", weekly=True)


def asked(kind: E = E.REMIND, **said: Any) -> Conversation:
    """Return a conversation in which a reminder has just been asked for."""
    talk = Conversation()
    talk.say(kind, **said)
    return talk


def outcome(talk: Conversation, result: Outcome, *found: Reminder, permitted: bool = False) -> str:
    """Let the errand of the last reply come to an outcome, and return what is said."""
    errand = talk.reply.errand or Errand(Task.LIST_REMINDERS)
    talk.say(E.REMINDER_OUTCOME, at=0, result=Result(replace(errand, permitted=permitted), result, found))
    return talk.heard


# what is missing, and how it is said aloud


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ({}, "What day, and what time?"),
        ({"days": (D.THURSDAY,)}, "At what time?"),
        ({"time": "07:00"}, "What day?"),
        ({"days": (D.THURSDAY,), "time": "25:99"}, "At what time?"),
        (
            {"days": (D.THURSDAY,), "time": "07:00"},
            "Shall I remind you once, on Thursday at seven in the morning?",
        ),
        ({"days": (D.TOMORROW,), "time": "EV"}, "Shall I remind you once, tomorrow at six in the evening?"),
        ({"days": (D.EVERY_DAY,), "time": "12:00"}, "Shall I remind you every day at noon?"),
        (
            {"days": (D.THURSDAY, D.MONDAY), "time": "18:30:00"},
            "Shall I remind you every Monday and Thursday at six thirty in the evening?",
        ),
    ],
)
def test_what_is_missing_is_asked_and_the_rest_confirmed(said: dict[str, Any], question: str) -> None:
    """Day, time and recurrence are complete and said aloud before the yes."""
    assert asked(**said).heard == question


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("00:00", "midnight"),
        ("00:05", "twelve oh five in the morning"),
        ("05:59", "five fifty-nine in the morning"),
        ("12:30", "twelve thirty in the afternoon"),
        ("17:00", "five in the afternoon"),
        ("20:45", "eight forty-five in the evening"),
        ("21:00", "nine at night"),
    ],
)
def test_a_time_is_said_with_its_part_of_the_day(time: str, words: str) -> None:
    """Nobody mistakes the morning for the evening."""
    assert asked(days=(D.FRIDAY,), time=time).heard == f"Shall I remind you once, on Friday at {words}?"


def test_every_week_is_said() -> None:
    """A weekly reminder says every."""
    heard = asked(E.REMIND_WEEKLY, days=(D.THURSDAY,), time="07:00").heard
    assert heard == "Shall I remind you every Thursday at seven in the morning?"


@pytest.mark.parametrize(
    ("first", "then", "question"),
    [
        (
            E.REMIND_WEEKLY,
            (E.REMIND, {"time": "18:00"}),
            "Shall I remind you every Thursday at six in the evening?",
        ),
        (E.REMIND_WEEKLY, (E.REMIND_ONCE, {}), "Shall I remind you once, on Thursday at seven in the morning?"),
        (E.REMIND_ONCE, (E.REMIND_WEEKLY, {}), "Shall I remind you every Thursday at seven in the morning?"),
        (
            E.REMIND,
            (E.REMIND, {"days": (D.MONDAY,)}),
            "Shall I remind you once, on Monday at seven in the morning?",
        ),
        (E.REMIND, (E.LOG, {"number": 3}), "Shall I remind you once, on Thursday at three in the afternoon?"),
        (E.REMIND, (E.REMIND_WEEKLY, {"days": (D.TOMORROW,)}), "What day?"),
        (E.REMIND, (E.REMIND_ONCE, {"days": (D.MONDAY, D.FRIDAY)}), "What day?"),
    ],
)
def test_a_reminder_proposed_can_be_changed(first: E, then: tuple[E, dict[str, Any]], question: str) -> None:
    """Another day, time or recurrence changes that alone, and is said aloud again."""
    talk = asked(first, days=(D.THURSDAY,), time="07:00")
    talk.say(then[0], **then[1])
    assert talk.heard == question


def test_the_answers_come_one_by_one() -> None:
    """The day in one answer, the time in the next."""
    talk = asked()
    talk.say(E.REMINDER_TIME, days=(D.SUNDAY,))
    talk.say(E.REMINDER_TIME, time="09:00")
    assert talk.heard == "Shall I remind you once, on Sunday at nine in the morning?"


# the yes


def test_a_yes_asks_for_exactly_what_was_said() -> None:
    """The errand is the reminder proposed, and the answer where nobody runs it says that there are none here."""
    talk = asked(E.REMIND_WEEKLY, days=(D.THURSDAY,), time="07:00")
    assert talk.say(E.YES).errand == Errand(Task.SET_REMINDER, THURSDAY)
    assert talk.heard.startswith("I can't use reminders here.")


@pytest.mark.parametrize("said", [kind for kind in E if kind is not E.YES])
def test_nothing_but_a_yes_sets_a_reminder(said: E) -> None:
    """Whatever else is said to the reminder proposed, none is set."""
    talk = asked(days=(D.THURSDAY,), time="07:00")
    errand = talk.say(said, **({"question": "why"} if said is E.ASK else {})).errand
    assert errand is None or errand.task is not Task.SET_REMINDER


@pytest.mark.parametrize("said", [E.NO, E.STOP, E.CANCEL])
def test_a_refused_reminder_is_forgotten(said: E) -> None:
    """After no, a yes has nothing to set."""
    talk = asked(days=(D.THURSDAY,), time="07:00")
    talk.all(said, E.YES)
    assert talk.reply.errand is None


@pytest.mark.parametrize(("answer", "errand"), [(E.YES, Errand(Task.CANCEL_REMINDERS)), (E.NO, None)])
def test_cancelling_needs_a_yes(answer: E, errand: Errand | None) -> None:
    """Only a yes cancels."""
    assert asked(E.CANCEL_REMINDERS).say(answer).errand == errand


# what came of it


def test_what_was_set_is_said_again() -> None:
    """Done, with day and time."""
    talk = asked(E.REMIND_WEEKLY, days=(D.THURSDAY,), time="07:00")
    before = replace(talk)
    talk.say(E.YES)
    errand = talk.reply.errand
    before.say(E.REMINDER_OUTCOME, at=0, result=Result(errand or Errand(Task.LIST_REMINDERS), Outcome.DONE))
    assert before.heard.startswith("Done. I'll remind you every Thursday at seven in the morning.")


def test_a_long_list_is_cut() -> None:
    """No more than a listener keeps, and how many there are."""
    found = [Reminder((day,), "07:00", weekly=True) for day in WEEKDAYS]
    heard = outcome(asked(E.LIST_REMINDERS), Outcome.DONE, *found)
    assert heard.count("every") == 4
    assert "There are seven in all." in heard


def test_permission_is_asked_for_once() -> None:
    """The first refusal asks and keeps the errand; after a permission just given, a refusal is said."""
    talk = asked(E.LIST_REMINDERS)
    outcome(talk, Outcome.NOT_PERMITTED)
    errand = Errand(Task.LIST_REMINDERS, permitted=True)
    assert talk.reply.errand == Errand(Task.ASK_PERMISSION, then=errand)
    assert not talk.reply.open
    assert talk.say(E.PERMISSION, granted=True, errand=errand).errand == errand
    outcome(talk, Outcome.NOT_PERMITTED, permitted=True)
    assert talk.reply.errand == Errand(Task.SHOW_PERMISSION)
    assert talk.reply.open


def test_each_failure_has_its_own_words() -> None:
    """No two failures sound the same."""
    failures = [Outcome.NOT_SUPPORTED, Outcome.TOO_MANY, Outcome.REFUSED, Outcome.TRY_LATER]
    heard = {outcome(asked(E.LIST_REMINDERS), failure) for failure in failures}
    assert len(heard) == len(failures)


# the place


@pytest.mark.parametrize(
    "said", [E.REMIND, E.REMIND_WEEKLY, E.REMIND_ONCE, E.LIST_REMINDERS, E.CANCEL_REMINDERS, E.REMINDER_TIME]
)
def test_no_reminder_takes_a_runner_out_of_a_class(said: E) -> None:
    """In the middle of a set the class goes on at the same place, and nothing is done outside."""
    talk = Conversation().all(E.START, E.GO)
    middle = talk.reply.cues[len(talk.reply.cues) // 2].start + LATENCY
    aside = replace(talk)
    aside.say(E.WHERE_AM_I, at=middle)
    reply = talk.say(said, at=middle)
    assert talk.session.awaiting is A.SET
    assert talk.place == aside.place
    assert reply.errand is None


def test_a_bare_time_in_a_class_is_a_number_of_reps() -> None:
    """After a set, "ten" heard as ten o'clock logs ten reps."""
    talk = Conversation().all(E.START, E.GO, E.GO)
    other = replace(talk)
    talk.say(E.REMINDER_TIME, at=300_000, time="10:00")
    other.say(E.LOG, at=300_000, number=10)
    assert talk.progress == other.progress


@pytest.mark.parametrize("answers", [(E.YES,), (E.NO,), (E.FALLBACK, E.NO)])
def test_a_how_to_waits_at_its_step(answers: tuple[E, ...]) -> None:
    """However long a reminder is talked about, the how-to goes on at the step at which it was asked for."""
    talk = Conversation()
    talk.say(E.HOW_TO, exercises=named("hip_hinge"))
    third = [cue.start for cue in talk.reply.cues if cue.kind.value == "step"][2]
    talk.say(E.REMIND, at=third + LATENCY + 200, days=(D.MONDAY,), time="07:00")
    for answer in answers:
        talk.now += 30_000
        talk.say(answer)
    assert talk.session.awaiting is A.STEP
    assert "Back to step three." in talk.heard


def test_a_class_announced_is_still_there() -> None:
    """A reminder between the announcement and the go changes nothing of the class."""
    talk = Conversation()
    talk.say(E.START, seconds=1200)
    talk.all(E.REMIND, E.NO)
    assert talk.session.awaiting is A.START
    talk.say(E.GO)
    assert talk.progress.workout is not None
    assert talk.progress.workout.plan.minutes == 20


def test_pain_is_not_talked_away() -> None:
    """Asked "pain, or just hard work", a reminder is no answer."""
    talk = Conversation().all(E.START, E.GO, E.EFFORT)
    talk.say(E.REMIND, days=(D.MONDAY,), time="07:00")
    assert talk.session.awaiting is A.PAIN_OR_EFFORT


def test_what_is_not_understood_is_asked_again() -> None:
    """Two misses ask for the same yes in other words; the third closes."""
    talk = asked(days=(D.MONDAY,), time="07:00")
    for _ in range(2):
        talk.say(E.FALLBACK)
        assert talk.heard.endswith("Shall I remind you once, on Monday at seven in the morning?")
    assert not talk.say(E.FALLBACK).open


SAID = (
    *(E.REMIND, E.REMIND_WEEKLY, E.REMIND_ONCE, E.REMINDER_TIME, E.LIST_REMINDERS, E.CANCEL_REMINDERS),
    *(E.YES, E.NO, E.FALLBACK, E.HELP, E.LAUNCH, E.START, E.GO, E.NEXT, E.PAUSE, E.LOG, E.HOW_TO),
    *(E.REMINDER_OUTCOME, E.PERMISSION, E.FORGET_ME, E.FORGET_OUTCOME, E.SESSION_ENDED),
)


@given(st.integers(0, 10_000))
def test_any_talk_of_reminders_stays_within_the_limits(seed: int) -> None:
    """Reminders mixed with classes and how-tos, with every outcome: no error, and no reply outside the limits."""
    chance = random.Random(seed)  # noqa: S311  a test
    talk = Conversation(RUNNER)
    for _ in range(12):
        kind = chance.choice(SAID)
        result = Result(
            talk.reply.errand or Errand(chance.choice([*Task]), THURSDAY, permitted=chance.random() < 0.5),
            chance.choice([*Outcome]),
            (THURSDAY,) * chance.randint(0, 6),
        )
        days = tuple(chance.sample([*D], chance.randint(0, 3)))
        slots: dict[str, Any] = {"days": days, "time": chance.choice([None, "07:00", "NI", "24:00", "?"])}
        slots |= {"number": chance.choice([None, 0, 3, 12, 1000]), "granted": chance.random() < 0.5}
        slots |= {"result": result, "errand": chance.choice([None, talk.reply.errand])}
        slots |= {"exercises": named("hip_hinge")} if kind is E.HOW_TO else {}
        talk.say(kind, **slots)
        assert faults(talk.reply) == []
        assert talk.reply.open or talk.session.awaiting is A.NOTHING
        if talk.session.awaiting is A.REMINDER:
            assert "Shall I remind you" in talk.heard


def test_states_of_reminders_are_all_known() -> None:
    """Every state whose name speaks of reminders is one in which a reminder is talked about."""
    assert {state for state in A if state.about_reminders} == {state for state in A if "reminder" in state.value}
