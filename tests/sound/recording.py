"""Spoken SSML as sound, and the moments at which its pieces of speech begin.

A piece is what lies between two breaks. Its onset is found by loudness alone: the first sound after the silence
that is as long as the break.
"""

import re
import wave
from array import array
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from skill.speech import estimate

LOUD = 0.003
"""The part of the loudest sample from which a sample counts as sound."""
FRAME = 5
"""Milliseconds; silences are found to this precision."""
SHORTER, LONGER = 40, 150
"""Milliseconds by which a break may sound shorter, or (around soft consonants) longer than asked."""

_TIME = re.compile(r"(\d+)ms")


class NotHeardError(Exception):
    """A break could not be found in the sound."""


@dataclass(frozen=True)
class Piece:
    """Words without a break in them, and the milliseconds of break after them."""

    text: str
    pause: int


@dataclass(frozen=True)
class Recording:
    """Mono sound."""

    rate: int
    """Samples a second."""
    samples: "array[int]"

    def at(self, sample: int) -> int:
        """Return the milliseconds at which a sample sounds."""
        return sample * 1000 // self.rate


def read(path: Path) -> Recording:
    """Read a 16-bit mono WAV file."""
    with wave.open(str(path)) as file:
        return Recording(file.getframerate(), array("h", file.readframes(file.getnframes())))


def pieces(ssml: str) -> list[Piece]:
    """Return the pieces of a <speak> document, in order; the first may be a silence without words."""
    root = ElementTree.fromstring(ssml)  # noqa: S314  our own text
    found = [Piece((root.text or "").strip(), 0)]
    for element in root:
        length = _TIME.fullmatch(element.attrib["time"])
        assert length, element.attrib
        found[-1] = Piece(found[-1].text, found[-1].pause + int(length[1]))
        if said := (element.tail or "").strip():
            found.append(Piece(said, 0))
    return found


def onsets(recording: Recording, spoken: list[Piece]) -> list[int]:
    """Return the milliseconds at which each piece begins; raises NotHeardError where a break is missing."""
    stretches = [(recording.at(start), recording.at(end)) for start, end in _sounds(recording)]
    index, found = 0, [stretches[0][0]]
    for piece in spoken[:-1]:
        index = _after(piece, stretches, index)
        found.append(stretches[index][0])
    return found


def _after(piece: Piece, stretches: list[tuple[int, int]], index: int) -> int:
    """Return the stretch after the piece's break: the silence most like it in length and in place."""
    length = estimate.milliseconds(piece.text)
    due = stretches[index][0] + length
    best, least = index, 500 + length // 2
    for later in range(index + 1, len(stretches)):
        end, begin = stretches[later - 1][1], stretches[later][0]
        if end > due + least:
            break
        longer = begin - end - piece.pause
        unlike = abs(end - due) + 2 * abs(longer)
        if -SHORTER <= longer <= LONGER and unlike < least:
            best, least = later, unlike
    if best == index:
        raise NotHeardError(f"no break of {piece.pause} ms after {piece.text!r}")
    return best


def _sounds(recording: Recording) -> list[tuple[int, int]]:
    """Return the first and last sample of each stretch of sound, to the precision of a frame."""
    samples, frame = recording.samples, recording.rate * FRAME // 1000
    loud = LOUD * max(max(samples), -min(samples))
    stretches: list[tuple[int, int]] = []
    for start in range(0, len(samples), frame):
        part = samples[start : start + frame]
        if max(part) < loud and min(part) > -loud:
            continue
        if stretches and stretches[-1][1] == start:
            stretches[-1] = (stretches[-1][0], start + frame)
        else:
            stretches.append((start, start + frame))
    return stretches
