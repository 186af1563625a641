"""The console in the browser: a page, and a door of its own to the skill, for this machine only."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from uuid import uuid4

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, Forbidden, UnsupportedMediaType
from werkzeug.wrappers import Response as AnyResponse

from skill.console.console import Console, now
from skill.console.conversation import Wait, step_of
from skill.console.device import LISTENING, Answer, Device
from skill.console.errors import ConsoleError
from skill.console.spoken import Piece, starts_of
from skill.door.local import is_from_here

PATIENCE = 120_000
"""Milliseconds the page listens, and again after the reprompt: typing takes longer than speaking."""
MOST_CONVERSATIONS = 100
"""Conversations kept; the one unused for longest is forgotten first."""
LONGEST_SENTENCE = 300
"""Characters."""
POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


@dataclass
class _Talk:
    """One conversation of one page."""

    device: Device
    lock: Lock = field(default_factory=Lock)


class Talks:
    """The latest conversations, by id."""

    def __init__(self, console: Console, clock: Callable[[], int] = now) -> None:
        self._console = console
        self._clock = clock
        self._talks: OrderedDict[str, _Talk] = OrderedDict()
        self._lock = Lock()

    def say(self, sentence: str, conversation: str, locale: str) -> tuple[str, Answer]:
        """The conversation's id and the answer; an id not known begins a new conversation."""
        id_, talk = self._find(conversation, locale)
        with talk.lock:
            return id_, talk.device.say(sentence, self._clock())

    def _find(self, conversation: str, locale: str) -> tuple[str, _Talk]:
        with self._lock:
            id_ = conversation if conversation in self._talks else str(uuid4())
            if id_ not in self._talks:
                self._talks[id_] = _Talk(self._console.device(self._served(locale), PATIENCE))
            self._talks.move_to_end(id_)
            if len(self._talks) > MOST_CONVERSATIONS:
                self._talks.popitem(last=False)
            return id_, self._talks[id_]

    def _served(self, locale: str) -> str:
        return locale if locale in self._console.locales else self._console.locales[0]


def only_from_here() -> None:
    """Refuse other machines, proxies, pages of other sites, and names that only resolve to this machine."""
    if not is_from_here(request):
        raise Forbidden


def blueprint(
    console: Console, clock: Callable[[], int] = now, admit: Callable[[], AnyResponse | None] = only_from_here
) -> Blueprint:
    """The page at `/` and its door at `/console/say`; `admit` refuses whoever may not use them."""
    talks = Talks(console, clock)
    pages = Blueprint("console", __name__, static_folder="static", static_url_path="/console")
    pages.before_request(admit)
    pages.before_request(_only_json)
    pages.after_request(_with_policy)
    pages.add_url_rule("/", "page", lambda: pages.send_static_file("index.html"))
    pages.add_url_rule("/console/say", "say", lambda: _say(talks), methods=["POST"])
    return pages


def _say(talks: Talks) -> dict[str, Any]:
    said = _fields(_json_sent())
    if not _can_be_said(said["sentence"]):
        raise BadRequest
    id_, answer = talks.say(**said)
    return {
        "conversation": id_,
        "text": answer.text,
        "pieces": _as_json(answer.speech),
        "reprompt": _as_json(answer.reprompt),
        "reprompt_after": LISTENING,
        "listening": answer.listening,
        "after_silence": answer.after_silence,
    }


def _json_sent() -> object:
    try:
        return request.get_json()
    except RecursionError as error:
        raise BadRequest from error


def _fields(said: object) -> dict[str, str]:
    """What the page sent, every field a string."""
    if not isinstance(said, dict):
        raise BadRequest
    fields = {name: said.get(name, "") for name in ("sentence", "conversation", "locale")}
    if not all(isinstance(value, str) for value in fields.values()):
        raise BadRequest
    return fields


def _can_be_said(sentence: str) -> bool:
    try:
        return len(sentence) <= LONGEST_SENTENCE and not isinstance(step_of(sentence), Wait)
    except ConsoleError:
        return False


def _as_json(pieces: tuple[Piece, ...]) -> list[dict[str, Any]]:
    return [
        {"text": piece.text, "start": start, "length": piece.length, "pause": piece.pause}
        for piece, start in zip(pieces, starts_of(pieces), strict=True)
    ]


def _only_json() -> None:
    """Refuse forms, which a browser would send from any page without asking first."""
    if request.method == "POST" and request.mimetype != "application/json":
        raise UnsupportedMediaType


def _with_policy(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
