"""The runner over time: level, dislikes, and being forgotten."""

from dataclasses import replace

from skill.coaching.classes import resume, start
from skill.coaching.howto import way_back
from skill.coaching.record.record import Progress
from skill.coaching.runner.talk import only_in_class
from skill.coaching.turn.errand import Errand, Outcome, Task
from skill.coaching.turn.reply import ask, close, preceded
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting
from skill.coaching.words import names
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout import under_way


def my_level(moment: Moment) -> Reply:
    """Remember how experienced the runner is; a class announced is planned anew."""
    if moment.event.level is None:
        return way_back.back(moment, say(Say.LEVELS))
    moment = replace(moment, progress=replace(moment.progress, level=moment.event.level))
    if moment.session.awaiting is Awaiting.START:
        return start.start(moment)
    return way_back.back(moment, say(Say.LEVEL_NOTED))


def forget(moment: Moment) -> Reply:
    """Ask before everything is deleted; a class under way keeps its place."""
    kept = replace(moment.progress, workout=under_way.put_away(moment))
    return ask(moment, question=say(Say.FORGET_QUESTION), awaiting=Awaiting.FORGET, progress=kept)


def forget_all(moment: Moment) -> Reply:
    """Have everything remembered deleted."""
    return replace(_not_deleted(moment), errand=Errand(Task.FORGET))


def keep_all(moment: Moment) -> Reply:
    """Delete nothing."""
    if resume.is_open(moment):
        return resume.offer_resume(moment)
    return way_back.settle(moment, say(Say.NOT_FORGOTTEN))


def avoid(moment: Moment) -> Reply:
    """Leave the exercises named out of every class from now on."""
    named = tuple(named.id for named in moment.event.exercises if named.id)
    if not named:
        return only_in_class(moment)
    progress = moment.progress
    progress = replace(progress, avoid=tuple(dict.fromkeys((*progress.avoid, *named))))
    moment = replace(moment, progress=progress)
    said = say(Say.AVOIDED, names=tuple(names.exercise_name(id_) for id_ in named))
    if moment.session.awaiting is Awaiting.START:
        return preceded(moment, start.announce_anew(moment), said)
    return way_back.back(moment, said)


def forget_outcome(moment: Moment) -> Reply:
    """It is deleted, and the conversation ends; or it is not, and the runner must know."""
    result = moment.event.result
    if result is None or result.outcome is not Outcome.DONE:
        return _not_deleted(moment)
    return close(moment, say(Say.FORGOTTEN), progress=Progress())


def _not_deleted(moment: Moment) -> Reply:
    return close(moment, say(Say.FORGET_FAILED))
