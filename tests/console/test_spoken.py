"""SSML as plain text and as time."""

from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.console.spoken import Piece, length_of, pieces_of, starts_of, text_of
from skill.speech import estimate


@pytest.mark.parametrize(
    ("ssml", "text"),
    [
        ("<speak>Kneel down.</speak>", "Kneel down."),
        ('<speak>Kneel. <break time="499ms"/> Lean.</speak>', "Kneel. Lean."),
        ('<speak>Kneel. <break time="500ms"/> Lean.</speak>', "Kneel. (pause 1 s) Lean."),
        ('<speak>Kneel. <break time="2600ms"/> Lean.</speak>', "Kneel. (pause 3 s) Lean."),
        ('<speak>Kneel. <break time="10000ms"/><break time="2s"/> Lean.</speak>', "Kneel. (pause 12 s) Lean."),
        ('<speak><break time="1.5s"/>Lean.</speak>', "(pause 2 s) Lean."),
        ("<speak>Sets &amp; reps &lt; ten.</speak>", "Sets & reps < ten."),
        ('<speak>A <emphasis level="strong">firm</emphasis> hold.</speak>', "A firm hold."),
        ("<speak></speak>", ""),
        ("", ""),
    ],
)
def test_speech_reads_as_plain_text(ssml: str, text: str):
    """Words stay, pauses from half a second on are shown in whole seconds, adjacent breaks are one pause."""
    assert text_of(pieces_of(ssml)) == text


def test_pieces_take_their_words_and_their_pause():
    """A piece is as long as skill.speech reckons, plus the silence."""
    pieces = pieces_of('<speak>Kneel down. <break time="3000ms"/> Lean.</speak>')

    assert pieces == (Piece("Kneel down.", 3000), Piece("Lean.", 0))
    assert starts_of(pieces) == (0, estimate.milliseconds("Kneel down.") + 3000)
    assert length_of(pieces) == estimate.milliseconds("Kneel down.") + 3000 + estimate.milliseconds("Lean.")


@given(st.lists(st.tuples(st.text("abc <&.", min_size=1), st.integers(1, 10_000))))
def test_no_time_and_no_word_is_lost(parts: list[tuple[str, int]]):
    """Whatever was said, all pauses add up and all words remain, in order."""
    ssml = "".join(f'{escape(words)}<break time="{pause}ms"/>' for words, pause in parts)

    pieces = pieces_of(f"<speak>{ssml}</speak>")

    assert sum(piece.pause for piece in pieces) == sum(pause for _, pause in parts)
    assert " ".join(piece.text for piece in pieces).split() == [w for words, _ in parts for w in words.split()]
