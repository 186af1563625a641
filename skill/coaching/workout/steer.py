"""Every way to steer a class under way; after any of them it goes on at the same set, side and rep."""

from collections.abc import Callable
from dataclasses import replace

from skill.coaching.facts.exercise import Counting, Rung, Side, Sides
from skill.coaching.facts.library import Block
from skill.coaching.planning.fitting import MOST_SETS
from skill.coaching.planning.gates import Gate
from skill.coaching.planning.progression import as_now
from skill.coaching.record.record import SetDone, Workout
from skill.coaching.timeline.cues import Position, Stage, Talk, Tempo, following
from skill.coaching.timeline.plan import PlannedSet, replaced, skip_exercise, with_sets
from skill.coaching.turn.reply import ask
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting
from skill.coaching.words.names import exercise_name
from skill.coaching.words.phrase import Arg, Count, Name, Phrase, Span, Thing
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout.doors import gate_of, refusal
from skill.coaching.workout.told import amount_in
from skill.coaching.workout.under_way import (
    carry_on,
    current,
    current_exercise,
    go,
    heard_out,
    held_still,
    here,
    open_workout,
    pause,
    rested,
    run,
    stay,
    wait,
    where,
)

USUAL_EXTRA = 30
"""Seconds a rest is stretched by, where none are named."""
STEP_REPS, STEP_SECONDS = 2, 5
"""Reps, or seconds of a hold, by which a set gets bigger or smaller at a word."""
LONGEST_REST = 150
"""Seconds of a rest at most, so that one always fits into a turn."""


def next_(moment: Moment) -> Reply:
    """Finish this set and move on; when a word was awaited, just go."""
    if heard_out(moment):
        return go(moment)
    return skip_set(moment)


def skip_set(moment: Moment) -> Reply:
    """Leave what is left of this set."""
    at = here(moment)
    workout = _cut_short(moment, at)
    return run(moment, following(workout.plan, at), say(Say.CLASS_MOVING_ON), workout=workout)


def skip_warm_up(moment: Moment) -> Reply:
    """On to the first exercise of the class, where its warm-up is still under way."""
    workout, at = open_workout(moment), here(moment)
    sets = workout.plan.sets
    if at.set >= len(sets) or not sets[at.set].warm_up:
        return carry_on(moment, say(Say.CLASS_WARM_UP_OVER))
    first = next(index for index, planned in enumerate(sets) if not planned.warm_up)
    return run(moment, Position(first), say(Say.CLASS_WARM_UP_LEFT), workout=_cut_short(moment, at))


def skip_exercise_(moment: Moment) -> Reply:
    """Leave all that is left of this exercise, or of the one named."""
    workout, at = open_workout(moment), here(moment)
    named = {Rung.parse(named.id).exercise if named.id else None for named in moment.event.exercises}
    if named and current(moment).rung.exercise not in named:
        return _drop(moment, workout, at, named)
    workout = _cut_short(moment, at)
    target = skip_exercise(workout.plan, min(at.set, len(workout.plan.sets) - 1))
    return run(
        moment,
        Position(target),
        say(Say.CLASS_SKIPPED, exercise=exercise_name(str(current(moment).rung))),
        workout=workout,
    )


def _drop(moment: Moment, workout: Workout, at: Position, named: set[str | None]) -> Reply:
    sets = workout.plan.sets
    kept = sets[: at.set + 1] + tuple(s for s in sets[at.set + 1 :] if s.rung.exercise not in named)
    if len(kept) == len(sets):
        return carry_on(moment, say(Say.CLASS_NOT_IN_IT))
    dropped: tuple[Arg, ...] = tuple({s.rung: exercise_name(str(s.rung)) for s in sets if s not in kept}.values())
    workout = replace(workout, plan=replace(workout.plan, sets=kept))
    return carry_on(moment, say(Say.CLASS_SKIPPED, exercise=dropped), workout=workout)


def previous(moment: Moment) -> Reply:
    """The set before this one; this one again when it was heard to its end."""
    at = here(moment)
    index = max(at.set - (0 if at.stage is Stage.REST else 1), 0)
    return run(moment, Position(index), say(Say.CLASS_GOING_BACK))


def say_again(moment: Moment) -> Reply:
    """What was said last: an answer; else the set as it is introduced, or from the rep that is under way."""
    at = here(moment)
    if moment.session.said:
        return carry_on(moment, *moment.session.said)
    if heard_out(moment):
        return stay(moment, say(Say.YOU_ARE, where=where(moment)))
    return run(moment, Position(at.set) if at.stage is Stage.READY else at)


