"""Stores to test: in memory, in a file, and in a DynamoDB server over a connection."""

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter

from skill.storage import open_store

DYNALITE = Path(__file__).parents[1] / "peers/node_modules/dynalite/cli.js"
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "any",
    "AWS_SECRET_ACCESS_KEY": "any",
    "AWS_CONFIG_FILE": "/dev/null",
    "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
}


@pytest.fixture(scope="session")
def credentials() -> Iterator[None]:
    """Let boto3 find credentials of nobody, and no region."""
    with pytest.MonkeyPatch.context() as environment:
        for name, value in CREDENTIALS.items():
            environment.setenv(name, value)
        for name in ("AWS_DEFAULT_REGION", "AWS_REGION", "AWS_PROFILE"):
            environment.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def dynamodb_server(credentials: None) -> Iterator[str]:
    """Give the address of a DynamoDB server (dynalite)."""
    assert DYNALITE.exists(), "dynalite is not installed: run make setup"
    port = free_port()
    command = ["node", str(DYNALITE), "--host", "127.0.0.1", "--port", str(port), "--createTableMs", "200"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert "listening" in server.stdout.readline()
        yield f"http://127.0.0.1:{port}"
        server.kill()


@pytest.fixture(scope="session")
def dynamodb_url(dynamodb_server: str) -> str:
    """Give the address of a DynamoDB store whose table is ready."""
    from skill.storage.dynamodb import create_table

    url = f"dynamodb://coach?region=eu-west-1&endpoint={dynamodb_server}"
    create_table(open_store(url))
    return url


@pytest.fixture(scope="module", params=["memory", "sqlite", "dynamodb"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AbstractPersistenceAdapter:
    """Give each kind of store in turn."""
    if request.param == "memory":
        return open_store("memory:")
    if request.param == "sqlite":
        return open_store(f"sqlite:///{tmp_path_factory.mktemp('store')}/coach.sqlite3")
    return open_store(request.getfixturevalue("dynamodb_url"))


@pytest.fixture
def closed_port() -> int:
    """Give a port nobody listens on."""
    return free_port()


@pytest.fixture
def runner() -> str:
    """Give the user id of a runner nobody has met."""
    return uuid4().hex


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
