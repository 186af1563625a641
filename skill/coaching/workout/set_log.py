"""One word after a set: what was really done is recorded; a set that was too much shrinks the next."""

from collections.abc import Callable
from dataclasses import replace

from skill.coaching.facts.felt import Felt
from skill.coaching.record.record import SetDone, Workout
from skill.coaching.timeline.cues import Stage
from skill.coaching.timeline.plan import PlannedSet, replaced
from skill.coaching.turn.reply import ask
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Amount, Awaiting
from skill.coaching.words.phrase import Phrase, Span
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout.steer import amount_of, counts_seconds, lighter, skip_set
from skill.coaching.workout.told import MOST, Told, is_unlikely, told_of
from skill.coaching.workout.under_way import (
    carry_on,
    finish,
    go,
    heard_out,
    held_still,
    here,
    open_workout,
    run,
    stay,
    where,
)


def log(moment: Moment) -> Reply:
    """Record how the last set went; a hard or failed one makes the next one smaller by one thing."""
    workout, at = open_workout(moment), here(moment)
    index = at.set if at.stage is Stage.REST else at.set - 1
    told = _told(moment, max(index, 0))
    if told.is_empty and moment.event.sets is not None:
        return carry_on(moment, say(Say.YOU_ARE, where=where(moment)))
    if told.is_empty and at.stage is Stage.REST:
        return _on_after_log(moment, workout, say(Say.CLASS_LOGGED))
    if index < 0 or told.is_empty:
        return go(moment) if heard_out(moment) else skip_set(moment)
    if at.set >= len(workout.plan.sets):
        return finish(moment)
    if told.amount is not None and is_unlikely(told.amount, workout.plan.sets[index]):
        return _ask_back(moment, index, told.amount)
    return _note(moment, index, told)


def _told(moment: Moment, index: int) -> Told:
    planned = open_workout(moment).plan.sets[index]
    return told_of(moment.event, planned, moment.library.exercise(planned.rung.exercise))


def _ask_back(moment: Moment, index: int, amount: int) -> Reply:
    """Ask whether it was really so many, or where it cannot be how many; the class waits meanwhile."""
    kept = held_still(moment)
    planned = replace(kept.plan.sets[index], amount=amount)
    so_many = say(Say.CLASS_SO_MANY, reps=amount_of(moment, planned))
    return ask(
        moment,
        question=so_many if amount <= MOST else say(Say.CLASS_HOW_MANY),
        awaiting=Awaiting.AMOUNT,
        about=Amount(index, amount),
        progress=replace(moment.progress, workout=kept),
    )


def so_many(moment: Moment) -> Reply:
    """Yes, it was as many as that."""
    about = _asked_back(moment)
    return _note(moment, about.set, Told(about.amount))


def not_so_many(moment: Moment) -> Reply:
    """No: ask how many they were."""
    return ask(
        moment, question=say(Say.CLASS_HOW_MANY), awaiting=Awaiting.AMOUNT, about=moment.session.standing.about
    )


def correct(moment: Moment) -> Reply:
    """The number again: it is taken as it is now."""
    index = _asked_back(moment).set
    told = _told(moment, index)
    if told.amount is not None and told.amount > MOST:
        return _ask_back(moment, index, told.amount)
    return _note(moment, index, told)


def _asked_back(moment: Moment) -> Amount:
    about = moment.session.standing.about
    assert isinstance(about, Amount)
    return about


def rated(felt: Felt) -> Callable[[Moment], Reply]:
    """The class is done: words that would change it elsewhere say how it was."""

    def action(moment: Moment) -> Reply:
        return finish(replace(moment, event=replace(moment.event, felt=moment.event.felt or felt)))

    return action


def _note(moment: Moment, index: int, told: Told) -> Reply:
    """Record the set that was just done, make the next one smaller if it was too much, and go on."""
    workout = open_workout(moment)
    planned = workout.plan.sets[index]
    amount = planned.amount if told.amount is None else told.amount
    felt = told.felt or (Felt.FAILED if amount < planned.amount else Felt.GOOD)
    others = tuple(done for done in workout.differently if done.set != index)
    workout = replace(workout, differently=(*others, SetDone(index, amount, felt, told.legs)))
    too_much = felt in (Felt.HARD, Felt.FAILED) and not planned.warm_up
    if too_much and any(later.rung == planned.rung for later in workout.plan.sets[index + 1 :]):
        return _smaller_next(moment, workout, index, amount)
    return _on_after_log(moment, workout, _noted(moment, planned, told))


def _noted(moment: Moment, planned: PlannedSet, told: Told) -> Phrase:
    """What was told, said back in its unit."""
    if told.legs:
        right, left = told.legs
        return say(Say.CLASS_LOGGED_LEGS, right=right, left=left)
    if told.amount is None:
        return say(Say.CLASS_LOGGED)
    if counts_seconds(moment, planned):
        return say(Say.CLASS_LOGGED_TIME, time=Span(told.amount))
    return say(Say.CLASS_LOGGED_REPS, number=told.amount)


def _smaller_next(moment: Moment, workout: Workout, index: int, done: int) -> Reply:
    """As much in the next sets of this exercise as was done of this one; less, where all of it was hard."""
    planned = workout.plan.sets[index]
    later = next(i for i in range(index + 1, len(workout.plan.sets)) if workout.plan.sets[i].rung == planned.rung)
    if 0 < done < planned.amount:
        workout = replace(workout, plan=replaced(workout.plan, later, planned.rung, done))
    else:
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
