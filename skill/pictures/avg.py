"""Drawings as Alexa vector graphics, moved by one parameter."""

from typing import Any

from skill.pictures.drawing import Drawing, Frame
from skill.pictures.palette import DARK
from skill.pictures.shapes import Part

Json = dict[str, Any]

STRETCHES = 4
"""Stretches of a movement in which all moves evenly; the graphic has a parameter for each, from 0 to 1."""


def graphic(drawing: Drawing, frames: tuple[Frame, ...]) -> Json:
    """The graphic of one way of a movement, out or back, for a dark ground."""
    box = drawing.box
    evenly = tuple(frames[round(at * (len(frames) - 1) / STRETCHES)] for at in range(STRETCHES + 1))
    items = [_group(part, [frame[at] for frame in evenly]) for at, part in enumerate(drawing.parts)]
    return {
        "type": "AVG",
        "version": "1.0",
        "width": round(box.width),
        "height": round(box.height),
        "parameters": [{"name": f"s{at}", "type": "number", "default": 0} for at in range(STRETCHES)],
        "items": [
            {"type": "group", "translateX": -round(box.x, 1), "translateY": -round(box.y, 1), "items": items}
        ],
    }


def _group(part: Part, places: list[Any]) -> Json:
    moved = {
        "translateX": _along([place.x for place in places]),
        "translateY": _along([-place.y for place in places]),
        "rotation": _along([-place.angle for place in places]),
        "scaleX": _along([place.stretch for place in places]),
    }
    still = {"translateX": 0, "translateY": 0, "rotation": 0, "scaleX": 1}
    path = {"type": "path", "fill": DARK[part.role], "pathData": part.path}
    return {"type": "group", **{key: to for key, to in moved.items() if to != still[key]}, "items": [path]}


def _along(values: list[float]) -> float | str:
    """A value that goes from one to the next, stretch by stretch; a plain number where it does not change."""
    first, *later = (round(value, 1) for value in values)
    steps, before = [], first
    for at, value in enumerate(later):
        if value != before:
            steps.append(f"{value - before:+.4g}*s{at}")
        before = value
    return f"${{{first:g}{''.join(steps)}}}" if steps else first
