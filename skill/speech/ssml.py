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
        silence = cue.length - phrasebook.length_of(cue.phrase)
        text = phrasebook.text(cue.phrase)
        parts.append(_escaped(text, is_ended=silence < SHORTEST_BREAK))
    parts.append(_break(silence))
    return " ".join(filter(None, parts))


@lru_cache(maxsize=8192)
def _escaped(text: str, *, is_ended: bool) -> str:
    """The text for SSML, with a full stop where no break after it makes that needless."""
    ended = f"{text}." if is_ended and not text.endswith((".", "?")) else text
    return escape(ended, quote=False)


@lru_cache(maxsize=1024)
def _break(silence: int) -> str:
    whole, rest = divmod(silence, MAX_BREAK) if silence > 0 else (0, 0)
    pieces = [MAX_BREAK] * whole + ([rest] if rest >= SHORTEST_BREAK else [])
    return "".join(f'<break time="{piece}ms"/>' for piece in pieces)
