"""The conversation around the coaching: hello, help, yes and no, not understood, progress, goodbye."""

from collections.abc import Callable
from dataclasses import replace

from skill.coaching.classes import enrolment, resume, safety, start
from skill.coaching.howto import answers, guide, way_back
from skill.coaching.record.record import Guide
from skill.coaching.runner import reminders, standing
from skill.coaching.timeline.cues import Talk
from skill.coaching.turn.events import EventKind
from skill.coaching.turn.reply import ask, close
from skill.coaching.turn.state import Awaiting, Moment, Reply
from skill.coaching.words import names
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout import under_way

MOST_MISSES = 3
"""Times in a row not understood before the coach closes politely (platform sheet 9, item 14)."""


def launch(moment: Moment) -> Reply:
    """Hello: an open class first, else what can be asked."""
    if resume.is_open(moment):
        return resume.offer_resume(moment)
    moment = replace(moment, progress=under_way.filed(moment))
    if moment.progress.guide:
        return ask(
            moment,
            say(Say.WELCOME_GUIDE, exercise=names.exercise_name(moment.progress.guide.exercise)),
            question=say(Say.WELCOME_GUIDE_QUESTION),
            awaiting=Awaiting.STEP,
        )
    if not moment.progress.welcomed:
        progress = replace(moment.progress, welcomed=True)
        said = (say(Say.WELCOME_FIRST), say(Say.DISCLAIMER))
        return ask(moment, *said, question=say(Say.WELCOME_QUESTION), awaiting=Awaiting.NOTHING, progress=progress)
    return ask(
        moment,
        say(Say.WELCOME, moment.seed),
        question=say(Say.WELCOME_QUESTION, moment.seed),
        awaiting=Awaiting.NOTHING,
    )


def greeting(moment: Moment) -> Reply:
    """Good morning: a greeting outside a class, the exercise inside one or where an exercise is asked for."""
    if moment.session.awaiting in (Awaiting.SET, Awaiting.PAUSE, Awaiting.EXERCISE):
        return answers.how_to(moment)
    return ask(
        moment, say(Say.GREETING), question=say(Say.WELCOME_QUESTION, moment.seed), awaiting=Awaiting.NOTHING
    )


def help_(moment: Moment) -> Reply:
    """What can be said here; always ends with a question."""
    state = moment.session.awaiting
    if state in (Awaiting.SET, Awaiting.PAUSE):
        paused = under_way.pause(moment)
        return ask(
            replace(moment, progress=paused.progress),
            say(Say.HELP_CLASS),
            question=say(Say.HELP_CLASS_QUESTION),
            awaiting=Awaiting.PAUSE,
        )
    if state in (Awaiting.STEP, Awaiting.SET_OFFER):
        return ask(moment, say(Say.HELP_GUIDE), question=say(Say.HELP_GUIDE_QUESTION), awaiting=Awaiting.STEP)
    if state is Awaiting.START:
        return ask(moment, say(Say.HELP_START), question=say(Say.HELP_START_QUESTION), awaiting=state, keep=True)
    return ask(moment, say(Say.HELP), question=say(Say.HELP_QUESTION), awaiting=Awaiting.NOTHING)


def fallback(moment: Moment) -> Reply:
    """Not understood: the two likeliest things to say here, never twice the same; the third time, close."""
    misses = moment.session.misses + 1
    state = moment.session.awaiting
    if misses >= MOST_MISSES:
        kept = replace(moment.progress, workout=under_way.put_away(moment))
        return close(moment, say(Say.MISSED_TOO_OFTEN), progress=kept)
    said = say(_MISSED.get(state, Say.MISSED), misses - 1)
    if state in (Awaiting.SET, Awaiting.PAUSE):
        reply = under_way.carry_on(moment, said)
    elif state is Awaiting.STEP:
        reply = guide.back_to_step(moment, said)
    elif state in reminders.STATES:
        reply = reminders.ask_again(moment, said)
    elif state in (Awaiting.NOTHING, Awaiting.EXERCISE):
        reply = ask(moment, question=said, awaiting=state, keep=True)
    else:
        reply = way_back.back(moment, said)
    return replace(reply, session=replace(reply.session, misses=misses))


_MISSED = {
    Awaiting.SET: Say.MISSED_IN_CLASS,
    Awaiting.PAUSE: Say.MISSED_IN_CLASS,
    Awaiting.STEP: Say.MISSED_IN_GUIDE,
    Awaiting.SET_OFFER: Say.MISSED_YES_OR_NO,
    Awaiting.EXERCISE: Say.MISSED_EXERCISE,
    Awaiting.START: Say.MISSED_START,
    Awaiting.RESUME: Say.MISSED_YES_OR_NO,
    Awaiting.PAIN_OR_EFFORT: Say.MISSED_YES_OR_NO,
    Awaiting.CRAMP_GONE: Say.MISSED_YES_OR_NO,
    Awaiting.CLASS_OFFER: Say.MISSED_YES_OR_NO,
    Awaiting.RUN: Say.MISSED_YES_OR_NO,
    Awaiting.RUN_WHEN: Say.MISSED_RUN_DAY,
    Awaiting.COURSE: Say.MISSED_YES_OR_NO,
    Awaiting.FORGET: Say.MISSED_YES_OR_NO,
    Awaiting.WHOSE: Say.MISSED_YES_OR_NO,
    Awaiting.REMINDER_WHEN: Say.MISSED_REMINDER,
    Awaiting.REMINDER: Say.MISSED_YES_OR_NO,
    Awaiting.CANCEL_REMINDERS: Say.MISSED_YES_OR_NO,
}


