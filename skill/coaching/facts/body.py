"""What a runner may feel or have, and what it means for training: how grave each sign is, and when.

The grades follow coaching facts, section 4, and stand in content/body.toml; nothing that is said here is stored.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum, auto

from skill.coaching.facts.felt import Sore


class Grade(IntEnum):
    """What a sign calls for, from the mildest to the gravest."""

    CARRY_ON = auto()
    """Nothing: hard work, or a denial."""
    ANSWER = auto()
    """A line, and back; a set waits meanwhile."""
    HOLD = auto()
    """A line; a set waits until the runner says go."""
    STOP = auto()
    """The end of the class and of the training day."""
    EMERGENCY = auto()
    """The emergency number."""


class Trait(StrEnum):
    """What about an exercise can rule it out for a runner."""

    LYING = auto()
    KNEELING = auto()
    STRENUOUS = auto()
    LOADED = auto()
    """Done with a weight or a band."""
    HOLD = auto()


class Tone(StrEnum):
    """How a sign is spoken of."""

    NOW = auto()
    PAST = auto()
    """It was, and is not told of as being now."""
    AFTER = auto()
    """It comes from the training before: soreness."""
    QUESTION = auto()
    """Whether it is normal, or what to do if."""
    DENIAL = auto()
    """It is not there."""
    OTHER = auto()
    """Somebody else has it."""


@dataclass(frozen=True)
class Sign:
    """Something that is felt, or that happens."""

    id: str
    grade: Grade
    answer: str
    """The sign whose answer is said; mostly its own id."""
    where_it_works: str | None = None
    """The sign it is instead, in a part that the exercises work."""
    from_training: bool = False
    """After training it is soreness."""
    sore: Sore | None = None
    """How sore it is to have it from training."""
    has_button: bool = False
    """Screens of a class have a button for it."""
    is_final: bool = False
    """A stop for it cannot be taken back as a misunderstanding."""


@dataclass(frozen=True)
class Part:
    """A part of the body."""

    id: str
    works: bool = False
    """Where the exercises should be felt."""
    urgent: tuple[str, ...] = ()
    """Signs that are an emergency here."""
    strained_by_hinges: bool = False
    """Every loaded hinge is stopped for pain here."""


@dataclass(frozen=True)
class Condition:
    """A condition, a medicine or a stage of life that a runner names."""

    id: str
    leaves_out: tuple["Trait", ...] = ()
    """What leaves today's class: exercises with one of these."""
    ages: tuple[int, int] | None = None
    """Years of who has it by age alone, from the first and below the second."""
    of_others: bool = False
    """Its answer is said of somebody else, whatever they have."""


@dataclass(frozen=True)
class StopSign:
    """What an exercise is stopped for: a sign, in a part of the body where that matters."""

    sign: str
    part: str = ""

    @classmethod
    def parse(cls, text: str) -> "StopSign":
        """The stop sign of a facts file: `pain` or `pain:knee`."""
        sign, _, part = text.partition(":")
        return cls(sign, part)


@dataclass(frozen=True)
class Body:
    """Everything a runner may say of the body, by id."""

    signs: Mapping[str, Sign] = field(default_factory=dict)
    parts: Mapping[str, Part] = field(default_factory=dict)
    conditions: Mapping[str, Condition] = field(default_factory=dict)

    def grade_of(self, signs: Iterable[str], parts: Iterable[str], tone: Tone) -> Grade:
        """What calls for the most of what was said; a sign that is not known calls for a question."""
        known = [self.parts[id_] for id_ in parts if id_ in self.parts]
        grades = [self._grade(sign, known) for sign in self._known(signs)]
        match tone:
            case Tone.NOW:
                return max(grades, default=Grade.HOLD)
            case Tone.DENIAL:
                return Grade.CARRY_ON
            case Tone.AFTER:
                sharp = [self._grade(one, known) for one in self._known(signs) if not one.from_training]
                return max(sharp, default=Grade.ANSWER)
            case Tone.PAST | Tone.QUESTION | Tone.OTHER:
                return Grade.ANSWER

    def of_age(self, years: int) -> Condition | None:
        """The condition that comes with an age, if one does."""
        aged = (one for one in self.conditions.values() if one.ages)
        return next((one for one in aged if one.ages and one.ages[0] <= years < one.ages[1]), None)

    def of_others(self) -> Condition | None:
        """What is answered of somebody else."""
        return next((one for one in self.conditions.values() if one.of_others), None)

    def in_place(self, signs: Iterable[str], parts: Iterable[str]) -> tuple[str, ...]:
        """The signs as they are in these parts: what is right where the exercises work is wrong elsewhere.

        "More in my back than my legs" is in the back: of several parts all must be where it is right.
        """
        places = [self.parts[id_] for id_ in parts if id_ in self.parts]
        works = bool(places) and all(part.works for part in places)
        return tuple((works and sign.where_it_works) or sign.id for sign in self._known(signs))

    def _known(self, signs: Iterable[str]) -> list[Sign]:
        return [self.signs[id_] for id_ in signs if id_ in self.signs]

    def _grade(self, sign: Sign, parts: list[Part]) -> Grade:
        if any(sign.id in part.urgent for part in parts):
            return Grade.EMERGENCY
        return sign.grade

    def gravest(self, signs: Iterable[str], parts: Iterable[str]) -> Sign | None:
        """The sign that calls for the most, if one is known."""
        places = [self.parts[id_] for id_ in parts if id_ in self.parts]
        return max(self._known(signs), key=lambda sign: self._grade(sign, places), default=None)
