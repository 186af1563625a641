"""Whether to train today: the ordered rules of coaching facts 3.3."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coaching.facts.felt import Effort, Sore
from skill.coaching.planning.advice import Advice, advice, for_class, next_good_day
from skill.coaching.record.record import ClassDone, Progress, Run
from skill.coaching.runner.runs import remembered

TODAY = 20_000
A, HARD, LONG, EASY, RACE = Advice, Effort.HARD, Effort.LONG, Effort.EASY, Effort.RACE


def runner(
    *runs: tuple[int, Effort], trained: int | None = None, light: bool = False, minutes: int = 10
) -> Progress:
    """Return one who told of runs, by days from today, and who trained that many days ago."""
    log = () if trained is None else (ClassDone(TODAY - trained, minutes, light=light),)
    return Progress(log=log, runs=tuple(Run(TODAY + ahead, effort) for ahead, effort in sorted(runs)))


# each rule


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (runner(), A.YES),
        (runner(trained=0), A.REST_DAY),
        (runner(trained=1), A.REST_DAY),
        (runner(trained=2), A.YES),
        (runner(trained=1, light=True), A.YES),
        (runner(trained=1, minutes=0), A.YES),
        (runner((0, RACE)), A.RACE_TODAY),
        (runner((1, RACE)), A.HARD_RUN_TOMORROW),
        (runner((1, HARD)), A.HARD_RUN_TOMORROW),
        (runner((1, LONG)), A.HARD_RUN_TOMORROW),
        (runner((1, EASY)), A.YES),
        (runner((0, HARD)), A.HARD_RUN_TODAY),
        (runner((0, LONG)), A.HARD_RUN_TODAY),
        (runner((-1, HARD)), A.YES),
        (runner((2, RACE)), A.RACE_SOON),
        (runner((6, RACE)), A.RACE_SOON),
        (runner((2, HARD)), A.EASE),
        (runner((2, LONG)), A.EASE),
        (runner((2, EASY)), A.YES),
        (runner((3, LONG)), A.YES),
        (runner((7, RACE)), A.LAST_HARD),
        (runner((14, RACE)), A.LAST_HARD),
        (runner((15, RACE)), A.YES),
        (runner((0, EASY)), A.AFTER_EASY_RUN),
    ],
)
def test_each_rule(known: Progress, expected: Advice) -> None:
    """A class, or a run so many days away, decides."""
    assert advice(known, TODAY) is expected


@pytest.mark.parametrize(("sore", "expected"), [(Sore.VERY, A.VERY_SORE), (Sore.LITTLE, A.STIFF), (None, A.YES)])
def test_soreness(sore: Sore | None, expected: Advice) -> None:
    """Very sore waits a day; a little stiff is light."""
    assert advice(runner(), TODAY, sore) is expected


# their order


@pytest.mark.parametrize(
    ("known", "sore", "expected"),
    [
        (runner((0, RACE), (1, HARD), trained=1), Sore.VERY, A.REST_DAY),
        (runner((0, RACE), (1, HARD)), None, A.RACE_TODAY),
        (runner((0, HARD), (1, RACE)), None, A.HARD_RUN_TOMORROW),
        (runner((0, HARD), (3, RACE)), None, A.HARD_RUN_TODAY),
        (runner((3, RACE)), Sore.VERY, A.RACE_SOON),
        (runner((2, LONG)), Sore.VERY, A.VERY_SORE),
        (runner((2, LONG)), Sore.LITTLE, A.STIFF),
        (runner((2, LONG), (9, RACE)), None, A.EASE),
        (runner((0, EASY), (9, RACE)), None, A.LAST_HARD),
        (runner((0, EASY), (2, HARD)), None, A.EASE),
    ],
)
def test_the_first_rule_that_fits_decides(known: Progress, sore: Sore | None, expected: Advice) -> None:
    """Where several rules fit, the one that comes first in the facts decides."""
    assert advice(known, TODAY, sore) is expected


# what it means for a class


def test_a_rest_day_leaves_the_class_long_and_without_rises() -> None:
    """Too soon is the runner's to decide: the class is not light, but nothing in it is new or strenuous."""
    found = for_class(runner(trained=1), TODAY)
    assert found is A.REST_DAY
    assert found.gentle
    assert not found.light


def test_a_hard_run_tomorrow_counts_on_a_rest_day_too() -> None:
    """Who starts a class on a rest day, with a race the next day, gets the light one."""
    assert for_class(runner((1, RACE), trained=1), TODAY) is A.HARD_RUN_TOMORROW


