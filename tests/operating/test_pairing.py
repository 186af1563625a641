"""Devices paired with the page: by a code that works once, and never by anything else."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from skill.__main__ import main
from skill.console.browser.web import blueprint
from skill.console.console import now as console_now
from skill.operating.paired_page import COOKIE, paired_only, pairing_door
from skill.operating.pairing import CODE_LASTS, TRIES, PairingError, Pairings
from tests.console.recorder import Recorder
from tests.console.test_web import RecordersConsole

PUBLIC = "https://coach.example"
PROXY = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}


class Clock:
    """A clock that is set."""

    now = 0

    def __call__(self) -> int:
        """The time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Give a clock."""
    return Clock()


@pytest.fixture
def pairings(tmp_path: Path, clock: Clock) -> Pairings:
    """Give pairings of nobody yet."""
    return Pairings(tmp_path / "coach/pairings.json", clock)


@pytest.fixture
def phone(pairings: Pairings) -> FlaskClient:
    """Give the browser of a phone that reaches the service through its proxy."""
    app = Flask(__name__, static_folder=None)
    page = blueprint(RecordersConsole(Recorder(None)), admit=paired_only(pairings))
    for door in (page, pairing_door(pairings)):
        app.register_blueprint(door)
    return app.test_client()


def pair(phone: FlaskClient, code: str, **headers: str) -> int:
    """The status of the answer to a code that was typed."""
    answer = phone.post("/pair", data={"code": code}, base_url=PUBLIC, headers=PROXY | headers)
    return answer.status_code


def fetch(phone: FlaskClient, path: str, base_url: str = PUBLIC) -> int:
    """The status of the answer to a browser that asks for a page."""
    with phone.get(path, base_url=base_url, headers=PROXY) as answer:
        return answer.status_code


def say(phone: FlaskClient, **headers: str) -> int:
    """The status of the answer to a sentence."""
    answer = phone.post("/console/say", json={"sentence": "help"}, base_url=PUBLIC, headers=PROXY | headers)
    return answer.status_code


def test_a_code_pairs_a_device(phone: FlaskClient, pairings: Pairings) -> None:
    """Typed with a space or without; afterwards the page is there, through the proxy."""
    code = pairings.new_code()

    assert pair(phone, f"{code[:4]} {code[4:]}") == 303
    assert fetch(phone, "/") == 200
    assert say(phone) == 200


def test_the_secret_is_for_this_host_over_tls_and_no_script(phone: FlaskClient, pairings: Pairings) -> None:
    """The cookie says so, and its name makes the browser hold it to that."""
    answer = phone.post("/pair", data={"code": pairings.new_code()}, base_url=PUBLIC)
    cookie = answer.headers["Set-Cookie"]

    assert cookie.startswith(f"{COOKIE}=")
    assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))


def test_without_a_code_there_is_only_where_to_type_it(phone: FlaskClient) -> None:
    """A stranger gets nothing of the console, and this machine is no exception."""
    assert phone.get("/", base_url=PUBLIC).location == "/pair"
    assert [fetch(phone, path) for path in ("/pair", "/pair/static/style.css")] == [200, 200]
    assert say(phone) == 403
    assert fetch(phone, "/console/app.js", "http://127.0.0.1:8080") == 403


def test_a_code_works_once(phone: FlaskClient, pairings: Pairings) -> None:
    """The second device needs its own."""
    code = pairings.new_code()

    assert [pair(phone, code), pair(phone, code)] == [303, 403]


def test_a_code_works_for_ten_minutes(phone: FlaskClient, pairings: Pairings, clock: Clock) -> None:
    """And not a moment longer."""
    code = pairings.new_code()
    clock.now += CODE_LASTS + 1

    assert pair(phone, code) == 403


def test_a_code_cannot_be_guessed(phone: FlaskClient, pairings: Pairings) -> None:
    """After so many wrong ones the right one is wrong too."""
    code = pairings.new_code()
    wrong = "0" * 8 if code != "0" * 8 else "1" * 8

    assert [pair(phone, wrong) for _ in range(TRIES)] == [403] * TRIES
    assert pair(phone, code) == 403


def test_with_no_code_shown_none_works(phone: FlaskClient) -> None:
    """Nor does an empty one."""
    assert [pair(phone, code) for code in ("", "00000000")] == [403, 403]


def test_a_page_of_another_site_cannot_speak_for_a_device(phone: FlaskClient, pairings: Pairings) -> None:
    """Neither pair it, nor talk in its name."""
    assert pair(phone, pairings.new_code(), Origin="https://evil.example") == 403
    pair(phone, pairings.new_code())
    assert say(phone, Origin="https://evil.example") == 403
    assert say(phone, Origin=PUBLIC) == 200


def test_a_device_can_be_listed_and_revoked(phone: FlaskClient, pairings: Pairings) -> None:
    """It is shut out at the next request."""
    pair(phone, pairings.new_code(), **{"User-Agent": "A phone"})
    (device,) = pairings.devices
    assert device.name == "A phone"

    pairings.revoke(device.id)

    assert say(phone) == 403
    with pytest.raises(PairingError):
        pairings.revoke(device.id)


def test_the_file_holds_no_secret(phone: FlaskClient, pairings: Pairings, tmp_path: Path) -> None:
    """Neither the code nor the cookie, and nobody but its owner may read it."""
    code = pairings.new_code()
    file = tmp_path / "coach/pairings.json"
    assert code not in file.read_text()
    answer = phone.post("/pair", data={"code": code}, base_url=PUBLIC)
    secret = answer.headers["Set-Cookie"].partition("=")[2].partition(";")[0]

    assert secret not in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_damaged_file_is_said_to_be_so(pairings: Pairings, tmp_path: Path) -> None:
    """Nobody is let in by it."""
    (tmp_path / "coach").mkdir()
    (tmp_path / "coach/pairings.json").write_text("{")

    with pytest.raises(PairingError, match="cannot be read"):
        pairings.knows("x")


def test_devices_is_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It shows a code, lists who is paired, and shuts one out."""
    path = tmp_path / "pairings.json"
    monkeypatch.setenv("COACH_PAIRINGS", str(path))
    main(["devices", "--pair"])
    code = "".join(re.search(r"code: (\d{4}) (\d{4})", capsys.readouterr().out).groups())
    Pairings(path, console_now).pair(code, "A phone")

    main(["devices"])
    id_, _, name = capsys.readouterr().out.strip().partition("  ")
    assert name.endswith("A phone")
    assert main(["devices", "--revoke", id_]) == 0
    assert capsys.readouterr().out == ""
    assert main(["devices", "--revoke", id_]) == 1
