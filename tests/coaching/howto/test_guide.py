"""The how-to of every exercise: step by step, in any order, and back to the step after any question."""

from dataclasses import replace

import pytest

from skill.coaching.record.record import Mark, Progress
from skill.coaching.timeline.limits import LATENCY
from skill.coaching.turn.events import EventKind as E
from skill.coaching.turn.events import Question
from skill.coaching.turn.states import Awaiting
from skill.coaching.words.phrase import about
from tests.coaching.every import LIBRARY, PHRASEBOOK, platform_faults
from tests.coaching.talking import NOON, RUNNER, Conversation, named

every_exercise = pytest.mark.parametrize("exercise", LIBRARY.exercises)


def explaining(exercise: str, progress: Progress = RUNNER) -> Conversation:
    """Return a conversation in which an exercise has just been asked for."""
    talk = Conversation(progress)
    talk.say(E.HOW_TO, exercises=named(exercise))
    return talk


def steps_heard(talk: Conversation) -> list[int]:
    """Return the numbers of the steps in the last answer."""
    steps = [cue.phrase for cue in talk.reply.cues if cue.phrase and cue.phrase.key == "guide.step"]
    return [value for step in steps for name, value in step.args if name == "number" and isinstance(value, int)]


def counts(exercise: str) -> tuple[int, int]:
    """Return how many set-up steps and how many steps in all an exercise has."""
    facts = LIBRARY.exercise(exercise).default
    return len(facts.setup_pauses), len(facts.setup_pauses + facts.move_pauses)


@every_exercise
def test_the_set_up_comes_first(exercise: str) -> None:
    """What it needs is said first, then the set-up steps in order, then the word to go on is asked for."""
    talk = explaining(exercise)
    setup, _ = counts(exercise)
    assert [key for key in talk.keys[1:5] if key.endswith(".kit")] == [f"exercises.{exercise}.kit"]
    assert steps_heard(talk) == list(range(1, setup + 1))
    assert talk.session.awaiting is Awaiting.STEP


CAUTIONED = [id_ for id_, exercise in LIBRARY.exercises.items() if exercise.default.caution]


