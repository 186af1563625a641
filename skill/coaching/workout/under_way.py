"""A class under way: where the runner is by the clock, going on from anywhere, and every way to steer it."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import lru_cache

from skill.coaching.facts.body import Trait
from skill.coaching.facts.exercise import Counting, Exercise, Rung, Side, Sides
from skill.coaching.facts.felt import Felt
from skill.coaching.facts.library import Block
from skill.coaching.planning import courses
from skill.coaching.planning.progression import as_now
from skill.coaching.record.log import log_class
from skill.coaching.record.record import ClassDone, Progress, Workout
from skill.coaching.timeline import worth
from skill.coaching.timeline.change import Change
from skill.coaching.timeline.cues import (
    SECOND,
    CueKind,
    Position,
    Stage,
    Talk,
    Track,
    Turn,
    following,
    reps_left,
    side_of,
)
from skill.coaching.timeline.limits import LATENCY
from skill.coaching.timeline.plan import PlannedSet, numbered_tail, one_set, plan_halved
from skill.coaching.timeline.script import Script, turn_of
from skill.coaching.turn.reply import anything_else, ask, close, lead_length, to_repeat
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting
from skill.coaching.words.names import exercise_name
from skill.coaching.words.phrase import Arg, Count, Phrase, Span, about
from skill.coaching.words.prompts import Say, say

TICK = 10
"""Seconds from one word of a wait to the next."""
EXTRA_REST = 20
"""Seconds of ticks in a reprompt where no rest is owed."""
UNTIL_REPROMPT = 8
"""Seconds that a device listens before it plays the reprompt (platform sheet 1.3)."""
HEARD_KEPT = 24
"""Lines worth hearing that are remembered: those of about four classes."""
LONGEST_REPROMPT = 75
"""Seconds of ticks in a reprompt at most; 90 s is the platform's limit (platform sheet 1.3)."""


# where the runner is


def open_workout(moment: Moment) -> Workout:
    """The class under way."""
    assert moment.progress.workout is not None
    return moment.progress.workout


@lru_cache(maxsize=4)
def here(moment: Moment) -> Position:
    """Where the runner is, from the clock and the timeline that was sent; a little early rather than late."""
    workout = open_workout(moment)
    if not workout.sent or workout.position.set >= len(workout.plan.sets):
        return workout.position
    return _sent(moment).at(max(_elapsed(moment), 0))


def heard_out(moment: Moment) -> bool:
    """Whether the last turn was heard to its end, or nothing was running."""
    workout = open_workout(moment)
    return not workout.sent or _elapsed(moment) >= _sent(moment).length


def rested(moment: Moment) -> Position:
    """Where the runner is, with the rest going on by the clock when nothing is said any more."""
    workout, at = open_workout(moment), here(moment)
    if not heard_out(moment) or at.set >= len(workout.plan.sets) or at.stage is not Stage.REST:
        return at
    said = workout.sent + workout.lead + LATENCY + _sent(moment).length
    passed = max(moment.now - (said if workout.sent else workout.touched), 0) // SECOND
    return replace(at, second=min(at.second + passed, workout.plan.sets[at.set].rest))


def is_over(moment: Moment) -> bool:
    """Whether the last set of a class was heard to its end: what is said now is how it was."""
    workout = open_workout(moment)
    return bool(workout.plan.minutes) and here(moment).set >= len(workout.plan.sets)


def current(moment: Moment) -> PlannedSet:
    """The set the runner is at; the last one when all are done."""
    sets = open_workout(moment).plan.sets
    return sets[min(here(moment).set, len(sets) - 1)]


def current_exercise(moment: Moment) -> Exercise:
    """The exercise the runner is at."""
    return moment.library.exercise(current(moment).rung.exercise)


def _elapsed(moment: Moment) -> int:
    workout = open_workout(moment)
    return moment.now - workout.sent - workout.lead - LATENCY


@lru_cache(maxsize=4)
def _sent(moment: Moment) -> Turn:
    """The turn that was sent last."""
    return _turn(moment, open_workout(moment))


