"""Reminders to train: what is missing is asked, each needs a yes, and what came of it is told.

The platform asks for a spoken yes to every reminder, with its time and recurrence said aloud (platform sheet 7).
"""

from dataclasses import replace

from skill.coaching.howto import guide, way_back
from skill.coaching.record.record import Progress
from skill.coaching.runner.reminder_time import changed, in_words
from skill.coaching.timeline.cues import Talk
from skill.coaching.turn.errand import Errand, Outcome, Reminder, Result, Task
from skill.coaching.turn.reply import ask, close
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting, Reminding, Standing, Steps
from skill.coaching.words.phrase import Phrase
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout import steer

MOST_TOLD = 4
"""Reminders told in one answer: more than a listener keeps."""


# what the runner says


def remind(moment: Moment) -> Reply:
    """A reminder, or a change to the one just talked about; nothing said of how often."""
    return _propose(moment, changed(_begun(moment), moment.event, weekly=_begun(moment).weekly))


def remind_weekly(moment: Moment) -> Reply:
    """A reminder every week, or every day."""
    return _propose(moment, changed(_begun(moment), moment.event, weekly=True))


def remind_once(moment: Moment) -> Reply:
    """A reminder that sounds only once."""
    return _propose(moment, changed(_begun(moment), moment.event, weekly=False))


def ask_again(moment: Moment) -> Reply:
    """Yes, where a day or a time was asked for: ask again."""
    return _propose(moment, _begun(moment))


def set_it(moment: Moment) -> Reply:
    """Yes to the reminder proposed: set it."""
    return _send(moment, Errand(Task.SET_REMINDER, _begun(moment)))


def no_reminder(moment: Moment) -> Reply:
    """No to the reminder proposed."""
    return _settled(moment, say(Say.REMINDER_NOT_SET))


def list_(moment: Moment) -> Reply:
    """Which reminders there are."""
    return _send(moment, Errand(Task.LIST_REMINDERS))


def cancel(moment: Moment) -> Reply:
    """Ask before the reminders are cancelled."""
    if not moment.reminds:
        return _settled(moment, say(Say.REMINDER_NOT_SUPPORTED))
    return _ask(moment, question=say(Say.REMINDER_CANCEL), awaiting=Awaiting.CANCEL_REMINDERS)


def cancel_all(moment: Moment) -> Reply:
    """Yes: cancel them."""
    return _send(moment, Errand(Task.CANCEL_REMINDERS))


def keep_all(moment: Moment) -> Reply:
    """No: leave them as they are."""
    return _settled(moment, say(Say.REMINDER_KEPT))


def after_class(moment: Moment) -> Reply:
    """No reminders in the middle of a class: its place is worth more."""
    return way_back.back(moment, say(Say.REMINDER_AFTER_CLASS))


# what the platform says


def permission(moment: Moment) -> Reply:
    """The runner allowed reminders, and the errand goes on; or did not."""
    if not moment.event.granted:
        return _not_permitted(moment)
    if moment.event.errand is None:
        return _propose(moment, Reminder())
    return _send(moment, moment.event.errand)


def outcome(moment: Moment) -> Reply:
    """What came of an errand."""
    result = moment.event.result
    if result is None:
        return _settled(moment, say(Say.REMINDER_TRY_LATER))
    if result.outcome is Outcome.DONE:
        return _settled(moment, *_done(result))
    if result.outcome is Outcome.NOT_PERMITTED:
        return _not_permitted(moment) if result.errand.permitted else _ask_permission(moment, result.errand)
    if result.outcome is Outcome.PAST and result.errand.reminder:
        return _propose(moment, replace(result.errand.reminder, time=None), say(Say.REMINDER_PAST))
    return _settled(moment, say(_FAILED.get(result.outcome, Say.REMINDER_REFUSED)))


_FAILED = {
    Outcome.NOT_SUPPORTED: Say.REMINDER_NOT_SUPPORTED,
    Outcome.TOO_MANY: Say.REMINDER_TOO_MANY,
    Outcome.TRY_LATER: Say.REMINDER_TRY_LATER,
}


