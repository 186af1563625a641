"""The store on Amazon's cloud: the SDK's DynamoDB adapter, with revisions, time-outs and plain numbers.

Import this module only where such a store is used: it imports boto3.
"""

import json
import logging
import threading
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import boto3
from ask_sdk_core.exceptions import PersistenceException
from ask_sdk_model import RequestEnvelope
from boto3.session import Session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from skill.storage.errors import Conflict, StorageError, failures_of
from skill.storage.keys import record_key
from skill.storage.record import REVISION, Attributes, revision_of, to_json

# Importing the adapter makes a resource as a default argument: slow, unused, an error where no region is set.
_session, boto3.DEFAULT_SESSION = boto3.DEFAULT_SESSION, SimpleNamespace(resource=lambda _service: None)
from ask_sdk_dynamodb.adapter import DynamoDbAdapter  # noqa: E402

boto3.DEFAULT_SESSION = _session

CONFIG = Config(connect_timeout=1, read_timeout=1, retries={"mode": "standard", "total_max_attempts": 2})
"""Two tries of a second each, up to a second apart: a read and a write fit into the 8 seconds of a turn."""

KEY = "id"
"""The partition key, a string: the SDK's default."""

_WRITER = "writer"
_FAILURES = (PersistenceException, BotoCoreError, ClientError, ArithmeticError, UnicodeError, RecursionError)
"""Of the adapter, the service, a number or an id that it does not take, and a record without end."""
_log = logging.getLogger(__name__)


class _Tables(threading.local):
    """All that the SDK's adapter asks of a resource. One a thread: boto3's resources are not to be shared."""

    def __init__(self, region: str | None, endpoint: str | None) -> None:
        self.resource = Session().resource("dynamodb", region_name=region, endpoint_url=endpoint, config=CONFIG)

    def Table(self, name: str) -> object:  # noqa: N802  boto3's name
        return self.resource.Table(name)


class DynamoDbStore(DynamoDbAdapter):
    """Records in a DynamoDB table with key "id" and attribute "attributes". Never makes the table itself."""

    def __init__(self, table: str, region: str | None = None, endpoint: str | None = None) -> None:
        self.name = f"dynamodb://{table}"
        with failures_of(self.name, BotoCoreError, ValueError):
            tables = _Tables(region, endpoint)
        super().__init__(table, KEY, partition_keygen=record_key, dynamodb_resource=tables)

    def get_attributes(self, request_envelope: RequestEnvelope) -> Attributes:
        """Return the account's record with its revision; {} where there is none or it is damaged.

        A damaged record is kept under its key with "set_aside:" before it. Raises StorageError.
        """
        key = record_key(request_envelope)
        with failures_of(self.name, *_FAILURES):
            item = self.dynamodb.Table(self.table_name).get_item(Key={KEY: key}, ConsistentRead=True).get("Item")
            if item is None:
                return {}
            found = _read(item.get(self.attribute_name))
            if found is None:
                self._set_aside(item)
                return {}
        return found

    def save_attributes(self, request_envelope: RequestEnvelope, attributes: Attributes) -> None:
        """Store the attributes as the next revision; the given dict stays as it is.

        Raises Conflict where the stored revision is not the one read, StorageError where the store fails.
        """
        key, revision, writer = record_key(request_envelope), revision_of(attributes), uuid4().hex
        with failures_of(self.name, *_FAILURES):
            content = {**json.loads(to_json(attributes), parse_float=Decimal), REVISION: revision + 1}
            item = {KEY: key, self.attribute_name: content, _WRITER: writer}
            if not self._put(item, revision) and self._last_writer(key) != writer:
                raise Conflict(self.name, revision)

    def delete_attributes(self, request_envelope: RequestEnvelope) -> None:
        """Forget the account, what was set aside included. Raises StorageError."""
        key = record_key(request_envelope)
        with failures_of(self.name, *_FAILURES):
            super().delete_attributes(request_envelope)
            self.dynamodb.Table(self.table_name).delete_item(Key={KEY: _set_aside_key(key)})

    def _put(self, item: dict[str, Any], revision: int) -> bool:
        """Put the item over this revision, and say whether it was the stored one."""
        condition: dict[str, Any] = {"ConditionExpression": f"attribute_not_exists({KEY})"}
        if revision:
            condition = {
                "ConditionExpression": "#attributes.#revision = :revision",
                "ExpressionAttributeNames": {"#attributes": self.attribute_name, "#revision": REVISION},
                "ExpressionAttributeValues": {":revision": revision},
            }
        try:
            self.dynamodb.Table(self.table_name).put_item(Item=item, **condition)
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            return False
        return True

    def _last_writer(self, key: str) -> object:
        """Return who saved last: this very call, when the answer to its first try was lost on the way."""
        table = self.dynamodb.Table(self.table_name)
        found = table.get_item(Key={KEY: key}, ConsistentRead=True, ProjectionExpression=_WRITER)
        return found.get("Item", {}).get(_WRITER)

    def _set_aside(self, item: dict[str, Any]) -> None:
        """Move the item, whatever it has, unless a good record has taken its place since."""
        _log.error("a damaged record is set aside, the runner starts afresh")
        table = self.dynamodb.Table(self.table_name)
        table.put_item(Item={**item, KEY: _set_aside_key(item[KEY])})
        table.delete_item(
            Key={KEY: item[KEY]},
            ConditionExpression="NOT attribute_type(#attributes.#revision, :number) OR #writer = :writer",
            ExpressionAttributeNames={
                "#attributes": self.attribute_name,
                "#revision": REVISION,
                "#writer": _WRITER,
            },
            ExpressionAttributeValues={":number": "N", ":writer": item.get(_WRITER, "")},
        )


