"""After pain, hour by hour, on two devices of one runner: no class by any door until the next day."""

import pytest

from skill.storage import open_store
from tests.conversation import Talk

DOORS = (
    "start a class",
    "start the desk break",
    "go on",
    "let's do some nordic curls",
    "start a session with bridges",
)
HURT = "my knee hurts"


@pytest.fixture
def devices() -> tuple[Talk, Talk]:
    """A class in the kitchen that ended for pain ten minutes after noon, and the speaker upstairs."""
    store = open_store("memory:")
    kitchen, upstairs = Talk(store=store), Talk(store=store)
    kitchen.says("start a ten minute session")
    kitchen.says("straight through")
    kitchen.wait("2m")
    assert "ended the class" in kitchen.says(HURT)
    return kitchen, upstairs


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("later", ["10m", "1h", "6h", "11h"])
def test_for_twelve_hours_no_door_of_any_device_leads_to_a_class(
    devices: tuple[Talk, Talk], door: str, later: str
) -> None:
    """It says so, and counts nothing."""
    for device in devices:
        device.wait(later)
        heard = device.says(door)
        assert "Here's the warm-up" not in heard
        assert "Straight through" not in heard
        assert "ended today's training early" in heard


def test_the_next_day_a_class_is_planned_again(devices: tuple[Talk, Talk]) -> None:
    """On either device; where no time zone is known, a day is twenty-four hours."""
    for device in devices:
        device.wait("25h")
        assert "ended today's training" not in device.says("start a class")


def test_an_open_class_on_the_other_device_is_over(devices: tuple[Talk, Talk]) -> None:
    """What was begun there before the pain is not gone on with after it."""
    store = open_store("memory:")
    kitchen, upstairs = Talk(store=store), Talk(store=store)
    upstairs.says("start a ten minute session")
    upstairs.says("straight through")
    upstairs.says("stop")
    kitchen.wait("20m")
    kitchen.says(HURT)
    upstairs.wait("30m")

    assert "ended today's training early" in upstairs.says("go on")


def test_a_misunderstanding_is_cleared_on_either_device(devices: tuple[Talk, Talk]) -> None:
    """With one sentence and a yes."""
    kitchen, upstairs = devices
    upstairs.wait("1h")
    assert "no pain anywhere" in upstairs.says("nothing hurts").lower()
    upstairs.says("yes")
    kitchen.wait("2h")

    assert "ended today's training early" not in kitchen.says("start a class")
