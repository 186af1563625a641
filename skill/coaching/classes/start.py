"""Into a class: what was wished for, the plan announced, the first word; and back into one left open."""

from dataclasses import replace

from skill.coaching.classes import course_words, resume, safety
from skill.coaching.classes.course_words import name_of
from skill.coaching.classes.ordering import Named, advice_for, order_of
from skill.coaching.facts.exercise import Counting, Level, Rung
from skill.coaching.howto.answers import back, unclear
from skill.coaching.howto.guide import exercise_name, offered_set
from skill.coaching.planning import advice, courses
from skill.coaching.planning.gates import is_tough
from skill.coaching.planning.order import Order
from skill.coaching.planning.planner import plan_class
from skill.coaching.timeline.change import Change
from skill.coaching.timeline.cues import Delivery, Position, Talk
from skill.coaching.timeline.plan import Changed, Plan
from skill.coaching.turn.events import Event, EventKind
from skill.coaching.turn.reply import ask, close
from skill.coaching.turn.state import Awaiting, Moment, Progress, Reply, Wish, Workout
from skill.coaching.words.phrase import Arg, Count, Name, Phrase, Span, Thing
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout import under_way

ROOM_TO_EXPLAIN = 8
"""Minutes from which a class has time for full explanations."""
FINE_CLASSES = 4
"""Classes that went well before harder exercises are hinted at."""
LEVEL_HINT_EVERY = 16
"""Classes between one such hint and the next."""
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
        *advice.why(advice_for(moment), moment, full=not order.light),
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


def _first_of_all(moment: Moment, before: Progress) -> list[Phrase]:
    """The disclaimer, once; and what a course that is done has led to."""
    said = [] if moment.progress.welcomed else [say(Say.DISCLAIMER)]
    done, level = before.course, moment.progress.level
    if done and level and level is not before.level:
        name = Name(Thing.LEVEL, level.name.lower())
        said.append(say(Say.COURSE_COMPLETED, course=name_of(done.course), level=name))
    return said


def _refusals(moment: Moment, order: Order, named: Named) -> list[Phrase]:
    """Why exercises that were asked for are not in the class, and the way to them."""
    said = [say(Say.CLASS_NOT_YET, exercise=exercise_name(id_)) for id_ in named.too_early]
    for id_ in named.too_early[:1]:
        said += course_words.way_to(moment, Rung(id_))
        if moment.progress.course is None and any(c.exercise == id_ for c in moment.library.courses.values()):
            said.append(say(Say.COURSE_BEGIN))
        variant = moment.library.exercise(id_).default
        if order.level < variant.level and not variant.strenuous:
            said.append(say(Say.CLASS_FOR_LEVEL, level=Name(Thing.LEVEL, variant.level.name.lower())))
    return said + [say(Say.CLASS_ONE_IS_ENOUGH, exercise=exercise_name(id_)) for id_ in named.too_much]


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


def _announcement(moment: Moment, plan: Plan) -> Phrase:
    names: tuple[Arg, ...] = tuple(exercise_name(id_) for id_ in plan.exercises)
    return say(Say.CLASS_ANNOUNCE, moment.seed, time=Span(round(plan.length / 60_000) * 60), exercises=names)


def _kit_not_yet(moment: Moment, order: Order, wish: Wish, plan: Plan) -> list[Phrase]:
    """Kit at hand that only a strenuous exercise uses, while it is too early for that."""
    if not order.past.is_newcomer:
        return []
    used = {item for planned in plan.sets for item in moment.library.variant(planned.rung).kit}
    waiting = [item for item in wish.kit or () if item not in used and _is_for_later(moment, item)]
    return [say(Say.CLASS_KIT_NOT_YET, kit=Name(Thing.KIT, item)) for item in waiting[:1]]


def _is_for_later(moment: Moment, item: str) -> bool:
    users = [e.default for e in moment.library.exercises.values() if item in e.default.kit]
    return bool(users) and all(variant.strenuous for variant in users)


def _change(moment: Moment, changed: Changed) -> Phrase:
    """What is different from last time, and why."""
    is_hold = moment.library.exercise(changed.rung.exercise).counting is Counting.HOLD
    return say(
        _CHANGES[changed.change],
        exercise=exercise_name(str(changed.rung)),
        before=exercise_name(str(changed.before or changed.rung)),
        reps=Span(changed.amount) if is_hold else Count(changed.amount, "rep"),
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
