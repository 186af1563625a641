"""Stands in for Amazon's services that a skill calls: the Reminders API, version 1, and the device's time zone.

It takes what the documents say, as platform sheet 7 sums them up, and refuses everything else.
"""

import json
import re
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

ALERTS = "/v1/alerts/reminders"
TOKEN = "the-token-of-this-request"  # noqa: S105  nobody's
DEVICE = "amzn1.ask.device.kitchen"
LOCAL = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}"
"""A time on the device's clock: no offset and no Z."""
RULE = r"FREQ=(WEEKLY;BYDAY=(MO|TU|WE|TH|FR|SA|SU)|DAILY);BYHOUR=\d\d?;BYMINUTE=\d\d?;BYSECOND=0;INTERVAL=1;"
BODY: dict[str, Any] = {
    "requestTime": LOCAL,
    "trigger": {"type": "SCHEDULED_ABSOLUTE", "scheduledTime": LOCAL, "timeZoneId": r"[A-Z]\w+/\w+"},
    "alertInfo": {"spokenInfo": {"content": [{"locale": "[a-z]{2}-[A-Z]{2}", "text": ".+"}]}},
    "pushNotification": {"status": "ENABLED|DISABLED"},
}
"""A reminder as documented: a pattern for each text."""
LONGEST_HELD = 60
"""Seconds: nobody waits so long, and a test that should have let go ends all the same."""
RECURRENCE: dict[str, Any] = {"startDateTime": LOCAL, "recurrenceRules": [RULE]}


@dataclass(frozen=True)
class Call:
    """One call as it came in."""

    method: str
    path: str
    body: Any


@dataclass
class Amazon:
    """What the services know, how they are to behave, and what they were asked."""

    zone: str | None = "Europe/London"
    permitted: bool = True
    refusal: tuple[int, dict[str, str]] | None = None
    """What every call about reminders is answered with, if not as usual."""
    delay: float = 0.0
    """Seconds before an answer."""
    alerts: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By alert token."""
    held: threading.Event | None = None
    """Where there is one, no answer comes before it is set."""
    calls: list[Call] = field(default_factory=list)

    def answer(self, call: Call, authorization: str | None) -> tuple[int, Any]:
        """Return the status and the body."""
        self.calls.append(call)
        time.sleep(self.delay)
        if self.held:
            self.held.wait(LONGEST_HELD)
        if authorization != f"Bearer {TOKEN}":
            return 401, {"code": "INVALID_BEARER_TOKEN", "message": "Bearer token invalid"}
        if call.path == f"/v2/devices/{DEVICE}/settings/System.timeZone" and call.method == "GET":
            return (200, self.zone) if self.zone else (204, None)
        if not call.path.startswith(ALERTS):
            return 404, {"code": "NOT_FOUND", "message": call.path}
        if self.refusal:
            return self.refusal
        if not self.permitted:
            return 401, {"code": "UNAUTHORIZED", "message": "no permission"}
        if call.method == "GET":
            alerts = list(self.alerts.values())
            return 200, {"totalCount": str(len(alerts)), "alerts": alerts, "links": None}
        return self._post(call) if call.method == "POST" else self._delete(call)

    def _post(self, call: Call) -> tuple[int, Any]:
        if faults := body_faults(call.body):
            return 400, {"code": "INVALID_BODY", "message": "; ".join(faults)}
        token = f"alert/{len(self.calls)}"
        self.alerts[token] = {**call.body, "alertToken": token, "status": "ON", "version": "1"}
        return 200, {"alertToken": token, "status": "ON", "version": "1", "href": f"{ALERTS}/{token}"}

    def _delete(self, call: Call) -> tuple[int, Any]:
        token = call.path.removeprefix(f"{ALERTS}/").replace("%2F", "/")
        found = self.alerts.pop(token, None)
        return (200, None) if found else (404, {"code": "ALERT_NOT_FOUND", "message": token})


def body_faults(body: Any) -> list[str]:
    """Return where a body differs from the documented one."""
    trigger = dict(body.get("trigger") or {})
    recurrence = trigger.pop("recurrence", None)
    faults = _faults("body", {**body, "trigger": trigger}, BODY)
    if recurrence is not None:
        faults += _faults("recurrence", recurrence, RECURRENCE)
    if not faults:
        set_for, now = (datetime.fromisoformat(text) for text in (trigger["scheduledTime"], body["requestTime"]))
        faults += [] if timedelta(0) < set_for - now <= timedelta(days=8) else [f"set for {set_for}, it is {now}"]
    return faults


def _faults(name: str, value: Any, wanted: Any) -> list[str]:
    if isinstance(wanted, dict):
        if not isinstance(value, dict) or value.keys() != wanted.keys():
            return [f"{name}: {value!r} should have {', '.join(wanted)}"]
        return [fault for key, part in wanted.items() for fault in _faults(f"{name}.{key}", value[key], part)]
    if isinstance(wanted, list):
        if not isinstance(value, list) or not value:
            return [f"{name}: {value!r} should be a list"]
        return [fault for item in value for fault in _faults(f"{name}[]", item, wanted[0])]
    return [] if isinstance(value, str) and re.fullmatch(wanted, value) else [f"{name}: {value!r}"]


class Server:
    """The services on a port of this machine, while the block runs."""

    def __init__(self, amazon: Amazon) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(amazon))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def endpoint(self) -> str:
        """What a request names as its apiEndpoint."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "Server":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _handler(amazon: Amazon) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _respond(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            status, answer = amazon.answer(Call(self.command, self.path, body), self.headers.get("Authorization"))
            text = b"" if answer is None else json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = do_DELETE = _respond  # noqa: N815  http.server's names

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            """Bear a caller who did not wait."""
            try:
                super().handle()
            except ConnectionError:
                self.close_connection = True

    return Handler
