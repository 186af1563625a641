"""How long words take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.speech.estimate import COMMA, SENTENCE, milliseconds, syllables

texts = st.text(alphabet="abcdefghi ,.?'-", max_size=60)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("one", 1),
        ("hinge", 1),
        ("curl", 1),
        ("straight", 1),
        ("relaxed", 2),
        ("lifted", 2),
        ("hamstring", 2),
        ("single", 2),
        ("nordic", 2),
        ("kettlebell", 3),
        ("exercise", 3),
        ("romanian", 4),
    ],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    """A word's syllables are about its groups of vowels, one more or less in long words."""
    assert abs(syllables(word) - count) <= (1 if count > 2 else 0)


@given(text=texts)
def test_a_length_is_never_negative(text: str) -> None:
    """Any text takes some time, and none where there is no word."""
    length = milliseconds(text)
    assert (length > 0) == any(sign.isalpha() or sign == "'" for sign in text)


@given(text=texts)
def test_more_words_take_longer(text: str) -> None:
    """A word more takes longer."""
    assert milliseconds(f"{text} hips") > milliseconds(text)


def test_a_comma_and_a_new_sentence_take_their_pauses() -> None:
    """Punctuation inside a text adds its pause; at its end it adds none."""
    plain = milliseconds("down up")
    assert milliseconds("down, up") == plain + COMMA
    assert milliseconds("down. up") == plain + SENTENCE
    assert milliseconds("down up.") == plain
