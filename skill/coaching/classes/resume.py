"""Back into a class left open: where it stopped, on from there or fresh, and a short warm-up after a long gap."""

from dataclasses import replace

from skill.coaching.classes import safety
from skill.coaching.planning.gates import Closed
from skill.coaching.record.record import Workout
from skill.coaching.timeline.cues import SECOND, Position, Stage
from skill.coaching.timeline.plan import PlannedSet, numbered
from skill.coaching.turn.reply import anything_else, ask
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting
from skill.coaching.words.phrase import Phrase
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout import doors, under_way

OPEN_FOR = 36 * 3600 * SECOND
"""How long a class can be gone on with: to the end of the next day."""


WARM_FOR = 10 * 60 * SECOND
"""A gap after which a short warm-up comes first."""


def is_open(moment: Moment) -> bool:
    """Whether a class was left open, not long ago, and not done."""
    left = moment.progress.workout
    if left is None or moment.is_locked:
        return False
    return moment.now - left.touched < OPEN_FOR and under_way.put_away(moment) is not None


def is_just_left(moment: Moment) -> bool:
    """Whether the runner may still be on the floor beside an open class: it is only paused."""
    left = moment.progress.workout
    return left is not None and moment.now - left.touched < WARM_FOR and is_open(moment)


def offer_resume(moment: Moment) -> Reply:
    """Say where the open class stopped, and ask: go on, or start fresh."""
    kept = replace(moment.progress, workout=under_way.put_away(moment))
    where = under_way.where(replace(moment, progress=kept))
    return ask(
        moment,
        say(Say.RESUME_WHERE, where=where),
        question=say(Say.RESUME_QUESTION),
        awaiting=Awaiting.RESUME,
        progress=kept,
    )


def resume(moment: Moment) -> Reply:
    """Go on with the open class, after a short warm-up where the gap was long."""
    if not is_open(moment):
        return safety.not_today(moment) if moment.is_locked else nothing_open(moment)
    moment, refused = _through_the_gate(moment)
    left, at = under_way.open_workout(moment), under_way.here(moment)
    if all(planned.warm_up for planned in left.plan.sets[at.set :]):
        return offered(replace(moment, progress=under_way.filed(moment)), *refused)
    if at.stage is Stage.REST:
        at = Position(at.set + 1)
    if moment.now - left.touched < WARM_FOR or left.plan.sets[at.set].warm_up or not left.plan.minutes:
        return under_way.run(moment, at, *refused, say(Say.RESUME_GO_ON))
    warmed, start = _warmed(moment, left, at.set)
    return under_way.run(moment, Position(start), *refused, say(Say.RESUME_WARM_UP), workout=warmed)


def _through_the_gate(moment: Moment) -> tuple[Moment, tuple[Phrase, ...]]:
    """The open class with what the runner may still do of it, and why the first of the others is left out."""
    left = under_way.open_workout(moment)
    gate = doors.gate_of(moment, left.kit).for_what_is_asked()
    rungs = dict.fromkeys(planned.rung for planned in left.plan.work)
    closed = {rung: gate.closed(rung, rungs.keys() - {rung}) for rung in rungs}
    refused = {rung: why for rung, why in closed.items() if why and why is not Closed.KIT}
    kept = under_way.with_only(moment, lambda planned: planned.warm_up or planned.rung not in refused)
    if kept is None:
        return moment, ()
    rung = next(iter(refused))
    said = doors.refusal(moment, gate, rung, refused[rung])
    return replace(moment, progress=replace(moment.progress, workout=kept)), said


def _warmed(moment: Moment, left: Workout, index: int) -> tuple[Workout, int]:
    """The class with a short warm-up before the set it goes on with, and where that is.

    Those put in earlier go: however often a class is taken up again, it does not grow.
    """
    parts = moment.library.warm_ups[moment.library.usual_warm_ups[0]].parts
    extra = tuple(PlannedSet(part.rung, part.amount, warm_up=True) for part in parts)
    sets = left.plan.sets
    work = next((place for place in range(index) if not sets[place].warm_up), 0)
    kept = [place for place in range(index) if place < work or not sets[place].warm_up]
    plan = replace(left.plan, sets=numbered((*(sets[place] for place in kept), *extra, *sets[index:])))
    places = [*kept, *[-1] * len(extra), *range(index, len(sets))]
    moved = tuple(replace(done, set=places.index(done.set)) for done in left.differently if done.set in places)
    return replace(left, plan=plan, differently=moved), len(kept)


def nothing_open(moment: Moment) -> Reply:
    """Go on with what? With nothing open, offer a class."""
    return safety.not_today(moment) if moment.is_locked else offered(moment, say(Say.NOTHING_TO_GO_ON))


def offered(moment: Moment, *said: Phrase) -> Reply:
    """Say something, and offer a class, unless none would be held today."""
    if moment.is_locked:
        return ask(moment, *said, question=anything_else(moment), awaiting=Awaiting.NOTHING)
    return ask(moment, *said, question=say(Say.CLASS_OFFER), awaiting=Awaiting.CLASS_OFFER)
