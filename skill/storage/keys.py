"""Whose record it is."""

from ask_sdk_model import RequestEnvelope

from skill.storage.errors import StorageError


def record_key(request_envelope: RequestEnvelope) -> str:
    """Return the key of the speaker's record: `person:<id>` for a recognised voice, else `account:<id>`.

    The platform names a person only for a recognised voice and with the runner's permission. Raises
    StorageError when the request names neither.
    """
    try:
        system = request_envelope.context.system
        if system.person and system.person.person_id:
            return f"person:{system.person.person_id}"
        if system.user.user_id:
            return f"account:{system.user.user_id}"
    except AttributeError as error:
        raise StorageError("record key", "the request names no account") from error
    raise StorageError("record key", "the request names no account")
