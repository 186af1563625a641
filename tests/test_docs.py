"""The docs: their examples are followed, their commands exist, their links lead somewhere."""

import re
import shlex
import shutil
from dataclasses import fields
from functools import partial
from pathlib import Path

import pytest

from skill.__main__ import main
from skill.app import CONTENT, answer, build_skill
from skill.coaching.record.record import Progress
from skill.console.conversation import START, Conversation
from skill.console.device import Device
from skill.console.ear.hearing import Hearing
from skill.console.envelope import Origin
from skill.content.reader import read_content
from skill.interaction_model import build_models
from skill.storage import open_store

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs").glob("*.md")) + [
    ROOT / name for name in ("README.md", "SECURITY.md", "CONTRIBUTING.md")
]
EXAMPLE = (ROOT / "docs/add-an-exercise.md").read_text("utf-8")
COMMANDS = sorted(
    {
        line.split("#")[0].strip().rstrip("\\").strip()
        for page in PAGES
        for block in re.findall(r"```sh\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
        for line in block.splitlines()
        if re.match(r"(\.venv/bin/)?hamstring-coach ", line)
    }
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every file that a page links to is there."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_exist(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With the options that a page names."""
    _, name, *words = shlex.split(command)
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    helped = capsys.readouterr().out

    assert ended.value.code == 0
    assert [word for word in words if word.startswith("--") and word not in helped] == []


def test_the_example_of_an_exercise_can_be_followed(tmp_path: Path) -> None:
    """Its files are put where it says: the content has no fault, and the exercise is explained."""
    folder = shutil.copytree(CONTENT, tmp_path / "content")
    for name, text in re.findall(r"`content/(\S+\.toml)`:\n\n```toml\n(.*?)```", EXAMPLE, re.DOTALL):
        (folder / name).write_text(text, "utf-8")

    content = read_content(folder)
    skill = partial(answer, build_skill(content, open_store("memory:")))
    ear = Hearing(build_models(content)["en-US"], content.language_of("en-US").listening)
    conversation = Conversation(Device(ear, skill, Origin("en-US")), START)

    assert "reach your arms to the ceiling" in conversation.says("how do i do a bridge reach").text
    assert "The back arches" in conversation.says("what are the mistakes").text
    assert "15_bridge_beginner" in content.library.templates


def test_everything_that_is_kept_is_told() -> None:
    """Each field of a runner's record has a row in the table, and no row is of a field that is gone."""
    page = (ROOT / "docs/what-is-kept.md").read_text("utf-8")
    rows = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))

    assert rows == {field.name for field in fields(Progress)}


def test_every_rule_of_certification_has_its_test() -> None:
    """Those that the table says have one of their own."""
    page = (ROOT / "docs/certification.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+) \| .+ \| (.+) \|$", page, re.MULTILINE)
    tested = re.findall(r"def test_rule_(\d+)_", (ROOT / "tests/test_certification.py").read_text("utf-8"))

    assert [number for number, _ in rows] == [str(number) for number in range(1, 21)]
    assert [number for number, held in rows if held.startswith("test")] == tested
