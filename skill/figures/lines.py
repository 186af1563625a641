"""One line of JSON a turn: in a service's log, and on Lambda as CloudWatch's embedded metrics."""

import json
import logging
import sys
import time
from collections.abc import Callable

from skill.figures.turns import Outcome, Turn

NAMESPACE = "HamstringCoach"
log = logging.getLogger("skill.turn")


def log_turn(turn: Turn) -> None:
    """Write a turn to the log."""
    log.info("%s", json.dumps(turn.as_data()))


def embedded(write: Callable[[str], object] = sys.stderr.write) -> Callable[[Turn], None]:
    """A teller that writes the line CloudWatch makes metrics of: milliseconds and outcomes, misses by state."""

    def tell(turn: Turn) -> None:
        write(json.dumps(_with_metrics(turn)) + "\n")

    return tell


def _with_metrics(turn: Turn) -> dict[str, object]:
    """A turn in the Embedded Metric Format (Amazon CloudWatch User Guide, "Embedded metric format")."""
    metrics = [{"Name": "milliseconds", "Unit": "Milliseconds"}, {"Name": "failed", "Unit": "Count"}]
    directives = [{"Namespace": NAMESPACE, "Dimensions": [[]], "Metrics": metrics}]
    missed = [{"Name": "missed", "Unit": "Count"}]
    if turn.outcome is Outcome.MISSED:
        directives.append({"Namespace": NAMESPACE, "Dimensions": [["state"]], "Metrics": missed})
    return {
        "_aws": {"Timestamp": time.time_ns() // 1_000_000, "CloudWatchMetrics": directives},
        **turn.as_data(),
        "failed": int(turn.outcome is Outcome.FAILED),
        "missed": int(turn.outcome is Outcome.MISSED),
    }
