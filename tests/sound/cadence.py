"""Counted sets as they are heard: when each rep really begins, against its place in the timeline."""

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from skill.coaching.timeline.cues import Cue, CueKind, Turn
from skill.speech.phrasebook import Phrasebook
from skill.speech.ssml import to_ssml
from tests.sound.recording import onsets, pieces
from tests.sound.voices import Voice

GOAL = 10.0
"""Percent by which the reps of a set may be longer or shorter than their tempo says."""

_WORK = (CueKind.COUNT, CueKind.FORM, CueKind.TIME)
_WORD = re.compile(r"[\w']+")


@dataclass(frozen=True)
class Heard:
    """A cue, and the millisecond of the recording at which its words begin."""

    cue: Cue
    onset: int

    @property
    def late(self) -> int:
        """Milliseconds after its place in the timeline; negative when early."""
        return self.onset - self.cue.start


@dataclass(frozen=True)
class Cadence:
    """How well one set keeps its tempo. Of two legs, the worse."""

    error: float
    """Percent by which the mean rep is longer than the timeline's; negative when shorter."""
    worst_rep: float
    """The same for the rep that is furthest off."""
    median_late: float
    """Milliseconds, late or early, of the counts and cues of a set, from its first rep on."""
    drift: int
    """Milliseconds by which the set ends late, from its first rep on."""
    turn_drift: int
    """Milliseconds by which the set ends late, from the first word of its introduction on."""


def cadence(turn: Turn, phrasebook: Phrasebook, voice: Voice) -> Cadence:
    """Speak a turn of one set and time its reps."""
    legs = _legs(heard(turn, phrasebook, voice))
    reps = [_reps(leg) for leg in legs]
    return Cadence(
        error=max((_percent(leg[0], leg[-1]) for leg in reps), key=abs),
        worst_rep=max((_percent(*pair) for leg in reps for pair in pairwise(leg)), key=abs),
        median_late=median(abs(one.late - leg[0].late) for leg in legs for one in leg[1:]),
        drift=max((leg[-1].late - leg[0].late for leg in legs), key=abs),
        turn_drift=legs[-1][-1].late,
    )


def heard(turn: Turn, phrasebook: Phrasebook, voice: Voice) -> list[Heard]:
    """Return the cues that begin after a break, as they sound."""
    ssml = f"<speak>{to_ssml(turn.cues, phrasebook)}</speak>"
    spoken = pieces(ssml)
    onset_at, words = {}, 0
    for piece, onset in zip(spoken, onsets(voice(ssml), spoken), strict=True):
        onset_at[words] = onset
        words += len(_WORD.findall(piece.text))
    found, words = [], 0
    for cue in turn.cues:
        if cue.phrase and words in onset_at:
            found.append(Heard(cue, onset_at[words]))
        words += len(_WORD.findall(phrasebook.text(cue.phrase))) if cue.phrase else 0
    return found


def _legs(spoken: list[Heard]) -> list[list[Heard]]:
    """Return the counts and cues of each leg's set, with what is heard next: its end."""
    legs: list[list[Heard]] = []
    for before, one in pairwise(spoken):
        worked, works = before.cue.kind in _WORK, one.cue.kind in _WORK
        if works and not worked:
            legs.append([])
        if works or worked:
            legs[-1].append(one)
    return legs


def _reps(leg: list[Heard]) -> list[Heard]:
    """Return the first sound of each rep, or each call of a hold, and the end of the set."""
    return [leg[0], *(one for before, one in pairwise(leg) if before.cue.position != one.cue.position)]


def _percent(first: Heard, last: Heard) -> float:
    return ((last.onset - first.onset) / (last.cue.start - first.cue.start) - 1) * 100
