"""Whether to train, and how hard: the ordered rules of coaching facts 3.3, and the reasons in words.

Pain comes before all of them: on a day that ended early for safety, `safety.ended_today` forbids any class.
"""

from collections.abc import Mapping
from enum import StrEnum, auto
from itertools import count

from skill.coaching.facts.felt import Effort, Sore
from skill.coaching.record.log import days_since_class
from skill.coaching.record.record import Progress, Run


class Advice(StrEnum):
    """What to do today. In the order of the rules: the first that fits decides."""

    REST_DAY = auto()
    """Hamstrings trained today or yesterday."""
    RACE_TODAY = auto()
    HARD_RUN_TOMORROW = auto()
    """A race, or a hard or long run."""
    HARD_RUN_TODAY = auto()
    """A hard or long run, done or still to do."""
    RACE_SOON = auto()
    VERY_SORE = auto()
    STIFF = auto()
    EASE = auto()
    """A hard or long run in two days: heavy or new work needs 48 hours before one."""
    LAST_HARD = auto()
    """A race in one or two weeks: the time of the last hard classes before it."""
    AFTER_EASY_RUN = auto()
    YES = auto()

    @property
    def light(self) -> bool:
        """Whether a class today is five easy minutes, unless the runner wants the full one."""
        return self in _LIGHT

    @property
    def gentle(self) -> bool:
        """Whether a class today, however long, has no rises and nothing strenuous."""
        return self in (*_LIGHT, Advice.REST_DAY, Advice.EASE)

    @property
    def good(self) -> bool:
        """Whether it is a day to train on."""
        return self not in (*_LIGHT, Advice.REST_DAY)


_LIGHT = (
    Advice.RACE_TODAY,
    Advice.HARD_RUN_TOMORROW,
    Advice.HARD_RUN_TODAY,
    Advice.RACE_SOON,
    Advice.VERY_SORE,
    Advice.STIFF,
)
_HARD = (Effort.HARD, Effort.LONG)
_RUNS: Mapping[Advice, tuple[tuple[Effort, ...], range]] = {
    Advice.RACE_TODAY: ((Effort.RACE,), range(1)),
    Advice.HARD_RUN_TOMORROW: ((*_HARD, Effort.RACE), range(1, 2)),
    Advice.HARD_RUN_TODAY: (_HARD, range(1)),
    Advice.RACE_SOON: ((Effort.RACE,), range(2, 7)),
    Advice.EASE: (_HARD, range(2, 3)),
    Advice.LAST_HARD: ((Effort.RACE,), range(7, 15)),
    Advice.AFTER_EASY_RUN: ((Effort.EASY,), range(1)),
}
"""The efforts of the runs that are a reason for it, and how many days ahead they are."""
_AFTER_REST = tuple(found for found in Advice if found is not Advice.REST_DAY)
_SORE = {Advice.VERY_SORE: Sore.VERY, Advice.STIFF: Sore.LITTLE}


def advice(progress: Progress, today: int, sore: Sore | None = None) -> Advice:
    """What to do on a day, in days since the epoch."""
    is_rest_day = days_since_class(progress, today) in (0, 1)
    return Advice.REST_DAY if is_rest_day else _by_runs(progress, today, sore)


def for_class(progress: Progress, today: int) -> Advice:
    """What shapes a class that is started: a run that asks for a light one does so on a rest day too."""
    by_runs = _by_runs(progress, today)
    return by_runs if by_runs.light else advice(progress, today)


def next_good_day(progress: Progress, today: int) -> int:
    """The first day after today to train on, as far as runs are known; in days since the epoch."""
    return next(day for day in count(today + 1) if advice(progress, day).good)


def _by_runs(progress: Progress, today: int, sore: Sore | None = None) -> Advice:
    """What to do on a day that is no rest day."""
    if not progress.runs and sore is None:
        return Advice.YES
    return next(found for found in _AFTER_REST if _fits(found, progress, today, sore))


def run_behind(found: Advice, progress: Progress, today: int) -> Run | None:
    """The run that is the reason for it; None where that is none."""
    efforts, ahead = _RUNS.get(found, ((), range(0)))
    return next((run for run in progress.runs if run.effort in efforts and run.day - today in ahead), None)


def _fits(found: Advice, progress: Progress, today: int, sore: Sore | None) -> bool:
    if found in _SORE:
        return sore is _SORE[found]
    return found is Advice.YES or run_behind(found, progress, today) is not None


# in words
