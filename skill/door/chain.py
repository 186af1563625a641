"""Certificate chains: where they may be, how they are fetched, and what makes one Amazon's.

Amazon signs the bytes of every request (RSA, SHA-256) and names the address of its certificate chain in a
header. The rules are in Amazon's "Host a Custom Skill as a Web Service". Revocation lists are not consulted.
"""

import posixpath
import re
import ssl
import warnings
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, build_opener

import certifi
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509 import (
    Certificate,
    DNSName,
    KeyUsage,
    SubjectAlternativeName,
    load_pem_x509_certificate,
    load_pem_x509_certificates,
)
from cryptography.x509.verification import PolicyBuilder, Store

from skill.door.errors import RefusedError

HOST = "s3.amazonaws.com"
PATH = re.compile(r"/echo\.api/[\w./-]+", re.ASCII)
"""With no escapes in it, a certificate has one address and not thousands."""
NAME = "echo-api.amazon.com"
"""Whom a certificate must be for."""

FETCH_TIMEOUT = 3.0
"""Seconds to wait for a certificate chain; Alexa waits eight for the whole answer."""

MAX_CHAIN_BYTES = 64 * 1024
"""Ten times the size of Amazon's chain."""

MAX_INTERMEDIATES = 4
"""Amazon's chain has two or three, by the root it ends in."""

MIN_RSA_BITS = 2048
"""The least the Web's certificate authorities may sign (CA/Browser Forum baseline, 6.1.5)."""


@dataclass(frozen=True)
class Signer:
    """A key that is Amazon's, and when the first certificate on its way to a root expires."""

    key: RSAPublicKey
    until: datetime


class Chains:
    """What makes a chain Amazon's, by the roots that are trusted: Mozilla's (certifi) unless others are given."""

    def __init__(self, roots: list[Certificate] | None = None) -> None:
        store = Store(read_roots(certifi.contents()) if roots is None else roots)
        self._policy = PolicyBuilder().max_chain_depth(MAX_INTERMEDIATES).store(store)

    def signer(self, pem: bytes, now: datetime) -> Signer:
        """The signer at the beginning of a chain. Raises RefusedError, or whatever a forged one does to us."""
        if len(pem) > MAX_CHAIN_BYTES:
            raise RefusedError("The certificate chain is too large")
        leaf, *intermediates = load_pem_x509_certificates(pem)
        verifier = self._policy.time(now).build_server_verifier(DNSName(NAME))
        chain = verifier.verify(leaf, intermediates)
        return Signer(_key_of(leaf), min(certificate.not_valid_after_utc for certificate in chain))


def address_of(url: str) -> str:
    """The address that a header names, rebuilt from its checked parts: nothing that was not checked is fetched.

    Raises RefusedError where it is not one of Amazon's.
    """
    try:
        parts = urlsplit(url)
        path, port = posixpath.normpath(parts.path), parts.port
    except ValueError as error:
        raise RefusedError("The certificate's address is none") from error
    if "@" in url or "\\" in url:
        raise RefusedError("The certificate's address has user information or a backslash")
    if (parts.scheme, parts.hostname, port or 443) != ("https", HOST, 443) or not PATH.fullmatch(path):
        raise RefusedError("The certificate's address is not Amazon's")
    return f"https://{HOST}{path}"


class _NoRedirect(HTTPRedirectHandler):
    """Takes a redirection as an error: nobody has checked the new address."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Follow nothing."""


@cache
def _context() -> ssl.SSLContext:
    """Made once: reading the roots takes as long as several answers."""
    return ssl.create_default_context(cafile=certifi.where())


def fetch_chain(url: str, timeout: float = FETCH_TIMEOUT) -> bytes:
    """Fetch a certificate chain; at most one byte more than `MAX_CHAIN_BYTES` is read.

    Raises:
        OSError: no answer within `timeout` seconds, or another one than 200.
        http.client.HTTPException: the answer is not HTTP.
    """
    with build_opener(_NoRedirect, HTTPSHandler(context=_context())).open(url, timeout=timeout) as answer:
        chain: bytes = answer.read(MAX_CHAIN_BYTES + 1)
    return chain


def read_roots(bundle: str) -> list[Certificate]:
    """Read the certificates of a bundle one by one, and leave out what cannot be read.

    Some of Mozilla's roots have serial number zero, among them Starfield's, to which Amazon's chain leads:
    cryptography warns that a later release will refuse them. The others must not go with them.
    """
    roots = []
    with warnings.catch_warnings(action="ignore"):
        for pem in re.findall("-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", bundle, re.S):
            with suppress(ValueError):
                roots.append(load_pem_x509_certificate(pem.encode()))
    return roots


def _key_of(leaf: Certificate) -> RSAPublicKey:
    """Ask what cryptography's verifier does not: it lets a wildcard, any key and any use of the key pass."""
    names = leaf.extensions.get_extension_for_class(SubjectAlternativeName).value
    if NAME not in names.get_values_for_type(DNSName):
        raise RefusedError(f"The certificate is not for {NAME} by name")
    if not leaf.extensions.get_extension_for_class(KeyUsage).value.digital_signature:
        raise RefusedError("The certificate's key may not sign")
    key = leaf.public_key()
    if not isinstance(key, RSAPublicKey) or key.key_size < MIN_RSA_BITS:
        raise RefusedError(f"The certificate's key is not RSA of {MIN_RSA_BITS} bits or more")
    return key