@pytest.mark.parametrize("exercise", CAUTIONED)
def test_the_first_time_the_one_never_is_said_before_the_set_up(exercise: str) -> None:
    """And when to leave it out; who has done it has heard it."""
    first = explaining(exercise).keys
    done = replace(RUNNER, marks={exercise: Mark(NOON // 86_400_000, 1, 8, 8)})
    again = Conversation(done)
    again.say(E.HOW_TO, exercises=named(exercise))

    assert first[1:4] == [f"exercises.{exercise}.{field}" for field in ("never", "leave_out", "kit")]
    assert f"exercises.{exercise}.never" not in again.keys


@every_exercise
def test_next_goes_on_with_the_movement(exercise: str) -> None:
    """After the set-up next tells all movement steps, the breathing, and offers a set."""
    talk = explaining(exercise).all(E.NEXT)
    setup, total = counts(exercise)
    assert steps_heard(talk) == list(range(setup + 1, total + 1))
    assert f"exercises.{exercise}.breathing" in talk.keys
    assert talk.session.awaiting is Awaiting.SET_OFFER


@every_exercise
def test_no_answer_of_a_how_to_leaves_the_limits(exercise: str) -> None:
    """Set-up, movement and the whole thing are each within the platform's limits."""
    for said in ((), (E.NEXT,), (E.WHOLE,)):
        talk = explaining(exercise).all(*said)
        assert platform_faults(talk.reply.cues, 240_000) == []


@every_exercise
def test_the_whole_thing_has_every_step_once(exercise: str) -> None:
    """The whole thing is every step in order."""
    talk = explaining(exercise).all(E.WHOLE)
    assert steps_heard(talk) == list(range(1, counts(exercise)[1] + 1))


@every_exercise
def test_each_step_leaves_time_to_do_it(exercise: str) -> None:
    """After each step there is the pause its facts give."""
    facts = LIBRARY.exercise(exercise).default
    talk = explaining(exercise).all(E.WHOLE)
    steps = [cue for cue in talk.reply.cues if cue.phrase and cue.phrase.key == "guide.step"]
    pauses = [cue.length - PHRASEBOOK.length_of(cue.phrase) for cue in steps if cue.phrase]
    assert pauses == [pause * 1000 for pause in facts.setup_pauses + facts.move_pauses]


@every_exercise
def test_any_step_can_be_asked_for(exercise: str) -> None:
    """Go to step three begins with step three."""
    for number in range(1, counts(exercise)[1] + 1):
        talk = explaining(exercise)
        talk.say(E.STEP, number=number)
        assert steps_heard(talk)[0] == number


@pytest.mark.parametrize("number", [None, 0, 99])
def test_a_step_that_is_not_there_leaves_the_runner_where_they_are(number: int | None) -> None:
    """Asked for a step there is none of, the coach says how many there are and repeats the one at hand."""
    talk = explaining("nordic_curl")
    at = talk.reply.cues[3].start + LATENCY + 500
    talk.say(E.STEP, at=at, number=number)
    assert "guide.no_such_step" in talk.keys
    assert steps_heard(talk)[0] == 1


@every_exercise
def test_a_step_interrupted_is_the_step_gone_back_to(exercise: str) -> None:
    """After a question in the middle of any step the answer is followed by that step."""
    talk = explaining(exercise)
    for cue in talk.reply.cues:
        if cue.phrase is None or cue.phrase.key != "guide.step":
            continue
        number = next(value for name, value in cue.phrase.args if name == "number")
        aside = explaining(exercise)
        aside.say(E.ASK, at=(cue.start + cue.end) // 2 + LATENCY, question=Question.WHY)
        back = next(c.phrase for c in aside.reply.cues if c.phrase and c.phrase.key == "guide.back_to_step")
        assert dict(back.args)["number"] == number


def test_next_in_the_middle_of_a_step_is_the_following_step() -> None:
    """Next over step two begins with step three."""
    talk = explaining("nordic_curl")
    step = [cue for cue in talk.reply.cues if cue.phrase and cue.phrase.key == "guide.step"][1]
    talk.say(E.NEXT, at=step.start + LATENCY + 500)
    assert steps_heard(talk)[0] == 3


def test_back_in_the_middle_of_a_step_is_the_one_before() -> None:
    """Back over step two begins with step one, and over step one with step one again."""
    talk = explaining("nordic_curl")
    step = [cue for cue in talk.reply.cues if cue.phrase and cue.phrase.key == "guide.step"][1]
    talk.say(E.PREVIOUS, at=step.start + LATENCY + 500)
    assert steps_heard(talk)[0] == 1
    talk.say(E.PREVIOUS, at=LATENCY + 500)
    assert steps_heard(talk)[0] == 1


def test_repeat_says_the_last_steps_again() -> None:
    """Repeat, when all was heard, tells the same steps."""
    talk = explaining("hip_hinge")
    before = steps_heard(talk)
    assert steps_heard(talk.all(E.REPEAT)) == before


def test_start_over_begins_the_how_to_again() -> None:
    """Start over tells it from the first word."""
    talk = explaining("hip_hinge")
    first = talk.keys
    assert talk.all(E.NEXT, E.START_OVER).keys == first


@every_exercise
def test_yes_at_the_end_counts_a_set(exercise: str) -> None:
    """The set that is offered is counted; for a beginner it is nothing strenuous."""
    talk = explaining(exercise, Progress(welcomed=True)).all(E.NEXT, E.YES)
    assert talk.session.awaiting is Awaiting.SET
    assert talk.progress.workout is not None
    planned = talk.progress.workout.plan.sets[0]
    assert not LIBRARY.variant(planned.rung).strenuous


@every_exercise
def test_a_how_to_left_open_is_offered_again(exercise: str) -> None:
    """A conversation cut off in the middle of a how-to goes on at the step it stood at."""
    talk = explaining(exercise)
    second = [cue for cue in talk.reply.cues if cue.phrase and cue.phrase.key == "guide.step"][1]
    talk.say(E.SESSION_ENDED, at=second.start + LATENCY + 500)
    talk.relaunch(3_600_000)
    assert talk.keys[0] == "talk.welcome_guide"
    assert talk.progress.guide is not None
    assert talk.progress.guide.step == 1


@every_exercise
def test_the_sides_of_a_one_legged_exercise_are_named(exercise: str) -> None:
    """No placeholder is left in any sentence of a how-to."""
    talk = explaining(exercise).all(E.WHOLE)
    assert "{" not in talk.heard
    assert about(exercise, "breathing").key in talk.keys
