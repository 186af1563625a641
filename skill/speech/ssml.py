"""Cues as SSML: escaped words, and breaks that keep every cue at its time."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from skill.coaching.timeline.cues import Cue
from skill.coaching.timeline.limits import MAX_BREAK
from skill.speech.phrasebook import Phrasebook

SHORTEST_BREAK = 50
"""Milliseconds; anything shorter is not heard."""


def to_ssml(cues: Iterable[Cue], phrasebook: Phrasebook) -> str:
    """The inside of a <speak> element: each cue's words, then silence up to the next cue."""
    parts: list[str] = []
    silence = 0
    for cue in cues:
        if cue.phrase is None:
            silence += cue.length
            continue
        parts.append(_break(silence))
        text, length = phrasebook.sound_of(cue.phrase)
        silence = cue.length - length
        parts.append(_escaped(text) if silence >= SHORTEST_BREAK else _ended(text))
    parts.append(_break(silence))
    return " ".join(filter(None, parts))


@lru_cache(maxsize=8192)
def _escaped(text: str) -> str:
    return escape(text, quote=False)


def _ended(text: str) -> str:
    """The text with a full stop, which a break after it makes needless."""
    return _escaped(text if text.endswith((".", "?")) else f"{text}.")


@lru_cache(maxsize=1024)
def _break(silence: int) -> str:
    whole, rest = divmod(silence, MAX_BREAK) if silence > 0 else (0, 0)
    pieces = [MAX_BREAK] * whole + ([rest] if rest >= SHORTEST_BREAK else [])
    return "".join(f'<break time="{piece}ms"/>' for piece in pieces)
