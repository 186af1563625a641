"""Numbers as words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.speech.numbers import in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (1, "one"),
        (12, "twelve"),
        (13, "thirteen"),
        (20, "twenty"),
        (21, "twenty-one"),
        (45, "forty-five"),
        (99, "ninety-nine"),
        (100, "one hundred"),
        (101, "one hundred and one"),
        (999, "nine hundred and ninety-nine"),
        (1000, "one thousand"),
        (1005, "one thousand and five"),
        (1560, "one thousand five hundred and sixty"),
    ],
)
def test_a_number_is_said_in_words(number: int, words: str) -> None:
    """Numbers up to 9999 are words."""
    assert in_words(number) == words


@given(one=st.integers(0, 9999), other=st.integers(0, 9999))
def test_no_two_numbers_sound_alike(one: int, other: int) -> None:
    """Different numbers have different words."""
    assert (in_words(one) == in_words(other)) == (one == other)


@given(number=st.integers(0, 9999))
def test_words_have_no_digits(number: int) -> None:
    """No digit is left for a voice to read in its own way."""
    assert not any(sign.isdigit() for sign in in_words(number))
