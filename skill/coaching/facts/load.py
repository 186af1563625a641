"""A weight, as a runner says it."""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a weight is counted in; also the noun it is said with."""

    KILO = "kilo"
    POUND = "pound"


GRAMS = {Unit.KILO: 1_000, Unit.POUND: 454}
SMALLEST = {Unit.KILO: 1, Unit.POUND: 2}
"""The smallest step that plates and dumbbells come in, in whole units."""
STEP = 20
"""A step is one twentieth where that is more (coaching facts 3.4: two to ten percent)."""


@dataclass(frozen=True)
class Load:
    """The weight an exercise is done with, as the runner counts it: in each hand, or on the bar."""

    grams: int
    unit: Unit

    @property
    def number(self) -> int:
        """Whole units."""
        return round(self.grams / GRAMS[self.unit])

    @property
    def next(self) -> "Load":
        """A step heavier."""
        least = SMALLEST[self.unit]
        step = max(round(self.number / STEP / least) * least, least)
        return load_of(self.number + step, self.unit)


def load_of(number: int, unit: Unit) -> Load:
    """So many of a unit."""
    return Load(number * GRAMS[unit], unit)
