"""What a runner tells of a set, in the set's own unit: reps, seconds, each leg, or how many were left undone."""

from dataclasses import dataclass

from skill.coaching.facts.exercise import Counting, Exercise
from skill.coaching.facts.felt import Felt, felt_of
from skill.coaching.timeline.plan import PlannedSet
from skill.coaching.turn.events import Event

MOST = 99
"""Reps, or seconds, that one set can have."""
FAR_MORE = 2
"""How many times the planned amount a number is before it is asked back."""


@dataclass(frozen=True)
class Told:
    """What was told of one set."""

    amount: int | None = None
    """Reps, or seconds of a hold; of legs told apart those of the weaker one. None: as planned."""
    felt: Felt | None = None
    legs: tuple[int, ...] = ()
    """Right and left, where they differ."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was told that could be kept: a mere "done"."""
        return self.amount is None and self.felt is None


def told_of(event: Event, planned: PlannedSet, exercise: Exercise) -> Told:
    """What the event tells of a set as it was planned."""
    if event.effort is not None:
        return Told(felt=felt_of(event.effort))
    felt = event.felt
    if event.legs:
        legs = tuple(min(leg, MOST) for leg in event.legs)
        return Told(min(legs), felt, legs if len(set(legs)) > 1 else ())
    if event.short is not None:
        return Told(max(planned.amount - event.short, 0), felt)
    return Told(amount_in(event, exercise), felt)


def amount_in(event: Event, exercise: Exercise) -> int | None:
    """The number said, where it is in the exercise's own unit: seconds of a hold, reps of all else.

    A bare number is in that unit; seconds are no reps.
    """
    if event.seconds is not None:
        return event.seconds if exercise.counting is Counting.HOLD else None
    return event.number


def is_unlikely(amount: int, planned: PlannedSet) -> bool:
    """Whether so many may have been misheard: fifteen and fifty sound alike."""
    return amount > FAR_MORE * planned.amount
