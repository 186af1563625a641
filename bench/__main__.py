"""Times everything, prints a table and writes build/bench.json.

`python -m bench [SECONDS]` gives each case so many seconds.
"""

import json
import logging
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.coach import build_coach
from bench.cold import ROOT, cold_case
from bench.measure import SECONDS, Case, Result, measure
from bench.parts import part_cases
from bench.turns import LAUNCH, turn_cases

OUT = ROOT / "build" / "bench.json"
LINE = "{:<30} {:>10} {:>10}   {:<24} {:>10} {:>10} {:>7}"
HEAD = LINE.format("", "median ms", "p95 ms", "against", "median ms", "p95 ms", "ratio")


def main() -> None:
    """Time every case, and print each as it is done."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    logging.disable(logging.WARNING)  # one case turns the verification of requests off, which is told in the log
    print(HEAD)  # noqa: T201
    results = []
    with TemporaryDirectory() as folder:
        for case in _cases(Path(folder)):
            results.append(measure(case, seconds))
            print(_line(results[-1]), flush=True)  # noqa: T201
    OUT.parent.mkdir(exist_ok=True)
    rows = [asdict(result) | {"ratio": result.ratio} for result in results]
    OUT.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


def _cases(folder: Path) -> Iterator[Case]:
    coach = build_coach()
    yield from turn_cases(coach)
    yield from part_cases(coach, folder)
    yield cold_case(coach.last_request(LAUNCH))


def _line(result: Result) -> str:
    ours, plain = result.timing, result.baseline
    times = [f"{time:.3f}" for time in (ours.median, ours.p95, plain.median, plain.p95)]
    return LINE.format(result.name, *times[:2], result.baseline_name, *times[2:], f"{result.ratio:.1f}")


if __name__ == "__main__":
    main()