def _turn(moment: Moment, workout: Workout) -> Turn:
    return turn_of(workout.plan, workout.delivery, moment.library, moment.length_of, workout.position)


def where(moment: Moment) -> Phrase:
    """The position in words."""
    at, planned, exercise = here(moment), current(moment), current_exercise(moment)
    if at.set >= len(open_workout(moment).plan.sets):
        return say(Say.WHERE_END)
    counted = at.stage is Stage.WORK and exercise.counting is not Counting.HOLD
    place: dict[str, Arg] = {
        "exercise": exercise_name(str(planned.rung)),
        "number": planned.number,
        "of": planned.of,
        "side": Phrase(f"side.{side_of(exercise, at)}.name"),
        "time": Span(at.second),
        "rep": planned.amount - reps_left(exercise, planned, at) + 1,
    }
    if planned.warm_up:
        return say(Say.WHERE_WARM_UP_REP if counted else Say.WHERE_WARM_UP, **place)
    return say(_where_key(exercise, at), **place)


def _where_key(exercise: Exercise, at: Position) -> Say:
    one_sided = exercise.sides is Sides.ONE_THEN_OTHER
    if at.stage is Stage.REST:
        return Say.WHERE_REST
    if at.stage is Stage.READY:
        return Say.WHERE_BEFORE_SET_SIDE if one_sided else Say.WHERE_BEFORE_SET
    if exercise.counting is Counting.HOLD:
        return Say.WHERE_HOLD
    return Say.WHERE_REP if exercise.sides is Sides.BOTH else Say.WHERE_REP_SIDE


# going on


def run(moment: Moment, at: Position, *lead: Phrase, workout: Workout | None = None) -> Reply:
    """Go on with the class from a position, after some other words if need be."""
    workout = replace(
        workout or open_workout(moment),
        position=at,
        lead=lead_length(moment, *lead),
        sent=moment.now,
        touched=moment.now,
    )
    if at.set >= len(workout.plan.sets):
        return finish(moment, *lead, workout=workout)
    turn = _turn(moment, workout)
    reply = ask(
        moment,
        *lead,
        turn=turn,
        question=_next_word(moment, workout, turn.end),
        again=_word_again(moment, workout, turn.end),
        awaiting=Awaiting.SET,
        reprompt=_extra_rest(moment, workout, turn.end),
        progress=replace(moment.progress, workout=workout),
    )
    return to_repeat(reply)


def stay(moment: Moment, *said: Phrase, workout: Workout | None = None) -> Reply:
    """Say something and ask for the word again; the class does not move."""
    at = rested(moment)
    workout = replace(workout or open_workout(moment), position=at, lead=0, sent=0, touched=moment.now)
    paused = moment.session.awaiting is Awaiting.PAUSE
    return ask(
        moment,
        *said,
        question=say(Say.CLASS_SAY_GO_WHEN_READY) if paused else _next_word(moment, workout, at),
        again=None if paused else _word_again(moment, workout, at),
        awaiting=moment.session.awaiting if paused or is_over(moment) else Awaiting.SET,
        reprompt=_extra_rest(moment, workout, at),
        progress=replace(moment.progress, workout=workout),
    )


def held_still(moment: Moment) -> Workout:
    """The class, stopped at the place where the runner is."""
    return replace(open_workout(moment), position=here(moment), lead=0, sent=0, touched=moment.now)


def carry_on(moment: Moment, *answer: Phrase, workout: Workout | None = None) -> Reply:
    """Answer, then go on at the same set, side and rep; where a word was awaited, ask for it again."""
    at_the_end = here(moment).set >= len(open_workout(moment).plan.sets)
    if at_the_end or heard_out(moment):
        return stay(moment, *answer, workout=workout)
    return to_repeat(run(moment, here(moment), *answer, workout=workout), *answer)


