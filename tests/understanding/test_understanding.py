"""How much of what runners say is understood: the goals, and the fairness of their measure."""

import pytest

from skill.console.ear.recogniser import Recogniser
from skill.content import Content
from tests.understanding.measure import (
    PHRASINGS,
    TODAY,
    Blind,
    accuracy,
    blind_sets,
    measure,
    read_phrasings,
    report,
    serving,
    told,
)

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("name", "goal"), [("hundred", 0.97), ("tuning", 0.95), ("held_out", 0.92), ("out_of_domain", 0.94)]
)
def test_enough_is_understood(recogniser: Recogniser, name: str, goal: float) -> None:
    """Intent and exercise are right as often as the goal says."""
    assert accuracy(measure(recogniser, name)) >= goal


@pytest.mark.parametrize("blind", list(blind_sets()), ids=lambda blind: blind.name)
def test_every_group_of_a_blind_set_is_one_that_something_serves(blind: Blind) -> None:
    """Which intents serve it is known before it is heard, and when that was and what came of it stands with it."""
    assert {group for group, _ in blind.said} <= serving().keys()
    assert blind.first_sight.startswith("Heard first on 20")


def test_what_is_told_is_in_the_slots(recogniser: Recogniser) -> None:
    """Of what is told of runs, days and classes, intent and every slot are right nine times in ten."""
    assert accuracy(told(recogniser)) >= 0.9


def test_what_was_held_out_is_not_in_what_was_tuned_on() -> None:
    """No held-out phrasing is also one to tune on, or one of the hundred."""
    tuned = {phrasing.said.lower() for name in ("tuning", "hundred") for phrasing in read_phrasings(name)}

    assert [phrasing.said for phrasing in read_phrasings("held_out") if phrasing.said.lower() in tuned] == []


@pytest.mark.parametrize(
    ("name", "least"), [("hundred", 100), ("tuning", 800), ("held_out", 480), ("out_of_domain", 170)]
)
def test_there_are_enough_different_phrasings(name: str, least: int) -> None:
    """Each data file has its number of phrasings, none twice."""
    said = [phrasing.said for phrasing in read_phrasings(name)]

    assert len(set(said)) == len(said) >= least


@pytest.mark.parametrize("name", PHRASINGS)
def test_what_is_expected_exists(content: Content, name: str) -> None:
    """Every intent and exercise that a data file expects is one of the content."""
    exercises = {*content.library.exercises, "none", "unknown"}
    for phrasing in read_phrasings(name):
        assert set(phrasing.intents) <= content.intents.keys()
        assert {id_ for one in phrasing.exercises for id_ in one.split("+")} <= exercises


@pytest.mark.slow
def test_report_names_every_file_and_confusion(recogniser: Recogniser) -> None:
    """The printed table has a line for each data file, and one for each phrasing that went wrong."""
    lines = list(report(recogniser))
    wrong = [result for name in PHRASINGS for result in measure(recogniser, name) if not result.right]

    assert all(any(line.startswith(title) for line in lines) for title in PHRASINGS.values())
    assert sum(f'"{result.phrasing.said}"' in line for result in wrong for line in lines) >= len(wrong)


@pytest.mark.parametrize(
    ("said", "intent", "exercise"),
    [
        ("good morning", "GreetingIntent", None),
        ("how do i do a good morning", "HowToIntent", "good_morning"),
        ("what muscles does the good morning work", "MusclesQuestionIntent", "good_morning"),
        ("start a hamstring workout", "StartClassIntent", None),
        ("begin my hamstring workout", "StartClassIntent", None),
        ("how do i do a hamstring walkout", "HowToIntent", "hamstring_walkout"),
        ("easier hamstring walkout", "EasierQuestionIntent", "hamstring_walkout"),
        ("hold on", "AMAZON.PauseIntent", None),
        ("how do i do a bridge hold", "HowToIntent", "long_lever_bridge_hold"),
        ("step it up", "MakeHarderIntent", None),
        ("how do i do a step up", "HowToIntent", "step_up"),
        ("stop", "AMAZON.StopIntent", None),
        ("hang on", "AMAZON.PauseIntent", None),
        ("next", "AMAZON.NextIntent", None),
        ("how do i do a deadlift", "HowToIntent", "romanian_deadlift"),
        ("how do i do a bridge", "HowToIntent", "glute_bridge"),
        ("how do i do a lunge", "HowToIntent", "reverse_lunge"),
        ("easy", "LogIntent", None),
        ("hard", "LogIntent", None),
        ("that was easy", "LogIntent", None),
        ("light", "LogIntent", None),
        ("an easy run", "RanIntent", None),
        ("make it easier", "MakeEasierIntent", None),
        ("sunday", "ReminderTimeIntent", None),
        ("tomorrow", "ReminderTimeIntent", None),
        ("what's coming up", "WhatsNextIntent", None),
        ("stop the session", "AMAZON.StopIntent", None),
        ("cancel", "AMAZON.CancelIntent", None),
        ("no", "AMAZON.NoIntent", None),
    ],
)
def test_collisions_are_resolved(recogniser: Recogniser, said: str, intent: str, exercise: str | None) -> None:
    """Words that are an exercise and ordinary speech are told apart by what is said with them (section 1)."""
    understood = recogniser.understand(said, TODAY)
    heard = [match.id for slot in understood.slots if slot.type == "Exercise" for match in slot.matches]

    assert (understood.intent, heard) == (intent, [exercise] if exercise else [])


def test_a_bare_curl_may_be_several_exercises(recogniser: Recogniser) -> None:
    """A name that several exercises share has all of them as matches."""
    (slot,) = recogniser.understand("how do i do a curl", TODAY).slots

    assert {"ball_hamstring_curl", "nordic_curl", "sliding_leg_curl"} <= {match.id for match in slot.matches}


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        ("start a ten minute session", {"duration": "PT10M"}),
        ("give me twenty minutes with dumbbells", {"duration": "PT20M", "kit": "dumbbells"}),
        ("give me half an hour at home", {"duration": "PT30M", "place": "at home"}),
        ("start a twenty minute beginner session", {"duration": "PT20M", "level": "beginner"}),
        ("start a session with nordics and bridges", {"exercise": "nordics", "second_exercise": "bridges"}),
        ("i did six", {"number": "6"}),
        ("that was hard", {"felt": "hard"}),
        ("i did a long run on thursday", {"run": "long run", "day": "2026-01-08"}),
        ("i have a race on sunday", {"run": "race", "day": "2026-01-11"}),
        ("my marathon is in two weeks", {"run": "marathon", "day": "2026-01-19"}),
        ("long run at the weekend", {"run": "long run", "day": "2026-W02-WE"}),
        ("i'm still a bit stiff can i do it", {"sore": "still a bit stiff"}),
        ("i did hamstrings yesterday is today okay", {"day": "2026-01-04"}),
        ("give me an easy class", {"intensity": "easy"}),
        ("five easy minutes", {"intensity": "five easy minutes"}),
        ("i'm not running on sunday", {"day": "2026-01-11"}),
        ("my hips keep dropping on the ball curl", {"fault": "my hips keep dropping", "exercise": "ball curl"}),
        ("swap the bridge for a walkout", {"exercise": "bridge", "second_exercise": "walkout"}),
    ],
)
def test_slots_are_filled(recogniser: Recogniser, said: str, slots: dict[str, str]) -> None:
    """What is named in a sentence is in its slots."""
    assert {slot.name: slot.value for slot in recogniser.understand(said, TODAY).slots} == slots
