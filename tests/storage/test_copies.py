"""Copies of the store, made and put back while it is used."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from skill.__main__ import main
from skill.storage import StorageError, open_store
from skill.storage.copies import backup, restore
from tests.storage.speakers import said_by

pytestmark = pytest.mark.slow

RUNNER = said_by("runner")
OTHER = said_by("other")


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Give the address of a store that holds one record, and keep a worker's connection to it open."""
    url = f"sqlite:///{tmp_path / 'coach.sqlite3'}"
    open_store(url).save_attributes(RUNNER, {"level": "beginner"})
    return url


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give the path of a copy."""
    return tmp_path / "copies" / "coach.backup"


def test_a_copy_holds_what_is_only_in_the_log_yet(tmp_path: Path, copy: Path) -> None:
    """Made while a worker has the store open, it is one file that is complete by itself."""
    url = f"sqlite:///{tmp_path / 'coach.sqlite3'}"
    worker = open_store(url)
    worker.save_attributes(RUNNER, {"level": "beginner"})

    backup(url, copy)

    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    assert open_store(f"sqlite:///{copy}").get_attributes(RUNNER)["level"] == "beginner"
    assert worker.get_attributes(RUNNER)["level"] == "beginner"


def test_a_copy_is_for_its_owner_only(url: str, copy: Path) -> None:
    """It holds what the store does."""
    before = os.umask(0)
    try:
        backup(url, copy)
    finally:
        os.umask(before)

    assert copy.stat().st_mode & 0o777 == 0o600


def test_a_worker_goes_on_with_what_was_restored(url: str, copy: Path) -> None:
    """What was done since is gone from the store, and kept beside it."""
    backup(url, copy)
    worker = open_store(url)
    worker.save_attributes(RUNNER, {**worker.get_attributes(RUNNER), "level": "advanced"})
    worker.save_attributes(OTHER, {"level": "beginner"})

    kept = restore(url, copy)

    assert worker.get_attributes(RUNNER) == {"level": "beginner", "revision": 1}
    assert worker.get_attributes(OTHER) == {}
    assert open_store(f"sqlite:///{kept}").get_attributes(RUNNER)["level"] == "advanced"
    worker.save_attributes(RUNNER, {**worker.get_attributes(RUNNER), "level": "expert"})
    assert open_store(url).get_attributes(RUNNER)["level"] == "expert"


def test_a_copy_can_be_restored_where_there_is_no_store(url: str, copy: Path, tmp_path: Path) -> None:
    """As on a new machine."""
    backup(url, copy)
    elsewhere = f"sqlite:///{tmp_path / 'new' / 'coach.sqlite3'}"

    assert restore(elsewhere, copy) is None
    assert open_store(elsewhere).get_attributes(RUNNER)["level"] == "beginner"


@pytest.mark.parametrize("content", [b"", b"not a database" * 100])
def test_what_is_no_copy_is_refused(url: str, copy: Path, content: bytes) -> None:
    """The store stays as it was."""
    copy.parent.mkdir()
    copy.write_bytes(content)

    with pytest.raises(StorageError):
        restore(url, copy)

    assert open_store(url).get_attributes(RUNNER)["level"] == "beginner"


def test_a_copy_of_a_newer_coach_is_refused(url: str, copy: Path) -> None:
    """It may hold what this one would lose."""
    backup(url, copy)
    with closing(sqlite3.connect(copy)) as database:
        database.execute("PRAGMA user_version = 99")

    with pytest.raises(StorageError, match="version 99"):
        restore(url, copy)


@pytest.mark.parametrize("other", ["memory:", "dynamodb://runners"])
def test_copies_are_of_files(other: str, copy: Path) -> None:
    """The cloud's store has its own way."""
    with pytest.raises(StorageError, match="point-in-time"):
        backup(other, copy)


def test_there_is_nothing_to_copy_before_the_first_save(tmp_path: Path, copy: Path) -> None:
    """And no empty store is made by asking."""
    path = tmp_path / "none.sqlite3"

    with pytest.raises(StorageError, match="no such store"):
        backup(f"sqlite:///{path}", copy)
    assert not path.exists()


class Operator:
    """Who types commands about a store."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], url: str) -> None:
        monkeypatch.setenv("COACH_STORE", url)
        self._capsys = capsys

    def types(self, *words: str) -> tuple[int, str]:
        """The exit code and what is printed."""
        code = main(words)
        said = self._capsys.readouterr()
        return code, said.out + said.err


@pytest.fixture
def operator(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], url: str) -> Operator:
    """Give an operator of the store."""
    return Operator(monkeypatch, capsys, url)


def test_what_is_kept_of_an_account_can_be_handed_out(operator: Operator) -> None:
    """As JSON, and nothing of anybody else."""
    assert operator.types("export", "runner") == (0, '{\n  "level": "beginner"\n}\n')


def test_what_is_kept_of_an_account_can_be_deleted(operator: Operator) -> None:
    """Afterwards there is nothing to export or delete."""
    assert operator.types("delete", "runner") == (0, "Deleted.\n")
    for command in ("export", "delete"):
        code, said = operator.types(command, "runner")
        assert (code, "nothing is kept of this account" in said) == (1, True)


def test_backup_and_restore_are_commands(operator: Operator, copy: Path) -> None:
    """Each says what it did."""
    code, said = operator.types("backup", str(copy))
    assert (code, "is copied to" in said) == (0, True)

    operator.types("delete", "runner")
    code, said = operator.types("restore", str(copy))

    assert (code, "before, it was" in said) == (0, True)
    assert operator.types("export", "runner")[0] == 0
