"""What is kept of a runner is deleted: asked for by voice, or because the skill was disabled."""

import pytest

from skill.storage import StorageError
from tests.handlers.requests_ import CountingStore
from tests.handlers.runner import Runner

FIRST = ("start my hamstring session", "go")


@pytest.fixture
def store() -> CountingStore:
    """Give a store that can fail."""
    return CountingStore()


@pytest.fixture
def runner(store: CountingStore) -> Runner:
    """Give a runner who has left a class open."""
    runner = Runner(store=store)
    runner.says(*FIRST, "stop")
    return runner


def test_forget_me_deletes_after_a_yes(runner):
    """No record is left, not even an empty one, and the coach says so and closes."""
    assert runner.record["progress"]

    assert runner.says("forget me") == "Shall I delete everything I remember about you?"
    assert runner.says("yes") == "Done. I've deleted all of it. Goodbye."

    assert runner.record == {}
    assert runner.response["shouldEndSession"] is True


def test_a_no_deletes_nothing(runner):
    """Without the yes the record stays as it was."""
    before = runner.record

    runner.says("forget me", "no")

    assert runner.record == before


def test_a_runner_forgotten_is_a_new_one(runner):
    """The next conversation begins with the disclaimer, as the very first one did, and can be remembered again."""
    runner.says("forget me", "yes")

    assert "I'm a fitness guide, not medical advice." in runner.says("open hamstring coach")
    assert runner.record["progress"]["welcomed"] is True


def test_a_record_set_aside_is_deleted_too(runner, store):
    """What could not be read is not kept behind the runner's back."""
    record = runner.record
    runner.put({**record, "progress": {"version": "damaged"}})
    runner.says("open hamstring coach")
    assert "set_aside" in runner.record

    runner.says("forget me", "yes")

    assert runner.record == {}


def test_what_was_not_deleted_is_not_said_to_be(runner, store):
    """With the store down the runner hears that nothing is deleted yet, and nothing is."""
    runner.says("forget me")
    store.down = True

    heard = runner.says("yes")

    store.down = False
    assert heard == "I can't reach my memory right now, so nothing is deleted yet. Please ask me again later."
    assert runner.record["progress"]


def test_without_a_store_forgetting_works_too():
    """Where nothing is kept the answer is the same."""
    runner = Runner(store=None, kept=False)

    assert runner.says("forget me", "yes") == "Done. I've deleted all of it. Goodbye."


def test_disabling_the_skill_deletes(runner):
    """The platform's event has no session, is answered with nothing, and leaves no record."""
    assert runner.disables_the_skill()["response"] == {}

    assert runner.record == {}


def test_a_deletion_that_failed_is_not_confirmed(runner, store):
    """With the store down the event fails, so that the platform sends it again; then it deletes."""
    store.down = True
    with pytest.raises(StorageError):
        runner.disables_the_skill()
    store.down = False

    runner.disables_the_skill()

    assert runner.record == {}
