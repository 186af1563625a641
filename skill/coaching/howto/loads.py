"""The weight an exercise is done with: told in a word, kept for each, and said back in the runner's unit."""

from dataclasses import replace

from skill.coaching.facts.exercise import Rung
from skill.coaching.facts.library import Library
from skill.coaching.facts.load import Load
from skill.coaching.howto import way_back
from skill.coaching.record.record import Progress
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting
from skill.coaching.words.names import exercise_name
from skill.coaching.words.phrase import Count, Phrase
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout import under_way

HEAVIEST = 300_000
"""Grams; a heavier one was misheard."""


def told(moment: Moment) -> Reply:
    """Keep the weight of the exercise meant, or that it was done without; nothing else changes."""
    rung, load = _meant(moment), moment.event.load
    if rung is None:
        return way_back.back(moment, say(Say.LOAD_OF_WHAT))
    name = exercise_name(str(rung))
    if not _takes_weight(moment.library, rung):
        return way_back.back(moment, say(Say.LOAD_NOT_HERE, exercise=name))
    if load and load.grams > HEAVIEST:
        return way_back.back(moment, say(Say.LOAD_UNLIKELY))
    others = {id_: kept for id_, kept in moment.progress.loads.items() if id_ != str(rung)}
    loads = others | ({str(rung): load} if load else {})
    said = say(Say.LOAD_KEPT, load=said_of(load), exercise=name) if load else say(Say.LOAD_NONE, exercise=name)
    return way_back.back(replace(moment, progress=replace(moment.progress, loads=loads)), said)


def said_of(load: Load) -> Count:
    """The weight in the runner's unit."""
    return Count(load.number, load.unit.value)


def kept(progress: Progress, exercise: str) -> Load | None:
    """The weight last told of an exercise, in any variant."""
    loads = progress.loads.items()
    return next((load for rung, load in loads if Rung.parse(rung).exercise == Rung.parse(exercise).exercise), None)


def answer(moment: Moment, exercise: str) -> tuple[Phrase, ...]:
    """What was told of an exercise; empty where nothing was."""
    load = kept(moment.progress, exercise)
    return (say(Say.LOAD_LAST, load=said_of(load)),) if load else ()


def _meant(moment: Moment) -> Rung | None:
    """The exercise named; else that of the set at hand, of the plan announced, or of the latest class."""
    library = moment.library
    for named in moment.event.exercises:
        if named.id:
            return _loaded_form(library, Rung.parse(named.id))
    if moment.progress.workout and moment.session.awaiting.in_class:
        at_hand = under_way.current(moment)
        rungs = [at_hand.rung, *(planned.rung for planned in reversed(moment.progress.workout.plan.work))]
        return next((rung for rung in rungs[: len(rungs) if under_way.is_over(moment) else 1]), None)
    return next((rung for rung in _lately(moment) if _takes_weight(library, rung)), None)


def _lately(moment: Moment) -> list[Rung]:
    announced = moment.progress.announced
    if announced and moment.session.awaiting is Awaiting.START:
        return [planned.rung for planned in announced.plan.work]
    log = moment.progress.log[-1:]
    return [Rung.parse(done.exercise) for entry in log for done in entry.exercises]


def _loaded_form(library: Library, rung: Rung) -> Rung:
    """The exercise itself where it takes a weight, else the first of its variants that does."""
    variants = (Rung(rung.exercise, name) for name in library.exercise(rung.exercise).variants)
    forms = (rung, *variants)
    return next((form for form in forms if _takes_weight(library, form)), rung)


def _takes_weight(library: Library, rung: Rung) -> bool:
    return bool(library.loads & set(library.variant(rung).kit))
