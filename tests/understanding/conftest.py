"""The console's ear, made once."""

import pytest

from skill.console.ear.recogniser import Recogniser
from tests.understanding.measure import load_recogniser


@pytest.fixture(scope="session")
def recogniser() -> Recogniser:
    """Give the console's ear for American English."""
    return load_recogniser()
