"""The code that runs on Lambda: this project's, compiled content, and locked distributions; loaded to prove it."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from skill.packaging.errors import PackagingError

NOT_ON_LAMBDA = re.compile(
    r"skill/(__main__|console/|door/|figures/prometheus|grammar|interaction_model|operating/|packaging/|rehearsal"
    r"|shipped/)"
)
"""The parts of `skill` that answer no request there."""
LOCKED = re.compile(r"^([\w.-]+)==([\w.+!-]+)", re.MULTILINE)
"""A distribution and its version in a requirements file with hashes."""
NOT_SHIPPED = {".pyc", ".pyd", ".pyi", ".so", ".typed"}
"""Compiled for this machine, which Lambda is not, or of use to type checkers only."""
LAUNCH = {
    "version": "1.0",
    "session": {"new": True, "sessionId": "s", "application": {"applicationId": "a"}, "user": {"userId": "u"}},
    "context": {"System": {"application": {"applicationId": "a"}, "user": {"userId": "u"}}},
    "request": {"type": "LaunchRequest", "requestId": "r", "timestamp": "2026-01-01T00:00:00Z", "locale": "en-US"},
}
COMPILED = Path("build", "content.pickle")
"""Where `skill.app` looks for content that is compiled."""
COMPILE = """
import sys
from pathlib import Path
from skill.content.compiled import compile_for_turns
compile_for_turns(Path("content"), Path(sys.argv[1]))
"""
LOAD = "import json, sys; from lambda_function import handler; sys.exit(not handler(json.load(sys.stdin), None))"


def lambda_files(root: Path) -> Iterator[tuple[str, bytes]]:
    """Everything that runs on Lambda: path in the zip and content. Raises PackagingError."""
    if not (root / "lambda").is_dir():
        raise PackagingError("the cloud function is packaged in a checkout; for a service of your own: --endpoint")
    yield "lambda_function.py", (root / "lambda" / "lambda_function.py").read_bytes()
    for path in (root / "skill").rglob("*.py"):
        name = path.relative_to(root).as_posix()
        if not NOT_ON_LAMBDA.match(name):
            yield name, path.read_bytes()
    for name, version in LOCKED.findall((root / "lambda" / "requirements.txt").read_text("utf-8")):
        yield from _distribution_files(name, version)


def compile_content(root: Path, folder: Path) -> None:
    """Add the content, read and checked. Raises PackagingError where it has faults."""
    target = folder.resolve() / COMPILED
    if said := _failed([sys.executable, "-B", "-c", COMPILE, str(target)], root):
        raise PackagingError(f"the content does not load: {said}")


def compile_code(folder: Path, runtime: str) -> None:
    """Add byte code for the runtime's Python (`python3.13`), where there is one: Lambda's disk takes none later.

    It is not compared with its source when it is loaded: they are shipped together.
    """
    here = f"python{sys.version_info.major}.{sys.version_info.minor}"
    python = sys.executable if runtime == here else shutil.which(runtime)
    compiling = ["-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", "-s", ".", "."]
    if python:
        _failed([python, "-I", "-S", *compiling], folder)


def prove_code(folder: Path) -> None:
    """Load the code as Lambda does, with nothing else around, and open the skill once. Raises PackagingError."""
    command = [sys.executable, "-I", "-S", "-B", "-c", f"import sys; sys.path.insert(0, '.'); {LOAD}"]
    if said := _failed(command, folder, json.dumps(LAUNCH)):
        raise PackagingError(f"the packaged code does not load: {said}")


def _failed(command: list[str], folder: Path, given: str = "") -> str:
    """What a command said last, where it failed; "" where it did not. It has nothing of our environment."""
    env = {"PATH": os.environ.get("PATH", ""), "PYTHONHASHSEED": "0"}  # sets are written in one order
    done = subprocess.run(  # noqa: S603 - our own code
        command, input=given, cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    said = done.stderr.strip().splitlines() or ["it gave no answer"]
    return said[-1] if done.returncode else ""


def _distribution_files(name: str, version: str) -> Iterator[tuple[str, bytes]]:
    """What an installed distribution brings to be imported."""
    try:
        installed = distribution(name)
    except PackageNotFoundError:
        raise PackagingError(f"{name} {version} is not installed: run `make setup`") from None
    if installed.version != version:
        found = f"{name} {installed.version} is installed"
        raise PackagingError(f"{found}, lambda/requirements.txt says {version}: run `make lock setup`")
    for file in installed.files or ():
        inside = file.parts[0] != ".." and not file.parts[0].endswith(".dist-info")
        if inside and file.suffix not in NOT_SHIPPED:
            yield file.as_posix(), file.read_binary()
