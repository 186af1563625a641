"""What one file adds: an exercise, a hold of one leg, a warm-up, a class and a topic, by CONTRIBUTING alone."""

import shutil
from pathlib import Path

import pytest

from skill.app import CONTENT, answer, build_skill
from skill.coaching.facts.exercise import Rung, Side
from skill.coaching.timeline.cues import Cue, CueKind, Delivery, Position, Stage
from skill.coaching.timeline.plan import one_set
from skill.coaching.timeline.script import Script
from skill.console.console import Console
from skill.console.conversation import START, Conversation
from skill.console.device import Device
from skill.console.envelope import Origin
from skill.content import Content
from skill.content.reader import read_content
from skill.interaction_model import build_models
from skill.rehearsal import rehearse
from skill.speech.phrasebook import Phrasebook
from skill.storage import open_store
from tests.amazon import response_faults

pytestmark = pytest.mark.slow


def write(folder: Path, file: str, text: str) -> None:
    """Add a file."""
    (folder / file).write_text(text, encoding="utf-8")


def edited(folder: Path, file: str, *changes: tuple[str, str]) -> str:
    """The text of a file that is like the one to add, with what is different."""
    text = (folder / file).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, (file, old)
        text = text.replace(old, new)
    return text


def heard_as(*names: str) -> str:
    """The line of a words file that says what people call it."""
    return f"spoken = {list(names)!r}\n".replace("'", '"')


def lines_without(text: str, *starts: str) -> str:
    """The text without the lines that begin so."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(starts))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The real content, with one of each added."""
    folder = Path(shutil.copytree(CONTENT, tmp_path_factory.mktemp("contributor") / "content"))
    # an exercise like the good morning, that is asked for by its own name
    facts = lines_without(edited(folder, "exercises/good_morning.toml").split("[variants.band]")[0], "harder")
    write(folder, "exercises/prayer_hinge.toml", facts.replace("swaps =", 'harder = ["good_morning"]\nswaps ='))
    words = edited(folder, "en/exercises/good_morning.toml", ('name = "good morning"', 'name = "prayer hinge"'))
    words = lines_without(words.split("[variants.band]")[0], "spoken", "heard")
    write(
        folder, "en/exercises/prayer_hinge.toml", words.replace("summary", heard_as("prayer hinge") + "summary", 1)
    )
    # a hold on one leg, then on the other
    facts = edited(
        folder,
        "exercises/long_lever_bridge_hold.toml",
        ('sides = "both"', 'sides = "one_then_other"\nchange = 8'),
        ("amount = 20\nleast = 10\nmost = 30", "amount = 10\nleast = 5\nmost = 20"),
    )
    write(folder, "exercises/one_leg_hold.toml", facts)
    words = lines_without(edited(folder, "en/exercises/long_lever_bridge_hold.toml"), "spoken", "heard")
    for old, new in (
        ('name = "long-lever bridge hold"', 'name = "one-leg hold"\n' + heard_as("one leg hold", "one leg holds")),
        ('"Lift your toes, so that only your heels press down."', '"Press down with your {side} heel alone."'),
        (
            'ready = "Lie on your back, heels far out, toes up."',
            'ready = "Lie on your back, {side} heel far out."',
        ),
    ):
        assert old in words
        words = words.replace(old, new)
    write(folder, "en/exercises/one_leg_hold.toml", words)
    # a warm-up, a class with a name that has both, and a topic
    part = '[[parts]]\nexercise = "march"\namount = 30\n'
    write(folder, "warm_ups/half_minute.toml", part)
    blocks = (
        '[[blocks]]\nexercise = "prayer_hinge"\namount = 8\n\n[[blocks]]\nexercise = "one_leg_hold"\namount = 8\n'
    )
    head = 'named = true\nminutes = 5\nkit = []\nplace = "home"\nlevel = "intermediate"\n'
    head += 'style = "straight"\nrounds = 1\n'
    write(folder, "sessions/morning_glory.toml", f'{head}warm_up = "half_minute"\n\n{blocks}')
    named = '[session.morning_glory]\nname = "sunrise class"\n' + heard_as("sunrise class", "sunrise session")
    write(folder, "en/vocabulary.toml", edited(folder, "en/vocabulary.toml") + "\n" + named)
    asked = 'asked = ["why do my socks slip", "my socks slip on the floor"]\nanswer = "Cotton socks slide best."\n'
    write(folder, "en/topics/socks.toml", asked)
    return read_content(folder)


@pytest.fixture
def talk(content: Content) -> Conversation:
    """A conversation with a coach who has all of it, each answer as the platform takes it."""
    built = build_skill(content, open_store("memory:"))

    def checked(event):
        response = answer(built, event)
        assert response_faults(response) == []
        return response

    return Conversation(Device(Console(content, lambda _: {}).hearing("en-US"), checked, Origin("en-US")), START)


def test_no_class_goes_wrong_with_it(content: Content) -> None:
    """Every kind of class is planned."""
    assert rehearse(content) == ()


def test_it_is_in_every_model(content: Content) -> None:
    """The names, and the topic as an intent of its own."""
    for model in build_models(content).values():
        language = model["interactionModel"]["languageModel"]
        values = {type_["name"]: [value["id"] for value in type_["values"]] for type_ in language["types"]}
        assert {"prayer_hinge", "one_leg_hold"} <= set(values["Exercise"])
        assert "morning_glory" in values["SessionName"]
        assert any("Socks" in intent["name"] for intent in language["intents"])


def test_both_legs_hold_for_as_long(content: Content) -> None:
    """First the right one, then the left, with time to change."""
    english = content.languages["en"]
    phrasebook = Phrasebook(english, english.locales["en-US"].terms)
    script = Script(
        one_set(Rung("one_leg_hold"), 10), Delivery(straight=True), content.library, phrasebook.length_of
    )
    work = [cue for cue in script.turn(Position()).cues if cue.position.stage is Stage.WORK]
    held = [sum(cue.end - cue.start for cue in work if _holds(cue, side)) for side in Side]

    assert held == [10_000, 10_000]


def _holds(cue: Cue, side: Side) -> bool:
    return cue.kind is CueKind.TIME and cue.position.side is side


def test_it_is_explained(talk: Conversation) -> None:
    """By its name, step by step."""
    assert "The prayer hinge." in talk.says("how do i do a prayer hinge").text
    assert "Step one." in talk.says("start over").text


def test_its_questions_are_answered(talk: Conversation) -> None:
    """Those of the exercise, and the topic."""
    assert "seconds" in talk.says("how long is a one leg hold").text
    assert talk.says("why do my socks slip").text.startswith("Cotton socks slide best.")


def test_the_class_is_held_by_its_name(talk: Conversation) -> None:
    """With its warm-up and both exercises, and every interruption finds its way back."""
    announced = talk.says("start the sunrise class").text
    assert "The sunrise class." in announced
    assert "prayer hinge and one-leg hold" in announced
    talk.says("straight through")
    for said in ("how many left", "pause", "go", "next", "which leg", "make it easier", "skip this one"):
        assert talk.says(said).text


def test_it_can_be_left_out(talk: Conversation) -> None:
    """And brought back."""
    assert "one-leg hold" in talk.says("leave out one leg holds").text
    assert "one-leg hold" in talk.says("bring them back").text
