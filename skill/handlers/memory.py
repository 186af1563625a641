"""What is kept between requests: one session attribute, and the account's record in the store.

A conversation is of the runner who began it, whoever else says a word in it. The session attribute has nothing
of the other runners: where there are any, saving reads the record, changes this runner's part, and writes it.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_core.dispatch_components import AbstractRequestInterceptor, AbstractResponseInterceptor
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import RequestEnvelope

from skill.coaching.errors import SavedStateError
from skill.coaching.record.log import merged
from skill.coaching.record.record import Progress
from skill.coaching.turn.state import Session
from skill.handlers.carried import ATTRIBUTE, Memory, read, write
from skill.handlers.clock import Clock
from skill.handlers.household import Household, read_household, to_record
from skill.storage import Conflict, StorageError

log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds after which a save is not begun again, when other devices save at the same time: a turn has eight."""
CONFLICT_PAUSE = 0.01
"""Seconds before it is begun again."""
LAST_TRY = 4.0
"""Seconds into a request after which no save is begun again: one takes up to two, and a turn has eight."""
PAUSE = 0.2
"""Seconds between two tries to save."""
_MEMORY, _BEFORE, _BEGAN = "memory", "before", "began"


def recall(handler_input: HandlerInput) -> Memory:
    """The memory of this request."""
    memory: Memory = handler_input.attributes_manager.request_attributes[_MEMORY]
    return memory


def keep(handler_input: HandlerInput, memory: Memory) -> None:
    """Set the memory of this request, to be saved when it has been answered."""
    handler_input.attributes_manager.request_attributes[_MEMORY] = memory


def recalled(handler_input: HandlerInput) -> Memory | None:
    """The memory of this request; None where not even that could be had."""
    memory: Memory | None = handler_input.attributes_manager.request_attributes.get(_MEMORY)
    return memory


def carry(handler_input: HandlerInput, memory: Memory) -> None:
    """Put the memory into the session as it is; nothing is saved."""
    if handler_input.request_envelope.session:
        handler_input.attributes_manager.session_attributes[ATTRIBUTE] = write(memory)


def _saved_before(handler_input: HandlerInput) -> Memory | None:
    """What the store has already; None where that is not known."""
    before: Memory | None = handler_input.attributes_manager.request_attributes[_BEFORE]
    return before


def _keep_as_saved(handler_input: HandlerInput, memory: Memory | None) -> None:
    handler_input.attributes_manager.request_attributes[_BEFORE] = memory


def forget(handler_input: HandlerInput, store: AbstractPersistenceAdapter | None) -> None:
    """Delete this runner's part, what was set aside of it included, and the memory of this request.

    Raises StorageError; nothing is forgotten then.
    """
    envelope, person = handler_input.request_envelope, recall(handler_input).person
    if store:
        _update(store, envelope, lambda household: household.without(person))
    keep(handler_input, Memory(person=person))
    _keep_as_saved(handler_input, recall(handler_input))


def join(handler_input: HandlerInput, store: AbstractPersistenceAdapter) -> bool:
    """Make this runner the owner, with the owner's progress and their own as one; False where there is an owner.

    It is saved when the request has been answered. Raises StorageError; all is as it was then.
    """
    memory, before = recall(handler_input), _saved_before(handler_input)
    household = _read(store, handler_input.request_envelope)
    if household.owner:
        return False
    own = _with_news(memory, before, household.part_of(memory.person))
    joined = replace(merged(household.progress, own), guide=own.guide or household.progress.guide)
    _keep_as_saved(handler_input, replace(memory, progress=household.progress))
    keep(handler_input, replace(memory, progress=joined, owner=memory.person))
    return True


@dataclass(frozen=True)
class Saver:
    """Puts the memory of a request into the store, where there is one."""

    store: AbstractPersistenceAdapter | None
    now: Callable[[], float] = time.monotonic
    """Seconds of a clock that never goes back."""
    sleep: Callable[[float], None] = time.sleep

    def save(self, handler_input: HandlerInput) -> Memory:
        """The memory, saved where something changed; unsaved where that failed."""
        memory, before = recall(handler_input), _saved_before(handler_input)
        if self.store and (before is None or _lasting(memory) != _lasting(before)):
            memory = _saved(self.store, handler_input.request_envelope, memory, before)
            keep(handler_input, memory)
            if not memory.unsaved:
                _keep_as_saved(handler_input, memory)
        return memory

    def insist(self, handler_input: HandlerInput) -> Memory:
        """Save before something is promised, and try again while the turn lasts."""
        began: float = handler_input.attributes_manager.request_attributes[_BEGAN]
        while (memory := self.save(handler_input)).unsaved and self.now() + PAUSE < began + LAST_TRY:
            self.sleep(PAUSE)
        return memory


