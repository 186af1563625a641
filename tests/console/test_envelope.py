"""The requests a device sends, field by field as Alexa sends them."""

import pytest

from skill.console.conversation import START
from skill.console.envelope import Json
from tests.console.recorder import Recorder, device_of


def sent_for(sentence: str, locale: str = "en-US") -> Json:
    """The envelope of a first sentence."""
    skill = Recorder()
    device_of(skill, locale).say(sentence, START + 999)
    return skill.sent[0]


def slots_of(sentence: str) -> Json:
    """The slots that a sentence fills."""
    return sent_for(sentence)["request"]["intent"]["slots"]


def test_an_envelope_is_complete():
    """Version, session and context are there; the time stamp is in whole seconds, UTC."""
    envelope = sent_for("open hamstring coach", "en-GB")
    application = {"applicationId": "amzn1.ask.skill.console"}
    user = {"userId": "amzn1.ask.account.console"}

    assert envelope["session"].pop("sessionId").startswith("amzn1.echo-api.session.")
    assert envelope["request"].pop("requestId").startswith("amzn1.echo-api.request.")
    assert envelope == {
        "version": "1.0",
        "session": {"new": True, "application": application, "user": user, "attributes": {}},
        "context": {
            "System": {
                "application": application,
                "user": user,
                "device": {"deviceId": "amzn1.ask.device.console", "supportedInterfaces": {}},
                "apiEndpoint": "https://api.amazonalexa.com",
                "apiAccessToken": "console",
            }
        },
        "request": {
            "type": "LaunchRequest",
            "timestamp": "2026-01-05T07:00:00Z",
            "locale": "en-GB",
            "shouldLinkResultBeReturned": False,
        },
    }


def test_a_recognised_voice_is_named():
    """Who speaks is in the request from the moment they are recognised, until they are not."""
    skill = Recorder()
    device = device_of(skill, "en-US")
    for person in ("amzn1.ask.person.one", None):
        device.recognise(person)
        device.say("open hamstring coach", START)

    named, unknown = (sent["context"]["System"] for sent in skill.sent)
    assert named["person"] == {"personId": "amzn1.ask.person.one"}
    assert "person" not in unknown


def test_a_known_value_is_a_match():
    """A custom slot carries its authority, status and the id of the value; so does its slotValue."""
    slot = slots_of("how do I do a Nordic curl")["exercise"]
    resolutions = {
        "resolutionsPerAuthority": [
            {
                "authority": "amzn1.er-authority.echo-sdk.amzn1.ask.skill.console.Exercise",
                "status": {"code": "ER_SUCCESS_MATCH"},
                "values": [{"value": {"name": "nordic curl", "id": "nordic_curl"}}],
            }
        ]
    }

    assert slot == {
        "name": "exercise",
        "value": "nordic curl",
        "resolutions": resolutions,
        "confirmationStatus": "NONE",
        "source": "USER",
        "slotValue": {"type": "Simple", "value": "nordic curl", "resolutions": resolutions},
    }


def test_an_unclear_value_has_several_matches():
    """Every value that a name may stand for is named."""
    slot = slots_of("how do I do a curl")["exercise"]
    (authority,) = slot["resolutions"]["resolutionsPerAuthority"]

    assert authority["status"] == {"code": "ER_SUCCESS_MATCH"}
    assert len(authority["values"]) > 1


def test_an_unknown_value_is_no_match():
    """What was said is passed on, with no values."""
    slot = slots_of("how do I do a copenhagen plank")["exercise"]
    (authority,) = slot["resolutions"]["resolutionsPerAuthority"]

    assert slot["value"] == "copenhagen plank"
    assert authority["status"] == {"code": "ER_SUCCESS_NO_MATCH"}
    assert "values" not in authority


def test_a_built_in_value_has_no_resolutions():
    """Lengths of time come in ISO 8601, as Alexa reads them."""
    slot = slots_of("start a ten minute class")["duration"]

    assert slot["value"] == "PT10M"
    assert slot["slotValue"] == {"type": "Simple", "value": "PT10M"}
    assert "resolutions" not in slot


def test_a_slot_not_said_has_no_value():
    """Every slot of the intent is named, those not filled too."""
    slots = slots_of("start a ten minute class")

    assert slots["level"] == {"name": "level", "confirmationStatus": "NONE"}


def test_an_intent_without_slots_carries_none():
    """Built-in intents have no `slots` at all."""
    assert sent_for("help")["request"]["intent"] == {"name": "AMAZON.HelpIntent", "confirmationStatus": "NONE"}


@pytest.mark.parametrize("sentence", ["purple monkey dishwasher", "¿qué?"])
def test_an_unknown_sentence_is_a_fallback(sentence: str):
    """As on a device."""
    assert sent_for(sentence)["request"]["intent"]["name"] == "AMAZON.FallbackIntent"
