"""Cues as SSML."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coaching.timeline.cues import Cue, CueKind, Position
from skill.coaching.words.phrase import Phrase
from skill.speech.phrasebook import Phrasebook
from skill.speech.ssml import SHORTEST_BREAK, to_ssml
from tests.conversation import load_once

WORDINGS = {"hello": ("Hello.",), "named": ("I heard {said}.",), "bare": ("Hello",)}
BOOK = Phrasebook(replace(load_once().languages["en"], wordings=WORDINGS), {})


def cue(length: int, phrase: Phrase | None = None, start: int = 0) -> Cue:
    """Return a cue of that length."""
    return Cue(CueKind.SPEECH, start, length, phrase, Position())


def heard(ssml: str) -> str:
    """Return the words of SSML, which must be well-formed."""
    return "".join(ElementTree.fromstring(f"<speak>{ssml}</speak>").itertext()).strip()  # noqa: S314


def silence(ssml: str) -> int:
    """Return the milliseconds of all breaks."""
    breaks = ElementTree.fromstring(f"<speak>{ssml}</speak>").iter("break")  # noqa: S314
    return sum(int(element.attrib["time"].removesuffix("ms")) for element in breaks)


@pytest.mark.parametrize(
    "said", ["<b>curl</b>", "salt & pepper", 'the "big" one', "it's", "]]>", "&amp;", "</speak>"]
)
def test_what_a_runner_said_is_escaped(said: str) -> None:
    """Words from outside come back as they were, whatever signs are in them."""
    assert heard(to_ssml([cue(5_000, Phrase("named", (("said", said),)))], BOOK)) == f"I heard {said}."


def test_words_that_meet_are_parted_by_a_full_stop() -> None:
    """A cue without a silence after it ends as a sentence, so that a voice does not run the two together."""
    length = BOOK.length_of(Phrase("bare"))
    assert heard(to_ssml([cue(length, Phrase("bare")), cue(length, Phrase("bare"))], BOOK)) == "Hello. Hello."


def test_words_before_a_silence_get_no_full_stop() -> None:
    """A break is pause enough; what a voice adds for a full stop would make a count late."""
    assert heard(to_ssml([cue(2_000, Phrase("bare"))], BOOK)) == "Hello"


@given(length=st.integers(0, 100_000))
def test_a_silence_is_as_long_as_asked(length: int) -> None:
    """Breaks of ten seconds at most add up to the silence, to less than what can be heard."""
    ssml = to_ssml([cue(length)], BOOK)
    assert 0 <= length - silence(ssml) < SHORTEST_BREAK
    breaks = ElementTree.fromstring(f"<speak>{ssml}</speak>").iter("break")  # noqa: S314
    assert all(int(element.attrib["time"].removesuffix("ms")) <= 10_000 for element in breaks)


@given(lengths=st.lists(st.integers(0, 20_000), min_size=1, max_size=8))
def test_cues_keep_their_time(lengths: list[int]) -> None:
    """Words and breaks together take as long as the cues."""
    phrase = Phrase("hello")
    spoken = BOOK.length_of(phrase)
    cues = [cue(spoken + length, phrase) for length in lengths]
    lost = sum(lengths) - silence(to_ssml(cues, BOOK))
    assert 0 <= lost < SHORTEST_BREAK * len(lengths)


def test_nothing_is_said_for_no_cues() -> None:
    """No cues, no speech."""
    assert to_ssml([], BOOK) == ""
