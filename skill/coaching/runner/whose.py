"""Whose record it is: asked once, when a voice is recognised for the first time and the record may be theirs."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from skill.coaching.turn.errand import Errand, Outcome, Task
from skill.coaching.turn.events import Event, EventKind
from skill.coaching.turn.reply import ask, preceded, settled
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting, Pending
from skill.coaching.words.prompts import Say, say

Answer: TypeAlias = Callable[[Moment], Reply]

_OWN = (
    EventKind.LAUNCH,
    EventKind.START,
    EventKind.START_OVER,
    EventKind.GO,
    EventKind.TODAY,
    EventKind.RAN,
    EventKind.RUN_AHEAD,
    EventKind.RUNS_AHEAD,
    EventKind.RUN_OFF,
    EventKind.PROGRESS,
    EventKind.BUILD_UP,
    EventKind.BEGINNER_PLAN,
    EventKind.COURSE,
    EventKind.LEAVE_COURSE,
    EventKind.MY_LEVEL,
    EventKind.FORGET_ME,
)
"""What is about a runner's own record."""
_ONWARD = (EventKind.YES, EventKind.GO, EventKind.NEXT)


def waiting(moment: Moment) -> Event | None:
    """What has to wait until it is known whose the record is; None where nothing has."""
    state, event = moment.session.awaiting, moment.event
    if not moment.session.unclaimed or (state.in_class and state is not Awaiting.RESUME):
        return None
    if state is Awaiting.WHOSE and event.kind is EventKind.REPEAT:
        return _pending(moment)
    if state is Awaiting.CLASS_OFFER and event.kind in _ONWARD:
        return Event(EventKind.START)
    follows = state.in_guide and event.kind in (EventKind.GO, EventKind.START_OVER)
    return event if event.kind in _OWN and not follows else None


def ask_whose(moment: Moment, pending: Event) -> Reply:
    """Ask whose the record is, and keep what waits for it."""
    question, about = say(Say.WHOSE_QUESTION), Pending(pending)
    return ask(moment, say(Say.WHOSE_KNOWN), question=question, awaiting=Awaiting.WHOSE, about=about)


def _pending(moment: Moment) -> Event | None:
    """What waits for it; None where nothing does."""
    about = moment.session.standing.about
    return about.event if isinstance(about, Pending) else None


def join(respond: Answer) -> Answer:
    """Yes: have the record made theirs; what is said here is heard where that is not possible."""
    return lambda moment: replace(_not_joined(respond, moment), errand=Errand(Task.JOIN))


def separate(respond: Answer) -> Answer:
    """No: their own record from now on; answer what waited."""
    return lambda moment: respond(_settled(moment, apart=True))


def joined(respond: Answer) -> Answer:
    """Answer what waited, with the record made theirs; where it was not, say so, and go on with their own."""

    def answer(moment: Moment) -> Reply:
        result = moment.event.result
        if result is None or result.outcome is not Outcome.DONE:
            return _not_joined(respond, moment)
        return respond(_settled(moment))

    return answer


def _not_joined(respond: Answer, moment: Moment) -> Reply:
    return preceded(moment, respond(_settled(moment)), say(Say.WHOSE_NOT_JOINED))


def _settled(moment: Moment, *, apart: bool = False) -> Moment:
    """The moment in which what waited is answered."""
    event = _pending(moment) or Event(EventKind.LAUNCH)
    session = replace(settled(moment).session, unclaimed=False, apart=apart)
    return replace(moment, session=session, event=event)
