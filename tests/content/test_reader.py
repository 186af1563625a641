"""Reading a content folder: what comes out of a sound one."""

from pathlib import Path

import pytest

from skill.coaching.facts.exercise import Before, Dose, Level, Phase, PhaseKind, Rung, Variant
from skill.coaching.facts.library import Block, Course, Week
from skill.coaching.turn.events import Aspect, EventKind, Question
from skill.coaching.words.prompts import Say
from skill.content import Intent, Locale, SlotValue
from skill.content.model import Other, Slot, Topic
from skill.content.reader import read_content
from tests.content.folders import change


def test_a_variant_takes_what_it_does_not_name_from_the_default(folder: Path) -> None:
    """Kit of the default is replaced, its level kept or replaced, as the file says."""
    change(folder, "exercises/lift.toml", 'level = "advanced"\n', "")
    variants = read_content(folder).library.exercises["lift"].variants
    assert variants["loaded"] == Variant(
        phases=(Phase(PhaseKind.ECCENTRIC, 4), Phase(PhaseKind.CONCENTRIC, 2)),
        dose=Dose(6, 4, 8, 2),
        level=Level.INTERMEDIATE,
        kit=("weights",),
        strenuous=True,
        get_ready=6,
        change=8,
        finish=2,
        setup_pauses=(6,),
        move_pauses=(5, 3),
        before=Before(28, 0, (Rung("bridge"),), sets=2, amount=12),
        caution=True,
        faults=("back_rounds",),
    )


def test_ladders_name_exercises_and_variants(folder: Path) -> None:
    """`lift:loaded` is the loaded variant of the lift."""
    bridge = read_content(folder).library.exercises["bridge"]
    assert bridge.harder == (Rung("lift"), Rung("lift", "loaded"))


def test_an_exercise_has_the_mistakes_of_its_words(folder: Path) -> None:
    """The ids stand in the order of the words file."""
    assert read_content(folder).library.exercises["lift"].faults == ("back_rounds", "hips_drop")


def test_blocks_have_one_set_unless_they_say_so(folder: Path) -> None:
    """Circuits name no sets."""
    template = read_content(folder).library.templates["10_bodyweight_intermediate"]
    assert template.blocks == (Block(Rung("bridge"), 10), Block(Rung("lift"), 5))


def test_a_class_may_be_light(folder: Path) -> None:
    """For days when the usual class would be too much."""
    templates = read_content(folder).library.templates
    assert [id_ for id_, template in templates.items() if template.light] == ["5_light_beginner"]


def test_a_row_of_a_plan_stands_for_all_its_weeks(folder: Path) -> None:
    """Each week has the classes that count, the reps of each set, and the variant of the exercise."""
    assert read_content(folder).library.courses["lifts"] == Course(
        "lifts",
        topic="how_often",
        weeks=(
            Week(0, (1, 2), (6, 5), Rung("lift")),
            Week(0, (1, 2), (6, 5), Rung("lift")),
            Week(1, (1, 1), (6,), Rung("lift", "loaded"), keeps=True),
        ),
        exercise="lift",
        first="month",
    )


def test_a_plan_may_be_about_every_exercise(folder: Path) -> None:
    """Then its weeks name none, and whoever has done it has another level."""
    month = read_content(folder).library.courses["month"]
    assert month == Course("month", "how_often", (Week(0, (2, 3), (10, 10)),), level=Level.INTERMEDIATE)


def test_kit_that_comes_in_weights_is_known(folder: Path) -> None:
    """An exercise with it can be made harder by a heavier one."""
    assert read_content(folder).library.loads == {"weights"}


def test_a_topic_brings_its_own_intent(folder: Path) -> None:
    """Its name comes from the file, its utterances from `asked`."""
    content = read_content(folder)
    assert content.intents["HowOftenTopicIntent"] == Intent(
        "HowOftenTopicIntent", EventKind.TOPIC, topic="how_often"
    )
    assert content.languages["en"].utterances["HowOftenTopicIntent"] == ("how often should i train",)
    assert content.languages["en"].topics == {"how_often": Topic("how_often", "bridge")}


def test_an_intent_has_its_event_question_and_slots(folder: Path) -> None:
    """All three come from intents.toml."""
    assert read_content(folder).intents["KitQuestionIntent"] == Intent(
        "KitQuestionIntent",
        EventKind.ASK,
        Question.KIT,
        slots=(Slot("exercise", "Exercise"), Slot("kit", "Kit")),
    )