def wait(moment: Moment, *said: Phrase, workout: Workout | None = None) -> Reply:
    """Say something and hold the class until the runner says go: first, how to come out of the position.

    Only a set waits. In a rest, and where a word is awaited anyway, the class is as safe as it can be.
    """
    at = workout.position if workout else here(moment)
    if not _in_a_set(moment):
        return carry_on(moment, *said, workout=workout)
    paused = moment.session.awaiting is Awaiting.PAUSE
    out = () if paused else (about(str(current(moment).rung), "come_out"),)
    workout = replace(workout or open_workout(moment), position=at, lead=0, sent=0, touched=moment.now)
    return ask(
        moment,
        *out,
        *said,
        question=say(Say.CLASS_SAY_GO_OR_STOP),
        awaiting=Awaiting.PAUSE,
        reprompt=ticks(moment, LONGEST_REPROMPT),
        progress=replace(moment.progress, workout=workout),
    )


def _in_a_set(moment: Moment) -> bool:
    """Whether a set runs, or is paused: someone may hold a weight, or lie with the hips up."""
    at = here(moment)
    over = at.set >= len(open_workout(moment).plan.sets) or at.stage is Stage.REST
    return not over and (moment.session.awaiting is Awaiting.PAUSE or not heard_out(moment))


def halved(moment: Moment) -> Workout:
    """The class with half the dose in all that is left of it."""
    workout, at = open_workout(moment), here(moment)
    plan = plan_halved(workout.plan, at.set)
    is_done = at.set < len(plan.sets) and at.stage is Stage.WORK and at.rep >= plan.sets[at.set].amount
    return replace(workout, plan=plan, position=following(plan, at) if is_done else at)


def without(moment: Moment, ruled_out: Collection[Trait]) -> Workout | None:
    """The class without the exercises that have one of these traits; None where it has none of them any more."""
    traits = frozenset(ruled_out)
    return with_only(moment, lambda planned: not moment.library.traits(planned.rung) & traits)


def with_only(moment: Moment, fits: Callable[[PlannedSet], bool]) -> Workout | None:
    """The class with only those of its sets that fit, from the one at hand on; None where all of them do."""
    workout, at = open_workout(moment), here(moment)
    first = at.set + 1 if at.stage is Stage.REST else at.set
    sets = workout.plan.sets
    kept = tuple(filter(fits, sets[first:]))
    if len(kept) == len(sets) - first:
        return None
    is_left_out = at.stage is not Stage.REST and kept[:1] != sets[first : first + 1]
    plan = replace(workout.plan, sets=(*sets[:first], *numbered_tail((*sets[:first], *kept), first)))
    return replace(workout, plan=plan, position=Position(first) if is_left_out else at)


def go(moment: Moment) -> Reply:
    """The runner is ready: the next set, or on from where a pause or an interruption was."""
    plan, at = open_workout(moment).plan, here(moment)
    if at.set >= len(plan.sets) and not plan.minutes:
        return run(moment, Position(0, second=1))
    return run(moment, following(plan, at) if at.stage is Stage.REST else at)


def heard(moment: Moment) -> Reply:
    """A screen has played the turn to its end, whatever the clock says: on from there, the rest included."""
    workout = open_workout(moment)
    return run(moment, _turn(moment, workout).end) if workout.sent else stay(moment)


def not_now(moment: Moment) -> Reply:
    """No, when a class waits for a word: a pause; after the last set, the end."""
    at_the_end = here(moment).set >= len(open_workout(moment).plan.sets)
    return finish(moment) if at_the_end else pause(moment)


def pause(moment: Moment) -> Reply:
    """Keep the place until the runner says go."""
    return ask(
        moment,
        say(Say.CLASS_PAUSED, where=where(moment)),
        question=say(Say.CLASS_SAY_GO_WHEN_READY),
        awaiting=Awaiting.PAUSE,
        reprompt=ticks(moment, LONGEST_REPROMPT),
        progress=replace(moment.progress, workout=held_still(moment)),
    )


def put_away(moment: Moment) -> Workout | None:
    """The class as it is kept when the conversation ends; None when there is none, or it is done."""
    if moment.progress.workout is None:
        return None
    at = here(moment)
    if at.set >= len(moment.progress.workout.plan.sets):
        return None
    return replace(moment.progress.workout, position=at, lead=0, sent=0)


