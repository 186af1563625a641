"""The embedded store: one SQLite file, one row an account."""

import logging
import sqlite3
from pathlib import Path

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_model import RequestEnvelope

from skill.storage.errors import Conflict, failures_of
from skill.storage.keys import record_key
from skill.storage.record import Attributes, from_json, revision_of, to_json
from skill.storage.sqlite_file import SqliteFile

_FAILURES = (sqlite3.Error, OSError, UnicodeError, RecursionError)
"""Of the database, its file, an id that is no text, and a record without end."""
_log = logging.getLogger(__name__)


class SqliteStore(AbstractPersistenceAdapter):
    """Records in a SQLite file that makes itself; safe under threads and several processes."""

    def __init__(self, path: Path) -> None:
        self._name = f"sqlite:///{path}"
        self._file = SqliteFile(path)

    def get_attributes(self, request_envelope: RequestEnvelope) -> Attributes:
        """Return the account's record with its revision; {} where there is none or it is damaged.

        A damaged record is kept in the table set_aside. Raises StorageError.
        """
        key = record_key(request_envelope)
        with failures_of(self._name, *_FAILURES):
            return self._file.run(lambda connection: _read(connection, key))

    def save_attributes(self, request_envelope: RequestEnvelope, attributes: Attributes) -> None:
        """Store the attributes as the next revision; the given dict stays as it is.

        Raises Conflict where the stored revision is not the one read, StorageError where the store fails.
        """
        key, revision = record_key(request_envelope), revision_of(attributes)
        with failures_of(self._name, *_FAILURES):
            text = to_json(attributes)
            saved = self._file.run(lambda connection: _write(connection, key, text, revision))
        if not saved:
            raise Conflict(self._name, revision)

    def delete_attributes(self, request_envelope: RequestEnvelope) -> None:
        """Forget the account, what was set aside included. Raises StorageError."""
        key = record_key(request_envelope)
        with failures_of(self._name, *_FAILURES):
            self._file.run(lambda connection: _delete(connection, key))


def _read(connection: sqlite3.Connection, key: str) -> Attributes:
    select = "SELECT CAST(record AS BLOB), revision FROM record WHERE key = ?"
    found = connection.execute(select, (key,)).fetchone()
    if found is None:
        return {}
    try:
        return from_json(*found)
    except (ValueError, RecursionError) as error:
        _log.error("a damaged record is set aside, the runner starts afresh: %s", error)
        _set_aside(connection, key, found[0])
        return {}


def _write(connection: sqlite3.Connection, key: str, text: str, revision: int) -> bool:
    if revision:
        statement = """UPDATE record SET record = :text, revision = revision + 1, updated = datetime('now')
                       WHERE key = :key AND revision = :revision"""
    else:
        statement = """INSERT INTO record (key, record, revision, updated)
                       VALUES (:key, :text, 1, datetime('now')) ON CONFLICT DO NOTHING"""
    return connection.execute(statement, {"key": key, "text": text, "revision": revision}).rowcount == 1


def _delete(connection: sqlite3.Connection, key: str) -> None:
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM record WHERE key = ?", (key,))
        connection.execute("DELETE FROM set_aside WHERE key = ?", (key,))


def _set_aside(connection: sqlite3.Connection, key: str, damaged: bytes) -> None:
    """Move this very content: another worker may have set it aside and saved a good record since."""
    where = "WHERE key = ? AND CAST(record AS BLOB) = ?"
    columns = "key, record, revision, updated"
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            f"INSERT INTO set_aside ({columns}, since) SELECT {columns}, datetime('now') FROM record {where}",  # noqa: S608
            (key, damaged),
        )
        connection.execute(f"DELETE FROM record {where}", (key, damaged))  # noqa: S608
