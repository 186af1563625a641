"""Plans every kind of class that the content can come to, and finds those that no runner should get."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from skill.coaching.errors import Fault
from skill.coaching.facts.exercise import Bias, Level, Rung
from skill.coaching.facts.library import Library
from skill.coaching.planning.gates import Past
from skill.coaching.planning.order import FEWEST_MINUTES, MOST_MINUTES, Order
from skill.coaching.planning.planner import plan_class
from skill.coaching.timeline.cues import Delivery
from skill.coaching.timeline.plan import Plan
from skill.content import Content
from skill.content.reader import REFERENCE
from skill.speech.phrasebook import Phrasebook

NEAR_ENOUGH = (0.6, 1.2)
"""The share of its minutes a class may take; the caps on sets (coaching facts 3.4) keep the longest well below."""
EXPLAINED = 0.5
"""Minutes that a first class may take longer for each exercise, as all of it is explained."""
MOST_TO_ONE = 2
"""Hip sets to knee sets, or the reverse, at most (coaching facts 3.5)."""
TRAINED_DAYS = 365
"""Days of training after which nothing waits for time any more."""


@dataclass(frozen=True)
class Case:
    """A class that may be asked for, and the file to look into where it goes wrong."""

    file: str
    order: Order

    @property
    def said(self) -> str:
        """The level and the minutes: cases that differ in the rest go wrong for the same reason."""
        return f"{self.order.level.name.lower()}, {self.order.minutes} minutes"


def rehearse(content: Content) -> tuple[Fault, ...]:
    """What is wrong with the classes: each template, and each level, length and kit, on the first day and later.

    As heard in the reference language: a class in another one takes about as long.
    """
    language = content.languages[REFERENCE]
    phrasebook = Phrasebook(language, next(iter(language.locales.values())).terms)
    faults: dict[tuple[str, str, str], list[str]] = {}
    for case in cases(content.library):
        delivery = Delivery(known=tuple(sorted({*case.order.past.met, *case.order.past.done})))
        plan = plan_class(content.library, case.order, delivery, phrasebook.length_of)
        for found, allowed in wrong_with(content.library, plan, case.order):
            with_what = f"{found} {_with(case.order)}"
            faults.setdefault((case.file, case.said, allowed), []).append(with_what)
    return tuple(Fault(file, said, _in_short(found), allowed) for (file, said, allowed), found in faults.items())


def cases(library: Library) -> Iterator[Case]:
    """Each template for whom it is written; then every level with each length, with each kit and place."""
    pasts = (Past(), _trained(library))
    templates = library.templates.values()
    for template, past in product(templates, pasts):
        named = template if template.named else None
        order = Order(
            template.minutes,
            template.kit,
            template.level,
            template.place,
            past=past,
            light=template.light,
            template=named,
        )
        yield Case(f"sessions/{template.id}.toml", order)
    lengths = sorted({FEWEST_MINUTES, MOST_MINUTES, *(t.minutes for t in templates if t.minutes > FEWEST_MINUTES)})
    kits = [*((kit, None) for kit in _kits(library)), *(((), place) for place in sorted(library.equipped))]
    for level, length, (kit, place), past in product(Level, lengths, kits, pasts):
        yield Case("sessions", Order(length, kit, level, place, past=past))
    for level, item in product(Level, sorted(_pieces(library))):
        yield Case("sessions", Order(lengths[len(lengths) // 2], (item,), level, past=_trained(library)))


def _trained(library: Library) -> Past:
    """Long enough, and with every exercise, that nothing waits any more."""
    rungs = (str(Rung(id_, name)) for id_, exercise in library.exercises.items() for name in exercise.variants)
    return Past(TRAINED_DAYS, TRAINED_DAYS, met=frozenset(library.exercises), done=frozenset(rungs))


def _kits(library: Library) -> list[tuple[str, ...]]:
    """Nothing, and what each template needs."""
    needed = (tuple(item for item in t.kit if item not in library.at_hand) for t in library.templates.values())
    return sorted({(), *needed})


def _pieces(library: Library) -> set[str]:
    """Every piece of kit that not every home has."""
    variants = (variant for exercise in library.exercises.values() for variant in exercise.variants.values())
    return {item for variant in variants for item in variant.kit} - library.at_hand


def wrong_with(library: Library, plan: Plan, order: Order) -> Iterator[tuple[str, str]]:
    """What a class should not be, and what it may be: empty, uneven, or far off its minutes.

    One that is held as it is written may be of hip work alone.
    """
    if not plan.work:
        yield "no sets", "a set after the warm-up"
        return
    biases = [library.exercise(planned.rung.exercise).bias for planned in plan.work]
    hip, knee = biases.count(Bias.HIP), biases.count(Bias.KNEE)
    is_written = order.light or order.template is not None
    if max(hip, knee) > MOST_TO_ONE * min(hip, knee) and not is_written:
        yield f"{hip} hip sets and {knee} knee sets", f"at most {MOST_TO_ONE} of one for each of the other"
    least, most = (share * order.minutes for share in NEAR_ENOUGH)
    met = {planned.rung.exercise for planned in plan.sets} & library.exercises.keys()
    most += 0 if order.past.met else EXPLAINED * len(met)
    length = plan.length / 60_000
    if not least <= length <= most:
        yield f"{length:.1f} minutes", f"{least:.1f} to {most:.1f} minutes"


def _with(order: Order) -> str:
    kit = ", ".join(order.kit) or "no kit"
    return f"with {kit}" + (f", place {order.place}" if order.place else "")


def _in_short(found: list[str]) -> str:
    cases = list(dict.fromkeys(found))
    return cases[0] + (f", and {len(cases) - 1} more" if len(cases) > 1 else "")


def one_way_ladders(library: Library) -> Iterator[str]:
    """What a ladder leads to that does not lead back: who climbs down from there misses the way they came."""
    for exercise in library.exercises.values():
        for other in {rung.exercise for rung in exercise.easier} - {exercise.id}:
            if exercise.id not in {rung.exercise for rung in library.exercises[other].harder}:
                yield f"exercises/{exercise.id}.toml has {other} as easier, which does not have it as harder"
        for other in {rung.exercise for rung in exercise.harder} - {exercise.id}:
            if exercise.id not in {rung.exercise for rung in library.exercises[other].easier}:
                yield f"exercises/{exercise.id}.toml has {other} as harder, which does not have it as easier"