def filed(moment: Moment) -> Progress:
    """The progress with the open class, as far as it went, put into the log."""
    left = moment.progress.workout
    if left is None:
        return moment.progress
    return logged(moment, left, sets_done(moment), moment.day_of(left.begun or left.touched))


def sets_done(moment: Moment) -> int:
    """How many sets have been done: a set counts from its rest on, and one left on the first leg does not."""
    at = here(moment)
    return at.set + (at.stage is Stage.REST)


def left(moment: Moment) -> Progress:
    """The progress when a class is left, by whatever way: what was done of it is in the log, and its place kept.

    Going on adds to the same class; a class that is done, and a lone set, are not kept.
    """
    kept = put_away(moment)
    return replace(filed(moment), workout=kept if kept and kept.plan.minutes else None)


def logged(moment: Moment, workout: Workout, upto: int, day: int, felt: Felt | None = None) -> Progress:
    """The progress with the sets before `upto` logged, the class closed, and counted towards the course.

    It counts when half of its sets were done.
    """
    before, after = moment.progress, log_class(moment.progress, workout, upto, day, felt)
    rests = worth.in_rests(moment.library, workout.plan.sets[:upto], workout.seed, workout.heard)
    after = _having_heard(after, tuple(line.id for line in rests.values()))
    earlier, entry = (_entry_of(workout, progress) for progress in (before, after))
    if entry is None or entry.part or (earlier and not earlier.part):
        return after
    place = courses.counted(moment.library, before, entry, day)
    return replace(after, course=place.course, level=place.level)


