"""When the body ends a class (coaching facts, section 4): stop first, never diagnose, store no symptom."""

from dataclasses import replace

from skill.coaching.record.log import log_class
from skill.coaching.record.record import Progress
from skill.coaching.timeline.cues import Turn
from skill.coaching.turn.reply import anything_else, ask, close
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting, Standing
from skill.coaching.words.phrase import Phrase
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout import steer, under_way

CRAMP_REST = 20
"""Seconds a cramp is given before it is asked after."""


def emergency(moment: Moment) -> Reply:
    """Say to call the emergency number, and then nothing."""
    reply = close(replace(moment, remembers=True), say(Say.EMERGENCY), progress=_ended(moment, is_final=True))
    return replace(reply, urgent=True)


def end(moment: Moment, advice: Phrase, *, is_final: bool = False) -> Reply:
    """End the class, and the training day; say what is right now.

    Where it could not be saved the conversation stays open: with the next word, or silence, it is tried again.
    """
    first = say(Say.STOP_IN_CLASS if _in_class(moment) else Say.STOP_OUTSIDE)
    progress = _ended(moment, is_final=is_final)
    if moment.remembers:
        return close(moment, first, advice, progress=progress)
    question = say(Say.SAFETY_NOT_SAVED)
    return ask(moment, first, advice, question=question, awaiting=Awaiting.NOTHING, progress=progress)


def cramp(moment: Moment) -> Reply:
    """A cramp pauses; after some time, whether it has gone decides."""
    if not _in_class(moment):
        question = anything_else(moment)
        return ask(moment, say(Say.CRAMP), question=question, awaiting=Awaiting.NOTHING)
    kept = replace(moment.progress, workout=under_way.put_away(moment))
    if kept.workout is None:
        return close(moment, say(Say.CRAMP), progress=under_way.left(moment))
    ease = under_way.ticks(moment, CRAMP_REST)
    return ask(
        moment,
        say(Say.CRAMP),
        turn=Turn(tuple(ease.cues), kept.workout.position),
        question=say(Say.CRAMP_GONE),
        awaiting=Awaiting.CRAMP_GONE,
        progress=kept,
    )


def cramp_gone(moment: Moment) -> Reply:
    """An easier exercise, when the runner says go."""
    rung = steer.easier_rung(moment)
    if rung is None:
        return under_way.pause(moment)
    return steer.change_to(moment, rung, Say.CLASS_EASIER)


def cramp_stays(moment: Moment) -> Reply:
    """A cramp that stays ends the class."""
    return close(moment, say(Say.CRAMP_STAYS), progress=_ended(moment))


# pain, or just hard work


def pain_or_effort(moment: Moment) -> Reply:
    """Unclear whether pain or hard work: ask, and remember that it was asked, until it is answered."""
    workout = under_way.put_away(moment) if _in_class(moment) else moment.progress.workout
    kept = replace(moment.progress, workout=workout, pain_asked=moment.now)
    return ask(moment, question=say(Say.PAIN_OR_EFFORT), awaiting=Awaiting.PAIN_OR_EFFORT, progress=kept)


def pain_or_effort_again(moment: Moment) -> Reply:
    """No clear word for either: ask once more, with the two words; at the next opening, with what it is about."""
    question = say(Say.PAIN_OR_EFFORT_AGAIN if moment.session.turn else Say.PAIN_OR_EFFORT_FIRST)
    return ask(moment, question=question, awaiting=Awaiting.PAIN_OR_EFFORT)


def question_stands(moment: Moment) -> bool:
    """Whether "pain, or just hard work" was asked today and not answered."""
    asked = moment.progress.pain_asked
    return asked is not None and moment.day_of(asked) == moment.today and not moment.is_locked


def only_effort(moment: Moment) -> Reply:
    """Hard work: a breather, less to do from here on, and an easier exercise on offer."""
    moment = _answered(moment)
    if moment.progress.workout is None:
        question = anything_else(moment)
        return ask(moment, say(Say.EFFORT_OUTSIDE), question=question, awaiting=Awaiting.NOTHING)
    workout, lighter = steer.lightened(moment)
    return ask(
        moment,
        say(Say.EFFORT),
        *lighter,
        question=say(Say.EFFORT_GO_OR_EASIER),
        awaiting=Awaiting.PAUSE,
        progress=replace(moment.progress, workout=workout),
    )


def effort_easier(moment: Moment) -> Reply:
    """Hard work, and something easier wanted."""
    if moment.progress.workout is None:
        return only_effort(moment)
    moment = _answered(moment)
    paused = replace(moment.session, standing=Standing(Awaiting.PAUSE))
    return steer.easier(replace(moment, session=paused))


def _answered(moment: Moment) -> Moment:
    return replace(moment, progress=replace(moment.progress, pain_asked=None))


# the rest of the day


def not_today(moment: Moment) -> Reply:
    """No class on a day that one was ended for safety."""
    return close(moment, say(Say.NOT_TODAY_ENDED_EARLY))


def all_clear(moment: Moment) -> Reply:
    """It was not pain, the runner says: ask, where a misunderstanding can be; else there is nothing to clear."""
    if moment.progress.ended_finally:
        return close(moment, say(Say.NOT_TODAY_FINAL))
    return ask(moment, question=say(Say.ALL_CLEAR_QUESTION), awaiting=Awaiting.ALL_CLEAR)


def cleared(moment: Moment) -> Reply:
    """No pain anywhere: the day is open again, gently."""
    progress = replace(moment.progress, ended_early=None)
    question = say(Say.CLASS_OFFER)
    return ask(moment, say(Say.ALL_CLEAR), question=question, awaiting=Awaiting.CLASS_OFFER, progress=progress)


def _in_class(moment: Moment) -> bool:
    return moment.progress.workout is not None and moment.session.awaiting.in_class


def _ended(moment: Moment, *, is_final: bool = False) -> Progress:
    progress = moment.progress
    if progress.workout is not None:
        day = moment.day_of(progress.workout.begun or moment.now)
        progress = log_class(progress, progress.workout, under_way.sets_done(moment), day)
    return replace(
        progress,
        workout=None,
        announced=None,
        guide=None,
        pain_asked=None,
        ended_early=moment.now,
        ended_finally=is_final or (progress.ended_finally and moment.is_locked),
    )
