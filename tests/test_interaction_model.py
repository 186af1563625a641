"""The interaction models: generated from the content, and within the platform's rules (platform sheet 4.1)."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from skill.content import Content
from skill.interaction_model import INDENT, build_models, stale_models, write_models

MODELS = Path(__file__).parents[1] / "interaction_model"
LOCALES = ["en-US", "en-GB", "en-CA", "en-AU", "en-IN"]
REQUIRED = {"Help", "Stop", "Cancel", "NavigateHome", "Fallback", "Yes", "No", "Pause", "Resume", "Next", "Repeat"}

NAME = re.compile(r"[A-Za-z]+(_[A-Za-z]+)*")
SLOT = re.compile(r"\{(\w+)\}")
SAMPLE = re.compile(r"[a-z{}_'. -]+")
LAUNCH_WORDS = {
    "ask",
    "tell",
    "open",
    "launch",
    "start",
    "load",
    "begin",
    "enable",
    "run",
    "use",
    "play",
    "resume",
}
WAKE_WORDS = {"alexa", "amazon", "echo", "computer"}
SMALL_WORDS = {"the", "a", "an", "for", "to", "of", "about", "up", "by", "at", "off", "with"}

LARGEST_MODEL = 1_500_000
MOST_INTENTS = 250
MOST_INTENTS_AND_TYPES = 350
LONGEST_VALUE = 140
MOST_SAMPLES = 3000
"""Of one intent; ours, not Amazon's: more is a slip of a template."""


@pytest.fixture(scope="module")
def models(content: Content) -> dict[str, dict]:
    """Give the language model of every locale."""
    return {code: model["interactionModel"]["languageModel"] for code, model in build_models(content).items()}


@pytest.fixture(scope="module", params=LOCALES)
def model(request: pytest.FixtureRequest, models: dict[str, dict]) -> dict:
    """Give the language model of one locale."""
    return models[request.param]


def test_committed_models_are_what_the_content_makes(content: Content) -> None:
    """The files in interaction_model/ are generated, never edited."""
    assert stale_models(content, MODELS) == []


def test_every_locale_has_a_model(models: dict[str, dict]) -> None:
    """All five English locales are served."""
    assert list(models) == LOCALES


def test_intents_are_those_of_the_content(model: dict, content: Content) -> None:
    """Every intent of the content is in the model once, in its order."""
    assert [intent["name"] for intent in model["intents"]] == list(content.intents)


def test_names_are_of_letters(model: dict) -> None:
    """Intents, slots and types have names the platform takes."""
    names = [intent["name"].removeprefix("AMAZON.") for intent in model["intents"]]
    names += [slot["name"] for intent in model["intents"] for slot in intent.get("slots", [])]
    names += [type_["name"] for type_ in model["types"]]

    assert [name for name in names if not NAME.fullmatch(name)] == []


def test_samples_have_only_characters_the_console_takes(model: dict) -> None:
    """Samples are lower-case words, hyphens, apostrophes, abbreviation periods and slots: no digits, no commas."""
    samples = [sample for intent in model["intents"] for sample in intent["samples"]]

    assert [sample for sample in samples if not SAMPLE.fullmatch(sample)] == []


def test_no_utterance_stands_in_two_intents(model: dict) -> None:
    """An utterance, slots counted by their types, belongs to one intent, and once."""
    heard = Counter(sounds for intent in model["intents"] for sounds in _sounds(intent))

    assert [sample for sample, count in heard.items() if count > 1] == []


def test_slots_are_declared_and_used(model: dict) -> None:
    """A sample has only slots of its intent, and every slot of an intent is in one of its samples."""
    for intent in model["intents"]:
        declared = {slot["name"] for slot in intent.get("slots", [])}
        used = {name for sample in intent["samples"] for name in SLOT.findall(sample)}

        assert (intent["name"], used) == (intent["name"], declared)


def test_a_slot_name_has_one_type(model: dict) -> None:
    """The same slot name means the same type in every intent."""
    types = {(slot["name"], slot["type"]) for intent in model["intents"] for slot in intent.get("slots", [])}

    assert len(types) == len({name for name, _ in types})


def test_every_custom_intent_has_samples(model: dict) -> None:
    """Only built-in intents may go without samples."""
    silent = [intent["name"] for intent in model["intents"] if not intent["samples"]]

    assert [name for name in silent if not name.startswith("AMAZON.")] == []


def test_required_built_in_intents_are_there(model: dict) -> None:
    """Certification and the conversation need these."""
    names = {intent["name"] for intent in model["intents"]}

    assert {f"AMAZON.{name}Intent" for name in REQUIRED} <= names


