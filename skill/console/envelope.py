"""Request envelopes as Alexa sends them, as JSON data (Amazon's request and response reference)."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from skill.console.ear.recogniser import HeardSlot, Understood
from skill.console.ear.values import Match
from skill.handlers.clock import time_zone

Json: TypeAlias = dict[str, Any]

ANY_SKILL = "amzn1.ask.skill.console"
"""The application id where the skill expects none."""


SCREEN = {"Alexa.Presentation.APL": {"runtime": {"maxVersion": "1.4"}}}
"""The interface of a device that shows documents, up to the version that they are written in."""


@dataclass(frozen=True)
class Origin:
    """Where requests come from."""

    locale: str = "en-US"
    skill_id: str = ANY_SKILL
    user_id: str = "amzn1.ask.account.console"
    device_id: str = "amzn1.ask.device.console"
    person_id: str | None = None
    """Whose voice is recognised; None for a voice that is not."""
    screen: bool = False
    """Whether the device shows documents."""
    time_zone: str = "UTC"
    """Where the device stands: what "tomorrow" is depends on it."""


@dataclass(frozen=True)
class DeviceSession:
    """A session as the platform keeps it: the skill's attributes go back to the skill with every request."""

    id: str = field(default_factory=lambda: f"amzn1.echo-api.session.{uuid.uuid4()}")
    new: bool = True
    attributes: Json = field(default_factory=dict)


def envelope(origin: Origin, session: DeviceSession, request: Json, now: int) -> Json:
    """The whole request, made `now`, in milliseconds since the epoch; Alexa's time stamps are in seconds."""
    application, user = {"applicationId": origin.skill_id}, {"userId": origin.user_id}
    timestamp = datetime.fromtimestamp(now // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "version": "1.0",
        "session": {
            "new": session.new,
            "sessionId": session.id,
            "application": application,
            "attributes": session.attributes,
            "user": user,
        },
        "context": {"System": _system(origin, application, user), **_viewport(origin)},
        "request": {
            **request,
            "requestId": f"amzn1.echo-api.request.{uuid.uuid4()}",
            "timestamp": timestamp,
            "locale": origin.locale,
        },
    }


def day_of(now: int, zone: str = "UTC") -> date:
    """The day in a time zone (`Europe/London`) of a time in milliseconds since the epoch."""
    return datetime.fromtimestamp(now // 1000, time_zone(zone) or UTC).date()


def launch_request() -> Json:
    """The runner opened the skill."""
    return {"type": "LaunchRequest", "shouldLinkResultBeReturned": False}


def session_ended_request(reason: str) -> Json:
    """The platform ended the session: USER_INITIATED or EXCEEDED_MAX_REPROMPTS."""
    return {"type": "SessionEndedRequest", "reason": reason}


def user_event(token: str, arguments: list[Any]) -> Json:
    """A document on the screen tells of a touch, or that it has come to its end."""
    return {"type": "Alexa.Presentation.APL.UserEvent", "token": token, "arguments": arguments}


def intent_request(understood: Understood, slot_types: Mapping[str, str], skill_id: str = ANY_SKILL) -> Json:
    """What was understood; every slot of the intent is named, those not said without a value."""
    intent: Json = {"name": understood.intent, "confirmationStatus": "NONE"}
    filled = {slot.name: slot for slot in understood.slots}
    if slot_types:
        intent["slots"] = {name: _slot(name, filled.get(name), skill_id) for name in slot_types}
    return {"type": "IntentRequest", "intent": intent}


def _viewport(origin: Origin) -> Json:
    if not origin.screen:
        return {}
    size = {"pixelWidth": 1280, "pixelHeight": 800, "currentPixelWidth": 1280, "currentPixelHeight": 800}
    return {"Viewport": {"shape": "RECTANGLE", "dpi": 160, "mode": "HUB", "touch": ["SINGLE"], **size}}


def _system(origin: Origin, application: Json, user: Json) -> Json:
    recognised = {"person": {"personId": origin.person_id}} if origin.person_id else {}
    return {
        **recognised,
        "application": application,
        "user": user,
        "device": {"deviceId": origin.device_id, "supportedInterfaces": dict(SCREEN) if origin.screen else {}},
        "apiEndpoint": "https://api.amazonalexa.com",
        "apiAccessToken": "console",
    }


def _slot(name: str, heard: HeardSlot | None, skill_id: str) -> Json:
    if heard is None:
        return {"name": name, "confirmationStatus": "NONE"}
    said: Json = {"value": heard.value}
    if not heard.type.startswith("AMAZON."):
        said["resolutions"] = {"resolutionsPerAuthority": [_resolution(heard, skill_id)]}
    value = {"type": "Simple", **said}
    return {"name": name, **said, "confirmationStatus": "NONE", "source": "USER", "slotValue": value}


def _resolution(heard: HeardSlot, skill_id: str) -> Json:
    authority = f"amzn1.er-authority.echo-sdk.{skill_id}.{heard.type}"
    if not heard.matches:
        return {"authority": authority, "status": {"code": "ER_SUCCESS_NO_MATCH"}}
    values = [_value(match) for match in heard.matches]
    return {"authority": authority, "status": {"code": "ER_SUCCESS_MATCH"}, "values": values}


def _value(match: Match) -> Json:
    return {"value": {"name": match.name, "id": match.id}}