def _entry_of(workout: Workout, progress: Progress) -> ClassDone | None:
    """The class in the log, if what was done of it is there already."""
    return next((entry for entry in progress.log if entry.begun == workout.begun // SECOND), None)


def finish(moment: Moment, *said: Phrase, workout: Workout | None = None) -> Reply:
    """Log the class, say a closing word, and end."""
    workout = workout or open_workout(moment)
    done, heard = len(workout.plan.work), worth.at_the_end(workout.seed, workout.heard)
    day = moment.day_of(workout.begun or moment.now)
    progress = logged(moment, workout, len(workout.plan.sets), day, moment.event.felt)
    if not workout.plan.minutes:
        question = anything_else(moment)
        return ask(moment, *said, question=question, awaiting=Awaiting.NOTHING, progress=progress)
    if workout.plan.light:
        return close(moment, *said, say(Say.CLASS_DONE_LIGHT), progress=progress)
    progress = _having_heard(progress, tuple(line.id for line in heard))
    told = say(Say.CLASS_DONE, moment.seed, sets=Count(done, "set"))
    lines = (line.phrase for line in heard)
    return close(moment, *said, told, *_went_up(moment, workout), *lines, progress=progress)


def _went_up(moment: Moment, workout: Workout) -> Iterator[Phrase]:
    """What was more than last time, as a fact."""
    for changed in workout.plan.changes:
        if changed.change in _WENT_UP and any(planned.rung == changed.rung for planned in workout.plan.work):
            yield say(
                _WENT_UP[changed.change],
                exercise=exercise_name(str(changed.rung)),
                before=exercise_name(str(changed.before or changed.rung)),
                reps=_amount(moment, changed.rung, changed.amount),
                sets=Count(changed.sets, "set"),
            )


def _amount(moment: Moment, rung: Rung, amount: int) -> Arg:
    """Reps, or seconds of what is held."""
    is_held = moment.library.exercise(rung.exercise).counting is Counting.HOLD
    return Span(amount) if is_held else Count(amount, "rep")


_WENT_UP = {
    Change.MORE_REPS: Say.WENT_UP_REPS,
    Change.MORE_SETS: Say.WENT_UP_SETS,
    Change.HEAVIER: Say.WENT_UP_HEAVIER,
    Change.HARDER: Say.WENT_UP_HARDER,
}


def _having_heard(progress: Progress, lines: tuple[str, ...]) -> Progress:
    """The record with lines that are not to be said again soon; the oldest give way."""
    earlier = tuple(id_ for id_ in progress.heard if id_ not in lines)
    return replace(progress, heard=(*earlier, *lines)[-HEARD_KEPT:])


def single_set(moment: Moment, rung: Rung) -> Reply:
    """One counted set of an exercise, outside any class."""
    block = as_now(moment.library, moment.progress.log, Block(rung, moment.library.variant(rung).dose.amount))
    is_explained = moment.progress.guide is not None and moment.progress.guide.exercise == str(rung)
    workout = Workout(
        plan=one_set(rung, block.amount),
        tempo=moment.progress.tempo,
        talk=Talk.SHORT if is_explained else Talk.FULL,
        seed=moment.seed,
        warned=(*warned(moment), *([str(rung)] if is_explained else [])),
        kit=moment.progress.kit or (),
        begun=moment.now,
    )
    progress = replace(moment.progress, guide=None)
    return run(replace(moment, progress=progress), Position(), say(Say.CLASS_STOP_IF_IT_HURTS), workout=workout)


def warned(moment: Moment) -> tuple[str, ...]:
    """What has a caution and was done before, with its variant: the runner has heard it."""
    return tuple(rung for rung in moment.progress.marks if moment.library.variant(Rung.parse(rung)).caution)


def _next_word(moment: Moment, workout: Workout, end: Position) -> Phrase:
    """What to say next, as a question or an instruction."""
    sets = workout.plan.sets
    if end.set >= len(sets):
        return say(Say.CLASS_HOW_WAS_IT if workout.plan.minutes else Say.CLASS_SET_OVER, workout.seed)
    resting = end.stage is Stage.REST
    ahead = sets[min(end.set + resting, len(sets) - 1)]
    name = exercise_name(str(ahead.rung))
    if end.stage is Stage.WORK:
        is_side = end == Position(end.set, Stage.WORK, Side.LEFT)
        side = Phrase(f"side.{end.side}.name")
        return say(Say.CLASS_SAY_GO_FOR_SIDE, side=side) if is_side else say(Say.CLASS_SAY_GO_TO_CARRY_ON)
    left = round((sets[end.set].rest - end.second) / 5) * 5 if resting else 0
    if left and ahead.rung == sets[end.set].rung:
        key = Say.CLASS_REST_LEFT_THEN_SET if end.second else Say.CLASS_REST_THEN_SET
        return say(key, time=Span(left), number=ahead.number)
    if left:
        key = Say.CLASS_REST_LEFT_THEN_GO if end.second else Say.CLASS_REST_THEN_GO
        coming = _script(moment, workout).coming(following(workout.plan, end))
        return say(key, time=Span(left), next=coming)
    if ahead.number > 1:
        return say(Say.CLASS_SAY_GO_FOR_SET, workout.seed + end.set, number=ahead.number)
    return say(Say.CLASS_SAY_GO_FOR_EXERCISE, exercise=name)


def _word_again(moment: Moment, workout: Workout, end: Position) -> Phrase:
    """The same for whoever has stayed silent: by then the rest is over."""
    over = end.set < len(workout.plan.sets) and end.stage is Stage.REST
    return _next_word(moment, workout, replace(end, second=workout.plan.sets[end.set].rest) if over else end)


def _script(moment: Moment, workout: Workout) -> Script:
    return Script(workout.plan, workout.delivery, moment.library, moment.length_of)


def _extra_rest(moment: Moment, workout: Workout, end: Position) -> Track:
    """The reprompt: the rest that did not fit into the turn, counted like any other, or a little more time."""
    if end.set < len(workout.plan.sets) and end.stage is Stage.REST:
        rest = workout.plan.sets[end.set].rest
        begun = replace(end, second=min(end.second + UNTIL_REPROMPT, rest))
        return _script(moment, workout).rest_alone(begun, LONGEST_REPROMPT)
    return ticks(moment, EXTRA_REST)


def ticks(moment: Moment, seconds: int) -> Track:
    """So many seconds of a wait, with a word now and then."""
    track, at, seed = Track(moment.length_of), Position(), moment.seed
    for index in range(seconds // TICK):
        track.beat(CueKind.REST, say(Say.CLASS_TICK, seed + index), TICK * SECOND, at)
    return track
