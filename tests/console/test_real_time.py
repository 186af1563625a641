"""Talking in real time: words come when they are said, and typing interrupts."""

import calendar
import os
import time
from contextlib import redirect_stdout
from io import StringIO
from threading import Condition, Thread

from skill.console.console import now
from skill.console.envelope import Json
from skill.console.real_time import RealTime
from tests.console.recorder import Recorder, device_of, speech

TWO_SOON = {
    **speech("One. <break time='200ms'/> Two. <break time='60000ms'/> Three."),
    "shouldEndSession": False,
}
"""`Two.` is due half a second after `One.`, and `Three.` not within a test."""
TWO_LATE = {**speech("One. <break time='60000ms'/> Two."), "shouldEndSession": False}
ENDED: Json = {"shouldEndSession": True}
PATIENCE = 60
"""Seconds after which words that are waited for will never come."""


class Screen(StringIO):
    """What is written; it can be waited for."""

    def __init__(self) -> None:
        super().__init__()
        self._written = Condition()

    def write(self, text: str) -> int:
        """Write, and wake whoever waits."""
        with self._written:
            length = super().write(text)
            self._written.notify_all()
        return length

    def wait_for(self, text: str) -> None:
        """Return once what is written ends with a text."""
        with self._written:
            assert self._written.wait_for(lambda: self.getvalue().endswith(text), PATIENCE), self.getvalue()


def talk(skill: Recorder, *typed: tuple[str, str]) -> str:
    """Type lines, each once the screen ends with the text of the one before; return all that was written."""
    read, write = os.pipe()
    screen = Screen()

    def type_() -> None:
        with os.fdopen(write, "w") as keyboard:
            for line, shown in typed:
                print(line, file=keyboard, flush=True)
                screen.wait_for(shown)

    typist = Thread(target=type_)
    typist.start()
    with os.fdopen(read) as source, redirect_stdout(screen):
        RealTime(device_of(skill), source).run()
        typist.join()
    return screen.getvalue()


def test_words_are_written_when_they_are_said():
    """What is not yet due at the end of the input is never said; the skill is told that the runner has left."""
    skill = Recorder(TWO_SOON)
    written = talk(skill, ("help", "(pause 60 s)"))

    assert written == "U: help\nA: One. Two. (pause 60 s)\n"
    assert skill.kinds == ["IntentRequest", "SessionEndedRequest"]


def test_typing_interrupts():
    """What was being said stops there."""
    skill = Recorder(TWO_LATE)
    written = talk(skill, ("help", "(pause 60 s)"), ("pause", "U: pause\nA: One. (pause 60 s)"))

    assert written == "U: help\nA: One. (pause 60 s)\nU: pause\nA: One. (pause 60 s)\n"


def test_requests_carry_the_time_of_the_day():
    """Real time, to the second."""
    skill = Recorder(ENDED)
    before = now() // 1000
    talk(skill, ("help", "U: help\n"))
    sent = time.strptime(skill.requests[0]["timestamp"], "%Y-%m-%dT%H:%M:%SZ")

    assert before <= calendar.timegm(sent) <= now() / 1000


def test_nothing_typed_ends_it():
    """Empty lines, waits and marks without words are met with a remark."""
    skill = Recorder(ENDED)
    first, second = talk(skill, ("", ""), ("wait 20s", "wait\n"), ("?!", "\n")).splitlines()

    assert first == "# in real time, simply wait"
    assert second.startswith("# nothing was said")
    assert skill.sent == []
