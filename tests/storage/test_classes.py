"""Classes over real stores: nothing is lost when workers die, or get in each other's way."""

import subprocess
import sys
from pathlib import Path

import pytest

from skill.storage import open_store
from tests.storage.lessons import ACCOUNT
from tests.storage.speakers import said_by

pytestmark = pytest.mark.slow

CLASSES = 6
"""Classes that each device takes."""
APART = 12 * 3_600
"""Seconds by which their clocks differ: a class is told from others by the second in which it began."""


@pytest.mark.parametrize("late", [0, 1])
def test_kills_at_random_moments_lose_at_most_the_turn_in_flight(tmp_path, late):
    """A hundred workers killed while they lead classes: nothing answered is lost, and nothing is counted twice."""
    command = [
        sys.executable,
        "-m",
        "tests.storage.class_kills",
        str(tmp_path / "coach.sqlite3"),
        "100",
        str(late),
    ]

    run = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("100 kills;")


@pytest.fixture(params=["sqlite", "dynamodb"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of a store that several processes share, with nothing in it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/coach.sqlite3"
    address: str = request.getfixturevalue("dynamodb_url")
    open_store(address).delete_attributes(said_by(ACCOUNT))
    return address


def taken_at_once(url: str, *people: str) -> dict[str, object]:
    """Let a worker and a device for each of these people take classes at the same time; return the record."""
    command = [sys.executable, "-m", "tests.storage.classes_at_once", url]
    workers = [
        subprocess.Popen([*command, person, str(APART * number), str(CLASSES)])
        for number, person in enumerate(people)
    ]
    assert [worker.wait() for worker in workers] == [0] * len(people)
    return dict(open_store(url).get_attributes(said_by(ACCOUNT)))


def test_one_runner_at_two_devices_loses_no_class(url):
    """Two workers, two devices, one account: all classes of both are in the log, each once."""
    progress = taken_at_once(url, "", "")["progress"]

    names, *log = progress["log"]
    begun = [entry[names.index("begun")] for entry in log]
    assert progress["classes"] == 2 * CLASSES
    assert len(set(begun)) == len(begun) == 2 * CLASSES


def test_two_runners_at_two_devices_lose_no_class(url):
    """Two persons of one account at the same time: each has their own classes, all of them and no other."""
    open_store(url).save_attributes(said_by(ACCOUNT), {"progress": {"welcomed": True}, "owner": "one"})

    record = taken_at_once(url, "one", "other")

    assert record["progress"]["classes"] == CLASSES
    assert record["people"]["other"]["classes"] == CLASSES