def test_custom_types_are_defined_and_used(model: dict) -> None:
    """Every type is that of a slot, has values, and no slot names a type that is not there."""
    used = {slot["type"] for intent in model["intents"] for slot in intent.get("slots", [])}
    defined = {type_["name"] for type_ in model["types"] if type_["values"]}

    assert defined == {type_ for type_ in used if not type_.startswith("AMAZON.")}


def test_a_phrase_means_one_value(model: dict) -> None:
    """Within a type no name or synonym stands for two values."""
    for type_ in model["types"]:
        phrases = Counter(phrase.lower() for value in type_["values"] for phrase in set(_phrases(value)))

        assert [phrase for phrase, count in phrases.items() if count > 1] == []


def test_values_have_ids_and_are_short(model: dict) -> None:
    """A value has an id, and names within the platform's length."""
    values = [value for type_ in model["types"] for value in type_["values"]]

    assert all(value["id"] for value in values)
    assert max(len(phrase) for value in values for phrase in _phrases(value)) <= LONGEST_VALUE


def test_exercise_ids_are_those_of_the_content(model: dict, content: Content) -> None:
    """The values of the exercise slot are the exercises and their variants, by their ids."""
    exercises = next(type_ for type_ in model["types"] if type_["name"] == "Exercise")

    variants = {f"{id_}:{name}" for id_, one in content.library.exercises.items() for name in one.variants if name}
    assert {value["id"] for value in exercises["values"]} == {*content.library.exercises, *variants}


def test_invocation_name_is_allowed(model: dict) -> None:
    """Two or more words, with no launch word, wake word, article or preposition among them."""
    words = model["invocationName"].split()

    assert len(words) >= 2
    assert all(re.fullmatch(r"[a-z][a-z'.]*", word) for word in words)
    assert not set(words) & (LAUNCH_WORDS | WAKE_WORDS | SMALL_WORDS)


def test_model_is_within_the_limits(content: Content) -> None:
    """Every model is well under the platform's size, and has few enough intents and types."""
    for model in build_models(content).values():
        language = model["interactionModel"]["languageModel"]

        assert len(json.dumps(model, indent=INDENT)) < LARGEST_MODEL * 0.67
        assert len(language["intents"]) <= MOST_INTENTS
        assert len(language["intents"]) + len(language["types"]) <= MOST_INTENTS_AND_TYPES
        assert max(len(intent["samples"]) for intent in language["intents"]) <= MOST_SAMPLES


def test_built_in_intents_have_the_coachs_own_words(model: dict) -> None:
    """Built-in intents fire on exact samples alone, so they have those of a gym."""
    samples = {intent["name"]: intent["samples"] for intent in model["intents"]}

    assert "hold on" in samples["AMAZON.PauseIntent"]
    assert "carry on" in samples["AMAZON.ResumeIntent"]
    assert "end the session" in samples["AMAZON.StopIntent"]


def test_same_content_makes_the_same_models(content: Content) -> None:
    """Building twice gives the same text, in the same order."""
    assert json.dumps(build_models(content)) == json.dumps(build_models(content))


def test_written_models_are_fresh(content: Content, tmp_path: Path) -> None:
    """What was just written is not stale."""
    write_models(content, tmp_path / "models")

    assert stale_models(content, tmp_path / "models") == []


def test_changed_missing_and_needless_models_are_stale(content: Content, tmp_path: Path) -> None:
    """A model that was edited, deleted, or belongs to no locale is named."""
    write_models(content, tmp_path)
    (tmp_path / "en-US.json").write_text("{}")
    (tmp_path / "en-GB.json").unlink()
    (tmp_path / "xx-XX.json").write_text("{}")

    assert stale_models(content, tmp_path) == ["en-GB.json", "en-US.json", "xx-XX.json"]


def test_writing_removes_models_of_other_locales(content: Content, tmp_path: Path) -> None:
    """The folder holds the models of the locales served, and no others."""
    (tmp_path / "xx-XX.json").write_text("{}")

    write_models(content, tmp_path)

    assert sorted(path.stem for path in tmp_path.iterdir()) == sorted(LOCALES)


def _sounds(intent: dict) -> list[str]:
    types = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
    return [SLOT.sub(lambda found: f"{{{types[found[1]]}}}", sample) for sample in intent["samples"]]


def _phrases(value: dict) -> list[str]:
    return [value["name"]["value"], *value["name"]["synonyms"]]


def _samples(model: dict) -> list[str]:
    return [sample for intent in model["intents"] for sample in intent["samples"]]
