"""How the runner is doing: each answer exact, short, and without blame."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.coaching.facts.felt import Felt
from skill.coaching.record.record import ClassDone, ExerciseDone, Progress
from skill.coaching.timeline.cues import CueKind
from skill.coaching.timeline.limits import LATENCY
from skill.coaching.turn.events import Aspect, EventKind, Named
from skill.coaching.turn.states import Awaiting, Choice
from tests.coaching.every import LIBRARY, PHRASEBOOK, RUNGS
from tests.coaching.talking import NOON, Conversation, named
from tests.coaching.years import DAY, MONDAY, class_on, record, years_of_training

E, A = EventKind, Aspect
TODAY = MONDAY + 3
"""A Thursday."""
BLAME = r"\b(only|missed|miss|should|must|broken|broke|lost|late|failed|fail|gap|away|behind|zero|no classes)\b"
MOST_WORDS = 60

hinge = "hip_hinge"


def done(exercise: str, sets: int, reps: int, felt: Felt | None = None) -> ExerciseDone:
    """Return what was done of an exercise."""
    return ExerciseDone(exercise, sets, reps, felt)


def weeks_of(*classes: tuple[ExerciseDone, ...]) -> Progress:
    """Return the record of a class a week, the last one yesterday."""
    first = TODAY - 1 - 7 * (len(classes) - 1)
    return record(*(class_on(first + 7 * week, *exercises) for week, exercises in enumerate(classes)))


GROWN = weeks_of(
    (done(hinge, 1, 8), done("reverse_lunge", 1, 6)),
    (done(hinge, 1, 10), done("long_lever_bridge_hold", 2, 20)),
    (done(hinge, 2, 12), done("reverse_lunge", 2, 7)),
)
"""Three weeks with a class in each."""


def asked(progress: Progress, aspect: Aspect | None = None, *exercises: Named, day: int = TODAY) -> str:
    """Return what is answered, without the question at the end."""
    talk = Conversation(replace(progress, welcomed=True), now=day * DAY * 1_000)
    talk.say(E.PROGRESS, aspect=aspect, exercises=exercises)
    said = [cue.phrase for cue in talk.reply.cues if cue.phrase and cue.kind is not CueKind.PROMPT]
    return " ".join(map(PHRASEBOOK.text, said))


# nothing yet


@pytest.mark.parametrize("aspect", [None, *A])
def test_with_nothing_done_a_class_is_offered(aspect: Aspect | None) -> None:
    """The answer says so, and asks whether to start a class; yes announces one."""
    talk = Conversation()
    talk.say(E.PROGRESS, aspect=aspect)
    assert talk.heard == "You haven't done a class with me yet. Shall we start a class?"
    talk.say(E.YES)
    assert talk.session.awaiting is Awaiting.START


def test_on_a_day_that_ended_early_no_class_is_offered() -> None:
    """The offer would have to be taken back."""
    talk = Conversation(Progress(ended_early=NOON, welcomed=True))
    talk.say(E.PROGRESS)
    assert talk.session.awaiting is Awaiting.NOTHING


def test_an_exercise_never_done_is_offered() -> None:
    """Asked about an exercise that is not in the record, the coach offers to explain it."""
    talk = Conversation(GROWN)
    talk.say(E.PROGRESS, exercises=named("nordic_curl"))
    assert talk.heard.startswith("You haven't done the Nordic curl with me yet.")
    about = talk.session.standing.about
    assert talk.session.awaiting is Awaiting.EXERCISE
    assert isinstance(about, Choice)
    assert about.offered == ("nordic_curl",)


# overall


def test_overall_after_one_class() -> None:
    """How many classes, and what was in the last one."""
    first = record(class_on(TODAY, done(hinge, 1, 8), done("glute_bridge", 1, 10)))
    expected = "You've done one class with me. The last one was today, with the hip hinge and glute bridge."
    assert asked(first) == expected


def test_overall_after_some_weeks() -> None:
    """How many classes, how many weeks in a row, and what has grown most."""
    assert asked(GROWN) == (
        "You've done three classes with me, one of them this week. You've trained three weeks in a row. "
        "Since you began, the hip hinge went from one to two sets."
    )


def test_overall_after_two_months_away() -> None:
    """What has been done; not how long ago."""
    expected = "You've done three classes with me. Since you began, the hip hinge went from one to two sets."
    assert asked(GROWN, day=TODAY + 60) == expected
    once = record(class_on(TODAY, done(hinge, 1, 8)))
    assert asked(once, day=TODAY + 60) == "You've done one class with me. The last one was with the hip hinge."


# one side of it


def test_last_time() -> None:
    """When it was, what was in it, and how many sets."""
    expected = "You last trained yesterday, with the hip hinge and reverse lunge. That was four sets in all."
    assert asked(GROWN, A.LAST) == expected


def test_last_time_may_be_a_lone_set() -> None:
    """A set after a how-to was training too."""
    alone = record(class_on(TODAY - 3, done(hinge, 1, 8), minutes=0))
    expected = "You last trained three days ago, with the hip hinge. That was one set in all."
    assert asked(alone, A.LAST) == expected


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "yesterday"),
        (13, "thirteen days ago"),
        (14, "two weeks ago"),
        (60, "eight weeks ago"),
        (61, "two months ago"),
        (729, "twenty-four months ago"),
        (730, "two years ago"),
    ],
)
def test_a_day_that_is_past_is_told_in_the_largest_unit(days: int, words: str) -> None:
    """Days, then weeks, months and years."""
    assert f"trained {words}," in asked(record(class_on(TODAY)), A.LAST, day=TODAY + days)


def test_a_class_logged_on_a_clock_ahead_was_today() -> None:
    """A class is never told as in the future."""
    assert "trained today," in asked(record(class_on(TODAY)), A.LAST, day=TODAY - 1)


def test_this_week() -> None:
    """Classes since Monday, and their sets; how many are good, where it is one."""
    two = record(class_on(TODAY - 4), class_on(TODAY - 3), class_on(TODAY, done(hinge, 2, 8)))
    assert asked(two, A.WEEK) == "You've done two classes this week. That was three sets in all."
    assert asked(GROWN, A.WEEK) == "You've done one class this week. Two a week is a good number."


def test_a_week_without_a_class_so_far() -> None:
    """What has been done comes with it."""
    assert asked(GROWN, A.WEEK, day=TODAY + 60) == "None so far this week. You've done three classes with me."


def test_a_streak_and_how_it_goes_on() -> None:
    """The weeks in a row, and which class makes them more."""
    assert asked(GROWN, A.STREAK) == "Your streak is three weeks. A class next week makes it four."
    next_week = "Your streak is three weeks. A class this week makes it four."
    assert asked(GROWN, A.STREAK, day=TODAY + 7) == next_week


def test_a_streak_that_is_over_begins_again() -> None:
    """No word about its end."""
    expected = "Your next class starts a new streak. You've done three classes with me."
    assert asked(GROWN, A.STREAK, day=TODAY + 60) == expected


def test_the_total() -> None:
    """All classes, and when they began."""
    assert asked(GROWN, A.TOTAL) == "You've done three classes with me. We began two weeks ago."
    ten_years = "You've done 1563 classes with me. We began ten years ago."
    assert asked(years_of_training(10), A.TOTAL) == ten_years


def test_bests_are_those_of_the_exercises_done_most() -> None:
    """Reps, each leg where one works at a time, and seconds of a hold."""
    assert asked(GROWN, A.BEST) == (
        "Your best sets are twelve reps on the hip hinge, seven reps each leg on the reverse lunge "
        "and twenty seconds on the long-lever bridge hold."
    )
    assert asked(years_of_training(10), A.BEST).count(" on the ") == 3


def test_the_best_of_one_exercise_is_said_with_its_first() -> None:
    """Where there is one exercise, its best and where it began."""
    one = weeks_of((done(hinge, 1, 8),), (done(hinge, 1, 10),))
    expected = "Your best set of the hip hinge is ten reps, up from eight the first time."
    assert asked(one, A.BEST) == asked(one, A.BEST, *named(hinge)) == expected


def test_no_best_where_no_set_went_well() -> None:
    """Failed reps are not told as a best."""
    tough = record(class_on(TODAY, done(hinge, 1, 8, Felt.FAILED)))
    assert asked(tough, A.BEST) == "There's no best set yet."
    assert asked(tough, A.BEST, *named(hinge)) == "There's no best set of the hip hinge yet."


def test_what_has_changed_most() -> None:
    """The two exercises that grew by the largest share, and over how much training."""
    assert asked(GROWN, A.CHANGE) == (
        "Over three classes in two weeks, the hip hinge went from one to two sets "
        "and the reverse lunge went from one to two sets."
    )
    reps = weeks_of((done(hinge, 1, 8),), (done(hinge, 1, 14),))
    assert (
        asked(reps, A.CHANGE) == "Over two classes in seven days, the hip hinge went from eight to fourteen reps."
    )


def test_nothing_has_changed_yet() -> None:
    """It is said plainly, with what makes an exercise grow."""
    assert asked(record(class_on(TODAY)), A.CHANGE) == (
        "No exercise has gone up yet, after one class. One goes up when it goes well two times running."
    )


def test_a_light_class_is_no_first_measure() -> None:
    """What comes after five easy minutes is not told as growth."""
    light = record(class_on(TODAY - 2, done(hinge, 1, 5), light=True), class_on(TODAY, done(hinge, 2, 10)))
    assert asked(light, A.CHANGE).startswith("No exercise has gone up yet")


# one exercise


@pytest.mark.parametrize("aspect", [None, A.CHANGE])
def test_how_an_exercise_is_going(aspect: Aspect | None) -> None:
    """From what to what, or that nothing has grown yet; and the last dose."""
    assert asked(GROWN, aspect, *named("reverse_lunge")) == (
        "Since you began, the reverse lunge went from one to two sets. "
        "Last time you did two sets of up to seven reps each leg."
    )
    assert asked(GROWN, aspect, *named("long_lever_bridge_hold")) == (
        "No change on the long-lever bridge hold so far. Last time you did two sets of up to twenty seconds."
    )


def test_what_was_done_of_an_exercise_last_time() -> None:
    """When, how many sets, and how long or how often."""
    hold = "You last did the long-lever bridge hold eight days ago, two sets of up to twenty seconds."
    assert asked(GROWN, A.LAST, *named("long_lever_bridge_hold")) == hold


def test_an_exercise_is_told_in_the_variant_done_last() -> None:
    """Asked about the sliding leg curl, a runner who does the full one hears of that."""
    full = weeks_of((done("sliding_leg_curl", 1, 8),), (done("sliding_leg_curl:full", 1, 6),))
    expected = "Your best set of the full sliding leg curl is six reps."
    assert asked(full, A.BEST, *named("sliding_leg_curl")) == expected


def test_of_several_meant_the_one_that_was_done_is_told() -> None:
    """A name for many exercises means the one the runner knows; else it is asked which."""
    curl = Named("curl", ("nordic_curl", "ball_hamstring_curl", "standing_hamstring_curl"))
    ball = record(class_on(TODAY, done("ball_hamstring_curl", 1, 8)))
    assert asked(ball, A.BEST, curl) == "Your best set of the ball hamstring curl is eight reps."
    talk = Conversation(GROWN)
    talk.say(E.PROGRESS, exercises=(curl,))
    assert talk.heard.startswith("Do you mean")
    talk.say(E.HOW_TO, exercises=named("ball_hamstring_curl"))
    assert talk.heard.startswith("You haven't done the ball hamstring curl with me yet.")


def test_weeks_are_those_of_all_exercises() -> None:
    """A streak with an exercise named is the streak."""
    assert asked(GROWN, A.STREAK, *named(hinge)) == asked(GROWN, A.STREAK)


# wherever it is asked


def test_in_a_class_the_answer_comes_back_to_it() -> None:
    """Asked over a set, the answer is short and the set goes on where it was."""
    talk = Conversation(replace(GROWN, welcomed=True, straight=False)).all(E.START, E.GO)
    talk.say(E.PROGRESS, at=talk.reply.cues[len(talk.reply.cues) // 2].start + LATENCY)
    assert talk.heard.startswith("You've done three classes")
    assert talk.session.awaiting is Awaiting.SET


def test_in_a_first_class_nothing_else_is_offered() -> None:
    """With nothing logged yet, the class goes on."""
    talk = Conversation().all(E.START, E.GO)
    talk.say(E.PROGRESS, at=5_000)
    assert talk.heard.startswith("You haven't done a class with me yet.")
    assert talk.session.awaiting is Awaiting.SET


def test_an_answer_can_be_heard_again() -> None:
    """Repeat says it once more."""
    talk = Conversation(GROWN)
    talk.say(E.PROGRESS, aspect=A.STREAK)
    heard = talk.heard.partition(".")[0]
    assert talk.say(E.REPEAT)
    assert talk.heard.startswith(heard)


# whatever the record


@st.composite
def records(draw: st.DrawFn) -> Progress:
    """Draw the record of any runner: classes, light ones and lone sets, over up to two years."""
    exercises = st.lists(
        st.builds(
            ExerciseDone,
            st.sampled_from(sorted(map(str, RUNGS))),
            st.integers(1, 4),
            st.integers(1, 60),
            st.none() | st.sampled_from(Felt),
        ),
        min_size=1,
        max_size=6,
        unique_by=lambda one: one.exercise,
    )
    entries: list[ClassDone] = draw(
        st.lists(
            st.builds(
                lambda ago, minutes, light, done: class_on(TODAY - ago, *done, minutes=minutes, light=light),
                st.integers(0, 700),
                st.sampled_from([0, 10, 30]),
                st.booleans(),
                exercises,
            ),
            max_size=12,
            unique_by=lambda entry: entry.day,
        )
    )
    return record(*entries)


@settings(max_examples=150)
@given(progress=records(), away=st.sampled_from([0, 1, 6, 13, 30, 60, 400, 4_000]), data=st.data())
def test_no_answer_blames_or_rambles(progress: Progress, away: int, data: st.DataObject) -> None:
    """Whatever was done, and however long ago: no word of reproach, and no more than a listener keeps."""
    aspect = data.draw(st.sampled_from([None, *A]))
    exercise = data.draw(st.sampled_from([(), *(named(id_) for id_ in LIBRARY.exercises)]))
    said = asked(progress, aspect, *exercise, day=TODAY + away)
    assert said
    assert not re.search(BLAME, said, re.IGNORECASE), said
    assert len(said.split()) <= MOST_WORDS, said
    assert said.count(".") <= 3, said
