"""A scene in the words of a language, as the plain data that a document or a page is filled with."""

from typing import Any

from skill.coaching.facts.exercise import Rung, Side
from skill.coaching.facts.library import Library
from skill.coaching.turn.touches import Touch
from skill.coaching.words.phrase import Phrase
from skill.pictures.drawing import draw
from skill.screens.scene import Beat, Part, Scene
from skill.speech.phrasebook import Phrasebook

Panel = dict[str, Any]

BACK = ":way_back"
"""Ends the name of the graphic of a way back that is another than the way out."""
SURE = 0.9
"""The share of the reckoned time before which nothing was surely heard to its end: a voice may be faster."""
IN_A_ROW = 3
"""Buttons side by side on a screen that is not wide."""
LONG = (140, 320)
"""Characters beyond which a text is shown in smaller letters, and beyond which it may not fit."""


def panel(scene: Scene, text: str, library: Library, phrasebook: Phrasebook) -> Panel:
    """What a screen is filled with; `text` is all that is said."""
    beats = [_beat(beat, library, phrasebook) for beat in scene.beats]
    touches, afterwards = _labels(scene.touches, phrasebook), _labels(scene.afterwards, phrasebook)
    titles = {beat["graphic"]: beat["title"] for beat in beats if beat["graphic"]}
    return {
        "turn": scene.turn,
        "text": text,
        "words": sum(len(text) > length for length in LONG),
        "beats": beats,
        "graphics": [{"name": name, "title": title, **_size(library, name)} for name, title in titles.items()],
        "touches": touches,
        "rows": _rows(touches, 0),
        "afterwards": afterwards,
        "laterRows": _rows(afterwards, len(touches)),
        "exercises": [{"id": id_, "name": _name(Rung(id_), phrasebook)} for id_ in scene.exercises],
        "weeks": list(scene.weeks),
        "most": max((1, *scene.weeks)),
        "carriesOn": scene.carries_on,
        "surely": round(SURE * sum(beat.length for beat in scene.beats)),
    }


def _beat(beat: Beat, library: Library, phrasebook: Phrasebook) -> Panel:
    return {
        "part": beat.part.value,
        "start": beat.start,
        "length": beat.length,
        "figure": str(beat.rung or ""),
        "side": beat.side.value if beat.side else "",
        "title": _name(beat.rung, phrasebook) if beat.rung else "",
        "label": " · ".join(map(phrasebook.text, beat.labels)),
        "word": phrasebook.text(beat.word) if beat.word else "",
        "count": beat.count,
        "ticks": beat.ticks,
        "of": beat.of,
        "done": round(beat.done, 3),
        "shows": beat.part is Part.READY and beat.count is None,
        "move": list(beat.move),
        **_graphic(beat, library),
    }


def _graphic(beat: Beat, library: Library) -> Panel:
    """The graphic of the picture, how far along it is at the start and at the end, and whether it is a mirror."""
    if beat.rung is None:
        return {"graphic": "", "along": [0, 0], "flipped": False}
    figure, (start, end) = library.figures[beat.rung], beat.move
    returns = bool(figure.via) and end < start
    return {
        "graphic": f"{beat.rung}{BACK if returns else ''}",
        "along": [1 - start, 1 - end] if returns else [start, end],
        "flipped": beat.side is not None and (beat.side is Side.LEFT) is not figure.other_side,
    }


def _size(library: Library, graphic: str) -> Panel:
    box = draw(library, Rung.parse(graphic.removesuffix(BACK))).box
    return {"width": round(box.width), "height": round(box.height)}


def _name(rung: Rung, phrasebook: Phrasebook) -> str:
    return phrasebook.text(Phrase(f"exercises.{rung}.name"))


def _labels(touches: tuple[Touch, ...], phrasebook: Phrasebook) -> list[str]:
    return [phrasebook.text(touch.label) for touch in touches]


def _rows(labels: list[str], first: int) -> list[list[Panel]]:
    """The buttons in rows, each with its place among all that can be touched."""
    buttons = [{"label": label, "place": place} for place, label in enumerate(labels, first)]
    return [buttons[at : at + IN_A_ROW] for at in range(0, len(buttons), IN_A_ROW)]
