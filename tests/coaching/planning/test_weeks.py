"""Runners over weeks and years: no rule of programming is ever broken (coaching facts, sections 0 and 3)."""

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from os import environ

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from skill.coaching.facts.exercise import Bias, Counting, Level, Rung
from skill.coaching.record.record import DAY
from tests.coaching.every import CONTENT, LIBRARY
from tests.coaching.runners import MORNING, Day, Runner, always_hard, always_well, days_of, now_and_then_hard

pytestmark = pytest.mark.slow

YEAR = 52
"""Weeks."""
FIRST_DAY = MORNING // DAY
MOST_SETS = {Level.BEGINNER: 8, Level.INTERMEDIATE: 11, Level.ADVANCED: 13}
MOST_STRENUOUS = {Level.BEGINNER: 0, Level.INTERMEDIATE: 1, Level.ADVANCED: 2}
"""Hip and knee sets, and strenuous exercises, in one class (coaching facts 3.4)."""
NAMES = {id_: CONTENT.languages["en"].wordings[f"exercises.{id_}.name"][0] for id_ in LIBRARY.exercises}

RUNNERS = [
    pytest.param(Runner(Level.BEGINNER, 10, seed=1), id="beginner, nothing at hand"),
    pytest.param(Runner(Level.BEGINNER, 20, ("weights", "stability_ball"), seed=2), id="beginner, weights, ball"),
    pytest.param(Runner(Level.BEGINNER, 15, course="nordic", seed=3), id="beginner, up to Nordics"),
    pytest.param(
        Runner(Level.INTERMEDIATE, 20, ("kettlebell", "stability_ball"), seed=4), id="intermediate, ball"
    ),
    pytest.param(Runner(Level.INTERMEDIATE, 12, course="nordic", every=(2, 3, 9), seed=5), id="Nordics with gaps"),
    pytest.param(
        Runner(Level.ADVANCED, 30, ("weights", "anchor", "knee_pad"), every=(2, 4, 16, 31), seed=6),
        id="advanced, with long breaks",
    ),
    pytest.param(Runner(Level.ADVANCED, 30, place="gym", seed=7), id="advanced, at the gym"),
]

any_runner = st.builds(
    Runner,
    level=st.sampled_from(Level),
    minutes=st.sampled_from([6, 8, 10, 12, 15, 20, 25, 30, 45]),
    kit=st.sets(st.sampled_from(["weights", "kettlebell", "band", "stability_ball", "anchor", "knee_pad"])).map(
        lambda kit: tuple(sorted(kit))
    ),
    place=st.sampled_from([None, None, "gym"]),
    course=st.sampled_from([None, "beginner_month", "nordic"]),
    every=st.lists(st.integers(2, 40), min_size=2, max_size=5).map(tuple),
    mood=st.sampled_from([always_well, now_and_then_hard, always_hard]),
    seed=st.integers(0, 1000),
)


def broken(found: Day) -> list[str]:
    """The rules that a class breaks."""
    rules = {
        "hip and knee": min(_sets(found)[bias] for bias in (Bias.HIP, Bias.KNEE)) >= 1,
        "balance": max(_sets(found)[b] for b in (Bias.HIP, Bias.KNEE))
        <= 2 * min(_sets(found)[b] for b in (Bias.HIP, Bias.KNEE)),
        "cap on sets": _sets(found)[Bias.HIP] + _sets(found)[Bias.KNEE] <= MOST_SETS[found.plan.level],
        "cap on strenuous work": len(_strenuous(found)) <= MOST_STRENUOUS[found.plan.level],
        "two weeks first": not _strenuous(found) or _days_of_training(found) >= 14,
        "what comes before": all(_is_ready(found, rung) for rung in _strenuous(found)),
        "doses": all(s.amount <= _most(s.rung) for s in found.plan.work),
        "one rise": sum(changed.change.is_rise for changed in found.plan.changes) <= 1,
        "time": found.plan.length <= found.plan.minutes * 60_000 or found.plan.minutes < 10,
        "order": _is_in_order(found),
        "as announced": all(NAMES[id_].lower() in found.said.lower() for id_ in found.plan.exercises),
    }
    return [f"day {found.day}: {rule}" for rule, holds in rules.items() if not holds]


def _sets(found: Day) -> dict[Bias, int]:
    sets = dict.fromkeys(Bias, 0)
    for planned in found.plan.work:
        sets[LIBRARY.exercise(planned.rung.exercise).bias] += 1
    return sets


def _strenuous(found: Day) -> set[Rung]:
    return {s.rung for s in found.plan.work if LIBRARY.variant(s.rung).strenuous}


def _days_of_training(found: Day) -> int:
    """Days since the first class, or since the first one after a break of four weeks."""
    back = _back(found)
    return FIRST_DAY + found.day - ((found.after.first_day or 0) if back is None else back)


def _back(found: Day) -> int | None:
    """The day of the first class after the latest break in the log."""
    days = [entry.day for entry in found.after.log]
    return max((after for before, after in pairwise(days) if after - before >= 28), default=None)


def _is_ready(found: Day, rung: Rung) -> bool:
    """Whether the log shows what must come before an exercise; once met it is open, until a break."""
    before = LIBRARY.variant(rung).before
    if before is None:
        return True
    back = _back(found)
    log = [entry for entry in found.before.log if entry.day >= (back or 0)]
    done = [d for entry in log for d in entry.exercises if any(_leads(d.exercise, way) for way in before.rungs)]
    ways = any(d.sets >= before.sets and d.reps >= before.amount and d.felt is None for d in done)
    is_known = back is None and str(rung) in found.before.marks
    days = {entry.day for entry in log if entry.minutes and not (entry.light or entry.part)}
    return _days_of_training(found) >= before.days and len(days) >= before.classes and (is_known or ways)


