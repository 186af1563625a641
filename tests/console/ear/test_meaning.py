"""The ear that goes by what a sentence means, where no sample says it."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from skill.app import CONTENT, EARS
from skill.console.console import Console
from skill.console.ear.hearing import Hearing
from skill.console.ear.meaning import FALLBACK, MISSING, STALE, Meaning, is_installed, learned
from skill.console.ear.recogniser import BODY, FIRST, HeardSlot, Understood
from skill.content import Content
from skill.interaction_model import build_models
from tests.conversation import TRANSCRIPTS, hearing, load_once, read

TODAY = date(2026, 1, 5)
LISTENING = load_once().languages["en"].listening
FILE = EARS / "en.npz"

SAID = sorted({line.text for path in TRANSCRIPTS for line in read(path) if line.kind == "U:"})


@pytest.fixture(scope="module")
def model() -> dict:
    """Give the interaction model that the ear is trained on."""
    return next(iter(build_models(load_once()).values()))


@pytest.fixture(scope="module")
def meaning(model: dict) -> Meaning:
    """Give what was learned."""
    found = learned(model, LISTENING, FILE)
    assert found, "make setup installs the extra, make model trains the ear"
    return found


def test_the_extra_is_installed_where_the_coach_is_tested() -> None:
    """Else half of the console would go untested."""
    assert is_installed()


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("talk me through how one performs the nordic curl would you", "HowToIntent"),
        ("how come runners bother with the nordic curl", "WhyQuestionIntent"),
        ("i'd rather rest some more before the next", "MoreRestIntent"),
    ],
)
def test_what_no_sample_says_is_heard_by_its_meaning(said: str, intent: str) -> None:
    """Sentences with other words than any sample."""
    assert hearing("en-US").understand(said, TODAY).intent == intent


@pytest.mark.parametrize(
    "said",
    [
        "i went all clammy and now my chest feels like it's being squeezed",
        "hang about i reckon i popped out of place just there with my shoulder",
        "i was going along nicely and now i've pins and needles all down it",
    ],
)
def test_a_sign_of_the_body_is_heard_in_any_sentence(said: str) -> None:
    """However it is said, it is never taken for something else, and never lost."""
    heard = hearing("en-US").understand(said, TODAY)
    assert heard.intent == "BodyIntent"
    assert any(slot.type == "Sign" for slot in heard.slots)


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("right then i'm not feeling dizzy these days", "BodyDenialIntent"),
        ("nothing really hurts when i do it like this", "BodyDenialIntent"),
        ("no that's not it my knee really hurts now", "BodyIntent"),
    ],
)
def test_what_is_denied_is_no_complaint(said: str, intent: str) -> None:
    """A sign right after a negation is not there; another one in the sentence is."""
    assert hearing("en-US").understand(said, TODAY).intent == intent


@pytest.mark.parametrize(
    "said",
    [
        "my chest hurts no wait keep going",
        "it hurts no wait go on",
        "i felt something pop sorry i meant carry on",
    ],
)
def test_no_word_of_the_body_is_taken_back_by_a_correction(said: str) -> None:
    """Nothing is counted on after a warning because somebody changed their mind about the rest."""
    assert hearing("en-US").understand(said, TODAY).intent in BODY


def test_who_corrects_themselves_is_heard_by_the_last_they_say() -> None:
    """Else what was taken back would be done."""
    assert hearing("en-US").understand("skip it no wait keep going", TODAY).intent == "AMAZON.ResumeIntent"


@pytest.mark.parametrize(
    "said",
    [
        "he's sitting out but i'll keep going",
        "sorry that wasn't for you keep going",
        "aye on you go",
        "let's do the next one together",
        "okay on we go",
        "yes let's carry on",
    ],
)
def test_going_on_is_never_heard_as_leaving(said: str) -> None:
    """Neither by letters nor by meaning."""
    assert hearing("en-US").understand(said, TODAY).intent not in ("AMAZON.StopIntent", "AMAZON.CancelIntent")


@pytest.mark.parametrize("said", ["later", "can i be done", "thanks i'm off", "see you friday", "save my place"])
def test_leaving_is_never_heard_as_going_on(said: str) -> None:
    """A goodbye begins no count."""
    assert hearing("en-US").understand(said, TODAY).intent in ("AMAZON.StopIntent", "AMAZON.NoIntent")


@pytest.mark.parametrize(
    "said",
    [
        "i feel it on the side of my leg",
        "the ball rolled",
        "i rolled over",
        "i can't see the screen",
        "i don't know where i am in the class",
        "i just went for a run",
        "is the back door locked",
        "what goes wrong with the single leg deadlift",
        "my hips keep dropping on the ball curl what am i doing wrong",
        "is my heel meant to be down",
    ],
)
def test_what_only_sounds_like_a_complaint_is_none(said: str) -> None:
    """No class ends, and no emergency number comes, for a ball that rolled."""
    assert hearing("en-US").understand(said, TODAY).intent not in FIRST


def test_its_slots_are_filled_from_the_catalogue() -> None:
    """An exercise by any of its names."""
    understood = hearing("en-US").understand("what would i need at home to do the swiss ball curl", TODAY)

    assert [match.id for slot in understood.slots for match in slot.matches] == ["ball_hamstring_curl"]


def test_what_is_nobodys_business_is_refused(meaning: Meaning) -> None:
    """However sure the classifier is of one intent among its own."""
    assert meaning.guess("could you tell me who painted the mona lisa").intent == FALLBACK


def test_the_next_likeliest_are_told(meaning: Meaning) -> None:
    """Two of them, other than the first."""
    guess = meaning.guess("could we take things a touch more gently")

    assert len(guess.next) == 2
    assert guess.intent not in guess.next


def test_no_sentence_is_taken_for_its_opposite(model: dict) -> None:
    """A word of the opposite rules an intent out, and every intent that has such words exists."""
    never = load_once().languages["en"].listening.never
    intents = {intent["name"] for intent in model["interactionModel"]["languageModel"]["intents"]}
    ear = hearing("en-US")
    taken = {
        (word, intent): ear.understand(f"a little bit {word} if you would", TODAY).intent
        for intent, words in never.items()
        for word in words
    }

    assert never.keys() <= intents
    assert [pair for pair, heard in taken.items() if heard == pair[1]] == []


@pytest.mark.parametrize("said", SAID)
def test_transcripts_are_heard_alike_by_letters_and_by_meaning(said: str, by_letters: Hearing) -> None:
    """So that they hold for whoever has not installed the extra."""
    heard, read_ = hearing("en-US").hear(said, TODAY), by_letters.hear(said, TODAY)

    assert heard.wanted == read_.wanted
    assert _meant(heard.understood) == _meant(read_.understood)


def _meant(understood: Understood | None) -> tuple[str, tuple[HeardSlot, ...]] | None:
    return understood and (understood.intent, understood.slots)


@pytest.fixture(scope="module")
def by_letters(model: dict) -> Hearing:
    """Give the ear of whoever has not installed the extra."""
    return Hearing(model, load_once().languages["en"].listening)


def test_an_ear_of_other_samples_is_refused(model: dict) -> None:
    """What was learned from them may be wrong of these."""
    other = json.loads(json.dumps(model))
    other["interactionModel"]["languageModel"]["intents"][0]["samples"].append("something new")

    assert learned(other, LISTENING, FILE) is None


def test_a_missing_file_is_no_error(model: dict, tmp_path: Path) -> None:
    """Sentences are heard by their letters then."""
    assert learned(model, LISTENING, tmp_path / "en.npz") is None


@pytest.mark.parametrize(("has_extra", "line"), [(True, STALE), (False, MISSING)])
def test_it_is_said_once_why_sentences_are_heard_by_their_letters(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path, has_extra: bool, line: str
) -> None:
    """Once for all locales of a language."""
    monkeypatch.setattr("skill.console.console.EARS", tmp_path)
    monkeypatch.setattr("skill.console.console.is_installed", lambda: has_extra)
    console = Console(load_once(), lambda _: {})
    for locale in console.locales:
        console.hearing(locale)

    assert [record.getMessage() for record in caplog.records] == [line]


def test_nothing_of_it_is_loaded_before_a_sentence_needs_it() -> None:
    """An exact sample is understood without it."""
    code = (
        "import sys; from datetime import date; from tests.conversation import hearing;"
        "hearing('en-US').understand('start a class', date(2026, 1, 5));"
        "print('onnxruntime' in sys.modules)"
    )
    done = subprocess.check_output([sys.executable, "-c", code], text=True, cwd=CONTENT.parent)

    assert done.split() == ["False"]


def test_off_topic_sentences_are_no_samples(content: Content) -> None:
    """They would be refused and understood at once."""
    english = content.languages["en"]
    samples = {sample for name, said in english.utterances.items() if name != FALLBACK for sample in said}

    assert samples.isdisjoint(english.listening.off_topic)


def test_nothing_is_taken_away_by_what_only_sounds_like_it() -> None:
    """Leaving out for good, forgetting and their like need a word that says so."""
    needs = load_once().languages["en"].listening.needs
    ear = hearing("en-US")

    assert ear.understand("do the nordic curl with me would you", TODAY).intent not in needs
