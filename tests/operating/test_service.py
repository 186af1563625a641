"""The service as it is started: its settings, and who reaches the console over real sockets."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SKILL_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"
NOBODY = 65534
SAY = b'{"sentence": "help"}'


def command(*options: str) -> list[str]:
    """The command that serves on a free port."""
    return [sys.executable, "-m", "skill", "serve", "--port", "0", *options]


def environment(**settings: str) -> dict[str, str]:
    """These settings, and a store that forgets."""
    return os.environ | {"COACH_STORE": "memory:"} | settings


@contextmanager
def served(*options: str, **settings: str) -> Iterator[int]:
    """The port of a service that runs."""
    running = Popen(command(*options), cwd=ROOT, env=environment(**settings), stdout=PIPE, stderr=PIPE, text=True)
    with running as process:
        try:
            yield int(process.stdout.readline().strip().rpartition(":")[2])
        finally:
            process.kill()


def status(port: int, request: str, *headers: str, protocol: str = "HTTP/1.1", body: bytes = b"") -> int:
    """The status of the answer to a request written byte for byte."""
    lines = [f"{request} {protocol}", *headers, f"Content-Length: {len(body)}", "Content-Type: application/json"]
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode() + body)
        return int(connection.recv(65536).split()[1])


def refusal(*options: str, **settings: str) -> list[str]:
    """The lines that a service ends with which does not start."""
    done = subprocess.run(
        command(*options), cwd=ROOT, env=environment(**settings), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    return [line for line in done.stderr.splitlines() if line.startswith("hamstring-coach: ")]


@pytest.fixture(scope="module")
def here() -> Iterator[int]:
    """The port of a service for this machine."""
    with served() as port:
        yield port


def test_the_console_is_for_this_machine(here: int) -> None:
    """A browser here gets the page, and talks."""
    host = f"Host: 127.0.0.1:{here}"

    assert status(here, "GET /", host) == 200
    assert status(here, "POST /console/say", host, body=SAY) == 200


PROXIES = {
    "nginx by its defaults": ((), "HTTP/1.0"),
    "nginx with X-Real-IP": (("X-Real-IP: 203.0.113.9",), "HTTP/1.0"),
    "Apache": (("X-Forwarded-For: 203.0.113.9", "X-Forwarded-Server: coach.example"), "HTTP/1.1"),
    "Caddy": (("X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: https"), "HTTP/1.1"),
    "only the scheme": (("X-Forwarded-Proto: https",), "HTTP/1.1"),
    "an old cache": (("Via: 1.1 cache",), "HTTP/1.1"),
    "the standard": (("Forwarded: for=203.0.113.9",), "HTTP/1.1"),
}


@pytest.mark.parametrize("proxy", PROXIES)
def test_the_console_is_refused_behind_a_proxy(here: int, proxy: str) -> None:
    """Though the proxy is at this machine, and names this machine as the host."""
    headers, protocol = PROXIES[proxy]
    host = f"Host: 127.0.0.1:{here}"

    assert status(here, "GET /", host, *headers, protocol=protocol) == 403
    assert status(here, "POST /console/say", host, *headers, protocol=protocol, body=SAY) == 403


def test_a_proxy_that_tells_nothing_finds_no_console_behind_a_service_for_alexa() -> None:
    """With a skill's id the service is meant to be reached through a proxy: there is no page to be found."""
    with served(COACH_SKILL_ID=SKILL_ID) as port:
        assert status(port, "GET /", f"Host: 127.0.0.1:{port}") == 404
        assert status(port, "GET /health", f"Host: 127.0.0.1:{port}") == 200


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_the_console_is_for_who_runs_the_service(here: int) -> None:
    """A proxy that tells nothing, and speaks as a browser does, is still another user of the machine."""
    os.seteuid(NOBODY)
    try:
        found = status(here, "GET /", f"Host: 127.0.0.1:{here}")
    finally:
        os.seteuid(0)

    assert found == 403


def test_there_is_no_console_where_others_are_let_in() -> None:
    """Not even for this machine."""
    with served("--host", "0.0.0.0", COACH_SKILL_ID=SKILL_ID) as port:  # noqa: S104 - that is the case
        assert status(port, "GET /", f"Host: 127.0.0.1:{port}") == 404


def test_the_console_can_be_had_beside_a_skill() -> None:
    """Who asks for it gets it."""
    with served("--console", COACH_SKILL_ID=SKILL_ID) as port:
        assert status(port, "GET /", f"Host: 127.0.0.1:{port}") == 200


def test_the_page_for_paired_devices_is_for_nobody_else(tmp_path: Path) -> None:
    """Behind a proxy or at this machine: without a pairing there is only where to type the code."""
    with served("--pair", COACH_SKILL_ID=SKILL_ID, COACH_PAIRINGS=str(tmp_path / "pairings.json")) as port:
        host = f"Host: 127.0.0.1:{port}"
        assert status(port, "GET /", host) == 302
        assert status(port, "GET /pair", "Host: coach.example", "X-Forwarded-Proto: https") == 200
        assert status(port, "POST /console/say", host, body=SAY) == 403


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"COACH_TIME_ZONE": "Mars/Base"}, "COACH_TIME_ZONE is Mars/Base"),
        ({"COACH_SKILL_ID": "typo"}, "COACH_SKILL_ID is typo"),
        ({"COACH_STORE": "sqlite:////proc/nonexist/x.sqlite3"}, "COACH_STORE cannot be used"),
        ({"COACH_STORE": "mysql://x"}, "mysql://x: no such store"),
        ({"COACH_LOG_LEVEL": "chatty"}, "COACH_LOG_LEVEL is CHATTY"),
    ],
)
def test_a_setting_that_is_no_good_is_told_in_a_line(settings: dict[str, str], said: str) -> None:
    """Before the first request, and the service does not start."""
    (line,) = refusal(**settings)

    assert said in line


def test_every_fault_is_told_at_once() -> None:
    """One line each."""
    lines = refusal(COACH_TIME_ZONE="Mars/Base", COACH_SKILL_ID="typo", COACH_STORE="sqlite:////proc/x/y")

    assert len(lines) == 3


@pytest.mark.parametrize("settings", [{}, {"COACH_SKILL_ID": SKILL_ID, "COACH_VERIFY": "off"}])
def test_others_are_let_in_only_with_a_skill_and_signatures(settings: dict[str, str]) -> None:
    """Beyond this machine a service answers its own skill, and what Alexa has signed, unless told otherwise."""
    (line,) = refusal("--host", "0.0.0.0", **settings)  # noqa: S104 - that is the case

    assert "--any-skill" in line
    with served("--host", "0.0.0.0", "--any-skill", **settings) as port:  # noqa: S104
        assert status(port, "GET /health", "Host: coach.example") == 200