def create_table(store: DynamoDbStore, wait_seconds: int = 60) -> None:
    """Make the table, paid per request, where it is missing, and wait until it is ready. For deploy time.

    Raises StorageError where it cannot be made, is not ready in time, or is another kind of table.
    """
    client = store.dynamodb.resource.meta.client
    with failures_of(store.name, BotoCoreError, ClientError):
        try:
            client.create_table(
                TableName=store.table_name,
                KeySchema=[{"AttributeName": KEY, "KeyType": "HASH"}],
                AttributeDefinitions=[{"AttributeName": KEY, "AttributeType": "S"}],
                BillingMode="PAY_PER_REQUEST",
            )
        except client.exceptions.ResourceInUseException:
            _log.info("the table %s exists", store.table_name)
        waiter = client.get_waiter("table_exists")
        waiter.wait(TableName=store.table_name, WaiterConfig={"Delay": 1, "MaxAttempts": wait_seconds})
    check_table(store)


def check_table(store: DynamoDbStore) -> None:
    """Raise StorageError unless the table is there, ready, and has the key needed. For deploy time."""
    with failures_of(store.name, BotoCoreError, ClientError):
        found = store.dynamodb.resource.meta.client.describe_table(TableName=store.table_name)["Table"]
    if found["TableStatus"] not in ("ACTIVE", "UPDATING"):
        raise StorageError(store.name, f"the table is {found['TableStatus']}, not ACTIVE")
    needed = [{"AttributeName": KEY, "KeyType": "HASH"}]
    kinds = {kind["AttributeName"]: kind["AttributeType"] for kind in found["AttributeDefinitions"]}
    if found["KeySchema"] != needed or kinds[KEY] != "S":
        raise StorageError(
            store.name, f'the table\'s key is {found["KeySchema"]}; needed is the string "{KEY}" alone'
        )


def _set_aside_key(key: str) -> str:
    return f"set_aside:{key}"


def _read(stored: object) -> Attributes | None:
    """The attributes of an item; None where they are no record: of another form, or with what JSON has not."""
    if not (isinstance(stored, dict) and isinstance(stored.get(REVISION), Decimal)):
        return None
    try:
        found: Attributes = json.loads(json.dumps(stored, default=_plain_number))
    except TypeError:
        return None
    return found


def _plain_number(value: object) -> int | float:
    """Return DynamoDB's number as Python's: whole ones as int. Raises TypeError for what JSON has not."""
    if not isinstance(value, Decimal):
        raise TypeError(f"not JSON: {type(value).__name__}")
    return int(value) if value == value.to_integral_value() else float(value)
