"""The README's promises: its conversation, its commands, its map."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.conversation import run

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.split("#")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.strip()
]


def test_the_conversation_is_a_real_one(tmp_path: Path) -> None:
    """The first thing a reader sees is what the coach says today."""
    conversation = re.search(r"```conversation\n(.*?)```", README, re.DOTALL)
    assert conversation
    transcript = tmp_path / "readme.txt"
    transcript.write_text(f"The README's conversation.\n{conversation[1]}", encoding="utf-8")

    run(transcript)


@pytest.mark.parametrize("target", [c.split()[1] for c in COMMANDS if c.startswith("make ")])
def test_every_make_target_exists(target: str) -> None:
    """A command of the README is one the Makefile knows."""
    done = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("command", [c for c in COMMANDS if " ask " in c or " understand " in c])
def test_every_command_for_trying_runs(command: str) -> None:
    """What the README says to type works, and says something."""
    done = subprocess.run(command, cwd=ROOT, shell=True, capture_output=True, check=False)  # noqa: S602

    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.strip()


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith(".venv/bin/hamstring-coach")])
def test_every_command_is_one_of_the_console(command: str) -> None:
    """No command in the README is made up."""
    name = command.split()[1]
    done = subprocess.run(
        [".venv/bin/hamstring-coach", name, "--help"], cwd=ROOT, capture_output=True, check=False
    )

    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("folder", re.findall(r"^\| `([a-z_/]+/)` \|", README, re.MULTILINE))
def test_every_folder_on_the_map_exists(folder: str) -> None:
    """The map shows the ground."""
    assert (ROOT / folder).is_dir()
