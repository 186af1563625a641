"""Plans over weeks: when a week is over or done again, and what it asks of a class (coaching facts 3.2 to 3.6)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coaching.facts.exercise import Level, Rung
from skill.coaching.facts.felt import Felt
from skill.coaching.facts.library import Block
from skill.coaching.planning.courses import caught_up, counted, enrolled, has_done, kit_needed, lesson
from skill.coaching.planning.gates import Gate, past_of
from skill.coaching.planning.order import Order
from skill.coaching.record.log import with_class
from skill.coaching.record.record import DAY, ClassDone, Enrolment, ExerciseDone, Progress, Workout
from skill.coaching.turn.events import Event, EventKind
from skill.coaching.turn.state import Moment, Session
from skill.coaching.workout.under_way import logged
from tests.coaching.every import LIBRARY, PHRASEBOOK, plan_of
from tests.coaching.talking import NOON, RUNNER
from tests.coaching.years import MONDAY, class_on, record

MONTH, NORDIC, TRIAL = (LIBRARY.courses[id_] for id_ in ("beginner_month", "nordic", "nordic_trial"))
SLIDES = ExerciseDone("sliding_leg_curl", 2, 8)
KIT = ("anchor", "knee_pad", "cushion")
TRAINED = [class_on(MONDAY - day, SLIDES) for day in (28, 24, 21, 17, 14, 10, 7, 3)]
"""Four weeks, and the sets that open the Nordic."""


def week(course: str = "beginner_month", number: int = 1, done: int = 0, **more) -> Enrolment:
    """A place in a course, by the number of its week, which began on MONDAY."""
    return Enrolment(course, number - 1, since=MONDAY, done=done, **more)


def on(day: int, place: Enrolment, *entries: ClassDone) -> Enrolment | None:
    """The place so many days later."""
    trained = entries or (class_on(MONDAY + day),)
    return caught_up(LIBRARY, replace(record(*trained), course=place), MONDAY + day).course


def after(entry: ClassDone, place: Enrolment) -> Enrolment | None:
    """The place with a class counted in."""
    return counted(LIBRARY, replace(record(*TRAINED), course=place), entry, entry.day).course


def asked(place: Enrolment, kit: tuple[str, ...] = KIT, *, gentle: bool = False, entries=TRAINED):
    """What the course asks of a class on MONDAY."""
    progress = replace(record(*entries), course=place)
    return lesson(progress, gate(progress, MONDAY, kit, gentle=gentle))


def gate(progress: Progress, today: int, kit: tuple[str, ...] = KIT, *, gentle: bool = False) -> Gate:
    """What is open to the runner, who has the level for all there is."""
    at_hand = LIBRARY.at_hand_with(kit, None)
    return Gate(LIBRARY, Level.ADVANCED, at_hand, past=past_of(progress, today), gentle=gentle)


# the weeks


def test_a_week_lasts_seven_days() -> None:
    """Whatever was done in it."""
    assert on(6, week(done=2)) == week(done=2)


def test_a_week_with_enough_classes_leads_to_the_next() -> None:
    """Which begins on the day the last one ended, with nothing done yet."""
    assert on(9, week(done=2)) == replace(week(number=2), since=MONDAY + 7)


def test_a_week_with_too_few_classes_is_done_again() -> None:
    """Two are asked for in the first week of the beginner month."""
    assert on(7, week(done=1)) == replace(week(), since=MONDAY + 7)


def test_a_week_that_was_too_much_is_done_again() -> None:
    """However many classes it had."""
    assert on(7, week(done=2, tough=True)) == replace(week(), since=MONDAY + 7)


def test_no_week_is_skipped() -> None:
    """After thirteen days one week more has begun, in the middle of it."""
    assert on(13, week(done=2)) == replace(week(number=2), since=MONDAY + 7)


@pytest.mark.parametrize(("number", "back"), [(2, 1), (5, 1), (6, 1), (7, 3), (9, 5), (11, 7)])
def test_two_weeks_off_go_two_rows_back(number: int, back: int) -> None:
    """To the first week of that row, or of the plan."""
    place = on(20, week("nordic", number, done=2), class_on(MONDAY + 6))

    assert place == replace(week("nordic", back), since=MONDAY + 20)


def test_four_weeks_off_start_again() -> None:
    """At the first week."""
    assert on(34, week("nordic", 9), class_on(MONDAY + 6)) == replace(week("nordic"), since=MONDAY + 34)


def test_the_last_week_of_a_lasting_course_stays() -> None:
    """A small dose a week is kept up."""
    assert on(7, week("nordic", 11, done=1)) == replace(week("nordic", 11), since=MONDAY + 7)


def test_the_beginner_month_leads_to_intermediate() -> None:
    """And ends there, where it was all that was asked for."""
    progress = replace(record(class_on(MONDAY + 7)), course=week(number=4, done=2), level=Level.BEGINNER)
    found = caught_up(LIBRARY, progress, MONDAY + 7)

    assert (found.course, found.level) == (None, Level.INTERMEDIATE)


def test_no_course_lowers_a_level() -> None:
    """Who says they are advanced stays so."""
    progress = replace(record(class_on(MONDAY + 7)), course=week(number=4, done=2), level=Level.ADVANCED)

    assert caught_up(LIBRARY, progress, MONDAY + 7).level is Level.ADVANCED


def test_the_beginner_month_leads_on_to_the_nordic_plan() -> None:
    """Where that was asked for."""
    assert on(7, week(number=4, done=2, then="nordic")) == Enrolment("nordic", since=MONDAY + 7)


def test_a_course_that_is_gone_from_the_content_is_left() -> None:
    """And one that has become shorter goes on in its last week."""
    assert on(1, week("marathon")) is None
    assert on(1, week("nordic", 40)) == week("nordic", 11)


def test_without_a_course_nothing_changes() -> None:
    """The record stays as it is."""
    assert caught_up(LIBRARY, record(*TRAINED), MONDAY) == record(*TRAINED)


# into a course


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (Level.BEGINNER, Enrolment("beginner_month", since=MONDAY, then="nordic")),
        (Level.INTERMEDIATE, Enrolment("nordic", since=MONDAY)),
        (Level.ADVANCED, Enrolment("nordic", since=MONDAY)),
    ],
)
def test_a_beginner_begins_with_the_beginner_month(level: Level, expected: Enrolment) -> None:
    """On the way to Nordics; others begin with the plan itself."""
    assert enrolled(LIBRARY, NORDIC, level, MONDAY) == expected


@pytest.mark.parametrize(
    ("place", "done"), [(week("nordic", 11), True), (week("nordic", 10), False), (None, False)]
)
def test_a_lasting_course_is_done_in_its_last_week(place: Enrolment | None, done: bool) -> None:
    """Then the plan from the studies may follow."""
    assert has_done(LIBRARY, Progress(course=place), "nordic") is done


# counting classes


def test_a_class_counts() -> None:
    """In a course about every exercise, any class does."""
    assert after(class_on(MONDAY + 1), week()) == week(done=1)


def test_a_class_counts_in_the_week_it_was_done_in() -> None:
    """The week before is over by then."""
    progress = replace(record(class_on(MONDAY + 5)), course=week(done=2))
    found = counted(LIBRARY, progress, class_on(MONDAY + 8), MONDAY + 8)

    assert found.course == replace(week(number=2, done=1), since=MONDAY + 7)


@pytest.mark.parametrize(
    "entry",
    [class_on(MONDAY + 1, light=True), class_on(MONDAY + 1, minutes=0)],
    ids=["light class", "lone set"],
)
def test_light_classes_and_lone_sets_do_not_count(entry: ClassDone) -> None:
    """They are less than the week asks for."""
    assert after(entry, week()) == week()


def test_only_a_class_with_the_exercise_counts() -> None:
    """In a course that is about one, in any variant."""
    slides, nordics = (
        class_on(MONDAY + 1, SLIDES),
        class_on(MONDAY + 1, ExerciseDone("nordic_curl:assisted", 2, 3)),
    )

    assert after(slides, week("nordic")) == week("nordic")
    assert after(nordics, week("nordic")) == week("nordic", done=1)


@pytest.mark.parametrize(
    ("felt", "tough"), [(None, False), (Felt.EASY, False), (Felt.HARD, True), (Felt.FAILED, True)]
)
def test_a_class_in_which_the_exercise_was_too_much_makes_the_week_tough(felt: Felt | None, tough: bool) -> None:
    """However the others felt."""
    others = (ExerciseDone("hip_hinge", 2, 10), ExerciseDone("glute_bridge", 2, 10))
    entry = class_on(MONDAY + 1, ExerciseDone("nordic_curl", 2, 4, felt), *others)

    assert after(entry, week("nordic", 3)) == week("nordic", 3, done=1, tough=tough)


@pytest.mark.parametrize(("hard", "tough"), [(1, False), (2, True)])
def test_where_every_exercise_counts_half_of_them_make_a_week_tough(hard: int, tough: bool) -> None:
    """One hard exercise of three is no reason to do the week again; two are."""
    exercises = [ExerciseDone(id_, 1, 10, Felt.HARD) for id_ in ("hip_hinge", "glute_bridge")[:hard]]
    fine = [ExerciseDone(id_, 1, 10) for id_ in ("reverse_lunge", "hamstring_walkout")[: 3 - hard]]

    assert after(class_on(MONDAY + 1, *exercises, *fine), week()) == week(done=1, tough=tough)


def test_a_tough_class_is_not_made_good_by_an_easy_one() -> None:
    """The week stays too much."""
    assert after(class_on(MONDAY + 1), week(done=1, tough=True)) == week(done=2, tough=True)


def test_the_first_class_after_a_long_break_is_the_first_of_the_course() -> None:
    """It starts again on that day."""
    assert after(class_on(MONDAY + 40), week(number=3)) == replace(week(done=1), since=MONDAY + 40)


def test_a_class_that_is_logged_counts_once() -> None:
    """A record that already has it, as after two devices, is not counted up again."""
    progress = replace(RUNNER, course=Enrolment("beginner_month", since=NOON // DAY))
    once = _logged(progress)
    again = _logged(once)

    assert (once.classes, once.course.done) == (1, 1)
    assert (again.classes, again.course.done) == (1, 1)


def _logged(progress: Progress) -> Progress:
    """The record with a class that began at noon logged to its end."""
    plan = plan_of(Order(10, (), Level.BEGINNER))
    moment = Moment(LIBRARY, Session(), progress, Event(EventKind.GO), NOON, PHRASEBOOK.length_of)
    return logged(moment, Workout(plan, begun=NOON), len(plan.sets), moment.today)


# what it asks of a class


def test_the_beginner_month_sets_the_dose_of_every_exercise() -> None:
    """In its second week, two sets of ten."""
    found = asked(week(number=2))

    assert (found.every, found.block, found.about) == ((10, 10), None, None)


def test_the_nordic_plan_asks_for_its_exercise_in_its_own_sets() -> None:
    """In its first week, two sets of three, assisted."""
    found = asked(week("nordic"))
    rung = Rung("nordic_curl", "assisted")

    assert found.block == Block(rung, 3, 2, held=True, wanted=True, amounts=(3, 3))
    assert (found.about, found.is_way_there, found.every) == ("nordic_curl", False, ())


def test_the_sets_of_a_week_need_not_be_alike() -> None:
    """Twelve, ten and eight in the plan from the studies."""
    met = class_on(MONDAY - 1, ExerciseDone("nordic_curl:assisted", 2, 3))
    found = asked(week("nordic_trial", 5), entries=[*TRAINED, met])

    assert found.block == Block(Rung("nordic_curl"), 12, 3, held=True, wanted=True, amounts=(12, 10, 8))


def test_the_assisted_one_comes_until_it_has_gone_well() -> None:
    """Though the week asks for the whole one."""
    found = asked(week("nordic", 3))

    assert found.block == Block(Rung("nordic_curl", "assisted"), 3, 2, held=True, wanted=True)


def test_when_the_week_has_had_its_classes_the_exercise_rests() -> None:
    """It comes into a class by the course alone, so that it is in none more."""
    found = asked(week("nordic", done=1))

    assert (found.block, found.about) == (None, "nordic_curl")


def test_while_the_exercise_is_closed_the_one_before_it_comes() -> None:
    """With the sets that open it."""
    found = asked(week("nordic"), entries=TRAINED[2:])

    assert found.is_way_there
    assert (found.block.rung, found.block.sets, found.block.wanted) == (Rung("sliding_leg_curl"), 2, True)


def test_without_its_kit_the_one_before_it_comes() -> None:
    """There is nothing that holds the ankles."""
    assert asked(week("nordic"), kit=("weights",)).is_way_there


def test_on_a_gentle_day_the_one_before_it_comes() -> None:
    """Nordics are strenuous."""
    assert asked(week("nordic"), gentle=True).is_way_there


def test_without_a_course_nothing_is_asked() -> None:
    """The class is planned from day to day."""
    assert lesson(record(*TRAINED), gate(record(*TRAINED), MONDAY)) is None


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (None, ()),
        (week(), ()),
        (week("nordic"), ("anchor", "knee_pad", "cushion")),
        (week("nordic", 3), ("anchor", "knee_pad")),
    ],
    ids=["no course", "beginner month", "assisted", "Nordic"],
)
def test_the_kit_of_the_week_is_known(place: Enrolment | None, expected: tuple[str, ...]) -> None:
    """The cushions are for the assisted Nordic."""
    assert kit_needed(LIBRARY, Progress(course=place)) == expected


# whatever happens

any_exercise = st.builds(
    ExerciseDone,
    exercise=st.sampled_from(["hip_hinge", "sliding_leg_curl", "nordic_curl:assisted", "nordic_curl"]),
    sets=st.integers(1, 3),
    reps=st.integers(1, 12),
    felt=st.sampled_from([None, *Felt]),
)
any_class = st.tuples(st.integers(0, 35), any_exercise, st.sampled_from([0, 10]), st.booleans())
"""Days since the one before, what was done, the minutes, and whether it was light."""


@given(
    course=st.sampled_from([MONTH, NORDIC, TRIAL]),
    level=st.sampled_from(Level),
    classes=st.lists(any_class, min_size=1, max_size=30),
)
def test_whatever_is_done_the_place_stays_in_its_course(course, level, classes) -> None:
    """No week before the first or after the last, none begun in the future, and no Nordic before its gate."""
    progress = Progress(level=level, course=enrolled(LIBRARY, course, level, MONDAY))
    day = MONDAY
    for gap, done, minutes, light in classes:
        day += gap
        entry = class_on(day, done, minutes=minutes, light=light)
        place = counted(LIBRARY, progress, entry, day)
        progress = replace(with_class(progress, entry), course=place.course, level=place.level)
        if progress.course:
            _is_in_its_course(progress, day)


def _is_in_its_course(progress: Progress, day: int) -> None:
    place = progress.course
    assert 0 <= place.week < len(LIBRARY.courses[place.course].weeks)
    assert day - 7 < place.since <= day
    assert place.done >= 0
    found = lesson(progress, gate(progress, day))
    if found.block and not found.is_way_there:
        assert gate(progress, day).is_open(found.block.rung)
