"""The document that a device renders: its layout stands in coach.json, and the graphics are the figures'."""

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from skill.coaching.facts.exercise import Rung
from skill.coaching.facts.library import Library
from skill.pictures.avg import graphic
from skill.pictures.drawing import draw
from skill.screens.panel import BACK, Panel

Json = dict[str, Any]

NAME = "coach"
"""Of the document, and of what fills it."""
TOUCHED, CHOSEN, HEARD = "touched", "chosen", "heard"
"""The first argument of an event that the document sends: a button, an exercise, or that all was played."""
_LAYOUT = Path(__file__).parent / "coach.json"


def document(library: Library, panel: Panel) -> Json:
    """The document with the graphics that a panel shows."""
    return {**_layout(), "graphics": {one["name"]: _graphic(library, one["name"]) for one in panel["graphics"]}}


def data_sources(panel: Panel, ssml: str) -> Json:
    """What fills the document. Where a class goes on by itself the document speaks, and so keeps time with it."""
    return {
        NAME: {
            "type": "object",
            "objectId": NAME,
            "properties": {**panel, "ssml": f"<speak>{ssml}</speak>"},
            "transformers": [{"inputPath": "ssml", "outputName": "speech", "transformer": "ssmlToSpeech"}],
        }
    }


@cache
def _layout() -> Json:
    layout: Json = json.loads(_LAYOUT.read_text("utf-8"))
    return layout


@lru_cache(maxsize=128)
def _graphic(library: Library, name: str) -> Json:
    drawing = draw(library, Rung.parse(name.removesuffix(BACK)))
    return graphic(drawing, drawing.back if name.endswith(BACK) else drawing.out)
