"""What there is to be seen of a turn: which exercise, set, side and rep at what time, and what can be touched."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, pairwise

from skill.coaching.facts.exercise import Counting, Exercise, Phase, PhaseKind, Rung, Side, Sides, Variant
from skill.coaching.facts.library import Library
from skill.coaching.record.record import WEEK, Guide, Progress, Workout
from skill.coaching.timeline.cues import Cue, CueKind, Position, Stage, Turn, reps_left, side_of
from skill.coaching.timeline.plan import PlannedSet
from skill.coaching.timeline.rep import phase_word
from skill.coaching.timeline.script import turn_of
from skill.coaching.turn.events import EventKind
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting
from skill.coaching.turn.touches import Touch, ratings, touches
from skill.coaching.words.phrase import Phrase
from skill.coaching.words.prompts import Say, say

WEEKS = 8
"""Shown of a runner's progress."""


class Part(StrEnum):
    """What a runner does in a beat."""

    TALK = "talk"
    """Listens."""
    STEP = "step"
    """Follows a step of a how-to."""
    READY = "ready"
    WORK = "work"
    HOLD = "hold"
    REST = "rest"


@dataclass(frozen=True)
class Beat:
    """A stretch of time in which a screen shows one thing, moving evenly."""

    part: Part
    start: int
    """Milliseconds from the first word."""
    length: int
    rung: Rung | None = None
    """What the picture shows."""
    side: Side | None = None
    """The leg that is named, where one leg works at a time."""
    labels: tuple[Phrase, ...] = ()
    """What stands beside it: which set, which leg."""
    word: Phrase | None = None
    """What is done: "down", "rest"."""
    count: int | None = None
    """The rep, the step, or the seconds at its start."""
    ticks: int = 0
    """What is added to the count each second."""
    of: int = 0
    """The reps of the set, or the seconds of the hold."""
    move: tuple[float, float] = (0, 0)
    """Where the movement is at its start and end: 0 is the figure's start, 1 its turning point."""
    done: float = 0
    """The share of the class that is done."""


@dataclass(frozen=True)
class Scene:
    """All that a screen shows from one answer to the next."""

    turn: int
    """The number of the answer: what is touched of an older one is stale."""
    beats: tuple[Beat, ...] = ()
    touches: tuple[Touch, ...] = ()
    """What can be touched meanwhile."""
    afterwards: tuple[Touch, ...] = ()
    """What can be touched once all was heard; empty where that is the same."""
    exercises: tuple[str, ...] = ()
    """What there is to choose from, by id, where the exercises are listed."""
    weeks: tuple[int, ...] = ()
    """The classes of the last weeks, the current one last, where the progress is told."""
    carries_on: bool = False
    """At its end the screen tells so, and the class goes on."""


def scene_of(moment: Moment, reply: Reply) -> Scene:
    """The scene of a reply."""
    library, session, progress = moment.library, reply.session, reply.progress
    buttons = touches(session, progress, library) if reply.open else ()
    workout, guide = progress.workout, progress.guide
    if workout and workout.sent and session.awaiting is Awaiting.SET:
        turn = turn_of(workout.plan, workout.delivery, library, moment.length_of, workout.position)
        is_last = turn.end.set >= len(workout.plan.sets)
        carries_on = workout.straight and not is_last
        stage = _Stage(library, workout)
        questions = () if carries_on else (cue for cue in reply.cues if cue.kind is CueKind.PROMPT)
        beats = (*stage.beats(turn), *(stage.said(cue, turn.end) for cue in questions))
        after = ratings() if is_last and workout.plan.minutes else ()
        return Scene(session.turn, beats, buttons, after, carries_on=carries_on)
    if guide and session.awaiting.in_guide:
        return Scene(session.turn, tuple(_steps(library, guide, reply.cues)), buttons)
    listed = moment.event.kind is EventKind.LIST_EXERCISES
    told = moment.event.kind is EventKind.PROGRESS
    return Scene(
        session.turn,
        tuple(_talk(reply.cues)),
        buttons,
        exercises=tuple(library.exercises) if listed else (),
        weeks=_weeks(progress, moment.today) if told else (),
    )


