"""The HTTP door, whatever comes to it."""

import json
import logging
import socket
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import PIPE, Popen
from urllib.request import Request, urlopen

import pytest
from flask import Blueprint
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from skill.door.application import MAX_BODY_BYTES, create_app
from skill.door.serving import serve
from tests.pki import SKILL_ID, Door, envelope, pem, pki

ROOT = Path(__file__).parents[2]

SERVED = """
import sys
from pathlib import Path
from cryptography.x509 import load_pem_x509_certificates
from skill.door.application import create_app
from skill.door.serving import serve
from skill.door.admission import ChainVerifier
from tests.pki import Door
root, chain = (Path(path).read_bytes() for path in sys.argv[1:])
verifier = ChainVerifier(fetch=lambda url: chain, roots=load_pem_x509_certificates(root))
serve(create_app(Door().skill, verifier=verifier), "127.0.0.1", 0)
"""


@pytest.fixture
def door() -> Door:
    """Build a door that nobody has come to."""
    return Door()


def outcome(door: Door, answer: TestResponse) -> tuple[int, int]:
    """Give the status of an answer, and how often the skill was called."""
    return answer.status_code, door.greeter.calls


def altered(**parts: object) -> bytes:
    """Write a request with some of its top-level parts replaced; None takes a part away."""
    document = json.loads(envelope()) | parts
    return json.dumps({name: part for name, part in document.items() if part is not None}).encode()


def test_an_answer_is_a_response_envelope(door: Door) -> None:
    """A good request is answered with the skill's response, as JSON in UTF-8."""
    answer = door.post(envelope())

    assert answer.content_type == "application/json;charset=UTF-8"
    assert answer.json["response"] == {"outputSpeech": {"type": "SSML", "ssml": "<speak>Hello</speak>"}}


@pytest.mark.parametrize(("seconds", "status"), [(0, 200), (-140, 200), (140, 200), (-155, 400), (155, 400)])
def test_a_request_is_of_this_moment(door: Door, seconds: int, status: int) -> None:
    """A request more than 150 seconds old, or as far ahead, is refused."""
    answer = door.post(envelope(at=datetime.now(UTC) + timedelta(seconds=seconds)))

    assert outcome(door, answer) == (status, int(status == 200))


@pytest.mark.parametrize(("seconds", "status"), [(-3500, 200), (-3700, 400)])
def test_a_skill_event_may_be_an_hour_late(door: Door, seconds: int, status: int) -> None:
    """Skill events are taken for an hour."""
    at = datetime.now(UTC) + timedelta(seconds=seconds)

    answer = door.post(envelope("AlexaSkillEvent.SkillEnabled", at))

    assert outcome(door, answer) == (status, int(status == 200))


def test_a_request_of_a_type_unknown_is_answered(door: Door) -> None:
    """A request type that does not exist yet reaches a skill that can read it."""
    answer = door.post(envelope("Tomorrow.Request"))

    assert outcome(door, answer) == (200, 1)


@pytest.mark.parametrize("verify", [True, False])
def test_a_request_for_another_skill_is_refused(verify: bool) -> None:
    """A request that Alexa signed, but for another skill, is refused."""
    door = Door(verify=verify)

    answer = door.post(envelope(skill_id="amzn1.ask.skill.other"))

    assert outcome(door, answer) == (400, 0)


@pytest.mark.parametrize(("own", "status"), [("amzn1.ask.skill.other", 400), (SKILL_ID, 200), (None, 200)])
def test_the_skill_may_know_its_id(door: Door, own: str | None, status: int) -> None:
    """Without an id given the skill's own counts, and any if it has none."""
    door.skill.skill_id = own
    client = create_app(door.skill, verify=False).test_client()

    answer = client.post("/alexa", json=json.loads(envelope()))

    assert outcome(door, answer) == (status, int(status == 200))


@pytest.mark.parametrize(
    "body",
    [
        *[b"", b"{", b"{}", b"[]", b"5", b"null", b'"request"'],
        *[b"\xff\xfe", b"\xef\xbb\xbf{}", b"[" * 50_000, b"9" * 5_000],
    ],
)
def test_a_body_that_is_no_object_is_refused(door: Door, body: bytes) -> None:
    """A body that is no JSON object, or an empty one, is refused, though signed."""
    assert outcome(door, door.post(body)) == (400, 0)


@pytest.mark.parametrize(
    "parts",
    [
        {"session": 5},
        *[{"request": request} for request in (None, {}, [], 5, "LaunchRequest")],
        *[{"request": {"type": "LaunchRequest", "timestamp": time}} for time in (None, "soon", 5, [])],
        {"request": {"timestamp": "2026-01-01T00:00:00Z"}},
        {"request": {"type": "LaunchRequest", "timestamp": "2026-01-01T00:00:00"}},
        *[{"context": context} for context in (None, {}, [], 5, {"System": {}})],
        *[{"context": {"System": {"application": it}}} for it in ({}, {"applicationId": None})],
    ],
)
def test_a_request_with_a_part_missing_is_refused(door: Door, parts: dict[str, object]) -> None:
    """A request that lacks what every request has, or has something else there, is refused, though signed."""
    assert outcome(door, door.post(altered(**parts))) == (400, 0)


@pytest.mark.parametrize(
    "parts",
    [
        *[{"request": {"type": kind, "timestamp": "2026-01-01T00:00:00Z"}} for kind in (None, "", 5, [])],
        *[{"context": {"System": {"application": it}}} for it in ({}, {"applicationId": ""})],
    ],
)
def test_every_request_has_a_type_and_names_a_skill(parts: dict[str, object]) -> None:
    """Verified or not, and whatever skill it is for, a request without a type or a skill is refused."""
    door = Door(verify=False, skill_id=None)

    assert outcome(door, door.post(altered(**parts))) == (400, 0)


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded"])
def test_only_json_is_taken(door: Door, content_type: str) -> None:
    """A request that is not declared as JSON is refused."""
    body = envelope()

    answer = door.post(body, pki().headers(body) | {"Content-Type": content_type})

    assert outcome(door, answer) == (400, 0)


