"""Back to where the runner was, after an answer; and which exercise was meant."""

from dataclasses import replace

from skill.coaching.facts.exercise import Exercise
from skill.coaching.howto import guide
from skill.coaching.turn.events import EventKind, Named
from skill.coaching.turn.reply import ask
from skill.coaching.turn.state import Awaiting, Moment, Reply
from skill.coaching.words.names import exercise_name
from skill.coaching.words.phrase import Either, Phrase
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout import under_way


def which(moment: Moment, then: EventKind) -> Reply:
    """Ask which exercise is meant."""
    return _in_class(moment, say(Say.WHICH_EXERCISE_NOT_NOW)) or ask(
        moment, question=say(Say.WHICH_EXERCISE), awaiting=Awaiting.EXERCISE, then=then, last=moment.event
    )


def unclear(moment: Moment, named: Named, then: EventKind) -> Reply:
    """An exercise that is none of ours, or several: say so, and offer the nearest."""
    if len(named.ids) > 1:
        names = tuple(exercise_name(id_) for id_ in named.ids[:4])
        return ask(
            moment,
            question=say(Say.WHICH_OF_THESE, names=Either(names)),
            awaiting=Awaiting.EXERCISE,
            choice=named.ids[:4],
            then=then,
            last=moment.event,
        )
    said = Phrase(f"others.{named.other}.answer") if named.other else say(Say.UNKNOWN_EXERCISE, said=named.said)
    if not named.near:
        return _in_class(moment, said) or ask(
            moment, said, question=say(Say.WHICH_EXERCISE), awaiting=Awaiting.EXERCISE, then=then
        )
    nearest = exercise_name(named.near[0])
    return _in_class(moment, said) or ask(
        moment,
        said,
        question=say(Say.OFFER_INSTEAD if named.other else Say.OFFER_NEAREST, exercise=nearest),
        awaiting=Awaiting.EXERCISE,
        choice=named.near[:1],
        then=EventKind.HOW_TO,
    )


def _in_class(moment: Moment, *said: Phrase) -> Reply | None:
    """In a class no question is asked: say it and go on."""
    if moment.session.awaiting in (Awaiting.SET, Awaiting.PAUSE):
        return under_way.carry_on(moment, *said)
    return None


def back(moment: Moment, *said: Phrase, exercise: Exercise | None = None) -> Reply:
    """Say the answer and return the runner to where they were, with the question that stood there."""
    moment = replace(moment, session=replace(moment.session, last=moment.event))
    state = moment.session.awaiting
    if state in (Awaiting.SET, Awaiting.PAUSE):
        return under_way.carry_on(moment, *said)
    if state is Awaiting.STEP:
        return guide.back_to_step(moment, *said)
    if state is Awaiting.SET_OFFER:
        return guide.offer(moment, *said)
    if state in _QUESTIONS:
        return ask(moment, *said, question=say(_QUESTIONS[state]), awaiting=state, keep=True)
    if exercise:
        question = say(Say.OFFER_HOW_TO, moment.seed, exercise=exercise_name(exercise.id))
        return ask(
            moment,
            *said,
            question=question,
            awaiting=Awaiting.EXERCISE,
            choice=(exercise.id,),
            then=EventKind.HOW_TO,
        )
    return ask(moment, *said, question=say(Say.ANYTHING_ELSE, moment.seed), awaiting=Awaiting.NOTHING)


_QUESTIONS = {
    Awaiting.START: Say.CLASS_SAY_GO_TO_START,
    Awaiting.RESUME: Say.RESUME_QUESTION,
    Awaiting.PAIN_OR_EFFORT: Say.PAIN_OR_EFFORT,
    Awaiting.CRAMP_GONE: Say.CRAMP_GONE,
    Awaiting.CLASS_OFFER: Say.CLASS_OFFER,
    Awaiting.RUN: Say.RUN_EASY_OR_HARD,
    Awaiting.RUN_WHEN: Say.RUNS_WHICH_DAY,
    Awaiting.COURSE: Say.COURSE_OFFER,
    Awaiting.FORGET: Say.FORGET_QUESTION,
    Awaiting.WHOSE: Say.WHOSE_QUESTION,
}
"""The question that stands in each state that has a fixed one."""
