"""The code that runs on Lambda: known files of this project, and the locked distributions; loaded to prove it."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from skill.packaging.errors import PackagingError

NOT_ON_LAMBDA = re.compile(
    r"skill/(__main__|console/|door/|figures/prometheus|grammar|interaction_model|operating/|packaging/|shipped/)"
)
"""The parts of `skill` that answer no request there."""
LOCKED = re.compile(r"^([\w.-]+)==([\w.+!-]+)", re.MULTILINE)
"""A distribution and its version in a requirements file with hashes."""
NOT_SHIPPED = {".pyc", ".pyd", ".pyi", ".so", ".typed"}
"""Compiled for this machine, which Lambda is not, or of use to type checkers only."""
KNOWN = (("skill", "*.py"), ("content", "*.toml"))
"""The files of this project, by folder; what else lies there is somebody's own."""
LAUNCH = {
    "version": "1.0",
    "session": {"new": True, "sessionId": "s", "application": {"applicationId": "a"}, "user": {"userId": "u"}},
    "context": {"System": {"application": {"applicationId": "a"}, "user": {"userId": "u"}}},
    "request": {"type": "LaunchRequest", "requestId": "r", "timestamp": "2026-01-01T00:00:00Z", "locale": "en-US"},
}
LOAD = "import json, sys; from lambda_function import handler; sys.exit(not handler(json.load(sys.stdin), None))"


def lambda_files(root: Path) -> Iterator[tuple[str, bytes]]:
    """Everything that runs on Lambda: path in the zip and content. Raises PackagingError."""
    if not (root / "lambda").is_dir():
        raise PackagingError("the cloud function is packaged in a checkout; for a service of your own: --endpoint")
    yield "lambda_function.py", (root / "lambda" / "lambda_function.py").read_bytes()
    for folder, pattern in KNOWN:
        for path in (root / folder).rglob(pattern):
            name = path.relative_to(root).as_posix()
            if not NOT_ON_LAMBDA.match(name):
                yield name, path.read_bytes()
    for name, version in LOCKED.findall((root / "lambda" / "requirements.txt").read_text("utf-8")):
        yield from _distribution_files(name, version)


def prove_code(folder: Path) -> None:
    """Load the code as Lambda does, with nothing else around, and open the skill once. Raises PackagingError."""
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-I", "-S", "-B", "-c", f"import sys; sys.path.insert(0, '.'); {LOAD}"],
        input=json.dumps(LAUNCH),
        cwd=folder,
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["it gave no answer"]
        raise PackagingError(f"the packaged code does not load: {said[-1]}")


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
