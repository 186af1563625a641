"""What is particular to the store in a file."""

import os
import resource
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from skill.storage import StorageError, open_store
from tests.storage.speakers import said_by

pytestmark = pytest.mark.slow

RUNNER = said_by("runner")
NOBODY = 65534


@pytest.fixture
def file(tmp_path):
    """Give the path of a file that holds one record."""
    path = tmp_path / "coach.sqlite3"
    open_store(f"sqlite:///{path}").save_attributes(RUNNER, {"level": "beginner"})
    return path


@contextmanager
def database(path: Path) -> Iterator[sqlite3.Connection]:
    """Give the file as another program sees it, and save what is done to it."""
    with closing(sqlite3.connect(path)) as connection, connection:
        yield connection


def aside(path: Path) -> list[Path]:
    """Return the databases set aside beside this one."""
    return sorted(found for found in path.parent.glob(f"{path.name}.damaged-*") if found.name[-1] == "Z")


def test_the_file_is_made_with_a_version_and_a_write_ahead_log(file):
    """A new file carries its version and lets readers read while a worker writes."""
    with database(file) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_runner_is_one_row(file):
    """Saving again replaces the row; it says when."""
    store = open_store(f"sqlite:///{file}")

    store.save_attributes(RUNNER, {**store.get_attributes(RUNNER), "level": "advanced"})

    with database(file) as connection:
        rows = connection.execute("SELECT key, record, revision FROM record").fetchall()
        assert rows == [("account:runner", '{"level":"advanced"}', 2)]
        assert connection.execute("SELECT datetime(updated) = updated FROM record").fetchone() == (1,)


def test_an_empty_database_is_migrated(tmp_path):
    """A file of version zero gets its tables and keeps what else is in it."""
    path = tmp_path / "coach.sqlite3"
    with database(path) as connection:
        connection.execute("CREATE TABLE other (thing)")

    open_store(f"sqlite:///{path}").save_attributes(RUNNER, {})

    with database(path) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables == {"other", "record", "set_aside"}


def test_a_file_of_a_newer_coach_is_left_alone(file):
    """What a newer version wrote is neither read nor changed nor set aside."""
    with database(file) as connection:
        connection.execute("PRAGMA user_version = 99")

    with pytest.raises(StorageError, match="newer coach"):
        open_store(f"sqlite:///{file}").get_attributes(RUNNER)

    assert aside(file) == []


@pytest.mark.parametrize("damaged", ["{half", "[]", "null", b"\xff\xfe{}", "[" * 100_000, 7])
def test_a_damaged_record_is_set_aside(file, damaged):
    """A row that holds no JSON object is kept in set_aside, and the runner starts afresh."""
    with database(file) as connection:
        connection.execute("UPDATE record SET record = ?", (damaged,))
        before = connection.execute("SELECT record FROM record").fetchall()
    store = open_store(f"sqlite:///{file}")

    assert store.get_attributes(RUNNER) == {}

    store.save_attributes(RUNNER, {"level": "advanced"})
    assert store.get_attributes(RUNNER) == {"level": "advanced", "revision": 1}
    with database(file) as connection:
        assert connection.execute("SELECT record FROM set_aside").fetchall() == before


def test_a_damaged_record_harms_no_other(file):
    """Setting one runner's record aside leaves the others."""
    store = open_store(f"sqlite:///{file}")
    store.save_attributes(said_by("other"), {"level": "advanced"})
    with database(file) as connection:
        connection.execute("UPDATE record SET record = '' WHERE key = 'account:runner'")

    store.get_attributes(RUNNER)

    assert store.get_attributes(said_by("other")) == {"level": "advanced", "revision": 1}


