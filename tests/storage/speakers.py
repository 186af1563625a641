"""Who speaks, and what a device does that saves: shared by the tests of the stores."""

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_model import Context, Person, RequestEnvelope, User
from ask_sdk_model.interfaces.system import SystemState

from skill.storage import Conflict


def said_by(account: str | None, person: str | None = None) -> RequestEnvelope:
    """Return a request of this account, and of this person where the voice was recognised."""
    speaker = Person(person_id=person) if person else None
    return RequestEnvelope(context=Context(system=SystemState(user=User(user_id=account), person=speaker)))


def add_one(store: AbstractPersistenceAdapter, speaker: RequestEnvelope) -> None:
    """Count one more in the speaker's record, as often as it takes."""
    while True:
        record = store.get_attributes(speaker)
        try:
            store.save_attributes(speaker, {**record, "count": record.get("count", 0) + 1})
        except Conflict:
            continue
        return
