"""The conversation around the coaching: hello, help, yes and no, not understood, progress, goodbye."""

from collections.abc import Callable
from dataclasses import replace

from skill.coaching.classes import resume, start
from skill.coaching.howto import answers, guide, way_back
from skill.coaching.planning.advice import Advice
from skill.coaching.record.record import Guide
from skill.coaching.runner import report
from skill.coaching.timeline.cues import SECOND, Talk
from skill.coaching.turn.events import Event, EventKind, Named
from skill.coaching.turn.reply import announced_before, anything_else, ask, close, preceded, settled
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import STATES, Awaiting, Choice, LeadsBack, Standing
from skill.coaching.words import names
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout import under_way
from skill.coaching.workout.doors import advice_for

MOST_MISSES = 3
"""Times in a row not understood before the coach closes politely (platform sheet 9, item 14)."""
IN_A_ROW = 60 * SECOND
"""Misses further apart than this are not in a row."""


def launch(moment: Moment) -> Reply:
    """Hello: what was left open first, the class or the plan for it, else what can be asked."""
    if moment.is_locked:
        question = anything_else(moment)
        return ask(moment, say(Say.WELCOME_LOCKED), question=question, awaiting=Awaiting.NOTHING)
    if resume.is_open(moment):
        return resume.offer_resume(moment)
    moment = replace(moment, progress=under_way.filed(moment))
    if start.is_announced(moment):
        return preceded(moment, start.announce_again(moment), say(Say.WELCOME_PLAN, moment.seed))
    moment = replace(moment, progress=replace(moment.progress, announced=None))
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
    return _welcome_back(moment)


def _welcome_back(moment: Moment) -> Reply:
    """What was done last, and the next class; on a day of rest, why not today."""
    welcome, exercises = say(Say.WELCOME, moment.seed), report.last_exercises(moment)
    if not exercises:
        question = say(Say.WELCOME_QUESTION, moment.seed)
        return ask(moment, welcome, question=question, awaiting=Awaiting.NOTHING)
    last = say(Say.WELCOME_LAST, exercises=exercises)
    if advice_for(moment) is Advice.REST_DAY:
        question = anything_else(moment)
        return ask(moment, welcome, last, say(Say.WELCOME_REST), question=question, awaiting=Awaiting.NOTHING)
    return ask(moment, welcome, last, question=say(Say.WELCOME_NEXT), awaiting=Awaiting.CLASS_OFFER)


def greeting(moment: Moment) -> Reply:
    """Good morning: the exercise in a class, or where an exercise is asked for; else a greeting."""
    state = moment.session.awaiting
    if state.counts or state is Awaiting.EXERCISE:
        return answers.how_to(moment)
    if STATES[state].leads_back is not LeadsBack.NOTHING:
        return way_back.to_where_it_stood(moment, say(Say.GREETING))
    question = anything_else(moment) if moment.is_locked else say(Say.WELCOME_QUESTION, moment.seed)
    return ask(moment, say(Say.GREETING), question=question, awaiting=Awaiting.NOTHING)


def help_(moment: Moment) -> Reply:
    """What can be said here, and the question that stands; always ends with a question."""
    standing = moment.session.standing
    row = STATES[standing.awaiting]
    if standing.awaiting.counts:
        moment = replace(moment, progress=under_way.pause(moment).progress)
        standing = Standing(Awaiting.PAUSE)
    is_asked = standing.question is not None and standing.question.key == Say.CLASS_STRAIGHT_OR_WAIT
    question = say(row.help_question) if row.help_question and not is_asked else standing.question
    return ask(
        moment,
        say(row.help),
        question=question or say(Say.HELP_QUESTION),
        awaiting=standing.awaiting,
        about=standing.about,
    )


def fallback(moment: Moment) -> Reply:
    """Not understood: the two likeliest things to say here, never twice the same; the third time, close."""
    session = moment.session
    in_a_row = session.misses if moment.now - session.missed_at < IN_A_ROW else 0
    moment = replace(moment, session=replace(session, misses=in_a_row, missed_at=moment.now))
    misses = in_a_row + 1
    row = STATES[moment.session.awaiting]
    if misses >= MOST_MISSES and not moment.session.awaiting.in_class:
        kept = under_way.left(moment)
        key = Say.MISSED_TOO_OFTEN if moment.remembers else Say.MISSED_TOO_OFTEN_NOT_SAVED
        return close(moment, say(key), progress=kept)
    said = say(row.missed, misses - 1)
    if row.leads_back is LeadsBack.NOTHING:
        return ask(moment, question=said, awaiting=Awaiting.NOTHING, misses=misses)
    reply = way_back.to_where_it_stood(moment, said)
    return replace(reply, session=replace(reply.session, misses=misses))


def stop(moment: Moment) -> Reply:
    """End, with the place kept."""
    kept = replace(under_way.left(moment), guide=None)
    key = Say.STOPPED_IN_CLASS if kept.workout else Say.GOODBYE
    key = key if moment.remembers else Say.STOPPED_NOT_SAVED
    return close(replace(moment, progress=kept), say(key, moment.seed), progress=kept)


