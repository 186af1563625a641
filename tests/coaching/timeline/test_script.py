"""Whole classes as turns: every template, length, level, kit and place, in both modes and at every talk level."""

from dataclasses import replace
from itertools import product

import pytest

from skill.coaching.facts.exercise import Counting, Rung, Side, Sides
from skill.coaching.planning.order import Order
from skill.coaching.timeline.cues import CueKind, Delivery, Position, Stage, Talk, Tempo, Turn, following
from skill.coaching.timeline.plan import Plan, PlannedSet, numbered
from skill.coaching.timeline.script import class_length
from tests.coaching.every import (
    LIBRARY,
    ORDERS,
    PHRASEBOOK,
    RUNGS,
    TEMPLATES,
    exercise_of,
    gaps,
    label,
    one_set,
    plan_of,
    platform_faults,
    script,
    silences,
    turns_of,
)

pytestmark = pytest.mark.slow

WAITING, STRAIGHT = Delivery(), Delivery(straight=True)
PACES = (WAITING, STRAIGHT)
every_template = pytest.mark.parametrize("order", TEMPLATES, ids=label)
every_order = pytest.mark.parametrize("order", ORDERS, ids=label)


WARNINGS = ("class.ten_seconds", "class.ten_seconds_left")
"""What is said ten seconds before a rest ends: with "get into position" only where that is known."""


def visited(plan: Plan, delivery: Delivery) -> list[int]:
    """Return the sets in the order they are performed."""
    indices: list[int] = []
    for _, turn in turns_of(plan, delivery):
        for cue in turn.cues:
            worked = cue.position.stage is Stage.WORK and cue.kind is not CueKind.READY
            if worked and (not indices or indices[-1] != cue.position.set):
                indices.append(cue.position.set)
    return indices


def seconds(turn: Turn) -> range:
    """Return every second of a turn, in milliseconds."""
    return range(0, turn.length, 1000)


def progress_of(position: Position) -> tuple[int, int, int, int, int]:
    """Return a position as numbers that grow as a class goes on."""
    stage = list(Stage).index(position.stage)
    return position.set, stage, list(Side).index(position.side), position.rep, position.second


@every_order
def test_the_turns_of_a_class_visit_every_set_once(order: Order) -> None:
    """Going on from the end of each turn performs each set of the plan once, in order, and ends."""
    for delivery in PACES:
        plan = plan_of(order)
        assert visited(plan, delivery) == list(range(len(plan.sets)))


@every_order
def test_a_turn_that_waits_ends_after_a_set(order: Order) -> None:
    """In waiting mode no turn performs two sets of work."""
    plan = plan_of(order)
    for _, turn in turns_of(plan, WAITING):
        sets = {cue.position.set for cue in turn.cues if cue.position.stage is Stage.WORK}
        assert len([index for index in sets if not plan.sets[index].warm_up]) <= 1


@every_order
def test_what_is_new_is_told_in_one_turn_and_done_in_the_next(order: Order) -> None:
    """In waiting mode the runner's word comes between a full explanation, of 90 seconds at most, and the set."""
    plan = plan_of(order)
    for position, turn in turns_of(plan, WAITING):
        explains = any(cue.phrase and cue.phrase.key == "class.listen_first" for cue in turn.cues)
        works = any(cue.position.stage is Stage.WORK for cue in turn.cues)
        if not plan.sets[position.set].warm_up:
            assert not (explains and works)
            assert turn.length <= 90_000 or not explains


@every_order
def test_a_turn_that_chains_sets_keeps_to_200_seconds(order: Order) -> None:
    """A chained turn is at most 200 seconds long, unless its one set is longer; never as much as 240."""
    plan = plan_of(order)
    for _, turn in turns_of(plan, STRAIGHT):
        sets = {cue.position.set for cue in turn.cues if cue.position.stage is Stage.WORK}
        assert turn.length <= 200_000 or len(sets) == 1
        assert turn.length < 230_000


@every_template
@pytest.mark.parametrize("talk", Talk)
def test_no_turn_leaves_the_limits_of_the_platform(order: Order, talk: Talk) -> None:
    """At any pace each turn is valid SSML of plain words within 8,000 characters, 10 s a break and 230 s."""
    for tempo, straight in product((Tempo.SLOW, Tempo.FAST), (False, True)):
        delivery = Delivery(talk, tempo, straight)
        turns = turns_of(plan_of(order, delivery), delivery)
        assert [fault for _, turn in turns for fault in platform_faults(turn.cues, 230_000)] == []