def stop(moment: Moment) -> Reply:
    """End, with the place kept."""
    kept = replace(moment.progress, workout=under_way.put_away(moment), guide=None)
    key = Say.STOPPED_IN_CLASS if kept.workout and kept.workout.plan.minutes else Say.GOODBYE
    if kept.workout and not kept.workout.plan.minutes:
        kept = replace(kept, workout=None)
    return close(replace(moment, progress=kept), say(key, moment.seed), progress=kept)


def session_ended(moment: Moment) -> Reply:
    """The device ended the conversation; nothing can be said, the place is kept."""
    progress = moment.progress
    if moment.session.awaiting is Awaiting.PAIN_OR_EFFORT:
        return replace(safety.pain(moment), cues=(), reprompt=())
    if progress.workout is not None and under_way.here(moment).set >= len(progress.workout.plan.sets):
        progress = under_way.filed(moment)
    else:
        progress = replace(progress, workout=under_way.put_away(moment), guide=_guide_put_away(moment))
    return Reply(replace(moment.session, awaiting=Awaiting.NOTHING), progress)


def _guide_put_away(moment: Moment) -> Guide | None:
    """The how-to as it is kept when the conversation ends; None once its steps are done."""
    if moment.progress.guide is None or moment.session.awaiting is not Awaiting.STEP:
        return None
    return replace(moment.progress.guide, step=guide.step_at(moment))


def yes_without_question(moment: Moment) -> Reply:
    """Yes, or no, to nothing that was asked."""
    return ask(moment, question=say(Say.YES_TO_WHAT, moment.seed), awaiting=Awaiting.NOTHING)


def no_thanks(moment: Moment) -> Reply:
    """No to what was offered: the next useful thing."""
    moment = replace(moment, progress=replace(moment.progress, guide=None))
    return ask(moment, question=say(Say.ANYTHING_ELSE, moment.seed), awaiting=Awaiting.NOTHING)


def no_more(moment: Moment) -> Reply:
    """No to "anything else": goodbye."""
    return close(moment, say(Say.GOODBYE, moment.seed))


def choose(moment: Moment) -> Reply:
    """Yes to the exercise offered."""
    if not moment.session.choice:
        return way_back.which(moment, EventKind.HOW_TO)
    return guide.explain(moment, moment.session.choice[0])


def choose_by_number(moment: Moment) -> Reply:
    """The exercise in that place of those offered: "the second one"."""
    place = (moment.event.number or 1) - 1
    if not 0 <= place < len(moment.session.choice):
        return way_back.which(moment, EventKind.HOW_TO)
    return guide.explain(moment, moment.session.choice[place])


def repeat_last(moment: Moment) -> Reply:
    """Answer the last question again; with none, say what can be asked."""
    last = moment.session.last
    if last is None or last.kind not in _ANSWERED_AGAIN:
        return help_(moment)
    return _ANSWERED_AGAIN[last.kind](replace(moment, event=last))


_ANSWERED_AGAIN: dict[EventKind, Callable[[Moment], Reply]] = {
    EventKind.HOW_TO: answers.how_to,
    EventKind.ASK: answers.answer,
    EventKind.TOPIC: answers.topic,
    EventKind.BEGINNER_PLAN: enrolment.offer,
    EventKind.BUILD_UP: enrolment.build_up,
    EventKind.COURSE: enrolment.where,
    EventKind.LIST_EXERCISES: answers.list_exercises,
    EventKind.PROGRESS: standing.answer,
    EventKind.SWAP: answers.instead,
    EventKind.EASIER: answers.easier,
    EventKind.HARDER: answers.harder,
}
"""What can be answered a second time."""


# small things


def only_in_class(moment: Moment) -> Reply:
    """Something that only a class under way can answer."""
    return way_back.back(moment, say(Say.ONLY_IN_CLASS))


def step_of_what(moment: Moment) -> Reply:
    """A step was named with no how-to open."""
    return way_back.which(moment, EventKind.HOW_TO)


def chosen(moment: Moment) -> Reply:
    """The exercise that was asked for, now named: do what it was asked for."""
    then, last = moment.session.then, moment.session.last
    if then in (EventKind.ASK, EventKind.PROGRESS) and last is not None:
        return _ANSWERED_AGAIN[then](replace(moment, event=replace(last, exercises=moment.event.exercises)))
    if then is EventKind.START:
        return start.start(moment)
    return answers.how_to(moment)


def other_class(moment: Moment) -> Reply:
    """No to the class announced: ask for one that fits."""
    return ask(moment, question=say(Say.CLASS_WHAT_INSTEAD), awaiting=Awaiting.START, keep=True)


def take_your_time(moment: Moment) -> Reply:
    """Pause, with nothing running."""
    return way_back.back(moment, say(Say.TAKE_YOUR_TIME))


def nothing_to_log(moment: Moment) -> Reply:
    """Done, or a number, outside a class."""
    return ask(moment, say(Say.NOTHING_TO_LOG), question=say(Say.CLASS_OFFER), awaiting=Awaiting.CLASS_OFFER)


def where_nowhere(moment: Moment) -> Reply:
    """Where am I, with nothing running."""
    return launch(moment)


def at_talk(level: Talk, key: Say) -> Callable[[Moment], Reply]:
    """Remember how much to say."""

    def action(moment: Moment) -> Reply:
        return way_back.back(replace(moment, progress=replace(moment.progress, talk=level)), say(key))

    return action


def at_pace(*, straight: bool) -> Callable[[Moment], Reply]:
    """Remember whether to chain the sets of a class."""

    def action(moment: Moment) -> Reply:
        key = Say.CLASS_STRAIGHT if straight else Say.CLASS_WAITING
        return way_back.back(replace(moment, progress=replace(moment.progress, straight=straight)), say(key))

    return action
