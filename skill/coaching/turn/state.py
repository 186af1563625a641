"""What the coach keeps between turns: the session (one conversation) and the progress (remembered for good)."""

from dataclasses import dataclass
from enum import StrEnum

from skill.coaching.facts.exercise import Level
from skill.coaching.facts.felt import Effort, Intensity
from skill.coaching.facts.library import Library
from skill.coaching.record.record import DAY, Progress
from skill.coaching.timeline.cues import Cue
from skill.coaching.timeline.ports import SpeechLength
from skill.coaching.turn.errand import Errand, Reminder
from skill.coaching.turn.events import Event, EventKind


class Awaiting(StrEnum):
    """What the coach is waiting for."""

    NOTHING = "nothing"
    STEP = "step"
    """A how-to is being followed."""
    SET_OFFER = "set_offer"
    """Yes or no: a set of the exercise just explained."""
    EXERCISE = "exercise"
    """Which exercise was meant; yes takes the first of those offered."""
    START = "start"
    """A class is announced: go, or changes to it."""
    SET = "set"
    """A class is under way."""
    PAUSE = "pause"
    """A class is paused."""
    RESUME = "resume"
    """Go on with an open class, or start fresh."""
    PAIN_OR_EFFORT = "pain_or_effort"
    CRAMP_GONE = "cramp_gone"
    CLASS_OFFER = "class_offer"
    """Yes or no: start a class."""
    RUN = "run"
    """Whether today's run was easy or hard."""
    RUN_WHEN = "run_when"
    """The day of a run to come."""
    COURSE = "course"
    """Yes or no: follow the plan over weeks just told."""
    WHOSE = "whose"
    """Yes or no: whether the classes so far are those of the runner who is recognised now."""
    FORGET = "forget"
    """Yes or no: delete everything remembered."""
    REMINDER_WHEN = "reminder_when"
    """The day or the time of a reminder."""
    REMINDER = "reminder"
    """Yes or no: set the reminder just said aloud."""
    CANCEL_REMINDERS = "cancel_reminders"
    """Yes or no: cancel all reminders."""


@dataclass(frozen=True)
class Wish:
    """What a runner asked of a class; None is not said."""

    minutes: int | None = None
    kit: tuple[str, ...] | None = None
    level: Level | None = None
    place: str | None = None
    exercises: tuple[str, ...] = ()
    """Only these, where any are named."""
    intensity: Intensity | None = None


@dataclass(frozen=True)
class Session:
    """One conversation."""

    version: int = 1
    awaiting: Awaiting = Awaiting.NOTHING
    wish: Wish | None = None
    """The class announced."""
    choice: tuple[str, ...] = ()
    """Exercises offered."""
    then: EventKind | None = None
    """What to do with the exercise once it is chosen."""
    last: Event | None = None
    """What was asked last, to be answered again on "repeat"."""
    guide_sent: int = 0
    """When the last steps of a how-to were sent, in milliseconds since the epoch."""
    guide_lead: int = 0
    """Milliseconds of other speech before those steps."""
    course: str | None = None
    """The plan over weeks that was offered."""
    reminder: Reminder | None = None
    """The reminder talked about."""
    aside: Awaiting = Awaiting.NOTHING
    """What the coach was waiting for before it came to reminders."""
    run: Effort | None = None
    """The run to come whose day is asked for."""
    unclaimed: bool = False
    """A runner is recognised for the first time, and the account has a record that may be theirs."""
    apart: bool = False
    """That runner has said that it is not theirs."""
    pending: Event | None = None
    """What was asked before whose the record is was asked."""
    misses: int = 0
    """How often in a row the runner was not understood."""
    turn: int = 0
    """How many answers this conversation has had; varies the wording."""


@dataclass(frozen=True)
class Moment:
    """Everything an answer depends on."""

    library: Library
    session: Session
    progress: Progress
    event: Event
    now: int
    """Milliseconds since the epoch, from the request."""
    length_of: SpeechLength
    offset: int = 0
    """Milliseconds by which the runner's clock is ahead of UTC."""

    @property
    def today(self) -> int:
        """Days since the epoch, on the runner's clock."""
        return self.day_of(self.now)

    def day_of(self, milliseconds: int) -> int:
        """The day of a moment, in days since the epoch, on the runner's clock."""
        return (milliseconds + self.offset) // DAY

    @property
    def seed(self) -> int:
        """Varies wording between turns, conversations and days."""
        return self.session.turn + self.progress.classes + self.today


@dataclass(frozen=True)
class Reply:
    """What the coach says and remembers."""

    session: Session
    progress: Progress
    cues: tuple[Cue, ...] = ()
    reprompt: tuple[Cue, ...] = ()
    """Said when the runner stays silent; empty closes the conversation after the cues."""
    errand: Errand | None = None
    """What is to be done outside; where that has an outcome, its answer takes the place of this one."""

    @property
    def open(self) -> bool:
        """Whether the microphone opens afterwards."""
        return bool(self.reprompt)
