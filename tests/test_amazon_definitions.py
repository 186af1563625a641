"""Our interaction models against Amazon's definitions, and the checkers against seeded mistakes."""

import copy
import json
from pathlib import Path

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_smapi_model.v1.skill.interaction_model.interaction_model_data import InteractionModelData
from ask_smapi_model.v1.skill.manifest.skill_manifest_envelope import SkillManifestEnvelope

from tests import amazon
from tests.amazon import interaction_model_faults, manifest_faults, response_faults

MODELS = sorted((Path(__file__).parents[1] / "interaction_model").glob("*.json"))

BRIDGE = {"id": "glute_bridge", "name": {"value": "glute bridge", "synonyms": ["bridges"]}}
MODEL = {
    "interactionModel": {
        "languageModel": {
            "invocationName": "hamstring coach",
            "intents": [
                {"name": "AMAZON.StopIntent", "samples": []},
                {
                    "name": "HowToIntent",
                    "slots": [
                        {"name": "exercise", "type": "Exercise"},
                        {"name": "count", "type": "AMAZON.NUMBER"},
                    ],
                    "samples": ["how do i do a {exercise}", "{count} of {exercise}"],
                },
            ],
            "types": [{"name": "Exercise", "values": [BRIDGE]}],
            "modelConfiguration": {"fallbackIntentSensitivity": {"level": "LOW"}},
        }
    }
}
MANIFEST = {
    "manifest": {
        "manifestVersion": "1.0",
        "publishingInformation": {
            "locales": {"en-US": {"name": "Hamstring Coach", "examplePhrases": ["Alexa, open hamstring coach"]}},
            "isAvailableWorldwide": True,
            "category": "HEALTH_AND_FITNESS",
        },
        "apis": {"custom": {"interfaces": [{"type": "AUDIO_PLAYER"}]}},
        "events": {
            "endpoint": {"uri": "https://example.org"},
            "subscriptions": [{"eventName": "SKILL_DISABLED"}],
        },
        "privacyAndCompliance": {"usesPersonalInfo": False},
    }
}
RESPONSE = {
    "version": "1.0",
    "sessionAttributes": {"coach": {"version": 1}},
    "response": {
        "outputSpeech": {"type": "SSML", "ssml": "<speak>Ready?</speak>"},
        "card": {"type": "Simple", "title": "Nordic curl", "content": "Kneel."},
        "directives": [
            {
                "type": "AudioPlayer.Play",
                "playBehavior": "REPLACE_ALL",
                "audioItem": {"stream": {"token": "1", "url": "https://example.org/1", "offsetInMilliseconds": 0}},
            },
            {"type": "Alexa.Presentation.APL.RenderDocument", "token": "1", "document": {"type": "APL"}},
        ],
        "shouldEndSession": False,
    },
}
LANGUAGE = "interactionModel.languageModel"
PUBLISHING = "manifest.publishingInformation"

MODEL_MISTAKES = [
    (f"{LANGUAGE}.invocationName", None),
    (f"{LANGUAGE}.intents.1.sampels", ["go"]),
    (f"{LANGUAGE}.intents.1.samples", "go"),
    (f"{LANGUAGE}.intents.1.samples.0", "do {exercises}"),
    (f"{LANGUAGE}.intents.1.slots.0.type", "Exercises"),
    (f"{LANGUAGE}.intents.0.name", "HowToIntent"),
    (f"{LANGUAGE}.types.0.values.0.name", "glute bridge"),
    (f"{LANGUAGE}.types.0.values.0.name.synonyms", []),
    (f"{LANGUAGE}.modelConfiguration.fallbackIntentSensitivity.level", "VERY"),
]
MANIFEST_MISTAKES = [
    ("manifest.apis", None),
    ("manifest.apis.custom.interfaces.0.type", "AUDIO"),
    ("manifest.permissions", [{"name": "alexa::nothing"}]),
    ("manifest.events.subscriptions.0.eventName", "SKILL_NOTHING"),
    (f"{PUBLISHING}.isAvailableWorldWide", True),
    (f"{PUBLISHING}.locales.en-US.name", None),
    (f"{PUBLISHING}.locales.en-US.summary", "x" * 161),
    ("manifest.privacyAndCompliance.containsAds", "no"),
]
RESPONSE_MISTAKES = [
    ("version", None),
    ("response.reprompts", {}),
    ("response.outputSpeech.ssml", None),
    ("response.outputSpeech.type", "Ssml"),
    ("response.shouldEndSession", "no"),
    ("response.card.type", "Plain"),
    ("response.directives.0.playBehavior", "NOW"),
    ("response.directives.0.audioItem.stream.url", None),
    ("response.directives.1.type", "Alexa.Presentation.APL.Render"),
]


