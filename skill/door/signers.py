"""The keys that sign, by the address of their certificate: kept, or fetched, by few at a time.

Anyone can make us fetch: a forged request may name a new address at Amazon's host each time. So what could not
be had is remembered, one chain is fetched at a time, and only so many requests wait for one; others are refused
at once, and leave the service's threads to the requests whose certificate is known.
"""

from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import BoundedSemaphore, Lock
from typing import TypeVar

from skill.door.chain import FETCH_TIMEOUT, Chains, Signer, fetch_chain
from skill.door.errors import RefusedError

MAX_SIGNERS = 8
"""Signers kept; Amazon signs with one at a time, and changes it a few times a year."""
MAX_FAILURES = 1000
"""Addresses remembered that gave nothing good."""
FAILED_FOR = timedelta(seconds=30)
"""How long such an address is not asked again."""
MAX_WAITING = 4
"""Requests that wait for a certificate, the one that fetches included: half the threads of the service."""

_Value = TypeVar("_Value")


def utc_now() -> datetime:
    """Tell the time, in UTC."""
    return datetime.now(UTC)


class Signers:
    """Signers by the address of their chain, until the first certificate of the chain expires."""

    def __init__(
        self,
        chains: Chains,
        fetch: Callable[[str], bytes] = fetch_chain,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._chains = chains
        self._fetch = fetch
        self._now = now
        self._kept: OrderedDict[str, Signer] = OrderedDict()
        self._failed: OrderedDict[str, datetime] = OrderedDict()
        self._room = BoundedSemaphore(MAX_WAITING)
        self._fetching = Lock()

    def at(self, address: str) -> Signer:
        """The signer at an address of Amazon's. Raises RefusedError, or whatever fetching and parsing raise."""
        if signer := self._known(address):
            return signer
        if not self._room.acquire(blocking=False):
            raise RefusedError("Too many certificates are asked for at once")
        try:
            return self._had(address)
        finally:
            self._room.release()

    def _known(self, address: str) -> Signer | None:
        """The signer that is kept; raises RefusedError for an address that gave nothing a moment ago."""
        signer, failed = self._kept.get(address), self._failed.get(address)
        if signer and self._now() <= signer.until:
            return signer
        if failed and self._now() < failed + FAILED_FOR:
            raise RefusedError("The certificate could not be had a moment ago")
        return None

    def _had(self, address: str) -> Signer:
        """The signer, fetched unless somebody else has had it meanwhile."""
        if not self._fetching.acquire(timeout=FETCH_TIMEOUT):
            raise RefusedError("Other certificates are being fetched")
        try:
            return self._known(address) or self._fetched(address)
        finally:
            self._fetching.release()

    def _fetched(self, address: str) -> Signer:
        try:
            signer = self._chains.signer(self._fetch(address), self._now())
        except Exception:
            _remember(self._failed, address, self._now(), MAX_FAILURES)
            raise
        _remember(self._kept, address, signer, MAX_SIGNERS)
        return signer


def _remember(memory: OrderedDict[str, _Value], address: str, value: _Value, most: int) -> None:
    """Keep the latest so many."""
    memory[address] = value
    memory.move_to_end(address)
    while len(memory) > most:
        memory.popitem(last=False)