class LoadMemory(AbstractRequestInterceptor):
    """Takes the memory from the session; at the start of a conversation, from the store."""

    def __init__(self, saver: Saver, clock: Clock) -> None:
        self._saver = saver
        self._clock = clock

    def process(self, handler_input: HandlerInput) -> None:
        """Set the request's memory; whatever is damaged counts as not there."""
        handler_input.attributes_manager.request_attributes[_BEGAN] = self._saver.now()
        envelope = handler_input.request_envelope
        memory = _from_session(envelope) or _from_store(self._saver.store, envelope)
        _keep_as_saved(handler_input, None if memory.unsaved else memory)
        if memory.progress.zone is None and envelope.session and envelope.session.new:
            zone = self._clock.zone_of(envelope)
            memory = replace(memory, progress=replace(memory.progress, zone=zone))
        keep(handler_input, memory)


class SaveMemory(AbstractResponseInterceptor):
    """Puts the memory into the session, and what changed for good into the store."""

    def __init__(self, saver: Saver) -> None:
        self._saver = saver

    def process(self, handler_input: HandlerInput, response: object) -> None:  # noqa: ARG002  the SDK's signature
        """Save what has not been saved yet."""
        carry(handler_input, self._saver.save(handler_input))


def _lasting(memory: Memory) -> tuple[Progress, str, bool]:
    """What of a memory is in the record."""
    return memory.progress, memory.owner, memory.session.apart


def _from_session(envelope: RequestEnvelope) -> Memory | None:
    attributes = (envelope.session.attributes or {}) if envelope.session else {}
    if ATTRIBUTE not in attributes:
        return None
    try:
        return read(attributes[ATTRIBUTE])
    except SavedStateError as error:
        log.warning("session attribute left aside: %s", error)
        return None


def _from_store(store: AbstractPersistenceAdapter | None, envelope: RequestEnvelope) -> Memory:
    person = _recognised(envelope)
    if store is None:
        return Memory(person=person)
    try:
        household = _read(store, envelope)
    except StorageError as error:
        log.error("store not readable: %s", error)
        return Memory(person=person, unsaved=True)
    session = Session(unclaimed=household.may_claim(person))
    return _of(household, Memory(session, person=person))


def _recognised(envelope: RequestEnvelope) -> str:
    """The id of the person who speaks; "" for a voice not recognised."""
    person = envelope.context.system.person if envelope.context and envelope.context.system else None
    return str(person.person_id or "") if person else ""


def _of(household: Household, memory: Memory) -> Memory:
    """The memory with what the household has of its runner."""
    return replace(
        memory,
        progress=household.part_of(memory.person),
        owner=household.owner,
        alone=household.is_alone(memory.person),
        revision=household.revision,
    )


def _saved(
    store: AbstractPersistenceAdapter, envelope: RequestEnvelope, memory: Memory, before: Memory | None
) -> Memory:
    """The memory as it is after saving; what another device saved meanwhile is merged into it."""
    try:
        household = _written(store, envelope, memory, before)
    except StorageError as error:
        log.error("store not writable: %s", error)
        return replace(memory, unsaved=before is None or _is_worth_telling(memory, before))
    return replace(_of(household, memory), unsaved=False)


def _is_worth_telling(memory: Memory, before: Memory) -> bool:
    """Whether more than the time zone changed, which can be asked for again."""
    progress = replace(memory.progress, zone=before.progress.zone)
    return _lasting(replace(memory, progress=progress)) != _lasting(before)


def _written(
    store: AbstractPersistenceAdapter, envelope: RequestEnvelope, memory: Memory, before: Memory | None
) -> Household:
    """The household as the store has it once this runner's part is in it."""

    def change(household: Household) -> Household:
        if memory.person and memory.person == memory.owner:
            household = household.claimed_by(memory.person)
        progress = _with_news(memory, before, household.part_of(memory.person))
        return household.with_part(memory.person, progress, apart=memory.session.apart)

    if memory.alone:
        alone = Household(owner=memory.owner, revision=memory.revision)
        try:
            return _write(store, envelope, alone.with_part(memory.person, memory.progress))
        except Conflict:
            log.info("saved by another device meanwhile")
    return _update(store, envelope, change)


def _with_news(memory: Memory, before: Memory | None, stored: Progress) -> Progress:
    """The runner's progress, with what another device has put into the store since."""
    if stored == memory.progress or (before and stored == before.progress):
        return memory.progress
    return merged(memory.progress, stored)


def _update(
    store: AbstractPersistenceAdapter, envelope: RequestEnvelope, change: Callable[[Household], Household]
) -> Household:
    """The household as it is after a change; begun again where another device saved meanwhile."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return _write(store, envelope, change(_read(store, envelope)))
        except Conflict:
            if time.monotonic() > until:
                raise
            time.sleep(CONFLICT_PAUSE)
            log.info("saved by another device meanwhile")


def _read(store: AbstractPersistenceAdapter, envelope: RequestEnvelope) -> Household:
    return read_household(store.get_attributes(envelope))


def _write(store: AbstractPersistenceAdapter, envelope: RequestEnvelope, household: Household) -> Household:
    """Write the household, or delete a record that has nothing left, and return it at its new revision."""
    if household.is_empty:
        store.delete_attributes(envelope)
        return Household()
    store.save_attributes(envelope, to_record(household))
    return replace(household, revision=household.revision + 1)
