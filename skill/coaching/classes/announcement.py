"""What is said of a class before it begins."""

from skill.coaching.classes import advice_words, course_words
from skill.coaching.classes.ordering import Named
from skill.coaching.facts.exercise import Counting, Level, Rung
from skill.coaching.howto import loads
from skill.coaching.planning.gates import Closed, is_tough
from skill.coaching.planning.order import Order
from skill.coaching.record.record import Announced, Progress, Wish
from skill.coaching.timeline.change import Change
from skill.coaching.timeline.plan import Changed, Plan
from skill.coaching.turn.state import Moment
from skill.coaching.words.names import exercise_name, name_of
from skill.coaching.words.phrase import Arg, Count, Name, Phrase, Span, Thing
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout.doors import advice_for, refusal, way_to, what_comes_first

FINE_CLASSES = 4
"""Classes that went well before harder exercises are hinted at."""

LEVEL_HINT_EVERY = 16
"""Classes between one such hint and the next."""


def in_full(moment: Moment, before: Progress, order: Order, named: Named, kept: Announced) -> tuple[Phrase, ...]:
    """What a class just planned is, why it is so today, and what to fetch; `before` is the record before it."""
    return (
        *_first_of_all(moment, before),
        *advice_words.why(advice_for(moment), moment, full=not order.light),
        *_refusals(moment, named),
        *_had_this_week(order, kept.wish),
        *_called(order),
        _announcement(moment, kept.plan),
        *_reason(moment, order, kept.plan),
        *_kit_not_yet(moment, order, kept),
        *_fetch(moment, kept.plan),
    )


def in_short(moment: Moment, plan: Plan) -> tuple[Phrase, ...]:
    """What a class announced before is, and what to fetch."""
    return _announcement(moment, plan), *_fetch(moment, plan)


def _first_of_all(moment: Moment, before: Progress) -> list[Phrase]:
    """The disclaimer, once; and what a course that is done has led to."""
    said = [] if moment.progress.welcomed else [say(Say.DISCLAIMER)]
    done, level = before.course, moment.progress.level
    if done and level and level is not before.level:
        name = Name(Thing.LEVEL, level.name.lower())
        said.append(say(Say.COURSE_COMPLETED, course=name_of(done.course), level=name))
    return said


def _refusals(moment: Moment, named: Named) -> list[Phrase]:
    """Why exercises that were asked for are not in the class, and the way to the first."""
    early = [rung for rung, closed in named.refused if closed in _TOO_EARLY]
    said = [say(Say.CLASS_NOT_YET, exercise=exercise_name(str(rung))) for rung in early]
    for rung in early[:1]:
        said += way_to(moment, named.gate, rung)
    for rung, closed in named.refused:
        said += refusal(moment, named.gate, rung, closed) if closed not in _TOO_EARLY else ()
    return said


_TOO_EARLY = (Closed.TRAINING, Closed.BEFORE, Closed.LEVEL)


def _had_this_week(order: Order, wish: Wish) -> list[Phrase]:
    """That the course's exercise has had its classes this week, where it was asked for."""
    about = order.lesson.about if order.lesson and order.lesson.block is None else None
    return [say(Say.COURSE_HAD, exercise=exercise_name(about))] if about and about in wish.exercises else []


def _reason(moment: Moment, order: Order, plan: Plan) -> list[Phrase]:
    """What is different this time, and why: the week of the course, else one change, else a hint, now and then."""
    if plan.light:
        return []
    changed = [_change(moment, changed) for changed in plan.changes[:1]]
    taught = course_words.of_today(order.lesson, plan)
    return [*taught, *changed] or course_words.on_the_way(order.lesson, plan) or _hint_of_level(moment, order)