def set_again(moment: Moment) -> Reply:
    """The set again from its get-ready; the last one when it was heard to its end. It counts once."""
    workout = open_workout(moment)
    if heard_out(moment) and workout.sent:
        return run(moment, workout.position, say(Say.CLASS_AGAIN))
    return run(moment, Position(min(here(moment).set, len(workout.plan.sets) - 1)), say(Say.CLASS_AGAIN))


def this_or_all(moment: Moment) -> Reply:
    """Ask before anything is lost: this set again, or the whole class."""
    return ask(
        moment,
        question=say(Say.CLASS_THIS_OR_ALL),
        awaiting=Awaiting.THIS_OR_ALL,
        progress=replace(moment.progress, workout=held_still(moment)),
    )


def start_over(moment: Moment) -> Reply:
    """The class from its first set."""
    return run(
        moment,
        Position(),
        say(Say.CLASS_FROM_THE_START),
        workout=replace(open_workout(moment), differently=()),
    )


def slower(moment: Moment) -> Reply:
    """Count more slowly from here on."""
    is_fast = open_workout(moment).tempo is Tempo.FAST
    return _at_tempo(moment, Tempo.NORMAL if is_fast else Tempo.SLOW, Say.CLASS_SLOWER)


def faster(moment: Moment) -> Reply:
    """Count faster from here on."""
    is_slow = open_workout(moment).tempo is Tempo.SLOW
    return _at_tempo(moment, Tempo.NORMAL if is_slow else Tempo.FAST, Say.CLASS_FASTER)


def _at_tempo(moment: Moment, tempo: Tempo, key: Say) -> Reply:
    if open_workout(moment).tempo is tempo:
        return carry_on(moment, say(Say.CLASS_TEMPO_AT_LIMIT))
    remembered = replace(moment, progress=replace(moment.progress, tempo=tempo))
    return _carry_on_changed(moment, remembered, replace(open_workout(moment), tempo=tempo), say(key))


def at_talk(talk: Talk, key: Say) -> Callable[[Moment], Reply]:
    """Say more or less from here on."""

    def action(moment: Moment) -> Reply:
        known = () if talk is Talk.FULL else open_workout(moment).known
        remembered = replace(moment, progress=replace(moment.progress, talk=talk))
        return _carry_on_changed(
            moment, remembered, replace(open_workout(moment), talk=talk, known=known), say(key)
        )

    return action


def straight_through(moment: Moment) -> Reply:
    """Chain the sets from here on; a rest in which a word was awaited runs to its end, and on to the next set."""
    reply, plan, at = _pace(moment, Say.CLASS_STRAIGHT, straight=True), open_workout(moment).plan, rested(moment)
    is_resting = heard_out(moment) and at.set < len(plan.sets) and at.stage is Stage.REST
    if moment.session.awaiting is not Awaiting.SET or not is_resting:
        return reply
    on = at if at.second < plan.sets[at.set].rest else following(plan, at)
    return run(replace(moment, progress=reply.progress), on, say(Say.CLASS_STRAIGHT))


def wait_for_me(moment: Moment) -> Reply:
    """Wait for a word after each set from here on."""
    return _pace(moment, Say.CLASS_WAITING, straight=False)


def _pace(moment: Moment, key: Say, *, straight: bool) -> Reply:
    remembered = replace(moment, progress=replace(moment.progress, straight=straight))
    return _carry_on_changed(moment, remembered, replace(open_workout(moment), straight=straight), say(key))


def _carry_on_changed(moment: Moment, remembered: Moment, workout: Workout, said: Phrase) -> Reply:
    """Carry on with the class spoken differently: the place is read by the old timeline, then the new one runs."""
    out, at = heard_out(moment), here(moment)
    workout = replace(workout, position=at, lead=0, sent=0, touched=moment.now)
    remembered = replace(remembered, progress=replace(remembered.progress, workout=workout))
    return stay(remembered, said) if out else run(remembered, at, said)


