"""Where am I: exercise, set, side and rep, what is left and what comes, in the middle of a class."""

from dataclasses import replace

from skill.coaching.facts.exercise import Counting, Sides
from skill.coaching.timeline.cues import SECOND, Stage, reps_left, side_of
from skill.coaching.timeline.plan import skip_exercise
from skill.coaching.timeline.script import class_length
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.words.names import exercise_name
from skill.coaching.words.phrase import Count, Phrase, Span
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout.under_way import carry_on, current, current_exercise, here, open_workout, where


def where_am_i(moment: Moment) -> Reply:
    """Exercise, set, side and rep."""
    return carry_on(moment, say(Say.YOU_ARE, where=where(moment)))


def how_many_left(moment: Moment) -> Reply:
    """Reps left in the set, and sets left in the class."""
    at, plan = here(moment), open_workout(moment).plan
    sets_left = sum(1 for s in plan.sets[at.set :] if not s.warm_up) - (at.stage is Stage.REST)
    said = [say(Say.LEFT_SETS, sets=Count(sets_left, "set"))]
    if at.stage is Stage.WORK:
        exercise, planned = current_exercise(moment), current(moment)
        if exercise.counting is Counting.HOLD:
            said.insert(0, say(Say.LEFT_HOLD, time=Span(planned.amount - at.second)))
        else:
            said.insert(0, say(Say.LEFT_REPS, reps=Count(reps_left(exercise, planned, at), "rep")))
    return carry_on(moment, *said)


def time_left(moment: Moment) -> Reply:
    """About how long the rest of the class takes."""
    workout, at = open_workout(moment), here(moment)
    rest = replace(workout.plan, sets=workout.plan.sets[at.set :])
    length = class_length(rest, workout.delivery, moment.library, moment.length_of) // SECOND
    return carry_on(moment, say(Say.LEFT_TIME, time=Span(max(length // 60, 1) * 60)))


def which_leg(moment: Moment) -> Reply:
    """The leg at work."""
    exercise = current_exercise(moment)
    if exercise.sides is Sides.BOTH:
        return carry_on(moment, say(Say.LEG_BOTH))
    key = Say.LEG_ALTERNATING if exercise.sides is Sides.ALTERNATING else Say.LEG
    side = side_of(exercise, here(moment))
    return carry_on(moment, say(key, side=Phrase(f"side.{side}.name")))


def whats_next(moment: Moment) -> Reply:
    """The next exercise, and how many are still to come."""
    at, plan = here(moment), open_workout(moment).plan
    if at.set >= len(plan.sets):
        return carry_on(moment, say(Say.NEXT_NOTHING))
    index = skip_exercise(plan, at.set)
    if index >= len(plan.sets):
        return carry_on(moment, say(Say.NEXT_NOTHING))
    rest = tuple(dict.fromkeys(str(s.rung) for s in plan.sets[index:] if not s.warm_up))
    names = tuple(exercise_name(rung) for rung in rest)
    return carry_on(
        moment,
        say(
            Say.NEXT_EXERCISES,
            exercise=exercise_name(str(plan.sets[index].rung)),
            count=Count(len(names), "exercise"),
        ),
    )


def last_cue(moment: Moment) -> Reply:
    """A form cue of the exercise at hand."""
    exercise = current_exercise(moment)
    if exercise.id in moment.library.drills:
        return carry_on(moment, where(moment))
    return carry_on(moment, say(Say.ANSWER_CUE, cue=Phrase(f"exercises.{exercise.id}.cues", pick=moment.seed)))
