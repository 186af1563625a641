"""What comes after what was done: one thing more, one thing less, and back after a gap (coaching facts 3.4)."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coaching.facts.exercise import Rung
from skill.coaching.facts.felt import Felt
from skill.coaching.facts.library import Block
from skill.coaching.planning.gates import is_tough
from skill.coaching.planning.progression import Ladder, as_lately, as_taught
from skill.coaching.record.record import ClassDone, ExerciseDone
from skill.coaching.timeline.change import Change
from tests.coaching.every import LIBRARY

TODAY = 100
PLANNED = Block(Rung("glute_bridge"), 12, 2)
ROMANIAN = Block(Rung("romanian_deadlift"), 10, 2)


def everything(_rung: Rung) -> bool:
    """Whatever the ladder leads to may be done."""
    return True


def log(*done: tuple[int, int, int, Felt | None], exercise: str = "glute_bridge") -> tuple[ClassDone, ...]:
    """Classes so many days ago, with sets, reps and how it felt; oldest first."""
    return tuple(
        ClassDone(TODAY - ago, 10, (ExerciseDone(exercise, sets, reps, felt),)) for ago, sets, reps, felt in done
    )


def heavier(ago: int, sets: int, reps: int, exercise: str = "romanian_deadlift") -> ClassDone:
    """A class with a heavier weight than before."""
    return ClassDone(TODAY - ago, 10, (ExerciseDone(exercise, sets, reps, heavier=True),))


def ladder(
    classes: tuple[ClassDone, ...], may_do: Callable[[Rung], bool] = everything, *, new: bool = True
) -> Ladder:
    """The ladder after those classes."""
    return Ladder(LIBRARY, classes, TODAY, may_do, new=new)


def after(
    classes: tuple[ClassDone, ...],
    planned: Block = PLANNED,
    may_do: Callable[[Rung], bool] = everything,
    *,
    new: bool = True,
) -> tuple[str, int, int, Change]:
    """The exercise, sets, reps and change that follow."""
    step = ladder(classes, may_do, new=new).step(planned)
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
    assert after(log((3, 3, 15, None)), may_do=lambda _: False) == ("glute_bridge", 2, 12, Change.NONE)


# what it was lately


def test_the_best_of_three_classes_counts() -> None:
    """One of them may have been short of time."""
    classes = log((8, 2, 12, None), (5, 1, 10, None), (3, 1, 10, None))

    assert after(classes) == ("glute_bridge", 2, 14, Change.MORE_REPS)


def test_what_was_longer_ago_does_not_count() -> None:
    """Three classes with fewer reps are a step down."""
    classes = log((11, 3, 15, None), (8, 1, 10, None), (5, 1, 10, None), (3, 1, 10, None))

    assert as_lately(LIBRARY, classes, PLANNED) == Block(Rung("glute_bridge"), 10, 1, held=True)


def test_what_was_too_much_does_not_count_as_best() -> None:
    """Nor what came before it."""
    classes = log((9, 3, 15, None), (6, 2, 14, Felt.FAILED), (3, 1, 10, None))

    assert as_lately(LIBRARY, classes, PLANNED) == Block(Rung("glute_bridge"), 10, 1, held=True)


def test_no_more_counts_than_a_set_may_hold() -> None:
    """The runner may have done more than was asked."""
    assert as_lately(LIBRARY, log((3, 5, 40, None)), PLANNED) == Block(Rung("glute_bridge"), 15, 3, held=True)


# up


def test_the_sets_planned_come_before_more_reps() -> None:
    """A class cut short of time last time is made whole first."""
    assert after(log((10, 1, 12, None), (3, 1, 12, None))) == ("glute_bridge", 2, 12, Change.MORE_SETS)


def test_an_exercise_has_at_most_one_set_more_a_week() -> None:
    """The next one waits until that week is over."""
    planned = Block(Rung("glute_bridge"), 15, 3)

    assert after(log((6, 1, 15, None), (3, 2, 15, None)), planned) == ("glute_bridge", 2, 15, Change.NONE)
    assert after(log((9, 1, 15, None), (6, 2, 15, None), (3, 2, 15, None)), planned)[1:] == (
        3,
        15,
        Change.MORE_SETS,
    )


def test_holds_rise_by_five_seconds() -> None:
    """Where reps rise by two."""
    classes = log((6, 2, 20, None), (3, 2, 20, None), exercise="long_lever_bridge_hold")
    planned = Block(Rung("long_lever_bridge_hold"), 20, 2)

    assert after(classes, planned) == ("long_lever_bridge_hold", 2, 25, Change.MORE_REPS)


def test_at_the_top_a_weight_gets_heavier_and_the_reps_fewest() -> None:
    """Twelve Romanian deadlifts become eight with more weight."""
    classes = log((6, 3, 12, None), (3, 3, 12, None), exercise="romanian_deadlift")

    assert after(classes, ROMANIAN) == ("romanian_deadlift", 3, 8, Change.HEAVIER)


def test_with_a_heavier_weight_the_reps_count_from_there() -> None:
    """What was done with the lighter one says nothing any more."""
    classes = (*log((9, 3, 12, None), exercise="romanian_deadlift"), heavier(6, 3, 8))
    classes = (*classes, *log((3, 3, 8, None), exercise="romanian_deadlift"))

    assert as_lately(LIBRARY, classes, ROMANIAN).amount == 8
    assert after(classes, ROMANIAN) == ("romanian_deadlift", 3, 10, Change.MORE_REPS)


def test_a_harder_exercise_waits_for_its_turn() -> None:
    """One new exercise a week: the dose stays where it is until then."""
    classes = log((6, 3, 15, None), (3, 3, 15, None))

    assert after(classes, new=False) == ("glute_bridge", 3, 15, Change.NONE)


def test_the_harder_exercise_is_the_first_that_may_be_done() -> None:
    """Without a ball, the walkout leads to the slides."""
    classes = log((6, 3, 6, None), (3, 3, 6, None), exercise="hamstring_walkout")
    planned = Block(Rung("hamstring_walkout"), 5, 3)

    assert after(classes, planned)[0] == "ball_hamstring_curl"
    assert after(classes, planned, lambda rung: "ball" not in rung.exercise)[0] == "sliding_leg_curl"


def test_what_is_strenuous_begins_with_the_least() -> None:
    """Two sets of three Nordics at most on the first day."""
    planned = Block(Rung("nordic_curl"), 5, 3)

    assert after((), planned) == ("nordic_curl", 2, 3, Change.NONE)


# down, and up again


@pytest.mark.parametrize("felt", [Felt.HARD, Felt.FAILED])
def test_at_the_least_of_everything_there_is_nothing_less(felt: Felt) -> None:
    """The easiest exercise stays as it is."""
    assert after(log((3, 1, 10, felt))) == ("glute_bridge", 1, 10, Change.NONE)


def test_a_variant_that_is_too_hard_leads_back_to_the_plain_exercise() -> None:
    """A weighted single-leg deadlift to one without a weight."""
    exercise = "single_leg_deadlift:weighted"
    classes = log((6, 1, 6, Felt.HARD), (3, 1, 6, Felt.HARD), exercise=exercise)

    assert after(classes, Block(Rung("single_leg_deadlift"), 8, 2))[0] == "single_leg_deadlift"


def easier(*felt: Felt | None) -> tuple[ClassDone, ...]:
    """Two hard classes with the single-leg bridge, then some with the glute bridge in its place."""
    hard = log((15, 2, 8, Felt.HARD), (12, 2, 8, Felt.HARD), exercise="single_leg_bridge")
    done = tuple((3 * (len(felt) - index), 2, 12, how) for index, how in enumerate(felt))
    return (*hard, *log(*done))


SINGLE_LEG = Block(Rung("single_leg_bridge"), 8, 2)


def test_an_easier_exercise_is_followed_once_it_is_done() -> None:
    """The planned one stays replaced, and the change is not told again."""
    assert after(easier(None), SINGLE_LEG) == ("glute_bridge", 2, 12, Change.NONE)


def test_after_two_good_ones_the_harder_exercise_comes_back_gently() -> None:
    """One set of the fewest reps."""
    step = ladder(easier(None, None)).step(SINGLE_LEG)

    assert (str(step.block.rung), step.block.sets, step.block.amount) == ("single_leg_bridge", 1, 6)
    assert (step.change, step.before) == (Change.HARDER, Rung("glute_bridge"))


def test_an_easier_exercise_that_is_hard_goes_down_itself() -> None:
    """A set fewer of it."""
    assert after(easier(Felt.HARD), SINGLE_LEG) == ("glute_bridge", 1, 12, Change.FEWER_SETS)


# a rise that takes no more time


def steady(*reps: int, exercise: str = "romanian_deadlift") -> tuple[ClassDone, ...]:
    """Classes every three days with two sets of so many reps, all well."""
    return log(*((3 * (len(reps) - i), 2, amount, None) for i, amount in enumerate(reps)), exercise=exercise)


def test_what_goes_well_without_a_rise_gets_heavier() -> None:
    """Where the class has no time for more reps or sets: the fewest reps with more weight."""
    step = ladder(steady(10, 10, 10, 10)).without_more_time(ROMANIAN)

    assert step is not None
    assert (step.block.amount, step.block.sets, step.change) == (8, 2, Change.HEAVIER)


@pytest.mark.parametrize(
    "classes",
    [
        steady(10, 10, 10),
        steady(8, 8, 10, 10),
        (*steady(10, 10, 10), *log((1, 2, 10, Felt.HARD), exercise="romanian_deadlift")),
        steady(10, 10, 10, 10, 10, 10)[:4],
    ],
    ids=["three classes", "reps that rose", "a hard one", "a week off"],
)
def test_nothing_gets_heavier_before_its_time(classes: tuple[ClassDone, ...]) -> None:
    """Four classes that went well, without more reps, come first."""
    assert ladder(classes).without_more_time(ROMANIAN) is None


def test_what_has_no_weight_leads_to_the_next_exercise() -> None:
    """Where there is one to go to, and it may be new."""
    classes = steady(12, 12, 12, 12, exercise="glute_bridge")
    step = ladder(classes).without_more_time(PLANNED)

    assert step is not None
    assert (str(step.block.rung), step.change) == ("single_leg_bridge", Change.HARDER)
    assert ladder(classes, new=False).without_more_time(PLANNED) is None


# as a course has it


def test_a_course_sets_the_dose_as_far_as_an_exercise_goes() -> None:
    """Two sets of ten, and of six walkouts."""
    walkout = Block(Rung("hamstring_walkout"), 5)

    assert as_taught(LIBRARY, (), PLANNED, (10, 10)).block == Block(Rung("glute_bridge"), 10, 2, held=True)
    assert as_taught(LIBRARY, (), walkout, (10, 10)).block == Block(Rung("hamstring_walkout"), 6, 2, held=True)


def test_what_was_too_much_has_a_set_fewer_than_its_course_asks_for() -> None:
    """With the reason."""
    step = as_taught(LIBRARY, log((3, 2, 10, Felt.HARD)), PLANNED, (10, 10))

    assert (step.block.sets, step.change) == (1, Change.FEWER_SETS)


# whatever was done

any_log = st.lists(
    st.tuples(
        st.integers(1, 40), st.integers(1, 4), st.integers(1, 20), st.sampled_from([None, *Felt]), st.booleans()
    ),
    min_size=1,
    max_size=8,
)


@given(
    classes=any_log,
    exercise=st.sampled_from([id_ for id_ in LIBRARY.exercises if not LIBRARY.exercise(id_).default.strenuous]),
)
def test_no_dose_is_ever_outside_its_range(classes, exercise: str) -> None:
    """And nothing rises after a hard one, or after a week without a class."""
    entries = tuple(
        ClassDone(TODAY - ago, 10, (ExerciseDone(exercise, sets, reps, felt, heavier),))
        for ago, sets, reps, felt, heavier in sorted(classes, key=lambda entry: -entry[0])
    )
    step = ladder(entries).step(Block(Rung(exercise), LIBRARY.exercise(exercise).default.dose.amount, 2))
    dose = LIBRARY.variant(step.block.rung).dose

    assert dose.least <= step.block.amount <= dose.most
    assert 1 <= step.block.sets <= dose.sets
    if is_tough(entries[-1].exercises[0]) or TODAY - entries[-1].day >= 7:
        assert not step.change.is_rise
