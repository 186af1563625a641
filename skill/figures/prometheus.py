"""Figures of a service, for Prometheus."""

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from skill.figures.turns import Outcome, Turn

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8)
"""Bounds of the histogram; Alexa waits eight."""


class Figures:
    """Counts turns."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._turns = Counter("coach_turns", "Turns, by outcome.", ["outcome"], registry=self._registry)
        self._missed = Counter(
            "coach_missed",
            "Turns in which the runner was not understood, by what the coach was waiting for.",
            ["state"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "coach_turn_seconds", "Seconds a turn took.", buckets=SECONDS, registry=self._registry
        )
        self._refused = Counter("coach_refused", "Requests refused at the door of Alexa.", registry=self._registry)

    def tell(self, turn: Turn) -> None:
        """Count a turn."""
        self._turns.labels(turn.outcome.value).inc()
        self._seconds.observe(turn.milliseconds / 1000)
        if turn.outcome is Outcome.MISSED:
            self._missed.labels(turn.state).inc()

    def refused(self) -> None:
        """Count a request that was refused."""
        self._refused.inc()

    def page(self) -> bytes:
        """The figures in Prometheus' text format."""
        return generate_latest(self._registry)
