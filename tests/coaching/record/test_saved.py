"""What is saved comes back as it was, and what is damaged is refused in one way."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.coaching.errors import SavedStateError
from skill.coaching.facts.felt import Effort
from skill.coaching.record.record import Progress, Run, Workout
from skill.coaching.record.saved import from_data, to_data
from skill.coaching.timeline.cues import Position
from skill.coaching.timeline.plan import Plan
from skill.coaching.turn.events import Event
from skill.coaching.turn.state import Session
from skill.coaching.words.phrase import Count, Either, Name, Phrase, Span, Thing
from tests.coaching.every import ORDERS, label, plan_of


def phrases(args: st.SearchStrategy[Any]) -> st.SearchStrategy[Phrase]:
    """Return phrases with such arguments."""
    named = st.dictionaries(small, args, max_size=3).map(lambda found: tuple(found.items()))
    return st.builds(Phrase, small, named, st.integers())


small = st.text(max_size=8)
arguments = st.recursive(
    small
    | st.integers()
    | st.builds(Name, st.sampled_from(Thing), small)
    | st.builds(Span, st.integers())
    | st.builds(Count, st.integers(), small),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.lists(inner, max_size=3).map(lambda items: Either(tuple(items)))
        | phrases(inner)
    ),
    max_leaves=5,
)
st.register_type_strategy(Phrase, phrases(arguments))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | small,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(small, inner, max_size=3),
    max_leaves=8,
)


def kept(kind: type, value: object) -> object:
    """Return a value after being saved as JSON and read again."""
    return from_data(kind, json.loads(json.dumps(to_data(value))))


def read_or_refused(kind: type, data: object) -> object:
    """Return the value in the data, or the SavedStateError it raises."""
    try:
        return from_data(kind, data)
    except SavedStateError as error:
        return error


@settings(max_examples=40)
@given(progress=st.from_type(Progress))
def test_any_progress_comes_back_as_it_was(progress: Progress) -> None:
    """Saving and reading a record changes nothing."""
    assert kept(Progress, progress) == progress


@settings(max_examples=40)
@given(session=st.from_type(Session))
def test_any_session_comes_back_as_it_was(session: Session) -> None:
    """Saving and reading a conversation changes nothing."""
    assert kept(Session, session) == session


@settings(max_examples=40)
@given(event=st.from_type(Event))
def test_any_event_comes_back_as_it_was(event: Event) -> None:
    """An event kept for "repeat" is the same event."""
    assert kept(Event, event) == event


@given(position=st.from_type(Position))
def test_any_position_comes_back_as_it_was(position: Position) -> None:
    """A place in a class is the same place."""
    assert kept(Position, position) == position


@given(data=json_values)
@pytest.mark.parametrize("kind", [Progress, Session, Workout, Plan])
def test_anything_else_is_refused(kind: type, data: object) -> None:
    """Data that is not a saved state is read as one, or raises SavedStateError; nothing else happens."""
    assert isinstance(read_or_refused(kind, data), kind | SavedStateError)


WHOLE = to_data(Progress(workout=Workout(plan_of(ORDERS[0]), Position(3)), classes=4, first_day=20_000))


@given(data=json_values, path=st.lists(st.integers(0, 5), min_size=1, max_size=5))
def test_a_damaged_record_is_refused(data: object, path: list[int]) -> None:
    """A record with one value replaced by anything is read, or raises SavedStateError."""
    damaged = json.loads(json.dumps(WHOLE))
    place, key = damaged, None
    for step in path:
        if not isinstance(place, list | dict) or not place:
            break
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        parent, key = place, keys[step % len(keys)]
        place = place[key]
    parent[key] = data
    assert isinstance(read_or_refused(Progress, damaged), Progress | SavedStateError)


def test_fields_at_their_default_are_left_out() -> None:
    """A new runner's record is empty."""
    assert to_data(Progress()) == {}


RUNS = Progress(runs=(Run(20_000, Effort.EASY), Run(20_002, Effort.RACE)))


def test_alike_entries_are_saved_as_a_table() -> None:
    """The names of the fields stand once, above the values."""
    assert to_data(RUNS) == {"runs": [["day", "effort"], [20_000, "easy"], [20_002, "race"]]}


def test_a_list_of_objects_is_read_as_well() -> None:
    """A record that names its fields in every entry means the same."""
    runs = [{"day": 20_000, "effort": "easy"}, {"day": 20_002, "effort": "race", "later": 1}]
    assert from_data(Progress, {"runs": runs}) == RUNS


def test_a_column_of_a_later_version_is_left_aside() -> None:
    """A column that this version does not know is ignored."""
    runs = [["day", "later", "effort"], [20_000, [1], "easy"], [20_002, None, "race"]]
    assert from_data(Progress, {"runs": runs}) == RUNS


@pytest.mark.parametrize("row", [[20_000], [20_000, "easy", 1], {"day": 20_000}, 20_000, [20_000, "slow"]])
def test_a_row_that_does_not_fit_its_table_is_refused(row: object) -> None:
    """Too few values, too many, none, or wrong ones."""
    with pytest.raises(SavedStateError):
        from_data(Progress, {"runs": [["day", "effort"], row]})


def test_a_field_of_a_later_version_is_left_aside() -> None:
    """A field that this version does not know is ignored."""
    assert from_data(Progress, {"classes": 2, "later": [1]}) == Progress(classes=2)


@pytest.mark.parametrize("order", ORDERS, ids=label)
def test_a_saved_class_is_small(order: object) -> None:
    """A record with a class under way stays far below the 24 KB that a session may carry."""
    progress = Progress(workout=replace(Workout(plan_of(order)), position=Position(2)))
    assert len(json.dumps(to_data(progress))) < 12_000
