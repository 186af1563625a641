"""Content owns its ids: no line of the skill depends on what a thing is called."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from skill.app import CONTENT, ROOT
from skill.content import Content

SOURCES = sorted((ROOT / "skill").rglob("*.py"))


@pytest.fixture(scope="module")
def ids(content: Content) -> frozenset[str]:
    """Give every id of the content, but for words that are also keys of a file or nouns of the grammar."""
    library, english = content.library, content.languages["en"]
    things = (library.exercises, library.drills, library.warm_ups, library.templates, library.courses)
    vocabulary = tomllib.loads((CONTENT / "en/vocabulary.toml").read_text("utf-8"))
    groups = [vocabulary[group] for group in ("kit", "place", "muscle")]
    found = {id_ for group in (*things, *groups, english.topics, english.others) for id_ in group}
    return frozenset(found - _keys() - vocabulary["noun"].keys())


def _keys() -> set[str]:
    """The keys at the top of every file that is one thing."""
    files = (path for path in CONTENT.glob("**/*/*.toml") if path.parent.name != "en")
    return {key for path in files for key in tomllib.loads(path.read_text("utf-8"))}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_source_names_an_id_of_the_content(path: Path, ids: frozenset[str]):
    """What a thing is for stands in its file, as a key; a thing with another id would serve as well."""
    assert sorted(set(_texts(path)) & ids) == []


def test_an_id_in_a_source_would_be_found(tmp_path: Path, ids: frozenset[str]):
    """The search reads names in any expression."""
    source = tmp_path / "source.py"
    source.write_text(f"fits = thing in ('a', {min(ids)!r})\n", encoding="utf-8")

    assert set(_texts(source)) & ids == {min(ids)}


def _texts(path: Path) -> Iterator[str]:
    """Every text in the code, parts of an f-string included."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value.strip(".: ")