@every_order
def test_no_stretch_of_a_class_is_silent_for_more_than_ten_seconds(order: Order) -> None:
    """From the first word of a turn to its last something is heard every ten seconds."""
    plan = plan_of(order)
    dead = [
        (delivery.straight, stretch)
        for delivery in PACES
        for _, turn in turns_of(plan, delivery)
        for stretch in silences(turn.cues)
        if stretch[1] > 10_000
    ]
    assert dead == []


@every_template
@pytest.mark.parametrize("talk", Talk)
def test_the_place_never_goes_back_within_a_turn(order: Order, talk: Talk) -> None:
    """Second by second, the place in a turn only moves on."""
    for straight in (False, True):
        delivery = Delivery(talk, straight=straight)
        for _, turn in turns_of(plan_of(order, delivery), delivery):
            places = [progress_of(turn.at(at)) for at in (*seconds(turn), turn.length)]
            assert places == sorted(places)


@every_template
def test_the_place_at_a_time_is_that_of_the_cue_sounding_then(order: Order) -> None:
    """Asked for any second, a turn names the set, stage, side and rep of the cue at that time."""
    for delivery in PACES:
        for _, turn in turns_of(plan_of(order, delivery), delivery):
            for at in seconds(turn):
                cue = next(cue for cue in turn.cues if cue.start <= at < cue.end)
                place = turn.at(at)
                assert (place.set, place.stage, place.side, place.rep) == (
                    cue.position.set,
                    cue.position.stage,
                    cue.position.side,
                    cue.position.rep,
                )


@every_template
def test_the_cues_of_a_class_leave_no_gap(order: Order) -> None:
    """Each cue of each turn begins where the one before it ends."""
    for delivery in PACES:
        assert [gaps(turn.cues) for _, turn in turns_of(plan_of(order), delivery) if gaps(turn.cues)] == []


def reps_of(turn: Turn, index: int) -> list[tuple[Side, int]]:
    """Return the reps of one set in a turn, each once."""
    kinds = (CueKind.COUNT, CueKind.FORM)
    found = [
        (cue.position.side, cue.position.rep)
        for cue in turn.cues
        if cue.kind in kinds and cue.position.set == index and cue.position.stage is Stage.WORK
    ]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("exercise", [e.id for e in LIBRARY.exercises.values() if e.counting is not Counting.HOLD])
def test_a_turn_from_the_middle_of_a_set_does_the_reps_that_are_left(exercise: str) -> None:
    """Begun at any rep of any side, a set begins again at that rep and does no rep twice."""
    rung = Rung(exercise)
    plan = one_set(rung, LIBRARY.variant(rung).dose.amount)
    delivery = Delivery(known=(exercise,))
    everything = reps_of(script(plan, delivery).turn(Position()), 0)
    assert everything
    for done, (side, rep) in enumerate(everything):
        turn = script(plan, delivery).turn(Position(0, Stage.WORK, side, rep))
        assert reps_of(turn, 0) == everything[done:]


@pytest.mark.parametrize("held", range(20))
def test_a_turn_from_the_middle_of_a_hold_holds_what_is_left(held: int) -> None:
    """Begun after some seconds, a hold lasts the seconds that are left."""
    plan = one_set(Rung("long_lever_bridge_hold"), 20)
    turn = script(plan, WAITING).turn(Position(0, Stage.WORK, second=held))
    assert sum(cue.length for cue in turn.cues if cue.kind is CueKind.TIME) == (20 - held) * 1000


@every_template
def test_a_rest_taken_up_again_lasts_the_seconds_that_are_left(order: Order) -> None:
    """Begun at any second of a rest, the rest ends when the full one would have."""
    plan = plan_of(order)
    index = next(i for i, planned in enumerate(plan.sets) if planned.rest)
    for had in range(0, plan.sets[index].rest - 5, 5):
        turn = script(plan, STRAIGHT).turn(Position(index, Stage.REST, second=had))
        resting = sum(
            cue.length for cue in turn.cues if cue.position == replace(cue.position, set=index, stage=Stage.REST)
        )
        assert abs(resting - (plan.sets[index].rest - had) * 1000) <= (4_000 if had else 0), had


@every_template
def test_a_rest_lasts_its_seconds(order: Order) -> None:
    """Each rest of a class in straight-through mode is exactly as long as planned."""
    plan = plan_of(order, STRAIGHT)
    for _, turn in turns_of(plan, STRAIGHT):
        for index in {cue.position.set for cue in turn.cues if cue.kind is CueKind.REST}:
            rest = [cue for cue in turn.cues if cue.position.set == index and cue.position.stage is Stage.REST]
            first = next(cue for cue in rest if cue.kind is CueKind.REST)
            assert rest[-1].end - first.start == plan.sets[index].rest * 1000


