"""Every class that can be asked for: right for the runner, the kit and the minutes."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.coaching.classes.ordering import order_of
from skill.coaching.facts.exercise import Bias, Counting, Level, Rung
from skill.coaching.facts.felt import Felt, Intensity
from skill.coaching.facts.library import Block
from skill.coaching.planning.courses import Lesson
from skill.coaching.planning.gates import Closed, past_of
from skill.coaching.planning.order import FEWEST_MINUTES, MOST_MINUTES, Order
from skill.coaching.planning.planner import plan_class
from skill.coaching.record.record import ClassDone, Enrolment, ExerciseDone, Progress, Wish
from skill.coaching.timeline.cues import Delivery, Talk
from skill.coaching.timeline.plan import Plan
from skill.coaching.timeline.script import class_length
from skill.coaching.turn.events import Event, EventKind
from skill.coaching.turn.state import Moment, Session
from skill.coaching.turn.states import Awaiting
from skill.coaching.words.names import exercise_name
from skill.coaching.words.phrase import Span
from skill.coaching.words.prompts import Say, say
from tests.coaching.every import (
    FULL,
    KITS,
    LIBRARY,
    NEWCOMER,
    ORDERS,
    PHRASEBOOK,
    TRAINED,
    exercise_of,
    label,
    plan_of,
)
from tests.coaching.talking import NOON, RUNNER, Conversation, named
from tests.coaching.years import MONDAY, class_on, record

pytestmark = pytest.mark.slow

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
    past=st.sampled_from([NEWCOMER, TRAINED]),
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
    assert len(strenuous) <= (0 if order.past.is_newcomer else MOST_STRENUOUS[order.level])


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
    plan = plan_of(Order(minutes, (), level, past=TRAINED), delivery)
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
    order = Order(minutes, kit, level, past=TRAINED)
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
    order = Order(minutes, kit, Level.ADVANCED, exercises=(exercise,), past=TRAINED)
    assert {planned.rung.exercise for planned in plan_of(order).work} == {exercise}


# after what was done


def order_after(*entries: ClassDone, today: int = MONDAY, **more) -> Order:
    """Twenty minutes at home for an intermediate runner with those classes behind them."""
    order = {"minutes": 20, "kit": (), "level": Level.INTERMEDIATE, "today": today}
    return Order(**{**order, "past": past_of(record(*entries), today), **more})


def classes(*exercises: str, ago: tuple[int, ...] = (16, 12, 8, 4), sets: int = 2, reps: int = 8, felt=None):
    """Classes so many days ago, all with those exercises."""
    done = [ExerciseDone(id_, sets, reps, felt) for id_ in exercises]
    return [class_on(MONDAY - days, *done) for days in ago]


def new_in(plan: Plan, order: Order) -> set[str]:
    """The hip and knee exercises that the runner meets for the first time."""
    return {s.rung.exercise for s in plan.work if exercise_of(s).bias is not Bias.SUPPORT} - order.past.met


def amounts(plan: Plan, exercise: str) -> list[int]:
    """The reps of each set of an exercise."""
    return [planned.amount for planned in plan.work if planned.rung.exercise == exercise]


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("minutes", [10, 15, 20, 30])
@pytest.mark.parametrize("day", range(7))
def test_one_exercise_at_a_time_is_new(level: Level, minutes: int, day: int) -> None:
    """For one who knows a hip and a knee exercise of their level."""
    known = classes("hip_hinge", "hamstring_walkout", "single_leg_deadlift", "sliding_leg_curl")
    order = order_after(*known, today=MONDAY + day, minutes=minutes, level=level)

    assert len(new_in(plan_of(order), order)) <= 1


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("minutes", [6, 10, 20, 30])
def test_one_who_has_done_hip_work_only_gets_knee_work_too(level: Level, minutes: int) -> None:
    """As after a first light class, or a lone set."""
    order = order_after(*classes("hip_hinge", "glute_bridge", ago=(3,)), minutes=minutes, level=level)

    assert min(biases(order)[bias] for bias in (Bias.HIP, Bias.KNEE)) >= 1


def test_in_the_week_after_a_new_exercise_none_is_new() -> None:
    """The next one waits."""
    known = classes("hip_hinge", "single_leg_bridge", "sliding_leg_curl")
    order = order_after(*known, class_on(MONDAY - 2, ExerciseDone("glute_bridge", 2, 12)))

    assert new_in(plan_of(order), order) == set()


def test_known_exercises_fill_the_time() -> None:
    """Each at the dose it had, where none is to rise."""
    known = classes(
        "hip_hinge", "single_leg_bridge", "sliding_leg_curl", "b_stance_deadlift", "hamstring_walkout", sets=1
    )
    order = order_after(*known, minutes=15, gentle=True)
    plan = plan_of(order)

    assert len(plan.exercises) >= 3
    assert new_in(plan, order) == set()
    assert all(len(amounts(plan, id_)) == 1 for id_ in plan.exercises)


def test_after_a_class_that_was_too_much_a_shorter_one_is_right() -> None:
    """Nothing fills the time then."""
    known = classes("hip_hinge", "single_leg_bridge", "sliding_leg_curl", felt=Felt.HARD)
    fine = classes("hip_hinge", "single_leg_bridge", "sliding_leg_curl")

    assert plan_of(order_after(*known)).length < plan_of(order_after(*fine)).length


# a plan over weeks


def lesson_of(course: str, week: int) -> Lesson:
    """What the week of a course asks for, with its exercise open."""
    asked = LIBRARY.courses[course].weeks[week]
    if asked.rung is None:
        return Lesson(Enrolment(course, week), asked, every=asked.sets)
    sets = asked.sets
    block = Block(asked.rung, max(sets), len(sets), held=True, wanted=True, amounts=sets)
    return Lesson(Enrolment(course, week), asked, block)


@pytest.mark.parametrize(
    ("course", "week"),
    [(id_, i) for id_ in ("nordic", "nordic_trial") for i in range(len(LIBRARY.courses[id_].weeks))],
)
@pytest.mark.parametrize("minutes", [20, 30])
def test_the_exercise_of_a_course_comes_in_its_own_sets(course: str, week: int, minutes: int) -> None:
    """As the week has them, with twelve, ten and eight in the plan from the studies."""
    lesson = lesson_of(course, week)
    order = Order(minutes, ("anchor", "knee_pad", "cushion"), Level.INTERMEDIATE, past=TRAINED, lesson=lesson)

    assert amounts(plan_of(order), "nordic_curl") == list(lesson.week.sets)


def test_the_exercise_of_a_course_comes_by_the_course_alone() -> None:
    """When the week has had its classes there is no more of it."""
    week = LIBRARY.courses["nordic"].weeks[4]
    rest = Lesson(Enrolment("nordic", 4, done=2), week)
    order = Order(30, ("anchor", "knee_pad"), Level.ADVANCED, past=TRAINED, lesson=rest)

    assert "nordic_curl" not in plan_of(order).exercises
    assert "nordic_curl" in plan_of(replace(order, lesson=None)).exercises


def test_the_beginner_month_sets_the_dose_of_every_exercise() -> None:
    """Two sets of twelve in its third week, as far as each exercise goes."""
    order = Order(20, (), Level.BEGINNER, past=TRAINED, lesson=lesson_of("beginner_month", 2))
    plan = plan_of(order)

    for id_ in plan.exercises:
        assert amounts(plan, id_) == [min(12, LIBRARY.exercise(id_).default.dose.most)] * 2


@pytest.mark.parametrize("week", [1, 2, 3])
def test_ten_minutes_have_room_for_two_rounds_of_what_is_known(week: int) -> None:
    """From the second week of the beginner month on, with as many reps as there is time for."""
    order = Order(10, (), Level.BEGINNER, past=TRAINED, lesson=lesson_of("beginner_month", week))
    plan = plan_of(order, Delivery(known=(*LIBRARY.exercises, *LIBRARY.drills)))

    assert {planned.of for planned in plan.work} == {2}


# light and gentle days


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("minutes", [FEWEST_MINUTES, 20, MOST_MINUTES])
def test_a_light_class_takes_five_minutes_and_no_kit(level: Level, minutes: int) -> None:
    """Whatever else was asked for."""
    order = Order(minutes, ("kettlebell",), level, past=TRAINED, light=True)
    plan = plan_of(order, Delivery(Talk.SHORT))
    kit = {item for planned in plan.sets for item in LIBRARY.variant(planned.rung).kit}

    assert plan.light
    assert round(plan.length / 60_000) == 5
    assert kit <= LIBRARY.at_hand
    assert set(plan.exercises) == {"hip_hinge", "glute_bridge"}


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("place", [None, "gym"])
def test_on_a_gentle_day_nothing_is_strenuous_and_nothing_rises(level: Level, place: str | None) -> None:
    """Though rises are due."""
    known = classes("hip_hinge", "single_leg_bridge", "sliding_leg_curl", "romanian_deadlift", ago=(6, 3))
    order = order_after(*known, level=level, place=place, minutes=30)
    plan = plan_of(replace(order, gentle=True))

    assert not any(LIBRARY.variant(planned.rung).strenuous for planned in plan.work)
    assert not any(changed.change.is_rise for changed in plan.changes)


# order


@every_order
def test_swings_come_first_and_holds_last(order: Order) -> None:
    """Then what is fast or heavy is done fresh (coaching facts 3.5)."""
    places = {Counting.BEATS: 0, Counting.REPS: 1, Counting.HOLD: 2}
    found = [places[LIBRARY.exercise(id_).counting] for id_ in plan_of(order).exercises]

    assert found == sorted(found)


# as it is asked for


def test_no_more_hard_work_is_planned_than_a_class_may_hold() -> None:
    """What was named beyond that is left out: an intermediate runner has one strenuous exercise."""
    slides = LIBRARY.exercises["sliding_leg_curl"]
    hard = replace(slides, variants={"": replace(slides.default, strenuous=True)})
    library = replace(LIBRARY, exercises={**LIBRARY.exercises, "sliding_leg_curl": hard})
    trained = tuple(class_on(NOON // 86_400_000 - days) for days in (14, 11, 7, 4))
    progress = replace(RUNNER, met=dict.fromkeys(LIBRARY.exercises, 3), log=trained)
    moment = Moment(library, Session(), progress, Event(EventKind.START), NOON, PHRASEBOOK.length_of)
    order, found = order_of(moment, Wish(exercises=("kettlebell_swing", "sliding_leg_curl", "hip_hinge")))

    assert order.exercises == ("kettlebell_swing", "hip_hinge")
    assert found.refused == ((Rung("sliding_leg_curl"), Closed.ENOUGH),)


def test_too_hard_for_the_level_is_replaced_by_something_milder() -> None:
    """What leads there comes in its place."""
    talk = Conversation(replace(RUNNER, met=dict.fromkeys(LIBRARY.exercises, 3)))
    talk.say(EventKind.START, exercises=named("nordic_curl"))

    assert "It's too early for the Nordic curl" in talk.heard
    assert "with the sliding leg curl." in talk.heard


def test_an_easy_class_is_a_light_one() -> None:
    """Five minutes of hinges and bridges."""
    talk = Conversation(RUNNER)
    talk.say(EventKind.START, intensity=Intensity.LIGHT)

    assert "About six minutes, with the hip hinge and glute bridge." in talk.heard


@settings(max_examples=40, deadline=None)
@given(
    minutes=st.integers(FEWEST_MINUTES, MOST_MINUTES),
    level=st.sampled_from(Level),
    straight=st.sampled_from([EventKind.GO, EventKind.STRAIGHT_THROUGH, EventKind.WAIT_FOR_ME]),
    asides=st.lists(st.sampled_from([EventKind.HELP, EventKind.FALLBACK, EventKind.HOW_MANY_LEFT]), max_size=2),
    first_time=st.booleans(),
)
def test_the_class_announced_is_the_class_begun(minutes, level, straight, asides, first_time) -> None:
    """At whatever pace, after whatever was said in between."""
    talk = Conversation(Progress() if first_time else RUNNER)
    talk.say(EventKind.START, seconds=minutes * 60, level=level)
    announced = talk.heard
    talk.all(*asides, straight)
    plan = talk.progress.workout.plan

    assert talk.session.awaiting is Awaiting.SET
    assert _announced(plan) in announced


def _announced(plan: Plan) -> str:
    names = tuple(exercise_name(id_) for id_ in plan.exercises)
    time = Span(round(plan.length / 60_000) * 60)
    return PHRASEBOOK.text(say(Say.CLASS_ANNOUNCE, time=time, exercises=names))
