"""Every door by which an exercise comes to a runner asks the one gate here; who is refused hears why.

The doors: a class, an exercise named for one, a swap, harder, easier, the set that a how-to offers, going on
with a class left open, a plan over weeks.
"""

from collections.abc import Iterable

from skill.coaching.facts.body import Trait
from skill.coaching.facts.exercise import Before, Level, Rung
from skill.coaching.planning import advice, courses
from skill.coaching.planning.advice import Advice
from skill.coaching.planning.gates import Closed, Gate, past_of
from skill.coaching.record.record import WEEK
from skill.coaching.turn.state import Moment
from skill.coaching.words.names import exercise_name
from skill.coaching.words.phrase import Arg, Count, Name, Phrase, Thing
from skill.coaching.words.prompts import Say, say

GENTLE_DAYS = 7
"""Days in which nothing rises, after a class that ended early for safety."""


def advice_for(moment: Moment) -> Advice:
    """What speaks for or against a class today."""
    return advice.for_class(moment.progress, moment.today)


def is_gentle(moment: Moment) -> bool:
    """Whether nothing strenuous is done today: for a run, after a class that ended early, or by what was said."""
    ended = moment.progress.ended_early
    ended_lately = ended is not None and moment.today - moment.day_of(ended) < GENTLE_DAYS
    return advice_for(moment).gentle or ended_lately or Trait.STRENUOUS in moment.session.ruled_out


def left_out(moment: Moment) -> tuple[str, ...]:
    """What the runner does not want, for good or today."""
    progress, today = moment.progress, moment.progress.avoid_today
    return (*progress.avoid, *(today.exercises if today and today.day == moment.today else ()))


def gate_of(moment: Moment, kit: Iterable[str], level: Level | None = None, place: str | None = None) -> Gate:
    """The gate for this runner today, with that kit; level and place as remembered, where none are said."""
    progress, library = moment.progress, moment.library
    return Gate(
        library,
        level or progress.level or Level.BEGINNER,
        library.at_hand_with(kit, place or progress.place),
        past=past_of(progress, moment.today),
        gentle=is_gentle(moment),
        ruled_out=frozenset(moment.session.ruled_out),
        course=courses.about(library, progress),
    )


def refusal(moment: Moment, gate: Gate, rung: Rung, closed: Closed) -> tuple[Phrase, ...]:
    """Why an exercise is not done, and the way to it."""
    name = exercise_name(str(rung))
    match closed:
        case Closed.RULED_OUT:
            return (say(Say.GATE_RULED_OUT, exercise=name),)
        case Closed.GENTLE:
            return (say(Say.GATE_GENTLE, exercise=name),)
        case Closed.KIT:
            missing: tuple[Arg, ...] = tuple(
                Name(Thing.KIT, item) for item in gate.library.variant(rung).kit if item not in gate.kit
            )
            return (say(Say.GATE_KIT, exercise=name, kit=missing),)
        case Closed.TRAINING | Closed.BEFORE | Closed.LEVEL:
            return say(Say.GATE_TOO_EARLY, exercise=name), *way_to(moment, gate, rung)
        case Closed.ENOUGH | Closed.ONE_NEW:
            return (say(Say.GATE_ENOUGH, exercise=name),)


def way_to(moment: Moment, gate: Gate, rung: Rung) -> tuple[Phrase, ...]:
    """What comes before an exercise: training, another exercise, a plan over weeks, a level."""
    said = what_comes_first(gate, rung)
    if moment.progress.course is None and any(c.exercise == rung.exercise for c in gate.library.courses.values()):
        said = (*said, say(Say.COURSE_BEGIN))
    variant = gate.library.variant(rung)
    if not said and gate.level < variant.level:
        level = Name(Thing.LEVEL, variant.level.name.lower())
        said = (say(Say.CLASS_FOR_LEVEL, level=level),)
    return said


def reason(moment: Moment, gate: Gate, rung: Rung, closed: Closed) -> Phrase:
    """Why an exercise is not done, in one sentence: where it is too early, what comes before it."""
    first, *way = refusal(moment, gate, rung, closed)
    return way[0] if way else first


def what_comes_first(gate: Gate, rung: Rung) -> tuple[Phrase, ...]:
    """What must be done before an exercise; nothing where it has been done."""
    needed = _first_needed(gate, rung)
    if needed is None or gate.is_ready(rung):
        return ()
    dose = say(Say.COURSE_SETS, sets=Count(needed.sets, "set"), reps=(needed.amount,))
    names = {"exercise": exercise_name(str(rung)), "before": exercise_name(str(needed.rungs[0]))}
    if not needed.days or gate.has_trained(needed):
        return (say(Say.COURSE_WAY_BY_SETS, sets=dose, **names),)
    training = {"weeks": Count(needed.days // WEEK, "week"), "classes": Count(needed.classes, "class")}
    return (say(Say.COURSE_WAY, sets=dose, **training, **names),)


def _first_needed(gate: Gate, rung: Rung) -> Before | None:
    """What must come before an exercise; where an easier form of it leads there and is closed too, before that."""
    needed = gate.library.variant(rung).before
    if needed is None:
        return None
    easier = next((way for way in needed.rungs if way.exercise == rung.exercise), None)
    return _first_needed(gate, easier) if easier and not gate.is_ready(easier) else needed