def more_rest(moment: Moment) -> Reply:
    """Stretch the rest under way, or make it as long from now as was said; in a set, pause for it.

    Where no rest runs and none is said, those to come get longer.
    """
    workout, at = open_workout(moment), rested(moment)
    resting = at.stage is Stage.REST and at.set < len(workout.plan.sets)
    if moment.event.seconds and not resting:
        return pause(moment)
    if moment.event.seconds:
        left = workout.plan.sets[at.set].rest - at.second
        seconds = max(min(moment.event.seconds, LONGEST_REST) - left, 0)
    else:
        seconds = USUAL_EXTRA
    stretched = (at.set,) if resting else range(at.set, len(workout.plan.sets))
    sets = tuple(
        _rest(planned, planned.rest + seconds if resting else min(planned.rest + seconds, LONGEST_REST))
        if index in stretched
        else planned
        for index, planned in enumerate(workout.plan.sets)
    )
    changed = replace(workout, plan=replace(workout.plan, sets=sets))
    if resting:
        again = replace(at, second=max(at.second, 1))
        told = Span(min(moment.event.seconds or seconds, LONGEST_REST))
        key = Say.CLASS_REST_NOW if moment.event.seconds else Say.CLASS_MORE_REST_NOW
        return run(moment, again, say(key, time=told), workout=changed)
    return carry_on(moment, say(Say.CLASS_MORE_REST_LATER, time=Span(seconds)), workout=changed)


def no_rest(moment: Moment) -> Reply:
    """Skip the rest under way; outside a rest, make those to come as short as the exercises allow."""
    at, workout = here(moment), open_workout(moment)
    if at.stage is Stage.REST:
        return go(moment)
    least = tuple(_rest(s, moment.library.exercise(s.rung.exercise).rest[0]) for s in workout.plan.sets)
    return carry_on(
        moment, say(Say.CLASS_SHORT_RESTS), workout=replace(workout, plan=replace(workout.plan, sets=least))
    )


def _rest(planned: PlannedSet, seconds: int) -> PlannedSet:
    return replace(planned, rest=seconds) if planned.rest else planned


def change_to(moment: Moment, rung: Rung, key: Say, *more: Phrase) -> Reply:
    """Do this exercise's remaining sets as another one, beginning the current set again."""
    workout, index = open_workout(moment), _set_to_change(moment)
    block = Block(rung, moment.library.variant(rung).dose.amount, len(workout.plan.sets))
    now = as_now(moment.library, moment.progress.log, block)
    plan = replaced(workout.plan, index, rung, now.amount, now.sets)
    name = exercise_name(str(rung))
    return run(moment, Position(index), say(key, exercise=name), *more, workout=replace(workout, plan=plan))


def _set_to_change(moment: Moment) -> int:
    """The index of the set at hand; in a rest, of the one after it."""
    at, last = here(moment), len(open_workout(moment).plan.sets) - 1
    return min(at.set + (at.stage is Stage.REST), last)


def easier(moment: Moment) -> Reply:
    """One rung down the ladder; at its foot fewer reps, else a smaller movement, or a skip, and the set waits."""
    rung = easier_rung(moment)
    if rung:
        return change_to(moment, rung, Say.CLASS_EASIER)
    return _other_dose(moment, -_step(moment)) or wait(moment, say(Say.CLASS_EASIEST))


def easier_rungs(moment: Moment) -> tuple[Rung, ...]:
    """The ladder below the exercise at hand, below a variant the plain exercise first; none in the warm-up."""
    rung = current(moment).rung
    if current(moment).warm_up:
        return ()
    plain = (Rung(rung.exercise),) if rung.variant else ()
    return plain + current_exercise(moment).easier


def easier_rung(moment: Moment) -> Rung | None:
    """The first of them that this runner may do."""
    return first_open(moment, easier_rungs(moment), _gate(moment))


def harder(moment: Moment) -> Reply:
    """One rung up the ladder; where none is open yet, two reps more, else why not, and the way there."""
    rungs = _harder_rungs(moment)
    gate = _gate(moment).for_what_is_asked()
    rung = first_open(moment, rungs, gate)
    if rung:
        return change_to(moment, rung, Say.CLASS_HARDER)
    more = _other_dose(moment, _step(moment))
    if more or not rungs:
        return more or carry_on(moment, say(Say.CLASS_DOSE_AT_LIMIT))
    return carry_on(moment, *_why_not(moment, gate, rungs[0]))


def _harder_rungs(moment: Moment) -> tuple[Rung, ...]:
    """The ladder above the exercise at hand, without what it has come by already; none in the warm-up."""
    rung = current(moment).rung
    ladder = () if current(moment).warm_up else current_exercise(moment).harder
    return ladder[ladder.index(rung) + 1 :] if rung in ladder else ladder


