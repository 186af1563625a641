"""The how-to: an exercise explained step by step, set-up first, each step one action and a pause to do it."""

from dataclasses import replace
from functools import lru_cache

from skill.coaching.facts.exercise import Rung, Side, Sides, Variant
from skill.coaching.facts.library import Library
from skill.coaching.planning.gates import Gate
from skill.coaching.record.record import Guide
from skill.coaching.timeline.cues import LONG_PAUSE, SECOND, CueKind, Position, Track, Turn
from skill.coaching.timeline.limits import LATENCY
from skill.coaching.timeline.ports import SpeechLength
from skill.coaching.turn.reply import announced_before, anything_else, ask, lead_length
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import About, Awaiting, Steps
from skill.coaching.words.names import exercise_name
from skill.coaching.words.phrase import Count, Phrase, about, caution
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout.doors import gate_of, reason


def explain(moment: Moment, exercise_id: str) -> Reply:
    """Begin the how-to: what it is, what it needs, the set-up steps."""
    lead = (
        *(() if moment.progress.welcomed else (say(Say.DISCLAIMER),)),
        say(Say.GUIDE_BEGIN, exercise=exercise_name(exercise_id), summary=about(exercise_id, "summary")),
        *_caution(moment, Rung.parse(exercise_id)),
        about(exercise_id, "kit"),
        say(Say.GUIDE_SETUP),
    )
    moment = replace(moment, progress=replace(moment.progress, welcomed=True))
    return play(moment, exercise_id, 0, *lead)


def _caution(moment: Moment, rung: Rung) -> tuple[Phrase, ...]:
    """What never to do, and when to leave it out, for who has not done it yet."""
    is_new = moment.library.variant(rung).caution and str(rung) not in moment.progress.marks
    return caution(rung) if is_new else ()


def whole(moment: Moment) -> Reply:
    """All steps of the open how-to in one go."""
    guide = open_guide(moment)
    return play(moment, guide.exercise, 0, to_the_end=True)


def next_step(moment: Moment) -> Reply:
    """The step after the one the runner is at; after the last, the offer of a set."""
    guide = open_guide(moment)
    step = step_at(moment) + 1
    if step >= step_count(moment, guide):
        return offer(moment, say(Say.GUIDE_NO_MORE_STEPS))
    lead = (say(Say.GUIDE_MOVEMENT),) if step == setup_count(moment, guide) else ()
    return play(moment, guide.exercise, step, *lead)


def go(moment: Moment) -> Reply:
    """The next step; after a pause, the one that was left."""
    if _steps(moment).sent:
        return next_step(moment)
    return play(moment, open_guide(moment).exercise, step_at(moment))


def previous_step(moment: Moment) -> Reply:
    """The step before the one the runner is at."""
    step = step_at(moment)
    lead = (say(Say.GUIDE_FIRST_STEP),) if step == 0 else ()
    return play(moment, open_guide(moment).exercise, max(step - 1, 0), *lead)


def repeat(moment: Moment) -> Reply:
    """The step the runner interrupted; all that was last said when it was heard out."""
    guide = open_guide(moment)
    heard_out = _elapsed(moment) >= _turn(moment, guide, _chunk_end(moment, guide)).length
    return play(moment, guide.exercise, guide.step if heard_out else step_at(moment))


def start_over(moment: Moment) -> Reply:
    """The how-to from its first word."""
    return explain(moment, open_guide(moment).exercise)


def go_to(moment: Moment) -> Reply:
    """The step whose number was said."""
    guide, number = open_guide(moment), moment.event.number
    count = step_count(moment, guide)
    if number is None or not 1 <= number <= count:
        return play(moment, guide.exercise, step_at(moment), say(Say.GUIDE_NO_SUCH_STEP, count=count))
    return play(moment, guide.exercise, number - 1)


def back_to_step(moment: Moment, *answer: Phrase) -> Reply:
    """An answer to a question, then the step the runner was at."""
    step = step_at(moment)
    lead = say(Say.GUIDE_BACK_TO_STEP, number=step + 1)
    return play(moment, open_guide(moment).exercise, step, *answer, lead, numbered=False)


