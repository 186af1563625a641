"""How an exercise may differ from the last time it was done."""

from enum import StrEnum


class Change(StrEnum):
    """What is different from the last time."""

    NONE = "none"
    MORE_REPS = "more_reps"
    MORE_SETS = "more_sets"
    HEAVIER = "heavier"
    HARDER = "harder"
    FEWER_REPS = "fewer_reps"
    FEWER_SETS = "fewer_sets"
    EASIER = "easier"
    AFTER_TWO_WEEKS = "after_two_weeks"
    AFTER_FOUR_WEEKS = "after_four_weeks"

    @property
    def is_rise(self) -> bool:
        """Whether it asks for more than last time."""
        return self in (Change.MORE_REPS, Change.MORE_SETS, Change.HEAVIER, Change.HARDER)

    @property
    def is_of_sets(self) -> bool:
        """Whether it is about the number of sets."""
        return self in (Change.MORE_SETS, Change.FEWER_SETS, Change.AFTER_TWO_WEEKS, Change.AFTER_FOUR_WEEKS)
