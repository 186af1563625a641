"""How things feel and how hard they are, in one word each."""

from enum import StrEnum, auto


class Felt(StrEnum):
    """How a set or a run went, in one word."""

    EASY = auto()
    GOOD = auto()
    HARD = auto()
    FAILED = auto()


class Effort(StrEnum):
    """What kind of running a runner tells of."""

    EASY = auto()
    HARD = auto()
    LONG = auto()
    RACE = auto()


class Sore(StrEnum):
    """How sore a runner is from training. Never stored."""

    LITTLE = auto()
    VERY = auto()


class Intensity(StrEnum):
    """What kind of class a runner asks for, where they say so."""

    LIGHT = auto()
    """Five easy minutes."""
    FULL = auto()
    """The usual class, whatever speaks for a light one."""
