"""Amazon's rules for a certified skill, one test each, in the order of the checklist that reviewers follow.

What only a device or an account can show is not here: docs/to-your-own-echo.md has a script for it.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from skill.coaching.timeline.limits import MAX_CHARACTERS, MAX_REPROMPT, MAX_TURN
from skill.coaching.turn.errand import ReminderDay
from skill.coaching.turn.events import EventKind
from skill.console.spoken import length_of
from skill.door.pages import NAMES, STATIC
from skill.packaging.deployment import Deployment
from skill.packaging.listing import skill_package
from skill.packaging.submission import CLAIMS, submission_faults
from tests.amazon import manifest_faults
from tests.coaching.talking import Conversation
from tests.conversation import Talk

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
FILES = skill_package(ROOT, Deployment("https://coach.example/alexa"))
MANIFEST = json.loads(FILES["skill.json"])["manifest"]
LISTINGS = MANIFEST["publishingInformation"]["locales"]
MODEL = json.loads(FILES["interactionModels/custom/en-US.json"])["interactionModel"]["languageModel"]
SAMPLES = [sample for intent in MODEL["intents"] for sample in intent["samples"]]

WAYS = {
    "nothing": ("open hamstring coach",),
    "a step": ("how do i do a nordic curl",),
    "a set offered": ("what are the mistakes in a glute bridge",),
    "which exercise": ("what are the mistakes in the flibbertigibbet",),
    "an announced class": ("start a ten minute class",),
    "a set": ("start a ten minute class", "wait for me"),
    "a pause": ("start a ten minute class", "wait for me", "pause"),
    "an open class": ("start a ten minute class", "wait for me", "stop", "open hamstring coach"),
    "pain or effort": ("start a ten minute class", "wait for me", "go", "wait 70s", "it burns"),
    "a cramp": ("start a ten minute class", "wait for me", "go", "wait 70s", "i have a cramp"),
    "a run": ("i ran today",),
    "when a run is": ("my race is coming up",),
    "a plan over weeks": ("build me up to nordics",),
    "forgetting": ("forget me",),
    "a reminder": ("remind me to train",),
}
"""What is said to come to where the coach waits for something."""


def at(way: str, *more: str) -> Talk:
    """A runner who has come there, and says more."""
    talk = Talk()
    for sentence in (*WAYS[way], *more):
        if re.fullmatch(r"wait \d+s", sentence):
            talk.wait(sentence.removeprefix("wait "))
        else:
            talk.says(sentence)
    return talk


def response(talk: Talk) -> dict[str, Any]:
    """The latest response."""
    return talk.answer.envelope["response"]


# Policy


def test_rule_1_the_description_ends_with_a_health_disclaimer() -> None:
    """In every locale; and it is spoken once, when the skill is first opened."""
    for listing in LISTINGS.values():
        assert "not a substitute for professional advice" in listing["description"].rpartition("\n\n")[2]
    assert "not medical advice" in at("nothing").text


def test_rule_2_nothing_claims_to_diagnose_treat_or_prevent() -> None:
    """Neither the listing, nor the pages, but to say that they do not."""
    for listing in LISTINGS.values():
        assert not CLAIMS.search(f"{listing['name']} {listing['summary']} {listing['description']}")


def test_rule_3_no_health_data_is_kept() -> None:
    """The privacy policy says so; the record's test holds that it is so."""
    policy = (STATIC / "privacy.html").read_text("utf-8")

    assert "Nothing of pain, injuries, illnesses" in policy
    assert MANIFEST["privacyAndCompliance"]["usesHealthInfo"] is False


def test_rule_4_no_mark_of_amazon_is_used() -> None:
    """Not in the name, nor in the invocation name."""
    names = [listing["name"] for listing in LISTINGS.values()] + [MODEL["invocationName"]]

    assert [name for name in names if re.search(r"alexa|amazon|echo", name, re.IGNORECASE)] == []


def test_rule_5_it_is_for_adults_with_no_advertising() -> None:
    """The manifest declares it, and reminders are only set after a yes."""
    compliance = MANIFEST["privacyAndCompliance"]
    assert (compliance["isChildDirected"], compliance["containsAds"], compliance["allowsPurchases"]) == (
        False,
    ) * 3

    talk = Conversation()
    talk.say(EventKind.REMIND, days=(ReminderDay.THURSDAY,), time="07:00")
    assert "Shall I" in talk.heard


# Functions


def test_rule_6_three_example_phrases_open_the_skill_first() -> None:
    """Each is a sample word for word, and works on its own at the first try."""
    for listing in LISTINGS.values():
        first, *others = listing["examplePhrases"]
        said = [re.sub(r"^Alexa, ask hamstring coach ", "", phrase).lower() for phrase in others]
        assert first == "Alexa, open hamstring coach"
        assert len(others) == 2
        assert all(Talk().says(sentence) for sentence in said)


def test_rule_7_yes_and_no_are_answered_after_every_question() -> None:
    """The coach's own questions take both."""
    for way in WAYS:
        for word in ("yes", "no"):
            assert "something went wrong" not in at(way, word).text


