"""Into a class: what was wished for, the plan announced, the first word; and back into one left open."""

from dataclasses import replace

from skill.coaching.classes import announcement, resume, safety
from skill.coaching.classes.ordering import order_of
from skill.coaching.facts.exercise import Level, Rung
from skill.coaching.howto import guide
from skill.coaching.howto.way_back import back, unclear
from skill.coaching.planning import courses
from skill.coaching.planning.fitting import MOST_SETS
from skill.coaching.planning.planner import plan_class
from skill.coaching.record.record import Announced, Progress, Wish, Workout
from skill.coaching.timeline.cues import Delivery, Position
from skill.coaching.timeline.plan import Plan, PlannedSet, numbered, plan_halved, with_sets, without_traits
from skill.coaching.timeline.script import class_length
from skill.coaching.turn.events import Event, EventKind
from skill.coaching.turn.reply import announced_before, ask
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting, Offer
from skill.coaching.words.phrase import Phrase
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout import under_way

KNOWN_AFTER = 2
"""Classes with an exercise after which its full explanation is left out."""


def start(moment: Moment) -> Reply:
    """Plan a class from what was said and what is known, and announce it."""
    if moment.is_locked:
        return safety.not_today(moment)
    unknown = next((named for named in moment.event.exercises if named.id is None), None)
    if unknown:
        return unclear(moment, unknown, EventKind.START)
    if moment.session.awaiting.in_class and under_way.put_away(moment):
        return resume.offer_resume(moment)
    moment = replace(moment, progress=under_way.filed(moment))
    return announce(moment, _wish(moment))


def start_fresh(moment: Moment) -> Reply:
    """Leave the open class, with what was done of it in the log, and plan another."""
    moment = replace(moment, progress=under_way.filed(moment))
    return announce(moment, Wish()) if not moment.is_locked else safety.not_today(moment)


def _wish(moment: Moment) -> Wish:
    """What was wished for so far, with what was said now on top."""
    before, event = _wished(moment), moment.event
    kit = tuple(named.id for named in event.kit if named.id)
    return Wish(
        minutes=event.seconds // 60 if event.seconds else before.minutes,
        kit=tuple(item for item in kit if item not in moment.library.no_kit) if kit else before.kit,
        level=event.level or before.level,
        place=event.place or before.place,
        exercises=tuple(named.id for named in event.exercises if named.id) or before.exercises,
        intensity=event.intensity or before.intensity,
        session=event.session or (None if event.exercises else before.session),
        sets=event.sets or before.sets,
    )


def _wished(moment: Moment) -> Wish:
    """What the class was planned from that is announced, or would be that is offered."""
    standing, announced = moment.session.standing, moment.progress.announced
    if isinstance(standing.about, Offer):
        return standing.about.wish
    return announced.wish if announced and announced_before(standing) else Wish()


def announce(moment: Moment, wish: Wish, *said: Phrase) -> Reply:
    """Say what is coming, why it is so today, and what to fetch; the first class also asks how to pace it.

    The plan is kept: it is what will be held.
    """
    before = moment.progress
    moment = replace(moment, progress=courses.caught_up(moment.library, before, moment.today))
    order, named = order_of(moment, wish)
    plan = plan_class(moment.library, order, _delivery(moment), moment.length_of)
    plan = without_traits(moment.library, plan, moment.session.ruled_out)
    plan = _in_sets(moment, plan, wish.sets) if wish.sets else plan
    kept = Announced(plan, moment.today, wish, tuple(sorted(order.gate(moment.library).kit)))
    return ask(
        moment,
        *said,
        *announcement.in_full(moment, before, order, named, kept),
        question=how_to_begin(moment),
        awaiting=Awaiting.START,
        progress=_remembering(moment, kept),
    )


def _in_sets(moment: Moment, plan: Plan, sets: int) -> Plan:
    """The plan with so many sets of each of its exercises, as far as a class may have."""
    for rung in dict.fromkeys(planned.rung for planned in plan.work):
        index = next(i for i, planned in enumerate(plan.sets) if planned.rung == rung and not planned.warm_up)
        room = MOST_SETS[plan.level] - len(plan.work) + plan.sets[index].of
        plan = with_sets(plan, index, max(min(sets, room), 1))
    length = class_length(plan, _delivery(moment), moment.library, moment.length_of)
    return replace(plan, length=length)


def announce_anew(moment: Moment, *said: Phrase, level: Level | None = None) -> Reply:
    """The class announced, planned anew because something that it depends on has changed."""
    wish = _wished(moment)
    return announce(moment, replace(wish, level=level or wish.level), *said)


def announce_halved(moment: Moment, *said: Phrase) -> Reply:
    """The class announced, with half the dose in every set, and why."""
    announced = moment.progress.announced
    assert announced is not None
    kept = replace(announced, plan=plan_halved(announced.plan))
    moment = replace(moment, progress=replace(moment.progress, announced=kept))
    question = how_to_begin(moment)
    return ask(moment, *said, question=question, awaiting=Awaiting.START)


