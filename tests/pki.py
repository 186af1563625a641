"""Alexa's side of the door: good and bad certificate chains, requests signed with their keys. And a door.

Everything is made in memory, the chains once in a test run: `pki()`.
"""

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from http.client import IncompleteRead
from urllib.error import HTTPError, URLError

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model import Response
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256, HashAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID
from werkzeug.test import TestResponse

from skill.door.admission import ChainVerifier
from skill.door.application import create_app
from skill.envelopes.tolerant import TolerantSerializer

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

AMAZON = "echo-api.amazon.com"
URL = "https://s3.amazonaws.com/echo.api/"
JSON = "application/json"
SKILL_ID = "amzn1.ask.skill.coach"
DAY = timedelta(days=1)

NO_CHAINS = {
    "error_page": b"<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>",
    "empty": b"",
    "no_certificate": b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    "binary": bytes(range(256)),
}

FETCH_FAILURES = {
    "not_found": HTTPError(URL, 404, "Not Found", {}, None),
    "timeout": TimeoutError("timed out"),
    "unreachable": URLError("unreachable"),
    "cut_off": IncompleteRead(b""),
}


@dataclass(frozen=True)
class Issuer:
    """A certificate authority: its name and its key."""

    name: str
    key: Key

    def leaf(
        self,
        key: Key,
        *,
        names: tuple[str, ...] = (AMAZON,),
        since: timedelta = -DAY,
        until: timedelta = 90 * DAY,
        purpose: x509.ObjectIdentifier = ExtendedKeyUsageOID.SERVER_AUTH,
        signs: bool | None = True,
    ) -> x509.Certificate:
        """Issue a signing certificate; `since` and `until` count from now; `signs` None: no key usage."""
        extensions = [x509.BasicConstraints(ca=False, path_length=None), x509.ExtendedKeyUsage([purpose])]
        if signs is not None:
            extensions.append(_usage(sign=signs))
        if names:
            extensions.append(x509.SubjectAlternativeName(map(x509.DNSName, names)))
        return self._issue(AMAZON, key, since, until, extensions)

    def authority(
        self, other: "Issuer", path_length: int | None = None, until: timedelta = 900 * DAY
    ) -> x509.Certificate:
        """Issue the certificate of an authority below this one."""
        extensions = [x509.BasicConstraints(ca=True, path_length=path_length), _usage(issue=True)]
        return self._issue(other.name, other.key, -90 * DAY, until, extensions)

    def _issue(self, subject, key, since, until, extensions) -> x509.Certificate:
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder(_name(self.name), _name(subject), key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + since)
            .not_valid_after(now + until)
        )
        identifiers = (
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()),
            x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()),
        )
        for extension in (*identifiers, *extensions):
            critical = isinstance(extension, x509.BasicConstraints | x509.KeyUsage)
            builder = builder.add_extension(extension, critical)
        return builder.sign(self.key, SHA256())


@dataclass(frozen=True)
class Pki:
    """A root, keys by name, and chains by the name of what is good or bad about them."""

    root: x509.Certificate
    keys: dict[str, Key]
    chains: dict[str, bytes]

    def sign(self, body: bytes, key: str = "leaf", digest: HashAlgorithm | None = None) -> str:
        """Sign a body as Alexa does: RSA with PKCS 1 v1.5 padding, SHA-256, base64."""
        signer, digest = self.keys[key], digest or SHA256()
        if isinstance(signer, rsa.RSAPrivateKey):
            return base64.b64encode(signer.sign(body, padding.PKCS1v15(), digest)).decode()
        return base64.b64encode(signer.sign(body, ec.ECDSA(digest))).decode()

    def headers(self, body: bytes, chain: str = "good", key: str = "leaf") -> dict[str, str]:
        """Give the headers that Alexa sends with a body."""
        return {"SignatureCertChainUrl": f"{URL}{chain}.pem", "Signature-256": self.sign(body, key)}


@cache
def pki() -> Pki:
    """Make all keys and chains, once."""
    names = ("root", "ca", "leaf", "other")
    keys: dict[str, Key] = {name: rsa.generate_private_key(65537, 2048) for name in names}
    keys["weak"] = rsa.generate_private_key(65537, 1024)  # noqa: S505 - it must be refused
    keys["elliptic"] = ec.generate_private_key(ec.SECP256R1())
    root = Issuer("Root", keys["root"])
    root_certificate = root.authority(root)
    chains = _good_chains(keys, root, root_certificate) | _bad_leaves(keys, root) | _bad_paths(keys, root)
    return Pki(root_certificate, keys, chains | NO_CHAINS)


def _good_chains(keys: dict[str, Key], root: Issuer, root_certificate: x509.Certificate) -> dict[str, bytes]:
    ca = Issuer("CA", keys["ca"])
    leaf, middle = ca.leaf(keys["leaf"]), root.authority(ca, path_length=0)
    return {
        "good": pem(leaf, middle),
        "with_root": pem(leaf, middle, root_certificate),
        "duplicate": pem(leaf, middle, middle),
        "disorder": pem(leaf, root_certificate, middle),
        "two_names": pem(ca.leaf(keys["leaf"], names=("x.amazon.com", AMAZON)), middle),
    }


