"""Talking in real time: every word is written when it is said, and a sentence typed meanwhile interrupts."""

from collections.abc import Iterator
from queue import Empty, Queue
from threading import Thread
from typing import TextIO

from skill.console.console import now
from skill.console.conversation import Wait, step_of
from skill.console.device import CLOSED_BY_SILENCE, LISTENING, Answer, Device
from skill.console.errors import ConsoleError
from skill.console.spoken import Piece, text_of


class RealTime:
    """A device in a terminal, by the clock of the machine."""

    def __init__(self, device: Device, source: TextIO) -> None:
        self._device = device
        self._source = source
        self._lines: Queue[str] = Queue()
        self._due: list[tuple[int, str]] = []
        """What is to be written, and when, in milliseconds since the epoch."""
        self._inside = False
        """A line has been begun and not ended."""

    def run(self) -> None:
        """Talk until the input ends or is interrupted; the place is kept."""
        Thread(target=self._read, daemon=True).start()
        try:
            while line := self._heard():
                if line.strip():
                    self._take(line)
        except KeyboardInterrupt:
            pass
        self._end_line()
        self._device.leave(now())

    def _read(self) -> None:
        """Pass on what is typed, and an empty line at the end of the input."""
        while line := self._source.readline():
            self._lines.put(line)
        self._lines.put("")

    def _heard(self) -> str:
        """The next line typed; until it comes, what is due is written, and silence may close the session."""
        while True:
            try:
                return self._lines.get(timeout=self._patience())
            except Empty:
                self._write_what_is_due()

    def _patience(self) -> float | None:
        """Seconds until something is due; None when nothing is."""
        next_ = self._due[0][0] if self._due else self._device.closes_at
        return None if next_ is None else max(next_ + 1 - now(), 0) / 1000

    def _write_what_is_due(self) -> None:
        while self._due and self._due[0][0] <= now():
            self._write(self._due.pop(0)[1])
        if not self._due and self._device.stay_silent(now()):
            self._write(f"# {CLOSED_BY_SILENCE}\n")

    def _take(self, line: str) -> None:
        """Interrupt whatever is being said, and answer."""
        self._end_line()
        try:
            step = step_of(line)
        except ConsoleError as error:
            return self._write(f"# {error}\n")
        if isinstance(step, Wait):
            return self._write("# in real time, simply wait\n")
        if not self._source.isatty():
            self._write(f"U: {step}\n")
        began = now()
        self._due = list(_schedule(self._device.say(step, began), began))
        return self._write_what_is_due()

    def _end_line(self) -> None:
        if self._inside:
            self._write("\n")

    def _write(self, text: str) -> None:
        print(text, end="", flush=True)
        self._inside = not text.endswith("\n")


def _schedule(answer: Answer, began: int) -> Iterator[tuple[int, str]]:
    """Everything to be written for an answer, with its time; the reprompt comes when nothing has been said."""
    if not answer.speech:
        return
    yield began, "A:"
    at = began
    for piece in answer.speech:
        for part in (Piece(piece.text, 0), Piece("", piece.pause)):
            if text := text_of((part,)):
                yield at, f" {text}"
            at += part.length
    yield at, "\n"
    if answer.reprompt:
        yield at + LISTENING, f"# asks again: {text_of(answer.reprompt)}\n"
