"""Every transcript in conversations/ is held, and the format is guarded."""

import re
from pathlib import Path

import pytest

from tests.conversation import TRANSCRIPTS, run


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_conversation_goes_as_written(path: Path):
    """Every answer is the one in the transcript."""
    run(path)


def test_no_two_transcripts_show_the_same():
    """Their first lines differ."""
    titles = [path.read_text("utf-8").partition("\n")[0] for path in TRANSCRIPTS]

    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "talk.txt:1: the first line says what the conversation shows"),
        ("U: help", "talk.txt:1: the first line says what the conversation shows"),
        ("A title.\n\nB: help", "talk.txt:3: not a line of a transcript: 'B: help'"),
        ("A title.\ndevice: sings", "talk.txt:2: not a line of a transcript: 'device: sings'"),
        ("A title.\nA: Hello.", "talk.txt:2: nothing has been said that could be answered"),
    ],
)
def test_a_line_that_is_none_is_an_error_with_its_place(tmp_path: Path, text: str, fault: str):
    """A slip in a transcript never passes as a conversation that went well."""
    path = tmp_path / "talk.txt"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ValueError, match=f"^{re.escape(fault)}$"):
        run(path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("A: Hello.", "talk.txt:3\nexpected: Hello.\ngot: "),
        ("A~ Hello.", "talk.txt:3\nexpected part: Hello.\ngot: "),
        ("device: is closed", "talk.txt:3\nthe session is open"),
    ],
)
def test_another_answer_fails_with_what_was_expected_and_what_came(tmp_path: Path, line: str, message: str):
    """The failure tells the file, the line and both texts."""
    path = tmp_path / "talk.txt"
    path.write_text(f"A title.\nU: help\n{line}\n", encoding="utf-8")

    with pytest.raises(AssertionError) as caught:
        run(path)

    assert str(caught.value).startswith(message)


def test_silence_cannot_close_a_session_that_is_closed(tmp_path: Path):
    """`device: closes` needs an open session."""
    path = tmp_path / "talk.txt"
    path.write_text("A title.\nU: stop\ndevice: closes\n", encoding="utf-8")

    with pytest.raises(AssertionError, match="no open session"):
        run(path)
