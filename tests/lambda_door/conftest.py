"""The packaged function, made once, and the function running in Amazon's runtime client."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from skill.packaging import package
from tests.lambda_door.runtime_api import LambdaRuntime

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def lambda_zip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip that is deployed."""
    out = tmp_path_factory.mktemp("build")
    package(ROOT, out)
    return out / "lambda.zip"


@pytest.fixture(scope="session")
def unpacked(lambda_zip: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip unpacked into an empty folder, as Lambda does."""
    folder = tmp_path_factory.mktemp("task")
    with zipfile.ZipFile(lambda_zip) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def runtime(unpacked: Path) -> Iterator[LambdaRuntime]:
    """The packaged function, running with no settings."""
    with LambdaRuntime(unpacked) as running:
        yield running
