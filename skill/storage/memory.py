"""A store that forgets when the process ends: for tests and consoles."""

from threading import Lock

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_model import RequestEnvelope

from skill.storage.errors import Conflict
from skill.storage.keys import record_key
from skill.storage.record import Attributes, from_json, revision_of, to_json


class MemoryStore(AbstractPersistenceAdapter):
    """Records in a dict, kept as JSON so that they come back as from any other store."""

    def __init__(self) -> None:
        self._records: dict[str, tuple[str, int]] = {}
        self._lock = Lock()

    def get_attributes(self, request_envelope: RequestEnvelope) -> Attributes:
        """Return the account's record with its revision; {} where there is none."""
        found = self._records.get(record_key(request_envelope))
        return from_json(*found) if found else {}

    def save_attributes(self, request_envelope: RequestEnvelope, attributes: Attributes) -> None:
        """Store the attributes as the next revision; the given dict stays as it is.

        Raises Conflict where the stored revision is not the one read.
        """
        key, text, revision = record_key(request_envelope), to_json(attributes), revision_of(attributes)
        with self._lock:
            _, stored = self._records.get(key, ("", 0))
            if stored != revision:
                raise Conflict("memory:", revision)
            self._records[key] = (text, revision + 1)

    def delete_attributes(self, request_envelope: RequestEnvelope) -> None:
        """Forget the account."""
        with self._lock:
            self._records.pop(record_key(request_envelope), None)
