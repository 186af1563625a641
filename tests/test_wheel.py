"""The wheel, installed into a fresh environment and tried in an empty folder."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path
from subprocess import PIPE, Popen
from urllib.request import urlopen

import pytest
from packaging.requirements import Requirement

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
KNOWN = {".py", ".toml", ".json", ".html", ".js", ".css", ".svg", ".webmanifest", ".png", ".npz", ""}
STRAY = ("skill/.env", "skill/coaching/notes.py~", "content/en/prompts.toml.orig", "content/.DS_Store")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout in which an editor and a person have left things."""
    checkout = tmp_path_factory.mktemp("checkout")
    for name in ("skill", "content", "interaction_model", "lambda"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in ROOT.iterdir():
        if path.suffix in (".md", ".toml") or path.name == "LICENSE":
            shutil.copy(path, checkout)
    for name in STRAY:
        (checkout / name).write_text("SECRET=1")
    return checkout


@pytest.fixture(scope="module")
def wheel(checkout: Path) -> Path:
    """The wheel of that checkout."""
    return build(checkout)


def build(checkout: Path, kind: str = "wheel") -> Path:
    """Build a wheel, or an `sdist`, with what the lock has, asking no registry."""
    command = [Path(sys.executable).with_name("hatchling"), "build", "-t", kind, "-d", "dist"]
    subprocess.run(command, cwd=checkout, check=True, capture_output=True)
    (made,) = (checkout / "dist").glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, in an environment with the wheel and what it says it needs, and nothing else."""
    venv = tmp_path_factory.mktemp("fresh") / "venv"
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    pip = [venv / "bin/python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--no-index", wheel], check=True)
    (site,) = (venv / "lib").glob("*/site-packages")
    for name in needed(venv_requirements(site)):
        copy(name, site)
    return venv / "bin/hamstring-coach"


def venv_requirements(site: Path) -> list[str]:
    """What the metadata of the installed wheel asks for."""
    (metadata,) = site.glob("hamstring_coach-*.dist-info/METADATA")
    lines = metadata.read_text("utf-8").splitlines()
    return [line.removeprefix("Requires-Dist: ") for line in lines if line.startswith("Requires-Dist: ")]


def needed(requirements: list[str]) -> set[str]:
    """The names of all distributions that follow from requirements, without extras."""
    names: set[str] = set()
    rest = list(requirements)
    while rest:
        wanted = Requirement(rest.pop())
        if wanted.name not in names and (wanted.marker is None or wanted.marker.evaluate({"extra": ""})):
            names.add(wanted.name)
            rest += distribution(wanted.name).requires or []
    return names


def copy(name: str, site: Path) -> None:
    """Copy an installed distribution."""
    for file in distribution(name).files or ():
        if file.parts[0] != ".." and file.suffix != ".pyc":
            target = site / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file.locate(), target)


@pytest.fixture
def environment() -> dict[str, str]:
    """Nothing of the coach's settings, nor of this checkout."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("COACH", "PYTHON"))}


def test_only_known_files_are_in_it(wheel: Path) -> None:
    """What lies about in a checkout stays there."""
    names = zipfile.ZipFile(wheel).namelist()
    code = [Path(name) for name in names if ".dist-info/" not in name]

    assert [path for path in code if path.suffix not in KNOWN or path.name.startswith(".")] == []
    assert "skill/shipped/content/intents.toml" in names
    assert "skill/shipped/interaction_model/en-US.json" in names


def test_the_same_checkout_gives_the_same_wheel(wheel: Path) -> None:
    """Byte for byte."""
    first = wheel.read_bytes()

    assert build(wheel.parents[1]).read_bytes() == first


def test_the_source_distribution_makes_the_same_wheel(checkout: Path, wheel: Path, tmp_path: Path) -> None:
    """It carries content and models too, and nothing that lay about."""
    with tarfile.open(build(checkout, "sdist")) as archive:
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()

    assert build(unpacked).read_bytes() == wheel.read_bytes()
    assert not any((unpacked / name).exists() for name in STRAY)


def test_what_is_replaced_is_not_installed(wheel: Path) -> None:
    """Nothing pulls in the unmaintained checkers of certificates, nor the cloud's library."""
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith("METADATA"))
        lines = archive.read(metadata).decode().splitlines()
    asked = [line.removeprefix("Requires-Dist: ") for line in lines if line.startswith("Requires-Dist: ")]

    assert needed(asked).isdisjoint({"certvalidator", "oscrypto", "boto3", "pytest"})


def test_it_talks_in_an_empty_folder(installed: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    """With content and models of its own, and a place that is kept where it runs."""
    spoken = subprocess.run(
        [installed, "talk"],
        input="how do I do a glute bridge\nstop\n",
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "Lie on your back" in spoken.stdout
    assert (tmp_path / ".coach/coach.sqlite3").exists()


def test_it_serves_in_an_empty_folder(installed: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    """The page, health, readiness and figures answer; told to end, it ends well."""
    with serving(installed, tmp_path, environment) as process:
        address = process.stdout.readline().strip()
        page = fetched(f"{address}/")
        health, ready = (json.loads(fetched(f"{address}/{name}")) for name in ("health", "ready"))
        figures = fetched(f"{address}/metrics")
        process.terminate()
        code = process.wait()

    assert "<html" in page
    assert health == ready
    assert health["content"]
    assert "coach_turns_total" in figures
    assert code == 0


@contextmanager
def serving(command: Path, folder: Path, environment: dict[str, str]) -> Iterator[Popen[str]]:
    """A service on a free port; killed where it has not ended by itself."""
    options = {"cwd": folder, "env": environment, "stdout": PIPE, "stderr": PIPE, "text": True}
    with Popen([command, "serve", "--port", "0"], **options) as process:
        try:
            yield process
        finally:
            process.kill()


def fetched(address: str) -> str:
    """The body at an address."""
    with urlopen(address) as answer:  # noqa: S310 - our own address
        return answer.read().decode()
