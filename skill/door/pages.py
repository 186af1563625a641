"""The pages that the store asks for: the privacy policy and the terms of use, for everybody."""

from pathlib import Path

from flask import Blueprint, Response

STATIC = Path(__file__).parent / "static"
NAMES = ("privacy", "terms")
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


def blueprint() -> Blueprint:
    """`/privacy` and `/terms`."""
    pages = Blueprint("pages", __name__)
    for name in NAMES:
        text = (STATIC / f"{name}.html").read_text("utf-8")
        pages.add_url_rule(f"/{name}", name, lambda text=text: _page(text))
    return pages


def _page(text: str) -> Response:
    return Response(text, headers={"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"})
