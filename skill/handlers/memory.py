"""What is kept between requests: one session attribute, and the runner's record in the store."""

import json
import logging
from dataclasses import dataclass, replace

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_core.dispatch_components import AbstractRequestInterceptor, AbstractResponseInterceptor
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import RequestEnvelope

from skill.coaching.errors import SavedStateError
from skill.coaching.progress import merged
from skill.coaching.saved import from_data, to_data
from skill.coaching.state import Progress, Session
from skill.storage import Conflict, StorageError

log = logging.getLogger(__name__)

ATTRIBUTE = "coach"
"""The one session attribute."""
PROGRESS, SET_ASIDE, REVISION = "progress", "set_aside", "revision"
"""The fields of the store's record."""
_MEMORY, _BEFORE = "memory", "before"


@dataclass(frozen=True)
class Memory:
    """What is known when a request is answered; between requests it lives in the session."""

    session: Session = Session()  # noqa: RUF009  frozen, all defaults
    progress: Progress = Progress()  # noqa: RUF009
    revision: int = 0
    """The store's revision of the record."""
    unsaved: bool = False
    """The store does not have the progress: it was not reachable."""
    told: bool = False
    """The runner has been told so."""
    aside: str = ""
    """A record that could not be read, as JSON; kept in the store beside the new one."""


def recall(handler_input: HandlerInput) -> Memory:
    """The memory of this request."""
    memory: Memory = handler_input.attributes_manager.request_attributes[_MEMORY]
    return memory


def keep(handler_input: HandlerInput, memory: Memory) -> None:
    """Set the memory of this request, to be saved when it has been answered."""
    handler_input.attributes_manager.request_attributes[_MEMORY] = memory


def forget(handler_input: HandlerInput, store: AbstractPersistenceAdapter | None) -> None:
    """Delete the speaker's record, a record set aside included, and the memory of this request.

    Raises StorageError; nothing is forgotten then.
    """
    if store:
        store.delete_attributes(handler_input.request_envelope)
    keep(handler_input, Memory())
    handler_input.attributes_manager.request_attributes[_BEFORE] = Progress()


class LoadMemory(AbstractRequestInterceptor):
    """Takes the memory from the session; at the start of a conversation, from the store."""

    def __init__(self, store: AbstractPersistenceAdapter | None) -> None:
        self._store = store

    def process(self, handler_input: HandlerInput) -> None:
        """Set the request's memory; whatever is damaged counts as not there."""
        envelope = handler_input.request_envelope
        memory = _from_session(envelope) or _from_store(self._store, envelope)
        keep(handler_input, memory)
        before = None if memory.unsaved else memory.progress
        handler_input.attributes_manager.request_attributes[_BEFORE] = before


class SaveMemory(AbstractResponseInterceptor):
    """Puts the memory into the session, and what changed for good into the store."""

    def __init__(self, store: AbstractPersistenceAdapter | None) -> None:
        self._store = store

    def process(self, handler_input: HandlerInput, response: object) -> None:  # noqa: ARG002  the SDK's signature
        """Write at most once, and only what changed."""
        memory = recall(handler_input)
        manager = handler_input.attributes_manager
        if self._store and memory.progress != manager.request_attributes[_BEFORE]:
            memory = _save(self._store, handler_input.request_envelope, memory)
        if handler_input.request_envelope.session:
            manager.session_attributes[ATTRIBUTE] = to_data(memory)


def _from_session(envelope: RequestEnvelope) -> Memory | None:
    attributes = (envelope.session.attributes or {}) if envelope.session else {}
    if ATTRIBUTE not in attributes:
        return None
    try:
        return from_data(Memory, attributes[ATTRIBUTE])
    except SavedStateError as error:
        log.warning("session attribute left aside: %s", error)
        return None


def _from_store(store: AbstractPersistenceAdapter | None, envelope: RequestEnvelope) -> Memory:
    if store is None:
        return Memory()
    try:
        record = store.get_attributes(envelope)
    except StorageError as error:
        log.error("store not readable: %s", error)
        return Memory(unsaved=True)
    aside, revision = str(record.get(SET_ASIDE, "")), int(record.get(REVISION, 0))
    try:
        return Memory(progress=from_data(Progress, record.get(PROGRESS, {})), revision=revision, aside=aside)
    except SavedStateError as error:
        log.warning("record set aside: %s", error)
        return Memory(revision=revision, aside=json.dumps(record[PROGRESS]))


def _save(store: AbstractPersistenceAdapter, envelope: RequestEnvelope, memory: Memory) -> Memory:
    """The memory as it is after saving; what another device saved meanwhile is merged, and saved again."""
    try:
        return _write(store, envelope, memory)
    except Conflict:
        theirs = _from_store(store, envelope)
        both = replace(memory, progress=merged(memory.progress, theirs.progress), revision=theirs.revision)
        return _write_or_wait(store, envelope, both)
    except StorageError as error:
        return _unsaved(memory, error)


def _write_or_wait(store: AbstractPersistenceAdapter, envelope: RequestEnvelope, memory: Memory) -> Memory:
    try:
        return _write(store, envelope, memory)
    except StorageError as error:
        return _unsaved(memory, error)


def _unsaved(memory: Memory, error: StorageError) -> Memory:
    log.error("store not writable: %s", error)
    return replace(memory, unsaved=True)


def _write(store: AbstractPersistenceAdapter, envelope: RequestEnvelope, memory: Memory) -> Memory:
    aside = {SET_ASIDE: memory.aside} if memory.aside else {}
    store.save_attributes(envelope, {PROGRESS: to_data(memory.progress), REVISION: memory.revision, **aside})
    return replace(memory, revision=memory.revision + 1, unsaved=False)
