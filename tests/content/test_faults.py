"""Every fault of a broken content folder is told, all at once, and nothing else is ever raised."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skill.coaching.errors import ContentError
from skill.content.reader import read_content
from tests.content.folders import ALL_FILES, change, faults_of

pytestmark = pytest.mark.slow

BREAKS = tomllib.loads((Path(__file__).parent / "breaks.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", BREAKS)
def test_a_fault_is_told_once_with_file_field_found_and_allowed(folder: Path, name: str) -> None:
    """Each entry of breaks.toml breaks one thing, and nothing else is complained of."""
    change(folder, *BREAKS[name]["change"])
    told = faults_of(folder)
    assert [(fault.file, fault.field) for fault in told] == [(f[0], f[1]) for f in BREAKS[name]["faults"]]
    for fault, (_, _, found, allowed) in zip(told, BREAKS[name]["faults"], strict=True):
        assert found in fault.found
        assert allowed in fault.allowed


def test_all_faults_of_all_files_are_told_at_once(folder: Path) -> None:
    """Several files, several faults in one of them, sorted by file."""
    change(folder, "exercises/bridge.toml", '"lying"', '"laying"')
    change(folder, "exercises/bridge.toml", "amount = 12", "amount = 9")
    change(folder, "en/topics/how_often.toml", '"bridge"', '"brige"')
    change(folder, "en/exercises/lift.toml", '"Stand tall"', '"Stand as tall as you ever possibly can"')
    assert [(fault.file, fault.field) for fault in faults_of(folder)] == [
        ("en/exercises/lift.toml", "cues.2"),
        ("en/topics/how_often.toml", "offer"),
        ("exercises/bridge.toml", "dose.amount"),
        ("exercises/bridge.toml", "posture"),
    ]


def test_the_error_prints_one_line_a_fault(folder: Path) -> None:
    """It is what `validate` shows to an author."""
    change(folder, "exercises/bridge.toml", '"lying"', '"laying"')
    with pytest.raises(ContentError, match=r"^exercises/bridge.toml: posture: found 'laying'; allowed: one of"):
        read_content(folder)


@pytest.mark.parametrize("file", ALL_FILES)
def test_a_binary_file_is_one_fault(folder: Path, file: str) -> None:
    """What cannot be read is said once, and nothing that follows from it."""
    (folder / file).write_bytes(b"\x00\xff\xfe")
    assert [(fault.file, fault.field, fault.found) for fault in faults_of(folder)] == [
        (file, "file", "byte 1 is no UTF-8")
    ]


@pytest.mark.parametrize("file", ALL_FILES)
def test_a_folder_in_place_of_a_file_is_one_fault(folder: Path, file: str) -> None:
    """It cannot be read either."""
    (folder / file).unlink()
    (folder / file).mkdir()
    assert [(fault.file, fault.found) for fault in faults_of(folder)] == [(file, "Is a directory")]


@pytest.mark.parametrize(
    "file",
    [
        "intents.toml",
        *(
            f"en/{name}.toml"
            for name in ("locale", "grammar", "ear", "vocabulary", "faults", "prompts", "utterances", "style")
        ),
    ],
)
def test_a_missing_file_is_one_fault(folder: Path, file: str) -> None:
    """Every language has these files."""
    (folder / file).unlink()
    assert [(fault.file, fault.found) for fault in faults_of(folder)] == [(file, "No such file or directory")]


@pytest.mark.parametrize("file", ["en/exercises/lift.toml", "en/drills/march.toml"])
def test_every_exercise_and_drill_has_words(folder: Path, file: str) -> None:
    """A facts file alone is not enough."""
    (folder / file).unlink()
    assert faults_of(folder)[0].file == file


@pytest.mark.parametrize("file", ["en/exercises/squat.toml", "en/drills/jog.toml"])
def test_words_without_facts_are_a_fault(folder: Path, file: str) -> None:
    """They would never be said."""
    (folder / file).write_text('name = "x"', encoding="utf-8")
    assert (file, "file name") in [(fault.file, fault.field) for fault in faults_of(folder)]


@pytest.mark.parametrize(
    "file",
    ["extra.toml", "exercises/Bridge.toml", "exercises/lift.tml", "en/prompt.toml", "en/topics/7.toml"],
)
def test_a_file_nobody_reads_is_a_fault(folder: Path, file: str) -> None:
    """It is a slip in a file name more often than not."""
    (folder / file).write_text("", encoding="utf-8")
    assert [(fault.file, fault.found) for fault in faults_of(folder)] == [(file, "an unknown file")]


@pytest.mark.parametrize("file", ["README.md", "exercises/.bridge.toml.swp", "en/store.toml"])
def test_notes_hidden_files_and_the_store_listing_are_left_alone(folder: Path, file: str) -> None:
    """They are not read here."""
    (folder / file).write_text("not [toml", encoding="utf-8")
    assert faults_of(folder) == ()


def test_a_missing_folder_is_a_fault(tmp_path: Path) -> None:
    """Nothing else is raised when there is nothing at all."""
    assert (".", "folder") in [(fault.file, fault.field) for fault in faults_of(tmp_path / "nowhere")]


def test_a_second_language_owes_what_the_first_has(folder: Path) -> None:
    """A new folder is told every file, and every entry that English has."""
    for name in ("exercises", "drills", "topics"):
        (folder / "de" / name).mkdir(parents=True)
    (folder / "de/faults.toml").write_text('[fault.hips_drop]\nspoken = ["x"]\n', encoding="utf-8")
    told = {(fault.file, fault.field, fault.found) for fault in faults_of(folder)}
    assert told >= {
        ("de/locale.toml", "file", "No such file or directory"),
        ("de/exercises/lift.toml", "file", "nothing"),
        ("de/drills/march.toml", "file", "nothing"),
        ("de/topics/how_often.toml", "file", "nothing"),
        ("de/faults.toml", "fault.back_rounds", "nothing"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 5000,
        "x = " + "9" * 5000,
        "kit = 0x" + "f" * 5000,
        "kit." + "a." * 3000 + "a = 1",
        "x = 2024-99-99",
        "\ufeffkit = []",
        "'' = 1",
    ],
)
@pytest.mark.parametrize("file", ["exercises/bridge.toml", "en/prompts.toml"])
def test_values_that_upset_parsers_are_faults(folder: Path, file: str, text: str) -> None:
    """Too deep, too long, no date, a byte order mark."""
    (folder / file).write_text(text, encoding="utf-8")
    assert {fault.file for fault in faults_of(folder)} >= {file}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_change_of_bytes_raises_anything_else(folder: Path, data: st.DataObject) -> None:
    """Whatever stands in a file, it reads well or its faults are told."""
    path = folder / data.draw(st.sampled_from(ALL_FILES))
    sound = path.read_bytes()
    start = data.draw(st.integers(0, len(sound)))
    stop = data.draw(st.integers(start, min(len(sound), start + 40)))
    path.write_bytes(sound[:start] + data.draw(st.binary(max_size=12)) + sound[stop:])
    try:
        faults_of(folder)
    finally:
        path.write_bytes(sound)


VALUES = st.sampled_from(
    [
        "0",
        "-1",
        "nan",
        "true",
        '""',
        '" "',
        "[]",
        "{}",
        "[1]",
        '["x", 1]',
        "{ x = 1 }",
        "[[]]",
        "12:00:00",
        '"bridge"',
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_change_of_a_key_or_value_raises_anything_else(folder: Path, data: st.DataObject) -> None:
    """A line is left out, renamed, or has another value."""
    path = folder / data.draw(st.sampled_from(ALL_FILES))
    sound = path.read_text(encoding="utf-8")
    lines = sound.split("\n")
    index = data.draw(st.sampled_from([i for i, line in enumerate(lines) if " = " in line]))
    key, _, value = lines[index].partition(" = ")
    lines[index] = data.draw(
        st.one_of(st.just(""), st.just(f"x{key} = {value}"), VALUES.map(lambda new: f"{key} = {new}"))
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    try:
        faults_of(folder)
    finally:
        path.write_text(sound, encoding="utf-8")
