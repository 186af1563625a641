"""Where an account's record is kept: ask-sdk persistence adapters behind one contract.

A record is a JSON object. Its key "revision" is the number it was read with; saving replaces that revision
only and stores the next one, so that two devices never overwrite each other: the later one gets Conflict,
reads again, merges and saves again. All failures of a store are StorageError.
"""

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter

from skill.storage.errors import Conflict, StorageError
from skill.storage.keys import record_key
from skill.storage.memory import MemoryStore
from skill.storage.sqlite import SqliteStore

__all__ = ["Conflict", "StorageError", "open_store", "record_key"]


def open_store(url: str) -> AbstractPersistenceAdapter:
    """Return the store at this address. Its database is first touched when it is first used.

    `sqlite:///file` is relative to the working directory, `sqlite:////folder/file` is not;
    `dynamodb://table`, or with options `dynamodb://table?region=eu-west-1&endpoint=http://127.0.0.1:8000`;
    `memory:`.
    Raises StorageError where the address is none of these, or boto3 or its region is missing.
    """
    if url == "memory:":
        return MemoryStore()
    if url.startswith("sqlite:///") and url != "sqlite:///":
        return SqliteStore(Path(url.removeprefix("sqlite:///")))
    if url.startswith("dynamodb://"):
        return _open_dynamodb(url)
    raise StorageError(url, "no such store; use sqlite:///path, dynamodb://table or memory:")


def _open_dynamodb(url: str) -> AbstractPersistenceAdapter:
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    unknown = options.keys() - {"region", "endpoint"}
    if not parts.netloc or parts.path or unknown:
        raise StorageError(url, "use dynamodb://table, dynamodb://table?region=NAME or ?endpoint=URL")
    try:
        from skill.storage.dynamodb import DynamoDbStore
    except ImportError as error:
        raise StorageError(url, error) from error
    return DynamoDbStore(parts.netloc, options.get("region"), options.get("endpoint"))
