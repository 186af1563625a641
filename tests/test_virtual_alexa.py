"""The skill as virtual-alexa meets it: a client that nobody here wrote, over HTTP, with the generated models.

It hears whole samples only, and takes any sentence with "ask", "tell" or "open" in it for a launch. Numbers and
durations it sends as they are said, where Alexa sends 2 and PT20M: so they are written that way here.
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from subprocess import PIPE, Popen, run

import pytest

from skill.content import Content
from skill.interaction_model import write_models
from tests.amazon import PEERS, Json, peer, response_faults

pytestmark = pytest.mark.slow

LOCALES = ["en-US", "en-GB", "en-CA", "en-AU", "en-IN"]

HOW_TO = [
    "how do i do a {}",
    "teach me how to do a {}",
    "talk me through the {}",
    "what is a {}",
    "i want to learn the {}",
    "{} instructions",
]
"""Samples, so that every exercise is asked for and every sample used."""

OPEN, CLOSED = True, False
VISITS = [
    # what is said, seconds after the sentence before; the request it becomes; part of the answer; the session
    ("open hamstring coach", 600, "LaunchRequest", "Which would you like?", OPEN),
    ("how heavy should the kettlebell be", 20, "WeightQuestionIntent", "Learn the swing with", OPEN),
    ("how do i do a nordic curl", 20, "HowToIntent", "Say next when you're ready.", OPEN),
    ("next", 120, "AMAZON.NextIntent", "Now the movement.", OPEN),
    ("go to step 2", 20, "StepIntent", "Step two. Kneel on the pad", OPEN),
    ("repeat", 60, "AMAZON.RepeatIntent", "Step two. Kneel on the pad", OPEN),
    ("how should i breathe", 60, "BreathingQuestionIntent", "Breathe in at the top.", OPEN),
    ("start a class", 60, "StartClassIntent", "Straight through, or shall I wait for your word", OPEN),
    ("wait for me", 20, "WaitForMeIntent", "Here's the warm-up.", OPEN),
    ("pause", 20, "AMAZON.PauseIntent", "Paused", OPEN),
    ("help", 20, "AMAZON.HelpIntent", "Shall we go on?", OPEN),
    ("yes", 20, "AMAZON.YesIntent", "Say go for the", OPEN),
    ("go", 150, "GoIntent", "Three Two One", OPEN),
    ("go", 150, "GoIntent", "Three Two One", OPEN),
    ("how many left", 20, "HowManyLeftIntent", "left in the class", OPEN),
    ("pause", 20, "AMAZON.PauseIntent", "Paused", OPEN),
    ("resume", 20, "AMAZON.ResumeIntent", "Three Two One", OPEN),
    ("next", 20, "AMAZON.NextIntent", "Moving on.", OPEN),
    ("repeat", 20, "AMAZON.RepeatIntent", "Three Two One", OPEN),
    ("stop", 20, "AMAZON.StopIntent", "kept your place", CLOSED),
    ("open hamstring coach", 600, "LaunchRequest", "You stopped", OPEN),
    ("no", 20, "AMAZON.NoIntent", "About nine minutes", OPEN),
    ("exit", 20, "SessionEndedRequest", "", CLOSED),
    ("ask hamstring coach to walk me through the glute bridge", 600, "HowToIntent", "The glute bridge.", OPEN),
    ("exit", 20, "SessionEndedRequest", "", CLOSED),
]
"""Several visits of one runner, one after the other."""

BY_HAND = [
    {"intent": "StartClassIntent", "slots": {"duration": "PT20M", "kit": "dumbbells"}, "after": 600},
    {"intent": "AMAZON.FallbackIntent", "after": 20},
    {"say": "stop", "after": 20},
    {"intent": "RunAheadIntent", "slots": {"run": "race", "day": "2026-01-11"}, "after": 600},
    {"say": "stop", "after": 20},
]
"""What virtual-alexa cannot say in words."""


@dataclass(frozen=True)
class Turn:
    """What virtual-alexa sent, and what came back."""

    request: Json
    response: Json
    open: bool
    """Whether it holds the session open."""

    @property
    def heard(self) -> str:
        """The intent, or the type of any other request."""
        request = self.request["request"]
        return request.get("intent", request).get("name", request["type"])

    @property
    def ids(self) -> dict[str, str]:
        """The ids that entity resolution found, by slot."""
        slots = self.request["request"]["intent"]["slots"].values()
        found = {slot["name"]: slot.get("resolutions", {}).get("resolutionsPerAuthority", []) for slot in slots}
        return {name: lists[0]["values"][0]["value"]["id"] for name, lists in found.items() if lists}

    @property
    def text(self) -> str:
        """What is spoken, without tags; empty for silence."""
        speech = self.response.get("response", {}).get("outputSpeech", {}).get("ssml", "")
        return " ".join(re.sub(r"<[^>]*>", " ", speech).split())


@dataclass(frozen=True)
class Spoken:
    """All that was said in one locale."""

    visits: list[Turn]
    by_hand: list[Turn]
    how_tos: list[Turn]

    @property
    def turns(self) -> list[Turn]:
        """Every turn, in the order they were taken."""
        return [*self.visits, *self.by_hand, *self.how_tos]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve the skill as it is, except that requests need no signature."""
    command = [sys.executable, "-m", "skill", "serve", "--port", "0", "--no-console"]
    environment = os.environ | {"COACH_VERIFY": "off", "COACH_STORE": "memory:", "COACH_LOG_LEVEL": "ERROR"}
    with Popen(command, env=environment, stdout=PIPE, text=True) as server:
        try:
            yield f"{server.stdout.readline().strip()}/alexa"
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def all_spoken(address: str, content: Content, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Spoken]:
    """Say everything in every locale, two at a time."""
    models = tmp_path_factory.mktemp("models")
    write_models(content, models)
    with ThreadPoolExecutor(max_workers=2) as pool:
        return dict(zip(LOCALES, pool.map(lambda locale: speak(address, models, locale), LOCALES), strict=True))


