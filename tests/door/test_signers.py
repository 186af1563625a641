"""Keys by the address of their certificate: what many forged requests can cost."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from itertools import islice
from threading import Event, Semaphore

import pytest

from skill.door.chain import Chains
from skill.door.errors import RefusedError
from skill.door.serving import THREADS
from skill.door.signers import MAX_FAILURES, MAX_WAITING, Signers
from tests.pki import URL, Door, envelope, pki

GOOD = f"{URL}good.pem"


class SilentHost:
    """A host of certificates that answers only for the good one, and for the others when it is let go."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.is_asked = Semaphore(0)
        self.let_go = Event()

    def fetch(self, url: str) -> bytes:
        """Answer, or wait."""
        self.asked.append(url)
        self.is_asked.release()
        if url != GOOD:
            self.let_go.wait()
            raise TimeoutError("timed out")
        return pki().chains["good"]


@contextmanager
def attacked(signers: Signers, host: SilentHost) -> Iterator[list[Future[object]]]:
    """Twelve attackers, each naming a new address; the first waits for the host."""
    with ThreadPoolExecutor(12) as attackers:
        try:
            waits = [attackers.submit(signers.at, f"{URL}{number}.pem") for number in range(12)]
            host.is_asked.acquire()
            yield waits
        finally:
            host.let_go.set()


@pytest.fixture
def host() -> SilentHost:
    """Give a host that nobody has asked."""
    return SilentHost()


@pytest.fixture
def signers(host: SilentHost) -> Signers:
    """Give signers that trust the test root and ask that host."""
    return Signers(Chains([pki().root]), host.fetch)


def test_a_known_signer_is_there_while_the_host_is_silent(signers: Signers, host: SilentHost) -> None:
    """Requests from Alexa, whose certificate is known, wait for nobody's certificate."""
    known = signers.at(GOOD)
    host.is_asked.acquire()

    with attacked(signers, host):
        assert signers.at(GOOD) is known


def test_one_chain_is_fetched_at_a_time(signers: Signers, host: SilentHost) -> None:
    """Whatever comes, the host is asked by one request, and the others do not pile up behind it."""
    with attacked(signers, host) as waits:
        refused = [wait.exception() for wait in waits if wait.done()]
        assert len(host.asked) == 1
        assert all(isinstance(error, RefusedError) for error in refused)


def test_few_wait_and_the_others_are_refused_at_once(signers: Signers, host: SilentHost) -> None:
    """So many are refused while the host is still silent; threads are left for requests that are known."""
    with attacked(signers, host) as waits:
        refused = [str(wait.exception()) for wait in islice(as_completed(waits), 12 - MAX_WAITING)]

    assert set(refused) == {"Too many certificates are asked for at once"}
    assert MAX_WAITING < THREADS


def test_the_memory_of_bad_addresses_has_an_end(host: SilentHost) -> None:
    """The oldest are forgotten."""
    host.let_go.set()
    signers = Signers(Chains([pki().root]), host.fetch)
    for number in (*range(MAX_FAILURES + 1), 0):
        with pytest.raises((TimeoutError, RefusedError)):
            signers.at(f"{URL}{number}.pem")

    assert host.asked.count(f"{URL}0.pem") == 2


@pytest.mark.parametrize("signature", ["", "QUJD", "A" * 4000])
def test_nothing_is_fetched_for_what_is_no_signature(signature: str) -> None:
    """Its form costs nothing to look at, and comes before its certificate."""
    door, body = Door(), envelope()

    answer = door.post(body, pki().headers(body) | {"Signature-256": signature})

    assert (answer.status_code, door.fetched) == (400, [])


@pytest.mark.parametrize("body", [envelope(skill_id="amzn1.ask.skill.other"), b"{}", b"["])
def test_nothing_is_fetched_for_a_body_that_is_refused_anyway(body: bytes) -> None:
    """Whose skill it is for is asked before who has signed it."""
    door = Door()

    assert (door.post(body).status_code, door.fetched) == (400, [])


@pytest.mark.parametrize("name", ["%67ood.pem", "good.pem%00", "go od.pem", "góod.pem"])
def test_a_certificate_has_one_address(name: str) -> None:
    """With escapes it would have thousands, each fetched anew."""
    door, body = Door(), envelope()

    answer = door.post(body, pki().headers(body) | {"SignatureCertChainUrl": URL + name})

    assert (answer.status_code, door.fetched) == (400, [])