def changed(original: dict[str, object], where: str, value: object) -> dict[str, object]:
    """A copy with another value at a dotted path; None takes the key away."""
    result = copy.deepcopy(original)
    *path, last = [int(step) if step.isdecimal() else step for step in where.split(".")]
    place = result
    for step in path:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return result


def round_trip(value: dict[str, object], model_class: type) -> object:
    """The value read into Amazon's own Python class and written again: what it does not know is lost."""
    serializer = DefaultSerializer()
    return serializer.serialize(serializer.deserialize(json.dumps(value), model_class))


def test_there_are_interaction_models():
    """The tests over every interaction model have something to check."""
    assert [path.stem for path in MODELS if path.stem == "en-US"] == ["en-US"]


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_interaction_model_is_valid(path):
    """Amazon's definition finds no fault in a committed model, and every name in it is defined."""
    assert interaction_model_faults(json.loads(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_interaction_model_survives_amazons_classes(path):
    """A committed model read by Amazon's own Python classes loses nothing."""
    model = json.loads(path.read_text("utf-8"))

    assert round_trip(model, InteractionModelData) == model


def test_correct_examples_have_no_faults():
    """The checkers accept what is right."""
    faults = [interaction_model_faults(MODEL), manifest_faults(MANIFEST), response_faults(RESPONSE)]

    assert faults == [[], [], []]


def test_correct_examples_survive_amazons_classes():
    """The round trip loses nothing that is right."""
    assert round_trip(MODEL, InteractionModelData) == MODEL
    assert round_trip(MANIFEST, SkillManifestEnvelope) == MANIFEST


@pytest.mark.parametrize(("where", "value"), MODEL_MISTAKES)
def test_mistake_in_an_interaction_model_is_found(where, value):
    """One wrong thing in a model is reported once."""
    assert len(interaction_model_faults(changed(MODEL, where, value))) == 1


@pytest.mark.parametrize(("where", "value"), MANIFEST_MISTAKES)
def test_mistake_in_a_manifest_is_found(where, value):
    """One wrong thing in a manifest is reported once."""
    assert len(manifest_faults(changed(MANIFEST, where, value))) == 1


@pytest.mark.parametrize(("where", "value"), RESPONSE_MISTAKES)
def test_mistake_in_a_response_is_found(where, value):
    """One wrong thing in a response is reported once."""
    assert len(response_faults(changed(RESPONSE, where, value))) == 1


def test_fault_says_where_it_is():
    """A fault names the place and what may stand there."""
    wrong = changed(RESPONSE, "response.outputSpeech.type", "Ssml")

    assert response_faults(wrong) == ["response.outputSpeech.type: 'Ssml' is not one of ['PlainText', 'SSML']"]


def test_missing_peers_name_the_command_that_installs_them(tmp_path, monkeypatch):
    """Without npm's packages a test fails with what to do about it."""
    monkeypatch.setattr(amazon, "MODULES", tmp_path)

    with pytest.raises(AssertionError, match="make setup"):
        amazon.peer("ask-smapi-model/spec.json")
