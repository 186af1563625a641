"""The planned serializer against the SDK's: the same objects, and the same errors, whatever a request holds."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import Request, RequestEnvelope, Response
from ask_sdk_model.ui import Image, PlainTextOutputSpeech, StandardCard
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.envelopes.planned import PlannedSerializer
from tests.handlers.requests_ import envelope, intent

SDK, PLANNED = DefaultSerializer(), PlannedSerializer()
KINDS = sorted(Request.discriminator_value_class_map)
VALUES = (
    None,
    *("", "x", "2026-13-99", "2026-11-22T10:00:00+02:00", "2026-11-22T10:00:00.123Z", "1763805600000"),
    *(0, 1, 1.5, True, 1763805600),
    *([], {}, [1], [None], {"a": 1}, {"type": "LaunchRequest"}),
)
"""What a field may hold that should hold something else."""


def whole() -> dict[str, Any]:
    """Return a request with a screen, a resolved slot, and tokens for Amazon's services."""
    found = envelope(intent("HowToIntent", exercise="glute_bridge"), {"n": {"a": [1, 2]}}, person="voice")
    viewport = {"type": "APL", "id": "main", "shape": "RECTANGLE", "dpi": 213, "canRotate": False}
    found["context"]["Viewports"] = [viewport | {"presentationType": "STANDARD"}]
    found["context"]["AudioPlayer"] = {"playerActivity": "IDLE", "offsetInMilliseconds": 0}
    found["context"]["System"] |= {"apiEndpoint": "https://api.amazonalexa.com", "apiAccessToken": "none"}
    return found


def shown(value: object) -> object:
    """Return an object down to its parts: the SDK's own comparison leaves out what a class does not know of."""
    match value:
        case dict():
            return {key: shown(part) for key, part in value.items()}
        case list():
            return [shown(part) for part in value]
        case datetime():
            return value.isoformat()
        case _ if hasattr(value, "deserialized_types"):
            return type(value).__name__, {key: shown(part) for key, part in vars(value).items()}
    return repr(value)


def read(serializer: DefaultSerializer, payload: object) -> object:
    """Return what a serializer makes of a request; of one that it cannot read, the kind of error."""
    try:
        return shown(serializer.deserialize(payload, RequestEnvelope))
    except Exception as error:
        return type(error)


def both_read_the_same(body: dict[str, Any]) -> bool:
    """Whether the two serializers make the same of a request."""
    return read(PLANNED, body) == read(SDK, json.dumps(body))


def paths(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value in JSON data."""
    if path:
        yield path
    entries = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, inner in entries:
        yield from paths(inner, (*path, key))


def damaged(body: dict[str, Any], path: tuple[Any, ...], value: object) -> dict[str, Any]:
    """Return a request with another value at the end of a path; Ellipsis takes it away."""
    found = deepcopy(body)
    place: Any = found
    for step in path[:-1]:
        place = place[step]
    if value is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_request_is_read_as_the_sdk_reads_it(kind: str) -> None:
    """With what such requests carry, and with what they do not."""
    body = whole()
    body["request"] |= {"type": kind, "token": "t", "offsetInMilliseconds": 5, "body": {"x": 1}, "new": [1]}

    assert both_read_the_same(body)


@pytest.mark.parametrize("path", list(paths(whole())), ids=lambda path: ".".join(map(str, path)))
def test_one_damage_gives_what_the_sdk_gives(path: tuple[Any, ...]) -> None:
    """Every value in turn is missing, or another."""
    for value in (..., *VALUES):
        assert both_read_the_same(damaged(whole(), path, value)), value


@given(st.data())
@settings(max_examples=300)
def test_any_damage_gives_what_the_sdk_gives(data: st.DataObject) -> None:
    """Several at once, those of the damaged parts included."""
    body = whole()
    for _ in range(data.draw(st.integers(2, 4))):
        if ways := list(paths(body)):
            body = damaged(body, data.draw(st.sampled_from(ways)), data.draw(st.sampled_from((..., *VALUES))))

    assert both_read_the_same(body)


@pytest.mark.parametrize("payload", [None, "", "{", "[]", "null", "1", [], 1, "{}"])
def test_what_is_no_request_is_what_it_is_to_the_sdk(payload: object) -> None:
    """Nothing, no JSON, and JSON of something else."""
    assert read(PLANNED, payload) == read(SDK, payload)


RESPONSE = Response(
    output_speech=PlainTextOutputSpeech(text="Hello."),
    card=StandardCard(title="Bridge", image=Image(small_image_url="https://coach.example/i.png")),
    should_end_session=False,
)


@pytest.mark.parametrize(
    "value",
    [None, 1, "a", [1, None], (1, "a"), {"a": None}, b"a", datetime(2026, 1, 5), RESPONSE, [RESPONSE]],  # noqa: DTZ001
    ids=repr,
)
def test_anything_is_written_as_the_sdk_writes_it(value: object) -> None:
    """Models, and plain values of every kind."""
    assert PLANNED.serialize(value) == SDK.serialize(value)


def test_a_request_is_written_as_it_came() -> None:
    """What is read can be written again."""
    body = whole()
    assert PLANNED.serialize(PLANNED.deserialize(body, RequestEnvelope)) == SDK.serialize(
        SDK.deserialize(json.dumps(body), RequestEnvelope)
    )


def test_reading_leaves_the_data_as_it_is() -> None:
    """A door may read the same event again."""
    body = whole()
    PLANNED.deserialize(body, RequestEnvelope)
    assert body == whole()
