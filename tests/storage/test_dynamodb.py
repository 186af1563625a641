"""What is particular to the store in DynamoDB. The server is dynalite."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import boto3
import pytest

from skill.storage import StorageError, open_store
from skill.storage.dynamodb import CONFIG, check_table, create_table
from tests.storage.speakers import said_by

pytestmark = pytest.mark.slow


@pytest.fixture
def table(dynamodb_server, dynamodb_url):
    """Give the table as another program sees it."""
    resource = boto3.session.Session().resource("dynamodb", "eu-west-1", endpoint_url=dynamodb_server)
    return resource.Table("coach")


def test_the_item_is_the_sdks(dynamodb_url, table, runner):
    """The record lies under "id" and "attributes", where the SDK's own adapter looks for it."""
    open_store(dynamodb_url).save_attributes(said_by(runner), {"level": "beginner"})

    item = table.get_item(Key={"id": f"account:{runner}"})["Item"]

    assert item["attributes"] == {"level": "beginner", "revision": 1}


@pytest.mark.parametrize("damaged", ["scrambled", [], {"level": "beginner"}, {"revision": "two"}])
def test_a_damaged_record_is_set_aside(dynamodb_url, table, runner, damaged):
    """What is not a record with a revision is kept apart, and the runner starts afresh."""
    table.put_item(Item={"id": f"account:{runner}", "attributes": damaged})
    store = open_store(dynamodb_url)

    assert store.get_attributes(said_by(runner)) == {}

    store.save_attributes(said_by(runner), {"level": "advanced"})
    assert table.get_item(Key={"id": f"set_aside:account:{runner}"})["Item"]["attributes"] == damaged
    assert store.get_attributes(said_by(runner)) == {"level": "advanced", "revision": 1}


def test_forgetting_takes_what_was_set_aside(dynamodb_url, table, runner):
    """Who asks to be forgotten leaves nothing behind, damaged records included."""
    table.put_item(Item={"id": f"account:{runner}", "attributes": "scrambled"})
    store = open_store(dynamodb_url)
    store.get_attributes(said_by(runner))

    store.delete_attributes(said_by(runner))

    assert "Item" not in table.get_item(Key={"id": f"set_aside:account:{runner}"})


def test_a_missing_table_is_a_storage_error(dynamodb_server, runner):
    """The table is never made while a runner waits: without it nothing is stored and the caller is told."""
    store = open_store(f"dynamodb://missing?region=eu-west-1&endpoint={dynamodb_server}")

    with pytest.raises(StorageError, match="dynamodb://missing"):
        store.save_attributes(said_by(runner), {})
    with pytest.raises(StorageError):
        store.get_attributes(said_by(runner))
    with pytest.raises(StorageError):
        store.delete_attributes(said_by(runner))
    with pytest.raises(StorageError):
        check_table(store)


def test_a_record_too_large_is_a_storage_error(dynamodb_url, runner):
    """DynamoDB's limit of 400 KB is told, not hidden."""
    with pytest.raises(StorageError, match="size"):
        open_store(dynamodb_url).save_attributes(said_by(runner), {"done": "x" * 401 * 1024})


def test_a_number_too_long_is_a_storage_error(dynamodb_url, runner):
    """DynamoDB keeps 38 digits; more are refused, not rounded."""
    with pytest.raises(StorageError):
        open_store(dynamodb_url).save_attributes(said_by(runner), {"reps": 10**40 + 1})


def test_making_the_table_waits_until_it_is_ready(dynamodb_server, runner):
    """A table just made can be used at once, and making it again does no harm."""
    store = open_store(f"dynamodb://fresh?region=eu-west-1&endpoint={dynamodb_server}")

    create_table(store)
    create_table(store)

    check_table(store)
    assert store.get_attributes(said_by(runner)) == {}


def test_a_table_with_another_key_is_refused(dynamodb_server, table):
    """A table made for something else is found out at deploy time."""
    table.meta.client.create_table(
        TableName="foreign",
        KeySchema=[{"AttributeName": "user", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "user", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    store = open_store(f"dynamodb://foreign?region=eu-west-1&endpoint={dynamodb_server}")

    with pytest.raises(StorageError, match="key"):
        create_table(store)


def test_a_dead_server_is_a_storage_error(credentials, closed_port, runner):
    """With nobody listening the coach is told, and coaches on."""
    store = open_store(f"dynamodb://coach?region=eu-west-1&endpoint=http://127.0.0.1:{closed_port}")

    with pytest.raises(StorageError):
        store.get_attributes(said_by(runner))


def test_a_silent_server_is_a_storage_error(credentials, runner):
    """A server that takes the request and never answers is given up."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        store = open_store(f"dynamodb://coach?region=eu-west-1&endpoint=http://127.0.0.1:{port}")

        with pytest.raises(StorageError):
            store.save_attributes(said_by(runner), {})


def test_two_calls_fit_into_a_turn():
    """A read and a write, each tried as often as may be, end within the platform's eight seconds."""
    attempts = CONFIG.retries["total_max_attempts"]
    waits_between = attempts - 1

    assert 2 * (attempts * CONFIG.read_timeout + waits_between) < 8


def test_a_save_whose_answer_is_lost_counts_once(dynamodb_server, dynamodb_url, runner):
    """When the answer to a save is lost and the client tries again, it is one save and no conflict."""
    with losing_first_answer(dynamodb_server) as address:
        store = open_store(f"dynamodb://coach?region=eu-west-1&endpoint={address}")
        store.save_attributes(said_by(runner), {"classes": 1})

    assert open_store(dynamodb_url).get_attributes(said_by(runner)) == {"classes": 1, "revision": 1}


@contextmanager
def losing_first_answer(server: str) -> Iterator[str]:
    """Give the address of a relay to the server that swallows the first answer."""
    address = urlsplit(server)

    def relay() -> None:
        for turn in range(3):  # the save, its second try, and the question who saved
            client, _ = listener.accept()
            with client, socket.create_connection((address.hostname, address.port)) as upstream:
                upstream.sendall(read_message(client))
                answer = read_message(upstream)
                if turn:
                    client.sendall(answer.replace(b"keep-alive", b"close"))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=relay, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def read_message(connection: socket.socket) -> bytes:
    """Read one HTTP message, whose length is in its head."""
    message = b""
    while b"\r\n\r\n" not in message:
        message += connection.recv(65536)
    head, _, body = message.partition(b"\r\n\r\n")
    [length] = [int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body
