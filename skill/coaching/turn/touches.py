"""What a screen offers to touch in each state: a button does what its words do."""

from dataclasses import dataclass

from skill.coaching.facts.felt import Felt
from skill.coaching.facts.library import Library
from skill.coaching.record.record import Progress
from skill.coaching.turn.events import Event, EventKind
from skill.coaching.turn.state import Session
from skill.coaching.turn.states import Awaiting, Choice
from skill.coaching.words.phrase import Phrase
from skill.coaching.words.prompts import Say, say


@dataclass(frozen=True)
class Touch:
    """A button: what stands on it, and what it means."""

    label: Phrase
    event: Event


def touches(session: Session, progress: Progress, library: Library) -> tuple[Touch, ...]:
    """The buttons of a state, the likeliest first."""
    match session.awaiting:
        case Awaiting.NOTHING:
            return _of(Say.TOUCH_START, Say.TOUCH_LIST, Say.TOUCH_PROGRESS, Say.TOUCH_HELP)
        case Awaiting.STEP:
            return _of(Say.TOUCH_NEXT, Say.TOUCH_BACK, Say.TOUCH_REPEAT, Say.TOUCH_STOP)
        case Awaiting.START:
            return (
                *_of(Say.TOUCH_GO, Say.TOUCH_STRAIGHT, Say.TOUCH_WAIT),
                *_of(Say.TOUCH_SHORTER, Say.TOUCH_LONGER, Say.TOUCH_EASIER),
            )
        case Awaiting.SET:
            waits = progress.workout is not None and not progress.workout.straight
            pace = Say.TOUCH_STRAIGHT if waits else Say.TOUCH_WAIT
            first = Say.TOUCH_GO if waits else Say.TOUCH_PAUSE
            second = Say.TOUCH_PAUSE if waits else Say.TOUCH_NEXT
            return (*_of(first, second), *hurts(library), *_of(Say.TOUCH_EASIER, Say.TOUCH_REPEAT, pace))
        case Awaiting.PAUSE:
            return (*_of(Say.TOUCH_GO, Say.TOUCH_NEXT), *hurts(library), *_of(Say.TOUCH_EASIER, Say.TOUCH_STOP))
        case Awaiting.RATING:
            return ratings()
        case Awaiting.THIS_OR_ALL:
            return _of(Say.TOUCH_THIS_SET, Say.TOUCH_WHOLE_CLASS, Say.TOUCH_GO)
        case Awaiting.RESUME:
            return _of(Say.TOUCH_GO, Say.TOUCH_FRESH)
        case Awaiting.PAIN_OR_EFFORT:
            return (*hurts(library), *_of(Say.TOUCH_HARD_WORK))
        case Awaiting.RUN:
            return _of(Say.TOUCH_EASY, Say.TOUCH_HARD)
        case Awaiting.EXERCISE:
            return _offered(session)
        case Awaiting.RUN_WHEN | Awaiting.REMINDER_WHEN:
            return _of(Say.TOUCH_STOP)
        case _:
            return _of(Say.TOUCH_YES, Say.TOUCH_NO)


def touchable(session: Session, progress: Progress, library: Library) -> tuple[Touch, ...]:
    """All that a screen may tell of: after the last set of a class its ratings too, which come last."""
    return touches(session, progress, library) + (ratings() if session.awaiting is Awaiting.SET else ())


def ratings() -> tuple[Touch, ...]:
    """The buttons for how a class was."""
    return _of(Say.TOUCH_EASY, Say.TOUCH_GOOD, Say.TOUCH_HARD)


def hurts(library: Library) -> tuple[Touch, ...]:
    """The buttons for what is felt."""
    signs = (sign.id for sign in library.body.signs.values() if sign.has_button)
    return tuple(Touch(say(Say.TOUCH_HURTS), Event(EventKind.BODY, signs=(sign,))) for sign in signs)


def _offered(session: Session) -> tuple[Touch, ...]:
    """The exercises that were offered, by name."""
    about = session.standing.about
    offered = about.offered if isinstance(about, Choice) else ()
    return (
        *(
            Touch(Phrase(f"exercises.{id_}.name"), Event(EventKind.CHOICE, number=place))
            for place, id_ in enumerate(offered, 1)
        ),
        *_of(Say.TOUCH_NO),
    )


def _of(*labels: Say) -> tuple[Touch, ...]:
    return tuple(Touch(say(label), EVENTS[label]) for label in labels)


EVENTS = {
    Say.TOUCH_GO: Event(EventKind.GO),
    Say.TOUCH_PAUSE: Event(EventKind.PAUSE),
    Say.TOUCH_NEXT: Event(EventKind.NEXT),
    Say.TOUCH_BACK: Event(EventKind.PREVIOUS),
    Say.TOUCH_REPEAT: Event(EventKind.REPEAT),
    Say.TOUCH_EASIER: Event(EventKind.EASIER),
    Say.TOUCH_STRAIGHT: Event(EventKind.STRAIGHT_THROUGH),
    Say.TOUCH_WAIT: Event(EventKind.WAIT_FOR_ME),
    Say.TOUCH_YES: Event(EventKind.YES),
    Say.TOUCH_NO: Event(EventKind.NO),
    Say.TOUCH_SHORTER: Event(EventKind.SHORTER),
    Say.TOUCH_LONGER: Event(EventKind.LONGER),
    Say.TOUCH_START: Event(EventKind.START),
    Say.TOUCH_LIST: Event(EventKind.LIST_EXERCISES),
    Say.TOUCH_PROGRESS: Event(EventKind.PROGRESS),
    Say.TOUCH_HELP: Event(EventKind.HELP),
    Say.TOUCH_STOP: Event(EventKind.STOP),
    Say.TOUCH_EASY: Event(EventKind.LOG, felt=Felt.EASY),
    Say.TOUCH_GOOD: Event(EventKind.LOG, felt=Felt.GOOD),
    Say.TOUCH_HARD: Event(EventKind.LOG, felt=Felt.HARD),
    Say.TOUCH_HARD_WORK: Event(EventKind.EFFORT),
    Say.TOUCH_THIS_SET: Event(EventKind.REPEAT),
    Say.TOUCH_WHOLE_CLASS: Event(EventKind.WHOLE),
    Say.TOUCH_FRESH: Event(EventKind.START_OVER),
}
"""What each label means: what it means when it is said."""
