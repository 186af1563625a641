"""Every class that can be asked for: right for the runner, the kit and the minutes."""

from itertools import pairwise

import pytest
from classes import FULL, KITS, LIBRARY, ORDERS, PHRASEBOOK, exercise_of, label, plan_of
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.coaching.exercise import Bias, Level
from skill.coaching.planner import FEWEST_MINUTES, MOST_MINUTES, Order, plan_class
from skill.coaching.script import class_length
from skill.coaching.timeline import Delivery

every_order = pytest.mark.parametrize("order", ORDERS, ids=label)
MOST_SETS = {Level.BEGINNER: 8, Level.INTERMEDIATE: 11, Level.ADVANCED: 13}
MOST_STRENUOUS = {Level.BEGINNER: 0, Level.INTERMEDIATE: 1, Level.ADVANCED: 2}
"""Both from coaching facts 3.4."""

any_order = st.builds(
    Order,
    minutes=st.integers(FEWEST_MINUTES, MOST_MINUTES),
    kit=st.sets(st.sampled_from(["kettlebell", "weights", "band", "stability_ball", "anchor", "barbell"])).map(
        lambda kit: tuple(sorted(kit))
    ),
    level=st.sampled_from(Level),
    place=st.sampled_from([None, "home", "gym"]),
    exercises=st.lists(st.sampled_from(list(LIBRARY.exercises)), max_size=3, unique=True).map(tuple),
    newcomer=st.booleans(),
)


def biases(order: Order) -> dict[Bias, int]:
    """Return how many sets of each bias a class has."""
    found = dict.fromkeys(Bias, 0)
    for planned in plan_of(order).work:
        found[exercise_of(planned).bias] += 1
    return found


@every_order
def test_nothing_strenuous_for_beginners_and_newcomers(order: Order) -> None:
    """Nothing strenuous in the first two weeks or for beginners; later no more than the level allows."""
    strenuous = {s.rung for s in plan_of(order).sets if LIBRARY.variant(s.rung).strenuous}
    assert len(strenuous) <= (0 if order.newcomer else MOST_STRENUOUS[order.level])


@every_order
def test_only_kit_at_hand_is_needed(order: Order) -> None:
    """At home a class needs nothing but the kit named and what every home has."""
    needed = {item for s in plan_of(order).sets for item in LIBRARY.variant(s.rung).kit}
    assert order.place == "gym" or needed <= {*order.kit, *LIBRARY.at_hand}


@every_order
def test_no_exercise_is_above_the_level(order: Order) -> None:
    """Every exercise of a class suits the runner's level."""
    assert [s.rung for s in plan_of(order).work if not LIBRARY.variant(s.rung).level <= order.level] == []


@every_order
def test_hip_and_knee_are_both_trained(order: Order) -> None:
    """Every class has a hip exercise and a knee exercise."""
    assert biases(order)[Bias.HIP] > 0
    assert biases(order)[Bias.KNEE] > 0


@every_order
def test_hip_and_knee_are_in_balance(order: Order) -> None:
    """There are at most twice as many sets of one as of the other."""
    hip, knee = biases(order)[Bias.HIP], biases(order)[Bias.KNEE]
    assert max(hip, knee) <= 2 * min(hip, knee), (hip, knee)


@every_order
def test_sets_stay_within_the_cap_of_the_level(order: Order) -> None:
    """A class has no more hip and knee sets than the level allows."""
    assert biases(order)[Bias.HIP] + biases(order)[Bias.KNEE] <= MOST_SETS[order.level]


@every_order
def test_no_exercise_comes_twice(order: Order) -> None:
    """An exercise has its sets in one variant only."""
    rungs = dict.fromkeys(planned.rung for planned in plan_of(order).work)
    exercises = [rung.exercise for rung in rungs]
    assert len(exercises) == len(set(exercises))


@pytest.mark.parametrize("order", [order for order in ORDERS if order.minutes >= 10], ids=label)
def test_a_class_never_takes_longer_than_asked(order: Order) -> None:
    """A class of ten minutes or more ends before they are over, with every exercise explained in full."""
    length = class_length(plan_of(order), FULL, LIBRARY, PHRASEBOOK.length_of)
    assert length <= order.minutes * 60_000


@pytest.mark.parametrize("minutes", range(FEWEST_MINUTES, 10))
@pytest.mark.parametrize("level", Level)
def test_a_short_class_of_known_exercises_keeps_to_its_minutes(minutes: int, level: Level) -> None:
    """Below ten minutes a class keeps to its time where nothing has to be explained."""
    delivery = Delivery(known=tuple(LIBRARY.exercises))
    plan = plan_of(Order(minutes, (), level, newcomer=False), delivery)
    assert class_length(plan, delivery, LIBRARY, PHRASEBOOK.length_of) <= minutes * 60_000


@every_order
def test_doses_stay_within_those_of_the_exercise(order: Order) -> None:
    """No set has more than the most of its exercise, and no exercise more sets than its own most."""
    for planned in plan_of(order).work:
        dose = LIBRARY.variant(planned.rung).dose
        assert planned.amount <= dose.most
        assert planned.of <= max(dose.sets, 2)


@every_order
def test_rests_are_never_short(order: Order) -> None:
    """Between two sets of an exercise there is at least the rest the exercise needs."""
    sets = plan_of(order).work
    for planned, after in pairwise(sets):
        if planned.rung == after.rung:
            assert planned.rest >= exercise_of(planned).rest[0]


@every_order
def test_the_last_set_has_no_rest_after_it(order: Order) -> None:
    """A class ends with its last rep, not with a rest."""
    assert plan_of(order).sets[-1].rest == 0


@pytest.mark.parametrize("minutes", [10, 12, 15, 20, 25])
@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("kit", KITS, ids=lambda kit: "+".join(kit) or "no_kit")
def test_the_minutes_asked_are_used(minutes: int, level: Level, kit: tuple[str, ...]) -> None:
    """Up to 25 minutes a class takes 83 per cent of the time or more; in longer ones the caps on sets end it."""
    order = Order(minutes, kit, level, newcomer=False)
    length = class_length(plan_of(order), Delivery(), LIBRARY, PHRASEBOOK.length_of)
    assert length >= 0.83 * minutes * 60_000


@settings(max_examples=30)
@given(order=any_order)
def test_any_order_is_planned(order: Order) -> None:
    """Whatever is asked for, exercises by name included, there is a class, and twice the same one."""
    plans = [plan_class(LIBRARY, order, Delivery(), PHRASEBOOK.length_of) for _ in range(2)]
    assert plans[0].work
    assert plans[0] == plans[1]


@settings(max_examples=30)
@given(order=any_order)
def test_sets_are_numbered(order: Order) -> None:
    """The sets of an exercise are numbered from one, and each knows how many there are."""
    work = plan_class(LIBRARY, order, Delivery(), PHRASEBOOK.length_of).work
    for rung in {planned.rung for planned in work}:
        numbers = [(planned.number, planned.of) for planned in work if planned.rung == rung]
        assert numbers == [(i + 1, len(numbers)) for i in range(len(numbers))]


@pytest.mark.parametrize("exercise", LIBRARY.exercises)
@pytest.mark.parametrize("minutes", [6, 20])
def test_a_named_exercise_is_in_the_class(exercise: str, minutes: int) -> None:
    """A class of one named exercise has that exercise."""
    kit = LIBRARY.exercise(exercise).default.kit
    order = Order(minutes, kit, Level.ADVANCED, exercises=(exercise,), newcomer=False)
    assert {planned.rung.exercise for planned in plan_of(order).work} == {exercise}
