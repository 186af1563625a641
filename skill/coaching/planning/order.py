"""What to plan: a class as it is ordered, with every choice made."""

from dataclasses import dataclass

from skill.coaching.facts.body import Trait
from skill.coaching.facts.exercise import Level
from skill.coaching.facts.library import Library, Template
from skill.coaching.planning.courses import Lesson
from skill.coaching.planning.gates import Gate, Past

FEWEST_MINUTES, MOST_MINUTES = 6, 45
"""A warm-up, one hip and one knee exercise take six minutes; what is asked is brought within these."""
ANY_NUMBER = 100
"""More exercises than a class can have."""
NEW_EVERY = 7
"""Days between one new exercise and the next (coaching facts 3.4)."""


@dataclass(frozen=True)
class Order:
    """What to plan: every choice made."""

    minutes: int
    kit: tuple[str, ...]
    level: Level
    place: str | None = None
    exercises: tuple[str, ...] = ()
    """Only these, where any are named; each with its variant."""
    past: Past = Past()  # noqa: RUF009  frozen, all defaults
    avoid: tuple[str, ...] = ()
    """Exercises the runner does not want."""
    today: int = 0
    """Days since the epoch."""
    lesson: Lesson | None = None
    """What the runner's course asks for."""
    light: bool = False
    """Five easy minutes."""
    gentle: bool = False
    """Nothing strenuous, and nothing more than last time."""
    template: Template | None = None
    """The class asked for by its name."""
    ruled_out: frozenset[Trait] = frozenset()
    """What the runner has said of themselves leaves out exercises with these."""

    def gate(self, library: Library) -> Gate:
        """What may come into this class."""
        return Gate(
            library,
            self.level,
            library.at_hand_with(self.kit, self.place),
            past=self.past,
            gentle=self.gentle,
            ruled_out=self.ruled_out,
            course=self.lesson.about if self.lesson else None,
        )

    @property
    def new_exercises(self) -> int:
        """How many exercises may be new to the runner: in a first class all, on a gentle day none."""
        if not self.past.met:
            return ANY_NUMBER
        if self.gentle:
            return 0
        return int(self.past.newest is None or self.today - self.past.newest >= NEW_EVERY)
