"""Sentences in simulated time: heard out, interrupted, or said much later; and how a wait is written."""

import pytest

from skill.console.conversation import REACTION, START, Conversation, Wait, step_of, steps_of
from skill.console.errors import ConsoleError
from skill.console.spoken import length_of
from tests.console.recorder import Recorder, device_of, speech

TEN_SECONDS = {**speech("Hold.", 9_670), "shouldEndSession": False}
"""The word takes 330 milliseconds."""


def seconds_of(skill: Recorder) -> list[str]:
    """Minutes and seconds at which each request was made."""
    return [request["timestamp"][14:19] for request in skill.requests]


def test_an_answer_is_heard_out_before_the_next_sentence():
    """The next sentence comes a reaction time after the last word."""
    skill = Recorder(TEN_SECONDS)
    conversation = Conversation(device_of(skill), START)
    answer = conversation.says("help")
    conversation.says("next")

    heard = (length_of(answer.speech) + REACTION) // 1000
    assert seconds_of(skill) == ["00:00", f"00:{heard}"]


@pytest.mark.parametrize(
    ("waits", "second"),
    [((4_000,), "00:04"), ((0,), "00:00"), ((12_000,), "00:12"), ((4_000, 5_000), "00:09")],
)
def test_a_wait_counts_from_the_beginning_of_the_answer(waits: tuple[int, ...], second: str):
    """A short one interrupts it; several add up; the session stays."""
    skill = Recorder(TEN_SECONDS)
    conversation = Conversation(device_of(skill), START)
    conversation.says("help")
    for wait in waits:
        conversation.wait(wait)
    conversation.says("pause")

    assert seconds_of(skill)[1] == second
    assert skill.sent[1]["session"]["new"] is False


def test_a_wait_is_used_up():
    """The sentence after the next hears its answer out again."""
    skill = Recorder(TEN_SECONDS)
    conversation = Conversation(device_of(skill), START)
    conversation.says("help")
    conversation.wait(60)
    conversation.says("pause")
    conversation.says("next")

    assert seconds_of(skill) == ["00:00", "00:00", "00:13"]


def test_after_a_long_wait_the_session_is_another():
    """The device has closed the first meanwhile."""
    skill = Recorder(TEN_SECONDS)
    conversation = Conversation(device_of(skill), START)
    conversation.says("help")
    conversation.wait(7_200_000)
    conversation.says("next")

    assert skill.kinds == ["IntentRequest", "SessionEndedRequest", "IntentRequest"]
    assert [request["timestamp"][11:19] for request in skill.requests] == ["07:00:00", "07:00:18", "09:00:00"]


def test_silence_can_be_kept_until_the_device_closes():
    """And only once; then the next sentence opens a new session."""
    skill = Recorder(TEN_SECONDS)
    conversation = Conversation(device_of(skill), START)
    conversation.says("help")

    assert conversation.stays_silent() is True
    assert conversation.stays_silent() is False
    conversation.says("next")
    assert seconds_of(skill) == ["00:00", "00:18", "00:21"]


@pytest.mark.parametrize(
    ("written", "milliseconds"), [("20s", 20_000), ("2m", 120_000), ("3h", 10_800_000), ("2 d", 172_800_000)]
)
def test_a_wait_is_written_with_its_unit(written: str, milliseconds: int):
    """Seconds, minutes, hours or days."""
    assert step_of(f"wait {written}") == Wait(milliseconds, written)


def test_wait_alone_is_a_sentence():
    """A runner says it to pause."""
    assert step_of(" wait ") == "wait"
    assert steps_of(["wait", "wait for me"]) == ("wait", "wait for me")


def test_a_wait_may_be_two_arguments():
    """As a shell splits it."""
    assert steps_of(["help", "wait", "20s", "wait", "stop"]) == ("help", Wait(20_000, "20s"), "wait", "stop")


@pytest.mark.parametrize("line", ["wait 20", "wait 20x", "wait 2.5m", "", "  ", "?!"])
def test_what_cannot_be_said_or_waited_is_an_error(line: str):
    """It is never passed on as something else."""
    with pytest.raises(ConsoleError):
        step_of(line)
