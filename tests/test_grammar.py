"""How a language counts and lists: the generated files, and what is made for a language not served yet."""

import tomllib
from pathlib import Path

import pytest

from skill.app import CONTENT
from skill.content.folder import Folder
from skill.content.language.grammar import read_grammar
from skill.content.model import NUMBERS, Grammar
from skill.grammar import GrammarError, grammar, stale_grammars, write_grammars

pytestmark = pytest.mark.slow


def read(folder: Path, code: str, cldr: str) -> Grammar:
    """Return the grammar of a language, written and read again."""
    (folder / "grammar.toml").write_text(grammar(code, cldr), encoding="utf-8")
    files = Folder(folder)
    found = read_grammar(files.table("grammar.toml"))
    assert files.faults == []
    return found


@pytest.fixture(scope="module")
def english() -> Grammar:
    """Give the grammar of the English content."""
    files = Folder(CONTENT)
    return read_grammar(files.table("en/grammar.toml"))


def test_the_committed_grammars_are_what_the_libraries_say() -> None:
    """Nobody edits them."""
    assert stale_grammars(CONTENT) == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (1, "one"),
        (12, "twelve"),
        (21, "twenty-one"),
        (100, "one hundred"),
        (101, "one hundred and one"),
        (999, "nine hundred and ninety-nine"),
        (1000, "1000"),
        (-1, "-1"),
    ],
)
def test_a_number_is_said_in_words(english: Grammar, number: int, words: str) -> None:
    """Numbers up to 999 are words; others are left to the voice."""
    assert english.in_words(number) == words


def test_no_two_numbers_sound_alike(english: Grammar) -> None:
    """Different numbers have different words, without a digit."""
    words = [english.in_words(number) for number in range(NUMBERS)]
    assert len(set(words)) == NUMBERS
    assert not any(sign.isdigit() for sign in "".join(words))


@pytest.mark.parametrize(
    ("number", "category"),
    [(0, "many"), (1, "one"), (3, "few"), (5, "many"), (11, "many"), (21, "one"), (222, "few"), (1001, "one")],
)
def test_a_language_may_have_many_plurals(tmp_path: Path, number: int, category: str) -> None:
    """Russian has three, by the last two digits."""
    assert read(tmp_path, "ru", "ru").plural_of(number) == category


@pytest.mark.parametrize(
    ("items", "all_of", "one_of"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a und b", "a oder b"),
        (["a", "b", "c"], "a, b und c", "a, b oder c"),
        (["a", "b", "c", "d"], "a, b, c und d", "a, b, c oder d"),
    ],
)
def test_things_are_listed_as_the_language_does(
    tmp_path: Path, items: list[str], all_of: str, one_of: str
) -> None:
    """Commas, and a word before the last."""
    german = read(tmp_path, "de", "de")
    assert (german.all_of.of(items), german.one_of.of(items)) == (all_of, one_of)


def test_days_and_months_are_those_of_the_language(tmp_path: Path) -> None:
    """The week begins on Monday."""
    french = read(tmp_path, "fr", "fr")
    assert (french.weekdays[0], french.weekdays[-1]) == ("lundi", "dimanche")
    assert (french.months[0], french.ordinals[0]) == ("janvier", "premier")


@pytest.mark.parametrize(("code", "cldr"), [("xx", "xx"), ("en", "no such"), ("zu", "zu")])
def test_a_language_that_a_library_does_not_know_is_told(code: str, cldr: str) -> None:
    """The error names the language."""
    with pytest.raises(GrammarError, match=f"no grammar for {code}"):
        grammar(code, cldr)


def test_a_grammar_is_written_for_every_language_folder(tmp_path: Path) -> None:
    """What is missing or was edited is told, and written anew."""
    for code in ("en", "de"):
        (tmp_path / code).mkdir()
        (tmp_path / code / "locale.toml").write_text("", encoding="utf-8")
    (tmp_path / "de" / "grammar.toml").write_text("numbers = 'keine'\n", encoding="utf-8")

    assert stale_grammars(tmp_path) == ["de/grammar.toml", "en/grammar.toml"]
    assert write_grammars(tmp_path) == ["de/grammar.toml", "en/grammar.toml"]
    assert stale_grammars(tmp_path) == []
    assert tomllib.loads((tmp_path / "de" / "grammar.toml").read_text("utf-8"))["plurals"] == {"one": [1]}