def test_a_record_saved_meanwhile_is_not_set_aside(file, monkeypatch):
    """When two workers meet a damaged record, the slower one leaves what the quicker one has saved since."""
    store, quicker = open_store(f"sqlite:///{file}"), open_store(f"sqlite:///{file}")
    with database(file) as connection:
        connection.execute("UPDATE record SET record = ''")

    def overtaken(text: bytes, revision: int) -> None:
        monkeypatch.undo()
        quicker.get_attributes(RUNNER)
        quicker.save_attributes(RUNNER, {"level": "advanced"})
        raise ValueError("damaged")

    monkeypatch.setattr("skill.storage.sqlite.from_json", overtaken)

    assert store.get_attributes(RUNNER) == {}

    assert store.get_attributes(RUNNER) == {"level": "advanced", "revision": 1}


def test_forgetting_takes_what_was_set_aside(file):
    """Who asks to be forgotten leaves nothing behind, damaged records included."""
    with database(file) as connection:
        connection.execute("UPDATE record SET record = ''")
    store = open_store(f"sqlite:///{file}")
    store.get_attributes(RUNNER)

    store.delete_attributes(RUNNER)

    with database(file) as connection:
        assert connection.execute("SELECT * FROM set_aside").fetchall() == []


def test_a_file_that_is_no_database_is_set_aside(tmp_path, caplog):
    """A scrambled file is renamed with its content, the log says so, and a new one is made."""
    path = tmp_path / "coach.sqlite3"
    path.write_bytes(b"scrambled" * 1000)
    store = open_store(f"sqlite:///{path}")

    assert store.get_attributes(RUNNER) == {}

    store.save_attributes(RUNNER, {"level": "advanced"})
    assert store.get_attributes(RUNNER) == {"level": "advanced", "revision": 1}
    [kept] = aside(path)
    assert kept.read_bytes() == b"scrambled" * 1000
    assert str(kept) in caplog.text


def test_a_file_damaged_in_the_middle_is_set_aside(file):
    """A file whose pages are scrambled behind a sound header is found out when it is read."""
    store = open_store(f"sqlite:///{file}")
    for number in range(50):
        store.save_attributes(said_by(f"runner {number}"), {"filling": "x" * 3000})
    del store
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))

    assert open_store(f"sqlite:///{file}").get_attributes(RUNNER) == {}

    assert len(aside(file)) == 1


def test_workers_that_find_the_damage_together_set_aside_once(tmp_path):
    """Eight workers meet one scrambled file: one set aside, and nobody's record goes with it."""
    path = tmp_path / "coach.sqlite3"
    path.write_bytes(b"scrambled" * 1000)
    start = threading.Barrier(8)

    def work(number: int) -> None:
        store = open_store(f"sqlite:///{path}")
        start.wait()
        store.save_attributes(said_by(f"runner {number}"), {})

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(aside(path)) == 1
    with database(path) as connection:
        assert connection.execute("SELECT count(*) FROM record").fetchone() == (8,)


def test_a_file_replaced_meanwhile_is_not_set_aside(tmp_path, monkeypatch):
    """When two workers meet a damaged file, the slower one goes on in the new file of the quicker one."""
    path = tmp_path / "coach.sqlite3"
    path.write_bytes(b"scrambled" * 1000)

    def overtaken(error: sqlite3.DatabaseError) -> bool:
        monkeypatch.undo()
        open_store(f"sqlite:///{path}").save_attributes(RUNNER, {"level": "advanced"})
        return True

    monkeypatch.setattr("skill.storage.sqlite_file._is_damage", overtaken)

    assert open_store(f"sqlite:///{path}").get_attributes(RUNNER) == {"level": "advanced", "revision": 1}


def test_a_worker_follows_when_the_file_is_replaced(file):
    """A worker that has the file open goes on in the new one when another sets the old one aside."""
    store = open_store(f"sqlite:///{file}")
    store.get_attributes(RUNNER)
    file.rename(file.with_suffix(".old"))
    open_store(f"sqlite:///{file}").save_attributes(RUNNER, {"level": "advanced"})

    assert store.get_attributes(RUNNER) == {"level": "advanced", "revision": 1}


