"""What is measured: one set of every exercise in every variant, and every wording the coach has."""

from skill.coaching.facts.exercise import Rung
from skill.coaching.facts.library import Library
from skill.coaching.timeline.cues import Delivery, Position, Tempo, Turn
from skill.coaching.timeline.plan import one_set
from skill.coaching.timeline.script import Script
from skill.coaching.words.phrase import Phrase
from skill.content import Content
from skill.speech.phrasebook import Phrasebook

_SIDES = (("other", Phrase("side.left.name")), ("side", Phrase("side.right.name")))


def each_rung(library: Library) -> list[Rung]:
    """Return every exercise in every variant."""
    return [Rung(exercise.id, variant) for exercise in library.exercises.values() for variant in exercise.variants]


def set_of(rung: Rung, delivery: Delivery, library: Library, phrasebook: Phrasebook) -> Turn:
    """Return one set at its usual dose, with its get-ready."""
    return Script(one_set(rung, library.variant(rung).dose.amount), delivery, library, phrasebook.length_of).turn(
        Position()
    )


def wordings(content: Content, phrasebook: Phrasebook) -> list[str]:
    """Return what is said in a set of each exercise at each tempo, and every wording that is a whole sentence."""
    found: dict[str, None] = {}
    for rung in each_rung(content.library):
        for tempo in Tempo:
            turn = set_of(rung, Delivery(tempo=tempo), content.library, phrasebook)
            found |= dict.fromkeys(phrasebook.text(cue.phrase) for cue in turn.cues if cue.phrase)
    for key, texts in content.languages["en"].wordings.items():
        for pick in range(len(texts)):
            found |= dict.fromkeys(_sentence(Phrase(key, _SIDES, pick), phrasebook))
    return list(found)


def _sentence(phrase: Phrase, phrasebook: Phrasebook) -> list[str]:
    """Return the phrase's text, or nothing where it is a fragment or needs more than the names of the sides."""
    try:
        text = phrasebook.text(phrase)
    except KeyError:
        return []
    return [text] if text.endswith((".", "?")) else []
