"""A plan over weeks by talking: told and offered, joined or not, asked about, followed and left."""

from dataclasses import replace
from typing import Any

import pytest

from skill.coaching.facts.exercise import Level
from skill.coaching.record.record import DAY, Enrolment, ExerciseDone, Progress
from skill.coaching.turn.events import EventKind as E
from skill.coaching.turn.states import Awaiting
from tests.coaching.talking import NOON, RUNNER, Conversation, named
from tests.coaching.years import class_on

TODAY = NOON // DAY
BEGINNER = Progress(welcomed=True, straight=True, level=Level.BEGINNER)
OFFER = "Shall I plan your classes that way?"
SLIDES = [class_on(TODAY - day, ExerciseDone("sliding_leg_curl", 2, 8)) for day in (28, 24, 21, 17, 14, 10, 7, 3)]
MET = ("sliding_leg_curl", "hip_hinge", "glute_bridge", "single_leg_bridge")
TRAINED = replace(RUNNER, first_day=TODAY - 28, log=tuple(SLIDES), met=dict.fromkeys(MET, 4))
"""An intermediate runner to whom the Nordic is open."""


def talk(progress: Progress = BEGINNER, course: Enrolment | None = None) -> Conversation:
    """A conversation with one who follows that course, or none."""
    return Conversation(replace(progress, course=course))


def asking(talk: Conversation, kind: E = E.BUILD_UP, course: str = "nordic", **slots: Any) -> Conversation:
    """The conversation after a plan was asked for."""
    topic = {"nordic": "nordic_plan", "nordic_trial": "nordic_trial"}.get(course, course)
    talk.say(kind, course=course, topic=topic, **slots)
    return talk


def joined(progress: Progress = BEGINNER, course: str = "nordic") -> Conversation:
    """A conversation in which a course has just been joined."""
    return asking(talk(progress), course=course).all(E.YES)


# offered


def test_a_plan_is_told_and_offered() -> None:
    """Nothing is changed before the yes."""
    found = asking(talk())

    assert found.heard.startswith("First train for four weeks")
    assert found.heard.endswith(OFFER)
    assert found.progress.course is None


def test_the_beginner_month_is_offered_too() -> None:
    """Where a beginner plan is asked for."""
    found = asking(talk(), E.BEGINNER_PLAN, "beginner_month").all(E.YES)

    assert found.progress.course == Enrolment("beginner_month", since=TODAY)


@pytest.mark.parametrize("kind", [E.YES, E.GO, E.NEXT])
def test_a_yes_joins_and_offers_a_class(kind: E) -> None:
    """In whichever word it comes."""
    found = asking(talk()).all(kind)

    assert found.progress.course == Enrolment("beginner_month", since=TODAY, then="nordic")
    assert found.session.awaiting is Awaiting.CLASS_OFFER
    assert found.heard == (
        "Your classes follow the Nordic plan from now on. It begins with the beginner month. "
        "Shall we start a class?"
    )


def test_who_is_no_beginner_begins_with_the_plan_itself() -> None:
    """And is told of no other."""
    found = joined(RUNNER)

    assert found.progress.course == Enrolment("nordic", since=TODAY)
    assert "begins with" not in found.heard


def test_a_no_changes_nothing() -> None:
    """Classes are planned from day to day, and one is offered."""
    found = asking(talk()).all(E.NO)

    assert found.progress.course is None
    assert found.heard == "I'll plan your classes from day to day. Shall we start a class?"


def test_the_offer_can_be_heard_again() -> None:
    """With its question."""
    found = asking(talk())
    first = found.heard

    assert found.all(E.REPEAT).heard == first
    assert found.all(E.YES).progress.course is not None


def test_what_is_not_understood_keeps_the_offer() -> None:
    """The question is asked again."""
    found = asking(talk()).all(E.FALLBACK)

    assert found.heard.endswith(OFFER)
    assert found.all(E.YES).progress.course is not None


def test_the_plan_one_follows_is_not_offered_again() -> None:
    """The week of it is told instead."""
    place = Enrolment("beginner_month", since=TODAY, then="nordic")

    for found in (asking(talk(course=place)), asking(talk(course=place), E.BEGINNER_PLAN, "beginner_month")):
        assert found.heard.startswith("Week one of your beginner month.")
        assert found.progress.course == place


def test_another_exercise_than_the_plan_s_is_answered_by_the_way_up_to_it() -> None:
    """There is no plan to build up to single-leg deadlifts."""
    found = asking(talk(), exercises=named("single_leg_deadlift"))

    assert found.session.awaiting is Awaiting.EXERCISE
    assert OFFER not in found.heard


def test_the_plan_from_the_studies_is_for_later() -> None:
    """It comes after the Nordic plan, so it is told and not offered."""
    found = asking(talk(RUNNER), course="nordic_trial")

    assert "That comes after the Nordic plan." in found.heard
    assert OFFER not in found.heard
    assert found.session.awaiting is Awaiting.NOTHING


