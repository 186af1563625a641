"""When sessions begin and end, and which requests a sentence becomes."""

from datetime import UTC, datetime

import pytest

from skill.console.conversation import START
from skill.console.device import LISTENING
from skill.console.spoken import length_of
from tests.console.recorder import Recorder, device_of, speech

ENDS = {**speech("Goodbye."), "shouldEndSession": True}
LISTENS = {
    **speech("Kneel down.", 5000),
    "reprompt": speech("Say next when you're ready."),
    "shouldEndSession": False,
}


@pytest.mark.parametrize(
    "sentence",
    [
        "open hamstring coach",
        "Alexa, start hamstring coach.",
        "launch Hamstring Coach!",
        "hamstring coach",
        "talk to hamstring coach",
        "ask hamstring coach",
    ],
)
def test_naming_the_skill_alone_launches_it(sentence: str):
    """With or without a launch word, the wake word and punctuation."""
    skill = Recorder()
    device_of(skill).say(sentence, START)

    assert skill.kinds == ["LaunchRequest"]


@pytest.mark.parametrize(
    "sentence",
    [
        "how do I do a Nordic curl",
        "ask hamstring coach how do I do a Nordic curl",
        "Alexa, ask Hamstring Coach, how do I do a Nordic curl?",
        "tell hamstring coach to explain the Nordic curl",
    ],
)
def test_a_question_with_no_session_open_is_a_one_shot(sentence: str):
    """It opens a session with an intent, and no launch before it."""
    skill = Recorder()
    device_of(skill).say(sentence, START)

    assert skill.kinds == ["IntentRequest"]
    assert skill.requests[0]["intent"]["name"] == "HowToIntent"
    assert skill.sent[0]["session"]["new"] is True


def test_words_that_only_begin_like_a_launch_are_an_intent():
    """`start my hamstring session` is something to do, not the skill's name."""
    skill = Recorder()
    device_of(skill).say("start my hamstring session", START)

    assert skill.requests[0]["intent"]["name"] == "StartClassIntent"


def test_a_session_keeps_its_id_and_attributes():
    """What the skill put into the session comes back with the next request, and the session is new only once."""
    skill = Recorder()
    device = device_of(skill)
    for seconds in (0, 3, 6):
        device.say("next", START + 1000 * seconds)
    sessions = [envelope["session"] for envelope in skill.sent]

    assert [session["new"] for session in sessions] == [True, False, False]
    assert [session["attributes"] for session in sessions] == [{}, {"turns": 1}, {"turns": 2}]
    assert len({session["sessionId"] for session in sessions}) == 1
    assert device.is_open


@pytest.mark.parametrize("response", [ENDS, speech("Goodbye."), {}])
def test_a_session_ends_unless_the_skill_listens(response: dict[str, object]):
    """Ended, or no word on it, which on a device without a screen is the same: the next sentence opens another."""
    skill = Recorder(response)
    device = device_of(skill)
    answer = device.say("stop", START)
    device.say("help", START + 60_000)
    first, second = (envelope["session"] for envelope in skill.sent)

    assert not answer.listening
    assert second["new"] is True
    assert second["attributes"] == {}
    assert first["sessionId"] != second["sessionId"]


def test_naming_the_skill_begins_a_new_session():
    """Also while one is open."""
    skill = Recorder()
    device = device_of(skill)
    device.say("help", START)
    device.say("open hamstring coach", START + 1000)

    assert [envelope["session"]["new"] for envelope in skill.sent] == [True, True]


@pytest.mark.parametrize("word", ["exit", "Quit.", "Alexa, quit"])
def test_exit_ends_the_session_without_a_word(word: str):
    """The platform tells the skill and speaks nothing."""
    skill = Recorder()
    device = device_of(skill)
    device.say("help", START)
    answer = device.say(word, START + 1000)

    assert skill.kinds == ["IntentRequest", "SessionEndedRequest"]
    assert skill.requests[1]["reason"] == "USER_INITIATED"
    assert skill.sent[1]["session"]["new"] is False
    assert (answer.text, answer.reprompt, device.is_open) == ("", (), False)


def test_silence_ends_the_session_after_the_reprompt():
    """Speech, an open microphone, the reprompt, an open microphone: then the skill is told, with that time."""
    skill = Recorder(LISTENS)
    device = device_of(skill)
    answer = device.say("help", START)
    closes = START + length_of(answer.speech) + length_of(answer.reprompt) + 2 * LISTENING

    assert device.closes_at == closes
    assert device.stay_silent(closes) is False
    assert device.stay_silent(closes + 1) is True
    assert skill.requests[1]["reason"] == "EXCEEDED_MAX_REPROMPTS"
    told = datetime.fromtimestamp((closes + 1) // 1000, UTC)
    assert datetime.fromisoformat(skill.requests[1]["timestamp"]) == told


def test_without_a_reprompt_the_microphone_opens_once():
    """The session closes after one silence."""
    skill = Recorder()
    device = device_of(skill)
    answer = device.say("help", START)

    assert device.closes_at == START + length_of(answer.speech) + LISTENING


def test_a_sentence_that_comes_too_late_opens_a_new_session():
    """The old session is closed first, at its own time."""
    skill = Recorder()
    device = device_of(skill)
    device.say("help", START)
    answer = device.say("next", START + 3_600_000)

    assert skill.kinds == ["IntentRequest", "SessionEndedRequest", "IntentRequest"]
    assert [envelope["session"]["new"] for envelope in skill.sent] == [True, False, True]
    assert answer.after_silence


def test_leaving_is_told_once():
    """A device that is put away ends the session that is open, and none if none is."""
    skill = Recorder()
    device = device_of(skill)
    device.say("help", START)
    device.leave(START + 1000)
    device.leave(START + 2000)

    assert skill.kinds == ["IntentRequest", "SessionEndedRequest"]


@pytest.mark.parametrize(
    ("time_zone", "day"),
    [("UTC", "2026-01-06"), ("Pacific/Auckland", "2026-01-06"), ("Pacific/Honolulu", "2026-01-05")],
)
def test_a_day_is_that_of_the_devices_clock(time_zone: str, day: str):
    """At seven on a Monday in UTC it is still Sunday evening in Honolulu."""
    skill = Recorder()
    device_of(skill, time_zone=time_zone).say("I've got a race tomorrow", START)

    assert skill.requests[0]["intent"]["slots"]["day"]["value"] == day
