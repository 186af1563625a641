"""Signed requests, good and bad, sent through the HTTP door."""

import base64
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.error import HTTPError

import certifi
import pytest
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA512
from cryptography.x509 import NameOID
from werkzeug.test import TestResponse

from skill.door.admission import ChainVerifier
from skill.door.chain import MAX_CHAIN_BYTES, fetch_chain, read_roots
from skill.door.errors import RefusedError
from skill.door.signers import FAILED_FOR, MAX_SIGNERS
from tests.pki import DAY, FETCH_FAILURES, NO_CHAINS, URL, Door, envelope, pem, pki

GOOD_CHAINS = ["good", "with_root", "duplicate", "disorder", "two_names"]

BAD_CHAINS = [
    *["expired", "not_yet_valid", "other_name", "no_name", "wildcard_name", "longer_name", "forged"],
    *["for_clients", "may_not_sign", "no_key_usage", "no_intermediate", "leaf_last", "self_signed"],
    *["unknown_root", "leaf_as_authority", "path_too_long", "expired_intermediate", "weak_intermediate"],
    *NO_CHAINS,
    *FETCH_FAILURES,
]

GOOD_URLS = [
    URL + "good.pem",
    "https://s3.amazonaws.com:443/echo.api/good.pem",
    "https://S3.AmazonAWS.com/echo.api/good.pem",
    "HTTPS://s3.amazonaws.com/echo.api/good.pem",
    "https://s3.amazonaws.com/echo.api/../echo.api/good.pem",
    "https://s3.amazonaws.com/echo.api/good.pem?x=1#y",
]

BAD_URLS = [
    "",
    "good.pem",
    "file:///echo.api/good.pem",
    "http://s3.amazonaws.com/echo.api/good.pem",
    "https://example.com/echo.api/good.pem",
    "https://s3.amazonaws.com.example.com/echo.api/good.pem",
    "https://s3.amazonaws.com:563/echo.api/good.pem",
    "https://s3.amazonaws.com:99999/echo.api/good.pem",
    "https://s3.amazonaws.com:x/echo.api/good.pem",
    "https://s3.amazonaws.com/EcHo.aPi/good.pem",
    "https://s3.amazonaws.com/other/good.pem",
    "https://s3.amazonaws.com/echo.api",
    "https://s3.amazonaws.com/echo.api/../other/good.pem",
    "https://s3.amazonaws.com@example.com/echo.api/good.pem",
    "https://example.com@s3.amazonaws.com/echo.api/good.pem",
    "https://example.com\\@s3.amazonaws.com/echo.api/good.pem",
    "https://s3.amazonaws.com/echo.api/..\\other\\good.pem",
    "https://[::1/echo.api/good.pem",
]


@pytest.fixture
def door() -> Door:
    """Build a door that nobody has come to."""
    return Door()


def assert_refused(door: Door, answer: TestResponse) -> None:
    """Hold an answer and the skill to what a refusal is."""
    actual = answer.status_code, answer.json, door.greeter.calls
    assert actual == (400, {"error": "Bad Request"}, 0)


def assert_answered(door: Door, answer: TestResponse) -> None:
    """Hold an answer and the skill to what one good request gets."""
    actual = answer.status_code, answer.json["response"]["outputSpeech"]["ssml"], door.greeter.calls
    assert actual == (200, "<speak>Hello</speak>", 1)


@pytest.mark.parametrize("chain", GOOD_CHAINS)
def test_a_chain_to_a_trusted_root_is_good(door: Door, chain: str) -> None:
    """A request is answered if its chain leads to a trusted root, in whatever order it comes."""
    body = envelope()

    answer = door.post(body, pki().headers(body, chain))

    assert_answered(door, answer)


@pytest.mark.parametrize("chain", BAD_CHAINS)
def test_a_bad_chain_is_refused_every_time(door: Door, chain: str) -> None:
    """A request whose chain is bad or cannot be had is refused, the second time too."""
    body = envelope()

    for _ in range(2):
        assert_refused(door, door.post(body, pki().headers(body, chain)))


@pytest.mark.parametrize("key", ["weak", "elliptic"])
def test_other_keys_than_rsa_of_2048_bits_are_refused(door: Door, key: str) -> None:
    """A certified key that is too short, or none of RSA, is refused though it did sign."""
    body = envelope()

    answer = door.post(body, pki().headers(body, chain=key, key=key))

    assert_refused(door, answer)


@pytest.mark.parametrize("url", GOOD_URLS)
def test_an_address_of_amazon_is_good_in_every_spelling(door: Door, url: str) -> None:
    """Amazon's address counts after normalising, and the normal form is what is fetched."""
    body = envelope()

    answer = door.post(body, pki().headers(body) | {"SignatureCertChainUrl": url})

    assert_answered(door, answer)
    assert door.fetched == [URL + "good.pem"]


