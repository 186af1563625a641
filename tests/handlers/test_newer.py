"""A record that a newer build has saved comes back from an older one with all that the newer one knows."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from skill.handlers.household import PARTS, read_household, to_record
from tests.handlers.requests_ import CountingStore, Device

NEWER = {"mood": {"since": 3, "words": ["light"]}}
"""A field that no build had so far."""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
FIELDS = st.dictionaries(st.text(min_size=1).map("newer_{}".format), JSON, max_size=3)


def test_its_fields_survive_a_class_with_an_older_one(device: Device, store: CountingStore) -> None:
    """In the record and in the runner's progress, whatever is saved beside them."""
    store.record = {"progress": {"welcomed": True, **NEWER}, **NEWER}
    device.launch().say("StartClassIntent", "GoIntent", "AMAZON.StopIntent")
    assert store.record["progress"]["workout"]
    assert store.record["progress"]["mood"] == store.record["mood"] == NEWER["mood"]


def test_a_version_survives_too(device: Device, store: CountingStore) -> None:
    """The newer build finds the version that it wrote."""
    store.record = {"progress": {"welcomed": True, "version": 9}}
    device.launch().say("StartClassIntent", "GoIntent", "AMAZON.StopIntent")
    assert store.record["progress"]["version"] == 9


def test_who_is_forgotten_is_forgotten_wholly(device: Device, store: CountingStore) -> None:
    """Nothing of the newer build is left of them either."""
    store.record = {"progress": {"welcomed": True, **NEWER}}
    device.launch().say("ForgetMeIntent", "AMAZON.YesIntent")
    assert "mood" not in str(store.record)


@given(FIELDS, FIELDS, FIELDS)
def test_any_fields_come_back_as_they_were(
    record: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    """Read and written again, a record has every field it had."""
    saved = {**record, "progress": {"welcomed": True, **mine}, "people": {"other": {"welcomed": True, **theirs}}}
    written = to_record(read_household(saved))
    assert {name: part for name, part in written.items() if name not in PARTS} == record
    assert written["progress"] == saved["progress"]
    assert written["people"] == saved["people"]
