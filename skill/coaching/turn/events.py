"""What can happen to a coach: everything a runner can say, and what the device does by itself."""

from dataclasses import dataclass, field
from enum import StrEnum, auto

from skill.coaching.facts.body import Tone
from skill.coaching.facts.exercise import Level
from skill.coaching.facts.felt import Effort, Felt, Intensity, Sore
from skill.coaching.facts.load import Load
from skill.coaching.turn.errand import Errand, ReminderDay, Result


class EventKind(StrEnum):
    """The kinds of events; an intent of the interaction model names one of them."""

    # the conversation itself
    LAUNCH = auto()
    HELP = auto()
    STOP = auto()
    CANCEL = auto()
    YES = auto()
    NO = auto()
    FALLBACK = auto()
    GREETING = auto()
    SESSION_ENDED = auto()

    # how-to and answers
    HOW_TO = auto()
    ASK = auto()
    TOPIC = auto()
    STEP = auto()
    WHOLE = auto()
    LIST_EXERCISES = auto()

    # starting and steering a class
    START = auto()
    GO = auto()
    PAUSE = auto()
    NEXT = auto()
    PREVIOUS = auto()
    REPEAT = auto()
    """What was said last, again."""
    SET_AGAIN = auto()
    """The set again, for oneself or for somebody else."""
    START_OVER = auto()
    SKIP_SET = auto()
    SKIP_WARM_UP = auto()
    SKIP_EXERCISE = auto()
    EITHER = auto()
    """Whatever the coach thinks best; or nothing decided."""
    CHOICE = auto()
    """The first, second or last of what was offered; `number` is its place, from 1, or -1 for the last."""
    SHORTER = auto()
    LONGER = auto()
    AVOID_TODAY = auto()
    BRING_BACK = auto()
    SWAP = auto()
    EASIER = auto()
    HARDER = auto()
    SLOWER = auto()
    FASTER = auto()
    MORE_REST = auto()
    NO_REST = auto()
    FEWER_WORDS = auto()
    COUNT_ONLY = auto()
    MORE_WORDS = auto()
    STRAIGHT_THROUGH = auto()
    WAIT_FOR_ME = auto()
    LOG = auto()
    LOAD = auto()
    """The weight something is done with."""
    DOSE = auto()
    """Another number of reps, seconds or sets is wanted."""

    # where am I
    HOW_MANY_LEFT = auto()
    TIME_LEFT = auto()
    WHERE_AM_I = auto()
    WHICH_LEG = auto()
    WHATS_NEXT = auto()
    LAST_CUE = auto()

    # the body
    BODY = auto()
    """A sign: something that is felt, or that happens."""
    CRAMP = auto()
    EFFORT = auto()
    CONDITION = auto()
    AGE = auto()
    CLEARED = auto()
    """A professional has said that training is fine."""

    # the runner over time
    TODAY = auto()
    RAN = auto()
    RUN_AHEAD = auto()
    """A race or a run that is to come."""
    RUNS_AHEAD = auto()
    """What runs to come the coach knows of."""
    RUN_OFF = auto()
    """A run that was to come will not be."""
    PROGRESS = auto()
    REMIND = auto()
    REMINDER_TIME = auto()
    REMIND_WEEKLY = auto()
    REMIND_ONCE = auto()
    LIST_REMINDERS = auto()
    CANCEL_REMINDERS = auto()
    BUILD_UP = auto()
    BEGINNER_PLAN = auto()
    COURSE = auto()
    """How far along the plan over weeks is."""
    LEAVE_COURSE = auto()
    MY_LEVEL = auto()
    FORGET_ME = auto()

    # what the coach had asked for outside
    HEARD = auto()
    """A screen has played what was sent of a class to its end."""
    PERMISSION = auto()
    REMINDER_OUTCOME = auto()
    FORGET_OUTCOME = auto()
    JOIN_OUTCOME = auto()


class Question(StrEnum):
    """What can be asked about any exercise; answered by its words file, or worked out from its facts."""

    KIT = auto()
    WEIGHT = auto()
    ANCHOR = auto()
    DOSE = auto()
    SETS = auto()
    REST = auto()
    TEMPO = auto()
    LENGTH = auto()
    BREATHING = auto()
    DEPTH = auto()
    FEET = auto()
    MUSCLES = auto()
    FEEL = auto()
    WHY = auto()
    MISTAKES = auto()
    FAULT = auto()
    SAFETY = auto()
    EASIER = auto()
    HARDER = auto()
    INSTEAD = auto()
    CUES = auto()
    SIDES = auto()
    LEVEL = auto()


class Aspect(StrEnum):
    """What a runner asks of their progress; the whole of it where none is named."""

    LAST = auto()
    WEEK = auto()
    STREAK = auto()
    TOTAL = auto()
    BEST = auto()
    CHANGE = auto()
    """What is different from the first weeks."""


@dataclass(frozen=True)
class Named:
    """Something a runner named: what was heard, and the ids it may mean (several where unclear)."""

    said: str
    ids: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    """Ids of the nearest things known, where it means none."""
    other: str | None = None
    """The id of a movement known to be outside the programme (`squat`)."""

    @property
    def id(self) -> str | None:
        """The one id it means, if it is one."""
        return self.ids[0] if len(self.ids) == 1 else None


@dataclass(frozen=True)
class Event:
    """One thing that happened, with what was named in it."""

    kind: EventKind
    question: Question | None = None
    topic: str | None = None
    exercises: tuple[Named, ...] = ()
    """Exercises in the order they were named."""
    kit: tuple[Named, ...] = ()
    fault: Named | None = None
    level: Level | None = None
    place: str | None = None
    session: str | None = None
    """The class that was named."""
    number: int | None = None
    """Reps, a step, or a count."""
    legs: tuple[int, ...] = ()
    """Reps of the right leg and of the left one, told apart."""
    short: int | None = None
    """Reps that were left undone."""
    more: int | None = None
    """Reps to be added."""
    sets: int | None = None
    effort: int | None = None
    """How hard it was, out of ten."""
    load: Load | None = None
    """A weight that was named."""
    seconds: int | None = None
    """A length of time that was named."""
    felt: Felt | None = None
    run: Effort | None = None
    day: int | None = None
    """A date that was named, in days since the epoch; of a week or a month the first day."""
    intensity: Intensity | None = None
    sore: Sore | None = None
    signs: tuple[str, ...] = ()
    """Ids of the signs named."""
    parts: tuple[str, ...] = ()
    """Ids of the parts of the body named."""
    tone: Tone = Tone.NOW
    """How the signs are spoken of."""
    condition: str | None = None
    """The id of the condition named."""
    aspect: Aspect | None = None
    course: str | None = None
    """The plan over weeks that is asked for."""
    time: str | None = None
    """A time of day, HH:MM."""
    days: tuple[ReminderDay, ...] = ()
    """Days named for a reminder."""
    granted: bool = False
    """The runner allowed what the platform asked for."""
    errand: Errand | None = None
    """What that was asked for."""
    result: Result | None = None
    """What came of an errand."""
    silent: bool = field(default=False)
    """The device ended the conversation because nobody spoke."""
