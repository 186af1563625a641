"""The composition root: what every door shares."""

import logging
from collections.abc import Iterator

import pytest

from skill.app import answer, build_skill, create_handler
from skill.coaching.errors import CoachError
from skill.content import Content
from skill.speech.phrasebook import Phrasebook
from tests.handlers.requests_ import envelope

LAUNCH = {"type": "LaunchRequest"}


@pytest.fixture(autouse=True)
def level() -> Iterator[None]:
    """Leave the log's level as it was."""
    before = logging.getLogger().level
    yield
    logging.getLogger().setLevel(before)


def test_a_level_that_does_not_exist_is_said_well() -> None:
    """On Lambda as in the service, with the levels there are."""
    with pytest.raises(CoachError, match=r"COACH_LOG_LEVEL is CHATTY; it can be .*DEBUG"):
        create_handler({"COACH_LOG_LEVEL": "chatty"})


def nested(depth: int) -> list[object]:
    """A list in a list, so many times."""
    found: list[object] = []
    for _ in range(depth):
        found = [found]
    return found


def test_what_is_nested_too_deeply_is_no_request() -> None:
    """On Lambda it gets an empty answer, and no exception."""
    event = envelope({**LAUNCH, "timestamp": nested(100_000)})

    assert create_handler({})(event, None) == {"version": "1.0", "response": {}}


def test_depths_that_nobody_looks_into_cost_nothing() -> None:
    """A field that is not known is not read, however deep it is."""
    event = envelope({**LAUNCH, "deep": nested(100_000)})

    assert "outputSpeech" in create_handler({})(event, None)["response"]


class CountingPhrasebook(Phrasebook):
    """A phrasebook that is counted when it is made."""

    made = 0

    def __init__(self, *arguments: object) -> None:
        type(self).made += 1
        super().__init__(*arguments)


def test_voices_are_those_of_the_locales_served(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many locales are named, only those that there are cost memory."""
    monkeypatch.setattr("skill.handlers.coach.Phrasebook", CountingPhrasebook)
    skill = build_skill(content, None)
    for number in range(50):
        answer(skill, envelope({**LAUNCH, "locale": f"en-{number}"}))

    assert CountingPhrasebook.made == 1


def test_a_person_is_not_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """Whatever is wrong with a request, whose it is stays out of the log, and what it held."""
    caplog.set_level(logging.DEBUG)
    handler = create_handler({})
    event = envelope(LAUNCH, {"coach": '{"progress": {"log": "SECRET"}}'}, user="RUNNER", person="SOMEBODY")
    handler(event, None)
    handler({"session": event["session"], "request": "x"}, None)
    handler(event | {"request": {"type": "Odd.Kind", "timestamp": "2026-01-01T00:00:00Z"}}, None)

    for word in ("RUNNER", "SOMEBODY", "SECRET"):
        assert word not in caplog.text
