"""The console's page for paired devices: who has typed the code from the terminal is let in, through any proxy."""

from collections.abc import Callable

from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response as AnyResponse

from skill.console.browser import web
from skill.door.local import is_of_foreign_page
from skill.operating.pairing import Pairings

COOKIE = "__Host-coach"
"""Its prefix makes browsers keep it to this host, and to TLS."""
YEAR = 365 * 24 * 3600
POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"


def paired_only(pairings: Pairings) -> Callable[[], AnyResponse | None]:
    """Refuses all but paired devices; a browser that asks for the page is sent to where codes are typed."""

    def admit() -> AnyResponse | None:
        if not pairings.knows(request.cookies.get(COOKIE, "")):
            if request.path == "/":
                return redirect("/pair")
            raise Forbidden
        if is_of_foreign_page(request):
            raise Forbidden
        return None

    return admit


def pairing_door(pairings: Pairings) -> Blueprint:
    """The page where the code is typed; it looks like the console's."""
    door = Blueprint("pairing", web.__name__, static_folder="static", static_url_path="/pair/static")

    def page() -> Response:
        return door.send_static_file("pair.html")

    def pair() -> AnyResponse:
        if is_of_foreign_page(request):
            raise Forbidden
        code = "".join(filter(str.isdigit, request.form.get("code", "")))
        secret = pairings.pair(code, request.user_agent.string)
        if secret is None:
            raise Forbidden
        answer = redirect("/", 303)
        answer.set_cookie(COOKIE, secret, max_age=YEAR, secure=True, httponly=True, samesite="Strict")
        return answer

    def with_policy(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    door.add_url_rule("/pair", "page", page)
    door.add_url_rule("/pair", "pair", pair, methods=["POST"])
    door.after_request(with_policy)
    return door
