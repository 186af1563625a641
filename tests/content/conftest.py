"""A small content folder that has every kind of file once, and nothing wrong."""

import shutil
from pathlib import Path

import pytest

from skill.app import CONTENT
from skill.coaching.words.prompts import Say
from tests.content.folders import SAMPLE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample, with a text for every prompt; how English counts, hears and speaks is the real one."""
    copy = tmp_path / "content"
    shutil.copytree(SAMPLE, copy)
    prompts = "".join(f'"{say.value}" = "Yes."\n' for say in Say)
    (copy / "en/prompts.toml").write_text(prompts, encoding="utf-8")
    for name in ("grammar.toml", "ear.toml", "style.toml"):
        shutil.copy(CONTENT / "en" / name, copy / "en")
    return copy