def test_json_may_name_its_character_set(door: Door) -> None:
    """Alexa's own content type is taken."""
    body = envelope()

    answer = door.post(body, pki().headers(body) | {"Content-Type": "application/json; charset=utf-8"})

    assert outcome(door, answer) == (200, 1)


@pytest.mark.parametrize(("excess", "status"), [(0, 200), (1, 413)])
def test_a_body_may_be_so_large_and_no_larger(door: Door, excess: int, status: int) -> None:
    """A body of more bytes than the cap is refused unread."""
    body = envelope()

    answer = door.post(body + b" " * (MAX_BODY_BYTES - len(body) + excess))

    assert outcome(door, answer) == (status, int(status == 200))


def test_a_fault_of_the_skill_is_not_told(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    """When the skill fails the sender learns nothing but that, and the log has it all."""
    door.greeter.handle = lambda _: 1 / 0

    answer = door.post(envelope())

    assert (answer.status_code, answer.json) == (500, {"error": "Internal Server Error"})
    assert "ZeroDivisionError" in caplog.text


def test_a_refusal_is_logged_with_its_reason(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    """The log says why a request was refused."""
    door.post(envelope(skill_id="amzn1.ask.skill.other"))

    assert "for another skill" in caplog.text


def test_without_verification_anyone_is_answered() -> None:
    """With verification off an unsigned request of any time is answered."""
    door = Door(verify=False)

    answer = door.post(envelope(at=datetime(2020, 1, 1, tzinfo=UTC)), {})

    assert outcome(door, answer) == (200, 1)


def test_without_verification_there_is_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    """Switching verification off is told in the log."""
    Door(verify=False)

    assert [record.levelno for record in caplog.records] == [logging.WARNING]


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=5,
)


@given(part=st.sampled_from(["version", "session", "context", "request"]), value=JSON_VALUES)
def test_no_part_of_a_request_brings_the_door_down(part: str, value: object) -> None:
    """Whatever stands in place of a part, the answer is a response or a refusal."""
    assert Door(verify=False).post(altered(**{part: value}), {}).status_code in {200, 400}


@given(st.binary())
def test_no_bytes_get_past_the_door(body: bytes) -> None:
    """Whatever bytes are signed and sent, they are refused."""
    door = Door()

    assert outcome(door, door.post(body)) == (400, 0)


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_the_skill_is_only_posted_to(door: Door, method: str) -> None:
    """Any other method at the skill's address is refused."""
    answer = getattr(door.client, method)("/alexa")

    assert (answer.status_code, answer.json) == (405, {"error": "Method Not Allowed"})
    assert "POST" in answer.headers["Allow"]


@pytest.mark.parametrize("depth", [500, 900, 3_000, 60_000])
def test_what_is_nested_too_deeply_is_refused(door: Door, depth: int) -> None:
    """Wherever it breaks, it is the sender's fault; not so deep it is read without what is odd."""
    body = envelope()[:-1] + b', "deep": ' + b"[" * depth + b"]" * depth + b"}"

    assert outcome(door, door.post(body)) in {(400, 0), (200, 1)}


def test_both_doors_read_the_same_envelopes(door: Door) -> None:
    """A time in milliseconds, as simulators send it, is a time where none is checked."""
    body = (
        envelope()
        .decode()
        .replace(json.loads(envelope())["request"]["timestamp"], "X")
        .replace('"X"', "1767225600000")
    )

    assert outcome(door, door.post(body.encode())) == (400, 0)
    assert Door(verify=False).post(body.encode(), {}).status_code == 200


def test_there_is_nothing_else(door: Door) -> None:
    """Any other address is not found, and the answer is JSON."""
    answer = door.client.get("/")

    assert (answer.status_code, answer.json) == (404, {"error": "Not Found"})


def test_further_doors_can_be_added() -> None:
    """A blueprint given is served beside the skill."""
    console = Blueprint("console", __name__)
    console.add_url_rule("/", "page", lambda: "console")

    assert Door(blueprints=[console]).client.get("/").text == "console"


def test_it_serves(tmp_path: Path) -> None:
    """Served on a free port it prints its address, answers a signed request, and ends when told to."""
    (tmp_path / "root.pem").write_bytes(pem(pki().root))
    (tmp_path / "chain.pem").write_bytes(pki().chains["good"])
    command = [sys.executable, "-c", SERVED, tmp_path / "root.pem", tmp_path / "chain.pem"]

    with Popen(command, cwd=ROOT, stdout=PIPE, stderr=PIPE, text=True) as process:
        try:
            address, body = process.stdout.readline().strip(), envelope()
            headers = pki().headers(body) | {"Content-Type": "application/json"}
            with urlopen(Request(f"{address}/alexa", body, headers)) as answer:  # noqa: S310 - our own address
                spoken = json.load(answer)["response"]["outputSpeech"]["ssml"]
        finally:
            process.terminate()
        complaints = process.stderr.read()

    assert spoken == "<speak>Hello</speak>"
    assert (process.returncode, complaints) == (0, "")


def test_a_port_taken_is_told_in_a_line(door: Door) -> None:
    """Where the port is taken the service ends with a line that says so."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match=rf"^Cannot serve on 127.0.0.1, port {port}: .* already in use"):
            serve(door.client.application, "127.0.0.1", port)
