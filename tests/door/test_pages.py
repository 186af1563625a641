"""The privacy policy and the terms: pages for everybody, that hold what the store asks for."""

import re
from html.parser import HTMLParser

import pytest

from skill.door import pages
from tests.pki import Door


@pytest.mark.parametrize("name", pages.NAMES)
def test_the_pages_are_for_everybody(name: str) -> None:
    """Through a proxy too, with nothing loaded from anywhere."""
    answer = Door(blueprints=[pages.blueprint()]).client.get(
        f"/{name}", headers={"X-Forwarded-For": "203.0.113.9"}
    )

    assert answer.status_code == 200
    assert answer.content_type == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<(script|img|link)|https?://", answer.text)


class Tags(HTMLParser):
    """Counts what is open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        """Open."""
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last."""
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", pages.NAMES)
def test_the_pages_are_whole(name: str) -> None:
    """As files for any host they are complete documents."""
    tags = Tags()
    tags.feed((pages.STATIC / f"{name}.html").read_text("utf-8"))

    assert tags.open == []


@pytest.mark.parametrize("words", ["forget me", "disable the skill", "not the reason", "Nothing of pain"])
def test_the_policy_says_what_is_kept_and_how_to_end_it(words: str) -> None:
    """In the words that matter to a runner, and to a reviewer."""
    assert words in (pages.STATIC / "privacy.html").read_text("utf-8")
