"""The document: what Amazon's linter says of it, what the linter does not see, and how large it gets."""

import json
import re
import subprocess
from collections.abc import Iterator

import pytest

from skill.coaching.facts.exercise import Rung
from skill.pictures.palette import DARK
from skill.pictures.shapes import Role
from skill.screens.document import CHOSEN, HEARD, TOUCHED, document
from skill.screens.panel import BACK
from tests.amazon import peer
from tests.conversation import load_once
from tests.screens.device import LARGEST, Json, Screen

LIBRARY = load_once().library
COMMANDS = {
    "Idle": {"delay"},
    "Parallel": {"commands"},
    "SendEvent": {"arguments"},
    "Sequential": {"commands"},
    "SetValue": {"property", "value"},
    "SpeakItem": {"componentId"},
}
"""The commands in use, all of APL 1.0, and what each needs (Amazon's APL reference)."""
HANDLERS = ("commands", "onMount", "onPress")
EVENTS = {TOUCHED, CHOSEN, HEARD, "${what}"}
LEGIBLE = 4.5
"""Contrast of letters to their ground, at least (WCAG 2.2, 1.4.3)."""
SEEN = 3.0
"""Contrast of shapes to their ground, at least (WCAG 2.2, 1.4.11)."""


def every_graphic() -> Json:
    """The document with each figure there is."""
    return document(LIBRARY, {"graphics": [{"name": str(rung)} for rung in LIBRARY.figures]})


WHOLE = every_graphic()
LAYOUT = {key: part for key, part in WHOLE.items() if key != "graphics"}


def nodes(part: object, key: str = "") -> Iterator[tuple[str, Json]]:
    """Every object of a document, with the key that it is under."""
    match part:
        case dict():
            yield key, part
            for name, inner in part.items():
                yield from nodes(inner, name)
        case list():
            for inner in part:
                yield from nodes(inner, key)


@pytest.mark.slow
def test_amazons_linter_finds_nothing():
    """With every figure in it."""
    node = ("node", "suggest.mjs")
    done = subprocess.run(
        node, cwd=peer("apl-suggester").parent.parent, input=json.dumps(WHOLE), capture_output=True, text=True
    )
    assert json.loads(done.stdout) == []


def test_every_command_is_known_and_whole():
    """The linter does not look into commands."""
    commands = [node for key, node in nodes(LAYOUT) if key in HANDLERS and "type" in node]

    assert {command["type"] for command in commands} == set(COMMANDS)
    assert [command for command in commands if not COMMANDS[command["type"]] <= set(command)] == []
    sent = [command["arguments"] for command in commands if command["type"] == "SendEvent"]
    assert {arguments[0] for arguments in sent} <= EVENTS


def test_every_name_is_defined():
    """Resources, layouts, and components that commands name."""
    text = json.dumps(LAYOUT)
    resources = {
        name for block in LAYOUT["resources"] for kind in block.values() if isinstance(kind, dict) for name in kind
    }
    types = {node["type"] for key, node in nodes(LAYOUT) if "type" in node and key in ("item", "items")}
    ids = {node["id"] for _, node in nodes(LAYOUT) if "id" in node}

    assert set(re.findall(r"@(\w+)", text)) == resources
    assert set(LAYOUT["layouts"]) <= types
    assert {node["componentId"] for _, node in nodes(LAYOUT) if "componentId" in node} <= ids


def test_nothing_is_fetched():
    """No package is imported, and no address is in it: a device needs nothing else to show it."""
    assert "import" not in WHOLE
    assert "://" not in json.dumps(WHOLE)


def luminance(colour: str) -> float:
    """The relative luminance of a colour `#rrggbb` (WCAG 2.2)."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    """The contrast of two colours."""
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_letters_are_legible_in_the_dark():
    """Each colour of letters on the grounds that it stands on."""
    colours = LAYOUT["resources"][0]["colors"]
    pairs = [("ink", "ground"), ("soft", "ground"), ("rest", "ground"), ("ink", "raised"), ("onCoach", "coach")]

    assert [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < LEGIBLE] == []
    assert colours["ground"] == DARK[Role.GAP]


@pytest.mark.parametrize("role", [Role.BODY, Role.WORK, Role.MUSCLE, Role.PROP, Role.FAR, Role.ARROW])
def test_figures_stand_out_from_the_dark(role: Role):
    """What is to be seen of a figure from three metres."""
    assert contrast(DARK[role], DARK[Role.GAP]) >= SEEN


@pytest.mark.slow
@pytest.mark.parametrize("minutes", sorted({template.minutes for template in LIBRARY.templates.values()}))
@pytest.mark.parametrize("where", ["", " at the gym", " at home with weights"])
def test_a_class_of_any_kind_fits_into_its_answers(minutes: int, where: str):
    """Every answer of it, with document and figures, is one that the platform takes."""
    screen = Screen()
    screen.says(f"start a {minutes} minute class{where}")
    largest = [len(json.dumps(screen.touches("Go").envelope))]
    while screen.panel["carriesOn"]:
        largest.append(len(json.dumps(screen.plays_on().envelope)))

    assert max(largest) < LARGEST


def test_a_way_back_that_is_another_has_a_graphic_of_its_own():
    """So that a screen shows it as it is done."""
    rung = next(rung for rung, figure in LIBRARY.figures.items() if figure.via)
    drawn = document(LIBRARY, {"graphics": [{"name": str(rung)}, {"name": f"{rung}{BACK}"}]})["graphics"]

    assert drawn[str(rung)] != drawn[f"{rung}{BACK}"]
    assert Rung.parse(str(rung)) == rung
