"""The web application: `POST /alexa` for Alexa, and whatever else is given.

What does not prove to come from Alexa, for this skill and just now, gets 400 and nothing happens.
"""

import json
import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.skill import CustomSkill
from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import BadRequest, HTTPException

from skill.app import read, respond
from skill.door.admission import Admission, ChainVerifier, Verifier
from skill.door.errors import RefusedError

MAX_BODY_BYTES = 128 * 1024
"""Alexa's requests are a few kilobytes, session attributes of at most 24 included."""

log = logging.getLogger(__name__)


def create_app(
    skill: CustomSkill,
    *,
    verify: bool = True,
    verifier: Verifier | None = None,
    skill_id: str | None = None,
    blueprints: Sequence[Blueprint] = (),
    refused: Callable[[], None] = lambda: None,
) -> Flask:
    """Build the web application around a skill.

    Args:
        skill: what answers.
        verify: check signatures and timestamps. Without it, anyone who reaches the service may talk to the
            skill, in anyone's name: only for trying things out on one's own machine.
        verifier: checks the signatures; by default a `ChainVerifier` with the roots of certifi.
        skill_id: the only skill whose requests are taken; by default the skill's own, and any if it has none.
        blueprints: further doors, such as the browser console.
        refused: told of every request that is not let in.
    """
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.register_error_handler(HTTPException, _as_json)
    if not verify:
        log.warning("Requests are not verified: anyone who reaches this service can talk to the skill.")
    admission = Admission(skill_id or skill.skill_id, (verifier or ChainVerifier()) if verify else None)
    app.add_url_rule("/alexa", "alexa", partial(_alexa, skill, admission, refused), methods=["POST"])
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    return app


def _alexa(skill: CustomSkill, admission: Admission, refused: Callable[[], None]) -> Response:
    try:
        if request.mimetype != "application/json":
            raise RefusedError("The request is not declared as JSON")
        asked = read(skill, admission.admit(dict(request.headers), request.get_data()))
    except (RefusedError, SerializationException) as error:
        # What is not of our own wording may hold the body, and the runner's id.
        log.warning("Request refused: %s", error if isinstance(error, RefusedError) else type(error).__name__)
        refused()
        raise BadRequest from error
    return Response(json.dumps(respond(skill, asked)), content_type="application/json;charset=UTF-8")


def _as_json(error: HTTPException) -> Response:
    response = cast("Response", error.get_response())
    response.data = json.dumps({"error": error.name})
    response.content_type = "application/json;charset=UTF-8"
    return response
