"""Every class and every set worth testing, and what one turn of speech may be."""

import re
from dataclasses import replace
from functools import cache, reduce
from itertools import product
from xml.etree import ElementTree

from skill.app import load_content
from skill.coaching.facts.exercise import Exercise, Level, Rung
from skill.coaching.planning.gates import Past
from skill.coaching.planning.order import Order
from skill.coaching.planning.planner import plan_class
from skill.coaching.timeline.cues import Cue, Delivery, Position, Talk, Tempo, Turn
from skill.coaching.timeline.plan import Plan, PlannedSet
from skill.coaching.timeline.script import Script
from skill.speech.phrasebook import Phrasebook
from skill.speech.ssml import to_ssml

CONTENT = load_content()
LIBRARY = CONTENT.library
_ENGLISH = CONTENT.languages["en"]
PHRASEBOOK = Phrasebook(_ENGLISH, _ENGLISH.locales["en-US"].terms)

RUNGS = tuple(
    Rung(exercise.id, variant) for exercise in LIBRARY.exercises.values() for variant in exercise.variants
)
KITS = ((), ("band",), ("weights",), ("stability_ball",), ("kettlebell", "stability_ball"))
PLACES = (None, "gym")
FULL = Delivery()
"""Everything said, at the usual tempo, waiting for a word after each set."""
MINUTES = (6, 10, 20, 30, 45)


NEWCOMER = Past()
"""The first day."""
TRAINED = Past(
    days=365,
    classes=100,
    met=frozenset(LIBRARY.exercises),
    done=frozenset(str(Rung(e.id, name)) for e in LIBRARY.exercises.values() for name in e.variants),
)
"""A year of training, with every exercise."""


def label(order: Order) -> str:
    """Name an order in a test's id."""
    kit = "+".join(order.kit) or "no_kit"
    newcomer = "-newcomer" if order.past.is_newcomer else ""
    return f"{order.minutes}-{order.level.name.lower()}-{kit}-{order.place or 'home'}{newcomer}"


ORDERS = tuple(
    Order(minutes, kit, level, place, past=past)
    for minutes, level, place, past, kit in product(MINUTES, Level, PLACES, (NEWCOMER, TRAINED), KITS)
    if not (place == "gym" and kit)
)
TEMPLATES = tuple(
    Order(template.minutes, template.kit, template.level, template.place, past=TRAINED, light=template.light)
    for template in LIBRARY.templates.values()
)


@cache
def plan_of(order: Order, delivery: Delivery = FULL) -> Plan:
    """Return the class for an order."""
    return plan_class(LIBRARY, order, delivery, PHRASEBOOK.length_of)


def exercise_of(planned: PlannedSet) -> Exercise:
    """Return the exercise of a set."""
    return LIBRARY.exercise(planned.rung.exercise)


def script(plan: Plan, delivery: Delivery) -> Script:
    """Return what compiles a plan's turns."""
    return Script(plan, delivery, LIBRARY, PHRASEBOOK.length_of)


@cache
def turns_of(plan: Plan, delivery: Delivery) -> tuple[tuple[Position, Turn], ...]:
    """Return each turn of a class with the position it starts from, as a runner hears who says go each time."""
    turns, position = [], Position()
    while position.set < len(plan.sets):
        turn = script(plan, delivery).turn(position)
        turns.append((position, turn))
        position = turn.end
        assert len(turns) <= 4 * len(plan.sets), "the class does not end"
    return tuple(turns)


def one_set(rung: Rung, amount: int) -> Plan:
    """Return a class of one set."""
    return Plan((PlannedSet(rung, amount),))


def sets_of(rung: Rung) -> list[tuple[int, Delivery, Turn]]:
    """Return a single set of a rung at its doses, tempos and talk levels, as if one turn spoke it."""
    dose = LIBRARY.variant(rung).dose
    cases = product(sorted({dose.least, dose.amount, dose.most}), Tempo, Talk)
    result = []
    for amount, tempo, talk in cases:
        delivery = Delivery(talk, tempo)
        turns = [turn for _, turn in turns_of(one_set(rung, amount), delivery)]
        result.append((amount, delivery, reduce(joined, turns)))
    return result


def joined(first: Turn, second: Turn) -> Turn:
    """Return two turns as if one spoke them."""
    later = (replace(cue, start=cue.start + first.length) for cue in second.cues)
    return Turn((*first.cues, *later), second.end)


def words(cue: Cue) -> str:
    """Return what a cue says; nothing for a silence."""
    return PHRASEBOOK.text(cue.phrase) if cue.phrase else ""


def spoken_length(cue: Cue) -> int:
    """Return the milliseconds a cue's words take."""
    return PHRASEBOOK.length_of(cue.phrase) if cue.phrase else 0


def ssml(cues: tuple[Cue, ...]) -> str:
    """Return cues as the platform gets them."""
    return f"<speak>{to_ssml(cues, PHRASEBOOK)}</speak>"


def gaps(cues: tuple[Cue, ...]) -> list[tuple[int, int]]:
    """Return the end of each cue and the start of the next where they differ."""
    ends = [0, *(cue.end for cue in cues)]
    return [(end, cue.start) for end, cue in zip(ends, cues, strict=False) if end != cue.start]


def silences(cues: tuple[Cue, ...]) -> list[tuple[int, int, str]]:
    """Return each stretch without words: its start, its length, and the words before it."""
    stretches, last = [], ""
    began = 0
    for cue in cues:
        if cue.phrase is None:
            continue
        stretches.append((began, cue.start - began, last))
        began, last = cue.start + spoken_length(cue), words(cue)
    end = cues[-1].end if cues else 0
    return [*stretches, (began, end - began, last)]


def platform_faults(cues: tuple[Cue, ...], longest: int) -> list[str]:
    """Return what the platform, or a listener, would not accept of these cues as one piece of speech."""
    text = ssml(cues)
    faults = [f"gap {gap}" for gap in gaps(cues)]
    faults += [f"{len(text)} characters"] if len(text) > 8_000 else []
    faults += [f"{cues[-1].end} ms"] if cues and cues[-1].end > longest else []
    root = ElementTree.fromstring(text)  # noqa: S314  our own text
    faults += [f"<{element.tag}>" for element in root if element.tag != "break"]
    breaks = [int(element.attrib["time"].removesuffix("ms")) for element in root.iter("break")]
    faults += [f"break of {length} ms" for length in breaks if not 0 < length <= 10_000]
    said = "".join(root.itertext())
    return faults + [f"unspeakable {found!r}" for found in re.findall(r"[^\s\w,.?'-]|[\d_]", said)]
