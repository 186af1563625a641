"""Speech as a listener has it: words and the pauses after them, how long they take, and how they read on paper."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from xml.etree import ElementTree

from skill.speech import estimate

SHORTEST_SHOWN = 500
"""Milliseconds; shorter pauses are not written down."""
_TIME = re.compile(r"(\d+(?:\.\d+)?)(ms|s)")


@dataclass(frozen=True)
class Piece:
    """Words said in one go, and the silence after them."""

    text: str
    """Empty where speech begins with silence."""
    pause: int
    """Milliseconds."""

    @property
    def length(self) -> int:
        """Milliseconds of words and silence, words at the speed that skill.speech reckons with."""
        return estimate.milliseconds(self.text) + self.pause


def pieces_of(ssml: str) -> tuple[Piece, ...]:
    """The pieces of a <speak> element; of an empty string, none.

    Raises xml.etree.ElementTree.ParseError where it is no well-formed XML.
    """
    pieces: list[Piece] = []
    for text, pause in _marks(ElementTree.fromstring(ssml)) if ssml else ():  # noqa: S314  the skill's own words
        if text or not pieces:
            pieces.append(Piece(text, pause))
        else:
            pieces[-1] = Piece(pieces[-1].text, pieces[-1].pause + pause)
    return tuple(piece for piece in pieces if piece.text or piece.pause)


def starts_of(pieces: tuple[Piece, ...]) -> tuple[int, ...]:
    """When each piece begins, in milliseconds from the beginning of the first."""
    return tuple(accumulate((piece.length for piece in pieces[:-1]), initial=0)) if pieces else ()


def length_of(pieces: tuple[Piece, ...]) -> int:
    """Milliseconds from the first word to the end of the last pause."""
    return sum(piece.length for piece in pieces)


def text_of(pieces: tuple[Piece, ...]) -> str:
    """The pieces as plain text, pauses from half a second on written as `(pause 3 s)`."""
    words = (word for piece in pieces for word in (piece.text, _shown(piece.pause)))
    return " ".join(word for word in words if word)


def _shown(pause: int) -> str:
    return f"(pause {max(1, (pause + 500) // 1000)} s)" if pause >= SHORTEST_SHOWN else ""


def _marks(element: ElementTree.Element) -> Iterator[tuple[str, int]]:
    """Everything heard, in order: text with no pause, or a pause with no text. Other marks keep their words."""
    pause = _milliseconds(element.get("time", "")) if element.tag == "break" else 0
    yield _words(element.text), pause
    for child in element:
        yield from _marks(child)
        yield _words(child.tail), 0


def _words(text: str | None) -> str:
    return " ".join((text or "").split())


def _milliseconds(time: str) -> int:
    found = _TIME.fullmatch(time)
    return round(float(found[1]) * (1000 if found[2] == "s" else 1)) if found else 0