def test_rule_8_the_description_and_the_instructions_match_the_features() -> None:
    """What is said to testers names every feature, and what they are to say is answered."""
    told = MANIFEST["publishingInformation"]["testingInstructions"]
    sentences = re.findall(r"Say: ([\w\s]+?)[,.]", told)

    assert submission_faults(FILES) == ()
    assert len(sentences) > 5
    for sentence in sentences:
        assert "Sorry, I didn't get that" not in Talk().says(sentence)


def test_rule_9_a_launch_welcomes_and_stays_open() -> None:
    """It says what can be asked, and asks."""
    talk = at("nothing")

    assert talk.is_open
    assert talk.text.endswith("?")


def test_rule_10_there_are_icons_and_a_privacy_policy() -> None:
    """In both sizes, and at an address that the service serves."""
    for listing in LISTINGS.values():
        for name in ("smallIconUri", "largeIconUri"):
            assert listing[name].removeprefix("file://") in FILES
    for pages in MANIFEST["privacyAndCompliance"]["locales"].values():
        assert [url.rpartition("/")[2] for url in (pages["privacyPolicyUrl"], pages["termsOfUseUrl"])] == list(
            NAMES
        )


# Voice


@pytest.mark.parametrize("way", WAYS)
def test_rule_11_the_session_is_open_where_something_is_asked(way: str) -> None:
    """With a reprompt; and what ends has neither."""
    talk = at(way)

    assert talk.is_open == (not response(talk)["shouldEndSession"]) == ("reprompt" in response(talk))


@pytest.mark.parametrize("word", ["stop", "cancel", "go home"])
@pytest.mark.parametrize("way", WAYS)
def test_rule_12_stop_ends_from_everywhere(way: str, word: str) -> None:
    """As do cancel and home; nothing more is asked."""
    talk = at(way, word)

    assert not talk.is_open
    assert not talk.text.endswith("?")


@pytest.mark.parametrize("way", WAYS)
def test_rule_13_help_says_what_can_be_done_and_asks(way: str) -> None:
    """The session stays open."""
    talk = at(way, "help")

    assert talk.is_open
    assert re.search(r"\?$|\b[Ss]ay\b", talk.text)


@pytest.mark.parametrize("way", ["nothing", "a step", "an announced class", "a plan over weeks", "a reminder"])
def test_rule_14_what_is_not_understood_is_asked_again_or_ends(way: str) -> None:
    """Never the same sentence, and no dead end: the third miss closes or helps."""
    talk = at(way)
    said = [talk.says("flibberty gibberty wibble") for _ in range(3) if talk.is_open]

    assert len(set(said)) == len(said)
    assert all(said)


@pytest.mark.parametrize("way", WAYS)
def test_rule_15_repeat_repeats_what_was_said_last(way: str) -> None:
    """The session stays open; and yes or no with nothing asked is answered."""
    assert at(way, "repeat").is_open
    assert Talk().says("yes")


def test_rule_16_speech_is_within_the_limits_of_the_platform() -> None:
    """Characters, and the length of a turn and of a reprompt."""
    for way in WAYS:
        talk = at(way)
        speech = response(talk)["outputSpeech"]["ssml"]
        assert len(speech) <= MAX_CHARACTERS
        assert length_of(talk.answer.speech) <= MAX_TURN
        assert length_of(talk.answer.reprompt) <= MAX_REPROMPT


def test_rule_17_nobody_is_told_to_say_alexa_inside() -> None:
    """And no sample has the wake word."""
    assert [sample for sample in SAMPLES if re.search(r"\balexa\b", sample, re.IGNORECASE)] == []
    for way in WAYS:
        assert "Alexa" not in at(way).text


def test_rule_18_no_screen_is_needed() -> None:
    """A device without one gets no directive for it."""
    for way in WAYS:
        kinds = [directive["type"] for directive in response(at(way)).get("directives", [])]
        assert [kind for kind in kinds if kind.startswith("Alexa.Presentation")] == []


# Manifest and model


def test_the_manifest_is_what_amazon_defines() -> None:
    """By its own schema."""
    assert manifest_faults({"manifest": MANIFEST}) == []


def test_the_permissions_are_those_used() -> None:
    """Reminders, and who speaks."""
    names = [permission["name"] for permission in MANIFEST["permissions"]]

    assert names == ["alexa::alerts:reminders:skill:readwrite", "alexa::person_id:read"]


def test_the_built_in_intents_that_are_asked_for_are_there() -> None:
    """Home among them, which is easily forgotten."""
    names = {intent["name"] for intent in MODEL["intents"]}

    for name in ("Stop", "Cancel", "Help", "Fallback", "NavigateHome", "Repeat", "Yes", "No"):
        assert f"AMAZON.{name}Intent" in names


def test_the_invocation_name_keeps_the_rules() -> None:
    """Two words or more, small letters, none that launches."""
    name = MODEL["invocationName"]

    assert re.fullmatch(r"[a-z]+( [a-z]+)+", name)
    assert set(name.split()).isdisjoint(
        {"open", "start", "ask", "tell", "the", "a", "an", "skill", "app", "alexa"}
    )
