"""The server over real sockets: how it ends, and what many idle connections do to it."""

import json
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SERVICE = """
import logging, sys
from flask import Flask
from skill.door import serving
logging.basicConfig(level="INFO", stream=sys.stdout, format="%(message)s")
serving.MOST_IDLE = 5
app = Flask("test")
@app.get("/slow")
def slow():
    print("asked", flush=True)
    sys.stdin.readline()
    return "answered"
@app.get("/")
def quick():
    return "here"
serving.serve(app, "127.0.0.1", 0)
"""
IN_NAMESPACE = ("unshare", "--pid", "--fork", "--kill-child")


class Service:
    """A service in a process of its own, with an answer that waits for a line."""

    def __init__(self, process: Popen[str]) -> None:
        self.process = process
        self.address = self.hears()
        self.port = int(self.address.rpartition(":")[2])

    def hears(self) -> str:
        """The next line that it writes."""
        return self.process.stdout.readline().strip()

    def goes_on(self) -> None:
        """Let the slow answer be given."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()


@contextmanager
def service(*before: str) -> Iterator[Service]:
    """The service, run by a command before it where one is given."""
    command = [*before, sys.executable, "-c", SERVICE]
    with Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True) as process:
        try:
            yield Service(process)
        finally:
            process.kill()


def fetched(address: str) -> str:
    """The body at an address."""
    with urlopen(address) as answer:  # noqa: S310 - our own address
        return answer.read().decode()


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_an_answer_under_way_is_given_before_the_end(told: signal.Signals) -> None:
    """Nobody new is let in, the runner who has asked hears the answer, and the exit code is that of success."""
    with service() as running, ThreadPoolExecutor() as others:
        answer = others.submit(fetched, f"{running.address}/slow")
        assert running.hears() == "asked"

        running.process.send_signal(told)
        assert running.hears().startswith("ending")
        running.goes_on()

        assert answer.result() == "answered"
        assert running.process.wait() == 0
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", running.port))


def test_as_process_1_it_ends_when_told_to() -> None:
    """A container's first process has no default for signals: without a handler it would have to be killed."""
    if not shutil.which("unshare") or subprocess.run([*IN_NAMESPACE, "true"], capture_output=True).returncode:
        pytest.skip("no process namespaces here")
    with service(*IN_NAMESPACE) as running:
        outer = running.process.pid
        first = Path(f"/proc/{outer}/task/{outer}/children").read_text().split()[0]

        subprocess.run(["kill", "-TERM", first], check=True)

        assert running.process.wait() == 0


def test_idle_connections_do_not_keep_anybody_out() -> None:
    """Of connections on which nothing is asked those idle for longest are closed; a request is answered."""
    with service() as running:
        idle = [socket.create_connection(("127.0.0.1", running.port)) for _ in range(20)]

        assert fetched(running.address) == "here"
        assert idle[0].recv(1) == b""
        for connection in idle:
            connection.close()


def test_the_headers_of_a_proxy_are_seen() -> None:
    """What the console asks for must not be taken away on the way to it."""
    echo = SERVICE.replace('return "here"', "import flask; return dict(flask.request.headers)")
    with Popen([sys.executable, "-c", echo], cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True) as process:
        port = int(process.stdout.readline().strip().rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(
                b"GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.9\r\nConnection: close\r\n\r\n"
            )
            body = b"".join(iter(lambda: connection.recv(65536), b"")).partition(b"\r\n\r\n")[2]
        process.kill()

    assert json.loads(body)["X-Forwarded-For"] == "203.0.113.9"
