"""Reads any envelope: the SDK's serializer raises on request types and enum values newer than itself.

Amazon reserves the right to add both (platform sheet 1.1 and 10.3), and it raises before any handler could answer.
What it cannot read costs that field, and not the request.
"""

import json
from datetime import UTC, datetime
from typing import Any

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_model import RequestEnvelope

from skill.envelopes.planned import PlannedSerializer, class_named

UNKNOWN_TYPE = "Messaging.MessageReceived"
"""A request type that carries nothing and is answered with nothing: it stands for those the SDK does not know."""


class TolerantSerializer(PlannedSerializer):
    """The SDK's serializer, which does without what it cannot read."""

    def deserialize(self, payload: Any, obj_type: Any) -> Any:
        """Return the object in the payload; of a request envelope at least whose it is and when.

        Raises SerializationException for a payload that is no request envelope at all.
        """
        if obj_type is not RequestEnvelope:
            return super().deserialize(payload, obj_type)
        envelope = _envelope(payload)
        try:
            return self._read(envelope)
        except SerializationException:
            pruned = self._pruned(envelope, obj_type)
        is_known = "type" in pruned.get("request", {})
        return self._read(pruned if is_known else self._pruned(_unknown_request(envelope), obj_type))

    def _read(self, envelope: dict[str, Any]) -> Any:
        read = super().deserialize(envelope, RequestEnvelope)
        if not (read.request and read.request.timestamp):
            raise SerializationException("a request of no time")
        return read

    def _pruned(self, data: Any, kind: Any) -> Any:
        """The data without what is not readable as that type of the SDK; raises where nothing is left."""
        try:
            super().deserialize(json.dumps(data), kind)
        except SerializationException:
            return self._without_faults(data, kind)
        return data

    def _without_faults(self, data: Any, kind: Any) -> Any:
        if isinstance(kind, str) and kind.startswith("list[") and isinstance(data, list):
            return [part for _, part in self._readable(enumerate(data), {}, kind[len("list[") : -1])]
        if isinstance(kind, str) and kind.startswith("dict(") and isinstance(data, dict):
            return dict(self._readable(data.items(), {}, kind.partition(", ")[2][:-1]))
        model = _model(kind, data)
        if model is None or not isinstance(data, dict):
            raise SerializationException(f"not readable as {kind}")
        kinds = {key: model.deserialized_types[name] for name, key in model.attribute_map.items()}
        return dict(self._readable(data.items(), kinds, "object"))

    def _readable(self, parts: Any, kinds: dict[str, Any], otherwise: str) -> Any:
        """The parts that can be read, each without what is not readable in it."""
        for key, part in parts:
            try:
                yield key, self._pruned(part, kinds.get(key, otherwise))
            except SerializationException:
                continue


def timed(envelope: dict[str, Any]) -> dict[str, Any]:
    """The envelope with a timestamp in milliseconds since the epoch, as simulators send it, in the usual form.

    Only for a door that does not check times: a signed request has one form.
    """
    request = envelope.get("request")
    if not isinstance(request, dict) or type(request.get("timestamp")) not in (int, float):
        return envelope
    try:
        time = datetime.fromtimestamp(request["timestamp"] / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return envelope
    return {**envelope, "request": {**request, "timestamp": time.isoformat()}}


def _model(kind: Any, data: Any) -> Any:
    """The class of the SDK that data of a type is read as; None where it is none with fields."""
    model = class_named(kind) if isinstance(kind, str) and "." in kind else kind
    if not hasattr(model, "deserialized_types"):
        return None
    if hasattr(model, "get_real_child_model"):
        name = model.get_real_child_model(data) if isinstance(data, dict) else None
        return class_named(name) if name else None
    return model


def _envelope(payload: Any) -> dict[str, Any]:
    try:
        envelope: dict[str, Any] = payload if isinstance(payload, dict) else json.loads(payload)
    except (TypeError, ValueError) as error:
        raise SerializationException("not JSON") from error
    parts = (envelope.get("request"), envelope.get("session") or {}) if isinstance(envelope, dict) else (None,)
    if not all(isinstance(part, dict) for part in parts):
        raise SerializationException("not a request envelope")
    return envelope


def _unknown_request(envelope: dict[str, Any]) -> dict[str, Any]:
    context = envelope.get("context")
    system = context.get("System") if isinstance(context, dict) else None
    kept = {key: envelope["request"].get(key) for key in ("requestId", "timestamp", "locale")}
    return {**envelope, "context": {"System": system}, "request": {**kept, "type": UNKNOWN_TYPE}}
