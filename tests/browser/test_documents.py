"""Every document in every state on every screen, drawn by Amazon's own viewer."""

from collections.abc import Iterator
from itertools import combinations
from math import hypot

import pytest
from playwright.sync_api import BrowserContext

from skill.app import ROOT
from skill.screens.document import document
from tests.browser.viewer import HUB, VIEWPORTS, Json, Viewer, Viewport
from tests.conversation import load_once
from tests.screens.device import Screen

pytestmark = pytest.mark.slow

CONTENT = load_once()
ENGLISH = CONTENT.languages["en"]
PICTURES = ROOT / "build" / "screens"
AN_HOUR = 3_600_000
WHILE = 1_000
"""Milliseconds in which a document would do what it should not."""
NEAR = 2.0
"""Pixels that a letter may stand out of its box."""


def longest(field: str) -> str:
    """The longest text that the content has in that field of an exercise."""
    keys = (key for key in ENGLISH.wordings if key.startswith("exercises.") and field in key)
    found = max((text for key in keys for text in ENGLISH.wordings[key]), key=len)
    return found.replace("{side}", "right").replace("{other}", "right")


def panels() -> Iterator[tuple[str, Json]]:
    """What is shown from the first word to the rating of a class, one of each kind."""
    screen = Screen()
    yield "welcome", screen.says("open hamstring coach").panel
    yield "help", screen.says("help").panel
    yield "list", screen.says("list the exercises").panel
    yield "steps", screen.says("how do I do a single leg deadlift").panel
    screen.says("stop")
    yield "announcement", screen.says("start a ten minute class").panel
    yield "class", screen.touches("Go").panel
    screen.goes_back(40_000)
    yield "pause", screen.touches("Pause").panel
    screen.touches("Go")
    for _ in range(2):
        yield "class", screen.plays_on().panel
    while screen.panel["carriesOn"]:
        screen.plays_on()
    yield "rating", screen.panel
    screen.touches("Good")
    yield "progress", screen.says("my progress").panel


def at(panel: Json, beat: int) -> Json:
    """The panel as it is some way into one of its beats."""
    start = panel["beats"][beat]["start"] + panel["beats"][beat]["length"] // 3
    return {**panel, "beats": [{**one, "start": one["start"] - start} for one in panel["beats"][beat:]]}


def states() -> dict[str, Json]:
    """Each kind of panel in each kind of its beats, by name; then all of them with the longest texts there are."""
    found: dict[str, Json] = {}
    for name, panel in panels():
        parts = [beat["part"] for beat in panel["beats"]]
        for part in dict.fromkeys(parts):
            found.setdefault(f"{name}_{part}", at(panel, parts.index(part)))
    rating = found["rating_talk"] if "rating_talk" in found else found["rating_work"]
    found["rating_over"] = {**rating, "beats": [{**rating["beats"][-1], "start": -60_000, "length": 1}]}
    return found | {f"{name}_longest": with_longest(panel) for name, panel in found.items() if panel["graphics"]}


def with_longest(panel: Json) -> Json:
    """The panel with the longest name, step and word that the content has."""
    title, word, step = longest(".name"), longest(".phases"), longest(".setup")
    words = {"step": step, "talk": ""}
    beats = [{**beat, "title": title, "word": words.get(beat["part"], word)} for beat in panel["beats"]]
    return {**panel, "beats": beats}


STATES = states()


@pytest.fixture
def viewer(window: BrowserContext) -> Viewer:
    """Give Amazon's viewer."""
    return Viewer(window)


