"""Whose record it is."""

from ask_sdk_model import RequestEnvelope

from skill.storage.errors import StorageError


def record_key(request_envelope: RequestEnvelope) -> str:
    """Return the key of the account's record, `account:<id>`; it holds every runner of the account.

    Raises StorageError when the request names no account.
    """
    context, session = request_envelope.context, request_envelope.session
    user = (context.system.user if context and context.system else None) or (session.user if session else None)
    if not (user and user.user_id):
        raise StorageError("record key", "the request names no account")
    return f"account:{user.user_id}"
