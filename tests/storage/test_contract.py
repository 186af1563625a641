"""What every store does alike."""

import threading
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.storage import Conflict
from tests.storage.speakers import add_one, said_by

pytestmark = pytest.mark.slow

whole_numbers = st.integers(min_value=-(2**63), max_value=2**63)
# The server is written in JavaScript, where one name means something else.
names = st.text(min_size=1).filter(lambda name: name not in ("revision", "__proto__"))
values = st.recursive(
    st.none() | st.booleans() | whole_numbers | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=20,
)
records = st.dictionaries(names, values, max_size=6)


def same_json(left: object, right: object) -> bool:
    """Tell whether both are the same JSON: unlike ==, True is not 1 here."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same_json(left[name], right[name]) for name in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same_json, left, right))
    return type(left) is type(right) and left == right


@settings(max_examples=60, deadline=None)
@given(record=records)
def test_a_record_comes_back_as_it_was_saved(store, record):
    """Any JSON object without fractions is read as it was written, types included, at revision one."""
    speaker = said_by(uuid4().hex)

    store.save_attributes(speaker, record)

    assert same_json(store.get_attributes(speaker), {**record, "revision": 1})


def test_an_unknown_runner_has_an_empty_record(store, runner):
    """Who was never saved has the empty record."""
    assert store.get_attributes(said_by(runner)) == {}


def test_a_fraction_comes_back(store, runner):
    """A number with a fraction is read as it was written."""
    store.save_attributes(said_by(runner), {"pace": 1.25})

    assert store.get_attributes(said_by(runner)) == {"pace": 1.25, "revision": 1}


def test_letters_of_all_scripts_come_back(store, runner):
    """Accents, other scripts, emoji and a zero character survive."""
    text = "naïve Œuvre, ハムストリング, 🏃\u200d♀️, \x00"

    store.save_attributes(said_by(runner), {"note": text, text: 1})

    assert store.get_attributes(said_by(runner)) == {"note": text, text: 1, "revision": 1}


def test_a_hundred_kilobytes_come_back(store, runner):
    """A record far larger than the coach ever writes is kept."""
    record = {"done": [{"exercise": f"exercise_{number}", "reps": number} for number in range(2500)]}
    assert len(str(record)) > 100_000

    store.save_attributes(said_by(runner), record)

    assert store.get_attributes(said_by(runner)) == {**record, "revision": 1}


@pytest.mark.parametrize("value", [{1, 2}, object(), float("nan")])
def test_what_is_not_json_is_refused(store, runner, value):
    """A record that is not JSON is the program's fault: it is refused and nothing is stored."""
    with pytest.raises((TypeError, ValueError)):
        store.save_attributes(said_by(runner), {"value": value})

    assert store.get_attributes(said_by(runner)) == {}


def test_saving_leaves_the_given_record_alone(store, runner):
    """The dict handed over is not changed."""
    record = {"level": "beginner"}

    store.save_attributes(said_by(runner), record)

    assert record == {"level": "beginner"}


def test_each_save_is_the_next_revision(store, runner):
    """What was read can be changed and saved; the revision grows by one."""
    speaker = said_by(runner)
    store.save_attributes(speaker, {"level": "beginner"})

    store.save_attributes(speaker, {**store.get_attributes(speaker), "level": "advanced"})

    assert store.get_attributes(speaker) == {"level": "advanced", "revision": 2}


def test_a_deleted_record_is_gone(store, runner):
    """After forgetting, the runner is unknown and may start anew."""
    speaker = said_by(runner)
    store.save_attributes(speaker, {"level": "beginner"})

    store.delete_attributes(speaker)

    assert store.get_attributes(speaker) == {}
    store.save_attributes(speaker, {"level": "advanced"})
    assert store.get_attributes(speaker) == {"level": "advanced", "revision": 1}


def test_an_unknown_runner_may_be_forgotten(store, runner):
    """Forgetting who was never saved does nothing."""
    store.delete_attributes(said_by(runner))

    assert store.get_attributes(said_by(runner)) == {}


def test_two_runners_do_not_mix(store, runner):
    """Each account has a record of its own; deleting one leaves the other."""
    other = said_by(f"{runner}2")
    store.save_attributes(said_by(runner), {"level": "beginner"})
    store.save_attributes(other, {"level": "advanced"})

    store.delete_attributes(said_by(runner))

    assert store.get_attributes(other) == {"level": "advanced", "revision": 1}


def test_a_recognised_person_shares_the_record_of_the_account(store, runner):
    """Whoever of an account speaks, it is one record: nobody overwrites another one's part unseen."""
    store.save_attributes(said_by(runner), {"level": "beginner"})

    assert store.get_attributes(said_by(runner, person="one")) == {"level": "beginner", "revision": 1}
    with pytest.raises(Conflict):
        store.save_attributes(said_by(runner, person="other"), {"level": "advanced"})


def test_a_stale_record_is_a_conflict(store, runner):
    """Who saves over a revision that has been replaced is told so, and the newer record stays."""
    speaker = said_by(runner)
    store.save_attributes(speaker, {"level": "beginner"})
    stale = store.get_attributes(speaker)
    store.save_attributes(speaker, {**stale, "level": "advanced"})

    with pytest.raises(Conflict) as caught:
        store.save_attributes(speaker, {**stale, "level": "intermediate"})

    assert caught.value.revision == 1
    assert store.get_attributes(speaker) == {"level": "advanced", "revision": 2}


def test_the_same_words_from_two_devices_are_a_conflict_too(store, runner):
    """Two devices that count the same class from the same revision: the second must learn of the first."""
    speaker = said_by(runner)
    store.save_attributes(speaker, {"classes": 1})

    with pytest.raises(Conflict):
        store.save_attributes(speaker, {"classes": 1})


def test_a_forgotten_record_does_not_come_back(store, runner):
    """A device that still holds a deleted record cannot save it."""
    speaker = said_by(runner)
    store.save_attributes(speaker, {"level": "beginner"})
    held = store.get_attributes(speaker)
    store.delete_attributes(speaker)

    with pytest.raises(Conflict):
        store.save_attributes(speaker, held)

    assert store.get_attributes(speaker) == {}


def test_four_threads_lose_nothing(store, runner):
    """Four workers that count 25 times each, trying again on a conflict, count to a hundred."""
    speaker = said_by(runner)

    def work() -> None:
        for _ in range(25):
            add_one(store, speaker)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert store.get_attributes(speaker) == {"count": 100, "revision": 100}
