"""Into a class: what was wished for, the plan announced, the first word; and back into one left open."""

from dataclasses import replace

from skill.coaching import resume, safety, workout
from skill.coaching.answers import back, unclear
from skill.coaching.change import Change
from skill.coaching.events import Event, EventKind
from skill.coaching.exercise import Level, Rung
from skill.coaching.guide import exercise_name, offered_set
from skill.coaching.phrase import Arg, Count, Name, Phrase, Span, Thing
from skill.coaching.plan import Changed, Plan
from skill.coaching.planner import (
    FEWEST_MINUTES,
    MOST_MINUTES,
    Order,
    allowed,
    is_newcomer,
    plan_class,
)
from skill.coaching.progress import days_since_class
from skill.coaching.prompts import Say, say
from skill.coaching.reply import ask, close
from skill.coaching.state import Awaiting, Moment, Progress, Reply, Wish, Workout
from skill.coaching.timeline import Delivery, Position, Talk

USUAL_MINUTES = 10
"""A first class, where no minutes are named."""
ROOM_TO_EXPLAIN = 8
"""Minutes from which a class has time for full explanations."""
KNOWN_AFTER = 2
"""Classes with an exercise after which its full explanation is left out."""


def start(moment: Moment) -> Reply:
    """Plan a class from what was said and what is known, and announce it."""
    if safety.ended_today(moment):
        return safety.not_today(moment)
    unknown = next((named for named in moment.event.exercises if named.id is None), None)
    if unknown:
        return unclear(moment, unknown, EventKind.START)
    if moment.session.awaiting in (Awaiting.SET, Awaiting.PAUSE) and workout.put_away(moment):
        return resume.offer_resume(moment)
    moment = replace(moment, progress=workout.filed(moment))
    return announce(moment, _wish(moment))


def start_fresh(moment: Moment) -> Reply:
    """Forget the open class and plan another."""
    moment = replace(moment, progress=replace(moment.progress, workout=None))
    return announce(moment, Wish()) if not safety.ended_today(moment) else safety.not_today(moment)


def _wish(moment: Moment) -> Wish:
    """What was wished for so far, with what was said now on top."""
    before = moment.session.wish or Wish()
    event = moment.event
    kit = tuple(named.id for named in event.kit if named.id)
    return Wish(
        minutes=event.seconds // 60 if event.seconds else before.minutes,
        kit=tuple(item for item in kit if item != "none") if kit else before.kit,
        level=event.level or before.level,
        place=event.place or before.place,
        exercises=tuple(named.id for named in event.exercises if named.id) or before.exercises,
    )


def announce(moment: Moment, wish: Wish) -> Reply:
    """Say what is coming and what to fetch; the first class also asks how to pace it."""
    order, refused = _order(moment, wish)
    delivery = _delivery(moment, order)
    plan = plan_class(moment.library, order, delivery, moment.length_of)
    said: list[Phrase] = []
    if not moment.progress.welcomed:
        said.append(say(Say.DISCLAIMER))
    said += [say(Say.CLASS_NOT_YET, exercise=exercise_name(id_)) for id_ in refused]
    since = days_since_class(moment.progress, moment.today)
    if since is not None and since < 2:
        said.append(say(Say.TODAY_TOO_SOON))
    said.append(_announcement(moment, plan))
    said += [_change(changed) for changed in plan.changes[:1]]
    said += [*_kit_not_yet(moment, wish, plan), *_fetch(moment, plan)]
    first = moment.progress.straight is None
    return ask(
        moment,
        *said,
        question=say(Say.CLASS_STRAIGHT_OR_WAIT if first else Say.CLASS_SAY_GO_TO_START),
        awaiting=Awaiting.START,
        wish=wish,
        progress=_remembering(moment, wish),
    )


def _remembering(moment: Moment, wish: Wish) -> Progress:
    progress = moment.progress
    return replace(
        progress,
        welcomed=True,
        kit=progress.kit if wish.kit is None else wish.kit,
        level=wish.level or progress.level,
        place=wish.place or progress.place,
        minutes=wish.minutes or progress.minutes,
    )


def _order(moment: Moment, wish: Wish) -> tuple[Order, tuple[str, ...]]:
    """The wish with every gap filled, and the exercises named that this runner may not do yet."""
    progress = moment.progress
    minutes = wish.minutes or progress.minutes or USUAL_MINUTES
    level = wish.level or progress.level or Level.BEGINNER
    kit = wish.kit if wish.kit is not None else progress.kit or ()
    newcomer = is_newcomer(moment)
    needed = {item for id_ in wish.exercises for item in moment.library.exercise(id_).default.kit}
    mine = tuple(dict.fromkeys((*kit, *sorted(needed))))
    may = tuple(id_ for id_ in wish.exercises if allowed(moment.library, Rung(id_), level, mine, newcomer))
    refused = tuple(id_ for id_ in wish.exercises if id_ not in may)
    instead = tuple(_instead(moment, id_, level, mine, newcomer) for id_ in refused)
    order = Order(
        minutes=min(max(minutes, FEWEST_MINUTES), MOST_MINUTES),
        kit=mine,
        level=level,
        place=wish.place or progress.place,
        exercises=tuple(dict.fromkeys((*may, *(id_ for id_ in instead if id_)))),
        newcomer=newcomer,
        avoid=tuple(id_ for id_ in progress.avoid if id_ not in wish.exercises),
        log=progress.log,
        today=moment.today,
    )
    return order, refused


