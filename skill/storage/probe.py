"""Proves that a store can be read, and written; and names a record by its account, with no request at hand."""

from uuid import uuid4

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_model import Context, RequestEnvelope, User
from ask_sdk_model.interfaces.system import SystemState


def envelope_of(account: str) -> RequestEnvelope:
    """The least of a request that says whose record is meant."""
    return RequestEnvelope(context=Context(system=SystemState(user=User(user_id=account))))


def prove_read(store: AbstractPersistenceAdapter) -> None:
    """Read a record that is not there. Raises StorageError where the store does not answer."""
    store.get_attributes(envelope_of("probe"))


def prove_written(store: AbstractPersistenceAdapter) -> None:
    """Write a record and delete it. Raises StorageError where that cannot be done."""
    envelope = envelope_of(f"probe-{uuid4()}")
    store.get_attributes(envelope)
    store.save_attributes(envelope, {})
    store.delete_attributes(envelope)