def session_ended(moment: Moment) -> Reply:
    """The device ended the conversation; nothing can be said, the place is kept."""
    progress = replace(under_way.left(moment), guide=_guide_put_away(moment))
    return Reply(replace(moment.session, standing=Standing()), progress)


def _guide_put_away(moment: Moment) -> Guide | None:
    """The how-to as it is kept when the conversation ends; None once its steps are done."""
    if moment.progress.guide is None or moment.session.awaiting is not Awaiting.STEP:
        return None
    return replace(moment.progress.guide, step=guide.step_at(moment))


def yes_without_question(moment: Moment) -> Reply:
    """Yes to no question, or to two at once: the next class is offered, and the next yes means it."""
    return resume.offered(moment)


def no_thanks(moment: Moment) -> Reply:
    """No to what was offered: what stood before, or the next useful thing."""
    return way_back.settle(moment)


def no_more_steps(moment: Moment) -> Reply:
    """No to the next step, or to a set: the how-to is over, and a class announced before it stands again."""
    moment = replace(moment, progress=replace(moment.progress, guide=None))
    before = announced_before(moment.session.standing) or Standing()
    return way_back.to_where_it_stood(replace(moment, session=replace(moment.session, standing=before)))


def no_class(moment: Moment) -> Reply:
    """No to the offer of a class."""
    return ask(moment, question=anything_else(moment), awaiting=Awaiting.NOTHING)


def no_more(moment: Moment) -> Reply:
    """No to "anything else": goodbye."""
    return close(moment, say(Say.GOODBYE, moment.seed))


def choose(moment: Moment) -> Reply:
    """Yes to the exercise offered; where none was, what is left to recommend is a class."""
    if not _choice(moment).offered:
        return start.start(replace(moment, event=Event(EventKind.START)))
    return _chosen_place(moment, 0)


def choose_by_number(moment: Moment) -> Reply:
    """The exercise in that place of those offered: "the second one", "the last one"."""
    number = moment.event.number or 1
    return _chosen_place(moment, len(_choice(moment).offered) - 1 if number < 0 else number - 1)


def _chosen_place(moment: Moment, place: int) -> Reply:
    offered = _choice(moment).offered
    if not 0 <= place < len(offered):
        return way_back.to_where_it_stood(moment)
    return _with_exercises(moment, (Named(offered[place], (offered[place],)),))


def chosen(moment: Moment) -> Reply:
    """The exercise that was asked for, now named."""
    return _with_exercises(moment, moment.event.exercises)


def _choice(moment: Moment) -> Choice:
    about = moment.session.standing.about
    return about if isinstance(about, Choice) else Choice(EventKind.HOW_TO, moment.event)


def _with_exercises(moment: Moment, exercises: tuple[Named, ...]) -> Reply:
    """Do what an exercise was asked for, with these."""
    choice = _choice(moment)
    asked = replace(choice.asked, kind=choice.then, exercises=exercises)
    moment = settled(replace(moment, event=asked))
    match choice.then:
        case EventKind.ASK:
            return answers.answer(moment)
        case EventKind.PROGRESS:
            return report.answer(moment)
        case EventKind.START:
            return start.start(moment)
        case _:
            return answers.how_to(moment)


def repeat_last(moment: Moment) -> Reply:
    """What was said last, and the question that stands, once more; with nothing said yet, what can be said."""
    session = moment.session
    question = session.standing.question
    if question is None:
        return help_(moment)
    awaiting, about = session.standing.awaiting, session.standing.about
    return ask(moment, *session.said, question=question, awaiting=awaiting, about=about)


# small things


def only_in_class(moment: Moment) -> Reply:
    """Something that only a class under way can answer: one that is left open is offered."""
    if STATES[moment.session.awaiting].leads_back is LeadsBack.NOTHING and resume.is_open(moment):
        return resume.offer_resume(moment)
    return way_back.back(moment, say(Say.ONLY_IN_CLASS))


def step_of_what(moment: Moment) -> Reply:
    """A step was named with no how-to open."""
    return way_back.which(moment, EventKind.HOW_TO)


def other_class(moment: Moment) -> Reply:
    """No to the class announced: ask for one that fits."""
    return ask(moment, question=say(Say.CLASS_WHAT_INSTEAD), awaiting=Awaiting.START)


def take_your_time(moment: Moment) -> Reply:
    """Pause, with nothing running."""
    return way_back.back(moment, say(Say.TAKE_YOUR_TIME))


def nothing_to_log(moment: Moment) -> Reply:
    """Done, or a number, outside a class."""
    if STATES[moment.session.awaiting].leads_back is LeadsBack.QUESTION:
        return way_back.to_where_it_stood(moment, say(Say.NOTHING_TO_LOG))
    return resume.offered(moment, say(Say.NOTHING_TO_LOG))


def where_nowhere(moment: Moment) -> Reply:
    """Where am I, with no class running: at the question that stands, else at the beginning."""
    is_asked = STATES[moment.session.awaiting].leads_back is LeadsBack.QUESTION
    return way_back.to_where_it_stood(moment) if is_asked else launch(moment)


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