def offer(moment: Moment, *said: Phrase) -> Reply:
    """Offer a set of the exercise just explained; where a class was announced before, go back to that."""
    question, awaiting, about = _after_the_last_step(moment)
    return ask(moment, *said, question=question, awaiting=awaiting, about=about or _steps(moment))


def offered_set(moment: Moment) -> Rung | None:
    """What a set is offered of: the exercise explained, or, where that may not be yet, what is in its place."""
    exercise = moment.library.exercise(open_guide(moment).exercise)
    gate = _gate(moment)
    rungs = (Rung.parse(exercise.id), *exercise.easier, *exercise.swaps)
    return next((rung for rung in rungs if gate.is_open(rung)), None)


@lru_cache(maxsize=4)
def _gate(moment: Moment) -> Gate:
    """Whatever the exercise explained needs is taken to be at hand: the runner can say no."""
    exercise = moment.library.exercise(open_guide(moment).exercise)
    return gate_of(moment, {*(moment.progress.kit or ()), *exercise.default.kit}).for_what_is_asked()


def _offer_question(moment: Moment, offered: Rung) -> Phrase:
    gate, explained, name = _gate(moment), Rung.parse(open_guide(moment).exercise), exercise_name(str(offered))
    closed = gate.closed(explained)
    if closed is None:
        return say(Say.GUIDE_OFFER_SET, exercise=name)
    return say(Say.GUIDE_OFFER_EASIER, why=reason(moment, gate, explained, closed), easier=name)


def play(
    moment: Moment,
    exercise_id: str,
    step: int,
    *lead: Phrase,
    to_the_end: bool = False,
    numbered: bool = True,
) -> Reply:
    """Speak the steps from one on, to the end of the set-up or of the movement, and ask what fits there."""
    guide = Guide(exercise_id, step)
    progress = replace(moment.progress, guide=guide)
    moment = replace(moment, progress=progress)
    end = step_count(moment, guide) if to_the_end else _chunk_end(moment, guide)
    last = end == step_count(moment, guide)
    steps = Steps(moment.now, lead_length(moment, *lead))
    turn = _turn(moment, guide, end, numbered)
    if not last:
        question = say(Say.GUIDE_SAY_NEXT)
        return ask(moment, *lead, turn=turn, question=question, awaiting=Awaiting.STEP, about=steps)
    question, awaiting, about = _after_the_last_step(moment)
    return ask(moment, *lead, turn=turn, question=question, awaiting=awaiting, about=about or steps)


def _after_the_last_step(moment: Moment) -> tuple[Phrase, Awaiting, About | None]:
    """The question after the last step: that of the class announced before, else the offer of a set."""
    before = announced_before(moment.session.standing)
    if before and before.question:
        return before.question, before.awaiting, before.about
    offered = None if moment.is_locked else offered_set(moment)
    if offered is None:
        return anything_else(moment), Awaiting.STEP, None
    return _offer_question(moment, offered), Awaiting.SET_OFFER, None


def open_guide(moment: Moment) -> Guide:
    """The how-to under way."""
    assert moment.progress.guide is not None
    return moment.progress.guide


def step_count(moment: Moment, guide: Guide) -> int:
    """Steps of a how-to, set-up and movement together."""
    return len(_variant(moment, guide).steps)


def setup_count(moment: Moment, guide: Guide) -> int:
    """Set-up steps of a how-to."""
    return len(_variant(moment, guide).setup_pauses)


def _variant(moment: Moment, guide: Guide) -> Variant:
    return moment.library.exercise(guide.exercise).default


def step_at(moment: Moment) -> int:
    """The step the runner is at, by the clock; the last one spoken when all was heard out."""
    guide = open_guide(moment)
    if not _steps(moment).sent:
        return guide.step
    end = _chunk_end(moment, guide)
    passed, step = 0, guide.step
    for step in range(guide.step, end):
        passed += _turn(moment, replace(guide, step=step), step + 1).length
        if _elapsed(moment) < passed:
            return step
    return step


