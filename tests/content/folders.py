"""The sample folder, and what is wrong with a folder."""

from pathlib import Path

from skill.coaching.errors import ContentError, Fault
from skill.content.reader import read_content

SAMPLE = Path(__file__).parent / "sample"

ADDED = ["en/ear.toml", "en/grammar.toml", "en/prompts.toml", "en/style.toml"]

ALL_FILES = sorted([str(path.relative_to(SAMPLE)) for path in SAMPLE.rglob("*.toml")] + ADDED)
"""Every file of the sample, those included that the fixture adds."""


def faults_of(folder: Path) -> tuple[Fault, ...]:
    """The faults of a folder; none where it reads well."""
    try:
        read_content(folder)
    except ContentError as error:
        return error.faults
    return ()


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Replace a text that occurs in a file by another."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
