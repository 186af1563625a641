"""Sentence templates and what they stand for."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.content.language.utterances import MOST_SAMPLES, expand, is_slot_value, refused, sounds_as
from skill.content.model import Slot
from skill.content.reader import read_content
from skill.interaction_model import build_models
from tests.content.folders import change


def test_a_template_stands_for_every_combination() -> None:
    """Alternatives and optional words multiply."""
    assert expand("(how do i|show me how to) do [a|the] {exercise}") == (
        "how do i do {exercise}",
        "how do i do a {exercise}",
        "how do i do the {exercise}",
        "show me how to do {exercise}",
        "show me how to do a {exercise}",
        "show me how to do the {exercise}",
    )


def test_brackets_nest() -> None:
    """An optional part may hold alternatives, and the other way round."""
    assert expand("go [(right|straight) on]") == ("go", "go right on", "go straight on")
    assert expand("(go [on]|start)") == ("go", "go on", "start")


def test_a_bracket_may_end_a_word() -> None:
    """Plurals need no alternatives."""
    assert expand("bridge[s]") == ("bridge", "bridges")


def test_samples_are_lower_case_with_single_spaces_each_once() -> None:
    """Left-out words leave no gap behind."""
    assert expand("  Go [on]  [on] ") == ("go", "go on", "go on on")


@pytest.mark.parametrize(
    ("template", "wrong"),
    [
        ("(go", r"an open \("),
        ("go [on", r"an open \["),
        ("go)", r"a \) without its \("),
        ("(go]", r"a \] without its \["),
        ("go|start", r"a \| outside brackets"),
        ("[go] [on]", "nothing left when every optional part is left out"),
        ("", "nothing left"),
        ("(a|b|c|d|e)" * 10, f"more than {MOST_SAMPLES} samples"),
    ],
)
def test_a_wrong_template_says_what_is_wrong(template: str, wrong: str) -> None:
    """The reader passes it on to the author."""
    with pytest.raises(ValueError, match=wrong):
        expand(template)


WORD = st.sampled_from(["go", "i'm", "{exercise}", "b-stance", "now"])
CHOICE = st.lists(WORD, min_size=1, max_size=3, unique=True)


@given(st.lists(st.tuples(st.booleans(), CHOICE), min_size=1, max_size=3))
def test_expansion_is_the_product_of_its_choices(parts: list[tuple[bool, list[str]]]) -> None:
    """Checked against itertools over flat templates."""
    template = "say " + " ".join(
        f"[{'|'.join(words)}]" if optional else f"({'|'.join(words)})" for optional, words in parts
    )
    choices = [["", *words] if optional else words for optional, words in parts]
    spoken = {" ".join(filter(None, ["say", *words])) for words in itertools.product(*choices)}
    assert set(expand(template, MOST_SAMPLES)) == spoken
    assert refused(spoken) == []


def test_of_many_samples_each_word_is_kept_in_some_company() -> None:
    """No alternative is lost, the plainest form is there, and what is left out is only company."""
    template = "(a|b|c|d|e) (f|g|h|i) [j|k|l|m] n"
    few, all_ = set(expand(template, 24)), set(expand(template, MOST_SAMPLES))

    assert few < all_
    assert {word for sample in few for word in sample.split()} == set("abcdefghijklmn")
    assert "a f n" in few


@given(st.text(alphabet="ab {}()[]|'", max_size=40))
def test_any_text_expands_or_is_refused(template: str) -> None:
    """No template is too odd: samples come out clean, or a ValueError says why not."""
    try:
        samples = expand(template)
    except ValueError:
        return
    assert samples
    assert len(set(samples)) == len(samples)
    for sample in samples:
        assert sample == " ".join(sample.split())
        assert not set(sample) & set("()[]|")


@pytest.mark.parametrize(
    "text",
    [
        "how do i do {exercise}",
        "i'm done",
        "do r. d. l. now",
        "b-stance deadlift",
        "{exercise}'s kit",
        "für läufer",
    ],
)
def test_the_platform_takes_these_samples(text: str) -> None:
    """Letters, apostrophes, hyphens, abbreviation periods and slots."""
    assert refused([text]) == []


@pytest.mark.parametrize(
    "text", ["do it!", "what?", "one, two", "10 minutes", "{exercise", "{a b}", "two  gaps", " go", "a/b", ""]
)
def test_the_platform_refuses_these_samples(text: str) -> None:
    """No other sign, no digits, no gaps, no open brace."""
    assert refused(["go", text]) == [text]


def test_a_slot_value_has_no_slots_and_140_characters_at_most() -> None:
    """That is the platform's limit for a value and for each synonym."""
    assert is_slot_value("a" * 140)
    assert not is_slot_value("a" * 141)
    assert not is_slot_value("{kit}")


def test_utterances_sound_alike_when_only_slot_names_differ() -> None:
    """The platform sees the type of a slot, not its name; a term stays as it is."""
    slots = (Slot("second_exercise", "Exercise"),)
    assert sounds_as("do {second_exercise} {physio}", slots) == "do {Exercise} {physio}"


def test_a_term_becomes_the_word_of_the_place(folder: Path) -> None:
    """Where people say it differently, the model of a locale has its own word."""
    change(folder, "en/utterances.toml", '"my week"', '"my week with the {physio}"')
    models = build_models(read_content(folder))
    assert {code: f"my week with the {word}" in repr(models[code]) for code, word in PHYSIO.items()} == {
        "en-US": True,
        "en-GB": True,
    }


PHYSIO = {"en-US": "physical therapist", "en-GB": "physio"}
"""The word of each locale of the sample."""