def _bad_leaves(keys: dict[str, Key], root: Issuer) -> dict[str, bytes]:
    ca, key = Issuer("CA", keys["ca"]), keys["leaf"]
    leaves = {
        "expired": ca.leaf(key, since=-90 * DAY, until=-DAY),
        "not_yet_valid": ca.leaf(key, since=DAY),
        "other_name": ca.leaf(key, names=("echo-api.example.com",)),
        "no_name": ca.leaf(key, names=()),
        "wildcard_name": ca.leaf(key, names=("*.amazon.com",)),
        "longer_name": ca.leaf(key, names=(f"{AMAZON}.example.com",)),
        "forged": Issuer("CA", keys["other"]).leaf(key),
        "for_clients": ca.leaf(key, purpose=ExtendedKeyUsageOID.CLIENT_AUTH),
        "may_not_sign": ca.leaf(key, signs=False),
        "no_key_usage": ca.leaf(key, signs=None),
        "weak": ca.leaf(keys["weak"]),
        "elliptic": ca.leaf(keys["elliptic"]),
    }
    middle = root.authority(ca, path_length=0)
    return {name: pem(leaf, middle) for name, leaf in leaves.items()}


def _bad_paths(keys: dict[str, Key], root: Issuer) -> dict[str, bytes]:
    ca, stranger = Issuer("CA", keys["ca"]), Issuer("Stranger", keys["other"])
    key, weak, middle = keys["leaf"], Issuer("Weak", keys["weak"]), root.authority(ca, path_length=0)
    leaf, foreign, below = ca.leaf(key), stranger.leaf(key), Issuer(AMAZON, keys["other"]).leaf(key)
    return {
        "no_intermediate": pem(leaf),
        "leaf_last": pem(middle, leaf),
        "self_signed": pem(Issuer(AMAZON, key).leaf(key)),
        "unknown_root": pem(foreign, stranger.authority(stranger)),
        "leaf_as_authority": pem(below, ca.leaf(keys["other"]), middle),
        "path_too_long": pem(foreign, ca.authority(stranger), middle),
        "expired_intermediate": pem(leaf, root.authority(ca, path_length=0, until=-DAY)),
        "weak_intermediate": pem(weak.leaf(key), root.authority(weak)),
    }


def _usage(*, sign: bool = False, issue: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(sign, False, sign, False, False, issue, False, False, False)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common)])


def pem(*certificates: x509.Certificate) -> bytes:
    """Write certificates one after another, as a chain is published."""
    return b"".join(one.public_bytes(Encoding.PEM) for one in certificates)


def envelope(kind: str = "LaunchRequest", at: datetime | None = None, skill_id: str = SKILL_ID) -> bytes:
    """Write a request as Alexa sends it, of this moment unless told otherwise."""
    application, user, device = {"applicationId": skill_id}, {"userId": "user"}, {"deviceId": "device"}
    moment = (at or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return json.dumps(
        {
            "version": "1.0",
            "session": {"new": True, "sessionId": "session", "application": application, "user": user},
            "context": {"System": {"application": application, "user": user, "device": device}},
            "request": {"type": kind, "requestId": "request", "timestamp": moment, "locale": "en-US"},
        }
    ).encode()


class Greeter(AbstractRequestHandler):
    """Answers every request, and counts."""

    def __init__(self) -> None:
        self.calls = 0

    def can_handle(self, handler_input: HandlerInput) -> bool:  # noqa: ARG002
        """Take every request."""
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        """Greet."""
        self.calls += 1
        return handler_input.response_builder.speak("Hello").response


class Door:
    """A service around a greeter that trusts the test root, and knows what was fetched."""

    def __init__(self, **options: object) -> None:
        self.greeter = Greeter()
        self.fetched: list[str] = []
        builder = SkillBuilder()
        builder.add_request_handler(self.greeter)
        self.skill = builder.create()
        self.skill.serializer = TolerantSerializer()
        verifier = ChainVerifier(fetch=self._fetch, roots=[pki().root])
        options = {"verifier": verifier, "skill_id": SKILL_ID} | options
        self.client = create_app(self.skill, **options).test_client()

    def post(self, body: bytes, headers: dict[str, str] | None = None) -> TestResponse:
        """Post a body, with valid headers unless others are given."""
        headers = pki().headers(body) if headers is None else headers
        return self.client.post("/alexa", data=body, headers={"Content-Type": JSON} | headers)

    def _fetch(self, url: str) -> bytes:
        self.fetched.append(url)
        name = url.removeprefix(URL).removesuffix(".pem")
        if name in FETCH_FAILURES:
            raise FETCH_FAILURES[name]
        return pki().chains[name]
