"""Times a thing and its baseline by turns, so that whatever slows the machine slows both."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

SECONDS = 2.0
"""How long a case is timed, baseline included, where nothing else is said."""
LEAST_RUNS = 20


@dataclass(frozen=True)
class Case:
    """Something to time, and what it is compared with."""

    name: str
    run: Callable[[], object]
    baseline_name: str
    baseline: Callable[[], object]
    before: Callable[[], object] = lambda: None
    """Done before each run of the two, and not timed."""


@dataclass(frozen=True)
class Timing:
    """Durations of one thing, in milliseconds."""

    median: float
    p95: float

    @classmethod
    def of(cls, seconds: list[float]) -> "Timing":
        """The timing of durations given in seconds."""
        return cls(median(seconds) * 1000, quantiles(seconds, n=20)[-1] * 1000)


@dataclass(frozen=True)
class Result:
    """A case that was timed."""

    name: str
    baseline_name: str
    runs: int
    timing: Timing
    baseline: Timing

    @property
    def ratio(self) -> float:
        """How many times as long as its baseline it takes, by the medians."""
        return self.timing.median / self.baseline.median


def measure(case: Case, seconds: float = SECONDS) -> Result:
    """Time a case for so many seconds, after a run of each that does not count."""
    case.before()
    case.baseline()
    case.run()
    baselines: list[float] = []
    runs: list[float] = []
    end = perf_counter() + seconds
    while perf_counter() < end or len(runs) < LEAST_RUNS:
        case.before()
        baselines.append(_seconds(case.baseline))
        runs.append(_seconds(case.run))
    return Result(case.name, case.baseline_name, len(runs), Timing.of(runs), Timing.of(baselines))


def _seconds(function: Callable[[], object]) -> float:
    start = perf_counter()
    function()
    return perf_counter() - start
