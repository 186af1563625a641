"""What a class is ordered as: the wish, its gaps filled from what is remembered and what speaks for today."""

from dataclasses import dataclass, replace

from skill.coaching.facts.body import Trait
from skill.coaching.facts.exercise import Level, Rung
from skill.coaching.facts.felt import Intensity
from skill.coaching.planning import advice, courses
from skill.coaching.planning.advice import Advice
from skill.coaching.planning.courses import Lesson
from skill.coaching.planning.gates import Past, is_open, past_of
from skill.coaching.planning.order import FEWEST_MINUTES, MOST_MINUTES, MOST_STRENUOUS, Order
from skill.coaching.record.record import Wish
from skill.coaching.turn.state import Moment

USUAL_MINUTES = 10
"""A first class, where no minutes are named."""
GENTLE_DAYS = 7
"""Days in which nothing rises, after a class that ended early for safety."""


@dataclass(frozen=True)
class Named:
    """The exercises a runner asked for, by what becomes of them."""

    planned: tuple[str, ...] = ()
    """In the class; an easier one in the place of each that is too early."""
    too_early: tuple[str, ...] = ()
    too_much: tuple[str, ...] = ()
    """More hard work than a class may hold."""


def advice_for(moment: Moment) -> Advice:
    """What speaks for or against a class today."""
    return advice.for_class(moment.progress, moment.today)


def order_of(moment: Moment, wish: Wish) -> tuple[Order, Named]:
    """The wish with every gap filled, and what became of the exercises named."""
    progress = moment.progress
    minutes = wish.minutes or progress.minutes or USUAL_MINUTES
    level = wish.level or progress.level or Level.BEGINNER
    found = advice_for(moment)
    kit = _kit(moment, wish)
    ruled_out = frozenset(moment.session.ruled_out)
    gentle = found.gentle or _ended_early_lately(moment) or Trait.STRENUOUS in ruled_out
    lesson = courses.lesson(moment.library, progress, kit, moment.today, gentle=gentle)
    named = _named(moment, _without_lesson(wish, lesson), level)
    order = Order(
        minutes=min(max(minutes, FEWEST_MINUTES), MOST_MINUTES),
        kit=kit,
        level=level,
        place=wish.place or progress.place,
        exercises=named.planned,
        past=past_of(progress, moment.today),
        avoid=(
            *(id_ for id_ in progress.avoid if id_ not in wish.exercises),
            *(id_ for id_ in moment.library.exercises if moment.library.traits(Rung(id_)) & ruled_out),
        ),
        today=moment.today,
        lesson=lesson,
        light=wish.intensity is Intensity.LIGHT or (found.light and wish.intensity is None),
        gentle=gentle,
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


def _named(moment: Moment, wish: Wish, level: Level) -> Named:
    library, kit = moment.library, _kit(moment, wish)
    past = past_of(moment.progress, moment.today)
    open_ = [id_ for id_ in wish.exercises if is_open(library, Rung(id_), level, kit, past)]
    hard = [id_ for id_ in open_ if library.exercise(id_).default.strenuous][MOST_STRENUOUS[level] :]
    early = tuple(id_ for id_ in wish.exercises if id_ not in open_)
    instead = (_instead(moment, id_, level, kit, past) for id_ in early)
    planned = dict.fromkeys((*(id_ for id_ in open_ if id_ not in hard), *filter(None, instead)))
    return Named(tuple(planned), early, tuple(hard))


def _ended_early_lately(moment: Moment) -> bool:
    """Whether a class of the last week ended early for safety: nothing rises then."""
    ended = moment.progress.ended_early
    return ended is not None and moment.today - moment.day_of(ended) < GENTLE_DAYS


def _instead(moment: Moment, id_: str, level: Level, kit: tuple[str, ...], past: Past) -> str | None:
    """What leads to an exercise that is too early, else what serves the same end."""
    exercise = moment.library.exercise(id_)
    rungs = [rung for rung in (*exercise.easier, *exercise.swaps) if not rung.variant]
    return next((rung.exercise for rung in rungs if is_open(moment.library, rung, level, kit, past)), None)
