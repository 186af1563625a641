"""A class as a timeline: plan and position in, cues out, each with its start and length in milliseconds.

Pure: the same arguments always give the same cues. The two lengths of a turn below are what the platform allows.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, StrEnum

from skill.coaching.facts.exercise import Exercise, Side, Sides
from skill.coaching.timeline.plan import Plan, PlannedSet
from skill.coaching.timeline.ports import SpeechLength
from skill.coaching.words.phrase import Phrase

WAITING_TURN = 90_000
"""Milliseconds a turn aims at when the runner answers after each set (platform sheet 1.3)."""
STRAIGHT_TURN = 200_000
"""Milliseconds a turn of chained sets may take; 240 s is the platform's edge (platform sheet 1.3)."""


class CueKind(StrEnum):
    """What a cue is for."""

    SPEECH = "speech"
    STEP = "step"
    READY = "ready"
    COUNT = "count"
    FORM = "form"
    TIME = "time"
    REST = "rest"
    CHANGE = "change"
    PROMPT = "prompt"
    SILENCE = "silence"


SECOND = 1_000
"""Milliseconds in a second."""
PAUSE = 300
"""Milliseconds after a sentence, where nothing else is said."""
LONG_PAUSE = 500
"""Milliseconds after a sentence that stands by itself: how to breathe, what never to do."""
PASSING = (CueKind.TIME, CueKind.REST)
"""Cues during which a runner's second moves on: of a hold, of a rest."""


class Stage(StrEnum):
    """The part of a set a runner is in."""

    READY = "ready"
    """Before the first rep."""
    WORK = "work"
    REST = "rest"
    """After the last rep."""


class Talk(StrEnum):
    """How much the coach says."""

    FULL = "full"
    SHORT = "short"
    COUNTS = "counts"


class Tempo(Enum):
    """How fast reps are counted, as the length of a rep in percent."""

    SLOW = 125
    NORMAL = 100
    FAST = 85


@dataclass(frozen=True)
class Position:
    """Where a runner is in a class."""

    set: int = 0
    """Index into the plan's sets; the plan's length when the class is done."""
    stage: Stage = Stage.READY
    side: Side = Side.RIGHT
    rep: int = 0
    """Reps completed on this side; on both legs together where they alternate."""
    second: int = 0
    """Seconds held, or seconds of rest had; before a set, 1 once its introduction has begun."""

    def after(self, rep: int) -> "Position":
        """So many reps into the same side."""
        return Position(self.set, self.stage, self.side, rep, self.second)


@dataclass(frozen=True)
class Delivery:
    """How a class is spoken."""

    talk: Talk = Talk.FULL
    tempo: Tempo = Tempo.NORMAL
    straight: bool = False
    """Sets follow each other without waiting for a word."""
    seed: int = 0
    """Chooses wordings and the order of form cues."""
    known: tuple[str, ...] = ()
    """Exercises, with their variants, that the runner has met often enough to need no full explanation."""
    warned: tuple[str, ...] = ()
    """Exercises, with their variants, whose caution the runner has heard."""
    heard: tuple[str, ...] = ()
    """Ids of the lines worth hearing that the runner has heard lately."""

    def explains(self, exercise: str) -> bool:
        """Whether that exercise still gets its full explanation."""
        return self.talk is Talk.FULL and exercise not in self.known


@dataclass(frozen=True)
class Cue:
    """Something heard, or a silence, at its time."""

    kind: CueKind
    start: int
    """Milliseconds from the start of the timeline."""
    length: int
    """Milliseconds, the silence after the words included."""
    phrase: Phrase | None
    position: Position
    """Where the runner is while it sounds."""

    @property
    def end(self) -> int:
        """Milliseconds from the start of the timeline."""
        return self.start + self.length

    def later(self, milliseconds: int) -> "Cue":
        """The same, so much later."""
        return Cue(self.kind, self.start + milliseconds, self.length, self.phrase, self.position)


@dataclass(frozen=True)
class Turn:
    """What is spoken in one go, and where the runner stands afterwards."""

    cues: tuple[Cue, ...]
    end: Position

    @property
    def length(self) -> int:
        """Milliseconds."""
        return self.cues[-1].end if self.cues else 0

    def at(self, milliseconds: int) -> Position:
        """Where the runner is that long after the turn began."""
        if milliseconds >= self.length:
            return self.end
        index = bisect_right(self.cues, milliseconds, key=lambda cue: cue.start) - 1
        cue = self.cues[max(index, 0)]
        if cue.kind in PASSING:
            passed = max(milliseconds - cue.start, 0) // SECOND
            return replace(cue.position, second=cue.position.second + passed)
        return cue.position


class Track:
    """Cues laid end to end."""

    def __init__(self, length_of: SpeechLength) -> None:
        self._length_of = length_of
        self.cues: list[Cue] = []
        self.at = 0

    def say(self, kind: CueKind, phrase: Phrase, position: Position, pause: int = PAUSE) -> None:
        """Add words, taking as long as they take, and a pause in milliseconds."""
        self._add(kind, phrase, self._length_of(phrase) + pause, position)

    def beat(self, kind: CueKind, phrase: Phrase | None, length: int, position: Position) -> None:
        """Add words, or none, in a slot of exactly that many milliseconds."""
        self._add(kind, phrase, length, position)

    def silence(self, length: int, position: Position) -> None:
        """Add nothing, for that many milliseconds."""
        if length > 0:
            self._add(CueKind.SILENCE, None, length, position)

    def extend(self, later: Sequence[Cue]) -> None:
        """Add the cues of another timeline after this one's."""
        self.cues += [cue.later(self.at) for cue in later] if self.at else later
        self.at = self.cues[-1].end if self.cues else 0

    def _add(self, kind: CueKind, phrase: Phrase | None, length: int, position: Position) -> None:
        self.cues.append(Cue(kind, self.at, length, phrase, position))
        self.at += length


def side_of(exercise: Exercise, position: Position) -> Side:
    """The leg at work: the first of two where they alternate and the next rep is an odd one."""
    if exercise.sides is Sides.ALTERNATING:
        return Side.RIGHT if position.rep % 2 == 0 else Side.LEFT
    return position.side


def reps_left(exercise: Exercise, planned: PlannedSet, position: Position) -> int:
    """Reps still to do on this side (per leg where legs alternate), the one under way included."""
    if exercise.sides is Sides.ALTERNATING:
        return planned.amount - position.rep // 2
    return planned.amount - position.rep


def following(plan: Plan, position: Position) -> Position:
    """Where the next set begins."""
    return Position(min(position.set + 1, len(plan.sets)))
