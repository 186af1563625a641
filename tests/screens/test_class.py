"""A class on a screen: it is drawn in time with what is spoken, goes on by itself, and is steered by touch."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.console.device import Answer
from skill.console.spoken import length_of
from tests.screens.device import HASTE, Screen


@pytest.fixture
def screen() -> Screen:
    """Give a device with a screen, and nothing said yet."""
    return Screen()


@pytest.fixture
def in_class(screen: Screen) -> Screen:
    """Give a device on which a class has begun."""
    screen.says("start a ten minute class")
    screen.touches("Go")
    return screen


def to_the_end(screen: Screen) -> Iterator[Answer]:
    """The answers of a class that nobody says a word in, the one under way not included."""
    while screen.panel["carriesOn"]:
        yield screen.plays_on()


def test_a_class_needs_no_word(in_class: Screen):
    """From the first set to the last it goes on by itself, and its rating is a touch."""
    answers = list(to_the_end(in_class))

    assert len(answers) > 1
    assert all(answered.open for answered in answers)
    assert answers[-1].listening
    assert in_class.panel["afterwards"] == ["Easy", "Good", "Hard"]
    assert "well done" in in_class.touches("Good").text.lower() or not in_class.device.is_open


def test_nothing_is_left_out_between_two_turns(in_class: Screen):
    """Each turn goes on at the very set, rest or side at which the one before it ended."""
    beats = [*in_class.panel["beats"]]
    for answered in to_the_end(in_class):
        beats += answered.panel["beats"]
    rests = [beat["count"] for beat in beats if beat["part"] == "rest" and beat["count"] == beat["of"]]
    sets = {(beat["title"], beat["label"]) for beat in beats if beat["part"] in ("work", "hold")}

    assert len(rests) == len([label for _, label in sets if "Set" in label]) - 1
    assert [beat["done"] for beat in beats if beat["figure"]] == sorted(
        beat["done"] for beat in beats if beat["figure"]
    )


def test_the_microphone_stays_closed_while_the_screen_plays(in_class: Screen):
    """The document speaks; the answer has no speech of its own, and leaves the session open."""
    response = in_class.plays_on().envelope["response"]

    assert "outputSpeech" not in response
    assert "reprompt" not in response
    assert "shouldEndSession" not in response


def test_without_a_screen_the_class_asks_for_a_word():
    """Nothing is different there: no document, speech, and a question at the end."""
    speaker = Screen(screen=False)
    speaker.says("start a ten minute class")
    answered = speaker.says("go")

    assert answered.panel is None
    assert answered.listening
    assert "directives" not in answered.envelope["response"]


def test_who_wants_to_be_waited_for_is(in_class: Screen):
    """After a set the screen waits as a speaker does."""
    in_class.goes_back(20_000)
    in_class.touches("Wait for me")
    answered = in_class.touches("Go")

    assert not in_class.panel["carriesOn"]
    assert answered.listening
    assert in_class.panel["touches"][-1] == "Straight through"


def test_what_is_touched_of_an_older_answer_is_stale(in_class: Screen):
    """It may race a spoken word: it is answered with nothing, and nothing changes."""
    old = in_class.panel
    in_class.plays_on()
    turn = in_class.panel["turn"]
    answered = in_class.touches("Next", old)

    assert answered.envelope["response"] == {}
    assert in_class.plays_on().panel["turn"] == turn + 1


@pytest.mark.parametrize("label", ["Pause", "Something hurts", "Easier", "Next", "Repeat"])
def test_the_end_of_what_was_played_before_a_touch_is_stale(in_class: Screen, label: str):
    """A hold, a pause or a stop is never run over by a set that was still being played."""
    turn = in_class.panel["turn"]
    in_class.goes_back(30_000)
    in_class.touches(label)
    answered = in_class.device.touch(["heard", turn], in_class.now)

    assert answered.speech == ()


def test_a_paused_class_waits_for_the_word(in_class: Screen):
    """Also where the screen tells that it has played what it shows."""
    in_class.goes_back(30_000)
    in_class.touches("Pause")

    assert in_class.panel["carriesOn"] is False
    assert in_class.plays_on().envelope["response"] == {}


def test_pain_by_touch_ends_the_class(in_class: Screen):
    """As the words do."""
    in_class.goes_back(60_000)
    in_class.touches("Something hurts")
    in_class.plug_in()
    in_class.now += 60_000

    assert "ended today's training early" in in_class.says("start a class").text


def test_a_session_that_dies_has_kept_the_place(in_class: Screen):
    """The next opening offers to go on, though the platform told nothing."""
    in_class.plays_on()
    in_class.plug_in()
    answered = in_class.says("open hamstring coach")

    assert "Go" in answered.panel["touches"]
    assert "go on" in answered.text.lower() or "pick up" in answered.text.lower()


def test_an_exercise_of_the_list_is_explained(screen: Screen):
    """A touch on its name does what its name does."""
    listed = screen.says("list the exercises")
    chosen = listed.panel["exercises"][0]
    answered = screen.device.touch(["chosen", listed.panel["turn"], chosen["id"]], screen.now)

    assert {beat["title"] for beat in answered.panel["beats"] if beat["part"] == "step"} == {chosen["name"]}


JUNK = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5)


@settings(max_examples=50, deadline=None)
@given(st.lists(JUNK, max_size=4))
def test_no_event_of_a_document_is_an_error(arguments: list[object]):
    """What is none of ours is answered with nothing."""
    screen = Screen()
    screen.says("help")
    answered = screen.device.touch(arguments, screen.now)

    assert "outputSpeech" not in answered.envelope["response"]


def test_beats_follow_each_other_without_a_gap(in_class: Screen):
    """From the first word to the last something is shown, one thing at a time."""
    for answered in to_the_end(in_class):
        ends = [beat["start"] + beat["length"] for beat in answered.panel["beats"]]
        assert [beat["start"] for beat in answered.panel["beats"]] == [0, *ends[:-1]]
        if answered.panel["carriesOn"]:
            assert abs(ends[-1] - length_of(answered.speech)) < HASTE


def test_a_rep_goes_out_and_back(in_class: Screen):
    """Each rep moves from the start to the turning point and back again, at its own tempo."""
    for answered in to_the_end(in_class):
        moves = [beat["move"] for beat in answered.panel["beats"] if beat["part"] == "work"]
        assert all(before[1] == after[0] for before, after in pairwise(moves))
