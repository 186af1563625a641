"""Reads any envelope: the SDK's serializer raises on request types and enum values newer than itself.

Amazon reserves the right to add both (platform sheet 1.1 and 10.3), and it raises before any handler could answer.
"""

import json
from typing import Any

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import RequestEnvelope

UNKNOWN_TYPE = "Messaging.MessageReceived"
"""A request type that carries nothing and is answered with nothing: it stands for those the SDK does not know."""


class TolerantSerializer(DefaultSerializer):
    """The SDK's serializer, which does without what it cannot read."""

    def deserialize(self, payload: Any, obj_type: Any) -> Any:
        """Return the object in the payload; of a request envelope at least whose it is and when.

        Raises SerializationException for a payload that is no request envelope at all.
        """
        if obj_type is not RequestEnvelope:
            return super().deserialize(payload, obj_type)
        envelope = _envelope(payload)
        for attempt in (envelope, _only_system_context(envelope), _unknown_request(envelope)):
            try:
                read = super().deserialize(json.dumps(attempt), obj_type)
            except SerializationException:
                continue
            if read.request.timestamp:
                return read
        raise SerializationException("not a request envelope")


def _envelope(payload: Any) -> dict[str, Any]:
    try:
        envelope = json.loads(payload)
    except (TypeError, ValueError) as error:
        raise SerializationException("not JSON") from error
    if not isinstance(envelope, dict) or not isinstance(envelope.get("request"), dict):
        raise SerializationException("not a request envelope")
    return envelope


def _only_system_context(envelope: dict[str, Any]) -> dict[str, Any]:
    context = envelope.get("context")
    system = context.get("System") if isinstance(context, dict) else None
    return {**envelope, "context": {"System": system}}


def _unknown_request(envelope: dict[str, Any]) -> dict[str, Any]:
    kept = {key: envelope["request"].get(key) for key in ("requestId", "timestamp", "locale")}
    return {**_only_system_context(envelope), "request": {**kept, "type": UNKNOWN_TYPE}}
