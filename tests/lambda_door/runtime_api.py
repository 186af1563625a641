"""Lambda on this machine: Amazon's runtime client, fed by a small copy of the Runtime API (2018-06-01)."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue
from typing import Self
from uuid import uuid4

NEXT = "/2018-06-01/runtime/invocation/next"
FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:coach"
TIMEOUT = 7
"""Seconds that lambda/template.yaml gives a request."""
PATIENCE = 120
"""Seconds after which a runtime that has not answered is taken for dead."""


@dataclass(frozen=True)
class Answer:
    """What the runtime posted back."""

    kind: str
    """`response`, `error`, or `init/error` when the function could not even be loaded."""
    body: object


class RuntimeApi(ThreadingHTTPServer):
    """What a Lambda runtime asks for its next event and tells its answers."""

    def __init__(self) -> None:
        self.events: Queue[bytes | None] = Queue()
        self.answers: Queue[tuple[str, object]] = Queue()
        super().__init__(("127.0.0.1", 0), _Calls)

    def handle_error(self, request, client_address) -> None:
        """A runtime that is ended in the middle of a call is no error."""


class _Calls(BaseHTTPRequestHandler):
    server: RuntimeApi
    protocol_version = "HTTP/1.1"
    # Each answer in one packet, at once: delayed acknowledgements cost 40 ms a call otherwise.
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        event = self.server.events.get() if self.path == NEXT else None
        if event is None:
            self._reply(410, b"{}", {})
            return
        headers = {
            "Content-Type": "application/json",  # without it the runtime's native client crashes
            "Lambda-Runtime-Aws-Request-Id": str(uuid4()),
            "Lambda-Runtime-Deadline-Ms": str(int((time.time() + TIMEOUT) * 1000)),
            "Lambda-Runtime-Invoked-Function-Arn": FUNCTION,
        }
        self._reply(200, event, headers)

    def do_POST(self) -> None:
        body = self._body()
        kind = "init/error" if self.path.endswith("init/error") else self.path.rpartition("/")[2]
        self.server.answers.put((kind, json.loads(body)))
        self._reply(202, b"{}", {})

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _reply(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args) -> None:
        """Say nothing."""


class LambdaRuntime:
    """The function in `folder`, loaded by awslambdaric in a process of its own, as Lambda would."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.settings = settings

    def __enter__(self) -> Self:
        self._api = RuntimeApi()
        threading.Thread(target=self._api.serve_forever, daemon=True).start()
        self._output = tempfile.TemporaryFile("w+")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "awslambdaric", "lambda_function.handler"],
            cwd=self.folder,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.STDOUT,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._api.events.put(None)
        self._api.shutdown()
        self._api.server_close()
        self._output.close()

    def invoke(self, event: object) -> Answer:
        """Send the event and return the answer."""
        self._api.events.put(json.dumps(event).encode())
        return Answer(*self._next_answer())

    def init_error(self) -> object:
        """Return how the runtime reports that the function could not be loaded."""
        kind, body = self._next_answer()
        assert kind == "init/error"
        return body

    def logged(self) -> str:
        """Return everything written to standard output and error so far."""
        self._output.seek(0)
        return self._output.read()

    def _next_answer(self) -> tuple[str, object]:
        try:
            return self._api.answers.get(timeout=PATIENCE)
        except Empty:
            raise AssertionError(f"the runtime did not answer; it wrote:\n{self.logged()}") from None

    def _environment(self) -> dict[str, str]:
        """What Lambda sets, and the settings; nothing of ours."""
        host, port = self._api.server_address[:2]
        return {
            "PATH": os.environ["PATH"],
            "AWS_LAMBDA_RUNTIME_API": f"{host}:{port}",
            "AWS_LAMBDA_FUNCTION_NAME": "coach",
            "AWS_LAMBDA_FUNCTION_VERSION": "1",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
            "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "none",
            "AWS_SECRET_ACCESS_KEY": "none",
            "LAMBDA_TASK_ROOT": str(self.folder),
            "_HANDLER": "lambda_function.handler",
            **self.settings,
        }