def announce_with_warm_up(moment: Moment, warm_up: str, *said: Phrase) -> Reply:
    """The class announced, with another warm-up."""
    announced = moment.progress.announced
    assert announced is not None
    parts = moment.library.warm_ups[warm_up].parts
    first = tuple(PlannedSet(part.rung, part.amount, warm_up=True) for part in parts)
    plan = replace(announced.plan, sets=numbered((*first, *announced.plan.work)))
    length = class_length(plan, _delivery(moment), moment.library, moment.length_of)
    kept = replace(announced, plan=replace(plan, length=length))
    moment = replace(moment, progress=replace(moment.progress, announced=kept))
    return ask(
        moment,
        *said,
        *announcement.in_short(moment, kept.plan),
        question=how_to_begin(moment),
        awaiting=Awaiting.START,
    )


def announce_again(moment: Moment) -> Reply:
    """The very class that was announced, once more."""
    announced = moment.progress.announced
    assert announced is not None
    said = announcement.in_short(moment, announced.plan)
    return ask(moment, *said, question=how_to_begin(moment), awaiting=Awaiting.START)


def is_announced(moment: Moment) -> bool:
    """Whether a class was announced today and is still to be begun."""
    announced = moment.progress.announced
    return announced is not None and announced.day == moment.today and not moment.is_locked


def how_to_begin(moment: Moment) -> Phrase:
    """The question that a plan ends with: the first time how to pace it, then the word to begin."""
    first = moment.progress.straight is None
    return say(Say.CLASS_STRAIGHT_OR_WAIT if first else Say.CLASS_SAY_GO_TO_START)


def _remembering(moment: Moment, kept: Announced) -> Progress:
    progress, wish = moment.progress, kept.wish
    return replace(
        progress,
        welcomed=True,
        announced=kept,
        kit=progress.kit if wish.kit is None else wish.kit,
        level=moment.event.level or progress.level,
        place=wish.place or progress.place,
        minutes=wish.minutes or progress.minutes,
    )


def _delivery(moment: Moment) -> Delivery:
    """How the class is spoken: what is new is explained, however short the class."""
    progress = moment.progress
    variants = (rung for rung in progress.marks if Rung.parse(rung).variant)
    known = (*(id_ for id_, times in progress.met.items() if times >= KNOWN_AFTER), *variants)
    warned = under_way.warned(moment)
    return Delivery(progress.talk, progress.tempo, moment.straight, moment.seed, known, warned, progress.heard)


def begin(moment: Moment) -> Reply:
    """Hold the class that was announced, set by set; only how it is spoken may have changed since."""
    if moment.is_locked:
        return safety.not_today(moment)
    announced = moment.progress.announced
    assert announced is not None
    straight = _is_straight(moment)
    moment = replace(moment, progress=replace(moment.progress, straight=straight, announced=None, guide=None))
    plan = announced.plan
    delivery = _delivery(moment)
    running = Workout(
        plan,
        tempo=delivery.tempo,
        talk=delivery.talk,
        straight=straight,
        seed=delivery.seed,
        known=delivery.known,
        warned=delivery.warned,
        heard=delivery.heard,
        kit=announced.kit,
        begun=moment.now,
    )
    return under_way.run(moment, Position(), say(Say.CLASS_BEGIN), workout=running)


def _is_straight(moment: Moment) -> bool:
    """Whether the class is held straight through: as was just said, else as always."""
    match moment.event.kind:
        case EventKind.STRAIGHT_THROUGH:
            return True
        case EventKind.WAIT_FOR_ME:
            return False
        case _:
            return moment.straight


def start_or_begin(moment: Moment) -> Reply:
    """A class is announced: to start with no other wish is to begin it."""
    return begin(moment) if moment.event == Event(EventKind.START) else start(moment)


def begin_or_minutes(moment: Moment) -> Reply:
    """A bare number while a class is announced means minutes; a word such as "done" starts it."""
    if moment.event.number is None:
        return begin(moment)
    return start(replace(moment, event=Event(EventKind.START, seconds=moment.event.number * 60)))


def start_in_sets(moment: Moment) -> Reply:
    """So many sets of an exercise, or of each in the class announced; a bare number there means minutes."""
    if moment.event.sets is not None:
        return start(moment)
    if moment.session.awaiting is Awaiting.START:
        return begin_or_minutes(moment)
    return back(moment, say(Say.ONLY_IN_CLASS))


def accept_set(moment: Moment) -> Reply:
    """A set of the exercise that was just explained."""
    if moment.is_locked:
        return safety.not_today(moment)
    rung = guide.offered_set(moment)
    return under_way.single_set(moment, rung) if rung else guide.offer(moment)


def without(moment: Moment) -> Reply:
    """The class announced, planned anew without a piece of kit or with another exercise."""
    missing = {named.id for named in moment.event.kit}
    wish = _wished(moment)
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
