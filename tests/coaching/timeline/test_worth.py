"""What is worth hearing in the rests of a class and at its end."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.coaching.facts.exercise import Rung
from skill.coaching.timeline.cues import Delivery
from skill.coaching.timeline.plan import PlannedSet, numbered
from skill.coaching.timeline.worth import CLOSING, WORDINGS, at_the_end, in_rests
from tests.coaching.every import LIBRARY, PHRASEBOOK, RUNGS, TEMPLATES, label, plan_of, turns_of

any_sets = st.lists(
    st.builds(
        PlannedSet,
        rung=st.sampled_from(RUNGS),
        amount=st.just(8),
        rest=st.sampled_from([0, 20, 60]),
        warm_up=st.booleans(),
    ),
    max_size=12,
).map(lambda sets: numbered(tuple(sets)))
any_seed = st.integers(0, 1000)


@given(sets=any_sets, seed=any_seed)
@settings(max_examples=100)
def test_a_class_says_no_line_twice(sets: tuple[PlannedSet, ...], seed: int) -> None:
    """Nor another wording of the same."""
    lines = [line.id for line in in_rests(LIBRARY, sets, seed, ()).values()]
    kinds = [id_ if id_.startswith("stride.") else id_.rpartition(".")[0] for id_ in lines]
    assert len(kinds) == len(set(kinds))


@given(sets=any_sets, seed=any_seed)
@settings(max_examples=100)
def test_what_was_heard_lately_is_not_said(sets: tuple[PlannedSet, ...], seed: int) -> None:
    """A class after one that said these lines says none of them."""
    first = {line.id for line in in_rests(LIBRARY, sets, seed, ()).values()}
    again = {line.id for line in in_rests(LIBRARY, sets, seed + 1, tuple(first)).values()}
    assert not first & again


@given(sets=any_sets, seed=any_seed, kept=st.integers(0, 12))
@settings(max_examples=100)
def test_what_comes_later_changes_no_line(sets: tuple[PlannedSet, ...], seed: int, kept: int) -> None:
    """A set swapped or left out keeps the lines of the rests before it."""
    whole, begun = (in_rests(LIBRARY, part, seed, ()) for part in (sets, sets[:kept]))
    assert {index: line for index, line in whole.items() if index < kept} == begun


@given(sets=any_sets, seed=any_seed)
@settings(max_examples=100)
def test_a_line_fits_its_set(sets: tuple[PlannedSet, ...], seed: int) -> None:
    """What it does for a stride is of the exercise just done; a weight is spoken of where there is one."""
    for index, line in in_rests(LIBRARY, sets, seed, ()).items():
        rung = sets[index].rung
        assert not line.id.startswith("stride.") or line.id == f"stride.{rung.exercise}"
        assert not line.id.startswith("worth.heavy") or LIBRARY.loads & set(LIBRARY.variant(rung).kit)


@given(seed=any_seed)
def test_the_end_says_each_kind_until_all_were_heard(seed: int) -> None:
    """Cooling down, the next run and tomorrow; after every wording of them nothing."""
    heard: tuple[str, ...] = ()
    for _ in range(WORDINGS):
        lines = [line.id for line in at_the_end(seed, heard)]
        assert [line.rpartition(".")[0] for line in lines] == [str(kind) for kind in CLOSING]
        heard = (*heard, *lines)
    assert at_the_end(seed, heard) == ()


@pytest.mark.slow
@pytest.mark.parametrize("order", TEMPLATES, ids=label)
def test_the_rests_of_a_class_carry_them(order) -> None:
    """Where the rests are long enough, a first class says some; none is cut off by the end of its rest."""
    delivery = Delivery(straight=True)
    plan = plan_of(order, delivery)
    wanted = in_rests(LIBRARY, plan.sets, delivery.seed, ())
    said = [cue for _, turn in turns_of(plan, delivery) for cue in turn.cues if cue.phrase in _phrases(wanted)]
    assert said or not wanted
    assert all(PHRASEBOOK.length_of(cue.phrase) <= cue.length for cue in said if cue.phrase)


def _phrases(wanted) -> list:
    return [line.phrase for line in wanted.values()]


@pytest.mark.parametrize("exercise", LIBRARY.exercises)
def test_what_an_exercise_does_for_a_stride_fits_a_rest(exercise: str) -> None:
    """It takes at most eight seconds, so that it fits between two calls of the time."""
    rest = replace(PlannedSet(Rung(exercise), 8), rest=60)
    (line,) = in_rests(LIBRARY, (rest,), 0, ()).values()
    assert line.id == f"stride.{exercise}"
    assert PHRASEBOOK.length_of(line.phrase) <= 8_000
