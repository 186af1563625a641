"""What the coach means to say, without the words: a key and its arguments. The phrasebook makes the sentence."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Thing(StrEnum):
    """Kinds of things that have a spoken name in the content."""

    EXERCISE = "exercise"
    KIT = "kit"
    LEVEL = "level"
    MUSCLE = "muscle"
    SIDE = "side"
    DAY = "day"
    REMINDER_DAY = "reminder_day"
    COURSE = "course"
    SESSION = "session"


@dataclass(frozen=True)
class Name:
    """The spoken name of a thing; an exercise id may carry a variant (`good_morning:bar`)."""

    thing: Thing
    id: str


@dataclass(frozen=True)
class Span:
    """A length of time, in seconds, said in the largest fitting unit."""

    seconds: int


@dataclass(frozen=True)
class Count:
    """A number of countable things: `Count(2, "set")` is "two sets"."""

    number: int
    noun: str


@dataclass(frozen=True)
class Phrase:
    """One thing to say."""

    key: str
    """A key of the phrasebook: `class.paused`, `exercises.nordic_curl.setup.0`."""
    args: tuple[tuple[str, "Arg"], ...] = ()
    """Values for the placeholders, by name."""
    pick: int = 0
    """Which of several wordings; taken modulo their number."""


@dataclass(frozen=True)
class Either:
    """A choice between things: "a, b or c"."""

    items: tuple["Arg", ...]


Arg: TypeAlias = str | int | Name | Span | Count | Phrase | Either | tuple["Arg", ...]
"""Text is spoken as it is, a number as words, a tuple as a list ("a, b and c")."""


def caution(rung: object) -> tuple[Phrase, Phrase]:
    """What never to do in an exercise, with its variant, and when to leave it out."""
    return Phrase(f"exercises.{rung}.never"), Phrase(f"exercises.{rung}.leave_out")


def about(exercise: str, field: str, index: int | None = None, /, **args: Arg) -> Phrase:
    """A field of an exercise's words file: `about("nordic_curl", "setup", 0)`."""
    key = f"exercises.{exercise}.{field}" if index is None else f"exercises.{exercise}.{field}.{index}"
    return Phrase(key, tuple(sorted(args.items())))
