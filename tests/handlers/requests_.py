"""Requests as Alexa sends them, and stores that fail or count."""

import json
from typing import Any

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_core.skill import CustomSkill
from ask_sdk_model import Context, RequestEnvelope, User
from ask_sdk_model.interfaces.system import SystemState

from skill.app import answer
from skill.storage import Conflict, StorageError, open_store

Json = dict[str, Any]
ACCOUNT = RequestEnvelope(context=Context(system=SystemState(user=User(user_id="runner"))))
"""As much of a request as a store asks for."""


def envelope(
    request: Json, attributes: Json | None = None, user: str = "runner", person: str | None = None
) -> Json:
    """Return a request in a session; a new one unless it brings attributes. A `person` is a recognised voice."""
    application, account = {"applicationId": "skill"}, {"userId": user}
    system = {
        "application": application,
        "user": account,
        "device": {"deviceId": "device", "supportedInterfaces": {}},
    }
    if person:
        system["person"] = {"personId": person}
    return {
        "version": "1.0",
        "session": {
            "new": attributes is None,
            "sessionId": "session",
            "application": application,
            "user": account,
            "attributes": attributes or {},
        },
        "context": {"System": system},
        "request": {"requestId": "request", "locale": "en-US", "timestamp": "2026-01-05T07:00:00Z", **request},
    }


def intent(name: str, **slots: str) -> Json:
    """Return an intent request whose slots resolve to ids."""
    return {
        "type": "IntentRequest",
        "dialogState": "COMPLETED",
        "intent": {
            "name": name,
            "confirmationStatus": "NONE",
            "slots": {slot: _slot(slot, id_) for slot, id_ in slots.items()},
        },
    }


def _slot(name: str, id_: str) -> Json:
    match = {"value": {"name": id_.replace("_", " "), "id": id_}}
    found = {"authority": "a", "status": {"code": "ER_SUCCESS_MATCH"}, "values": [match]}
    return {
        "name": name,
        "value": id_.replace("_", " "),
        "confirmationStatus": "NONE",
        "resolutions": {"resolutionsPerAuthority": [found]},
    }


class Device:
    """A device that talks to a skill and carries its session attributes.

    `person` is whose voice is recognised; it may change at any time.
    """

    def __init__(self, skill: CustomSkill, user: str = "runner", person: str | None = None) -> None:
        self._skill = skill
        self._user = user
        self.person = person
        self._minute = 0
        self.attributes: Json | None = None
        self.response: Json = {}

    def send(self, request: Json) -> "Device":
        """Send a request two minutes after the last one."""
        timestamp = f"2026-01-05T{7 + self._minute // 60:02}:{self._minute % 60:02}:00Z"
        self._minute += 2
        request = {"timestamp": timestamp, **request}
        self.response = answer(self._skill, envelope(request, self.attributes, self._user, self.person))
        self.attributes = self.response.get("sessionAttributes") or {}
        return self

    def say(self, *names: str) -> "Device":
        """Say intents without slots, one after the other."""
        for name in names:
            self.send(intent(name))
        return self

    def launch(self) -> "Device":
        """Open the skill in a new session."""
        self.attributes = None
        return self.send({"type": "LaunchRequest"})

    @property
    def progress(self) -> Json:
        """What the session has of the runner's record."""
        progress: Json = json.loads((self.attributes or {})["coach"]).get("progress", {})
        return progress

    @property
    def heard(self) -> str:
        """What the device speaks; nothing where it is silent."""
        ssml: str = self.response["response"].get("outputSpeech", {}).get("ssml", "")
        return ssml

    @property
    def listens(self) -> bool:
        """Whether the device listens for an answer."""
        return self.response["response"].get("shouldEndSession") is False


class CountingStore(AbstractPersistenceAdapter):
    """A store in memory that counts, and fails when told to; the record of the account "runner" can be seen."""

    def __init__(self) -> None:
        self._store = open_store("memory:")
        self.reads = self.writes = 0
        self.down = self.down_for_writing = False
        self.failing = 0
        """So many of the next saves fail."""
        self.conflict = False

    def get_attributes(self, request_envelope: RequestEnvelope) -> Json:
        """Return the record, or fail."""
        self.reads += 1
        self._fail()
        record: Json = self._store.get_attributes(request_envelope)
        return record

    def save_attributes(self, request_envelope: RequestEnvelope, attributes: Json) -> None:
        """Store the record, or fail."""
        self.writes += 1
        self._fail()
        if self.down_for_writing or self.failing:
            self.failing = max(self.failing - 1, 0)
            raise StorageError("fake:", "down")
        if self.conflict:
            raise Conflict("fake:", 0)
        self._store.save_attributes(request_envelope, attributes)

    def delete_attributes(self, request_envelope: RequestEnvelope) -> None:
        """Forget the record, or fail."""
        self._fail()
        self._store.delete_attributes(request_envelope)

    @property
    def record(self) -> Json:
        """What is kept of the account."""
        found: Json = self._store.get_attributes(ACCOUNT)
        return found

    @record.setter
    def record(self, record: Json) -> None:
        self._store.save_attributes(ACCOUNT, {**record, "revision": self.record.get("revision", 0)})

    def _fail(self) -> None:
        if self.down:
            raise StorageError("fake:", "down")
