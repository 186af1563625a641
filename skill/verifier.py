"""Checks of signatures: that a request comes from Alexa, and as it was sent.

Amazon signs the bytes of every request (RSA, SHA-256) and names the address of its certificate chain in a
header. The rules are in Amazon's "Host a Custom Skill as a Web Service".
The SDK does most of the work; what it leaves open is closed here. Revocation lists are not consulted.
"""

import base64
import posixpath
import re
import ssl
import sys
import warnings
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from types import ModuleType
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


def _stand_in_for_certvalidator() -> None:
    """Let the SDK's verifier be imported.

    Its module imports certvalidator, which imports oscrypto, which cannot read the version number of OpenSSL
    3.0.10 and later, and raises. `ChainVerifier` validates chains with cryptography and uses none of it: two
    modules that hold only the imported names do as well, and load faster. They must be in place before
    `ask_sdk_webservice_support` is imported: import that package's names from here, which hands them on.
    """
    package, errors = ModuleType("certvalidator"), ModuleType("certvalidator.errors")
    vars(package).update(CertificateValidator=None, errors=errors)
    vars(errors).update(PathError=Exception, ValidationError=Exception)
    sys.modules.setdefault("certvalidator", package)
    sys.modules.setdefault("certvalidator.errors", errors)


_stand_in_for_certvalidator()

from ask_sdk_webservice_support.verifier import (  # noqa: E402
    AbstractVerifier,
    RequestVerifier,
    VerificationException,
)
from ask_sdk_webservice_support.verifier_constants import (  # noqa: E402
    CERT_CHAIN_DOMAIN,
    CERT_CHAIN_URL_HOSTNAME,
)
from ask_sdk_webservice_support.webservice_handler import WebserviceSkillHandler  # noqa: E402

__all__ = [
    "AbstractVerifier",
    "ChainVerifier",
    "VerificationException",
    "WebserviceSkillHandler",
    "fetch_chain",
    "read_roots",
    "utc_now",
]

FETCH_TIMEOUT = 3.0
"""Seconds to wait for a certificate chain; Alexa waits eight for the whole answer."""

MAX_CHAIN_BYTES = 64 * 1024
"""Ten times the size of Amazon's chain."""

MAX_INTERMEDIATES = 4
"""Amazon's chain has two or three, by the root it ends in."""

MAX_SIGNERS = 8
"""Validated certificates kept; Amazon signs with one at a time, and changes it a few times a year."""

MIN_RSA_BITS = 2048
"""The least the Web's certificate authorities may sign (CA/Browser Forum baseline, 6.1.5)."""


class _NoRedirect(HTTPRedirectHandler):
    """Takes a redirection as an error: nobody has checked the new address."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Follow nothing."""


def fetch_chain(url: str, timeout: float = FETCH_TIMEOUT) -> bytes:
    """Fetch a certificate chain; at most one byte more than `MAX_CHAIN_BYTES` is read.

    Raises:
        OSError: no answer within `timeout` seconds, or another one than 200.
        http.client.HTTPException: the answer is not HTTP.
    """
    context = ssl.create_default_context(cafile=certifi.where())
    with build_opener(_NoRedirect, HTTPSHandler(context=context)).open(url, timeout=timeout) as answer:
        chain: bytes = answer.read(MAX_CHAIN_BYTES + 1)
    return chain


def utc_now() -> datetime:
    """Tell the time, in UTC."""
    return datetime.now(UTC)


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


@dataclass(frozen=True)
class _Signer:
    """A validated leaf certificate, and when the first certificate on its way to a root expires."""

    certificate: Certificate
    until: datetime


class ChainVerifier(RequestVerifier):
    """Checks the signature of a request, and that its key is Amazon's by a chain to a trusted root.

    The roots are Mozilla's (certifi) unless others are given. A validated leaf certificate is kept until the
    first certificate of its chain expires.
    """

    def __init__(
        self,
        *,
        fetch: Callable[[str], bytes] = fetch_chain,
        now: Callable[[], datetime] = utc_now,
        roots: list[Certificate] | None = None,
    ) -> None:
        super().__init__()
        self._fetch = fetch
        self._now = now
        store = Store(read_roots(certifi.contents()) if roots is None else roots)
        self._policy = PolicyBuilder().max_chain_depth(MAX_INTERMEDIATES).store(store)
        self._signers: OrderedDict[str, _Signer] = OrderedDict()

    def verify(
        self, headers: Mapping[str, str], serialized_request_env: str, deserialized_request_env: object
    ) -> None:
        """Return silently if the body is signed by Amazon.

        Raises:
            VerificationException: it is not, or that cannot be found out. Nothing else is raised, whatever a
                forged header, address or certificate does to the parsers.
        """
        try:
            super().verify(headers, serialized_request_env, deserialized_request_env)
        except VerificationException:
            raise
        except Exception as error:
            raise VerificationException(f"The signature cannot be checked: {error!r}") from error

    def _retrieve_and_validate_certificate_chain(self, cert_url: str) -> Certificate:
        address = self._checked_address(cert_url)
        signer = self._signers.get(address)
        if signer is None or self._now() > signer.until:
            signer = self._validated(self._load_cert_chain(address))
            self._remember(address, signer)
        return signer.certificate

    def _checked_address(self, url: str) -> str:
        """Rebuild the address from its checked parts: nothing that was not checked is fetched."""
        if "@" in url or "\\" in url:
            raise VerificationException("The certificate's address has user information or a backslash")
        self._validate_certificate_url(url)
        return f"https://{CERT_CHAIN_URL_HOSTNAME}{posixpath.normpath(urlsplit(url).path)}"

    def _load_cert_chain(self, cert_url: str) -> bytes:
        chain = self._fetch(cert_url)
        if len(chain) > MAX_CHAIN_BYTES:
            raise VerificationException("The certificate chain is too large")
        return chain

    def _validated(self, pem: bytes) -> _Signer:
        leaf, *intermediates = load_pem_x509_certificates(pem)
        verifier = self._policy.time(self._now()).build_server_verifier(DNSName(CERT_CHAIN_DOMAIN))
        chain = verifier.verify(leaf, intermediates)
        _check_leaf(leaf)
        return _Signer(leaf, min(certificate.not_valid_after_utc for certificate in chain))

    def _remember(self, address: str, signer: _Signer) -> None:
        self._signers[address] = signer
        while len(self._signers) > MAX_SIGNERS:
            self._signers.popitem(last=False)

    def _valid_request_body(self, cert_chain: Certificate, signature: str, serialized_request_env: str) -> None:
        base64.b64decode(signature, validate=True)
        super()._valid_request_body(cert_chain, signature, serialized_request_env)


def _check_leaf(leaf: Certificate) -> None:
    """Ask what cryptography's verifier does not: it lets a wildcard, any key and any use of the key pass."""
    names = leaf.extensions.get_extension_for_class(SubjectAlternativeName).value
    if CERT_CHAIN_DOMAIN not in names.get_values_for_type(DNSName):
        raise VerificationException(f"The certificate is not for {CERT_CHAIN_DOMAIN} by name")
    if not leaf.extensions.get_extension_for_class(KeyUsage).value.digital_signature:
        raise VerificationException("The certificate's key may not sign")
    key = leaf.public_key()
    if not isinstance(key, RSAPublicKey) or key.key_size < MIN_RSA_BITS:
        raise VerificationException(f"The certificate's key is not RSA of {MIN_RSA_BITS} bits or more")
