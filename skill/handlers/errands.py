"""What the core wants done outside the conversation, done, and reported to it as an event."""

import json
import logging
from typing import Any

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model.interfaces.connections import SendRequestDirective
from ask_sdk_model.ui import AskForPermissionsConsentCard

from skill.coaching.errors import SavedStateError
from skill.coaching.record.saved import from_data, to_data
from skill.coaching.turn.errand import Errand, Outcome, Result, Task
from skill.coaching.turn.events import Event, EventKind
from skill.handlers.memory import forget, join
from skill.handlers.reminders import Reminders
from skill.storage import StorageError

log = logging.getLogger(__name__)

PERMISSION = "alexa::alerts:reminders:skill:readwrite"
ASK_FOR = "AskFor"
"""The connection that asks for a permission by voice (platform sheet 7)."""
_GRANTED = "ACCEPTED"


class Errands:
    """Runs errands: reminders where there are any, forgetting, and joining what is kept of a runner."""

    def __init__(self, store: AbstractPersistenceAdapter | None, reminders: Reminders | None) -> None:
        self._store = store
        self._reminders = reminders

    def reminds(self, handler_input: HandlerInput) -> bool:
        """Whether there are reminders here: a console has no access to the platform's services."""
        system = handler_input.request_envelope.context.system
        return self._reminders is not None and bool(system.api_access_token)

    def run(self, handler_input: HandlerInput, errand: Errand, text: str) -> Event | None:
        """What came of an errand; None for one that has no outcome here. A reminder will say the text."""
        if errand.task is Task.FORGET:
            return Event(EventKind.FORGET_OUTCOME, result=Result(errand, self._forget(handler_input)))
        if errand.task is Task.JOIN:
            return Event(EventKind.JOIN_OUTCOME, result=Result(errand, self._join(handler_input)))
        if self._reminders is None or errand.task in (Task.ASK_PERMISSION, Task.SHOW_PERMISSION):
            return None
        result = self._reminders.run(handler_input.request_envelope, errand, text)
        return Event(EventKind.REMINDER_OUTCOME, result=result)

    def _forget(self, handler_input: HandlerInput) -> Outcome:
        try:
            forget(handler_input, self._store)
        except StorageError as error:
            log.error("not deleted: %s", error)
            return Outcome.TRY_LATER
        return Outcome.DONE

    def _join(self, handler_input: HandlerInput) -> Outcome:
        try:
            joined = self._store is not None and join(handler_input, self._store)
        except StorageError as error:
            log.error("not joined: %s", error)
            return Outcome.TRY_LATER
        return Outcome.DONE if joined else Outcome.REFUSED


def add_permission(handler_input: HandlerInput, errand: Errand) -> None:
    """Put into the response what asks for the permission, or shows where it is given."""
    builder = handler_input.response_builder
    if errand.task is Task.SHOW_PERMISSION:
        builder.set_card(AskForPermissionsConsentCard(permissions=[PERMISSION]))
    if errand.task is Task.ASK_PERMISSION:
        builder.add_directive(_permission_request(errand.then))


def _permission_request(then: Errand | None) -> SendRequestDirective:
    """The request by voice; what was to be done comes back with its answer, in the token."""
    payload = {
        "@type": "AskForPermissionsConsentRequest",
        "@version": "1",
        "permissionScope": PERMISSION,
    }
    token = json.dumps(to_data(then), separators=(",", ":")) if then else ""
    return SendRequestDirective(name=ASK_FOR, payload=payload, token=token)


def read_permission(request: Any) -> Event:
    """The event that a Connections.Response stands for."""
    payload = request.payload if isinstance(request.payload, dict) else {}
    scopes = payload.get("permissionScopes") or [payload]
    granted = isinstance(scopes, list) and any(isinstance(s, dict) and s.get("status") == _GRANTED for s in scopes)
    return Event(EventKind.PERMISSION, granted=granted, errand=_errand_in(request.token))


def _errand_in(token: str | None) -> Errand | None:
    try:
        return from_data(Errand, json.loads(token or ""))
    except (ValueError, SavedStateError):
        log.warning("a permission with nothing to go on with")
        return None
