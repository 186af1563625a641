"""Conversations as tests: generated model, recogniser, skill and memory store, by a clock that starts on START.

A transcript says in its first line what it shows. Then, a line each, blank lines and `# comments` between them:

    U: what the user says                          A: exactly what is answered (nothing after it: silence)
    wait 20s (2m, 3h, 2d): the next sentence       A~ what is part of the answer
      comes so long after the answer began         locale en-GB: before anything is said
    device: closes (nobody speaks until it does)   device: is open, device: is closed (the session)
    voice: one (who speaks from here on is recognised as this person), voice: unknown (nobody is)

What `hamstring-coach talk` prints is one, but for its first line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter

from skill.app import answer, build_skill, load_content
from skill.console.console import Console
from skill.console.conversation import START, Conversation, Wait, step_of
from skill.console.device import Answer, Device, Skill
from skill.console.ear.hearing import Hearing
from skill.console.envelope import Json, Origin
from skill.console.spoken import text_of
from skill.storage import open_store
from tests.amazon import response_faults

TRANSCRIPTS = tuple(sorted((Path(__file__).parent / "conversations").glob("*.txt")))

_LINE = re.compile(r"(U:|A:|A~|device:|voice:|locale|wait)(?: +(.*))?")
_DEVICE = ("closes", "is open", "is closed")


class Talk:
    """One runner's conversation with the skill, from START on."""

    def __init__(self, locale: str = "en-US", store: AbstractPersistenceAdapter | None = None) -> None:
        built = build_skill(load_once(), store or open_store("memory:"))
        self._device = Device(hearing(locale), _checked(partial(answer, built)), Origin(locale))
        self._conversation = Conversation(self._device, START)
        self.answer = Answer({}, (), (), listening=False)
        """The latest answer, with its envelope."""

    @property
    def text(self) -> str:
        """What was said last, as plain text."""
        return self.answer.text

    @property
    def reprompt(self) -> str:
        """What is said next if the runner stays silent, as plain text."""
        return text_of(self.answer.reprompt)

    @property
    def is_open(self) -> bool:
        """Whether a session is open."""
        return self._device.is_open

    def says(self, sentence: str) -> str:
        """Say the next sentence and return the answer as plain text."""
        self.answer = self._conversation.says(sentence)
        return self.text

    def voice(self, name: str) -> None:
        """Speak with the voice of a person the platform knows by this name, or with an `unknown` one."""
        self._device.recognise(None if name == "unknown" else f"amzn1.ask.person.{name}")

    def wait(self, length: str) -> None:
        """Let `20s`, `2m`, `3h` or `2d` pass from the beginning of the latest answer to the next sentence."""
        step = step_of(f"wait {length}")
        assert isinstance(step, Wait)
        self._conversation.wait(step.milliseconds)

    def stays_silent(self) -> bool:
        """Say nothing until the device closes the session; False where none was open."""
        return self._conversation.stays_silent()


@dataclass(frozen=True)
class Line:
    """A line of a transcript that does something."""

    place: str
    """File and line number."""
    kind: str
    text: str


@cache
def load_once():
    """The content of the checkout."""
    return load_content()


@cache
def hearing(locale: str) -> Hearing:
    """The ear of a locale, with the model generated from the content."""
    return _console().hearing(locale)


@cache
def _console() -> Console:
    return Console(load_once(), lambda _: {})


def run(path: Path) -> None:
    """Hold the conversation of a transcript.

    Raises AssertionError where an answer is another than written, ValueError for a line that is none.
    """
    lines = list(read(path))
    talk = Talk(next((line.text for line in lines if line.kind == "locale"), "en-US"))
    for line in lines:
        _STEPS[line.kind](talk, line)


def read(path: Path) -> Iterator[Line]:
    """The lines of a transcript, its title and comments left out. Raises ValueError for any other line."""
    title, *rest = path.read_text("utf-8").splitlines() or [""]
    if not title.strip() or _LINE.fullmatch(title):
        raise ValueError(f"{path.name}:1: the first line says what the conversation shows")
    said = False
    for number, text in enumerate(rest, start=2):
        if not text.strip() or text.startswith("#"):
            continue
        line = _line(f"{path.name}:{number}", text.strip())
        if line.kind in ("A:", "A~") and not said:
            raise ValueError(f"{line.place}: nothing has been said that could be answered")
        said = said or line.kind == "U:"
        yield line


def _line(place: str, text: str) -> Line:
    found = _LINE.fullmatch(text)
    if found is None or (found[1] == "device:" and found[2] not in _DEVICE):
        raise ValueError(f"{place}: not a line of a transcript: {text!r}")
    return Line(place, found[1], (found[2] or "").strip())


def _exactly(talk: Talk, line: Line) -> None:
    assert talk.text == line.text, _differs(talk, line, "expected")


def _partly(talk: Talk, line: Line) -> None:
    assert line.text in talk.text, _differs(talk, line, "expected part")


def _differs(talk: Talk, line: Line, expected: str) -> str:
    return f"{line.place}\n{expected}: {line.text}\ngot: {talk.text}"


def _do(talk: Talk, line: Line) -> None:
    if line.text == "closes":
        assert talk.stays_silent(), f"{line.place}\nthere is no open session that silence could close"
    else:
        assert talk.is_open == (line.text == "is open"), f"{line.place}\nthe session is {_state(talk)}"


def _state(talk: Talk) -> str:
    return "open" if talk.is_open else "closed"


def _nothing(_: Talk, __: Line) -> None:
    pass


_STEPS = {
    "U:": lambda talk, line: talk.says(line.text),
    "A:": _exactly,
    "A~": _partly,
    "wait": lambda talk, line: talk.wait(line.text),
    "device:": _do,
    "voice:": lambda talk, line: talk.voice(line.text),
    "locale": _nothing,
}


def _checked(skill: Skill) -> Skill:
    """The same skill, held to Amazon's types at every response."""

    def answered(envelope: Json) -> Json:
        response = skill(envelope)
        assert response_faults(response) == []
        return response

    return answered
