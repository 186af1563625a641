"""Who is let in: requests from Alexa, for this skill, of this moment, and as they were sent.

What costs little is asked first: most of what comes to a public address is refused before anything is fetched or
computed for it.
"""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import Certificate

from skill.door.chain import MIN_RSA_BITS, Chains, address_of, fetch_chain
from skill.door.errors import RefusedError
from skill.door.signers import Signers, utc_now

Envelope = dict[str, Any]

ADDRESS = "signaturecertchainurl"
SIGNATURE = "signature-256"
"""The headers, in small letters."""
MAX_SIGNATURE_BYTES = 1024
"""That of a key of 8192 bits; Amazon's have 2048."""
TOLERANCE = timedelta(seconds=150)
"""How far a request's time may be from ours (Amazon's rule)."""
EVENT_TOLERANCE = timedelta(hours=1)
"""The same for skill events, which are sent again where they were not taken."""
EVENTS = "AlexaSkillEvent."


class Verifier(Protocol):
    """Checks signatures."""

    def verify(self, headers: Mapping[str, str], body: bytes) -> None:
        """Return silently if the body is signed by Alexa; raise RefusedError."""


class ChainVerifier:
    """Checks the signature of a request, and that its key is Amazon's by a chain to a trusted root."""

    def __init__(
        self,
        *,
        fetch: Callable[[str], bytes] = fetch_chain,
        now: Callable[[], datetime] = utc_now,
        roots: list[Certificate] | None = None,
    ) -> None:
        self._signers = Signers(Chains(roots), fetch, now)

    def verify(self, headers: Mapping[str, str], body: bytes) -> None:
        """Return silently if the body is signed by Amazon.

        Raises:
            RefusedError: it is not, or that cannot be found out. Nothing else is raised, whatever a forged
                header, address or certificate does to the parsers.
        """
        found = {name.lower(): value for name, value in headers.items()}
        signature = _signature_in(found.get(SIGNATURE, ""))
        address = address_of(found.get(ADDRESS, ""))
        try:
            self._signers.at(address).key.verify(signature, body, PKCS1v15(), SHA256())
        except RefusedError:
            raise
        except InvalidSignature as error:
            raise RefusedError("The signature is not that of the body") from error
        except Exception as error:
            raise RefusedError(f"The signature cannot be checked: {error!r}") from error


class Admission:
    """The checks of one door, from the cheapest to the dearest."""

    def __init__(
        self, skill_id: str | None, verifier: Verifier | None, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._skill_id = skill_id
        self._verifier = verifier
        self._now = now

    def admit(self, headers: Mapping[str, str], body: bytes) -> Envelope:
        """The request's envelope, of any skill where no id is known; unsigned, and of any time, with no verifier.

        It looks at what was sent, not at what a forgiving serializer makes of it. Raises RefusedError.
        """
        envelope = _envelope_in(body)
        request = _whole(envelope, self._skill_id)
        if self._verifier:
            self._check_time(request)
            self._verifier.verify(headers, body)
        return envelope

    def _check_time(self, request: Envelope) -> None:
        try:
            away = abs(datetime.fromisoformat(request["timestamp"]) - self._now())
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise RefusedError("The request has no time") from error
        if away > (EVENT_TOLERANCE if request["type"].startswith(EVENTS) else TOLERANCE):
            raise RefusedError("The request is not of this moment")


def _envelope_in(body: bytes) -> Envelope:
    try:
        envelope = json.loads(body.decode())
    except (ValueError, RecursionError) as error:
        raise RefusedError("The request is not JSON") from error
    if not isinstance(envelope, dict):
        raise RefusedError("The request is not an object")
    return envelope


def _whole(envelope: Envelope, skill_id: str | None) -> Envelope:
    """The request in an envelope that has a type and names the skill; without a skill id, any."""
    try:
        request = envelope["request"]
        kind = request["type"]
        addressee = envelope["context"]["System"]["application"]["applicationId"]
    except (KeyError, TypeError) as error:
        raise RefusedError("The request is not complete") from error
    if not (kind and addressee and isinstance(kind, str) and isinstance(request, dict)):
        raise RefusedError("The request has no type, or names no skill")
    if skill_id is not None and addressee != skill_id:
        raise RefusedError("The request is for another skill")
    return request


def _signature_in(header: str) -> bytes:
    """The bytes of a signature as long as one can be."""
    try:
        signature = base64.b64decode(header, validate=True)
    except ValueError as error:
        raise RefusedError("The signature is not base64") from error
    if not MIN_RSA_BITS // 8 <= len(signature) <= MAX_SIGNATURE_BYTES:
        raise RefusedError("The signature is missing, too short or too long")
    return signature