def _instead(moment: Moment, id_: str, level: Level, kit: tuple[str, ...], newcomer: bool) -> str | None:
    exercise = moment.library.exercise(id_)
    rungs = (*exercise.easier, *exercise.swaps)
    fitting = (rung.exercise for rung in rungs if allowed(moment.library, rung, level, kit, newcomer))
    return next(fitting, None)


def _delivery(moment: Moment, order: Order) -> Delivery:
    """How the class is spoken; one too short for full explanations has short ones."""
    progress = moment.progress
    talk = Talk.SHORT if order.minutes < ROOM_TO_EXPLAIN and progress.talk is Talk.FULL else progress.talk
    known = tuple(id_ for id_, times in progress.met.items() if times >= KNOWN_AFTER)
    return Delivery(talk, progress.tempo, bool(progress.straight), moment.seed, known)


def _announcement(moment: Moment, plan: Plan) -> Phrase:
    names: tuple[Arg, ...] = tuple(exercise_name(id_) for id_ in plan.exercises)
    return say(Say.CLASS_ANNOUNCE, moment.seed, time=Span(round(plan.length / 60_000) * 60), exercises=names)


def _kit_not_yet(moment: Moment, wish: Wish, plan: Plan) -> list[Phrase]:
    """Kit at hand that only a strenuous exercise uses, while it is too early for that."""
    used = {item for planned in plan.sets for item in moment.library.variant(planned.rung).kit}
    needs = [(e.default.kit, e.default.strenuous) for e in moment.library.exercises.values()]
    early = [
        item
        for item in wish.kit or ()
        if is_newcomer(moment) and item not in used and all(hard for kit, hard in needs if item in kit)
    ]
    known = [item for item in early if any(item in kit for kit, _ in needs)]
    return [say(Say.CLASS_KIT_NOT_YET, kit=Name(Thing.KIT, item)) for item in known[:1]]


def _change(changed: Changed) -> Phrase:
    """What is different from last time, and why."""
    name = exercise_name(str(changed.rung))
    return say(
        _CHANGES[changed.change], exercise=name, reps=Count(changed.amount, "rep"), sets=Count(changed.sets, "set")
    )


_CHANGES = {
    Change.MORE_REPS: Say.CHANGE_MORE_REPS,
    Change.MORE_SETS: Say.CHANGE_MORE_SETS,
    Change.HARDER: Say.CHANGE_HARDER,
    Change.FEWER_REPS: Say.CHANGE_FEWER_REPS,
    Change.FEWER_SETS: Say.CHANGE_FEWER_SETS,
    Change.EASIER: Say.CHANGE_EASIER,
    Change.AFTER_TWO_WEEKS: Say.CHANGE_AFTER_TWO_WEEKS,
    Change.AFTER_FOUR_WEEKS: Say.CHANGE_AFTER_FOUR_WEEKS,
}


def _fetch(moment: Moment, plan: Plan) -> list[Phrase]:
    needed = dict.fromkeys(item for planned in plan.sets for item in moment.library.variant(planned.rung).kit)
    fetch: tuple[Arg, ...] = tuple(Name(Thing.KIT, item) for item in needed)
    return [say(Say.CLASS_FETCH, kit=fetch)] if fetch else []


def begin(moment: Moment) -> Reply:
    """Start the class that was announced."""
    if safety.ended_today(moment):
        return safety.not_today(moment)
    straight = {EventKind.STRAIGHT_THROUGH: True, EventKind.WAIT_FOR_ME: False}.get(
        moment.event.kind, bool(moment.progress.straight)
    )
    progress = replace(moment.progress, straight=straight, guide=None)
    moment = replace(moment, progress=progress)
    order, _ = _order(moment, moment.session.wish or Wish())
    delivery = _delivery(moment, order)
    plan = plan_class(moment.library, order, delivery, moment.length_of)
    running = Workout(
        plan,
        tempo=delivery.tempo,
        talk=delivery.talk,
        straight=straight,
        seed=delivery.seed,
        known=delivery.known,
        kit=(*order.kit, *sorted(moment.library.at_hand)),
    )
    return workout.run(moment, Position(), say(Say.CLASS_BEGIN), workout=running)


def begin_or_minutes(moment: Moment) -> Reply:
    """A bare number while a class is announced means minutes; a word such as "done" starts it."""
    if moment.event.number is None:
        return begin(moment)
    return start(replace(moment, event=Event(EventKind.START, seconds=moment.event.number * 60)))


def accept_set(moment: Moment) -> Reply:
    """A set of the exercise that was just explained."""
    if safety.ended_today(moment):
        return safety.not_today(moment)
    return workout.single_set(moment, offered_set(moment))


def decline(moment: Moment) -> Reply:
    """No class, then."""
    return close(moment, say(Say.GOODBYE, moment.seed))


def announce_again(moment: Moment) -> Reply:
    """The class that was announced, once more."""
    return announce(moment, moment.session.wish or Wish())


def without(moment: Moment) -> Reply:
    """The class announced, planned anew without a piece of kit or with another exercise."""
    missing = {named.id for named in moment.event.kit}
    wish = moment.session.wish or Wish()
    kit = tuple(item for item in wish.kit or moment.progress.kit or () if item not in missing)
    named = tuple(named.id for named in moment.event.exercises[-1:] if named.id)
    return announce(moment, replace(wish, kit=kit, exercises=named or wish.exercises))


def how_long(moment: Moment) -> Reply:
    """How long a class would take: the one announced, else what can be asked for."""
    if moment.session.awaiting is Awaiting.START:
        return announce_again(moment)
    if moment.event.seconds:
        return start(moment)
    return back(moment, say(Say.CLASS_LENGTHS))
