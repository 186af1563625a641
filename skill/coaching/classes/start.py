"""Into a class: what was wished for, the plan announced, the first word; and back into one left open."""

from dataclasses import replace

from skill.coaching.classes import advice_words, resume, safety
from skill.coaching.classes.announcement import (
    _announcement,
    _fetch,
    _first_of_all,
    _had_this_week,
    _kit_not_yet,
    _reason,
    _refusals,
)
from skill.coaching.classes.ordering import advice_for, order_of
from skill.coaching.howto.guide import offered_set
from skill.coaching.howto.way_back import back, unclear
from skill.coaching.planning import courses
from skill.coaching.planning.order import Order
from skill.coaching.planning.planner import plan_class
from skill.coaching.record.record import Progress, Workout
from skill.coaching.timeline.cues import Delivery, Position, Talk
from skill.coaching.turn.events import Event, EventKind
from skill.coaching.turn.reply import ask, close
from skill.coaching.turn.state import Awaiting, Moment, Reply, Wish
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout import under_way

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
    if moment.session.awaiting in (Awaiting.SET, Awaiting.PAUSE) and under_way.put_away(moment):
        return resume.offer_resume(moment)
    moment = replace(moment, progress=under_way.filed(moment))
    return announce(moment, _wish(moment))


def start_fresh(moment: Moment) -> Reply:
    """Leave the open class, with what was done of it in the log, and plan another."""
    moment = replace(moment, progress=under_way.filed(moment))
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
        intensity=event.intensity or before.intensity,
    )


def announce(moment: Moment, wish: Wish) -> Reply:
    """Say what is coming, why it is so today, and what to fetch; the first class also asks how to pace it."""
    before = moment.progress
    moment = replace(moment, progress=courses.caught_up(moment.library, before, moment.today))
    order, named = order_of(moment, wish)
    plan = plan_class(moment.library, order, _delivery(moment, order), moment.length_of)
    first = moment.progress.straight is None
    return ask(
        moment,
        *_first_of_all(moment, before),
        *advice_words.why(advice_for(moment), moment, full=not order.light),
        *_refusals(moment, order, named),
        *_had_this_week(order, wish),
        _announcement(moment, plan),
        *_reason(moment, order, plan),
        *_kit_not_yet(moment, order, wish, plan),
        *_fetch(moment, plan),
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


def _delivery(moment: Moment, order: Order) -> Delivery:
    """How the class is spoken; one too short for full explanations has short ones."""
    progress = moment.progress
    is_short = order.light or order.minutes < ROOM_TO_EXPLAIN
    talk = Talk.SHORT if is_short and progress.talk is Talk.FULL else progress.talk
    known = tuple(id_ for id_, times in progress.met.items() if times >= KNOWN_AFTER)
    return Delivery(talk, progress.tempo, bool(progress.straight), moment.seed, known)


def begin(moment: Moment) -> Reply:
    """Start the class that was announced."""
    if safety.ended_today(moment):
        return safety.not_today(moment)
    straight = {EventKind.STRAIGHT_THROUGH: True, EventKind.WAIT_FOR_ME: False}.get(
        moment.event.kind, bool(moment.progress.straight)
    )
    progress = replace(moment.progress, straight=straight, guide=None)
    moment = replace(moment, progress=progress)
    order, _ = order_of(moment, moment.session.wish or Wish())
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
        begun=moment.now,
    )
    return under_way.run(moment, Position(), say(Say.CLASS_BEGIN), workout=running)


def begin_or_minutes(moment: Moment) -> Reply:
    """A bare number while a class is announced means minutes; a word such as "done" starts it."""
    if moment.event.number is None:
        return begin(moment)
    return start(replace(moment, event=Event(EventKind.START, seconds=moment.event.number * 60)))


def accept_set(moment: Moment) -> Reply:
    """A set of the exercise that was just explained."""
    if safety.ended_today(moment):
        return safety.not_today(moment)
    return under_way.single_set(moment, offered_set(moment))


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