@every_template
def test_a_rest_in_a_reprompt_is_counted_like_any_other(order: Order) -> None:
    """It tells the time left on the tens, and that it is over; nothing is silent for more than ten seconds."""
    plan = plan_of(order)
    index = max(range(len(plan.sets)), key=lambda i: plan.sets[i].rest)
    rest = plan.sets[index].rest
    cues = tuple(script(plan, WAITING).rest_alone(Position(index, Stage.REST, second=8), 75).cues)
    told = [
        (cue.start, dict(cue.phrase.args)["time"])
        for cue in cues
        if cue.phrase and "seconds_left" in cue.phrase.key
    ]
    lefts = {(rest - 8) * 1000 - start: span.seconds for start, span in told if hasattr(span, "seconds")}
    assert all(left == seconds * 1000 for left, seconds in lefts.items())
    assert cues[-1].phrase is not None
    assert cues[-1].phrase.key == "class.rest_over"
    assert [stretch for stretch in silences(cues) if stretch[1] > 10_000] == []


@every_template
def test_a_warning_comes_ten_seconds_before_the_end_of_a_rest(order: Order) -> None:
    """Ten seconds before a rest of thirty seconds or more ends, the runner is told."""
    plan = plan_of(order, STRAIGHT)
    for _, turn in turns_of(plan, STRAIGHT):
        for index in {cue.position.set for cue in turn.cues if cue.kind is CueKind.REST}:
            rest = [cue for cue in turn.cues if cue.position.set == index and cue.position.stage is Stage.REST]
            if plan.sets[index].rest < 30:
                continue
            told = [cue.start for cue in rest if cue.phrase and cue.phrase.key in WARNINGS]
            assert told == [rest[-1].end - 10_000], plan.sets[index].rest


@every_order
def test_the_length_of_a_class_is_the_sum_of_its_turns(order: Order) -> None:
    """What is announced as the length of a class is what its turns take."""
    plan = plan_of(order, STRAIGHT)
    turns = turns_of(plan, STRAIGHT)
    assert class_length(plan, WAITING, LIBRARY, PHRASEBOOK.length_of) == sum(turn.length for _, turn in turns)


@every_template
@pytest.mark.parametrize("talk", Talk)
def test_both_legs_do_the_same_in_every_set(order: Order, talk: Talk) -> None:
    """Right and left do equally many reps of every set of a class."""
    delivery = Delivery(talk, straight=True)
    plan = plan_of(order, delivery)
    for index, planned in enumerate(plan.sets):
        reps = [rep for _, turn in turns_of(plan, delivery) for rep in reps_of(turn, index)]
        sides = exercise_of(planned).sides
        right, left = ([rep for side, rep in reps if side is wanted] for wanted in Side)
        assert sides is not Sides.ONE_THEN_OTHER or right == left
        assert sides is not Sides.ALTERNATING or len(right) == 2 * planned.amount


def test_a_set_without_rest_leads_to_the_next_set() -> None:
    """After a set that has no rest the class stands before the next one."""
    sets = numbered((PlannedSet(Rung("hip_hinge"), 8), PlannedSet(Rung("hip_hinge"), 8)))
    plan = Plan(sets)
    assert script(plan, Delivery(known=("hip_hinge",))).turn(Position()).end == following(plan, Position())


@pytest.mark.parametrize(("rung", "talk"), list(product(LIBRARY.exercises, Talk)))
def test_an_exercise_is_explained_where_a_class_first_comes_to_it(rung: str, talk: Talk) -> None:
    """The set-up is told in full to a runner who does not know the exercise, and to nobody else."""
    plan = one_set(Rung(rung), LIBRARY.exercise(rung).default.dose.amount)
    for known in ((), (rung,)):
        turn = script(plan, Delivery(talk, known=known)).turn(Position())
        told = [cue for cue in turn.cues if cue.phrase and cue.phrase.key == f"exercises.{rung}.setup.0"]
        assert len(told) == (talk is Talk.FULL and not known)


# what to know the first time


CAUTIONED = [rung for rung in RUNGS if LIBRARY.variant(rung).caution]


@pytest.mark.parametrize("rung", CAUTIONED, ids=str)
def test_the_first_time_begins_with_the_one_never(rung: Rung) -> None:
    """Before anything is lifted or taken hold of; then it is known."""
    plan = one_set(rung, LIBRARY.variant(rung).dose.amount)
    first = [cue.phrase.key for cue in script(plan, Delivery()).turn(Position()).cues if cue.phrase]
    again = [
        cue.phrase.key for cue in script(plan, Delivery(warned=(str(rung),))).turn(Position()).cues if cue.phrase
    ]

    assert first[1:3] == [f"exercises.{rung}.never", f"exercises.{rung}.leave_out"]
    assert f"exercises.{rung}.never" not in again
