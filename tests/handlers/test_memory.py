"""What is kept between requests, whatever happens to the session, the store, or both."""

import json
import logging

import pytest
from ask_sdk_core.skill import CustomSkill

from skill.app import build_skill
from skill.content import Content
from skill.handlers import memory
from skill.storage import open_store
from tests.amazon import response_faults
from tests.handlers.requests_ import CountingStore, Device
from tests.handlers.runner import Runner

SORRY = "may not be remembered"


@pytest.mark.parametrize(
    "damaged",
    [
        {},
        {"coach": None},
        {"coach": 3},
        {"coach": {"session": 3}},
        {"coach": {"progress": {"log": 1}}},
        {"other": 1},
    ],
)
def test_a_damaged_session_starts_anew(device: Device, damaged: dict[str, object]) -> None:
    """A session attribute that cannot be read counts as not there; the record in the store still does."""
    device.launch().say("StartClassIntent", "GoIntent")
    device.attributes = damaged
    device.say("AMAZON.HelpIntent")
    assert response_faults(device.response) == []
    assert device.listens
    assert device.launch().heard.count("You stopped") == 1


@pytest.mark.parametrize("damaged", [3, [], {"log": 7}, {"workout": {"plan": "x"}}, {"talk": "loud"}, "text"])
def test_a_damaged_record_is_set_aside(device: Device, store: CountingStore, damaged: object) -> None:
    """A record that cannot be read is kept beside the new one, and the runner is coached."""
    store.record = {"progress": damaged}
    assert device.launch().listens
    assert device.say("StartClassIntent", "GoIntent").listens
    assert store.record["set_aside"] == [["part"], [json.dumps(damaged)]]
    assert store.record["progress"]["workout"]


def test_a_class_is_there_in_the_next_conversation(device: Device) -> None:
    """A class left open is offered again."""
    device.launch().say("StartClassIntent", "GoIntent").send({"type": "SessionEndedRequest", "reason": "ERROR"})
    assert "You stopped" in device.launch().heard


def test_a_store_that_is_down_does_not_stop_the_coaching(device: Device, store: CountingStore) -> None:
    """With the store down a class is led, and the runner told once that today may not be remembered."""
    store.down = True
    said = [device.launch().heard]
    for name in ("StartClassIntent", "GoIntent", "AMAZON.PauseIntent"):
        said.append(device.say(name).heard)
        assert device.listens
    assert [SORRY in text for text in said] == [True, False, False, False]


def test_a_store_that_was_down_gets_everything_later(device: Device, store: CountingStore) -> None:
    """As soon as the store is up again what happened meanwhile is saved."""
    store.down = True
    device.launch().say("StartClassIntent", "GoIntent")
    store.down = False
    device.say("AMAZON.PauseIntent")
    assert "workout" in str(store.record["progress"])
    assert "You stopped" in device.launch().heard


def test_a_store_down_only_at_the_first_read_keeps_the_old_record(
    device: Device, store: CountingStore, skill: CustomSkill
) -> None:
    """A record that could not be read is not overwritten by the new conversation, but merged with it."""
    device.launch().say("StartClassIntent", "GoIntent", "AMAZON.StopIntent")
    other = Device(skill)
    store.down = True
    other.launch()
    store.down = False
    other.say("AMAZON.HelpIntent")
    assert "workout" in str(store.record["progress"])


def test_a_store_that_fails_at_every_write_is_tried_again(device: Device, store: CountingStore) -> None:
    """Each turn that has something to save tries."""
    device.launch().say("StartClassIntent")
    store.down = True
    tried = store.writes
    device.say("GoIntent", "AMAZON.PauseIntent")
    assert store.writes == tried + 2


def test_a_conversation_reads_once(device: Device, store: CountingStore) -> None:
    """The store is read when a conversation begins, and not again."""
    device.launch().say("StartClassIntent", "GoIntent", "AMAZON.PauseIntent", "GoIntent")
    assert store.reads == 1


