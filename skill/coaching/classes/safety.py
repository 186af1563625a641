"""When the body complains (coaching facts, section 4): stop first, never diagnose, store nothing."""

from dataclasses import replace

from skill.coaching.record.log import log_class
from skill.coaching.record.record import DAY, Progress
from skill.coaching.turn.reply import ask, close
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout import steer, under_way
from skill.coaching.workout.steer import swap_for


def pain(moment: Moment) -> Reply:
    """End the class, and the training day."""
    return _end(moment, Say.PAIN if _in_class(moment) else Say.PAIN_OUTSIDE)


def dizzy(moment: Moment) -> Reply:
    """End the class; lie down, and when to call for help."""
    return _end(moment, Say.DIZZY if _in_class(moment) else Say.DIZZY_OUTSIDE)


def emergency(moment: Moment) -> Reply:
    """Say to call the emergency number, and then nothing."""
    return _end(moment, Say.EMERGENCY)


def unwell(moment: Moment) -> Reply:
    """No training with a fever or a chest cold."""
    return _end(moment, Say.UNWELL)


def injury(moment: Moment) -> Reply:
    """No judgement on injuries; a class under way keeps its place."""
    kept = replace(moment.progress, workout=under_way.put_away(moment))
    return close(moment, say(Say.INJURY), progress=kept)


def cramp(moment: Moment) -> Reply:
    """A cramp pauses; whether it has gone decides."""
    if not _in_class(moment):
        return ask(moment, say(Say.CRAMP), question=say(Say.ANYTHING_ELSE, moment.seed), awaiting=Awaiting.NOTHING)
    kept = replace(moment.progress, workout=under_way.put_away(moment))
    if kept.workout is None:
        return close(moment, say(Say.CRAMP), progress=kept)
    return ask(moment, say(Say.CRAMP), question=say(Say.CRAMP_GONE), awaiting=Awaiting.CRAMP_GONE, progress=kept)


def cramp_gone(moment: Moment) -> Reply:
    """An easier exercise, when the runner says go."""
    running = under_way.open_workout(moment)
    rung = swap_for(moment, steer.easier_rungs(moment), running.kit)
    if rung is None:
        return under_way.pause(moment)
    return steer.change_to(moment, rung, Say.CLASS_EASIER)


def cramp_stays(moment: Moment) -> Reply:
    """A cramp that stays ends the class."""
    return _end(moment, Say.CRAMP_STAYS)


def pain_or_effort(moment: Moment) -> Reply:
    """Unclear whether pain or hard work: ask once."""
    if not _in_class(moment):
        return ask(moment, question=say(Say.PAIN_OR_EFFORT), awaiting=Awaiting.PAIN_OR_EFFORT)
    kept = replace(moment.progress, workout=under_way.put_away(moment))
    return ask(moment, question=say(Say.PAIN_OR_EFFORT), awaiting=Awaiting.PAIN_OR_EFFORT, progress=kept)


def only_effort(moment: Moment) -> Reply:
    """Hard work: a breather, with an easier exercise on offer."""
    if moment.progress.workout is None:
        return ask(moment, say(Say.EFFORT_OUTSIDE), question=say(Say.ANYTHING_ELSE), awaiting=Awaiting.NOTHING)
    return ask(moment, say(Say.EFFORT), question=say(Say.EFFORT_GO_OR_EASIER), awaiting=Awaiting.PAUSE)


def not_today(moment: Moment) -> Reply:
    """No class on a day that one was ended for safety."""
    return close(moment, say(Say.NOT_TODAY_ENDED_EARLY))


def ended_today(moment: Moment) -> bool:
    """Whether training was ended for safety today, on the runner's clock.

    Where the time zone is not known it counts as today for 24 hours: nowhere does a day go on longer than that.
    """
    ended = moment.progress.ended_early
    if ended is None:
        return False
    if moment.progress.zone is None:
        return moment.now < ended + DAY
    return moment.today <= moment.day_of(ended)


def _in_class(moment: Moment) -> bool:
    return moment.progress.workout is not None and moment.session.awaiting.in_class


def _end(moment: Moment, key: Say) -> Reply:
    return close(moment, say(key), progress=_ended(moment))


def _ended(moment: Moment) -> Progress:
    progress = moment.progress
    if progress.workout is not None:
        progress = log_class(progress, progress.workout, under_way.here(moment).set, moment.today)
    return replace(progress, workout=None, ended_early=moment.now)


def pain_or_effort_again(moment: Moment) -> Reply:
    """No clear word after "pain, or just hard work": it counts as pain."""
    return pain(moment)


def effort_easier(moment: Moment) -> Reply:
    """Hard work, and something easier wanted."""
    return cramp_gone(moment) if moment.progress.workout else only_effort(moment)
