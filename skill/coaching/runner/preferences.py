"""The runner over time: level, dislikes, and being forgotten."""

from dataclasses import replace
from typing import assert_never

from skill.coaching.classes import resume, start
from skill.coaching.facts.exercise import Level
from skill.coaching.facts.felt import Felt
from skill.coaching.howto import way_back
from skill.coaching.record.record import Avoided, Progress
from skill.coaching.runner.talk import only_in_class
from skill.coaching.timeline.cues import Stage
from skill.coaching.turn.errand import Errand, Outcome, Task
from skill.coaching.turn.events import Event, EventKind
from skill.coaching.turn.reply import ask, close, preceded
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting
from skill.coaching.words import names
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout import set_log, under_way
from skill.coaching.workout.doors import left_out


def my_level(moment: Moment) -> Reply:
    """Remember how experienced the runner is; a class announced is planned anew."""
    if moment.event.level is None:
        return way_back.back(moment, say(Say.LEVELS))
    if moment.session.awaiting is Awaiting.SET and under_way.here(moment).stage is Stage.REST:
        return set_log.log(_as_felt(moment, moment.event.level))
    moment = replace(moment, progress=replace(moment.progress, level=moment.event.level))
    if moment.session.awaiting is Awaiting.START:
        return start.start(moment)
    return way_back.back(moment, say(Say.LEVEL_NOTED))


def level_as_felt(moment: Moment) -> Reply:
    """At the rating a level's word tells how the class was ("challenging")."""
    return set_log.rated(Felt.GOOD)(_as_felt(moment, moment.event.level or Level.INTERMEDIATE))


def _as_felt(moment: Moment, level: Level) -> Moment:
    """The words for levels are those for how hard a set was: what is planned from now on is not meant."""
    match level:
        case Level.BEGINNER:
            felt = Felt.EASY
        case Level.INTERMEDIATE:
            felt = Felt.GOOD
        case Level.ADVANCED:
            felt = Felt.HARD
        case _:
            assert_never(level)
    return replace(moment, event=Event(EventKind.LOG, felt=felt))


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
    """Leave the exercises named, and what goes by their names, out of every class from now on."""
    ids = _families(moment)
    kept = tuple(dict.fromkeys((*moment.progress.avoid, *ids)))
    return _changed(moment, Say.AVOIDED, ids, replace(moment.progress, avoid=kept))


def avoid_today(moment: Moment) -> Reply:
    """The same for today alone."""
    ids = _families(moment)
    before = moment.progress.avoid_today
    earlier = before.exercises if before and before.day == moment.today else ()
    today = Avoided(moment.today, tuple(dict.fromkeys((*earlier, *ids))))
    return _changed(moment, Say.AVOIDED_TODAY, ids, replace(moment.progress, avoid_today=today))


def bring_back(moment: Moment) -> Reply:
    """What was left out, all of it or the exercises named, can come up again."""
    left = tuple(id_ for id_ in left_out(moment) if id_ in moment.library.exercises)
    back = tuple(id_ for id_ in left if not moment.event.exercises or id_ in _families(moment))
    if not back:
        return way_back.back(moment, say(Say.NOTHING_LEFT_OUT))
    progress, today = moment.progress, moment.progress.avoid_today
    progress = replace(
        progress,
        avoid=tuple(id_ for id_ in progress.avoid if id_ not in back),
        avoid_today=today and replace(today, exercises=tuple(id_ for id_ in today.exercises if id_ not in back)),
    )
    return _changed(moment, Say.BROUGHT_BACK, back, progress)


def _families(moment: Moment) -> tuple[str, ...]:
    """The exercises named, where a name stands for several all of those, each with its family."""
    ids = (id_ for named in moment.event.exercises for id_ in named.ids)
    return tuple(dict.fromkeys(kin for id_ in ids for kin in moment.library.family(id_)))


def _changed(moment: Moment, key: Say, ids: tuple[str, ...], progress: Progress) -> Reply:
    """Say what was changed; a class announced is planned anew. A name that is not known changes nothing."""
    unknown = next((named for named in moment.event.exercises if not named.ids), None)
    if unknown or not ids:
        return way_back.unclear(moment, unknown, moment.event.kind) if unknown else only_in_class(moment)
    moment = replace(moment, progress=progress)
    said = say(key, names=tuple(names.exercise_name(id_) for id_ in ids))
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
