"""Devices paired with the service: a phone may use the page through the TLS proxy once a code was typed into it.

The code is shown in the terminal, works once, for ten minutes and five tries. The device gets a secret as a
cookie; the file has digests alone, of the code and of each device.
"""

import json
import os
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from threading import Lock
from typing import Any

from skill.coaching.errors import CoachError

CODE_DIGITS = 8
CODE_LASTS = 600_000
"""Milliseconds."""
TRIES = 5
LONGEST_NAME = 60
"""Characters of what a browser says it is."""


class PairingError(CoachError):
    """The file of pairings cannot be read or written, or has no such device."""


@dataclass(frozen=True)
class Device:
    """A device that may use the page."""

    id: str
    name: str
    """What its browser says it is."""
    since: int
    """Milliseconds since the epoch."""
    digest: str


@dataclass(frozen=True)
class Code:
    """What pairs the next device."""

    digest: str
    until: int
    """Milliseconds since the epoch."""
    tries: int = TRIES
    """How many are left."""


@dataclass(frozen=True)
class _Kept:
    """What the file holds."""

    devices: tuple[Device, ...] = ()
    code: Code | None = None


class Pairings:
    """The file of pairings; read at every request, so that what is revoked is shut out at once."""

    def __init__(self, path: Path, now: Callable[[], int]) -> None:
        self._path = path
        self._now = now
        self._lock = Lock()

    def new_code(self) -> str:
        """Make the code that pairs the next device; an older one is void."""
        code = "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
        with self._lock:
            self._write(replace(self._read(), code=Code(_digest(code), self._now() + CODE_LASTS)))
        return code

    def pair(self, code: str, name: str) -> str | None:
        """The secret of a device that brings the code, which is void then; None where it is another."""
        with self._lock:
            kept = self._read()
            if kept.code is None or not kept.code.tries or self._now() > kept.code.until:
                return None
            if not compare_digest(kept.code.digest, _digest(code)):
                self._write(replace(kept, code=replace(kept.code, tries=kept.code.tries - 1)))
                return None
            secret = secrets.token_urlsafe(32)
            device = Device(secrets.token_hex(3), name[:LONGEST_NAME], self._now(), _digest(secret))
            self._write(_Kept((*kept.devices, device)))
            return secret

    def knows(self, secret: str) -> bool:
        """Whether it is the secret of a paired device."""
        digest = _digest(secret)
        return any(compare_digest(device.digest, digest) for device in self._read().devices)

    @property
    def devices(self) -> tuple[Device, ...]:
        """All paired devices, the first paired first."""
        return self._read().devices

    def revoke(self, id_: str) -> None:
        """Shut a device out. Raises PairingError where there is none of that id."""
        with self._lock:
            kept = self._read()
            others = tuple(device for device in kept.devices if device.id != id_)
            if others == kept.devices:
                raise PairingError(f"no paired device has the id {id_}")
            self._write(replace(kept, devices=others))

    def _read(self) -> _Kept:
        try:
            found: dict[str, Any] = json.loads(self._path.read_text("utf-8"))
            code = Code(**found["code"]) if found["code"] else None
            return _Kept(tuple(Device(**device) for device in found["devices"]), code)
        except FileNotFoundError:
            return _Kept()
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise PairingError(f"{self._path} cannot be read: {type(error).__name__}") from error

    def _write(self, kept: _Kept) -> None:
        """Put a new file in the old one's place, for its owner's eyes only."""
        new = Path(f"{self._path}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new.unlink(missing_ok=True)
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                json.dump(asdict(kept), file)
            new.replace(self._path)
        except OSError as error:
            raise PairingError(f"{self._path} cannot be written: {error}") from error


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
