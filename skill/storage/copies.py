"""Copies of the embedded store, made and put back while a service uses it.

A copy of the file by other means lacks what is still in the log beside it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from skill.storage.errors import StorageError, failures_of
from skill.storage.sqlite_file import MIGRATIONS, PRIVATE, SqliteFile

SCHEME = "sqlite:///"


def backup(url: str, copy: Path) -> None:
    """Copy the store into one file, which is complete and only its owner's to read. Raises StorageError."""
    path = _path_of(url)
    if not path.is_file():
        raise StorageError(url, "there is no such store yet")
    new = Path(f"{copy}.new")
    with failures_of(url, sqlite3.Error, OSError):
        copy.parent.mkdir(parents=True, exist_ok=True)
        new.unlink(missing_ok=True)
        new.touch(mode=PRIVATE)
        with _opened(path, "rw") as source, closing(sqlite3.connect(new)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        new.replace(copy)


def restore(url: str, copy: Path) -> Path | None:
    """Put a copy in the store's place, and return where what was there has been kept; None where nothing was.

    A service that runs goes on with what was restored. Raises StorageError; the store is as it was then.
    """
    path = _path_of(url)
    with failures_of(url, sqlite3.Error, OSError), _opened(copy, "ro") as source:
        _check(url, source)
        kept = _keep_aside(url, path)
        SqliteFile(path).run(source.backup)
    return kept


def _path_of(url: str) -> Path:
    if not url.startswith(SCHEME):
        raise StorageError(url, "copies are of sqlite:/// only; DynamoDB keeps its own (point-in-time recovery)")
    return Path(url.removeprefix(SCHEME))


def _keep_aside(url: str, path: Path) -> Path | None:
    if not path.is_file():
        return None
    kept = Path(f"{path}.before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    backup(url, kept)
    return kept


def _check(url: str, source: sqlite3.Connection) -> None:
    """Raise StorageError unless it is a whole store of a coach no newer than this one."""
    (version,) = source.execute("PRAGMA user_version").fetchone()
    if not 1 <= version <= len(MIGRATIONS):
        raise StorageError(url, f"the copy is no store that this coach knows: version {version}")
    if source.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        raise StorageError(url, "the copy is damaged")
    source.execute("SELECT count(*) FROM record").fetchone()


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """A connection to a file that is there."""
    with closing(sqlite3.connect(f"file:{quote(str(path))}?mode={mode}", uri=True)) as connection:
        yield connection
