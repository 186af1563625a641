"""What is told of a turn: enough to run the coach by, and nothing of a person."""

import json
import logging

import pytest
from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter

from skill.app import answer, build_skill
from skill.content import Content
from skill.figures.lines import embedded, log_turn
from skill.figures.prometheus import Figures
from skill.figures.turns import Outcome, Turn
from skill.storage import open_store
from tests.handlers.requests_ import envelope, intent

TURN = Turn("request", "HowToIntent", "nothing", Outcome.ASKED, 12.5, cold=False)
MISS = Turn("request", "AMAZON.FallbackIntent", "resume", Outcome.MISSED, 3.0, cold=False)


class Broken(AbstractPersistenceAdapter):
    """A store that fails as no store should."""

    def get_attributes(self, request_envelope: object) -> dict[str, object]:
        """Fail."""
        raise RuntimeError(type(request_envelope))

    save_attributes = delete_attributes = get_attributes


class Listener:
    """A skill, and what is told of its turns."""

    def __init__(self, content: Content, store: AbstractPersistenceAdapter | None = None) -> None:
        self.turns: list[Turn] = []
        self._skill = build_skill(content, store or open_store("memory:"), tell=self.turns.append)
        self._attributes: dict[str, object] | None = None

    def hears(self, request: dict[str, object]) -> Turn:
        """Answer a request of one conversation, and give the turn told."""
        said = answer(self._skill, envelope(request, self._attributes, user="amzn1.ask.account.RUNNER"))
        self._attributes = said.get("sessionAttributes")
        return self.turns[-1]


@pytest.fixture
def listener(content: Content) -> Listener:
    """Give a skill that nobody has talked to."""
    return Listener(content)


def test_every_turn_is_told_once(listener: Listener) -> None:
    """A launch, an intent, and the end of the session."""
    for request in ({"type": "LaunchRequest"}, intent("AMAZON.HelpIntent"), {"type": "SessionEndedRequest"}):
        listener.hears(request)

    assert [turn.intent for turn in listener.turns] == [
        "LaunchRequest",
        "AMAZON.HelpIntent",
        "SessionEndedRequest",
    ]
    assert [turn.outcome for turn in listener.turns] == [Outcome.ASKED, Outcome.ASKED, Outcome.SILENT]


def test_the_state_is_the_one_in_which_it_was_said(listener: Listener) -> None:
    """What was not understood can be counted by what had been asked."""
    listener.hears(intent("StartClassIntent"))
    missed = listener.hears(intent("AMAZON.FallbackIntent"))

    assert (missed.state, missed.outcome) == ("start", Outcome.MISSED)


def test_goodbye_is_an_end(listener: Listener) -> None:
    """The conversation is over."""
    assert listener.hears(intent("AMAZON.StopIntent")).outcome is Outcome.ENDED


def test_only_the_first_turn_is_cold(listener: Listener) -> None:
    """It pays for what is made at first use."""
    assert [listener.hears({"type": "LaunchRequest"}).cold for _ in range(2)] == [True, False]


def test_a_failure_is_told(content: Content) -> None:
    """The runner hears an apology, the operator sees a failure."""
    assert Listener(content, Broken()).hears({"type": "LaunchRequest"}).outcome is Outcome.FAILED


def test_a_line_says_nothing_of_a_person(listener: Listener, caplog: pytest.LogCaptureFixture) -> None:
    """No account, device or session, and none of the words said."""
    caplog.set_level(logging.INFO)
    log_turn(listener.hears(intent("ExerciseDetailsIntent", exercise="nordic_curl")))
    told = json.loads(caplog.records[-1].getMessage())

    assert set(told) == {"request_id", "intent", "state", "outcome", "milliseconds", "cold"}
    assert "RUNNER" not in caplog.text
    assert "nordic" not in caplog.text


def test_prometheus_counts_by_outcome_and_misses_by_state() -> None:
    """As its text format says it."""
    figures = Figures()
    for turn in (TURN, MISS, MISS):
        figures.tell(turn)
    page = figures.page().decode()

    assert 'coach_turns_total{outcome="asked"} 1.0' in page
    assert 'coach_missed_total{state="resume"} 2.0' in page
    assert "coach_turn_seconds_count 3.0" in page


@pytest.mark.parametrize("turn", [TURN, MISS])
def test_cloudwatch_finds_every_metric_it_is_told_of(turn: Turn) -> None:
    """Each name and dimension of the directives is a member of the line, as the embedded format wants it."""
    lines: list[str] = []
    embedded(lines.append)(turn)
    line = json.loads(lines[0])

    for directive in line["_aws"]["CloudWatchMetrics"]:
        for metric in directive["Metrics"]:
            assert isinstance(line[metric["Name"]], int | float)
        for dimensions in directive["Dimensions"]:
            assert all(isinstance(line[name], str) for name in dimensions)
    assert lines[0].endswith("\n")
