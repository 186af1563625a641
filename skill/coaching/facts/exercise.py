"""What an exercise is: the facts that hold in every language."""

from dataclasses import dataclass
from enum import Enum, StrEnum

from skill.coaching.facts.body import StopSign


class Side(StrEnum):
    """A side of the body."""

    RIGHT = "right"
    LEFT = "left"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.LEFT if self is Side.RIGHT else Side.RIGHT


class Sides(StrEnum):
    """How an exercise shares its reps between the legs."""

    BOTH = "both"
    ONE_THEN_OTHER = "one_then_other"
    ALTERNATING = "alternating"


class Level(Enum):
    """How experienced a runner is, and whom an exercise suits; ordered."""

    BEGINNER = 0
    INTERMEDIATE = 1
    ADVANCED = 2

    def __lt__(self, other: "Level") -> bool:
        return self.value < other.value

    def __le__(self, other: "Level") -> bool:
        return self.value <= other.value


class Bias(StrEnum):
    """What leads the movement: the hip, the knee, or (support) the quads and glutes."""

    HIP = "hip"
    KNEE = "knee"
    SUPPORT = "support"


class Posture(StrEnum):
    """How a runner is placed: it decides where in a class an exercise comes, and who must not do it."""

    STANDING = "standing"
    SITTING = "sitting"
    KNEELING = "kneeling"
    LYING = "lying"
    MACHINE = "machine"

    @property
    def is_on_floor(self) -> bool:
        """Whether one has to get down to it, and up again."""
        return self in (Posture.LYING, Posture.KNEELING, Posture.SITTING)


class Counting(StrEnum):
    """How a set is counted aloud."""

    REPS = "reps"
    """Every rep, phase by phase."""
    BEATS = "beats"
    """Too fast for that (swings): every second rep gets its number."""
    HOLD = "hold"
    """No reps: time calls."""


class PhaseKind(StrEnum):
    """What the muscle does in a phase of a rep."""

    ECCENTRIC = "eccentric"
    ISOMETRIC = "isometric"
    CONCENTRIC = "concentric"


@dataclass(frozen=True)
class Phase:
    """One part of a rep, in the order performed."""

    kind: PhaseKind
    seconds: float


@dataclass(frozen=True)
class Dose:
    """How much of an exercise makes a set; reps are per leg for one-sided and alternating exercises."""

    amount: int
    """Default for a set: reps, or seconds for a hold."""
    least: int
    most: int
    sets: int
    """The most sets in one class."""


@dataclass(frozen=True)
class Rung:
    """An exercise in one of its variants, as the ladders name it: `romanian_deadlift`, `good_morning:bar`."""

    exercise: str
    variant: str = ""

    @classmethod
    def parse(cls, text: str) -> "Rung":
        """Read `exercise` or `exercise:variant`."""
        exercise, _, variant = text.partition(":")
        return cls(exercise, variant)

    def __str__(self) -> str:
        return f"{self.exercise}:{self.variant}" if self.variant else self.exercise


@dataclass(frozen=True)
class Before:
    """What a runner must have behind them before an exercise is offered."""

    days: int
    """Days of training, without a break of four weeks, ..."""
    classes: int
    """... with classes on so many of them."""
    rungs: tuple[Rung, ...]
    """One of these, in any variant where none is named, ..."""
    sets: int
    amount: int
    """... done in one class in so many sets of so many reps, and not too hard."""


class StepKind(StrEnum):
    """What a runner does with a step; the value is the list of the words file that holds it."""

    DO = "setup"
    """To be done while there is time for it; never the hard position."""
    LISTEN = "move"
    """A part of one rep, to be listened to."""
    COUNT_IN = "load"
    """Into the hard position, with the count-in: nobody is talked to while holding it."""


@dataclass(frozen=True)
class Step:
    """One step of an exercise."""

    kind: StepKind
    index: int
    """Which of its kind."""
    seconds: int
    """To do it, or to take it in."""


@dataclass(frozen=True)
class Variant:
    """A way to perform an exercise: its own tempo, dose, demands and handling."""

    phases: tuple[Phase, ...]
    dose: Dose
    level: Level
    kit: tuple[str, ...]
    """Ids of what must be at hand."""
    strenuous: bool
    """Counts against the cap of strenuous exercises, and is never offered in the first two weeks."""
    get_ready: int
    """Seconds to take up the position once the kit is in place."""
    change: int
    """Seconds to change legs; 0 where both legs work together."""
    finish: int
    """Seconds to end a set safely (putting a kettlebell down)."""
    setup_pauses: tuple[int, ...]
    """Seconds to do each set-up step."""
    move_pauses: tuple[int, ...]
    """Seconds to take in each part of a rep."""
    load_pauses: tuple[int, ...] = ()
    """Seconds to do each step that comes with the count-in."""
    carried: bool = False
    """What is taken up with the count-in stays in the hands at a change of legs."""
    turn: int = 0
    """Seconds to turn round, or to change hands, at a change of legs; 0 where that is not needed."""
    handy: tuple[str, ...] = ()
    """Ids of what helps, and can be done without."""
    faults: tuple[str, ...] = ()
    """The mistakes its words describe, in their order."""
    before: Before | None = None
    caution: bool = False
    """Its words say before the first time what never to do, and when to leave it out."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of a how-to, in order: what is to be done, then one rep to listen to."""
        return self._of(StepKind.DO, self.setup_pauses) + self._of(StepKind.LISTEN, self.move_pauses)

    @property
    def loading(self) -> tuple[Step, ...]:
        """The steps that come with the count-in."""
        return self._of(StepKind.COUNT_IN, self.load_pauses)

    def _of(self, kind: StepKind, pauses: tuple[int, ...]) -> tuple[Step, ...]:
        return tuple(Step(kind, index, seconds) for index, seconds in enumerate(pauses))

    @property
    def rep_seconds(self) -> float:
        """Length of one rep in seconds."""
        return sum(phase.seconds for phase in self.phases)


@dataclass(frozen=True)
class Exercise:
    """The facts of one exercise. Sentences about it are the phrasebook's."""

    id: str
    sides: Sides
    bias: Bias
    counting: Counting
    posture: Posture
    rest: tuple[int, int]
    """Least and most rest between sets, in seconds."""
    variants: dict[str, Variant]
    """By name; the empty name is the default."""
    easier: tuple[Rung, ...]
    harder: tuple[Rung, ...]
    swaps: tuple[Rung, ...]
    """What serves the same end where the kit is missing, nearest first."""
    family: tuple[Rung, ...]
    """What goes by its name too: who leaves it out leaves these out."""
    muscles: tuple[str, ...]
    """Muscle groups that do the work, the leading one first."""
    helpers: tuple[str, ...]
    """Muscle groups that help."""
    faults: tuple[str, ...]
    """The mistakes its words describe, in their order."""
    stop_signs: tuple[StopSign, ...] = ()
    """What it is stopped for, besides any pain."""

    @property
    def default(self) -> Variant:
        """The variant meant when none is named."""
        return self.variants[""]
