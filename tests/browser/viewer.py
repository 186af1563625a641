"""Amazon's own viewer of documents, in a page of its own that reaches nothing else."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Route

from skill.screens.document import NAME
from tests.amazon import peer

Json = dict[str, Any]

ENGINE = peer("apl-viewhost-web") / "index.js"
FRAMES = 100
"""Milliseconds in which a document that is ready answers a touch."""
ADDRESS = "http://viewer.invalid/"
HARNESS = Path(__file__).with_name("viewer.html")


@dataclass(frozen=True)
class Viewport:
    """The screen of a device."""

    name: str
    width: int
    height: int
    shape: str = "RECTANGLE"

    @property
    def data(self) -> Json:
        """As the viewer takes it; one pixel is one of the document's own units."""
        return {"width": self.width, "height": self.height, "dpi": 160, "shape": self.shape}


HUB = Viewport("hub", 1280, 800)
VIEWPORTS = (
    HUB,
    Viewport("round", 480, 480, "ROUND"),
    Viewport("small", 960, 480),
    Viewport("television", 960, 540),
    Viewport("portrait", 800, 1280),
)


class Viewer:
    """A page in which one document after the other is shown, each as a device of that screen does."""

    def __init__(self, window: BrowserContext) -> None:
        self.page = window.new_page()
        self.page.route("**/*", _serve)
        self.page.goto(ADDRESS)

    def show(self, viewport: Viewport, document: Json, panel: Json) -> None:
        """Show a document filled with a panel, and wait until it has come to rest."""
        self.page.set_viewport_size({"width": viewport.width, "height": viewport.height})
        sources = {NAME: {"properties": panel}}
        self.page.evaluate("(all) => render(...all)", [document, sources, viewport.data])

    def press(self, text: str) -> None:
        """Press what says this, again while the document is not yet ready to be touched."""
        while not self.sent():
            self.page.get_by_text(text, exact=True).click()
            self.page.wait_for_timeout(FRAMES)

    def texts(self) -> list[Json]:
        """Every text that is seen: its letters' box, the box it is shown in, and whether it scrolls there."""
        return self.page.evaluate("texts()")  # type: ignore[no-any-return]

    def sent(self) -> list[list[object]]:
        """The events the document has sent."""
        return self.page.evaluate("sent")  # type: ignore[no-any-return]


def _serve(route: Route) -> None:
    match route.request.url.removeprefix(ADDRESS):
        case "":
            route.fulfill(body=HARNESS.read_text("utf-8"), content_type="text/html")
        case "engine.js":
            route.fulfill(body=ENGINE.read_text("utf-8"), content_type="text/javascript")
        case _:
            route.fulfill(body="", content_type="text/css")