def _leads(done: str, way: Rung) -> bool:
    """Whether an exercise done is the one that leads on; in any variant, where none is named."""
    return done == str(way) or (not way.variant and Rung.parse(done).exercise == way.exercise)


def _most(rung: Rung) -> int:
    """The most reps or seconds of a set: of the exercise, or of a course that has more."""
    weeks = [week for course in LIBRARY.courses.values() for week in course.weeks if week.rung == rung]
    return max(LIBRARY.variant(rung).dose.most, *(max(week.sets) for week in weeks), 0)


def _is_in_order(found: Day) -> bool:
    """Swings first, holds last."""
    counts = [LIBRARY.exercise(id_).counting for id_ in found.plan.exercises]
    places = [{Counting.BEATS: 0, Counting.REPS: 1, Counting.HOLD: 2}[count] for count in counts]
    return places == sorted(places)


@pytest.mark.parametrize("runner", RUNNERS)
def test_no_rule_is_broken_in_a_year(runner: Runner) -> None:
    """Hip and knee both and in balance, caps, gates, doses, order, time: in every class of a year."""
    assert [fault for found in days_of(runner, YEAR) for fault in broken(found)] == []


@settings(
    max_examples=int(environ.get("COACH_RUNNERS", "8")),
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
@given(runner=any_runner)
def test_no_rule_is_broken_for_any_runner(runner: Runner) -> None:
    """The same for runners of any level, kit, course, mood and rhythm, with gaps of weeks."""
    assert [fault for found in days_of(runner, YEAR) for fault in broken(found)] == []


@pytest.mark.parametrize("runner", RUNNERS)
def test_who_does_well_does_more(runner: Runner) -> None:
    """Over a year without a hard set, no exercise stays where it began: more reps, more sets, or harder ones."""
    found = list(days_of(replace(runner, mood=always_well), YEAR))
    first, last = found[0].after.marks, found[-1].after.marks

    assert any(mark.best > mark.reps for mark in last.values())
    assert {rung for rung in last if rung not in first}


@pytest.mark.parametrize("runner", RUNNERS)
def test_who_finds_it_hard_does_less(runner: Runner) -> None:
    """Where every set is hard, an exercise ends with fewer reps in all than it began with, and none with more."""
    found = list(days_of(replace(runner, mood=always_hard), 12))
    done = defaultdict(list)
    for entry in (found.after.log[-1] for found in found):
        for exercise in entry.exercises:
            done[exercise.exercise].append(exercise.sets * exercise.reps)
    repeated = [totals for totals in done.values() if len(totals) > 2]

    assert repeated
    assert [totals for totals in repeated if totals[-1] > totals[0]] == []
    assert any(totals[-1] < totals[0] for totals in repeated)


@pytest.mark.parametrize("runner", [r for r in RUNNERS if not r.values[0].course and r.values[0].place != "gym"])
def test_new_exercises_come_one_a_week(runner: Runner) -> None:
    """After the first class, and where all goes well, a new hip or knee exercise comes a week after the last."""
    found = list(days_of(replace(runner, mood=always_well, every=(2, 3)), 26))
    marks = {Rung.parse(rung): mark.day - FIRST_DAY for rung, mark in found[-1].after.marks.items()}
    main = {r: day for r, day in marks.items() if LIBRARY.exercise(r.exercise).bias is not Bias.SUPPORT}
    news = sorted(day for rung, day in main.items() if day and not rung.variant)

    assert news
    assert [(one, other) for one, other in pairwise(news) if other - one < 7] == []


@pytest.mark.parametrize("runner", [r for r in RUNNERS if not r.values[0].course and max(r.values[0].every) < 14])
def test_classes_vary(runner: Runner) -> None:
    """Three classes in four have a hip exercise the last had not, and a knee exercise where three are known."""
    year = list(days_of(replace(runner, mood=always_well), YEAR))
    found = year[len(year) // 2 :]
    for bias in (Bias.HIP, Bias.KNEE):
        known = {id_ for id_ in found[-1].after.met if LIBRARY.exercise(id_).bias is bias}
        same = [
            later.day for earlier, later in pairwise(found) if _trained(later, bias) <= _trained(earlier, bias)
        ]
        assert len(known) < 3 or len(same) <= len(found) / 4, (bias, same)


def _trained(found: Day, bias: Bias) -> set[str]:
    return {id_ for id_ in found.plan.exercises if LIBRARY.exercise(id_).bias is bias}


@pytest.mark.parametrize("runner", RUNNERS)
def test_each_week_is_in_balance(runner: Runner) -> None:
    """Over any week the sets of hip and knee work are between one to two and two to one."""
    weeks: dict[int, dict[Bias, int]] = defaultdict(lambda: dict.fromkeys(Bias, 0))
    for found in days_of(runner, 12):
        for bias, sets in _sets(found).items():
            weeks[found.day // 7][bias] += sets

    assert all(w[Bias.HIP] <= 2 * w[Bias.KNEE] and w[Bias.KNEE] <= 2 * w[Bias.HIP] for w in weeks.values())
