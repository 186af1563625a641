"""Whose record it is."""

import pytest
from ask_sdk_model import Context, RequestEnvelope
from ask_sdk_model.interfaces.system import SystemState

from skill.storage import StorageError, record_key
from tests.storage.speakers import said_by


def test_an_account_has_a_key():
    """The record is the account's."""
    assert record_key(said_by("amzn1.ask.account.A")) == "account:amzn1.ask.account.A"


def test_a_recognised_person_has_the_record_of_the_account():
    """All runners of an account are in one record: whose voice it is changes nothing."""
    recognised = said_by("amzn1.ask.account.A", "amzn1.ask.person.P")

    assert record_key(recognised) == record_key(said_by("amzn1.ask.account.A"))


@pytest.mark.parametrize(
    "request_envelope",
    [RequestEnvelope(), RequestEnvelope(context=Context(system=SystemState())), said_by(None), said_by("")],
)
def test_a_request_of_nobody_has_no_record(request_envelope):
    """A request without an account is refused, never given a record shared with others."""
    with pytest.raises(StorageError, match="names no account"):
        record_key(request_envelope)
