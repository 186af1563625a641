"""Content compiled into one file: as it was read, and refused where anything it was made of has changed."""

from contextlib import suppress

import pytest

from skill.coaching.errors import ContentError
from skill.content import Content
from skill.content.compiled import compile_for_turns, load_content, version_of
from skill.content.reader import read_content
from tests.content.folders import ALL_FILES, change


@pytest.fixture
def compiled(folder, tmp_path):
    """The sample content, compiled."""
    path = tmp_path / "compiled" / "content.pickle"
    load_content(folder, path)
    return path


@pytest.fixture
def reads(monkeypatch) -> list[str]:
    """Every folder that is read."""
    folders = []

    def read(folder):
        folders.append(folder)
        return read_content(folder)

    monkeypatch.setattr("skill.content.reader.read_content", read)
    return folders


def parts(content: Content) -> tuple[object, ...]:
    """All there is; a library is otherwise equal to itself alone."""
    return vars(content.library), content.intents, content.languages


def test_content_is_read_once(folder, compiled, reads):
    """What was compiled is what was read, and nothing is read again."""
    assert parts(load_content(folder, compiled)) == parts(read_content(folder))
    assert reads == []


def test_another_word_refuses_it(folder, compiled):
    """What is said is what the files say now."""
    change(folder, "en/prompts.toml", "Yes.", "Well.")

    assert ("Well.",) in load_content(folder, compiled).languages["en"].wordings.values()


@pytest.mark.parametrize("file", [file for file in ALL_FILES if file.startswith("sessions/")])
def test_a_file_less_refuses_it(folder, compiled, reads, file):
    """What is gone is not there any more, though no other file has changed."""
    (folder / file).unlink()

    with suppress(ContentError):
        load_content(folder, compiled)

    assert reads == [folder]


def test_other_code_refuses_it(folder, compiled, reads, monkeypatch, tmp_path):
    """Types that have changed since could not hold it."""
    monkeypatch.setattr("skill.content.compiled.CODE", tmp_path)

    load_content(folder, compiled)

    assert reads == [folder]


def test_content_with_faults_is_not_compiled(folder, tmp_path):
    """The faults are told every time."""
    (folder / "body.toml").write_text("x = ")

    for _ in range(2):
        with pytest.raises(ContentError):
            load_content(folder, tmp_path / "content.pickle")
    assert not (tmp_path / "content.pickle").exists()


def test_a_place_where_nothing_can_be_written_costs_time_only(folder, tmp_path):
    """The content is read where it cannot be compiled."""
    (tmp_path / "file").touch()

    loaded = load_content(folder, tmp_path / "file" / "content.pickle")

    assert parts(loaded) == parts(read_content(folder))


def test_turns_need_only_what_is_compiled(folder, tmp_path):
    """Without the folder there is all of it but the sample utterances."""
    compile_for_turns(folder, tmp_path / "content.pickle")

    loaded = load_content(tmp_path / "nothing", tmp_path / "content.pickle")

    assert parts(loaded) == parts(read_content(folder).for_turns())
    assert loaded.languages["en"].wordings == read_content(folder).languages["en"].wordings


def test_neither_folder_nor_file_is_a_fault(tmp_path):
    """Where there is nothing, that is said."""
    with pytest.raises(ContentError):
        load_content(tmp_path / "nothing", tmp_path / "content.pickle")


def test_a_version_is_of_the_words(folder):
    """Another word is another version, and the same words are the same one."""
    before = version_of(folder)
    change(folder, "en/prompts.toml", "Yes.", "Well.")

    assert version_of(folder) != before
    assert len(before) == 12
