"""The command line: what it prints, and how it fails."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from skill.__main__ import main
from tests.conversation import run

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SCRIPT = Path(sys.executable).with_name("hamstring-coach")


def test_ask_prints_what_is_spoken(capsys: pytest.CaptureFixture[str]):
    """One sentence: the words and pauses alone."""
    assert main(["ask", "how do I do a Nordic curl"]) == 0
    out = capsys.readouterr().out

    assert "The Nordic curl. " in out
    assert "Test the anchor first, with two hard pulls. (pause 8 s) Step two." in out
    assert out.count("\n") == 1


def test_ask_prints_a_transcript_of_several_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """With a title it is a test that passes."""
    assert main(["ask", "start a ten minute class", "go", "wait", "30s", "pause", "wait 5m", "next", "exit"]) == 0
    out = capsys.readouterr().out
    path = tmp_path / "pasted.txt"
    path.write_text(f"What was printed can be pasted.\n{out}", encoding="utf-8")

    assert [line.partition(" ")[0] for line in out.splitlines()] == [
        *("U:", "A:", "U:", "A:", "wait", "U:", "A:", "wait", "#", "U:", "A:", "U:")
    ]
    run(path)


def test_ask_prints_response_envelopes(capsys: pytest.CaptureFixture[str]):
    """One JSON line a turn, and none for a wait."""
    assert main(["ask", "--json", "help", "wait 20s", "stop"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())

    assert first["response"]["shouldEndSession"] is False
    assert second["response"]["shouldEndSession"] is True


def test_ask_speaks_the_locale(capsys: pytest.CaptureFixture[str]):
    """Words that differ from place to place differ."""
    for locale in ("en-US", "en-GB"):
        main(["ask", "is the Nordic curl safe", "--locale", locale])
    american, british = capsys.readouterr().out.splitlines()

    assert "physical therapist" in american
    assert "physio" in british.split()


def test_a_store_remembers_from_one_conversation_to_the_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """The default forgets; a store named is used."""
    store = f"sqlite:///{tmp_path / 'coach.sqlite3'}"
    main(["ask", "start a ten minute class", "go", "wait 30s", "stop", "--store", store])
    capsys.readouterr()
    main(["ask", "open hamstring coach", "--store", store])

    assert "Go on, or start fresh?" in capsys.readouterr().out


def test_talk_answers_line_by_line_to_the_end(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Empty lines are nothing, and what cannot be done is a remark."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("help\n\nwait 20 seconds\nwait 5s\nstop"))

    assert main(["talk", "--store", "memory:"]) == 0
    said, answered, remark, wait, bye, _ = capsys.readouterr().out.splitlines()
    assert (said, wait, bye) == ("U: help", "wait 5s", "U: stop")
    assert answered.startswith("A: I explain exercises")
    assert remark.startswith("# cannot wait '20 seconds'")


def test_understand_prints_one_json_line_each(capsys: pytest.CaptureFixture[str]):
    """Intent, slots with their ids, and the score."""
    assert main(["understand", "how do I do a Nordic curl", "help"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())

    assert first == {
        "sentence": "how do I do a Nordic curl",
        "intent": "HowToIntent",
        "slots": {"exercise": {"value": "nordic curl", "id": "nordic_curl"}},
        "score": 1.0,
        "next": [],
    }
    assert second["intent"] == "AMAZON.HelpIntent"


def test_validate_counts_what_is_there(capsys: pytest.CaptureFixture[str]):
    """One line where nothing is wrong."""
    assert main(["validate"]) == 0
    assert capsys.readouterr().out.startswith("No faults: 19 exercises, ")


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch):
    """Content with two faults."""
    from skill.coaching.errors import ContentError, Fault

    def fail():
        raise ContentError(
            (Fault("a.toml", "dose.sets", "0", "1 to 5"), Fault("b.toml", "name", "nothing", "text"))
        )

    monkeypatch.setattr("skill.app.load_content", fail)
    monkeypatch.setattr("skill.console.console.load_content", fail)


def test_validate_prints_every_fault(faulty: None, capsys: pytest.CaptureFixture[str]):
    """And fails."""
    assert main(["validate"]) == 1
    assert capsys.readouterr().out == (
        "a.toml: dose.sets: found 0; allowed: 1 to 5\nb.toml: name: found nothing; allowed: text\n"
    )


def test_faulty_content_is_told_in_one_line(faulty: None, capsys: pytest.CaptureFixture[str]):
    """Other commands say where to look."""
    assert main(["ask", "help"]) == 1
    assert capsys.readouterr().err == (
        "hamstring-coach: the content has 2 faults; see them with: hamstring-coach validate\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ask", ""], "nothing was said"),
        (["ask", "help", "wait 20x"], "cannot wait '20x': say how long as 20s, 2m, 3h or 2d"),
        (["ask", "help", "--locale", "xx-XX"], "no such locale: xx-XX; there are en-US, "),
        (["ask", "help", "--store", "paper:"], "paper:: no such store"),
        (["understand", "help", "--locale", "en"], "no such locale: en"),
    ],
)
def test_bad_input_is_told_in_one_line(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]):
    """On the error output, with exit code 1 and nothing else."""
    assert main(arguments) == 1
    printed = capsys.readouterr()

    assert printed.out == ""
    assert printed.err.startswith(f"hamstring-coach: {message}")
    assert printed.err.count("\n") == 1


def test_the_console_script_and_the_module_are_the_same():
    """`hamstring-coach` and `python -m skill`."""
    asked = ("ask", "what are the benefits")
    outs = [
        subprocess.run((*command, *asked), cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for command in ((SCRIPT,), (sys.executable, "-m", "skill"))
    ]

    assert outs[0] == outs[1] != ""


def test_a_reader_that_stops_reading_is_no_error():
    """As in `hamstring-coach ask ... | head -1`."""
    asked = (SCRIPT, "ask", *["help"] * 40)
    with subprocess.Popen(asked, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as command:
        assert command.stdout
        assert command.stderr
        command.stdout.readline()
        command.stdout.close()

        assert command.stderr.read() == ""


def test_asking_needs_no_web_server():
    """Flask and the packager are imported only by the commands that need them."""
    code = "import sys; from skill.__main__ import main; main(['ask', 'help']); print(*sys.modules)"
    out = subprocess.run((sys.executable, "-c", code), cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert {"flask", "waitress", "cryptography", "skill.packaging"}.isdisjoint(out.split())