def _hint_of_level(moment: Moment, order: Order) -> list[Phrase]:
    """Every so many classes, where the latest went well: that there are harder exercises."""
    log = order.past.log[-FINE_CLASSES:]
    fine = len(log) == FINE_CLASSES and not any(is_tough(done) for entry in log for done in entry.exercises)
    if order.level is Level.ADVANCED or not fine or moment.progress.classes % LEVEL_HINT_EVERY:
        return []
    level = Name(Thing.LEVEL, Level(order.level.value + 1).name.lower())
    return [say(Say.CHANGE_LEVEL, classes=Count(moment.progress.classes, "class"), level=level)]


def _called(order: Order) -> list[Phrase]:
    """The name of a class that was asked for by it."""
    return [say(Say.CLASS_CALLED, session=Name(Thing.SESSION, order.template.id))] if order.template else []


def _announcement(moment: Moment, plan: Plan) -> Phrase:
    names: tuple[Arg, ...] = tuple(exercise_name(id_) for id_ in plan.exercises)
    return say(Say.CLASS_ANNOUNCE, moment.seed, time=Span(round(plan.length / 60_000) * 60), exercises=names)


def _kit_not_yet(moment: Moment, order: Order, kept: Announced) -> list[Phrase]:
    """Kit at hand that no exercise open yet uses, and what comes before the first that does."""
    gate = order.gate(moment.library)
    used = {item for planned in kept.plan.sets for item in moment.library.variant(planned.rung).kit}
    for item in kept.wish.kit or ():
        users = [Rung(e.id) for e in moment.library.exercises.values() if item in e.default.kit]
        closed = [(rung, gate.closed(rung)) for rung in users]
        early = [rung for rung, why in closed if why in _NOT_DONE_YET]
        if early and all(why for _, why in closed) and item not in used:
            return [say(Say.CLASS_KIT_NOT_YET, kit=Name(Thing.KIT, item), why=what_comes_first(gate, early[0])[0])]
    return []


_NOT_DONE_YET = (Closed.TRAINING, Closed.BEFORE)


def _change(moment: Moment, changed: Changed) -> Phrase:
    """What is different from last time, and why."""
    is_hold = moment.library.exercise(changed.rung.exercise).counting is Counting.HOLD
    name = exercise_name(str(changed.rung))
    amount = Span(changed.amount) if is_hold else Count(changed.amount, "rep")
    load = loads.kept(moment.progress, str(changed.rung)) if changed.change is Change.HEAVIER else None
    if load:
        step = loads.said_of(load.next)
        return say(Say.CHANGE_HEAVIER_TO, load=step, last=loads.said_of(load), exercise=name, reps=amount)
    return say(
        _CHANGES[changed.change],
        exercise=name,
        before=exercise_name(str(changed.before or changed.rung)),
        reps=amount,
        sets=Count(changed.sets, "set"),
    )


_CHANGES = {
    Change.MORE_REPS: Say.CHANGE_MORE_REPS,
    Change.MORE_SETS: Say.CHANGE_MORE_SETS,
    Change.HEAVIER: Say.CHANGE_HEAVIER,
    Change.HARDER: Say.CHANGE_HARDER,
    Change.FEWER_REPS: Say.CHANGE_FEWER_REPS,
    Change.FEWER_SETS: Say.CHANGE_FEWER_SETS,
    Change.EASIER: Say.CHANGE_EASIER,
    Change.AFTER_TWO_WEEKS: Say.CHANGE_AFTER_TWO_WEEKS,
    Change.AFTER_FOUR_WEEKS: Say.CHANGE_AFTER_FOUR_WEEKS,
}


def _fetch(moment: Moment, plan: Plan) -> list[Phrase]:
    """Kit, the wall or chair, and the floor: what a class needs is there before it begins."""
    needed = dict.fromkeys(item for planned in plan.sets for item in moment.library.needed(planned.rung))
    fetch: tuple[Arg, ...] = tuple(Name(Thing.KIT, item) for item in needed)
    postures = (moment.library.exercise(planned.rung.exercise).posture for planned in plan.sets)
    floor = [say(Say.CLASS_FLOOR)] if any(posture.is_on_floor for posture in postures) else []
    return [say(Say.CLASS_FETCH, kit=fetch), *floor] if fetch else floor
