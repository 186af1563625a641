"""Runners over half a year: no rule of programming is ever broken (coaching facts, sections 0 and 3)."""

import json
import random
from collections.abc import Iterator

import pytest
from classes import LIBRARY, PHRASEBOOK

from skill.coaching.events import Event, EventKind, Felt
from skill.coaching.exercise import Bias, Level, Rung
from skill.coaching.fitting import MOST_SETS
from skill.coaching.plan import Plan
from skill.coaching.planner import MOST_STRENUOUS, NEWCOMER_DAYS
from skill.coaching.saved import to_data
from skill.coaching.session import respond
from skill.coaching.state import DAY, Awaiting, Moment, Progress, Session

WEEKS = 26
MORNING = 20_800 * DAY + 7 * 3_600_000
RUNNERS = [
    pytest.param(Level.BEGINNER, 10, (), 1, id="beginner, ten minutes, nothing at hand"),
    pytest.param(Level.INTERMEDIATE, 20, ("kettlebell", "stability_ball"), 2, id="intermediate, bell and ball"),
    pytest.param(Level.ADVANCED, 30, ("weights", "anchor", "knee_pad"), 3, id="advanced, weights and an anchor"),
]
"""Level, minutes, kit and the seed of a runner's days and moods."""


def classes(level: Level, minutes: int, kit: tuple[str, ...], seed: int) -> Iterator[tuple[int, Plan, Progress]]:
    """Each class of a runner: the day since the first, its plan, and the record after it."""
    chance = random.Random(seed)  # noqa: S311  no secret
    progress = Progress(level=level, minutes=minutes, kit=kit, welcomed=True, straight=True)
    day = 0
    while day < WEEKS * 7:
        plan, progress = _one_class(progress, MORNING + day * DAY, chance)
        yield day, plan, progress
        day += chance.choice([2, 3, 3, 4, 4, 5, 9])


def _one_class(progress: Progress, now: int, chance: random.Random) -> tuple[Plan, Progress]:
    session, plan = Session(), Plan(())
    event = Event(EventKind.START)
    while True:
        reply = respond(Moment(LIBRARY, session, progress, event, now, PHRASEBOOK.length_of))
        session, progress = reply.session, reply.progress
        plan = progress.workout.plan if progress.workout else plan
        now += reply.cues[-1].end + 4_000
        if session.awaiting is Awaiting.NOTHING:
            return plan, progress
        mood = chance.choice([None] * 8 + [Felt.HARD]) if session.awaiting is Awaiting.SET else None
        event = Event(EventKind.LOG, felt=mood) if mood else Event(EventKind.GO)


def _biases(plan: Plan) -> dict[Bias, int]:
    sets = [LIBRARY.exercise(planned.rung.exercise).bias for planned in plan.work]
    return {bias: sets.count(bias) for bias in Bias}


@pytest.mark.parametrize(("level", "minutes", "kit", "seed"), RUNNERS)
def test_no_rule_is_broken_in_half_a_year(level: Level, minutes: int, kit: tuple[str, ...], seed: int) -> None:
    """Caps on sets, gates on strenuous work, hip and knee both, doses within their range, one rise a class."""
    for day, plan, _ in classes(level, minutes, kit, seed):
        biases = _biases(plan)
        strenuous = {p.rung.exercise for p in plan.work if LIBRARY.variant(p.rung).strenuous}

        assert min(biases[Bias.HIP], biases[Bias.KNEE]) >= 1, day
        assert biases[Bias.HIP] + biases[Bias.KNEE] <= MOST_SETS[level], day
        assert len(strenuous) <= (MOST_STRENUOUS[level] if day >= NEWCOMER_DAYS else 0), (day, strenuous)
        assert all(p.amount <= LIBRARY.variant(p.rung).dose.most for p in plan.work), day
        assert sum(changed.change.is_rise for changed in plan.changes) <= 1, day


@pytest.mark.parametrize(("level", "minutes", "kit", "seed"), RUNNERS)
def test_the_record_stays_small(level: Level, minutes: int, kit: tuple[str, ...], seed: int) -> None:
    """After half a year the record is far below what a session may carry."""
    *_, (_, _, progress) = classes(level, minutes, kit, seed)

    assert progress.classes >= WEEKS
    assert len(json.dumps(to_data(progress))) < 12_000


def test_who_does_well_does_more() -> None:
    """Doses rise over the weeks for a runner whose classes go well."""
    done = [progress.log[-1] for _, _, progress in classes(Level.INTERMEDIATE, 20, ("stability_ball",), 5)]
    reps = [
        e.reps
        for entry in done
        for e in entry.exercises
        if Rung.parse(e.exercise).exercise == "ball_hamstring_curl"
    ]

    assert max(reps[len(reps) // 2 :]) > reps[0]
