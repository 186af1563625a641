"""A conversation in simulated time: every answer is heard out, unless a wait says otherwise."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from skill.console.device import Answer, Device
from skill.console.errors import ConsoleError
from skill.console.spoken import length_of

START = 1_767_596_400_000
"""When conversations begin that nothing came before: Monday, 5 January 2026, 07:00 UTC, in milliseconds."""
REACTION = 3_000
"""Milliseconds a runner takes to speak once an answer has been heard out."""
_UNITS = {"s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
_LENGTH = re.compile(r"(\d+) ?([smhd])")
_WAIT = re.compile(r"wait +(\d.*)")


@dataclass(frozen=True)
class Wait:
    """Time that passes before the next sentence."""

    milliseconds: int
    written: str
    """As it was given: `20s`."""


def step_of(line: str) -> Wait | str:
    """A line as a wait (`wait 20s`, `wait 2m`, `wait 3h`, `wait 2d`) or as a sentence.

    Raises ConsoleError for an empty sentence, and for a wait of another form.
    """
    text = " ".join(line.split())
    if not re.search(r"\w", text):
        raise ConsoleError('nothing was said: give a sentence, such as "how do I do a Nordic curl"')
    asked = _WAIT.fullmatch(text)
    if asked is None:
        return text
    length = _LENGTH.fullmatch(asked[1])
    if length is None:
        raise ConsoleError(f"cannot wait {asked[1]!r}: say how long as 20s, 2m, 3h or 2d")
    return Wait(int(length[1]) * _UNITS[length[2]], asked[1])


def steps_of(words: Iterable[str]) -> tuple[Wait | str, ...]:
    """The steps of a command line, where a wait may be one argument or two. Raises ConsoleError."""
    lines: list[str] = []
    for word in words:
        if lines and lines[-1] == "wait" and _LENGTH.fullmatch(word):
            lines[-1] = f"wait {word}"
        else:
            lines.append(word)
    return tuple(step_of(line) for line in lines)


class Conversation:
    """Sentences spoken one after the other, the first at `start` in milliseconds since the epoch."""

    def __init__(self, device: Device, start: int) -> None:
        self.device = device
        self._began = start
        self._next = start
        self._waited: int | None = None

    def wait(self, milliseconds: int) -> None:
        """Speak the next sentence so long after the latest answer began, be it heard out or not."""
        self._waited = (self._waited or 0) + milliseconds

    def says(self, sentence: str) -> Answer:
        """The answer to the next sentence."""
        now = self._now()
        answer = self.device.say(sentence, now)
        self._go_on(now, now + length_of(answer.speech) + REACTION)
        return answer

    def stays_silent(self) -> bool:
        """Say nothing until the device closes the session; False where none was open."""
        closes = self.device.closes_at
        if closes is None:
            return False
        self.device.stay_silent(closes + 1)
        self._go_on(closes, closes + REACTION)
        return True

    def ends(self) -> None:
        """Close the skill if it is still open."""
        self.device.leave(self._now())

    def _now(self) -> int:
        return self._next if self._waited is None else self._began + self._waited

    def _go_on(self, began: int, next_: int) -> None:
        self._began, self._next, self._waited = began, next_, None