@pytest.mark.parametrize("url", BAD_URLS)
def test_nothing_is_fetched_from_another_address(door: Door, url: str) -> None:
    """A chain that is not at Amazon's address is refused, and nobody is asked for it."""
    body = envelope()

    answer = door.post(body, pki().headers(body) | {"SignatureCertChainUrl": url})

    assert_refused(door, answer)
    assert door.fetched == []


def test_a_tampered_body_is_refused(door: Door) -> None:
    """A body that is not the one signed is refused."""
    body = envelope()

    answer = door.post(body.replace(b"device", b"Device"), pki().headers(body))

    assert_refused(door, answer)


def test_the_bytes_are_what_is_signed(door: Door) -> None:
    """A body of the same meaning in other bytes is refused."""
    body = envelope()

    answer = door.post(body + b" ", pki().headers(body))

    assert_refused(door, answer)


def test_a_signature_of_another_key_is_refused(door: Door) -> None:
    """A signature made with another key than the certified one is refused."""
    body = envelope()

    answer = door.post(body, pki().headers(body, key="other"))

    assert_refused(door, answer)


@pytest.mark.parametrize("digest", [SHA1(), SHA512()])  # noqa: S303 - refused
def test_a_signature_of_another_digest_is_refused(door: Door, digest: SHA1 | SHA512) -> None:
    """Only SHA-256 signs: not the SHA-1 of old."""
    body = envelope()

    answer = door.post(body, pki().headers(body) | {"Signature-256": pki().sign(body, digest=digest)})

    assert_refused(door, answer)


def test_a_signature_of_another_padding_is_refused(door: Door) -> None:
    """Only the padding of PKCS 1 v1.5 will do."""
    body = envelope()
    pss = pki().keys["leaf"].sign(body, padding.PSS(padding.MGF1(SHA256()), 32), SHA256())

    answer = door.post(body, pki().headers(body) | {"Signature-256": base64.b64encode(pss).decode()})

    assert_refused(door, answer)


@pytest.mark.parametrize("signature", ["", "!!!!", "abc", "é", "QUJD", "="])
def test_a_signature_that_is_none_is_refused(door: Door, signature: str) -> None:
    """What is no base64, or no signature inside, is refused."""
    body = envelope()

    answer = door.post(body, pki().headers(body) | {"Signature-256": signature})

    assert_refused(door, answer)


def test_base64_with_other_letters_is_refused(door: Door) -> None:
    """A signature with letters between that base64 does not have is refused, though they could be skipped."""
    body = envelope()

    answer = door.post(body, pki().headers(body) | {"Signature-256": "!" + pki().sign(body)})

    assert_refused(door, answer)


@pytest.mark.parametrize("header", ["SignatureCertChainUrl", "Signature-256"])
def test_both_headers_are_needed(door: Door, header: str) -> None:
    """Without the signature, or without its certificate's address, a request is refused."""
    body = envelope()
    headers = pki().headers(body)
    del headers[header]

    assert_refused(door, door.post(body, headers))


def test_an_unsigned_request_is_refused(door: Door) -> None:
    """A request with neither header is refused."""
    assert_refused(door, door.post(envelope(), {}))


def test_the_old_signature_header_is_not_enough(door: Door) -> None:
    """The header of the SHA-1 signature does not stand in for the one of SHA-256."""
    body = envelope()
    headers = {"SignatureCertChainUrl": URL + "good.pem", "Signature": pki().sign(body)}

    assert_refused(door, door.post(body, headers))


@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_headers_count_in_any_case(door: Door, case: type[str]) -> None:
    """The names of headers have no case."""
    body = envelope()
    headers = {case(name): value for name, value in pki().headers(body).items()}

    assert_answered(door, door.post(body, headers))


@pytest.mark.parametrize("name", ["ü€😀", "\\u00fc\\ud83d"])
def test_a_body_may_hold_any_letter(door: Door, name: str) -> None:
    """Letters beyond ASCII, plain or escaped, do not disturb the signature."""
    body = envelope().decode().replace('"user"', f'"{name}"').encode()

    assert_answered(door, door.post(body))


def test_a_good_chain_is_fetched_once(door: Door) -> None:
    """The second request with the same certificate fetches nothing."""
    for _ in range(3):
        door.post(envelope())

    actual = door.fetched, door.greeter.calls
    assert actual == ([URL + "good.pem"], 3)


class Visitor:
    """A verifier with its own clock and source of chains, and a signed body to show it."""

    def __init__(self, chain: bytes | None = None) -> None:
        self.now = datetime.now(UTC)
        self.fetched: list[str] = []
        self.chain = pki().chains["good"] if chain is None else chain
        self.verifier = ChainVerifier(fetch=self._fetch, now=lambda: self.now, roots=[pki().root])

    def show(self, path: str = "good.pem") -> None:
        """Have a body verified whose chain is said to be at `path`."""
        signature = pki().sign(b"body")
        self.verifier.verify({"SignatureCertChainUrl": URL + path, "Signature-256": signature}, b"body")

    def _fetch(self, url: str) -> bytes:
        self.fetched.append(url)
        return self.chain


