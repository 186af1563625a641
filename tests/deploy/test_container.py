"""The Dockerfile without a daemon: linted, and its lines run as an ordinary user in an empty folder."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory
from urllib.request import urlopen

import pytest
import yaml

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")
PLACES = re.compile(r"(?<![\w/.])/(src|opt|data)(?=/|\b)")
"""The folders that the Dockerfile uses."""
ORDINARY = ("setpriv", "--bounding-set", "-all", "--inh-caps", "-all") if os.geteuid() == 0 else ()
"""Takes from root, where the tests run as root, what an ordinary user may not do."""
SKILL_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True)
class Line:
    """One instruction."""

    name: str
    words: str


def lines(text: str) -> list[Line]:
    """The instructions, continued lines joined, without comments."""
    joined = re.sub(r"\\\n", " ", re.sub(r"(?m)^\s*#.*\n", "", text))
    pairs = (line.strip().partition(" ") for line in joined.splitlines() if line.strip())
    return [Line(name, words.strip()) for name, _, words in pairs]


LINES = lines(DOCKERFILE)


def last(name: str) -> str:
    """What the last instruction of a name says."""
    return next(line.words for line in reversed(LINES) if line.name == name)


class Image:
    """The folders of an image, below a folder of an ordinary user, and what is run in them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        for name in ("src", "opt", "data", "home"):
            (root / name).mkdir()

    def place(self, text: str) -> str:
        """The text with the image's folders where they are here."""
        return PLACES.sub(lambda found: f"{self._root}/{found[1]}", text)

    def copies(self, words: str) -> None:
        """Copy what the checkout has, as the ignore file lets it through."""
        *sources, target = words.split()
        for source in sources:
            to = self._root / "src" / target
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, to, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                to.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / source, to)

    def runs(self, command: str) -> None:
        """Run a command in the folder of the sources."""
        done = subprocess.run(
            [*ORDINARY, "sh", "-c", self.place(command)],
            cwd=self._root / "src",
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    @property
    def environment(self) -> dict[str, str]:
        """Nothing but the way to Python, to a home, and to the packages' registry."""
        kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_"))}
        path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
        return kept | {"PATH": path, "HOME": str(self._root / "home")}

    def starts(self, *more: str) -> Popen[str]:
        """Start what the container starts, with its settings, on a free port of this machine."""
        settings = dict(part.split("=", 1) for part in shlex.split(last("ENV")))
        placed = {name: self.place(value) if value.startswith("/") else value for name, value in settings.items()}
        placed["COACH_STORE"] = f"sqlite:///{self._root}/data/coach.sqlite3"
        command = [self.place(word) for word in json.loads(last("CMD"))]
        command[command.index("8080")] = "0"
        environment = self.environment | placed | {"COACH_SKILL_ID": SKILL_ID}
        running = {"cwd": self._root / "data", "env": environment, "stdout": PIPE, "stderr": PIPE, "text": True}
        return Popen([*ORDINARY, *command, *more], **running)


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    """The image built by the lines of the Dockerfile's first stage."""
    with TemporaryDirectory(dir="/tmp") as name:
        Path(name).chmod(0o755)
        image = Image(Path(name))
        stage = DOCKERFILE.split("\nFROM ")[1]
        for line in lines(stage)[1:]:
            if line.name == "COPY":
                image.copies(line.words)
            if line.name == "RUN":
                image.runs(line.words)
        yield image


def test_hadolint_finds_no_fault() -> None:
    """Neither an error nor a piece of advice."""
    command = [Path(sys.executable).with_name("hadolint"), "--no-color", DEPLOY / "Dockerfile"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (0, "")


def test_what_it_starts_serves_and_ends_when_told_to(image: Image) -> None:
    """Ready by the image's own health check, and with what it installed and nothing else."""
    with image.starts() as process:
        try:
            port = process.stdout.readline().strip().rpartition(":")[2]
            check = json.loads(last("HEALTHCHECK").partition("CMD ")[2])
            check = [image.place(word.replace("8080", port)) for word in check]
            ready = subprocess.run(check, capture_output=True, check=False).returncode
            with urlopen(f"http://127.0.0.1:{port}/health") as answer:
                health = json.load(answer)
            process.terminate()
            code = process.wait()
        finally:
            process.kill()

    assert (ready, health["status"], code) == (0, "ok", 0)


def test_it_is_nobody_and_its_data_is_a_volume() -> None:
    """By number, which every host understands."""
    assert last("USER").isdigit()
    assert last("VOLUME") == "/data"
    assert last("WORKDIR") == "/data"


def test_only_what_is_copied_is_sent_to_the_builder() -> None:
    """Secrets and repositories of the checkout stay out of the image."""
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()

    assert ignored[0] == "*"
    assert all(line.startswith("!") for line in ignored[1:])


def test_it_is_tagged_by_the_version() -> None:
    """The example of the Dockerfile and the one of compose are those of this version."""
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)[1]

    assert compose["services"]["coach"]["image"] == f"hamstring-coach:{version}"
    assert f"--tag hamstring-coach:{version} ." in DOCKERFILE


def test_compose_runs_it_with_as_little_as_it_needs() -> None:
    """A root that cannot be written, no capabilities, no port of its own, and time to drain."""
    coach = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]["coach"]

    assert coach["read_only"] is True
    assert coach["cap_drop"] == ["ALL"]
    assert "ports" not in coach
    assert coach["volumes"] == ["runners:/data"]
    assert int(coach["stop_grace_period"].removesuffix("s")) > 8
