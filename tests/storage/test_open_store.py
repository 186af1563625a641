"""Addresses of stores."""

import subprocess
import sys
from pathlib import Path

import pytest

from skill.storage import StorageError, open_store
from tests.storage.speakers import said_by


def test_a_path_after_three_slashes_is_relative(tmp_path, monkeypatch):
    """sqlite:///file lies in the working directory, and missing folders are made."""
    monkeypatch.chdir(tmp_path)

    open_store("sqlite:///data/coach.sqlite3").save_attributes(said_by("A"), {})

    assert (tmp_path / "data/coach.sqlite3").exists()


def test_a_path_after_four_slashes_is_absolute(tmp_path):
    """sqlite:////folder/file is taken from the root."""
    assert str(tmp_path).startswith("/")

    open_store(f"sqlite:///{tmp_path}/coach.sqlite3").save_attributes(said_by("A"), {})

    assert (tmp_path / "coach.sqlite3").exists()


def test_the_working_directory_may_change(tmp_path, monkeypatch):
    """A relative file stays where it was when the store was opened."""
    monkeypatch.chdir(tmp_path)
    store = open_store("sqlite:///coach.sqlite3")
    store.save_attributes(said_by("A"), {})
    monkeypatch.chdir(Path("/"))

    assert store.get_attributes(said_by("A")) == {"revision": 1}


@pytest.mark.parametrize(
    "url",
    [
        "",
        "coach.sqlite3",
        "sqlite://coach.sqlite3",
        "sqlite:///",
        "redis://localhost",
        "memory",
        "dynamodb:/coach",
    ],
)
def test_another_address_is_refused_with_help(url):
    """An address of no store is refused, and the message says what an address looks like."""
    with pytest.raises(StorageError, match="use sqlite:///path, dynamodb://table or memory:"):
        open_store(url)


@pytest.mark.parametrize("url", ["dynamodb://", "dynamodb://coach/x", "dynamodb://coach?zone=eu"])
def test_a_wrong_dynamodb_address_is_refused_with_help(url):
    """A DynamoDB address without a table or with an unknown option is refused."""
    with pytest.raises(StorageError, match="use dynamodb://table"):
        open_store(url)


def test_a_missing_region_is_a_storage_error(credentials):
    """Without a region DynamoDB cannot be opened, and the error says so."""
    with pytest.raises(StorageError, match="region"):
        open_store("dynamodb://coach")


def test_boto3_is_imported_for_dynamodb_only():
    """Whoever keeps records in a file or in memory does not wait for boto3."""
    program = (
        "import sys; from skill.storage import open_store; "
        "open_store('memory:'), open_store('sqlite:///x'); sys.exit('boto3' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
