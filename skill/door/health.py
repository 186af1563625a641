"""How the service is: `/health`: alive; `/ready`: it can answer a runner; `/metrics`: how it did.

A proxy may show the first to everybody; the other two are refused to whoever comes through one.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, request
from prometheus_client import CONTENT_TYPE_LATEST
from werkzeug.exceptions import Forbidden

from skill.coaching.errors import CoachError
from skill.door.local import is_forwarded


def no_proof() -> None:
    """The proof of a service that keeps nothing."""


def no_figures() -> bytes:
    """The figures of a service that counts nothing."""
    return b""


@dataclass(frozen=True)
class Health:
    """What the pages tell."""

    version: str
    content: str = ""
    """The version of the content: the same words, the same version."""
    prove_store: Callable[[], None] = no_proof
    """Raises CoachError where the store does not answer."""
    figures: Callable[[], bytes] = no_figures

    def blueprint(self) -> Blueprint:
        """The pages."""
        pages = Blueprint("health", __name__)
        pages.add_url_rule("/health", "health", lambda: self._told("ok"))
        pages.add_url_rule("/ready", "ready", self._ready)
        pages.add_url_rule("/metrics", "metrics", self._metrics)
        return pages

    def _told(self, status: str) -> dict[str, str]:
        return {"status": status, "version": self.version, "content": self.content}

    def _ready(self) -> tuple[dict[str, str], int]:
        _refuse_proxies()
        try:
            self.prove_store()
        except CoachError:
            return self._told("the store does not answer"), 503
        return self._told("ok"), 200

    def _metrics(self) -> Response:
        _refuse_proxies()
        return Response(self.figures(), content_type=CONTENT_TYPE_LATEST)


def _refuse_proxies() -> None:
    if is_forwarded(request):
        raise Forbidden