@pytest.fixture(params=LOCALES)
def spoken(request: pytest.FixtureRequest, all_spoken: dict[str, Spoken]) -> Spoken:
    """Give what was said in one locale."""
    return all_spoken[request.param]


def speak(address: str, models: Path, locale: str) -> Spoken:
    """Say everything in one locale."""
    model = models / f"{locale}.json"
    how_tos = [{"say": sentence, "after": 20} for sentence in how_to_sentences(model)]
    visits = [{"say": said, "after": after} for said, after, *_ in VISITS]
    turns = take(address, model, locale, [*visits, *BY_HAND, *how_tos])
    return Spoken(turns[: len(visits)], turns[len(visits) : -len(how_tos)], turns[-len(how_tos) :])


def how_to_sentences(model: Path) -> list[str]:
    """A question for every exercise of a model."""
    types = json.loads(model.read_text("utf-8"))["interactionModel"]["languageModel"]["types"]
    values = next(slot_type["values"] for slot_type in types if slot_type["name"] == "Exercise")
    return [HOW_TO[number % len(HOW_TO)].format(name_of(value)) for number, value in enumerate(values)]


def name_of(value: Json) -> str:
    """The first of the names of an exercise that virtual-alexa can hear: it drops hyphens from what is said."""
    names = [value["name"]["value"], *value["name"]["synonyms"]]
    return next(name for name in names if "-" not in name)


def take(address: str, model: Path, locale: str, steps: list[Json]) -> list[Turn]:
    """Let virtual-alexa take the steps. Fails where it cannot, and where it is not installed."""
    peer("virtual-alexa")
    command = ["node", PEERS / "drive.mjs", address, model, locale]
    lines = "".join(f"{json.dumps(step)}\n" for step in steps)
    printed = run(command, input=lines, check=True, capture_output=True, text=True).stdout
    taken = [json.loads(line) for line in printed.splitlines()]
    errors = [(step, turn["error"]) for step, turn in zip(steps, taken, strict=True) if "error" in turn]
    assert errors == []
    return [Turn(**turn) for turn in taken]


def test_every_exercise_is_explained(spoken: Spoken, content: Content) -> None:
    """Asked for by a name, an exercise or variant is resolved to its id and explained; the session stays open."""
    explained = [(turn.heard, turn.ids, turn.open) for turn in spoken.how_tos]
    wordings = content.languages["en"].wordings
    ids = [value.id for value in content.languages["en"].slot_types["Exercise"]]
    summaries = [wordings[f"exercises.{id_}.summary"][0] for id_ in ids]

    assert explained == [("HowToIntent", {"exercise": id_}, OPEN) for id_ in ids]
    assert [said for said, turn in zip(summaries, spoken.how_tos, strict=True) if said not in turn.text] == []


def test_visits_go_as_they_should(spoken: Spoken) -> None:
    """Every sentence becomes the request expected, the answer says its part, and the session opens and closes."""
    expected = [(said, heard, part, state) for said, _, heard, part, state in VISITS]
    actual = [
        (said, turn.heard, part if part in turn.text else turn.text, turn.open)
        for (said, _, _, part, _), turn in zip(VISITS, spoken.visits, strict=True)
    ]

    assert actual == expected


def test_an_ended_session_gets_no_speech(spoken: Spoken) -> None:
    """Nothing may be said, and nothing is, when the session was ended."""
    answers = [turn.response["response"] for turn in spoken.turns if turn.heard == "SessionEndedRequest"]

    assert answers == [{}, {}]


def test_an_answer_suits_the_place(all_spoken: dict[str, Spoken]) -> None:
    """Weights are in pounds in the United States, and in kilos elsewhere."""
    units = {locale: re.findall("pounds|kilos", spoken.visits[1].text) for locale, spoken in all_spoken.items()}

    assert {locale: set(found) for locale, found in units.items()} == {
        locale: {"pounds"} if locale == "en-US" else {"kilos"} for locale in LOCALES
    }


def test_slots_filled_by_hand_make_the_class(spoken: Spoken) -> None:
    """A class is made for the minutes given and the kit that a synonym resolved to."""
    asked, *_ = spoken.by_hand

    assert asked.ids == {"kit": "weights"}
    assert "Have a wall, a chair and a pair of weights at hand." in asked.text


def test_a_date_is_understood(spoken: Spoken) -> None:
    """A race on a Sunday, told on the Monday before it, is noted with its day."""
    told = spoken.by_hand[3]

    assert told.ids == {"run": "race"}
    assert "Noted. A race on Sunday." in told.text


def test_the_fallback_keeps_the_session_open(spoken: Spoken) -> None:
    """What Alexa did not understand is said to be so, and the runner may try again."""
    _, missed, *_ = spoken.by_hand

    assert ("I didn't get that." in missed.text, missed.open) == (True, OPEN)


def test_session_attributes_come_back_as_they_were_sent(spoken: Spoken) -> None:
    """Within a session every request carries the attributes of the response before it."""
    pairs = [(before, after) for before, after in pairwise(spoken.turns) if not after.request["session"]["new"]]
    sent = [before.response["sessionAttributes"] for before, _ in pairs]

    assert [after.request["session"]["attributes"] for _, after in pairs] == sent


def test_every_response_is_one_amazon_takes(spoken: Spoken) -> None:
    """Amazon's types find no fault in any answer."""
    assert [fault for turn in spoken.turns for fault in response_faults(turn.response)] == []
