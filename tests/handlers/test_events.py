"""Requests as events: what the values of slots mean to the core."""

import json
from datetime import date

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import IntentRequest
from hypothesis import given
from hypothesis import strategies as st

from skill.coaching.facts.felt import Effort, Intensity, Sore
from skill.coaching.turn.events import Aspect, Event
from skill.content import Content
from skill.handlers.events import EventReader
from tests.handlers.requests_ import intent

LIKE_A_DATE = st.from_regex(r"\A[0-9]{0,5}-?W?[0-9]{0,3}(-[0-9]{0,3})?(-?(WE|XX|WI|Q1|TMO))?\Z")


def read(content: Content, name: str, **slots: str) -> Event:
    """Return the event of an intent with slots of these ids or values."""
    request = DefaultSerializer().deserialize(json.dumps(intent(name, **slots)), IntentRequest)
    return EventReader(content, content.language_of("en-US")).read(request)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("2026-11-22TMO", date(2026, 11, 22)),
        ("2026-11-22TNI", date(2026, 11, 22)),
        ("2026-W48", date(2026, 11, 23)),
        ("2026-W48-WE", date(2026, 11, 28)),
        ("2026-W01", date(2025, 12, 29)),
        ("2026-12", date(2026, 12, 1)),
        ("2026-12-XX", date(2026, 12, 1)),
    ],
)
def test_a_date_is_its_first_day(content: Content, value: str, day: date) -> None:
    """A day whatever part of it, a week's Monday, a weekend's Saturday, a month's first."""
    assert read(content, "RunAheadIntent", day=value).day == (day - date(1970, 1, 1)).days


@pytest.mark.parametrize(
    "value",
    [
        "2026",
        "202X",
        "2026-WI",
        "2026-Q1",
        "PRESENT_REF",
        "2026-13",
        "2026-02-30",
        "2026-W60",
        "0000-W01",
        "?",
        "day",
    ],
)
def test_what_has_no_first_day_is_no_day(content: Content, value: str) -> None:
    """A year, a season, a moment, and dates that there are not."""
    assert read(content, "RunAheadIntent", day=value).day is None


@given(st.text() | LIKE_A_DATE)
def test_any_date_is_read(content: Content, value: str) -> None:
    """Whatever the platform sends for a date or a length of time, an event comes of it."""
    day = read(content, "RunAheadIntent", day=value, duration=value).day

    assert day is None or isinstance(day, int)


def test_weeks_are_a_length_of_time(content: Content) -> None:
    """A race in two weeks."""
    assert read(content, "RunAheadIntent", run="race", duration="P2W").seconds == 14 * 86_400


def test_a_run_soreness_and_kind_of_class_are_members(content: Content) -> None:
    """What a slot resolved to is the core's own value."""
    assert read(content, "RunAheadIntent", run="race").run is Effort.RACE
    assert read(content, "CanITrainIntent", sore="very").sore is Sore.VERY
    assert read(content, "StartClassIntent", intensity="light").intensity is Intensity.LIGHT


def test_what_an_intent_fixes_is_in_the_event(content: Content) -> None:
    """The aspect of the progress that is asked for, and the plan over weeks."""
    assert read(content, "BestIntent", exercise="nordic_curl").aspect is Aspect.BEST
    assert read(content, "ProgressIntent").aspect is None
    assert read(content, "TrialPlanIntent").course == "nordic_trial"