def show(viewer: Viewer, viewport: Viewport, panel: Json) -> None:
    """Show a panel on a screen."""
    viewer.show(viewport, document(CONTENT.library, panel), panel)


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=lambda viewport: viewport.name)
def test_all_that_is_shown_can_be_read(viewer: Viewer, viewport: Viewport):
    """In every state no letter is outside of its box or the screen, no text is cut, and none lies on another."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    found = {}
    for state, panel in STATES.items():
        show(viewer, viewport, panel)
        viewer.page.screenshot(path=PICTURES / f"{state}.{viewport.name}.png")
        found[state] = list(faults(viewer.texts(), viewport))

    assert {state: told for state, told in found.items() if told} == {}


def faults(texts: list[Json], viewport: Viewport) -> Iterator[str]:
    """What cannot be read."""
    if not texts:
        yield "nothing is shown"
    for one in texts:
        if "…" in one["text"]:
            yield f"cut: {one['text']}"
        if not one["scrolls"] and not inside(one["box"], one["shown"]):
            yield f"out of its box: {one['text']} {one['box']} {one['shown']}"
        if not one["scrolls"] and viewport.shape == "ROUND" and not in_circle(one["box"], viewport):
            yield f"off the screen: {one['text']}"
    still = [one for one in texts if not one["scrolls"]]
    for one, two in combinations(still, 2):
        if overlap(one["box"], two["box"]):
            yield f"on each other: {one['text']}, {two['text']}"


def inside(box: list[float], shown: list[float]) -> bool:
    """Whether letters are within what is to be seen of them."""
    left, top, right, bottom = box
    return (
        left >= shown[0] - NEAR
        and top >= shown[1] - NEAR
        and right <= shown[2] + NEAR
        and bottom <= shown[3] + NEAR
    )


def in_circle(box: list[float], viewport: Viewport) -> bool:
    """Whether letters are on a round screen."""
    radius = viewport.width / 2
    corners = ((box[x], box[y]) for x in (0, 2) for y in (1, 3))
    return all(hypot(x - radius, y - radius) <= radius + NEAR for x, y in corners)


def overlap(one: list[float], two: list[float]) -> bool:
    """Whether letters lie on each other."""
    across = min(one[2], two[2]) - max(one[0], two[0])
    down = min(one[3], two[3]) - max(one[1], two[1])
    return across > NEAR and down > NEAR


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=lambda viewport: viewport.name)
def test_a_press_sends_what_the_button_says(viewer: Viewer, viewport: Viewport):
    """Its place among all that can be touched, and the answer that it belongs to."""
    panel = STATES["class_work"]
    show(viewer, viewport, panel)
    viewer.press(panel["touches"][1])

    assert viewer.sent()[0] == ["touched", panel["turn"], 1]


def test_an_exercise_of_the_list_is_chosen_by_a_press(viewer: Viewer):
    """By its id."""
    panel = STATES["list_talk"]
    show(viewer, HUB, panel)
    viewer.press(panel["exercises"][1]["name"])

    assert viewer.sent()[0] == ["chosen", panel["turn"], panel["exercises"][1]["id"]]


def test_the_count_goes_with_the_clock(viewer: Viewer):
    """The seconds of a rest go down."""
    show(viewer, HUB, STATES["class_rest"])
    first, *later = [one["text"] for one in viewer.texts() if one["text"].isdigit()]
    viewer.page.wait_for_function(f"texts().some((one) => one.text === '{int(first) - 2}')")

    assert later == []


def test_the_end_is_not_told_too_early(viewer: Viewer):
    """What goes on by itself waits until it has been played, even where the voice ends at once."""
    show(viewer, HUB, {**STATES["class_rest"], "surely": AN_HOUR})
    viewer.page.wait_for_timeout(WHILE)

    assert viewer.sent() == []


def test_the_end_is_told_once(viewer: Viewer):
    """When it has been played."""
    panel = {**STATES["class_rest"], "surely": 1}
    show(viewer, HUB, panel)
    viewer.page.wait_for_function("sent.length > 0")
    viewer.page.wait_for_timeout(WHILE)

    assert viewer.sent() == [["heard", panel["turn"]]]


def test_a_document_that_waits_tells_nothing(viewer: Viewer):
    """A pause stays a pause."""
    show(viewer, HUB, {**STATES["pause_talk"], "surely": 1})
    viewer.page.wait_for_timeout(WHILE)

    assert viewer.sent() == []
