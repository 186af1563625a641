"""The states of a conversation, one row each: what the coach is waiting for, and all that follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto

from skill.coaching.facts.felt import Effort
from skill.coaching.record.record import Wish
from skill.coaching.turn.errand import Reminder
from skill.coaching.turn.events import Event, EventKind
from skill.coaching.words.phrase import Phrase
from skill.coaching.words.prompts import Say


class Awaiting(StrEnum):
    """What the coach is waiting for."""

    NOTHING = auto()
    STEP = auto()
    """A how-to is being followed."""
    SET_OFFER = auto()
    """Yes or no: a set of the exercise just explained."""
    EXERCISE = auto()
    """Which exercise was meant; yes takes the first of those offered."""
    START = auto()
    """A class is announced: go, or changes to it."""
    SET = auto()
    """A class is under way."""
    PAUSE = auto()
    """A class is paused."""
    RATING = auto()
    """How the class was, easy, good or hard; it is done."""
    THIS_OR_ALL = auto()
    """What starts over: this set, or the whole class."""
    AMOUNT = auto()
    """Yes or no: whether so many reps were really done; or how many they were."""
    RESUME = auto()
    """Go on with an open class, or start fresh."""
    PAIN_OR_EFFORT = auto()
    CRAMP_GONE = auto()
    ALL_CLEAR = auto()
    """Yes or no: no pain anywhere, after a stop that was a misunderstanding."""
    CLASS_OFFER = auto()
    """Yes or no: start a class."""
    RUN = auto()
    """Whether today's run was easy or hard."""
    RUN_WHEN = auto()
    """The day of a run to come."""
    COURSE = auto()
    """Yes or no: follow the plan over weeks just told."""
    WHOSE = auto()
    """Yes or no: whether the classes so far are those of the runner who is recognised now."""
    FORGET = auto()
    """Yes or no: delete everything remembered."""
    REMINDER_WHEN = auto()
    """The day or the time of a reminder."""
    REMINDER = auto()
    """Yes or no: set the reminder just said aloud."""
    CANCEL_REMINDERS = auto()
    """Yes or no: cancel all reminders."""

    @property
    def in_class(self) -> bool:
        """Whether a class stands open, running, paused or in question: nothing else is begun meanwhile."""
        return STATES[self].group is Group.CLASS

    @property
    def in_guide(self) -> bool:
        """Whether a how-to stands open."""
        return STATES[self].group is Group.GUIDE

    @property
    def about_reminders(self) -> bool:
        """Whether a reminder is being talked about."""
        return STATES[self].group is Group.REMINDERS

    @property
    def counts(self) -> bool:
        """Whether a class runs or waits for the word: what is said in it is followed by the class itself."""
        return STATES[self].leads_back is LeadsBack.CLASS


class Group(StrEnum):
    """What states have in common."""

    NOTHING = auto()
    """Nothing is open; a plan may be offered."""
    GUIDE = auto()
    CLASS = auto()
    REMINDERS = auto()


class LeadsBack(StrEnum):
    """Where an answer to something else leads back to."""

    CLASS = auto()
    """The class, at the very rep."""
    STEP = auto()
    """The step of the how-to."""
    QUESTION = auto()
    """The question that stands, as it was asked."""
    NOTHING = auto()
    """Whatever the runner would like next."""


@dataclass(frozen=True)
class State:
    """One row: all that depends on what the coach is waiting for, apart from what each event does in it."""

    group: Group
    leads_back: LeadsBack
    missed: Say
    """Said to what is not understood."""
    help: Say
    """Said to "help"; then comes the question that stands, ..."""
    help_question: Say | None = None
    """... or this one, where what stands is no question."""
    between: bool = False
    """The question came in between: what stood before it stands again when it is settled."""


_QUESTION = (Group.NOTHING, LeadsBack.QUESTION)
_IN_CLASS = (Group.CLASS, LeadsBack.QUESTION)
_REMINDER = (Group.REMINDERS, LeadsBack.QUESTION)

