"""The page, its pictures, and a door of its own to the skill."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, Forbidden, NotFound, UnsupportedMediaType
from werkzeug.wrappers import Response as AnyResponse

from skill.coaching.facts.exercise import Rung
from skill.console.browser.talks import FASTEST, Talks, Wish
from skill.console.console import Console, now
from skill.console.conversation import Wait, step_of
from skill.console.device import LISTENING, Answer
from skill.console.errors import ConsoleError
from skill.console.spoken import Piece, starts_of
from skill.door.local import is_from_here
from skill.pictures.drawing import Drawing, Frame

LONGEST_SENTENCE = 300
"""Characters."""
MOST_ARGUMENTS = 3
"""Of an event of the screen."""
POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


def only_from_here() -> None:
    """Refuse other machines, proxies, pages of other sites, and names that only resolve to this machine."""
    if not is_from_here(request):
        raise Forbidden


def blueprint(
    console: Console, clock: Callable[[], int] = now, admit: Callable[[], AnyResponse | None] = only_from_here
) -> Blueprint:
    """The page at `/` and its doors below `/console`; `admit` refuses whoever may not use them."""
    talks = Talks(console, clock)
    pages = Blueprint("console", __name__, static_folder="static", static_url_path="/console")
    pages.before_request(admit)
    pages.before_request(_only_json)
    pages.after_request(_with_policy)
    pages.add_url_rule("/", "page", lambda: pages.send_static_file("index.html"))
    pages.add_url_rule("/console/begin", "begin", lambda: _begin(console))
    pages.add_url_rule("/console/figures/<rung>", "figure", lambda rung: _figure(console, rung))
    pages.add_url_rule("/console/say", "say", lambda: _say(talks), methods=["POST"])
    pages.add_url_rule("/console/touch", "touch", lambda: _touch(talks), methods=["POST"])
    return pages


def _begin(console: Console) -> dict[str, Any]:
    """What the page has before the first word: the locales, and what can be said first."""
    locale = request.args.get("locale", "")
    served = locale if locale in console.locales else console.locales[0]
    return {"locales": list(console.locales), "locale": served, **console.welcome(served)}


def _figure(console: Console, rung: str) -> dict[str, Any]:
    try:
        return _drawn(console.drawing(Rung.parse(rung)))
    except KeyError:
        raise NotFound from None


def _drawn(drawing: Drawing) -> dict[str, Any]:
    box = drawing.box
    return {
        "box": [box.x, box.y, box.width, box.height],
        "parts": [[part.role.value, part.path] for part in drawing.parts],
        "out": _as_frames(drawing.out),
        "way_back": _as_frames(drawing.back),
        "mirrored": drawing.mirrored,
    }


def _as_frames(frames: tuple[Frame, ...]) -> list[list[list[float]]]:
    """Of each frame, for each part: x and y downwards, the angle to the right, and the stretch."""
    return [
        [[round(number, 2) for number in (one.x, -one.y, -one.angle, one.stretch)] for one in frame]
        for frame in frames
    ]


def _say(talks: Talks) -> dict[str, Any]:
    said = _sent()
    sentence = said.get("sentence", "")
    if not isinstance(sentence, str) or not _can_be_said(sentence):
        raise BadRequest
    return _answered(*talks.say(sentence, _conversation(said), _wish(said)))


def _touch(talks: Talks) -> dict[str, Any]:
    said = _sent()
    arguments = said.get("arguments")
    if not isinstance(arguments, list) or not 0 < len(arguments) <= MOST_ARGUMENTS:
        raise BadRequest
    if not all(isinstance(one, str | int) for one in arguments):
        raise BadRequest
    return _answered(*talks.touch(arguments, _conversation(said), _wish(said)))


def _answered(id_: str, answer: Answer) -> dict[str, Any]:
    return {
        "conversation": id_,
        "text": answer.text,
        "pieces": _as_json(answer.speech),
        "reprompt": _as_json(answer.reprompt),
        "reprompt_after": LISTENING,
        "listening": answer.listening,
        "open": answer.open,
        "after_silence": answer.after_silence,
        "panel": answer.panel,
        "envelope": answer.envelope,
    }


def _sent() -> dict[str, Any]:
    try:
        said = request.get_json()
    except RecursionError as error:
        raise BadRequest from error
    if not isinstance(said, dict):
        raise BadRequest
    return said


def _conversation(said: dict[str, Any]) -> str:
    found = said.get("conversation", "")
    if not isinstance(found, str):
        raise BadRequest
    return found


def _wish(said: dict[str, Any]) -> Wish:
    """What the page wants where a conversation begins."""
    locale, screen, speed = said.get("locale", ""), said.get("screen", True), said.get("speed", 1)
    if not (isinstance(locale, str) and isinstance(screen, bool) and type(speed) is int and 0 < speed <= FASTEST):
        raise BadRequest
    return Wish(locale, screen, speed)


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
