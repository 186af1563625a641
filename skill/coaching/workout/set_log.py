"""One word after a set: what was really done is recorded; a set that was too much shrinks the next."""

from collections.abc import Callable
from dataclasses import replace

from skill.coaching.facts.felt import Felt
from skill.coaching.record.record import SetDone, Workout
from skill.coaching.timeline.cues import Stage
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.words.phrase import Phrase
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout.steer import amount_of, lighter, skip_set
from skill.coaching.workout.under_way import finish, go, heard_out, here, open_workout, run, stay


def log(moment: Moment) -> Reply:
    """Record how the last set went; a hard or failed one makes the next one smaller by one thing."""
    workout, at = open_workout(moment), here(moment)
    event = moment.event
    index = at.set if at.stage is Stage.REST else at.set - 1
    is_remark = event.number is None and event.felt is None
    if is_remark and at.stage is Stage.REST:
        return _on_after_log(moment, workout, say(Say.CLASS_LOGGED))
    if index < 0 or is_remark:
        return go(moment) if heard_out(moment) else skip_set(moment)
    if at.set >= len(workout.plan.sets):
        return finish(moment)
    return note_set(moment, index)


def rated(felt: Felt) -> Callable[[Moment], Reply]:
    """The class is done: words that would change it elsewhere say how it was."""

    def action(moment: Moment) -> Reply:
        return finish(replace(moment, event=replace(moment.event, felt=moment.event.felt or felt)))

    return action


def note_set(moment: Moment, index: int) -> Reply:
    """Record the set that was just done, make the next one smaller if it was too much, and go on."""
    workout, event = open_workout(moment), moment.event
    planned = workout.plan.sets[index]
    reps = planned.amount if event.number is None else min(event.number, 99)
    felt = event.felt or (Felt.FAILED if reps < planned.amount else Felt.GOOD)
    others = tuple(done for done in workout.differently if done.set != index)
    workout = replace(workout, differently=(*others, SetDone(index, reps, felt)))
    too_much = felt in (Felt.HARD, Felt.FAILED) and not planned.warm_up
    if too_much and any(later.rung == planned.rung for later in workout.plan.sets[index + 1 :]):
        return _smaller_next(moment, workout, index)
    key = Say.CLASS_LOGGED if event.number is None else Say.CLASS_LOGGED_REPS
    return _on_after_log(moment, workout, say(key, number=reps))


def _smaller_next(moment: Moment, workout: Workout, index: int) -> Reply:
    """Fewer reps in the next sets of this exercise."""
    rung = workout.plan.sets[index].rung
    later = next(i for i in range(index + 1, len(workout.plan.sets)) if workout.plan.sets[i].rung == rung)
    workout = lighter(moment, workout, later)
    amount = amount_of(moment, workout.plan.sets[later])
    return _on_after_log(moment, workout, say(Say.CLASS_LOGGED_SMALLER, reps=amount))


def _on_after_log(moment: Moment, workout: Workout, said: Phrase) -> Reply:
    """A remark never moves the clock: the rest that runs, or the wait for the word, goes on."""
    if heard_out(moment):
        return stay(moment, said, workout=workout)
    at = here(moment)
    return run(
        moment, replace(at, second=max(at.second, 1)) if at.stage is Stage.REST else at, said, workout=workout
    )
