"""The baseline of turns: a hello-world skill as the SDK's documentation builds it."""

import json
from typing import Any

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model import RequestEnvelope, Response


class HelloHandler(AbstractRequestHandler):
    """Greets, whatever the request; a session that ended gets silence."""

    def can_handle(self, handler_input: HandlerInput) -> bool:  # noqa: ARG002  it takes all
        """Always."""
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        """Greet, and ask on."""
        if handler_input.request_envelope.request.object_type == "SessionEndedRequest":
            return Response()
        return handler_input.response_builder.speak("Hello.").ask("What next?").response


def hello_builder() -> SkillBuilder:
    """The skill, to be built: the SDK's own serializer, no store."""
    builder = SkillBuilder()
    builder.add_request_handler(HelloHandler())
    return builder


def answer_plainly(skill: CustomSkill, event: dict[str, Any]) -> dict[str, Any]:
    """The response to a request, both as JSON data: what the SDK's `lambda_handler` does of a skill built once."""
    request = skill.serializer.deserialize(json.dumps(event), RequestEnvelope)
    response: dict[str, Any] = skill.serializer.serialize(skill.invoke(request, None))
    return response


def without_attributes(envelope: dict[str, Any]) -> dict[str, Any]:
    """The same request to a skill that keeps nothing in the session."""
    return {**envelope, "session": {**envelope["session"], "attributes": {}}}
