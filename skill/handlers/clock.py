"""The runner's clock: in which time zone a day begins and ends."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from functools import lru_cache

from ask_sdk_model import RequestEnvelope
from dateutil.tz import gettz  # type: ignore[import-untyped]  # the SDK has it, and it brings its own zones

log = logging.getLogger(__name__)

QUARTER = 900_000
"""Milliseconds of a quarter of an hour: clocks are put forward and back on one (tz database, since 1972)."""


def no_zone(_: RequestEnvelope) -> None:
    """The zone of a device that cannot be asked."""


class Clock:
    """Knows how far runners' clocks are ahead of UTC."""

    def __init__(self, default: str = "UTC", zone_of: Callable[[RequestEnvelope], str | None] = no_zone) -> None:
        self._default = default
        self.zone_of = zone_of
        """Asks for the time zone (`Europe/London`) of the device that a request came from; None is not known."""

    def offset(self, zone: str | None, now: int) -> int:
        """Milliseconds by which a clock in a zone, or in the default one, is ahead of UTC at a moment."""
        return _offset(zone or self._default, now // QUARTER)


@lru_cache(maxsize=256)
def _offset(zone: str, quarter: int) -> int:
    ahead = datetime.fromtimestamp(quarter * QUARTER / 1000, time_zone(zone) or UTC).utcoffset()
    return round(ahead.total_seconds() * 1000) if ahead else 0


@lru_cache(maxsize=64)
def time_zone(name: str) -> tzinfo | None:
    """The time zone of that name; None where there is none."""
    try:
        found: tzinfo | None = gettz(name) if name else None
    except (OSError, ValueError):
        found = None
    if found is None:
        log.warning("unknown time zone: %s", name)
    return found