def is_interrupted(moment: Moment) -> bool:
    """Whether the last steps are still being told: the offer, or the plan, that comes after them has to wait."""
    guide = moment.progress.guide
    if guide is None or not moment.session.awaiting.in_guide or not _steps(moment).sent:
        return False
    return _elapsed(moment) < _turn(moment, guide, _chunk_end(moment, guide)).length


def _elapsed(moment: Moment) -> int:
    steps = _steps(moment)
    return moment.now - steps.sent - steps.lead - LATENCY


def _steps(moment: Moment) -> Steps:
    """When the steps of the open how-to were sent."""
    about = moment.session.standing.about
    return about if isinstance(about, Steps) else Steps()


def _chunk_end(moment: Moment, guide: Guide) -> int:
    setup = setup_count(moment, guide)
    return setup if guide.step < setup else step_count(moment, guide)


def _turn(moment: Moment, guide: Guide, end: int, numbered: bool = True) -> Turn:
    """The steps from the guide's place up to `end`, with the breathing after the last one."""
    return _steps_of(moment.library, moment.length_of, guide, end, numbered=numbered)


@lru_cache(maxsize=256)
def _steps_of(library: Library, length_of: SpeechLength, guide: Guide, end: int, *, numbered: bool) -> Turn:
    exercise = library.exercise(guide.exercise)
    steps = exercise.default.steps
    track = Track(length_of)
    for index, step in enumerate(steps[guide.step : end], guide.step):
        text = about(exercise.id, step.kind, step.index, **sides_named())
        if numbered or index > guide.step:
            text = say(Say.GUIDE_STEP, number=index + 1, step=text)
        track.say(CueKind.STEP, text, Position(), step.seconds * SECOND)
    if end == len(steps):
        track.say(CueKind.SPEECH, about(exercise.id, "breathing"), Position(), LONG_PAUSE)
        if exercise.sides is Sides.ONE_THEN_OTHER:
            track.say(CueKind.SPEECH, say(Say.GUIDE_OTHER_LEG), Position(), LONG_PAUSE)
    return Turn(tuple(track.cues), Position())


# what else can be said on the way


def pause(moment: Moment) -> Reply:
    """Wait at this step."""
    step = step_at(moment)
    progress = replace(moment.progress, guide=replace(open_guide(moment), step=step))
    question = say(Say.GUIDE_SAY_NEXT)
    return ask(
        moment,
        say(Say.TAKE_YOUR_TIME),
        question=question,
        awaiting=Awaiting.STEP,
        about=Steps(),
        progress=progress,
    )


def where(moment: Moment) -> Reply:
    """The step the runner is at, and that step again."""
    guide = open_guide(moment)
    count = step_count(moment, guide)
    return back_to_step(moment, say(Say.GUIDE_WHERE, exercise=exercise_name(guide.exercise), count=count))


def steps_left(moment: Moment) -> Reply:
    """How many steps are still to come."""
    left = step_count(moment, open_guide(moment)) - step_at(moment) - 1
    return back_to_step(moment, say(Say.GUIDE_STEPS_LEFT, steps=Count(left, "step")))


def which_leg(moment: Moment) -> Reply:
    """Which leg the steps are told for."""
    exercise = moment.library.exercise(open_guide(moment).exercise)
    both = exercise.sides is Sides.BOTH
    return back_to_step(moment, say(Say.LEG_BOTH) if both else say(Say.GUIDE_LEG))


def cue(moment: Moment) -> Reply:
    """A form cue."""
    exercise = open_guide(moment).exercise
    return back_to_step(moment, say(Say.ANSWER_CUE, cue=Phrase(f"exercises.{exercise}.cues", pick=moment.seed)))


def sides_named() -> dict[str, Phrase]:
    """The legs as a how-to names them, the right one first."""
    return {"side": Phrase(f"side.{Side.RIGHT}.name"), "other": Phrase(f"side.{Side.LEFT}.name")}
