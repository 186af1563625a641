"""What a class is ordered as: the wish, its gaps filled from what is remembered and what speaks for today."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from skill.coaching.facts.exercise import Level, Rung
from skill.coaching.facts.felt import Intensity
from skill.coaching.facts.library import Template
from skill.coaching.planning import courses
from skill.coaching.planning.advice import Advice
from skill.coaching.planning.courses import Lesson
from skill.coaching.planning.gates import Closed, Gate
from skill.coaching.planning.order import FEWEST_MINUTES, MOST_MINUTES, Order
from skill.coaching.record.record import Wish
from skill.coaching.turn.state import Moment
from skill.coaching.workout.doors import advice_for, gate_of, left_out

USUAL_MINUTES = 10
"""A first class, where no minutes are named."""


@dataclass(frozen=True)
class Named:
    """The exercises a runner asked for, by what becomes of them."""

    gate: Gate
    planned: tuple[str, ...] = ()
    """In the class, each with its variant; an easier one in the place of each that is too early."""
    refused: tuple[tuple[Rung, Closed], ...] = ()
    """Not in the class, and why."""


def order_of(moment: Moment, wish: Wish) -> tuple[Order, Named]:
    """The wish with every gap filled, and what became of the exercises named."""
    progress = moment.progress
    minutes = wish.minutes or progress.minutes or USUAL_MINUTES
    level = wish.level or progress.level or Level.BEGINNER
    found = advice_for(moment)
    kit = _kit(moment, wish)
    gate = gate_of(moment, kit, level, wish.place)
    lesson = courses.lesson(progress, gate)
    template = moment.library.templates.get(wish.session or "")
    named = _named(gate.for_what_is_asked(), _without_lesson(wish, lesson), template)
    order = Order(
        minutes=min(max(minutes, FEWEST_MINUTES), MOST_MINUTES),
        kit=kit,
        level=level,
        place=wish.place or progress.place,
        exercises=named.planned,
        past=gate.past,
        avoid=tuple(id_ for id_ in left_out(moment) if id_ not in wish.exercises),
        today=moment.today,
        lesson=lesson,
        template=template,
        light=template is None and _is_light(wish, found),
        gentle=gate.gentle,
        ruled_out=gate.ruled_out,
    )
    return order, named


def _without_lesson(wish: Wish, lesson: Lesson | None) -> Wish:
    """The wish without the exercise that the course brings anyway, today or another day of the week."""
    if lesson is None or lesson.is_way_there:
        return wish
    return replace(wish, exercises=tuple(id_ for id_ in wish.exercises if id_ != lesson.about))


def _kit(moment: Moment, wish: Wish) -> tuple[str, ...]:
    """What is at hand: as said, else as remembered, with what the exercises asked for need."""
    said = wish.kit if wish.kit is not None else moment.progress.kit or ()
    needed = {item for id_ in wish.exercises for item in moment.library.exercise(id_).default.kit}
    if wish.kit is None:
        needed |= set(courses.kit_needed(moment.library, moment.progress))
    return tuple(dict.fromkeys((*said, *sorted(needed))))


def _is_light(wish: Wish, found: Advice) -> bool:
    return wish.intensity is Intensity.LIGHT or (found.light and wish.intensity is None)


def _named(gate: Gate, wish: Wish, template: Template | None) -> Named:
    """What becomes of the exercises asked for, and of those of a class asked for by its name."""
    planned: dict[Rung, None] = {}
    closed_ = {block.rung: gate.closed(block.rung) for block in template.blocks} if template else {}
    refused = [(rung, closed) for rung, closed in closed_.items() if closed]
    for id_ in wish.exercises:
        wanted = Rung.parse(id_)
        closed = gate.closed(wanted, planned)
        rung = _instead(gate, id_, closed, planned) if closed else wanted
        refused += [(wanted, closed)] if closed else []
        planned |= {rung: None} if rung else {}
    return Named(gate, tuple(map(str, planned)), tuple(refused))


def _instead(gate: Gate, id_: str, closed: Closed, beside: Iterable[Rung]) -> Rung | None:
    """What leads to an exercise that is closed, else what serves the same end; for too much hard work nothing."""
    if closed in (Closed.ENOUGH, Closed.ONE_NEW):
        return None
    exercise = gate.library.exercise(id_)
    return next((rung for rung in (*exercise.easier, *exercise.swaps) if gate.is_open(rung, beside)), None)
