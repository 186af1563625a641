"""The document that a device renders, and the directive that brings it."""

from typing import Any

from skill.screens.panel import Panel

NAME = "coach"
TOUCHED, CHOSEN, HEARD = "touched", "chosen", "heard"
"""The first argument of an event that the document sends: a button, an exercise, or that all was played."""


def data_sources(panel: Panel, ssml: str) -> dict[str, Any]:
    """What fills the document. Speech that must keep time with it is spoken by it."""
    return {
        "coach": {
            "type": "object",
            "objectId": NAME,
            "properties": {**panel, "ssml": f"<speak>{ssml}</speak>"},
            "transformers": [{"inputPath": "ssml", "outputName": "speech", "transformer": "ssmlToSpeech"}],
        }
    }


def document() -> dict[str, Any]:
    """The document of every scene: what it is filled with makes the difference."""
    return {
        "type": "APL",
        "version": "1.4",
        "mainTemplate": {"parameters": ["coach"], "items": [{"type": "Text", "text": "${coach.properties.text}"}]},
    }