def test_the_plan_from_the_studies_is_offered_once_the_nordic_plan_is_done() -> None:
    """In its last week."""
    found = asking(talk(TRAINED, Enrolment("nordic", 10, since=TODAY)), course="nordic_trial")

    assert found.heard.endswith(OFFER)
    assert found.all(E.YES).progress.course == Enrolment("nordic_trial", since=TODAY)


def test_in_a_class_a_plan_is_told_and_the_class_goes_on() -> None:
    """No question comes between."""
    found = talk(RUNNER).all(E.START, E.WAIT_FOR_ME)
    before = found.place
    asking(found, at=20_000)

    assert "First train for four weeks" in found.heard
    assert OFFER not in found.heard
    assert found.session.awaiting is Awaiting.SET
    assert found.place.set == before.set


# followed


def test_the_class_says_its_week() -> None:
    """With the sets it asks for."""
    found = joined().all(E.YES)

    assert "Week one of your beginner month. At most one set of each exercise, and" in found.heard


def test_the_nordic_comes_into_the_class_when_it_is_open() -> None:
    """In the sets of the week, and with its kit to fetch."""
    found = joined(TRAINED).all(E.YES)

    assert "Week one of your Nordic plan. The assisted Nordic curl, two sets of three." in found.heard
    assert "a safe anchor for your ankles" in found.heard


def test_while_it_is_closed_the_class_has_what_leads_to_it() -> None:
    """And says so."""
    found = joined(RUNNER).all(E.YES)

    assert "The sliding leg curl is on the way to the Nordic curl." in found.heard
    assert "Week" not in found.heard


def test_a_plan_that_is_over_says_what_it_has_led_to() -> None:
    """Once, in the next class."""
    progress = replace(BEGINNER, log=(class_on(TODAY - 1),), first_day=TODAY - 27)
    found = talk(progress, Enrolment("beginner_month", 3, since=TODAY - 7, done=2)).all(E.START)

    assert "You've done the beginner month, so your classes are intermediate now." in found.heard
    assert found.progress.level is Level.INTERMEDIATE
    assert "You've done the beginner month" not in found.all(E.STOP, E.START).heard


# asked about


def test_where_one_is_in_the_plan() -> None:
    """The week, what it asks for, and the classes of it."""
    found = talk(course=Enrolment("beginner_month", 1, since=TODAY - 3, done=1)).all(E.COURSE)

    assert found.heard.startswith(
        "Week two of your beginner month. At most two sets of each exercise, and ten reps a set."
    )
    assert "You've done one class of it this week." in found.heard


def test_a_week_that_is_over_is_not_told_as_this_one() -> None:
    """The day has moved on since the last class."""
    progress = replace(BEGINNER, log=(class_on(TODAY - 3),), first_day=TODAY - 10)
    found = talk(progress, Enrolment("beginner_month", 0, since=TODAY - 8, done=2)).all(E.COURSE)

    assert found.heard.startswith("Week two of your beginner month.")
    assert "this week" not in found.heard


def test_before_the_exercise_is_open_the_way_to_it_is_told() -> None:
    """What it comes after."""
    found = joined(RUNNER).all(E.COURSE)

    assert found.heard == (
        "You're getting ready for the Nordic plan. The assisted Nordic curl comes after four weeks of training, "
        "with eight classes, and two sets of eight of the sliding leg curl. Shall we start a class?"
    )


@pytest.mark.parametrize("kind", [E.COURSE, E.LEAVE_COURSE])
def test_without_a_plan_the_coach_says_how_to_get_one(kind: E) -> None:
    """By asking for it."""
    found = talk().all(kind)

    assert found.heard.startswith(
        "You're not following a plan. Say, build me up to Nordics, or say, give me a beginner plan."
    )


# left


def test_a_plan_is_left_at_a_word() -> None:
    """And classes are planned from day to day."""
    found = joined().all(E.LEAVE_COURSE)

    assert found.progress.course is None
    assert found.heard.startswith("That's the end of your beginner month. I'll plan your classes from day to day.")


def test_a_plan_left_while_a_class_is_announced_changes_the_class() -> None:
    """It is announced anew, without the week."""
    found = joined().all(E.YES, E.LEAVE_COURSE)

    assert found.heard.startswith("That's the end of your beginner month.")
    assert "Week" not in found.heard
    assert found.session.awaiting is Awaiting.START


def test_a_plan_left_in_the_middle_of_a_class_leaves_that_class_as_it_is() -> None:
    """The next one is planned otherwise."""
    found = joined().all(E.YES, E.WAIT_FOR_ME)
    plan = found.progress.workout.plan
    found.say(E.LEAVE_COURSE, at=20_000)

    assert found.progress.course is None
    assert found.progress.workout.plan == plan
    assert found.session.awaiting is Awaiting.SET
