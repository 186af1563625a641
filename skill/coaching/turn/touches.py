"""What a screen offers to touch in each state: a button does what its words do."""

from collections.abc import Iterator
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
    labels = _LABELS.get(session.awaiting, (Say.TOUCH_YES, Say.TOUCH_NO))
    if session.awaiting is Awaiting.SET and progress.workout and not progress.workout.straight:
        labels = _WAITING
    return (*_offered(session), *(touch for label in labels for touch in _of(label, library)))


def touchable(session: Session, progress: Progress, library: Library) -> tuple[Touch, ...]:
    """All that a screen may tell of: after the last set of a class its ratings too, which come last."""
    return touches(session, progress, library) + (ratings() if session.awaiting is Awaiting.SET else ())


def ratings() -> tuple[Touch, ...]:
    """The buttons for how a class was."""
    return tuple(Touch(say(label), _EVENTS[label]) for label in _LABELS[Awaiting.RATING])


def _of(label: Say, library: Library) -> Iterator[Touch]:
    """The button of a label; of what is felt as many as the content has."""
    if label is Say.TOUCH_HURTS:
        signs = (sign.id for sign in library.body.signs.values() if sign.has_button)
        yield from (Touch(say(label), Event(EventKind.BODY, signs=(sign,))) for sign in signs)
    else:
        yield Touch(say(label), _EVENTS[label])


def _offered(session: Session) -> Iterator[Touch]:
    """The exercises that were offered, by name."""
    about = session.standing.about
    for place, id_ in enumerate(about.offered if isinstance(about, Choice) else (), 1):
        yield Touch(Phrase(f"exercises.{id_}.name"), Event(EventKind.CHOICE, number=place))


_LABELS = {
    Awaiting.NOTHING: (Say.TOUCH_START, Say.TOUCH_LIST, Say.TOUCH_PROGRESS, Say.TOUCH_HELP),
    Awaiting.STEP: (Say.TOUCH_NEXT, Say.TOUCH_BACK, Say.TOUCH_REPEAT, Say.TOUCH_STOP),
    Awaiting.START: (
        *(Say.TOUCH_GO, Say.TOUCH_STRAIGHT, Say.TOUCH_WAIT),
        *(Say.TOUCH_SHORTER, Say.TOUCH_LONGER, Say.TOUCH_EASIER),
    ),
    Awaiting.SET: (
        *(Say.TOUCH_PAUSE, Say.TOUCH_NEXT, Say.TOUCH_HURTS),
        *(Say.TOUCH_EASIER, Say.TOUCH_REPEAT, Say.TOUCH_WAIT),
    ),
    Awaiting.PAUSE: (Say.TOUCH_GO, Say.TOUCH_NEXT, Say.TOUCH_HURTS, Say.TOUCH_EASIER, Say.TOUCH_STOP),
    Awaiting.RATING: (Say.TOUCH_EASY, Say.TOUCH_GOOD, Say.TOUCH_HARD),
    Awaiting.THIS_OR_ALL: (Say.TOUCH_THIS_SET, Say.TOUCH_WHOLE_CLASS, Say.TOUCH_GO),
    Awaiting.RESUME: (Say.TOUCH_GO, Say.TOUCH_FRESH),
    Awaiting.PAIN_OR_EFFORT: (Say.TOUCH_HURTS, Say.TOUCH_HARD_WORK),
    Awaiting.RUN: (Say.TOUCH_EASY, Say.TOUCH_HARD),
    Awaiting.EXERCISE: (Say.TOUCH_NO,),
    Awaiting.RUN_WHEN: (Say.TOUCH_STOP,),
    Awaiting.REMINDER_WHEN: (Say.TOUCH_STOP,),
}
"""What stands on the buttons; every other state is a question of yes or no."""
_WAITING = (
    *(Say.TOUCH_GO, Say.TOUCH_PAUSE, Say.TOUCH_HURTS),
    *(Say.TOUCH_EASIER, Say.TOUCH_REPEAT, Say.TOUCH_STRAIGHT),
)
"""In a class that waits for a word after each set."""
_EVENTS = {
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