def _weeks(progress: Progress, today: int) -> tuple[int, ...]:
    """The classes in each of the last weeks."""
    ago = [(today - done.day) // WEEK for done in progress.log if done.minutes]
    return tuple(ago.count(week) for week in reversed(range(WEEKS)))


def _talk(cues: tuple[Cue, ...]) -> Iterator[Beat]:
    """What is only said."""
    if cues:
        yield Beat(Part.TALK, 0, cues[-1].end)


def _steps(library: Library, guide: Guide, cues: tuple[Cue, ...]) -> Iterator[Beat]:
    """A how-to: the picture stands in the set-up and moves with the movement."""
    exercise = library.exercise(guide.exercise)
    step = guide.step
    rung = Rung.parse(guide.exercise)
    for cue in cues:
        if cue.kind is not CueKind.STEP:
            yield Beat(Part.TALK, cue.start, cue.length, rung)
            continue
        step += 1
        moves = step > len(exercise.default.setup_pauses)
        steps = len(exercise.default.steps)
        label = say(Say.SCREEN_STEP, number=str(step), of=str(steps))
        said = dict(cue.phrase.args).get("step", cue.phrase) if cue.phrase else None
        word = said if isinstance(said, Phrase) else cue.phrase
        whole = Beat(Part.STEP, cue.start, cue.length, rung, labels=(label,), word=word)
        yield from _there_and_back(whole) if moves else (whole,)


def _there_and_back(beat: Beat) -> Iterator[Beat]:
    half = beat.length // 2
    yield replace(beat, length=half, move=(0, 1))
    yield replace(beat, start=beat.start + half, length=beat.length - half, move=(1, 0))


class _Stage:
    """A class on the screen."""

    def __init__(self, library: Library, workout: Workout) -> None:
        self._library = library
        self._workout = workout
        self._sets = workout.plan.sets

    def beats(self, turn: Turn) -> tuple[Beat, ...]:
        """The beats of a turn, after what is said before it."""
        lead = self._workout.lead
        beats = [beat for _, cues in groupby(turn.cues, key=self._rep) for beat in self._of_rep(list(cues))]
        ahead = (Beat(Part.TALK, 0, lead, rung=self._planned(self._workout.position).rung),) if lead else ()
        return *ahead, *_joined(replace(beat, start=beat.start + lead) for beat in beats)

    def said(self, cue: Cue, at: Position) -> Beat:
        """What is said after the last rep, or asked at the end of a turn."""
        nearest = self._sets[min(at.set, len(self._sets) - 1)]
        return Beat(Part.TALK, cue.start, cue.length, nearest.rung, word=cue.phrase, done=self._done(at))

    def _done(self, at: Position) -> float:
        return min(at.set / len(self._sets), 1)

    def _rep(self, cue: Cue) -> object:
        """Cues of one rep belong together; any other stands alone."""
        at = cue.position
        counted = cue.kind in (CueKind.COUNT, CueKind.FORM) and at.stage is Stage.WORK
        is_rep = counted and self._exercise(at).counting is not Counting.HOLD
        return (at.set, at.side, at.rep) if is_rep else cue.start

    def _of_rep(self, cues: list[Cue]) -> Iterator[Beat]:
        first = cues[0]
        at = first.position
        if at.set >= len(self._sets):
            yield self.said(first, at)
            return
        match first.kind:
            case CueKind.REST:
                yield self._rest(first)
            case CueKind.TIME:
                yield from self._drill(first) if self._is_drill(at) else (self._hold(first),)
            case CueKind.COUNT | CueKind.FORM if self._exercise(at).counting is Counting.HOLD:
                yield self._into_or_out_of_a_hold(first)
            case CueKind.COUNT | CueKind.FORM:
                yield from self._phases(first, sum(cue.length for cue in cues))
            case _:
                yield self._ready(first)

    def _phases(self, first: Cue, length: int) -> Iterator[Beat]:
        """A rep, phase by phase."""
        at, rung = first.position, self._planned(first.position).rung
        exercise, variant = self._exercise(at), self._library.variant(rung)
        side = side_of(exercise, at)
        planned = self._planned(at)
        number = planned.amount - reps_left(exercise, planned, at) + 1
        start = first.start
        lengths = _lengths(variant, length)
        for index, (each, move) in enumerate(zip(lengths, _moves(variant.phases), strict=True)):
            word = phase_word(rung, index, side)
            yield replace(self._beat(Part.WORK, first, word), start=start, length=each, count=number, move=move)
            start += each

    def _hold(self, cue: Cue) -> Beat:
        left = self._planned(cue.position).amount - cue.position.second
        beat = self._beat(Part.HOLD, cue, say(Say.SCREEN_HOLD))
        return replace(beat, count=left, ticks=-1, move=(1, 1))

    def _is_drill(self, at: Position) -> bool:
        return self._planned(at).rung.exercise in self._library.drills

    def _drill(self, cue: Cue) -> Iterator[Beat]:
        """A drill for a time moves all the while."""
        planned, start = self._planned(cue.position), cue.start
        phases = self._library.variant(planned.rung).phases
        phase = round(cue.position.second / phases[0].seconds) % 2
        while start < cue.end:
            length = min(round(phases[phase].seconds * 1000), cue.end - start)
            beat = self._beat(Part.HOLD, cue, phase_word(planned.rung, 0, Side.RIGHT))
            left = planned.amount - cue.position.second - (start - cue.start) // 1000
            yield replace(beat, start=start, length=length, count=left, ticks=-1, move=(phase, 1 - phase))
            start, phase = start + length, 1 - phase

    def _into_or_out_of_a_hold(self, cue: Cue) -> Beat:
        begins = cue.position.second == 0
        index = 0 if begins else len(self._library.variant(self._planned(cue.position).rung).phases) - 1
        word = phase_word(self._planned(cue.position).rung, index, Side.RIGHT)
        return replace(self._beat(Part.HOLD, cue, word), move=(0, 1) if begins else (1, 0))

    def _rest(self, cue: Cue) -> Beat:
        """The rest's seconds, with the picture of what comes next."""
        at = cue.position
        ahead = Position(min(at.set + 1, len(self._sets) - 1))
        left = self._planned(at).rest - at.second
        beat = self._beat(Part.REST, cue, say(Say.SCREEN_REST), ahead)
        return replace(beat, count=left, ticks=-1, of=self._planned(at).rest, move=(1, 1))

    def _ready(self, cue: Cue) -> Beat:
        beat = self._beat(Part.READY, cue, say(Say.SCREEN_READY))
        number = dict(cue.phrase.args).get("number") if cue.phrase and cue.phrase.key == Say.CLASS_NUMBER else None
        return replace(beat, count=number if isinstance(number, int) else None)

    def _beat(self, part: Part, cue: Cue, word: Phrase, at: Position | None = None) -> Beat:
        at = at or cue.position
        planned, exercise = self._planned(at), self._exercise(at)
        one_sided = exercise.sides is not Sides.BOTH
        side = side_of(exercise, at) if one_sided else None
        return Beat(
            part,
            cue.start,
            cue.length,
            planned.rung,
            side,
            tuple(_labels(planned, side)),
            word,
            of=planned.amount,
            done=self._done(cue.position),
        )

    def _planned(self, at: Position) -> PlannedSet:
        return self._sets[at.set]

    def _exercise(self, at: Position) -> Exercise:
        return self._library.exercise(self._planned(at).rung.exercise)


def _joined(beats: Iterable[Beat]) -> Iterator[Beat]:
    """The beats, those as one between which nothing changes."""
    before: Beat | None = None
    for beat in beats:
        if before and before.count is None and replace(beat, start=before.start, length=before.length) == before:
            before = replace(before, length=beat.start + beat.length - before.start)
            continue
        if before:
            yield before
        before = beat
    if before:
        yield before


def _labels(planned: PlannedSet, side: Side | None) -> Iterator[Phrase]:
    if planned.warm_up:
        yield say(Say.SCREEN_WARM_UP)
    else:
        yield say(Say.SCREEN_SET, number=str(planned.number), of=str(planned.of))
    if side:
        yield say(Say.SCREEN_LEG, side=Phrase(f"side.{side}.name"))


def _lengths(variant: Variant, length: int) -> list[int]:
    """The milliseconds of a rep's phases, which together take so long."""
    ends = [0]
    for phase in variant.phases:
        ends.append(ends[-1] + round(phase.seconds * length / variant.rep_seconds))
    ends[-1] = length
    return [later - earlier for earlier, later in pairwise(ends)]


def _moves(phases: tuple[Phase, ...]) -> Iterator[tuple[float, float]]:
    """Where each phase of a rep leads: the first movement out, what follows it back."""
    at = 0.0
    moving = [index for index, phase in enumerate(phases) if phase.kind is not PhaseKind.ISOMETRIC]
    for index in range(len(phases)):
        if index not in moving:
            yield at, at
        elif index == moving[0]:
            yield 0, 1
            at = 1
        else:
            yield at, 0
            at = 0