def test_what_could_not_be_had_is_not_asked_for_again_for_a_while() -> None:
    """A bad address costs one fetch in half a minute; afterwards it may have been a passing fault."""
    visitor = Visitor(NO_CHAINS["error_page"])
    for seconds in (0, 1, FAILED_FOR.seconds + 2):
        with pytest.raises(RefusedError):
            Visitor.show(visitor)
        visitor.now += timedelta(seconds=seconds)

    visitor.chain = pki().chains["good"]
    visitor.show()

    assert len(visitor.fetched) == 2


def test_a_kept_certificate_is_good_until_its_chain_expires() -> None:
    """After the chain's first expiry a kept certificate is fetched and validated anew, and refused."""
    visitor = Visitor()
    visitor.show()

    visitor.now += 91 * DAY

    with pytest.raises(RefusedError, match="not valid at validation time"):
        visitor.show()
    assert len(visitor.fetched) == 2


def test_a_kept_certificate_is_fetched_once_within_its_time() -> None:
    """Until the chain's first expiry a kept certificate is not fetched again."""
    visitor = Visitor()
    visitor.show()

    visitor.now += 89 * DAY
    visitor.show()

    assert len(visitor.fetched) == 1


def test_few_certificates_are_kept() -> None:
    """With one address too many the oldest is forgotten, and nothing else."""
    visitor = Visitor()
    for number in range(MAX_SIGNERS + 1):
        visitor.show(f"{number}.pem")
    visitor.fetched.clear()

    for number in range(MAX_SIGNERS, -1, -1):
        visitor.show(f"{number}.pem")

    assert visitor.fetched == [URL + "0.pem"]


def test_a_chain_too_large_is_refused() -> None:
    """A chain of more bytes than the cap is refused, were it good."""
    visitor = Visitor(pki().chains["good"] + b"\n" * MAX_CHAIN_BYTES)

    with pytest.raises(RefusedError, match="too large"):
        visitor.show()


def test_every_root_of_mozilla_is_trusted() -> None:
    """All roots of certifi are read, those of serial number zero too, and no warning is given."""
    roots = read_roots(certifi.contents())

    assert len(roots) == certifi.contents().count("-----BEGIN CERTIFICATE-----")
    assert {"Amazon Root CA 1", "Starfield Services Root Certificate Authority - G2"} <= {
        name.value for root in roots for name in root.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    }


def test_a_root_that_cannot_be_read_is_left_out() -> None:
    """One bad root in a bundle does not take the others with it."""
    root = pem(pki().root).decode()

    roots = read_roots(root + NO_CHAINS["no_certificate"].decode() + root)

    assert roots == [pki().root, pki().root]


def test_nobody_else_is_trusted() -> None:
    """A chain to a root of ours is refused where the roots are Mozilla's."""
    door = Door(verifier=ChainVerifier(fetch=lambda _: pki().chains["good"]))

    assert_refused(door, door.post(envelope()))


class Host(BaseHTTPRequestHandler):
    """Serves a chain of one hundred bytes, one too large, a redirection, and nothing."""

    def do_GET(self) -> None:
        """Answer by the path."""
        size = {"/chain": 100, "/huge": 2 * MAX_CHAIN_BYTES}.get(self.path, 0)
        self.send_response({"/chain": 200, "/huge": 200, "/moved": 302}.get(self.path, 404))
        self.send_header("Location", "/chain")
        self.end_headers()
        with suppress(ConnectionError):
            self.wfile.write(b"x" * size)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Start a host of chains and give its address."""
    monkeypatch.setenv("no_proxy", "*")
    with HTTPServer(("127.0.0.1", 0), Host) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_chain_is_fetched(host: str) -> None:
    """The bytes at an address are fetched as they are."""
    assert fetch_chain(f"{host}/chain") == b"x" * 100


def test_little_more_than_the_cap_is_fetched(host: str) -> None:
    """Of a chain too large only as much is read as shows that."""
    assert len(fetch_chain(f"{host}/huge")) == MAX_CHAIN_BYTES + 1


@pytest.mark.parametrize("path", ["moved", "gone"])
def test_another_status_is_an_error(host: str, path: str) -> None:
    """Neither an error page nor a redirection is taken for a chain, and the redirection is not followed."""
    with pytest.raises(HTTPError) as caught:
        fetch_chain(f"{host}/{path}")
    caught.value.close()


def test_a_silent_host_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that takes the connection and says nothing is given up."""
    monkeypatch.setenv("no_proxy", "*")
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(TimeoutError):
        fetch_chain(f"http://127.0.0.1:{silent.getsockname()[1]}/chain", timeout=0.05)