def test_two_days_before_a_long_run_a_class_is_gentle() -> None:
    """Heavy or new work needs 48 hours before a hard or long run."""
    found = for_class(runner((2, LONG)), TODAY)
    assert found.gentle
    assert not found.light


@pytest.mark.parametrize("found", Advice)
def test_light_is_always_gentle_and_never_a_good_day(found: Advice) -> None:
    """What is light enough to be light has no rises, even when the runner wants it full."""
    assert not found.light or (found.gentle and not found.good)


# whatever is known

RUNS = st.lists(st.builds(Run, st.integers(TODAY - 3, TODAY + 30), st.sampled_from(Effort)), max_size=12)
LOGS = st.lists(
    st.builds(
        ClassDone,
        day=st.integers(TODAY - 5, TODAY),
        minutes=st.sampled_from([0, 5, 10, 30]),
        light=st.booleans(),
    ),
    max_size=5,
).map(lambda log: tuple(sorted(log, key=lambda done: done.day)))
SORE = st.sampled_from([None, *Sore])


@st.composite
def runners(draw: st.DrawFn) -> Progress:
    """Return one who trained and told of runs."""
    progress = Progress(log=draw(LOGS))
    for run in draw(RUNS):
        progress = remembered(progress, run, TODAY)
    return progress


@given(runners(), SORE)
def test_never_yes_around_a_hard_run(known: Progress, sore: Sore | None) -> None:
    """No full class the day before a race or a hard or long run, nor on its day, nor in the week before a race."""
    found = advice(known, TODAY, sore)
    for run in known.runs:
        ahead = run.day - TODAY
        if (run.effort is not EASY and ahead in (0, 1)) or (run.effort is RACE and 0 <= ahead <= 6):
            assert not found.good
            assert for_class(known, TODAY).light


@given(runners(), SORE)
def test_never_yes_the_day_after_a_class(known: Progress, sore: Sore | None) -> None:
    """A class today or yesterday is a reason to rest, unless it was light or a lone set."""
    trained = any(done.minutes and not done.light and done.day >= TODAY - 1 for done in known.log)
    assert (advice(known, TODAY, sore) is A.REST_DAY) == trained


@given(runners())
def test_the_next_good_day_is_good_by_the_same_rules(known: Progress) -> None:
    """The day named is to come, good by itself, and every day before it is not."""
    day = next_good_day(known, TODAY)
    assert day > TODAY
    assert advice(known, day).good
    assert not any(advice(known, earlier).good for earlier in range(TODAY + 1, day))


@given(runners(), SORE)
def test_a_run_more_never_makes_a_class_harder(known: Progress, sore: Sore | None) -> None:
    """Without the runs, the advice would be the same or less careful."""
    free = advice(replace(known, runs=()), TODAY, sore)
    assert advice(known, TODAY, sore).good <= free.good


# what is remembered


@given(RUNS)
def test_six_runs_are_remembered_one_a_day(told: list[Run]) -> None:
    """They are in order, from yesterday on; of two on one day the harder one stays."""
    progress = Progress()
    for run in told:
        progress = remembered(progress, run, TODAY)
    days = [run.day for run in progress.runs]
    assert days == sorted(set(days))
    assert len(days) <= 6
    assert all(day >= TODAY - 1 for day in days)


def test_the_harder_run_of_a_day_wins() -> None:
    """A race stays a race, whatever else is told of that day."""
    race, easy = Run(TODAY + 3, RACE), Run(TODAY + 3, EASY)
    assert remembered(remembered(Progress(), race, TODAY), easy, TODAY).runs == (race,)
    assert remembered(remembered(Progress(), easy, TODAY), race, TODAY).runs == (race,)


def test_easy_runs_give_way_to_a_race() -> None:
    """A race far away is not forgotten for six easy runs before it."""
    progress = remembered(Progress(), Run(TODAY + 60, RACE), TODAY)
    for ahead in range(8):
        progress = remembered(progress, Run(TODAY + ahead, EASY), TODAY)
    assert progress.runs[-1] == Run(TODAY + 60, RACE)
    assert len(progress.runs) == 6


def test_runs_that_are_over_are_forgotten() -> None:
    """Telling of a run drops those before yesterday, and one before yesterday is not kept at all."""
    old = Progress(runs=(Run(TODAY - 9, HARD), Run(TODAY - 1, LONG)))
    assert remembered(old, Run(TODAY, EASY), TODAY).runs == (Run(TODAY - 1, LONG), Run(TODAY, EASY))
    assert remembered(Progress(), Run(TODAY - 2, HARD), TODAY).runs == ()
