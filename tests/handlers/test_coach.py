"""Every request gets a valid response, and a runner is coached."""

import json
import logging
from xml.etree import ElementTree

import pytest
from ask_sdk_core.skill import CustomSkill
from ask_sdk_model import Request

from skill.app import answer, build_skill
from skill.content import Content
from skill.handlers import coach as coach_module
from tests.amazon import response_faults
from tests.handlers.requests_ import CountingStore, Device, Json, envelope, intent

KNOWN = sorted(Request.discriminator_value_class_map)
INVENTED = ["Alexa.Something.New", "AudioPlayer.Invented", "NoSuchRequest", ""]
SPOKEN = ("LaunchRequest", "IntentRequest", "CanFulfillIntentRequest")


@pytest.mark.parametrize("kind", [*KNOWN, *INVENTED])
def test_every_request_type_gets_a_valid_response(skill: CustomSkill, kind: str) -> None:
    """Each type the SDK knows, and types it does not, is answered as Amazon's definitions allow."""
    response = answer(skill, envelope({"type": kind}))
    assert response_faults(response) == []


@pytest.mark.parametrize("kind", [kind for kind in [*KNOWN, *INVENTED] if kind not in SPOKEN])
def test_nothing_is_said_where_nothing_may_be(skill: CustomSkill, kind: str) -> None:
    """To requests other than launch and intents nothing is said."""
    response = answer(skill, envelope({"type": kind}))
    assert "outputSpeech" not in response["response"]


def test_every_intent_gets_a_valid_response(skill: CustomSkill, content: Content) -> None:
    """Each intent of the content is answered with speech."""
    for name in content.intents:
        device = Device(skill, user=name).say(name)
        assert response_faults(device.response) == []
        assert device.heard, name


@pytest.mark.parametrize(
    "change",
    [
        {"type": "IntentRequest", "intent": {"name": "AMAZON.HelpIntent", "confirmationStatus": "INVENTED"}},
        {"type": "IntentRequest", "dialogState": "INVENTED", "intent": {"name": "AMAZON.HelpIntent"}},
        {"type": "IntentRequest", "intent": {"name": "NoSuchIntent"}},
        {"type": "IntentRequest"},
        {"type": "SessionEndedRequest", "reason": "INVENTED"},
        {"type": "SessionEndedRequest", "reason": "ERROR", "error": {"type": "INVENTED", "message": "m"}},
        {"type": "LaunchRequest", "locale": "xx-YY"},
        {"type": "LaunchRequest", "locale": None},
        {"type": "LaunchRequest", "unknown": {"field": 1}},
    ],
)
def test_unknown_values_get_a_valid_response(skill: CustomSkill, change: Json) -> None:
    """Values that no version of the SDK knows are answered."""
    assert response_faults(answer(skill, envelope(change))) == []


def test_an_unknown_interface_is_answered_as_usual(skill: CustomSkill) -> None:
    """A device with an interface nobody knows yet is spoken to all the same."""
    request = envelope({"type": "LaunchRequest"})
    request["context"]["Display2"] = {"token": "t"}
    request["context"]["Viewport"] = {"shape": "HEXAGON", "mode": "INVENTED"}
    assert "outputSpeech" in answer(skill, request)["response"]


def test_a_request_without_a_session_is_answered(skill: CustomSkill) -> None:
    """A request outside any session gets a valid response."""
    request = envelope({"type": "LaunchRequest"})
    del request["session"]
    assert response_faults(answer(skill, request)) == []


def test_a_session_ended_says_nothing(device: Device) -> None:
    """After the end of a session nothing is said."""
    device.launch().send({"type": "SessionEndedRequest", "reason": "USER_INITIATED"})
    assert device.heard == ""


def test_a_class_is_coached(device: Device) -> None:
    """From hello to the first rep: each answer listens, and the class counts."""
    for name in ("AMAZON.HelpIntent", "StartClassIntent", "GoIntent"):
        assert device.say(name).listens
    assert "Three" in device.heard


def test_stop_ends_the_session(device: Device) -> None:
    """Stop closes."""
    device.launch().say("AMAZON.StopIntent")
    assert not device.listens


@pytest.mark.parametrize("said", ["<b>dead & lift</b>", 'a "thing"', "'", "]]>", "x" * 500])
def test_what_was_said_is_escaped(device: Device, said: str) -> None:
    """An exercise named with any signs is spoken as valid SSML."""
    request = intent("HowToIntent")
    request["intent"]["slots"] = {"exercise": {"name": "exercise", "value": said, "confirmationStatus": "NONE"}}
    device.launch().send(request)
    assert ElementTree.fromstring(device.heard).tag == "speak"  # noqa: S314  our own text


def test_the_session_attribute_is_small(device: Device) -> None:
    """In the middle of a class a response is far below 120 KB, and the session below 24 KB."""
    device.launch().say("StartClassIntent", "GoIntent")
    assert len(json.dumps(device.attributes)) < 24_000
    assert len(json.dumps(device.response)) < 60_000


def test_an_error_is_apologised_for_and_the_session_kept(
    device: Device, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """When the core fails the runner hears a sentence, the error is logged, and the class goes on."""
    device.launch().say("StartClassIntent", "GoIntent")
    before = device.attributes
    with monkeypatch.context() as broken, caplog.at_level(logging.ERROR):
        broken.setattr(coach_module, "respond", _fails)
        device.say("AMAZON.HelpIntent")
    assert "Sorry" in device.heard
    assert device.listens
    assert "request failed" in caplog.text
    assert before is not None
    assert device.attributes is not None
    assert json.loads(device.attributes["coach"])["progress"] == json.loads(before["coach"])["progress"]
    assert "Three" in device.say("AMAZON.YesIntent").heard


def _fails(moment: object) -> None:
    raise RuntimeError("no such thing")


def test_a_store_is_not_needed(content: Content) -> None:
    """Without a store a class is coached, and the place lasts as long as the conversation."""
    device = Device(build_skill(content, None)).launch().say("StartClassIntent", "GoIntent", "AMAZON.PauseIntent")
    assert device.listens
    assert "can't reach" not in device.heard


def test_no_store_is_asked_by_a_request_that_says_nothing(skill: CustomSkill, store: CountingStore) -> None:
    """A request that is none of a runner's words writes nothing."""
    answer(skill, envelope({"type": "AudioPlayer.PlaybackStopped"}))
    assert store.writes == 0


def test_an_apology_needs_no_record(device: Device, skill: CustomSkill, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not even the memory of the request could be had, the runner hears a sentence."""
    monkeypatch.setattr("skill.handlers.memory.read_household", _fails)
    assert "Sorry" in device.launch().heard
    assert device.listens


def _fails(record: object) -> None:
    raise RuntimeError(record)
