"""What can go wrong with a store: two leaves of the tree in skill.coaching.errors.

StorageError        a store failed: it is down, slow, full, locked, or set up wrongly
└── Conflict        the record was changed by somebody else since it was read
"""

from collections.abc import Iterator
from contextlib import contextmanager

from skill.coaching.errors import CoachError


class StorageError(CoachError):
    """A store could not do what was asked. Nothing is half written."""

    def __init__(self, store: str, cause: object) -> None:
        super().__init__(f"{store}: {cause}")
        self.store = store
        """The address of the store, as given to open_store."""
        self.cause = cause
        """The error of the database, or a sentence saying what is wrong."""


class Conflict(StorageError):  # noqa: N818  it is the name of the event, and says it all
    """The stored revision is not the one that was read: read again, merge, and save again."""

    def __init__(self, store: str, revision: int) -> None:
        super().__init__(store, f"the record is no longer at revision {revision}")
        self.revision = revision
        """The revision that was to be replaced; 0 for a new record."""


@contextmanager
def failures_of(store: str, *kinds: type[Exception]) -> Iterator[None]:
    """Turn errors of these kinds into StorageError of this store."""
    try:
        yield
    except kinds as error:
        raise StorageError(store, error) from error
