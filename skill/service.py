"""The HTTP door: `POST /alexa` is verified and given to the skill, `GET /health` tells how the service is.

What does not prove to come from Alexa, for this skill and just now, gets 400 and nothing happens. The SDK
reads a request before it verifies it, but calls the skill only after.
"""

import json
import logging
import socket
from collections.abc import Sequence
from functools import partial
from importlib.metadata import version
from typing import cast

import waitress
from ask_sdk_core.skill import CustomSkill
from flask import Blueprint, Flask, Response, g, request
from werkzeug.exceptions import BadRequest, HTTPException

from skill.verifier import AbstractVerifier, ChainVerifier, VerificationException, WebserviceSkillHandler

MAX_BODY_BYTES = 128 * 1024
"""Alexa's requests are a few kilobytes, session attributes of at most 24 included."""

log = logging.getLogger(__name__)


def create_app(
    skill: CustomSkill,
    *,
    verify: bool = True,
    verifier: AbstractVerifier | None = None,
    skill_id: str | None = None,
    blueprints: Sequence[Blueprint] = (),
) -> Flask:
    """Build the web application around a skill.

    Args:
        skill: what answers.
        verify: check signatures and timestamps. Without it, anyone who reaches the service may talk to the
            skill, in anyone's name: only for trying things out on one's own machine.
        verifier: checks the signatures; by default a `ChainVerifier` with the roots of certifi.
        skill_id: the only skill whose requests are taken; by default the skill's own, and any if it has none.
        blueprints: further doors, such as the browser console.
    """
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.register_error_handler(HTTPException, _as_json)
    handler = _skill_handler(skill, verify, verifier, skill_id or skill.skill_id)
    app.add_url_rule("/alexa", "alexa", partial(_alexa, handler), methods=["POST"])
    app.add_url_rule("/health", "health", _health)
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    return app


def serve(app: Flask, host: str, port: int) -> None:
    """Serve until interrupted. Prints the address once connections are taken; port 0 finds a free one.

    Raises:
        SystemExit: the address cannot be had; the message says why.
    """
    try:
        listener = socket.create_server((host, port))
    except OSError as error:
        raise SystemExit(f"Cannot serve on {host}, port {port}: {error}. Try another --port.") from None
    server = waitress.create_server(app, sockets=[listener], max_request_body_size=MAX_BODY_BYTES, ident=None)
    # A request that waits for a thread is no news: it would be one line a request, just when there are many.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    print(f"http://{host}:{listener.getsockname()[1]}", flush=True)
    server.run()


class AddresseeVerifier(AbstractVerifier):
    """Checks that a request is whole enough to be handled, and meant for this skill."""

    def __init__(self, skill_id: str | None) -> None:
        self._skill_id = skill_id

    def verify(self, serialized_request_env: str, **_: object) -> None:
        """Return silently if the request has a type and names this skill; without a skill id, any.

        It looks at what was sent, not at what a forgiving serializer made of it.

        Raises:
            VerificationException: it has not.
        """
        envelope = json.loads(serialized_request_env)
        try:
            kind = envelope["request"]["type"]
            addressee = envelope["context"]["System"]["application"]["applicationId"]
        except (KeyError, TypeError) as error:
            raise VerificationException(f"The request is not complete: {error!r}") from error
        if not (kind and addressee and isinstance(kind, str)):
            raise VerificationException("The request has no type, or names no skill")
        if self._skill_id is not None and addressee != self._skill_id:
            raise VerificationException("The request is for another skill")


class _Admission(AbstractVerifier):
    """The last of the verifiers: what fails before it is the sender's fault, what fails after it is ours."""

    def verify(self, **_: object) -> None:
        g.admitted = True


def _skill_handler(
    skill: CustomSkill, verify: bool, verifier: AbstractVerifier | None, skill_id: str | None
) -> WebserviceSkillHandler:
    verifiers: list[AbstractVerifier] = [AddresseeVerifier(skill_id)]
    if verify:
        verifiers.append(verifier or ChainVerifier())
    else:
        log.warning("Requests are not verified: anyone who reaches this service can talk to the skill.")
    verifiers.append(_Admission())
    return WebserviceSkillHandler(skill, verify_signature=False, verify_timestamp=verify, verifiers=verifiers)


def _alexa(handler: WebserviceSkillHandler) -> Response:
    if request.mimetype != "application/json":
        raise BadRequest
    body = request.get_data()
    try:
        answer = handler.verify_request_and_dispatch(dict(request.headers), body.decode())
    except Exception as error:
        if "admitted" in g:
            raise
        # What is not of our own wording may hold the body, and the runner's id.
        reason = error if isinstance(error, VerificationException) else type(error).__name__
        log.warning("Request refused: %s", reason)
        raise BadRequest from error
    return Response(json.dumps(answer), content_type="application/json;charset=UTF-8")


def _health() -> dict[str, str]:
    return {"status": "ok", "version": version("hamstring-coach")}


def _as_json(error: HTTPException) -> Response:
    response = cast("Response", error.get_response())
    response.data = json.dumps({"error": error.name})
    response.content_type = "application/json;charset=UTF-8"
    return response
