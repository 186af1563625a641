"""Every file of the real content: fit to coach from, and as the coaching facts have it."""

import shutil
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.coaching.errors import ContentError, Fault
from skill.coaching.facts.exercise import Counting, Exercise, Sides
from skill.content import Content
from skill.content.reader import read_content

CONTENT = Path(__file__).parents[2] / "content"
FILES = sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.toml"))
WORDS = [file for file in FILES if file.startswith("en/exercises/")]

FIELDS = (
    "name spoken heard summary kit setup move ready phases breathing depth feet cues mistakes safety come_out end"
    " easier harder instead muscles feel why stride"
)
CAUTION = ("never", "leave_out")
"""Fields of those that have a caution."""
SOME = ("load", "turn")
"""Fields of those that have a hard position, or turn round for the other side."""


@cache
def content() -> Content:
    """The real content."""
    return read_content(CONTENT)


@cache
def faults() -> dict[str, list[Fault]]:
    """All faults of the real content, by file."""
    by_file = defaultdict(list)
    try:
        read_content(CONTENT)
    except ContentError as error:
        for fault in error.faults:
            by_file[fault.file].append(fault)
    return by_file


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_without_faults(file: str) -> None:
    """What `validate` finds wrong in it."""
    assert faults().get(file, []) == []


def test_no_file_is_missing() -> None:
    """Faults of files that are not there at all."""
    assert {file: told for file, told in faults().items() if file not in FILES} == {}


@pytest.mark.parametrize("file", WORDS)
def test_a_words_file_has_every_field(file: str) -> None:
    """Nothing that a runner may ask about an exercise is left out."""
    words = tomllib.loads((CONTENT / file).read_text(encoding="utf-8"))
    assert set(words) - {"variants", *CAUTION, *SOME} == set(FIELDS.split())


@pytest.mark.parametrize("exercise", content().library.exercises.values(), ids=lambda exercise: exercise.id)
def test_a_set_is_as_long_as_a_set_is(exercise: Exercise) -> None:
    """Between fifteen seconds and two minutes at the default dose (coaching facts, section 2); rests alike."""
    assert 15 <= set_seconds(exercise) <= 120
    assert 30 <= exercise.rest[0] <= exercise.rest[1] <= 180


def set_seconds(exercise: Exercise) -> float:
    """Length of the default set: coaching facts, section 3.5."""
    amount, rep = exercise.default.dose.amount, exercise.default.rep_seconds
    legs = 1 if exercise.sides is Sides.BOTH else 2
    work = amount if exercise.counting is Counting.HOLD else amount * rep
    return work * legs + exercise.default.change + exercise.default.finish


def test_what_beginners_must_not_meet_is_strenuous() -> None:
    """Coaching facts 0.2: the Nordic, the swing and the bar good morning."""
    exercises = content().library.exercises
    assert exercises["nordic_curl"].default.strenuous
    assert exercises["kettlebell_swing"].default.strenuous
    assert exercises["good_morning"].variants["bar"].strenuous


@pytest.mark.parametrize("id_", [path.stem for path in sorted((CONTENT / "sessions").glob("*_beginner.toml"))])
def test_no_class_for_beginners_has_anything_strenuous(id_: str) -> None:
    """Coaching facts 3.4: none at all for a beginner."""
    library = content().library
    assert not [block for block in library.templates[id_].blocks if library.variant(block.rung).strenuous]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content, to be broken."""
    return Path(shutil.copytree(CONTENT, tmp_path_factory.mktemp("content") / "content"))


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_no_change_of_bytes_raises_anything_but_content_errors(copy: Path, data: st.DataObject) -> None:
    """Each time in another of the real files."""
    path = copy / data.draw(st.sampled_from(FILES))
    sound = path.read_bytes()
    start = data.draw(st.integers(0, len(sound)))
    path.write_bytes(sound[:start] + data.draw(st.binary(min_size=1, max_size=8)) + sound[start + 3 :])
    try:
        read_content(copy)
    except ContentError:
        pass
    finally:
        path.write_bytes(sound)