def test_an_intent_may_fix_an_aspect_or_a_course(folder: Path) -> None:
    """What of the progress, or which plan over weeks, is asked for."""
    intents = read_content(folder).intents
    assert intents["WeekIntent"] == Intent("WeekIntent", EventKind.PROGRESS, aspect=Aspect.WEEK)
    assert intents["MonthIntent"] == Intent("MonthIntent", EventKind.BUILD_UP, course="month")


def test_names_people_say_become_slot_values(folder: Path) -> None:
    """In lower case, each once, the exercise's own name first."""
    types = read_content(folder).languages["en"].slot_types
    assert types["Exercise"][0] == SlotValue("bridge", "bridge", ("bridges", "fridge"))
    assert types["Kit"][0] == SlotValue("mat", "mat", ("yoga mat", "matt"))


def test_a_locale_without_its_own_word_takes_the_default(folder: Path) -> None:
    """British listeners hear physio, Americans physical therapist."""
    assert read_content(folder).languages["en"].locales == {
        "en-US": Locale("en-US", "hamstring coach", {"physio": "physical therapist"}),
        "en-GB": Locale("en-GB", "hamstring coach", {"physio": "physio"}),
    }


def test_movements_outside_the_programme_are_kept_apart(folder: Path) -> None:
    """They are no values of the exercise slot."""
    assert read_content(folder).languages["en"].others == {"squat": Other("squat", ("squat", "squats"), "bridge")}


def test_kit_that_must_not_hold_the_ankles_is_known(folder: Path) -> None:
    """A sofa tips."""
    assert read_content(folder).languages["en"].unsafe_anchors == {"sofa"}


@pytest.mark.parametrize(
    ("key", "wordings"),
    [
        ("exercises.bridge.ready", ("Lie on your back, knees bent.",)),
        ("exercises.bridge.setup.1", ("Bend your knees.",)),
        ("exercises.bridge.cues.1", ("Ribs down",)),
        ("exercises.bridge.cues", ("Push through your heels", "Ribs down", "Hips up")),
        ("exercises.lift.mistakes.0", ("The back rounds. Go less far.",)),
        ("exercises.lift.fault.hips_drop", ("Push the floor away.",)),
        ("exercises.lift:loaded.name", ("loaded lift",)),
        ("exercises.lift:loaded.phases.0", ("slow",)),
        ("exercises.march.intro", ("March on the spot.",)),
        ("topics.how_often.answer", ("Train twice a week.",)),
        ("kit.mat.name", ("a mat",)),
        ("kit.mat.advice", ("Any mat will do.",)),
        ("level.beginner.name", ("beginner",)),
        ("side.left.name", ("left",)),
        ("nouns.set.other", ("{number} sets",)),
        ("others.squat.answer", ("Squats do little for the hamstrings.",)),
        (Say.WELCOME.value, ("Yes.",)),
    ],
)
def test_every_sentence_has_its_key(folder: Path, key: str, wordings: tuple[str, ...]) -> None:
    """The phrasebook finds it there."""
    assert read_content(folder).languages["en"].wordings[key] == wordings


def test_a_variant_without_phase_words_takes_those_of_the_default(folder: Path) -> None:
    """It then has as many phases."""
    change(folder, "en/exercises/lift.toml", 'phases = ["slow", "up"]', "")
    change(
        folder,
        "exercises/lift.toml",
        'phases = [{ kind = "eccentric", seconds = 4 }, { kind = "concentric", seconds = 2 }]',
        "",
    )
    wordings = read_content(folder).languages["en"].wordings
    assert [wordings[f"exercises.lift:loaded.phases.{i}"] for i in range(3)] == [
        ("down",),
        ("hold",),
        ("up",),
    ]


def test_prompts_may_be_nested_and_have_several_wordings(folder: Path) -> None:
    """`[class] paused = [...]` is the key class.paused."""
    change(folder, "en/prompts.toml", '"class.paused" = "Yes."\n', "")
    with (folder / "en/prompts.toml").open("a", encoding="utf-8") as file:
        file.write('[class]\npaused = ["Paused.", "Holding for {name}."]\n')
    assert read_content(folder).languages["en"].wordings["class.paused"] == ("Paused.", "Holding for {name}.")
