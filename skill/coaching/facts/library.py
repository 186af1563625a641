"""Everything the coach knows, in the core's types: what the content files hold, whatever the language."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from skill.coaching.facts.body import Body, Trait
from skill.coaching.facts.exercise import Counting, Exercise, Level, Posture, Rung, Sides, Variant
from skill.coaching.facts.figure import Figure, Prop

FIRST = "first"
"""In a warm-up, the first exercise of the class."""


class Style(StrEnum):
    """How the sets of a class follow each other."""

    STRAIGHT = "straight"
    """All sets of an exercise, then the next exercise."""
    CIRCUIT = "circuit"
    """One set of each exercise, then the next round."""


@dataclass(frozen=True)
class Block:
    """So many sets of an exercise."""

    rung: Rung
    amount: int
    """Reps (per leg for one-sided and alternating exercises) or held seconds."""
    sets: int = 1
    held: bool = False
    """The dose follows from what was done: a class may be cut below it, and is not filled up beyond it."""
    wanted: bool = False
    """The runner, or the course they follow, asks for it: it is not left out."""
    amounts: tuple[int, ...] = ()
    """The amount of each set, where they differ."""


@dataclass(frozen=True)
class WarmUp:
    """Moves before the work. A rung named `first` stands for the first exercise of the class."""

    id: str
    parts: tuple[Block, ...]
    usual: bool = False
    """Planned classes choose among these, as their minutes allow; others are for the classes that name them."""


@dataclass(frozen=True)
class Template:
    """A class as written down (coaching facts, section 3.6)."""

    id: str
    minutes: int
    level: Level
    kit: tuple[str, ...]
    """What the class needs at hand; empty for bodyweight."""
    place: str
    style: Style
    rounds: int
    """Rounds of a circuit; 1 for straight sets."""
    warm_up: str
    blocks: tuple[Block, ...]
    light: bool = False
    """For days when the usual class would be too much."""
    named: bool = False
    """It is asked for by its name, and held as it stands."""


@dataclass(frozen=True)
class Week:
    """One week of a course."""

    row: int
    """The row of the plan it belongs to: weeks of one row are alike."""
    classes: tuple[int, int]
    """The fewest and the most classes that count."""
    sets: tuple[int, ...]
    """The reps of each set."""
    rung: Rung | None = None
    """The exercise it is about; None is every exercise of the class."""
    keeps: bool = False
    """It goes on for good, to keep what was reached."""


@dataclass(frozen=True)
class Course:
    """A plan over weeks, which each class follows."""

    id: str
    topic: str
    """The topic whose answer tells it."""
    weeks: tuple[Week, ...]
    exercise: str | None = None
    """What it builds up to."""
    level: Level | None = None
    """The level of whoever has done it."""
    first: str | None = None
    """The course that comes before it for a beginner."""
    after: str | None = None
    """The course that must be done before it."""


@dataclass(frozen=True, eq=False)
class Library:
    """The exercises, warm-up drills, warm-ups and class templates, by id. There is one: it equals only itself."""

    exercises: dict[str, Exercise]
    drills: dict[str, Exercise]
    """Warm-up moves that are no exercises of their own (marching, leg swings)."""
    warm_ups: dict[str, WarmUp]
    templates: dict[str, Template]
    courses: dict[str, Course] = field(default_factory=dict)
    kit_advice: frozenset[str] = frozenset()
    """Pieces of kit the words say something about: what size, how heavy, why never."""
    at_hand: frozenset[str] = frozenset()
    """Kit every home is taken to have: a wall, a chair, socks, a stair."""
    no_kit: frozenset[str] = frozenset()
    """What a runner says for having none."""
    equipped: frozenset[str] = frozenset()
    """Places where all kit is at hand."""
    for_floor: frozenset[str] = frozenset()
    """Kit that only makes the floor softer: it is spoken of with the floor."""
    loads: frozenset[str] = frozenset()
    """Kit that comes in weights or strengths: an exercise with it can be made harder by a heavier one."""
    body: Body = Body()  # noqa: RUF009  frozen, all defaults
    """What a runner may say of the body."""
    body_topics: frozenset[str] = frozenset()
    """Topics about the body: a set waits after their answer."""
    offers: dict[str, str] = field(default_factory=dict)
    """The exercise that a topic's answer offers to explain."""
    figures: dict[Rung, Figure] = field(default_factory=dict)
    """What each exercise and drill looks like, in each variant."""
    props: dict[str, Prop] = field(default_factory=dict)
    """What a piece of kit looks like, by its id."""

    def knows(self, rung: str) -> bool:
        """Whether there is an exercise or drill of this id, with its variant: `good_morning:bar`."""
        return rung in self._rungs

    @cached_property
    def _rungs(self) -> frozenset[str]:
        every = (*self.exercises.values(), *self.drills.values())
        return frozenset(str(Rung(exercise.id, name)) for exercise in every for name in exercise.variants)

    def exercise(self, id_: str) -> Exercise:
        """The exercise or drill of that id, as its variant has it where one is named; raises KeyError."""
        return self.exercises.get(id_) or self.drills.get(id_) or self._as_variants[id_]

    @cached_property
    def _as_variants(self) -> dict[str, Exercise]:
        """Each variant as an exercise of its own, which the plain one is easier than."""
        return {
            str(Rung(exercise.id, name)): replace(
                exercise,
                id=str(Rung(exercise.id, name)),
                variants={"": variant},
                easier=(Rung(exercise.id), *exercise.easier),
                faults=variant.faults,
            )
            for exercise in self.exercises.values()
            for name, variant in exercise.variants.items()
            if name
        }

    def family(self, exercise: str) -> tuple[str, ...]:
        """The exercise, and what goes by its name too; raises KeyError."""
        plain = Rung.parse(exercise).exercise
        return plain, *(rung.exercise for rung in self.exercise(plain).family)

    def variant(self, rung: Rung) -> Variant:
        """The variant a rung names; raises KeyError."""
        return self.exercise(rung.exercise).variants[rung.variant]

    @cached_property
    def usual_warm_ups(self) -> tuple[str, ...]:
        """Ids of the warm-ups that a planned class may have, the shortest first."""
        usual = (warm_up for warm_up in self.warm_ups.values() if warm_up.usual)
        return tuple(warm_up.id for warm_up in sorted(usual, key=self._seconds))

    @cached_property
    def briefest_warm_up(self) -> str:
        """The id of the shortest warm-up, usual or not."""
        return min(self.warm_ups.values(), key=self._seconds).id

    @cached_property
    def _all_kit(self) -> frozenset[str]:
        variants = (variant for exercise in self.exercises.values() for variant in exercise.variants.values())
        return frozenset(item for variant in variants for item in variant.kit)

    def at_hand_with(self, kit: Iterable[str], place: str | None) -> frozenset[str]:
        """All that is at hand of a runner with that kit: in an equipped place everything."""
        return (self._all_kit if place in self.equipped else frozenset(kit)) | self.at_hand

    def _seconds(self, warm_up: WarmUp) -> float:
        """What a warm-up takes in motion; its `first` is another in each class, and left out."""
        return sum(self._block_seconds(part) for part in warm_up.parts if part.rung.exercise != FIRST)

    def _block_seconds(self, block: Block) -> float:
        exercise = self.exercise(block.rung.exercise)
        legs = 1 if exercise.sides is Sides.BOTH else 2
        each = 1 if exercise.counting is Counting.HOLD else self.variant(block.rung).rep_seconds
        return block.sets * block.amount * each * legs

    def needed(self, rung: Rung) -> tuple[str, ...]:
        """What is to be at hand: the kit, and what every home has of what helps; raises KeyError."""
        variant = self.variant(rung)
        helps = (item for item in variant.handy if item in self.at_hand and item not in self.for_floor)
        return (*variant.kit, *(item for item in helps if item not in variant.kit))

    def traits(self, rung: Rung) -> frozenset[Trait]:
        """What about an exercise can rule it out for a runner; raises KeyError."""
        exercise, variant = self.exercise(rung.exercise), self.variant(rung)
        has = {
            Trait.LYING: exercise.posture is Posture.LYING,
            Trait.KNEELING: exercise.posture is Posture.KNEELING,
            Trait.STRENUOUS: variant.strenuous,
            Trait.LOADED: bool(self.loads & set(variant.kit)),
            Trait.HOLD: exercise.counting is Counting.HOLD,
        }
        return frozenset(trait for trait, holds in has.items() if holds)
