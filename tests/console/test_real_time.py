"""Talking in real time: words come when they are said, and typing interrupts."""

import calendar
import os
import time
from threading import Thread

import pytest

from skill.console.console import now
from skill.console.real_time import RealTime
from tests.console.recorder import Recorder, device_of, speech

SLOW = {
    **speech("One. <break time='200ms'/> Two. <break time='60000ms'/> Three."),
    "shouldEndSession": False,
}
"""`Two.` is due half a second after `One.`, and `Three.` not within a test."""


def talk(skill: Recorder, typed: tuple[tuple[float, str], ...]) -> None:
    """Talk with lines typed after so many seconds each, then the end of the input."""
    read, write = os.pipe()

    def type_() -> None:
        with os.fdopen(write, "w") as keyboard:
            for seconds, line in typed:
                time.sleep(seconds)
                print(line, file=keyboard, flush=True)
            time.sleep(0.9)

    typist = Thread(target=type_)
    typist.start()
    with os.fdopen(read) as source:
        RealTime(device_of(skill), source).run()
        typist.join()


def test_words_are_written_when_they_are_said(capsys: pytest.CaptureFixture[str]):
    """What is not yet due at the end of the input is never said; the skill is told that the runner has left."""
    skill = Recorder(SLOW)
    talk(skill, ((0, "help"),))

    assert capsys.readouterr().out == "U: help\nA: One. Two. (pause 60 s)\n"
    assert skill.kinds == ["IntentRequest", "SessionEndedRequest"]


def test_typing_interrupts(capsys: pytest.CaptureFixture[str]):
    """What was being said stops there."""
    skill = Recorder(SLOW)
    talk(skill, ((0, "help"), (0.2, "pause")))

    assert capsys.readouterr().out == "U: help\nA: One.\nU: pause\nA: One. Two. (pause 60 s)\n"


def test_requests_carry_the_time_of_the_day(capsys: pytest.CaptureFixture[str]):
    """Real time, to the second."""
    skill = Recorder({"shouldEndSession": True})
    talk(skill, ((0, "help"),))
    sent = time.strptime(skill.requests[0]["timestamp"], "%Y-%m-%dT%H:%M:%SZ")

    assert abs(now() / 1000 - 1 - calendar.timegm(sent)) < 5
    assert capsys.readouterr().out == "U: help\n"


def test_nothing_typed_ends_it(capsys: pytest.CaptureFixture[str]):
    """Empty lines, waits and marks without words are met with a remark."""
    skill = Recorder({"shouldEndSession": True})
    talk(skill, ((0, ""), (0, "wait 20s"), (0, "?!")))
    first, second = capsys.readouterr().out.splitlines()

    assert first == "# in real time, simply wait"
    assert second.startswith("# nothing was said")
    assert skill.sent == []
