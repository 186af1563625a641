"""The spoken names of things."""

from skill.coaching.words.phrase import Name, Thing


def exercise_name(rung: str) -> Name:
    """The spoken name of an exercise."""
    return Name(Thing.EXERCISE, rung)


def name_of(course: str) -> Name:
    """A course, as it is called."""
    return Name(Thing.COURSE, course)
