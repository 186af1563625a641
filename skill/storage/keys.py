"""Whose record it is."""

from ask_sdk_model import RequestEnvelope

from skill.storage.errors import StorageError


def record_key(request_envelope: RequestEnvelope) -> str:
    """Return the key of the account's record, `account:<id>`; it holds every runner of the account.

    Raises StorageError when the request names no account.
    """
    try:
        user_id = request_envelope.context.system.user.user_id
    except AttributeError as error:
        raise StorageError("record key", "the request names no account") from error
    if not user_id:
        raise StorageError("record key", "the request names no account")
    return f"account:{user_id}"
