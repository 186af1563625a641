"""Each question reads its own answers: a place, "either", and words that would be commands elsewhere."""

from copy import copy

import pytest

from skill.coaching.facts.exercise import Level
from skill.coaching.facts.felt import Felt, Intensity
from skill.coaching.timeline.cues import Stage
from skill.coaching.turn.events import EventKind as E
from skill.coaching.turn.events import Question
from skill.coaching.turn.states import Awaiting
from tests.coaching.talking import RUNNER, Conversation


def at_the_rating() -> Conversation:
    """Return a short class, heard to its end."""
    talk = Conversation(RUNNER)
    talk.say(E.START, intensity=Intensity.LIGHT)
    talk.say(E.WAIT_FOR_ME)
    while "How was it" not in talk.heard:
        talk.say(E.GO)
    return talk


def announced(level: Level = Level.INTERMEDIATE) -> Conversation:
    """Return a class of that level as it is announced."""
    talk = Conversation(RUNNER)
    talk.say(E.START, level=level)
    return talk


@pytest.mark.parametrize(
    ("event", "slots", "felt"),
    [
        (E.LOG, {"felt": Felt.EASY}, Felt.EASY),
        (E.EASIER, {}, Felt.HARD),
        (E.EFFORT, {}, Felt.HARD),
        (E.HARDER, {}, Felt.EASY),
        (E.MY_LEVEL, {"level": Level.BEGINNER}, Felt.EASY),
        (E.MY_LEVEL, {"level": Level.INTERMEDIATE}, Felt.GOOD),
        (E.MY_LEVEL, {"level": Level.ADVANCED}, Felt.HARD),
        (E.YES, {}, Felt.GOOD),
        (E.EITHER, {}, Felt.GOOD),
        (E.CHOICE, {"number": 1}, Felt.EASY),
        (E.CHOICE, {"number": 2}, Felt.GOOD),
        (E.CHOICE, {"number": -1}, Felt.HARD),
    ],
)
def test_at_the_rating_every_answer_is_a_rating(event: E, slots, felt: Felt) -> None:
    """Nothing more is done, no level is changed, and the class is in the log."""
    talk = at_the_rating()
    talk.say(event, **slots)

    assert not talk.reply.open
    assert [done.felt for done in talk.progress.log[-1].exercises] == [felt, felt]
    assert talk.progress.level is RUNNER.level


@pytest.mark.parametrize("event", [E.FALLBACK, E.HELP, E.REPEAT, E.MORE_REST, E.TOPIC, E.START_OVER])
def test_what_is_no_rating_comes_back_to_the_question(event: E) -> None:
    """The class is over, and how it was still stands."""
    talk = at_the_rating()
    talk.say(event, topic="benefits" if event is E.TOPIC else None)

    assert "easy, good or hard?" in talk.heard or talk.session.awaiting is Awaiting.START


@pytest.mark.parametrize("event", [E.STOP, E.SESSION_ENDED, E.CANCEL])
def test_a_class_that_is_done_counts_without_its_rating(event: E) -> None:
    """Stop, home and silence lose nothing."""
    assert len(at_the_rating().all(event).progress.log) == 1


def test_before_the_last_set_is_over_nothing_is_a_rating() -> None:
    """The question comes at the end of the turn that counts the last set."""
    talk = at_the_rating()
    talk.say(E.PAUSE, at=4_000)

    assert talk.session.awaiting is Awaiting.PAUSE


def test_start_over_asks_before_anything_is_lost() -> None:
    """The set, or the class; back to the class loses nothing."""
    talk = Conversation(RUNNER).all(E.START, E.GO, E.GO, E.START_OVER)
    place = talk.place

    assert talk.session.awaiting is Awaiting.THIS_OR_ALL
    assert talk.all(E.GO).place.set in (place.set, place.set + 1)


def test_a_place_that_was_not_heard_is_asked_for_again() -> None:
    """Nothing is started over by what names neither of two."""
    talk = Conversation(RUNNER).all(E.START, E.GO, E.GO, E.START_OVER)
    talk.say(E.CHOICE)

    assert talk.session.awaiting is Awaiting.THIS_OR_ALL


@pytest.mark.parametrize(("number", "straight"), [(1, True), (2, False), (-1, False)])
def test_the_pace_is_chosen_by_its_place(number: int, straight: bool) -> None:
    """Straight through is named first."""
    talk = announced()
    talk.say(E.CHOICE, number=number)

    assert talk.progress.workout.straight is straight


def test_easier_and_harder_change_this_plan_alone() -> None:
    """The runner's level stays; a beginner's plan is halved."""
    talk = announced().all(E.EASIER)
    assert talk.progress.announced.plan.level is Level.BEGINNER
    before = [one.amount for one in talk.progress.announced.plan.work]
    halved = talk.all(E.EASIER).progress.announced.plan.work
    assert [one.amount for one in halved] == [(amount + 1) // 2 for amount in before]
    assert announced().all(E.HARDER).progress.announced.plan.level is Level.ADVANCED
    assert talk.progress.level is RUNNER.level


@pytest.mark.parametrize(("event", "minutes"), [(E.SHORTER, 10), (E.LONGER, 20)])
def test_shorter_and_longer_change_its_minutes(event: E, minutes: int) -> None:
    """By five."""
    talk = Conversation(RUNNER)
    talk.say(E.START, seconds=900)

    assert talk.all(event).progress.announced.plan.minutes == minutes


@pytest.mark.parametrize("question", [Question.LENGTH, Question.LEVEL, Question.SETS])
def test_a_question_about_it_means_the_plan(question: Question) -> None:
    """And leaves it as it is."""
    talk = announced()
    plan = talk.progress.announced.plan
    talk.say(E.ASK, question=question)

    assert talk.progress.announced.plan == plan
    assert "About" in talk.heard


@pytest.mark.parametrize("said", [{"felt": Felt.HARD}, {"number": 4}, {}])
def test_a_remark_in_a_rest_never_moves_the_clock(said) -> None:
    """It is noted, and what is left of the rest is told."""
    talk = Conversation(RUNNER).all(E.START, E.WAIT_FOR_ME)
    while "Rest for" not in talk.heard:
        talk.say(E.GO)
    aside = copy(talk).all(E.HOW_MANY_LEFT)
    talk.say(E.LOG, **said)

    assert (talk.place.set, talk.place.stage) == (aside.place.set, Stage.REST)
    assert "noted" in talk.heard.lower()
    assert "rest left" in talk.heard


def test_a_class_that_was_stopped_counts_at_once() -> None:
    """And going on adds to the same one."""
    talk = Conversation(RUNNER).all(E.START, E.GO, E.GO, E.GO, E.GO, E.STOP)
    assert len(talk.progress.log) == 1
    sets = sum(done.sets for done in talk.progress.log[0].exercises)
    talk.relaunch(60_000)
    talk.all(E.YES, E.GO, E.STOP)

    assert len(talk.progress.log) == 1
    assert sum(done.sets for done in talk.progress.log[0].exercises) > sets
