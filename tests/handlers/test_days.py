"""Days begin and end on the runner's clock."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from threading import Event

import pytest

from skill.app import Settings
from skill.handlers.alexa_api import zone_of
from skill.handlers.clock import Clock
from skill.handlers.household import read_household
from tests.handlers.amazon_services import Amazon, Server
from tests.handlers.requests_ import CountingStore
from tests.handlers.runner import Runner

LOS_ANGELES, SYDNEY = "America/Los_Angeles", "Australia/Sydney"
HOUR = 3_600_000
CLASS = ("start a ten minute class", "straight through")
NOT_TODAY = "leave it for today"


def at(day: int, hour: int, zone: str) -> int:
    """Return an hour of a day in January 2026, a Monday being the fifth, in milliseconds since the epoch."""
    noon_utc = round(datetime(2026, 1, day, 12, tzinfo=UTC).timestamp() * 1000)
    return noon_utc + (hour - 12) * HOUR - Clock().offset(zone, noon_utc)


def day_of(day: int) -> int:
    """Return a day in January 2026 in days since the epoch."""
    return (date(2026, 1, day) - date(1970, 1, 1)).days


@pytest.fixture
def amazon() -> Amazon:
    """Give services that behave, and can be told not to."""
    return Amazon()


@pytest.fixture
def endpoint(amazon: Amazon) -> Iterator[str]:
    """Give the address of the services."""
    with Server(amazon) as running:
        yield running.endpoint


def runner_in(zone: str | None, amazon: Amazon, endpoint: str, start: int, store: object = None) -> Runner:
    """Return a runner whose device stands in that zone."""
    amazon.zone = zone
    return Runner(endpoint, store=store, clock=Clock(zone_of=zone_of), start=start)


@pytest.mark.parametrize("hour", [15, 17, 20, 23])
def test_a_class_in_the_evening_is_of_that_day(amazon, endpoint, hour):
    """In Los Angeles it is Monday until midnight, though from four in the afternoon it is Tuesday in UTC."""
    runner = runner_in(LOS_ANGELES, amazon, endpoint, at(5, hour, LOS_ANGELES))
    runner.says(*CLASS, "next")
    runner.waits(0.1).says("stop")

    runner.waits(22).says(*CLASS, "next")
    runner.waits(0.1).says("stop")
    runner.waits(48).says("start a ten minute class", "go")

    log = read_household(runner.record).progress.log
    assert [done.day for done in log] == [day_of(5), day_of(6)]


def test_after_pain_the_day_is_over_until_the_night_in_los_angeles(amazon, endpoint):
    """Pain at three: no class at five (another day in UTC), at eight, nor within twelve hours; then a class."""
    runner = runner_in(LOS_ANGELES, amazon, endpoint, at(5, 15, LOS_ANGELES))
    runner.says(*CLASS, "my hamstring hurts")

    assert NOT_TODAY in runner.waits(2).says("start a class")
    assert NOT_TODAY in runner.waits(3).says("start a class")
    assert NOT_TODAY in runner.waits(6.9).says("start a class")
    assert "minutes" in runner.waits(0.3).says("start a class")


def test_after_pain_the_day_is_over_until_midnight_in_sydney(amazon, endpoint):
    """Pain at eight in the morning, when it is yesterday in UTC: no class at half past eleven at night."""
    runner = runner_in(SYDNEY, amazon, endpoint, at(6, 8, SYDNEY))
    runner.says(*CLASS, "my hamstring hurts")

    assert NOT_TODAY in runner.waits(15.5).says("start a class")
    assert "minutes" in runner.waits(1).says("start a class")


@pytest.mark.parametrize("hour", [0, 6, 12, 18, 23])
def test_where_the_zone_is_not_known_a_day_counts_in_full(amazon, endpoint, hour):
    """Whatever time it may be where the runner is, after pain there is no class for 24 hours."""
    runner = runner_in(None, amazon, endpoint, at(5, hour, "UTC"))
    runner.says("my hamstring hurts")

    assert NOT_TODAY in runner.waits(23.9).says("start a class")
    assert "minutes" in runner.waits(0.2).says("start a class")


def test_a_zone_learnt_after_the_pain_changes_nothing(amazon, endpoint):
    """The service was down when it hurt, in the morning in Sydney; that evening there is no class all the same."""
    runner = runner_in(None, amazon, endpoint, at(6, 8, SYDNEY))
    runner.says("my hamstring hurts")
    amazon.zone = SYDNEY

    assert NOT_TODAY in runner.waits(12).says("start a class")
    assert "minutes" in runner.waits(5).says("start a class")


# asking for the zone


def test_the_zone_is_asked_for_once(amazon, endpoint):
    """The first turn of the first conversation asks, and the answer is kept for good."""
    runner = runner_in(LOS_ANGELES, amazon, endpoint, at(5, 17, LOS_ANGELES))
    runner.says("open hamstring coach", "start a class", "stop", "open hamstring coach", "stop")

    assert len(amazon.calls) == 1
    assert runner.record["progress"]["zone"] == LOS_ANGELES


def test_a_zone_is_kept_where_nothing_else_is(amazon, endpoint):
    """A question answered is nothing to remember; the zone is."""
    runner_in(LOS_ANGELES, amazon, endpoint, at(5, 17, LOS_ANGELES)).says("is the nordic curl safe")

    assert len(amazon.calls) == 1


def test_a_try_that_failed_is_made_again_in_the_next_conversation(amazon, endpoint):
    """And not at every turn: a runner does not wait for it more than once."""
    runner = runner_in(None, amazon, endpoint, at(5, 17, LOS_ANGELES))
    runner.says("open hamstring coach", "start a class", "go", "stop")
    assert len(amazon.calls) == 1

    runner.says("open hamstring coach", "stop")
    assert len(amazon.calls) == 2


def test_a_slow_service_is_hardly_waited_for(amazon, endpoint):
    """The coach answers while the service still thinks, and the days are those of UTC."""
    amazon.held = Event()
    runner = runner_in(LOS_ANGELES, amazon, endpoint, at(5, 17, LOS_ANGELES))

    assert "Welcome" in runner.says("open hamstring coach")
    assert not amazon.held.is_set()
    amazon.held.set()


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:9", "nonsense", "http://", "http://[", "http://é.\n", ""])
def test_a_service_that_is_not_there_is_no_error(amazon, endpoint):
    """Whatever stands for an address, the runner is welcomed."""
    assert "Welcome" in runner_in(None, amazon, endpoint, at(5, 17, LOS_ANGELES)).says("open hamstring coach")


def test_a_device_in_a_zone_nobody_knows_lives_in_utc(amazon, endpoint):
    """A name of no zone is as good as none."""
    assert "Welcome" in runner_in("Atlantis/Harbour", amazon, endpoint, at(5, 17, "UTC")).says(
        "open hamstring coach"
    )


def test_a_zone_that_cannot_be_kept_is_nothing_to_tell(amazon, endpoint):
    """With only the zone to save, a store that is down is not spoken of; the zone is saved with the next save."""
    store = CountingStore()
    store.down_for_writing = True
    runner = runner_in(LOS_ANGELES, amazon, endpoint, at(5, 17, LOS_ANGELES), store)
    runner.says("how often should i train")
    assert "may not be remembered" not in runner.says("how often should i train")

    store.down_for_writing = False
    runner.says("start a class", "go")

    assert runner.record["progress"]["zone"] == LOS_ANGELES
    assert len(amazon.calls) == 1


# the clock


@pytest.mark.parametrize(
    ("zone", "month", "hours"),
    [
        ("UTC", 1, 0),
        ("Europe/London", 1, 0),
        ("Europe/London", 7, 1),
        (LOS_ANGELES, 1, -8),
        (LOS_ANGELES, 7, -7),
        (SYDNEY, 1, 11),
        ("Asia/Kathmandu", 1, 5.75),
        ("Pacific/Kiritimati", 1, 14),
        ("Atlantis/Harbour", 1, 0),
        ("", 1, 0),
    ],
)
def test_a_clock_is_ahead_by_its_zone_and_season(zone, month, hours):
    """Summer time included; a zone nobody knows counts as UTC."""
    now = round(datetime(2026, month, 15, tzinfo=UTC).timestamp() * 1000)
    assert Clock().offset(zone, now) == hours * HOUR


def test_where_nothing_is_known_the_setting_counts():
    """COACH_TIME_ZONE says where the runners of a console, or of a silent device, live."""
    zone = Settings.from_environment({"COACH_TIME_ZONE": SYDNEY}).time_zone
    assert Clock(zone).offset(None, at(6, 8, SYDNEY)) == 11 * HOUR
    assert Settings.from_environment({}).time_zone == "UTC"
