"""What comes after what was done: one thing more, one thing less, and back after a gap (coaching facts 3.4)."""

import pytest
from classes import LIBRARY

from skill.coaching.change import Change
from skill.coaching.events import Felt
from skill.coaching.exercise import Rung
from skill.coaching.library import Block
from skill.coaching.progression import progressed
from skill.coaching.state import ClassDone, ExerciseDone

TODAY = 100
PLANNED = Block(Rung("glute_bridge"), 12, 2)


def log(*done: tuple[int, int, int, Felt | None], exercise: str = "glute_bridge") -> tuple[ClassDone, ...]:
    """Classes so many days ago, with sets, reps and how it felt; oldest first."""
    return tuple(
        ClassDone(TODAY - ago, 10, (ExerciseDone(exercise, sets, reps, felt),)) for ago, sets, reps, felt in done
    )


def after(classes: tuple[ClassDone, ...], planned: Block = PLANNED) -> tuple[str, int, int, Change]:
    """The exercise, sets, reps and change that follow."""
    step = progressed(LIBRARY, classes, planned, TODAY, lambda _: True)
    return str(step.block.rung), step.block.sets, step.block.amount, step.change


def test_an_exercise_never_done_is_as_planned() -> None:
    """Without history the template's dose stands."""
    assert after(()) == ("glute_bridge", 2, 12, Change.NONE)


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        (log((3, 2, 12, None)), ("glute_bridge", 2, 12, Change.NONE)),
        (log((6, 2, 10, None), (3, 2, 10, None)), ("glute_bridge", 2, 12, Change.MORE_REPS)),
        (log((6, 2, 15, None), (3, 2, 15, None)), ("glute_bridge", 3, 15, Change.MORE_SETS)),
        (log((6, 3, 15, None), (3, 3, 15, None)), ("single_leg_bridge", 3, 8, Change.HARDER)),
        (log((6, 2, 12, None), (3, 2, 12, Felt.HARD)), ("glute_bridge", 1, 12, Change.FEWER_SETS)),
        (log((3, 1, 12, Felt.FAILED)), ("glute_bridge", 1, 10, Change.FEWER_REPS)),
        (log((16, 2, 12, None)), ("glute_bridge", 1, 12, Change.AFTER_TWO_WEEKS)),
        (log((30, 3, 15, None)), ("glute_bridge", 1, 10, Change.AFTER_FOUR_WEEKS)),
        (log((11, 2, 12, None), (8, 2, 12, None)), ("glute_bridge", 2, 12, Change.NONE)),
    ],
    ids=lambda value: value[3].value if isinstance(value[-1], Change) else None,
)
def test_the_next_dose_follows_from_the_last(
    classes: tuple[ClassDone, ...], expected: tuple[str, int, int, Change]
) -> None:
    """Two good ones raise one thing, a tough one lowers one, a gap comes back smaller, a missed week repeats."""
    assert after(classes) == expected


def test_twice_too_hard_is_a_rung_down() -> None:
    """A second tough one running asks for an easier exercise."""
    classes = log((6, 2, 8, Felt.HARD), (3, 2, 8, Felt.FAILED), exercise="single_leg_bridge")

    assert after(classes, Block(Rung("single_leg_bridge"), 8, 2)) == ("glute_bridge", 2, 12, Change.EASIER)


def test_what_may_not_be_done_any_more_is_as_planned() -> None:
    """An exercise in the log that the kit or the level rules out today does not come back."""
    step = progressed(LIBRARY, log((3, 3, 15, None)), PLANNED, TODAY, lambda _: False)

    assert step.block == PLANNED