def led_through_a_class(runner: Runner) -> int:
    """Let a runner take a class to its end, and return how many turns it had."""
    runner.says("start a ten minute class", "wait for me")
    turns = 2
    while runner.response["shouldEndSession"] is False:
        runner.says("go")
        turns += 1
    return turns


def test_a_class_costs_one_read_and_a_write_a_turn(store: CountingStore) -> None:
    """From the first word to the last, each turn moves the place: it is written, and nothing is read again."""
    turns = led_through_a_class(Runner(store=store))
    assert turns >= 6
    assert (store.reads, store.writes) == (1, turns)


def test_with_other_runners_a_class_costs_a_read_more_a_turn(store: CountingStore) -> None:
    """What is kept of the others does not travel through the session: it is read before each write."""
    runner = Runner(store=store)
    runner.put({"progress": {"welcomed": True}, "owner": "one", "people": {"other": {"welcomed": True}}})
    store.writes = 0
    turns = led_through_a_class(runner)
    assert (store.reads, store.writes) == (1 + turns, turns)


def test_a_how_to_costs_one_read_and_a_write_where_the_place_moves(store: CountingStore) -> None:
    """The steps are written as they are taken; questions and repeats between them are not."""
    runner = Runner(store=store)
    runner.says("how do i do a glute bridge", "how should i breathe", "next", "repeat", "next", "stop")
    assert store.reads == 1
    assert store.writes <= 4


def test_a_turn_writes_once(device: Device, store: CountingStore) -> None:
    """A turn that changed something writes once."""
    device.launch().say("StartClassIntent")
    for name in ("GoIntent", "AMAZON.PauseIntent", "SlowerIntent"):
        before = store.writes
        device.say(name)
        assert store.writes == before + 1, name


def test_a_turn_that_changed_nothing_writes_nothing(device: Device, store: CountingStore) -> None:
    """A question answered is no reason to write."""
    device.launch()
    before = store.writes
    device.say("SafetyQuestionIntent", "AMAZON.HelpIntent", "ListExercisesIntent")
    assert store.writes == before


def test_two_devices_lose_nothing(content: Content) -> None:
    """What one device learns while another is in a class is remembered beside the class."""
    skill = build_skill(content, open_store("memory:"))
    kitchen, hall = Device(skill), Device(skill)
    kitchen.launch()
    hall.launch()
    kitchen.say("StartClassIntent", "GoIntent")
    hall.say("ForgetMeIntent", "AMAZON.NoIntent", "PainIntent")
    kitchen.say("AMAZON.PauseIntent")
    third = Device(skill).launch()
    assert third.listens
    assert third.attributes is not None
    progress = json.loads(third.attributes["coach"])["progress"]
    assert "ended_early" in progress


def test_a_store_that_always_conflicts_loses_only_itself(
    device: Device, store: CountingStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a save conflicts again and again the runner is coached, and told."""
    monkeypatch.setattr(memory, "PATIENCE", 0.05)
    device.launch()
    store.conflict = True
    assert device.say("StartClassIntent").listens
    go = device.say("GoIntent")
    assert go.listens
    assert SORRY in go.heard


def test_runners_are_kept_apart(content: Content) -> None:
    """One account never sees another one's class."""
    skill = build_skill(content, open_store("memory:"))
    Device(skill, "one").launch().say("StartClassIntent", "GoIntent")
    assert "You stopped" not in Device(skill, "other").launch().heard


def test_forgetting_leaves_nothing(device: Device, store: CountingStore) -> None:
    """After "forget me" and yes the runner is a new one."""
    device.launch().say("StartClassIntent", "GoIntent", "ForgetMeIntent", "AMAZON.YesIntent")
    assert store.record == {}
    assert "Welcome" in device.launch().heard


def test_a_failing_store_is_logged(device: Device, store: CountingStore, caplog: pytest.LogCaptureFixture) -> None:
    """Each failure of the store is one line in the log, without the runner's name."""
    store.down = True
    with caplog.at_level(logging.ERROR):
        device.launch()
    assert "store not readable" in caplog.text
    assert "runner" not in caplog.text.replace("runner's", "")
