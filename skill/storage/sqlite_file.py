"""One SQLite file: made, brought up to date, set aside when damaged, shared by threads and processes."""

import errno
import fcntl
import logging
import sqlite3
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TypeVar
from urllib.parse import quote

BUSY_SECONDS = 2.0
"""How long to wait for another writer: a quarter of the 8 seconds the platform gives a turn."""
PRIVATE = 0o600
"""The mode of the files, and of what SQLite puts beside them: for the owner's eyes only."""
LOCK_PAUSE = 0.02
"""Seconds between two looks at a lock that another process has."""

MIGRATIONS = (
    """
    CREATE TABLE record (
        key TEXT PRIMARY KEY, record TEXT NOT NULL, revision INTEGER NOT NULL, updated TEXT NOT NULL
    );
    CREATE TABLE set_aside (key TEXT NOT NULL, record, revision, updated, since TEXT NOT NULL);
    """,
)
"""What brings a file from version n to n + 1, as statements; the version is SQLite's user_version."""

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class _Open:
    connection: sqlite3.Connection
    identity: tuple[int, int] | None


class SqliteFile:
    """A database file and its idle connections. Not to be used before a fork and after it."""

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self._idle: deque[_Open] = deque()
        weakref.finalize(self, _close_all, self._idle)

    def run(self, work: Callable[[sqlite3.Connection], _Result]) -> _Result:
        """Do one piece of work on a connection of its own; in a new file, should this one prove damaged.

        Raises sqlite3.Error or OSError. Work that raised is rolled back.
        """
        try:
            return self._attempt(work)
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            self._replace_if_damaged()
            return self._attempt(work)

    def _attempt(self, work: Callable[[sqlite3.Connection], _Result]) -> _Result:
        taken = self._take()
        try:
            result = work(taken.connection)
        except BaseException:
            taken.connection.close()
            raise
        self._idle.append(taken)
        return result

    def _take(self) -> _Open:
        while True:
            try:
                idle = self._idle.pop()
            except IndexError:
                return self._open()
            if idle.identity == self._identity():
                return idle
            idle.connection.close()  # another process has put a new file in its place

    def _open(self) -> _Open:
        try:
            return self._open_to_write()
        except (OSError, sqlite3.OperationalError) as error:
            if not (_is_read_only(error) and self._path.exists()):
                raise
            return _Open(self._connect_to_read(), self._identity())

    def _open_to_write(self) -> _Open:
        with self._locked():
            self._path.touch(mode=PRIVATE)
            connection = self._connect()
            try:
                _migrate(connection)
            except BaseException:
                connection.close()
                raise
            return _Open(connection, self._identity())

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)

    def _connect_to_read(self) -> sqlite3.Connection:
        """A connection to a file in a folder where nothing can be made, not even the lock: it is at least read."""
        aside = Path(f"{self._path}-wal")
        how = "mode=ro" if aside.exists() else "mode=ro&immutable=1"
        address = f"file:{quote(str(self._path))}?{how}"
        return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Let one process at a time open, migrate or replace the file."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        lock_file = Path(f"{self._path}.lock")
        lock_file.touch(mode=PRIVATE)
        with lock_file.open("a") as lock:
            _lock(lock)
            yield

    def _replace_if_damaged(self) -> None:
        """Set the file aside, unless it is sound, as when another process was quicker."""
        with self._locked():
            if self._is_sound():
                return
            aside = f"{self._path}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}"
            for tail in ("-wal", "-shm", ""):
                found = Path(f"{self._path}{tail}")
                if found.exists():
                    found.rename(f"{aside}{tail}")
            _log.error("the store %s is damaged: set aside as %s, starting a new one", self._path, aside)

    def _is_sound(self) -> bool:
        try:
            with closing(self._connect()) as connection:
                found: object = connection.execute("PRAGMA integrity_check").fetchone()
                return found == ("ok",)
        except sqlite3.DatabaseError as error:
            if _is_damage(error):
                return False
            raise


def _lock(file: IO[str]) -> None:
    """Have the file to oneself; raises TimeoutError where another process keeps it for too long."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise TimeoutError(f"{file.name} is locked") from None
            time.sleep(LOCK_PAUSE)


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    code = getattr(error, "sqlite_errorcode", 0)
    return (code & 0xFF) in _DAMAGE


def _is_read_only(error: OSError | sqlite3.OperationalError) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.EROFS, errno.EACCES, errno.EPERM)
    return (error.sqlite_errorcode & 0xFF) in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)


def _migrate(connection: sqlite3.Connection) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(MIGRATIONS):
        raise sqlite3.NotSupportedError(f"made by a newer coach: version {version}, known {len(MIGRATIONS)}")
    connection.execute("PRAGMA journal_mode = WAL")
    for number, statements in enumerate(MIGRATIONS[version:], version + 1):
        connection.executescript(f"BEGIN IMMEDIATE; {statements} PRAGMA user_version = {number}; COMMIT;")


def _close_all(idle: deque[_Open]) -> None:
    while idle:
        idle.pop().connection.close()