def lighter(moment: Moment, workout: Workout, index: int) -> Workout:
    """The class with fewer reps or seconds in a set and the later ones of its exercise: never the same again."""
    planned = workout.plan.sets[index]
    least = moment.library.variant(planned.rung).dose.least
    less = planned.amount - _step_of(moment, planned)
    less = less if less >= least else (planned.amount + 1) // 2
    return replace(workout, plan=replaced(workout.plan, index, planned.rung, less))


def lightened(moment: Moment) -> tuple[Workout, tuple[Phrase, ...]]:
    """The class made lighter from the set at hand on, or in a rest the one after it, and that in words."""
    workout, index, at = open_workout(moment), _set_to_change(moment), here(moment)
    if workout.plan.sets[index].warm_up:
        return replace(workout, position=at, sent=0), ()
    changed = lighter(moment, workout, index)
    planned = changed.plan.sets[index]
    is_done = at.stage is Stage.WORK and at.set == index and at.rep >= planned.amount
    at = following(changed.plan, at) if is_done else at
    amount = say(Say.EFFORT_LIGHTER, reps=amount_of(moment, planned))
    return replace(changed, position=at, lead=0, sent=0, touched=moment.now), (amount,)


def amount_of(moment: Moment, planned: PlannedSet) -> Arg:
    """The reps or seconds of a set in words."""
    return Span(planned.amount) if counts_seconds(moment, planned) else Count(planned.amount, "rep")


def counts_seconds(moment: Moment, planned: PlannedSet) -> bool:
    """Whether the amount of a set is seconds: it is held, and has no reps."""
    return moment.library.exercise(planned.rung.exercise).counting is Counting.HOLD


def _step(moment: Moment) -> int:
    return _step_of(moment, current(moment))


def _step_of(moment: Moment, planned: PlannedSet) -> int:
    """By how much a set gets bigger or smaller at a word."""
    return STEP_SECONDS if counts_seconds(moment, planned) else STEP_REPS


def dose(moment: Moment) -> Reply:
    """Another number of sets, or of reps or seconds in each set that is left, as far as the exercise allows."""
    planned, wanted = _at_hand(moment), _wanted(moment)
    if planned.warm_up:
        return carry_on(moment, say(Say.CLASS_WARM_UP_STAYS))
    if moment.event.sets is not None:
        moment = _in_sets(moment, moment.event.sets)
        if wanted is None:
            return carry_on(moment, say(Say.CLASS_NEW_SETS, sets=Count(_at_hand(moment).of, "set")))
    if wanted is None:
        return carry_on(moment, say(Say.CLASS_NO_SUCH_DOSE, reps=amount_of(moment, planned)))
    return _other_dose(moment, wanted - planned.amount) or carry_on(
        moment, say(Say.CLASS_DOSE_STAYS, reps=amount_of(moment, planned))
    )


def _in_sets(moment: Moment, sets: int) -> Moment:
    """The moment, with so many sets of the exercise at hand: never fewer than were begun."""
    workout = open_workout(moment)
    most = MOST_SETS[workout.plan.level] - len(workout.plan.work) + _at_hand(moment).of
    plan = with_sets(workout.plan, _set_to_change(moment), min(sets, most))
    return replace(moment, progress=replace(moment.progress, workout=replace(workout, plan=plan)))


def _at_hand(moment: Moment) -> PlannedSet:
    return open_workout(moment).plan.sets[_set_to_change(moment)]


def _wanted(moment: Moment) -> int | None:
    """The reps or seconds a set is to have from here on, where any were said."""
    planned = _at_hand(moment)
    if moment.event.more is not None:
        return planned.amount + moment.event.more
    return amount_in(moment.event, moment.library.exercise(planned.rung.exercise))


def _other_dose(moment: Moment, change: int) -> Reply | None:
    """The same exercise with some reps or seconds more or fewer; None where its dose goes no further.

    What is strenuous and new keeps its first dose.
    """
    workout, planned, index = open_workout(moment), _at_hand(moment), _set_to_change(moment)
    variant = moment.library.variant(planned.rung)
    dose, is_first = variant.dose, variant.strenuous and _gate(moment).is_new(planned.rung)
    amount = min(max(planned.amount + change, dose.least), planned.amount if is_first else dose.most)
    if amount == planned.amount or (amount < planned.amount) is not (change < 0):
        return None
    plan, at = replaced(workout.plan, index, planned.rung, amount), here(moment)
    changed = replace(workout, plan=plan)
    key = Say.CLASS_NEW_DOSE if amount == planned.amount + change else Say.CLASS_NEAREST_DOSE
    said = say(key, reps=amount_of(moment, replace(planned, amount=amount)))
    if at.stage is Stage.REST:
        return carry_on(moment, said, workout=changed)
    return run(moment, at if at.rep < amount else following(plan, at), said, workout=changed)


