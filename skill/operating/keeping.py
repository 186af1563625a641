"""The commands about what is kept: copies of the store, and what is kept of one account."""

import json
from pathlib import Path

from skill.app import Settings
from skill.storage import StorageError, open_store
from skill.storage.copies import backup, restore
from skill.storage.probe import envelope_of
from skill.storage.record import REVISION


def make_backup(settings: Settings, file: str) -> None:
    """Copy the store into a file. Raises StorageError."""
    backup(settings.store, Path(file))
    print(f"{settings.store} is copied to {file}")


def put_back(settings: Settings, file: str) -> None:
    """Restore the store from a file. Raises StorageError."""
    kept = restore(settings.store, Path(file))
    print(f"{settings.store} is what {file} was" + (f"; before, it was {kept}" if kept else ""))


def export(settings: Settings, account: str) -> None:
    """Print all that is kept of an account, as JSON. Raises StorageError where nothing is."""
    print(json.dumps(_kept_of(settings, account), indent=2, ensure_ascii=False))


def delete(settings: Settings, account: str) -> None:
    """Delete all that is kept of an account. Raises StorageError where nothing is."""
    _kept_of(settings, account)
    open_store(settings.store).delete_attributes(envelope_of(account))
    print("Deleted.")


def _kept_of(settings: Settings, account: str) -> dict[str, object]:
    kept = open_store(settings.store).get_attributes(envelope_of(account))
    if not kept:
        raise StorageError(settings.store, "nothing is kept of this account")
    return {name: value for name, value in kept.items() if name != REVISION}