@pytest.mark.parametrize("path", ["/proc/coach.sqlite3", "file/coach.sqlite3", "folder"])
def test_a_path_that_cannot_be_written_is_a_storage_error(tmp_path, path):
    """On a read-only file system, below a file or on a folder the error names the store."""
    (tmp_path / "file").write_text("not a folder")
    (tmp_path / "folder").mkdir()
    url = f"sqlite:///{tmp_path / path}"

    with pytest.raises(StorageError, match=f"{url}: ") as caught:
        open_store(url).save_attributes(RUNNER, {})

    assert isinstance(caught.value.cause, OSError | sqlite3.Error)


@contextmanager
def as_somebody_else(folder: Path) -> Iterator[None]:
    """Be a user who may read what is in a folder, and make nothing there, though the tests run as root."""
    folder.chmod(0o555)
    before = os.geteuid()
    if before == 0:
        for path in (folder, *folder.iterdir()):
            os.chown(path, NOBODY, -1)
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)
        folder.chmod(0o755)


def test_a_store_in_a_folder_that_cannot_be_written_is_read():
    """Not even the lock can be made there: runners are known, and told that today is not remembered."""
    with TemporaryDirectory(dir="/tmp") as name:
        url = f"sqlite:///{name}/coach.sqlite3"
        open_store(url).save_attributes(RUNNER, {"level": "advanced"})
        with as_somebody_else(Path(name)):
            store = open_store(url)
            record = store.get_attributes(RUNNER)
            with pytest.raises(StorageError):
                store.save_attributes(RUNNER, record)

    assert record == {"level": "advanced", "revision": 1}


def test_files_are_for_their_owner_only(file):
    """The database, its lock and what SQLite puts beside it can be read by nobody else."""
    store = open_store(f"sqlite:///{file}")
    store.get_attributes(RUNNER)

    modes = {path.name: path.stat().st_mode & 0o777 for path in file.parent.glob(f"{file.name}*")}

    assert len(modes) > 1
    assert set(modes.values()) == {0o600}


def test_a_full_disk_is_a_storage_error_and_the_old_record_stays(file):
    """When the disk is full nothing is half written, and when there is room again saving works."""
    store = open_store(f"sqlite:///{file}")
    record = store.get_attributes(RUNNER)
    with files_no_larger_than(200_000), pytest.raises(StorageError):
        store.save_attributes(RUNNER, {**record, "filling": "x" * 1_000_000})

    assert store.get_attributes(RUNNER) == record
    store.save_attributes(RUNNER, {**record, "level": "advanced"})
    assert store.get_attributes(RUNNER) == {"level": "advanced", "revision": 2}


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """Let this process write no file beyond this size, in bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_locked_file_is_a_storage_error_in_time(file):
    """A writer that does not let go costs two seconds, not the turn; then saving works again."""
    store = open_store(f"sqlite:///{file}")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(StorageError, match="locked"):
            store.save_attributes(RUNNER, {"revision": 1})

        assert store.get_attributes(RUNNER) == {"level": "beginner", "revision": 1}
    store.save_attributes(RUNNER, {"revision": 1})


def test_two_processes_lose_nothing(tmp_path):
    """Two workers that make the file together and count a hundred times each count to two hundred."""
    url = f"sqlite:///{tmp_path}/coach.sqlite3"
    command = [sys.executable, "-m", "tests.storage.increments", url, "runner", "100"]

    workers = [subprocess.Popen(command) for _ in range(2)]
    assert [worker.wait() for worker in workers] == [0, 0]

    assert open_store(url).get_attributes(RUNNER) == {"count": 200, "revision": 200}


def test_kills_at_random_moments_lose_at_most_the_save_in_flight(tmp_path):
    """Two hundred processes killed while saving leave the last record or the one after, and a sound file."""
    command = [sys.executable, "-m", "tests.storage.kills", str(tmp_path / "coach.sqlite3"), "200"]

    run = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("200 kills")
