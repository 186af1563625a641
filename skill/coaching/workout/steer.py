"""Every way to steer a class under way; after any of them it goes on at the same set, side and rep."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from skill.coaching.facts.exercise import Level, Rung
from skill.coaching.planning.gates import is_open, past_of
from skill.coaching.record.record import SetDone, Workout
from skill.coaching.timeline.cues import Position, Stage, Talk, Tempo, following
from skill.coaching.timeline.plan import PlannedSet, replaced, skip_exercise
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting
from skill.coaching.words.names import exercise_name
from skill.coaching.words.phrase import Count, Phrase, Span
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout.under_way import (
    carry_on,
    current,
    current_exercise,
    go,
    heard_out,
    here,
    open_workout,
    run,
    stay,
    where,
)

USUAL_EXTRA, MOST_EXTRA = 30, 60
"""Seconds a rest is stretched by: where none are named, and at most."""
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


def skip_exercise_(moment: Moment) -> Reply:
    """Leave all that is left of this exercise, or of the one named."""
    workout, at = open_workout(moment), here(moment)
    named = {named.id for named in moment.event.exercises}
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
    dropped = next(s for s in sets if s.rung.exercise in named)
    workout = replace(workout, plan=replace(workout.plan, sets=kept))
    return carry_on(moment, say(Say.CLASS_SKIPPED, exercise=exercise_name(str(dropped.rung))), workout=workout)


def previous(moment: Moment) -> Reply:
    """The set before this one; this one again when it was heard to its end."""
    at = here(moment)
    index = max(at.set - (0 if at.stage is Stage.REST else 1), 0)
    return run(moment, Position(index), say(Say.CLASS_GOING_BACK))


def repeat(moment: Moment) -> Reply:
    """The set again from its get-ready; the last one when it was heard to its end."""
    workout = open_workout(moment)
    if moment.session.awaiting is Awaiting.PAUSE:
        return stay(moment, where(moment))
    if heard_out(moment) and workout.sent:
        return run(moment, workout.position, say(Say.CLASS_AGAIN))
    return run(moment, Position(min(here(moment).set, len(workout.plan.sets) - 1)), say(Say.CLASS_AGAIN))


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
    return _at_tempo(
        moment, {Tempo.FAST: Tempo.NORMAL}.get(open_workout(moment).tempo, Tempo.SLOW), Say.CLASS_SLOWER
    )


def faster(moment: Moment) -> Reply:
    """Count faster from here on."""
    return _at_tempo(
        moment, {Tempo.SLOW: Tempo.NORMAL}.get(open_workout(moment).tempo, Tempo.FAST), Say.CLASS_FASTER
    )


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
    """Chain the sets from here on."""
    return _pace(moment, Say.CLASS_STRAIGHT, straight=True)


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
    """Stretch the rest under way; outside a rest, lengthen those to come."""
    workout, at = open_workout(moment), here(moment)
    seconds = min(moment.event.seconds or USUAL_EXTRA, MOST_EXTRA)
    resting = at.stage is Stage.REST and at.set < len(workout.plan.sets)
    stretched = (at.set,) if resting else range(at.set, len(workout.plan.sets))
    sets = tuple(
        _rest(planned, min(planned.rest + seconds, LONGEST_REST)) if index in stretched else planned
        for index, planned in enumerate(workout.plan.sets)
    )
    changed = replace(workout, plan=replace(workout.plan, sets=sets))
    if resting:
        again = replace(at, second=max(at.second, 1))
        return run(moment, again, say(Say.CLASS_MORE_REST_NOW, time=Span(seconds)), workout=changed)
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


def change_to(moment: Moment, rung: Rung, key: Say) -> Reply:
    """Do this exercise's remaining sets as another one, beginning the current set again."""
    workout, at = open_workout(moment), here(moment)
    index = min(at.set, len(workout.plan.sets) - 1)
    if at.stage is Stage.REST:
        index = min(index + 1, len(workout.plan.sets) - 1)
    amount = moment.library.variant(rung).dose.amount
    plan = replaced(workout.plan, index, rung, amount)
    name = exercise_name(str(rung))
    return run(moment, Position(index), say(key, exercise=name), workout=replace(workout, plan=plan))


