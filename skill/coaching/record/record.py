"""What is remembered of a runner: the classes done, the open class and how-to, plans, runs and choices."""

from dataclasses import dataclass, field

from skill.coaching.facts.exercise import Level
from skill.coaching.facts.felt import Effort, Felt, Intensity
from skill.coaching.facts.load import Load
from skill.coaching.timeline.cues import Delivery, Position, Talk, Tempo
from skill.coaching.timeline.plan import Plan

DAY = 86_400_000
"""Milliseconds in a day."""

WEEK = 7
"""Days in a week."""


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
    session: str | None = None
    """The class asked for by its name."""
    intensity: Intensity | None = None
    sets: int | None = None
    """So many sets of each exercise."""


@dataclass(frozen=True)
class Announced:
    """A class that was announced and not begun yet: the very sets that are held when the runner says go."""

    plan: Plan
    day: int
    """Days since the epoch: it is offered again on that day only."""
    wish: Wish = Wish()
    """What it was planned from; whatever the runner changes is changed in this."""
    kit: tuple[str, ...] = ()
    """What the runner has at hand."""


@dataclass(frozen=True)
class SetDone:
    """A set that went otherwise than planned."""

    set: int
    """Index into the plan's sets."""
    reps: int
    """Reps really done, per leg: where the legs differ, those of the weaker one."""
    felt: Felt | None = None
    legs: tuple[int, ...] = ()
    """Reps of the right and the left leg, where they differ."""


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
    begun: int = 0
    """When it began, in milliseconds since the epoch."""
    touched: int = 0
    """When the class was last spoken of, in milliseconds since the epoch."""
    tempo: Tempo = Tempo.NORMAL
    talk: Talk = Talk.FULL
    straight: bool = False
    seed: int = 0
    known: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    kit: tuple[str, ...] = ()
    """What the runner has at hand."""
    differently: tuple[SetDone, ...] = ()

    @property
    def delivery(self) -> Delivery:
        """How it is spoken."""
        return Delivery(self.talk, self.tempo, self.straight, self.seed, self.known, self.warned, self.heard)


@dataclass(frozen=True)
class ExerciseDone:
    """What was done of one exercise in one class."""

    exercise: str
    """Exercise id, with its variant."""
    sets: int
    reps: int
    """Reps of the best set, per leg; seconds for a hold."""
    felt: Felt | None = None
    heavier: bool = False
    """With a heavier weight, or a stronger band, than before."""
    legs: tuple[int, ...] = ()
    """Reps of the right and the left leg in the latest set in which they differed."""


@dataclass(frozen=True)
class ClassDone:
    """One class in the log."""

    day: int
    """Days since the epoch."""
    minutes: int
    exercises: tuple[ExerciseDone, ...] = ()
    begun: int = 0
    """When it began, in seconds since the epoch: tells it from every other class."""
    light: bool = False
    """Five easy minutes: no reason to rest, and no measure of what the runner can do."""
    part: bool = False
    """Less than half of its sets were done: no reason to rest either."""


@dataclass(frozen=True)
class Run:
    """A run the runner told of, done or still to come."""

    day: int
    """Days since the epoch."""
    effort: Effort


@dataclass(frozen=True)
class Mark:
    """How far a runner has come with an exercise; reps are per leg, and seconds for a hold."""

    day: int
    """The day of the first class with it, in days since the epoch."""
    sets: int
    """Sets in that class."""
    reps: int
    """Reps of its best set."""
    best: int
    """The most reps in a set so far."""


@dataclass(frozen=True)
class Streak:
    """Weeks in a row with at least one class; a week begins on Monday."""

    week: int = 0
    """The week of the latest class, in weeks since the epoch."""
    weeks: int = 0


@dataclass(frozen=True)
class Enrolment:
    """A place in a plan over weeks."""

    course: str
    week: int = 0
    """Index of the week in the course."""
    since: int = 0
    """The day this week of the course began, in days since the epoch."""
    done: int = 0
    """Classes of this week done so far."""
    tough: bool = False
    """One of them was too much: the week is done again."""
    then: str | None = None
    """The course that follows."""


@dataclass(frozen=True)
class Avoided:
    """What is left out for one day."""

    day: int
    """Days since the epoch."""
    exercises: tuple[str, ...]


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
    announced: Announced | None = None
    """The class announced and not begun, if any."""
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
    """When training was last ended for safety, in milliseconds since the epoch; no class that day any more."""
    ended_finally: bool = False
    """That was for something that cannot have been a misunderstanding."""
    pain_asked: int | None = None
    """When "pain, or just hard work" was asked and not answered yet, in milliseconds since the epoch."""
    avoid: tuple[str, ...] = ()
    """Exercises the runner does not want."""
    avoid_today: Avoided | None = None
    """Exercises the runner does not want on one day."""
    runs: tuple[Run, ...] = ()
    """Runs told of, from yesterday on, by day; one a day."""
    marks: dict[str, Mark] = field(default_factory=dict)
    """By exercise id, with its variant."""
    streak: Streak = Streak()
    course: Enrolment | None = None
    loads: dict[str, Load] = field(default_factory=dict)
    """The weight last told of an exercise, by its id with its variant."""
    heard: tuple[str, ...] = ()
    """Ids of the lines worth hearing that were heard lately, oldest first."""
    zone: str | None = None
    """The runner's time zone (`Europe/London`), once it is known."""
