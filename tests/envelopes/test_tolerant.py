"""What cannot be read costs its field, and not the request."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.app import answer, build_skill, load_content
from skill.storage import open_store
from tests.amazon import response_faults
from tests.handlers.requests_ import envelope, intent

SKILL = build_skill(load_content(), open_store("memory:"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def how_to() -> dict[str, Any]:
    """Return the envelope of a request for a how-to."""
    return envelope(intent("HowToIntent", exercise="glute_bridge"))


def heard(body: dict[str, Any]) -> str:
    """Return what is said to a request."""
    said: str = answer(SKILL, body)["response"].get("outputSpeech", {}).get("ssml", "")
    return said


def test_an_unknown_dialog_state_costs_nothing() -> None:
    """Amazon may add one at any time."""
    body = how_to()
    body["request"]["dialogState"] = "BEGINNING"
    assert "glute bridge" in heard(body)


def test_an_unknown_status_of_a_slot_costs_nothing() -> None:
    """What the slot resolved to is read all the same."""
    body = how_to()
    slot = body["request"]["intent"]["slots"]["exercise"]
    slot["confirmationStatus"] = "PERHAPS"
    assert "glute bridge" in heard(body)


def test_an_unknown_status_of_a_permission_costs_nothing() -> None:
    """Nor does one of the account."""
    body = how_to()
    body["context"]["System"]["user"]["permissions"] = {"scopes": {"alexa::all": {"status": "PENDING"}}}
    assert "glute bridge" in heard(body)


def test_a_time_in_milliseconds_is_a_time() -> None:
    """Simulators send it so, to a door that checks no times."""
    body = how_to()
    body["request"]["timestamp"] = 1_767_596_400_000
    assert "glute bridge" in heard(body)


@pytest.mark.parametrize("said", ["?", "  ", "\u2026", "..."])
def test_a_slot_that_says_nothing_is_no_slot(said: str) -> None:
    """A question mark names no exercise: the coach asks which."""
    body = how_to()
    slot = body["request"]["intent"]["slots"]["exercise"]
    slot["value"] = said
    del slot["resolutions"]
    assert "Which exercise" in heard(body)


def test_an_id_of_another_build_is_a_name_not_known() -> None:
    """The live model may name what this build does not have: it says so, and offers something near."""
    assert "I don't know" in heard(envelope(intent("HowToIntent", exercise="inchworm")))


@pytest.mark.parametrize("name", ["LastClassIntent", "MusclesQuestionIntent", "SwapIntent", "StartClassIntent"])
def test_an_id_of_another_build_raises_nowhere(name: str) -> None:
    """Wherever an exercise can be named."""
    assert "went wrong" not in heard(envelope(intent(name, exercise="inchworm", second_exercise="inchworm")))


@given(st.sampled_from(["request", "session", "context"]), st.text(), JSON)
def test_any_field_that_is_new_or_odd_is_done_without(part: str, name: str, value: object) -> None:
    """A field nobody has heard of, with anything in it, changes nothing."""
    body = how_to()
    body[part].setdefault(f"new_{name}", value)
    assert "glute bridge" in heard(body)


@given(st.sampled_from(["dialogState", "intent", "locale", "requestId"]), JSON)
def test_any_value_of_a_field_gets_an_answer(name: str, value: object) -> None:
    """A response that Amazon would take, whatever a field of the request holds."""
    body = how_to()
    body["request"][name] = value
    assert response_faults(answer(SKILL, body)) == []