def easier(moment: Moment) -> Reply:
    """One rung down the ladder; at its foot, two reps fewer."""
    rung = swap_for(moment, easier_rungs(moment), open_workout(moment).kit)
    if rung and not current(moment).warm_up:
        return change_to(moment, rung, Say.CLASS_EASIER)
    return fewer_reps(moment, -2)


def easier_rungs(moment: Moment) -> tuple[Rung, ...]:
    """The ladder below the exercise at hand; below a variant, the plain exercise first."""
    rung = current(moment).rung
    plain = (Rung(rung.exercise),) if rung.variant else ()
    return plain + current_exercise(moment).easier


def harder(moment: Moment) -> Reply:
    """One rung up the ladder; at its top, two reps more."""
    rung = swap_for(moment, current_exercise(moment).harder, open_workout(moment).kit, harder=True)
    if rung and not current(moment).warm_up:
        return change_to(moment, rung, Say.CLASS_HARDER)
    return fewer_reps(moment, 2)


def fewer_reps(moment: Moment, change: int) -> Reply:
    """The same exercise with some reps more or fewer, within its dose."""
    workout, planned = open_workout(moment), current(moment)
    dose = moment.library.variant(planned.rung).dose
    amount = min(max(planned.amount + change, dose.least), dose.most)
    if amount == planned.amount:
        return carry_on(moment, say(Say.CLASS_DOSE_AT_LIMIT))
    index = min(here(moment).set, len(workout.plan.sets) - 1)
    plan = replaced(workout.plan, index, planned.rung, amount)
    done = here(moment)
    at = done if done.rep < amount else following(plan, done)
    return run(moment, at, say(Say.CLASS_NEW_DOSE, reps=Count(amount, "rep")), workout=replace(workout, plan=plan))


def swap(moment: Moment) -> Reply:
    """Another exercise in this one's place: the one named, else the nearest that the kit allows."""
    workout, exercise = open_workout(moment), current_exercise(moment)
    missing = {named.id for named in moment.event.kit if named.id}
    kit = tuple(item for item in workout.kit if item not in missing)
    named = [named.id for named in moment.event.exercises if named.id and named.id != exercise.id]
    if named:
        return change_to(moment, Rung(named[-1]), Say.CLASS_SWAPPED)
    if missing and not missing & set(moment.library.variant(current(moment).rung).kit):
        return carry_on(moment, say(Say.CLASS_KIT_NOT_NEEDED), workout=replace(workout, kit=kit))
    rung = swap_for(moment, exercise.swaps + exercise.easier, kit)
    if rung is None:
        return carry_on(moment, say(Say.CLASS_NO_SWAP))
    moment = replace(moment, progress=replace(moment.progress, workout=replace(workout, kit=kit)))
    return change_to(moment, rung, Say.CLASS_SWAPPED)


def _cut_short(moment: Moment, at: Position) -> Workout:
    """The class with what was really done of the set being left."""
    workout = open_workout(moment)
    if at.stage is not Stage.WORK or at.set >= len(workout.plan.sets):
        return workout
    return replace(workout, differently=(*workout.differently, SetDone(at.set, at.rep)))


def swap_for(moment: Moment, rungs: Iterable[Rung], kit: Iterable[str], *, harder: bool = False) -> Rung | None:
    """The first of the rungs this runner may do; one level harder than theirs where harder work was asked for."""
    level = moment.progress.level or Level.BEGINNER
    if harder and level is not Level.ADVANCED:
        level = Level(level.value + 1)
    past = past_of(moment.progress, moment.today)
    return next((rung for rung in rungs if is_open(moment.library, rung, level, kit, past)), None)
