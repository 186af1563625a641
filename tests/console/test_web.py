"""The browser console's door: what it answers, and whom it refuses."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from skill.console.browser.talks import MOST_CONVERSATIONS, PATIENCE
from skill.console.browser.web import LONGEST_SENTENCE, blueprint
from skill.console.conversation import START
from skill.console.device import LISTENING, Device
from skill.console.envelope import Origin
from skill.console.spoken import length_of, pieces_of
from tests.console.recorder import Recorder, speech
from tests.conversation import hearing

HERE = "http://127.0.0.1:8080"


class RecordersConsole:
    """A console with a recorder for a skill, and ears made once for all tests."""

    locales = ("en-US", "en-GB")

    def __init__(self, skill: Recorder) -> None:
        self._skill = skill

    def device(self, locale: str, listening: int, *, screen: bool) -> Device:
        """A new device."""
        return Device(hearing(locale), self._skill, Origin(locale, screen=screen), listening)


class Page:
    """A page of the console, talking to a recorder by a clock that is set."""

    def __init__(self, response: dict[str, object] | None = None) -> None:
        self.now = START
        self.skill = Recorder(response)
        app = Flask(__name__, static_folder=None)
        app.register_blueprint(blueprint(RecordersConsole(self.skill), lambda: self.now))
        self.client: FlaskClient = app.test_client()

    def post(self, said: object, **options: object):
        """What the door answers."""
        return self.client.post("/console/say", json=said, **{"base_url": HERE, **options})

    def say(self, sentence: str, conversation: str = "", locale: str = "en-US") -> dict[str, object]:
        """The answer to a sentence."""
        return self.post({"sentence": sentence, "conversation": conversation, "locale": locale}).get_json()


@pytest.fixture
def page() -> Page:
    """Give a page whose skill answers `Ready?` and listens."""
    return Page()


def test_an_answer_comes_in_pieces_with_their_times():
    """The page needs no arithmetic of its own to keep the pauses."""
    words = speech("Kneel. <break time='2000ms'/> Lean.")
    page = Page({**words, "reprompt": speech("Ready?"), "shouldEndSession": False})
    first, second = pieces_of(words["outputSpeech"]["ssml"])
    (again,) = pieces_of("<speak>Ready?</speak>")

    said = page.say("help")

    assert len(said.pop("conversation")) == 36
    assert said.pop("envelope")["response"]["shouldEndSession"] is False
    assert said == {
        "text": "Kneel. (pause 2 s) Lean.",
        "pieces": [
            {"text": "Kneel.", "start": 0, "length": first.length, "pause": 2000},
            {"text": "Lean.", "start": first.length, "length": second.length, "pause": 0},
        ],
        "reprompt": [{"text": "Ready?", "start": 0, "length": again.length, "pause": 0}],
        "reprompt_after": LISTENING,
        "listening": True,
        "open": True,
        "panel": None,
        "after_silence": False,
    }


def test_sentences_of_a_page_are_one_conversation_in_real_time(page: Page):
    """The session goes on, and requests carry the time of the clock."""
    id_ = page.say("help")["conversation"]
    page.now += 7_000
    page.say("next", id_)

    assert [envelope["session"]["new"] for envelope in page.skill.sent] == [True, False]
    assert [request["timestamp"][14:19] for request in page.skill.requests] == ["00:00", "00:07"]


def test_two_pages_are_two_conversations(page: Page):
    """Each has its own session."""
    ids = {page.say("help")["conversation"] for _ in range(2)}

    assert len(ids) == 2
    assert len({envelope["session"]["sessionId"] for envelope in page.skill.sent}) == 2


def test_a_conversation_not_known_begins_anew(page: Page):
    """As after a restart of the service; the page is told the new id."""
    assert page.say("help", "lost")["conversation"] != "lost"


def test_the_page_listens_longer_than_a_speaker(page: Page):
    """Who types slowly is still heard; who has gone away is not."""
    id_ = page.say("help")["conversation"]
    page.now += PATIENCE
    assert page.say("next", id_)["after_silence"] is False

    page.now += PATIENCE + length_of(pieces_of("<speak>Ready?</speak>")) + 1
    assert page.say("next", id_)["after_silence"] is True


def test_old_conversations_are_forgotten(page: Page):
    """So many are kept and no more, those used last."""
    first, second = (page.say("help")["conversation"] for _ in range(2))
    for _ in range(MOST_CONVERSATIONS - 2):
        page.say("help")
    page.say("help", first)
    page.say("help")

    assert page.say("help", first)["conversation"] == first
    assert page.say("help", second)["conversation"] != second


@pytest.mark.parametrize(("asked", "used"), [("en-GB", "en-GB"), ("pl-PL", "en-US"), ("", "en-US")])
def test_the_locale_is_the_browsers_if_it_is_served(page: Page, asked: str, used: str):
    """Else the first of those served."""
    page.say("help", locale=asked)

    assert page.skill.requests[0]["locale"] == used


@pytest.mark.parametrize(
    "said",
    [
        {},
        [],
        "help",
        {"sentence": ""},
        {"sentence": "   "},
        {"sentence": "?!"},
        {"sentence": "wait 20s"},
        {"sentence": 7},
        {"sentence": "help", "conversation": ["x"]},
        {"sentence": "a" * (LONGEST_SENTENCE + 1)},
    ],
)
def test_what_cannot_be_said_is_refused(page: Page, said: object):
    """With 400, and the skill hears nothing of it."""
    assert page.post(said).status_code == 400
    assert page.skill.sent == []


def test_what_is_nested_too_deeply_is_refused(page: Page):
    """It is a bad request, and no fault of the service."""
    response = page.client.post("/console/say", data="[" * 60_000, content_type="application/json", base_url=HERE)

    assert response.status_code == 400


@pytest.mark.parametrize("path", ["/", "/console/app.js", "/console/voice.js", "/console/style.css"])
def test_the_page_is_served_with_a_policy(page: Page, path: str):
    """Nothing of it comes from elsewhere, and no other page may frame it."""
    with page.client.get(path, base_url=HERE) as response:
        assert response.status_code == 200
        assert response.headers["Content-Security-Policy"].startswith("default-src 'self'; frame-ancestors")


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost:8080", "[::1]:8080", "localhost"])
def test_this_machine_is_let_in(page: Page, host: str):
    """By any of its names."""
    assert page.post({"sentence": "help"}, base_url=f"http://{host}").status_code == 200


@pytest.mark.parametrize("address", ["192.168.1.7", "203.0.113.9", "::ffff:203.0.113.9", "fe80::1", ""])
def test_other_machines_are_refused(page: Page, address: str):
    """Wherever the service listens."""
    response = page.post({"sentence": "help"}, environ_base={"REMOTE_ADDR": address})

    assert response.status_code == 403
    assert page.skill.sent == []


@pytest.mark.parametrize(
    "host", ["coach.example", "127.0.0.1.example", "192.168.1.7:8080", "[::1", "127.0.0.1@evil"]
)
def test_a_name_that_only_resolves_to_this_machine_is_refused(page: Page, host: str):
    """Else any site could rebind its name and talk to the coach."""
    response = page.client.get("/", base_url=HERE, headers={"Host": host})

    assert response.status_code in (400, 403)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://coach.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9000"},
        {"X-Forwarded-For": "203.0.113.9"},
        {"Forwarded": "for=203.0.113.9"},
    ],
)
def test_other_peoples_pages_and_proxies_are_refused(page: Page, headers: dict[str, str]):
    """A page of another site, or a proxy that speaks for another machine."""
    assert page.post({"sentence": "help"}, headers=headers).status_code == 403
    assert page.skill.sent == []


def test_a_form_of_another_site_is_refused(page: Page):
    """Only JSON is taken, which a browser does not send elsewhere without asking first."""
    response = page.client.post(
        "/console/say", data='{"sentence": "help"}', content_type="text/plain", base_url=HERE
    )

    assert response.status_code == 415
    assert page.skill.sent == []
