"""How things feel and how hard they are, in one word each."""

from enum import StrEnum, auto


class Felt(StrEnum):
    """How a set or a run went, in one word."""

    EASY = auto()
    GOOD = auto()
    HARD = auto()
    FAILED = auto()


def felt_of(effort: int) -> Felt:
    """The word for an effort out of ten: two reps left in the tank are an eight, none a ten."""
    return Felt.EASY if effort <= 4 else Felt.GOOD if effort <= 7 else Felt.HARD


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