def swap(moment: Moment) -> Reply:
    """Another exercise in this one's place: the one named, else the nearest that the kit allows."""
    workout, exercise = open_workout(moment), current_exercise(moment)
    if current(moment).warm_up:
        return carry_on(moment, say(Say.CLASS_WARM_UP_STAYS))
    missing = {named.id for named in moment.event.kit if named.id}
    kit = tuple(item for item in workout.kit if item not in missing)
    named = [named.id for named in moment.event.exercises if named.id and named.id != str(current(moment).rung)]
    if named:
        return _swap_to(moment, Rung.parse(named[-1]))
    if moment.event.kit and not missing & set(moment.library.variant(current(moment).rung).kit):
        return carry_on(moment, say(Say.CLASS_KIT_NOT_NEEDED), workout=replace(workout, kit=kit))
    without = replace(moment, progress=replace(moment.progress, workout=replace(workout, kit=kit)))
    rung = first_open(without, exercise.swaps + exercise.easier, _gate(without))
    return change_to(without, rung, Say.CLASS_SWAPPED) if rung else carry_on(without, say(Say.CLASS_NO_SWAP))


def _swap_to(moment: Moment, rung: Rung) -> Reply:
    """The exercise named, in the place of the one at hand; why not, where it may not be yet.

    Who names it is taken to have what it needs, and hears what that is.
    """
    kit, known = moment.library.variant(rung).kit, open_workout(moment).kit
    gate = gate_of(moment, (*known, *kit)).for_what_is_asked()
    if gate.closed(rung, _others(moment)):
        return carry_on(moment, *_why_not(moment, gate, rung))
    fetch: tuple[Arg, ...] = tuple(Name(Thing.KIT, item) for item in kit if item not in known)
    return change_to(moment, rung, Say.CLASS_SWAPPED, *[say(Say.CLASS_FETCH, kit=fetch)] if fetch else [])


def _why_not(moment: Moment, gate: Gate, rung: Rung) -> tuple[Phrase, ...]:
    closed = gate.closed(rung, _others(moment))
    return refusal(moment, gate, rung, closed) if closed else (say(Say.CLASS_DOSE_AT_LIMIT),)


def _gate(moment: Moment) -> Gate:
    return gate_of(moment, open_workout(moment).kit)


def _others(moment: Moment) -> tuple[Rung, ...]:
    """The exercises of the class beside the one whose place is to be taken; what was done of that counts too."""
    plan, index = open_workout(moment).plan, _set_to_change(moment)
    old = plan.sets[index].rung
    done = (planned.rung for planned in plan.sets[:index])
    later = (planned.rung for planned in plan.sets[index:] if planned.rung != old)
    return (*done, *later)


def first_open(moment: Moment, rungs: tuple[Rung, ...], gate: Gate) -> Rung | None:
    """The first of the rungs that may come into the class under way."""
    others = _others(moment)
    return next((rung for rung in rungs if gate.is_open(rung, others)), None)


def _cut_short(moment: Moment, at: Position) -> Workout:
    """The class with what was really done of the set being left."""
    workout = open_workout(moment)
    if at.stage is not Stage.WORK or at.set >= len(workout.plan.sets):
        return workout
    return replace(workout, differently=(*workout.differently, SetDone(at.set, *_reps_done(moment, at))))


def _reps_done(moment: Moment, at: Position) -> tuple[int, None, tuple[int, ...]]:
    """What was done of the set by the clock: of a leg that has not begun nothing, so the other counts for one."""
    planned = current(moment)
    match moment.library.exercise(planned.rung.exercise).sides:
        case Sides.BOTH:
            return _held_or_done(moment, planned, at), None, ()
        case Sides.ALTERNATING:
            right, left = (at.rep + 1) // 2, at.rep // 2
        case Sides.ONE_THEN_OTHER:
            done = _held_or_done(moment, planned, at)
            right, left = (done, 0) if at.side is Side.RIGHT else (planned.amount, done)
    return left, None, (right, left) if right != left else ()


def _held_or_done(moment: Moment, planned: PlannedSet, at: Position) -> int:
    return at.second if counts_seconds(moment, planned) else at.rep
