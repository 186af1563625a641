"""One rep as beats: the words of each phase, the number on the way up, and room for one message."""

from dataclasses import dataclass
from functools import lru_cache

from skill.coaching.facts.exercise import Phase, PhaseKind, Rung, Side, Variant
from skill.coaching.facts.library import Library
from skill.coaching.timeline.cues import CueKind, Tempo
from skill.coaching.timeline.ports import SpeechLength
from skill.coaching.words.phrase import Phrase, about
from skill.coaching.words.prompts import Say, say

CLEAR = 150
"""Milliseconds left after a number, so that it never runs into the next beat (measured, tests/sound)."""


@dataclass(frozen=True)
class Beat:
    """Words, or none, in a slot of that many milliseconds."""

    length: int
    phrase: Phrase | None
    kind: CueKind = CueKind.COUNT


def phase_length(phase: Phase, tempo: Tempo) -> int:
    """Milliseconds of a phase at that tempo."""
    return round(phase.seconds * 10 * tempo.value)


def phase_word(rung: Rung, index: int, side: Side) -> Phrase:
    """The word said as a phase begins ("down")."""
    return about(str(rung), "phases", index, side=Phrase(f"side.{side}.name"))


def numbered_phase(variant: Variant) -> int:
    """The index of the phase that carries the rep's number: the last one on the way up."""
    up = [i for i, phase in enumerate(variant.phases) if phase.kind is PhaseKind.CONCENTRIC]
    return up[-1]


def is_told_before(variant: Variant) -> bool:
    """Whether a message comes before the rep's number: in the longest other phase, where that leads up to it."""
    longest = _longest(variant)
    return longest is not None and longest < numbered_phase(variant)


def _longest(variant: Variant) -> int | None:
    """The longest phase besides the one that carries the number."""
    others = [i for i in range(len(variant.phases)) if i != numbered_phase(variant)]
    return max(others, key=lambda i: variant.phases[i].seconds, default=None)


@lru_cache(maxsize=4096)
def rep_beats(
    library: Library,
    rung: Rung,
    side: Side,
    number: int,
    tempo: Tempo,
    message: Phrase | None,
    length_of: SpeechLength,
    *,
    alternates: bool,
) -> tuple[Beat, ...]:
    """The beats of one rep; the message takes the place of counts where it fits, or is left out.

    Where the legs take turns it follows the number, so that the side is always heard.
    """
    variant = library.variant(rung)
    numbered = numbered_phase(variant)
    phases = [
        [_number_beat(rung, i, side, number, phase_length(phase, tempo), length_of)]
        if i == numbered
        else _counted(phase_word(rung, i, side), phase, tempo)
        for i, phase in enumerate(variant.phases)
    ]
    if message:
        counted = _counts(phase_word(rung, numbered, side), number)
        _place(message, phases, numbered, counted, None if alternates else _longest(variant), length_of)
    return tuple(beat for beats in phases for beat in beats)


def _number_beat(rung: Rung, index: int, side: Side, number: int, length: int, length_of: SpeechLength) -> Beat:
    """The word and the number, "up, four"; faster, or the number alone, where there is no time for that."""
    *said, bare = _counts(phase_word(rung, index, side), number)
    fitting = (phrase for phrase in said if length_of(phrase) + CLEAR <= length)
    return Beat(length, next(fitting, bare))


def _counts(word: Phrase, number: int) -> tuple[Phrase, ...]:
    """A rep's number in fewer and fewer words."""
    said = (say(key, word=word, number=number) for key in (Say.CLASS_REP, Say.CLASS_REP_QUICKLY))
    return *said, say(Say.CLASS_NUMBER, number=number)


def _counted(word: Phrase, phase: Phase, tempo: Tempo) -> list[Beat]:
    """The word, then a number each second: "down, two, three"."""
    seconds = max(1, round(phase.seconds))
    total = phase_length(phase, tempo)
    each = total // seconds
    numbers = [Beat(each, say(Say.CLASS_NUMBER, number=n)) for n in range(2, seconds + 1)]
    return [Beat(total - each * (seconds - 1), word), *numbers]


def _place(
    message: Phrase,
    phases: list[list[Beat]],
    numbered: int,
    counted: tuple[Phrase, ...],
    longest: int | None,
    length_of: SpeechLength,
) -> None:
    """Put the message after the longest phase's word, else in that phase's place; without one, after the number.

    It never changes sides with the number: how many are left would be told a rep late, or early.
    """
    needed = length_of(message)
    if longest is not None and needed <= _length(phases[longest][1:]):
        phases[longest][1:] = [Beat(_length(phases[longest][1:]), message, CueKind.FORM)]
    elif longest is not None and needed <= _length(phases[longest]):
        phases[longest] = [Beat(_length(phases[longest]), message, CueKind.FORM)]
    elif longest is None or longest > numbered:
        length = _length(phases[numbered])
        together = (say(Say.CLASS_REP_AND, rep=rep, message=message) for rep in counted)
        both = next((phrase for phrase in together if length_of(phrase) <= length), None)
        phases[numbered] = [Beat(length, both, CueKind.FORM)] if both else phases[numbered]


def _length(beats: list[Beat]) -> int:
    return sum(beat.length for beat in beats)
