"""The runner over time: level, runs, whether to train today, progress, and being forgotten."""

from dataclasses import replace

from skill.coaching import answers, guide, resume, safety, start, workout
from skill.coaching.errand import Errand, Outcome, Task
from skill.coaching.events import Day, Effort, Felt
from skill.coaching.phrase import Count, Phrase
from skill.coaching.progress import (
    classes_this_week,
    days_since_class,
    streak_in_weeks,
)
from skill.coaching.prompts import Say, say
from skill.coaching.reply import ask, close
from skill.coaching.state import Awaiting, Moment, Progress, Reply, RunDone
from skill.coaching.talk import only_in_class


def my_level(moment: Moment) -> Reply:
    """Remember how experienced the runner is; a class announced is planned anew."""
    if moment.event.level is None:
        return answers.back(moment, say(Say.LEVELS))
    moment = replace(moment, progress=replace(moment.progress, level=moment.event.level))
    if moment.session.awaiting is Awaiting.START:
        return start.start(moment)
    return answers.back(moment, say(Say.LEVEL_NOTED))


def can_i_train(moment: Moment) -> Reply:
    """The ordered rules of coaching facts 3.3; the first that fits decides."""
    since = days_since_class(moment.progress, moment.today)
    run = moment.progress.run
    ran_today = run.effort if run and run.day == moment.today else None
    if safety.ended_today(moment):
        return safety.not_today(moment)
    told = moment.event.day == Day.YESTERDAY and moment.event.run is None
    if told or (since is not None and since <= 1):
        return answers.back(moment, say(Say.TODAY_REST, days=Count(2 if since == 0 else 1, "day")))
    if moment.event.run in (Effort.HARD, Effort.LONG, Effort.RACE):
        return answers.back(moment, say(Say.TODAY_BEFORE_HARD_RUN))
    if ran_today in (Effort.HARD, Effort.LONG, Effort.RACE):
        return answers.back(moment, say(Say.TODAY_AFTER_HARD_RUN))
    key = Say.TODAY_AFTER_EASY_RUN if ran_today or moment.event.run else Say.TODAY_YES
    if moment.session.awaiting in (Awaiting.SET, Awaiting.PAUSE):
        return answers.back(moment, say(key))
    return ask(moment, say(key), question=say(Say.CLASS_OFFER), awaiting=Awaiting.CLASS_OFFER)


def ran(moment: Moment) -> Reply:
    """Remember today's run; ask only how hard it was, and say what that means for a class."""
    effort = moment.event.run
    in_class = moment.session.awaiting in (Awaiting.SET, Awaiting.PAUSE)
    if effort is None and in_class:
        return answers.back(moment, say(Say.RUN_LATER))
    if effort is None:
        return ask(moment, question=say(Say.RUN_EASY_OR_HARD), awaiting=Awaiting.RUN)
    progress = replace(moment.progress, run=RunDone(moment.today, effort))
    session = moment.session
    if session.awaiting is Awaiting.RUN:
        session = replace(session, awaiting=Awaiting.NOTHING)
    event = replace(moment.event, run=None)
    return can_i_train(replace(moment, session=session, progress=progress, event=event))


def how_run_felt(moment: Moment) -> Reply:
    """The answer to "easy or hard"."""
    effort = {Felt.EASY: Effort.EASY, Felt.GOOD: Effort.EASY}.get(moment.event.felt or Felt.HARD, Effort.HARD)
    return ran(replace(moment, event=replace(moment.event, run=moment.event.run or effort)))


def progress(moment: Moment) -> Reply:
    """Classes so far, this week, and weeks in a row; never blame after a gap."""
    known = moment.progress
    if not known.classes and known.workout:
        return answers.back(moment, say(Say.PROGRESS_NONE))
    if not known.classes:
        return ask(moment, say(Say.PROGRESS_NONE), question=say(Say.CLASS_OFFER), awaiting=Awaiting.CLASS_OFFER)
    since = days_since_class(known, moment.today) or 0
    last = tuple(guide.exercise_name(done.exercise) for done in known.log[-1].exercises)
    when: Phrase = (
        say(Say.DAYS_AGO, days=Count(since, "day"))
        if since > 1
        else say((Say.DAY_TODAY, Say.DAY_YESTERDAY)[since])
    )
    said = [
        say(
            Say.PROGRESS_CLASSES,
            total=Count(known.classes, "class"),
            week=Count(classes_this_week(known, moment.today), "class"),
        ),
        say(Say.PROGRESS_LAST, when=when, exercises=last),
    ]
    weeks = streak_in_weeks(known, moment.today)
    if weeks > 1:
        said.append(say(Say.PROGRESS_STREAK, weeks=Count(weeks, "week")))
    return answers.back(moment, *said)


def forget(moment: Moment) -> Reply:
    """Ask before everything is deleted; a class under way keeps its place."""
    kept = replace(moment.progress, workout=workout.put_away(moment))
    return ask(moment, question=say(Say.FORGET_QUESTION), awaiting=Awaiting.FORGET, progress=kept)


def forget_all(moment: Moment) -> Reply:
    """Have everything remembered deleted."""
    return replace(_not_deleted(moment), errand=Errand(Task.FORGET))


def keep_all(moment: Moment) -> Reply:
    """Delete nothing."""
    if resume.is_open(moment):
        return resume.offer_resume(moment)
    return ask(moment, say(Say.NOT_FORGOTTEN), question=say(Say.ANYTHING_ELSE), awaiting=Awaiting.NOTHING)


def avoid(moment: Moment) -> Reply:
    """Leave the exercises named out of every class from now on."""
    named = tuple(named.id for named in moment.event.exercises if named.id)
    if not named:
        return only_in_class(moment)
    progress = moment.progress
    progress = replace(progress, avoid=tuple(dict.fromkeys((*progress.avoid, *named))))
    moment = replace(moment, progress=progress)
    said = say(Say.AVOIDED, names=tuple(guide.exercise_name(id_) for id_ in named))
    if moment.session.awaiting is Awaiting.START:
        return start.announce_again(moment)
    return answers.back(moment, said)


def run_unclear(moment: Moment) -> Reply:
    """Yes to "easy or hard"."""
    return ask(moment, question=say(Say.RUN_EASY_OR_HARD), awaiting=Awaiting.RUN)


def forget_outcome(moment: Moment) -> Reply:
    """It is deleted, and the conversation ends; or it is not, and the runner must know."""
    result = moment.event.result
    if result is None or result.outcome is not Outcome.DONE:
        return _not_deleted(moment)
    return close(moment, say(Say.FORGOTTEN), progress=Progress())


def _not_deleted(moment: Moment) -> Reply:
    return close(moment, say(Say.FORGET_FAILED))
