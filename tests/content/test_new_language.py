"""A language added by CONTRIBUTING alone: nothing in Python knows which languages there are."""

import re
import shutil
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from skill.app import CONTENT, answer, build_skill
from skill.console.console import Console
from skill.console.conversation import START, Conversation
from skill.console.device import Device
from skill.console.envelope import Origin
from skill.content import Content
from skill.content.reader import read_content
from skill.grammar import write_grammars
from skill.interaction_model import build_models
from skill.storage import open_store
from tests.content.folders import faults_of

LOCALE = "de-DE"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content with a German folder that is translated no further than to count as Germans do."""
    copy = Path(shutil.copytree(CONTENT, tmp_path_factory.mktemp("language") / "content"))
    shutil.copytree(copy / "en", copy / "de")
    locale = copy / "de/locale.toml"
    text = re.sub(r"(?m)^en-\w\w = .*\n", "", locale.read_text("utf-8"))
    text = re.sub(r"(?m)^locales = .*$", f'locales = ["{LOCALE}"]', text).replace('"en-001"', '"de"')
    locale.write_text(text, encoding="utf-8")
    write_grammars(copy)
    return copy


@pytest.fixture(scope="module")
def content(folder: Path) -> Content:
    """All of it."""
    return read_content(folder)


@pytest.fixture
def talk(content: Content) -> Conversation:
    """A conversation in the new language."""
    skill = partial(answer, build_skill(content, open_store("memory:")))
    ear = Console(content, lambda _: {}).hearing(LOCALE)
    return Conversation(Device(ear, skill, Origin(LOCALE)), START)


@pytest.mark.slow
def test_it_has_a_model(content: Content) -> None:
    """One for each of its locales, beside those of English."""
    assert build_models(content).keys() == {LOCALE, *content.languages["en"].locales}


@pytest.mark.slow
def test_it_counts_and_lists_by_its_grammar(talk: Conversation) -> None:
    """A number is heard in its words, said in its words, and the last thing is joined by its `and`."""
    announced = talk.says("start a einundzwanzig minute class").text
    assert re.search(r"About (neunzehn|zwanzig|einundzwanzig) minutes, with .* und ", announced)


@pytest.mark.slow
def test_its_days_are_heard(content: Content) -> None:
    """By their own names, in the sentences of its ear."""
    ear = Console(content, lambda _: {}).hearing(LOCALE)
    (slot,) = ear.understand("i ran on donnerstag", date(2026, 1, 5)).slots
    assert (slot.type, slot.value) == ("AMAZON.DATE", "2026-01-08")


def test_what_it_owes_is_told_at_once(tmp_path: Path) -> None:
    """Of a folder with nothing in it, every file that is missing."""
    copy = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    (copy / "de").mkdir()
    owed = {fault.file for fault in faults_of(copy)}
    files = {path.relative_to(CONTENT / "en") for path in (CONTENT / "en").rglob("*.toml")}
    assert owed >= {f"de/{path}" for path in files if path.name != "store.toml"}
