"""Runners simulated over weeks: they talk to the core as a device does, and do their classes well or badly."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from skill.coaching.facts.exercise import Level
from skill.coaching.facts.felt import Felt
from skill.coaching.record.record import DAY, Progress, SetDone
from skill.coaching.session import respond
from skill.coaching.timeline.plan import Plan
from skill.coaching.turn.events import Event, EventKind
from skill.coaching.turn.state import Moment, Reply, Session
from skill.coaching.turn.states import Awaiting
from skill.coaching.workout.under_way import logged
from tests.coaching.every import LIBRARY, PHRASEBOOK

MORNING = 20_800 * DAY + 7 * 3_600_000
"""Seven in the morning of the first day, in milliseconds since the epoch."""

Mood = Callable[[random.Random, str, int], Felt | None]
"""How a set went, by chance, the exercise (with its variant) and the reps or seconds."""


def always_well(_chance: random.Random, _exercise: str, _reps: int) -> Felt | None:
    """Every set goes well."""
    return None


def now_and_then_hard(chance: random.Random, _exercise: str, _reps: int) -> Felt | None:
    """One set in nine is hard."""
    return chance.choice([None] * 8 + [Felt.HARD])


def always_hard(_chance: random.Random, _exercise: str, _reps: int) -> Felt | None:
    """Every set is hard."""
    return Felt.HARD


@dataclass(frozen=True)
class Runner:
    """Who trains, with what, how often, and how it goes."""

    level: Level
    minutes: int
    kit: tuple[str, ...] = ()
    place: str | None = None
    course: str | None = None
    """The plan over weeks they ask for on the first day."""
    every: tuple[int, ...] = (2, 3, 3, 4)
    """The days from one class to the next, one by chance."""
    mood: Mood = now_and_then_hard
    seed: int = 1


@dataclass(frozen=True)
class Day:
    """A class of a runner."""

    day: int
    """Days since the first class."""
    said: str
    """What was announced."""
    plan: Plan
    before: Progress
    """The record when the class was announced."""
    after: Progress


def days_of(runner: Runner, weeks: int) -> Iterator[Day]:
    """Each class of so many weeks."""
    chance = random.Random(runner.seed)  # noqa: S311  no secret
    progress = Progress(
        level=runner.level,
        minutes=runner.minutes,
        kit=runner.kit,
        place=runner.place,
        welcomed=True,
        straight=True,
    )
    if runner.course:
        offered = _says(progress, Session(), Event(EventKind.BUILD_UP, course=runner.course), MORNING)
        progress = _says(progress, offered.session, Event(EventKind.YES), MORNING).progress
    day = 0
    while day < weeks * 7:
        found = one_class(progress, day, runner.mood, chance)
        progress = found.after
        yield found
        day += chance.choice(runner.every)


def one_class(progress: Progress, day: int, mood: Mood, chance: random.Random, start: Event | None = None) -> Day:
    """A class on that day, announced and begun by talking, and logged with how each set went."""
    now = MORNING + day * DAY
    announced = _says(progress, Session(), start or Event(EventKind.START), now)
    assert announced.session.awaiting is Awaiting.START
    begun = _says(announced.progress, announced.session, Event(EventKind.GO), now).progress
    assert begun.workout is not None
    plan = begun.workout.plan
    felt = [(i, s.amount, mood(chance, str(s.rung), s.amount)) for i, s in enumerate(plan.sets) if not s.warm_up]
    differently = tuple(SetDone(i, amount, how) for i, amount, how in felt if how)
    workout = replace(begun.workout, differently=differently)
    moment = Moment(LIBRARY, Session(), begun, Event(EventKind.GO), now, PHRASEBOOK.length_of)
    after = logged(moment, workout, len(plan.sets), moment.today)
    return Day(day, _text(announced), plan, progress, after)


def _says(progress: Progress, session: Session, event: Event, now: int) -> Reply:
    return respond(Moment(LIBRARY, session, progress, event, now, PHRASEBOOK.length_of))


def _text(reply: Reply) -> str:
    return " ".join(PHRASEBOOK.text(cue.phrase) for cue in reply.cues if cue.phrase)
