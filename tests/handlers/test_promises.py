"""What is promised is saved first: words at the end of a conversation, and about pain, say what came of it."""

from collections.abc import Callable

import pytest

from skill.app import build_skill
from skill.content import Content
from skill.handlers.memory import LAST_TRY, Saver
from tests.handlers.requests_ import CountingStore, Device

NOT_SAVED = "couldn't save"
NOT_TODAY = "leave it for today"
IN_A_CLASS = ("StartClassIntent", "GoIntent", "GoIntent")


class Time:
    """A clock that goes on only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> Time:
    """Give a clock that stands."""
    return Time()


@pytest.fixture
def new_device(content: Content, store: CountingStore, time: Time) -> Callable[[], Device]:
    """Give what makes devices of one account, whose saves take no time."""
    skill = build_skill(content, store, saver=Saver(store, lambda: time.now, time.sleep))
    return lambda: Device(skill)


@pytest.fixture
def device(new_device: Callable[[], Device]) -> Device:
    """Give a device in the middle of a class."""
    return new_device().launch().say(*IN_A_CLASS)


def test_pain_is_saved_though_one_save_fails(
    device: Device, store: CountingStore, new_device: Callable[[], Device]
) -> None:
    """It is tried again within the turn, and the words are those of every day."""
    store.failing = 1
    device.say("PainIntent")
    assert NOT_SAVED not in device.heard
    assert not device.listens
    assert NOT_TODAY in new_device().launch().say("StartClassIntent").heard


@pytest.mark.parametrize("later", ["AMAZON.YesIntent", "AMAZON.FallbackIntent", None])
def test_pain_that_could_not_be_saved_keeps_the_conversation(
    device: Device, store: CountingStore, new_device: Callable[[], Device], later: str | None
) -> None:
    """It is said, and saved with the next word, or with the runner's silence."""
    store.down_for_writing = True
    device.say("PainIntent")
    assert device.heard.startswith("<speak>Stop there")
    assert NOT_SAVED in device.heard
    assert device.listens

    store.down_for_writing = False
    if later:
        device.say(later)
    else:
        device.send({"type": "SessionEndedRequest", "reason": "EXCEEDED_MAX_REPROMPTS"})
    assert NOT_TODAY in new_device().launch().say("StartClassIntent").heard


def test_a_save_is_tried_as_long_as_the_turn_allows(device: Device, store: CountingStore, time: Time) -> None:
    """The last try begins within four seconds, so that the answer is there within eight."""
    store.down_for_writing = True
    tried, began = store.writes, time.now
    device.say("PainIntent")
    assert store.writes > tried + 1
    assert LAST_TRY - 1 < time.now - began <= LAST_TRY


def test_an_emergency_waits_for_no_save(device: Device, store: CountingStore, time: Time) -> None:
    """The number to call is spoken at once; saving is tried once, afterwards."""
    store.down_for_writing = True
    device.say("EmergencyIntent")
    assert "emergency number" in device.heard
    assert NOT_SAVED not in device.heard
    assert time.slept == []


def test_a_place_that_is_not_saved_is_not_promised(device: Device, store: CountingStore) -> None:
    """Stop says that it stops, and not that the place is kept."""
    store.down_for_writing = True
    device.say("AMAZON.StopIntent")
    assert "Stopping there." in device.heard
    assert "kept your place" not in device.heard
    assert NOT_SAVED in device.heard


def test_a_place_is_saved_though_one_save_fails(
    device: Device, store: CountingStore, new_device: Callable[[], Device]
) -> None:
    """The place is kept, and said to be."""
    store.failing = 1
    device.say("AMAZON.StopIntent")
    assert "kept your place" in device.heard
    assert "You stopped" in new_device().launch().heard


def test_a_class_done_is_saved_though_one_save_fails(device: Device, store: CountingStore) -> None:
    """The last turn of a class is not lost."""
    while device.say("GoIntent").listens:
        store.failing = 1
    assert store.record["progress"]["classes"] == 1


def test_a_question_of_pain_is_saved_before_it_is_asked(
    device: Device, store: CountingStore, new_device: Callable[[], Device]
) -> None:
    """Whoever leaves then is asked first when they come back."""
    store.failing = 1
    device.say("EffortIntent")
    assert "was it pain, or just hard work" in new_device().launch().heard
