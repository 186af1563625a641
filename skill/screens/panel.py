"""A scene in the words of a language, as the plain data that a document or a page is filled with."""

from typing import Any

from skill.coaching.turn.touches import Touch
from skill.coaching.words.phrase import Phrase
from skill.coaching.words.prompts import Say, say
from skill.screens.scene import Beat, Scene
from skill.speech.phrasebook import Phrasebook

Panel = dict[str, Any]


def panel(scene: Scene, text: str, phrasebook: Phrasebook) -> Panel:
    """What a screen is filled with; `text` is all that is said."""
    return {
        "turn": scene.turn,
        "name": phrasebook.text(say(Say.SCREEN_NAME)),
        "text": text,
        "beats": [_beat(beat, phrasebook) for beat in scene.beats],
        "touches": _touches(scene.touches, phrasebook),
        "afterwards": _touches(scene.afterwards, phrasebook),
        "exercises": [[id_, phrasebook.text(Phrase(f"exercises.{id_}.name"))] for id_ in scene.exercises],
        "weeks": list(scene.weeks),
        "carriesOn": scene.carries_on,
    }


def _beat(beat: Beat, phrasebook: Phrasebook) -> Panel:
    def text(phrase: Phrase | None) -> str:
        return phrasebook.text(phrase) if phrase else ""

    return {
        "part": beat.part.value,
        "start": beat.start,
        "length": beat.length,
        "figure": str(beat.rung) if beat.rung else "",
        "side": beat.side.value if beat.side else "",
        "title": text(Phrase(f"exercises.{beat.rung}.name")) if beat.rung else "",
        "labels": [text(label) for label in beat.labels],
        "word": text(beat.word),
        "count": "" if beat.count is None else str(beat.count),
        "ticks": beat.ticks,
        "of": str(beat.of) if beat.of else "",
        "move": list(beat.move),
        "done": round(beat.done, 3),
    }


def _touches(touches: tuple[Touch, ...], phrasebook: Phrasebook) -> list[str]:
    return [phrasebook.text(touch.label) for touch in touches]