STATES: Mapping[Awaiting, State] = {
    Awaiting.NOTHING: State(Group.NOTHING, LeadsBack.NOTHING, Say.MISSED, Say.HELP, Say.HELP_QUESTION),
    Awaiting.STEP: State(
        Group.GUIDE, LeadsBack.STEP, Say.MISSED_IN_GUIDE, Say.HELP_GUIDE, Say.HELP_GUIDE_QUESTION
    ),
    Awaiting.SET_OFFER: State(Group.GUIDE, LeadsBack.QUESTION, Say.MISSED_YES_OR_NO, Say.HELP_GUIDE),
    Awaiting.EXERCISE: State(*_QUESTION, Say.MISSED_EXERCISE, Say.HELP_EXERCISE, between=True),
    Awaiting.START: State(*_QUESTION, Say.MISSED_START, Say.HELP_START, Say.HELP_START_QUESTION),
    Awaiting.SET: State(
        Group.CLASS, LeadsBack.CLASS, Say.MISSED_IN_CLASS, Say.HELP_CLASS, Say.HELP_CLASS_QUESTION
    ),
    Awaiting.PAUSE: State(
        Group.CLASS, LeadsBack.CLASS, Say.MISSED_IN_CLASS, Say.HELP_CLASS, Say.HELP_CLASS_QUESTION
    ),
    Awaiting.RATING: State(*_IN_CLASS, Say.MISSED_RATING, Say.HELP_RATING),
    Awaiting.THIS_OR_ALL: State(*_IN_CLASS, Say.MISSED_THIS_OR_ALL, Say.HELP_THIS_OR_ALL),
    Awaiting.AMOUNT: State(*_IN_CLASS, Say.MISSED_AMOUNT, Say.HELP_AMOUNT),
    Awaiting.RESUME: State(*_IN_CLASS, Say.MISSED_YES_OR_NO, Say.HELP_RESUME),
    Awaiting.PAIN_OR_EFFORT: State(*_IN_CLASS, Say.MISSED_YES_OR_NO, Say.HELP_PAIN, between=True),
    Awaiting.CRAMP_GONE: State(*_IN_CLASS, Say.MISSED_YES_OR_NO, Say.HELP_YES_OR_NO),
    Awaiting.ALL_CLEAR: State(*_QUESTION, Say.MISSED_YES_OR_NO, Say.HELP_YES_OR_NO),
    Awaiting.CLASS_OFFER: State(*_QUESTION, Say.MISSED_YES_OR_NO, Say.HELP),
    Awaiting.RUN: State(*_QUESTION, Say.MISSED_YES_OR_NO, Say.HELP_RUN, between=True),
    Awaiting.RUN_WHEN: State(*_QUESTION, Say.MISSED_RUN_DAY, Say.HELP_RUN_DAY, between=True),
    Awaiting.COURSE: State(*_QUESTION, Say.MISSED_YES_OR_NO, Say.HELP_COURSE, between=True),
    Awaiting.WHOSE: State(*_QUESTION, Say.MISSED_YES_OR_NO, Say.HELP_WHOSE, between=True),
    Awaiting.FORGET: State(*_QUESTION, Say.MISSED_YES_OR_NO, Say.HELP_FORGET, between=True),
    Awaiting.REMINDER_WHEN: State(*_REMINDER, Say.MISSED_REMINDER, Say.HELP_REMINDER, between=True),
    Awaiting.REMINDER: State(*_REMINDER, Say.MISSED_YES_OR_NO, Say.HELP_REMINDER, between=True),
    Awaiting.CANCEL_REMINDERS: State(*_REMINDER, Say.MISSED_YES_OR_NO, Say.HELP_YES_OR_NO, between=True),
}
"""The rows."""


# what belongs to one state alone


@dataclass(frozen=True)
class Steps:
    """STEP and SET_OFFER: when the steps of a how-to were sent: the clock tells which one is being heard."""

    sent: int = 0
    """Milliseconds since the epoch; 0 while the how-to is paused."""
    lead: int = 0
    """Milliseconds of other speech before those steps."""


@dataclass(frozen=True)
class Choice:
    """EXERCISE: what the exercise is wanted for."""

    then: EventKind
    asked: Event
    """The event that an exercise was missing in: answered once it is named."""
    offered: tuple[str, ...] = ()
    """Ids of the exercises offered."""


@dataclass(frozen=True)
class Amount:
    """AMOUNT: what was understood of which set."""

    set: int
    """Index into the plan's sets."""
    amount: int


@dataclass(frozen=True)
class Offer:
    """CLASS_OFFER: the class that yes starts."""

    wish: Wish = Wish()  # noqa: RUF009  frozen, all defaults


@dataclass(frozen=True)
class RunToCome:
    """RUN_WHEN: the run whose day is asked for."""

    effort: Effort | None = None


@dataclass(frozen=True)
class CourseOffer:
    """COURSE: the plan over weeks that was told."""

    course: str


@dataclass(frozen=True)
class Pending:
    """WHOSE: what was asked before it was asked whose the record is."""

    event: Event


@dataclass(frozen=True)
class Reminding:
    """REMINDER_WHEN and REMINDER: the reminder as far as it was said."""

    reminder: Reminder = Reminder()  # noqa: RUF009  frozen, all defaults


About = Steps | Choice | Amount | Offer | RunToCome | CourseOffer | Pending | Reminding


@dataclass(frozen=True)
class Standing:
    """What stands between the coach and the runner: the state, its question, and what belongs to it alone."""

    awaiting: Awaiting = Awaiting.NOTHING
    question: Phrase | None = None
    """As it was asked; None where nothing was asked yet."""
    about: About | None = None
    before: "Standing | None" = None
    """What stood before a question that came in between."""