def _done(result: Result) -> tuple[Phrase, ...]:
    if result.errand.task is Task.SET_REMINDER and result.errand.reminder:
        return (say(Say.REMINDER_SET, when=in_words(result.errand.reminder)),)
    if not result.reminders:
        return (say(Say.REMINDER_NONE),)
    if result.errand.task is Task.CANCEL_REMINDERS:
        return (say(Say.REMINDER_CANCELLED),)
    told = tuple(in_words(reminder) for reminder in result.reminders[:MOST_TOLD])
    said = (say(Say.REMINDER_LIST, reminders=told),)
    count = len(result.reminders)
    return (*said, say(Say.REMINDER_MORE, count=count)) if count > MOST_TOLD else said


def _ask_permission(moment: Moment, errand: Errand) -> Reply:
    """The platform asks, and ends the conversation; the errand waits until the runner has answered."""
    request = Errand(Task.ASK_PERMISSION, then=replace(errand, permitted=True))
    reply = close(moment, say(Say.REMINDER_ASK_PERMISSION), progress=_held(moment))
    return replace(reply, errand=request)


def _not_permitted(moment: Moment) -> Reply:
    reply = _settled(moment, say(Say.REMINDER_NOT_PERMITTED))
    return replace(reply, errand=Errand(Task.SHOW_PERMISSION))


# the reminder talked about


def _begun(moment: Moment) -> Reminder:
    """The reminder as far as it was said in this conversation."""
    about = moment.session.standing.about
    return about.reminder if isinstance(about, Reminding) else Reminder()


def _propose(moment: Moment, wanted: Reminder, *said: Phrase) -> Reply:
    """Ask for what is missing; with nothing missing, for the yes."""
    if not moment.reminds:
        return _settled(moment, say(Say.REMINDER_NOT_SUPPORTED))
    if wanted.days and wanted.time:
        key = Say.REMINDER_CONFIRM if wanted.repeats else Say.REMINDER_CONFIRM_ONCE
        question, awaiting = say(key, when=in_words(wanted)), Awaiting.REMINDER
    else:
        question, awaiting = say(_MISSING[not wanted.days, not wanted.time]), Awaiting.REMINDER_WHEN
    return _ask(moment, *said, question=question, awaiting=awaiting, about=Reminding(wanted))


_MISSING = {
    (True, True): Say.REMINDER_DAY_AND_TIME,
    (True, False): Say.REMINDER_DAY,
    (False, True): Say.REMINDER_TIME,
}


def _ask(
    moment: Moment, *said: Phrase, question: Phrase, awaiting: Awaiting, about: Reminding | None = None
) -> Reply:
    """Ask; a how-to waits at the step the runner is at."""
    progress = _held(moment)
    moment = replace(moment, session=replace(moment.session, standing=_held_still(moment.session.standing)))
    return ask(moment, *said, question=question, awaiting=awaiting, about=about, progress=progress)


def _held_still(standing: Standing) -> Standing:
    """What stands, a how-to without the time at which its steps were sent: they are over."""
    return replace(standing, about=Steps()) if standing.awaiting.in_guide else standing


def _held(moment: Moment) -> Progress:
    """The progress with a how-to stopped at the step the runner is at."""
    if not moment.session.awaiting.in_guide:
        return moment.progress
    step = guide.step_at(moment)
    return replace(moment.progress, guide=replace(guide.open_guide(moment), step=step))


def _settled(moment: Moment, *said: Phrase) -> Reply:
    """Say how it ended, and return to what the coach was waiting for before."""
    return (
        way_back.settle(moment, *said)
        if moment.session.awaiting.about_reminders
        else way_back.to_where_it_stood(moment, *said)
    )


def _send(moment: Moment, errand: Errand) -> Reply:
    """Have an errand done; what is said here is heard where nobody does errands."""
    return replace(_settled(moment, say(Say.REMINDER_NOT_SUPPORTED)), errand=errand)


def remind_me(moment: Moment) -> Reply:
    """In a class "remind me" asks for full explanations again; with a day or a time, for a reminder."""
    if moment.event.days or moment.event.time:
        return after_class(moment)
    return steer.at_talk(Talk.FULL, Say.TALK_FULL)(moment)
