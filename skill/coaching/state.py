"""What the coach keeps between turns: the session (one conversation) and the progress (remembered for good)."""

from dataclasses import dataclass, field
from enum import StrEnum

from skill.coaching.errand import Errand, Reminder
from skill.coaching.events import Effort, Event, EventKind, Felt
from skill.coaching.exercise import Level
from skill.coaching.library import Library
from skill.coaching.plan import Plan
from skill.coaching.ports import SpeechLength
from skill.coaching.timeline import Cue, Delivery, Position, Talk, Tempo

DAY = 86_400_000
"""Milliseconds in a day."""
SECOND = 1_000
"""Milliseconds in a second."""


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
    FORGET = "forget"
    """Yes or no: delete everything remembered."""
    REMINDER_WHEN = "reminder_when"
    """The day or the time of a reminder."""
    REMINDER = "reminder"
    """Yes or no: set the reminder just said aloud."""
    CANCEL_REMINDERS = "cancel_reminders"
    """Yes or no: cancel all reminders."""


@dataclass(frozen=True)
class Guide:
    """A place in a how-to."""

    exercise: str
    step: int = 0
    """The step the last answer began with; set-up steps first, then the movement."""


@dataclass(frozen=True)
class Wish:
    """What a runner asked of a class; None is not said."""

    minutes: int | None = None
    kit: tuple[str, ...] | None = None
    level: Level | None = None
    place: str | None = None
    exercises: tuple[str, ...] = ()
    """Only these, where any are named."""


@dataclass(frozen=True)
class SetDone:
    """A set that went otherwise than planned."""

    set: int
    """Index into the plan's sets."""
    reps: int
    """Reps really done, per leg."""
    felt: Felt | None = None


@dataclass(frozen=True)
class Workout:
    """A class under way."""

    plan: Plan
    position: Position = Position()  # noqa: RUF009  frozen, all defaults
    """Where the runner was when the last turn began."""
    lead: int = 0
    """Milliseconds of other speech before the class went on in the last turn."""
    sent: int = 0
    """When the last turn was sent, in milliseconds since the epoch; 0 when nothing is running."""
    touched: int = 0
    """When the class was last spoken of, in milliseconds since the epoch."""
    tempo: Tempo = Tempo.NORMAL
    talk: Talk = Talk.FULL
    straight: bool = False
    seed: int = 0
    known: tuple[str, ...] = ()
    kit: tuple[str, ...] = ()
    """What the runner has at hand."""
    differently: tuple[SetDone, ...] = ()

    @property
    def delivery(self) -> Delivery:
        """How it is spoken."""
        return Delivery(self.talk, self.tempo, self.straight, self.seed, self.known)


@dataclass(frozen=True)
class ExerciseDone:
    """What was done of one exercise in one class."""

    exercise: str
    """Exercise id, with its variant."""
    sets: int
    reps: int
    """Reps of the best set, per leg; seconds for a hold."""
    felt: Felt | None = None


@dataclass(frozen=True)
class ClassDone:
    """One class in the log."""

    day: int
    """Days since the epoch."""
    minutes: int
    exercises: tuple[ExerciseDone, ...] = ()


@dataclass(frozen=True)
class RunDone:
    """A run the runner told of."""

    day: int
    effort: Effort


@dataclass(frozen=True)
class Progress:
    """What is remembered of a runner. Never a symptom."""

    version: int = 1
    welcomed: bool = False
    """The disclaimer has been spoken."""
    level: Level | None = None
    kit: tuple[str, ...] | None = None
    place: str | None = None
    minutes: int | None = None
    straight: bool | None = None
    talk: Talk = Talk.FULL
    tempo: Tempo = Tempo.NORMAL
    workout: Workout | None = None
    """The open class, if any."""
    guide: Guide | None = None
    """The open how-to, if any."""
    met: dict[str, int] = field(default_factory=dict)
    """In how many classes each exercise was met."""
    log: tuple[ClassDone, ...] = ()
    """The latest classes, oldest first."""
    classes: int = 0
    """All classes ever."""
    first_day: int | None = None
    ended_early: int | None = None
    """The day a class was ended for safety; no class that day any more."""
    avoid: tuple[str, ...] = ()
    """Exercises the runner does not want."""
    run: RunDone | None = None
    """The latest run told of."""


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
    reminder: Reminder | None = None
    """The reminder talked about."""
    aside: Awaiting = Awaiting.NOTHING
    """What the coach was waiting for before it came to reminders."""
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

    @property
    def today(self) -> int:
        """Days since the epoch."""
        return self.now // DAY

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
