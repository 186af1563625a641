"""What most tests need: the content as it is, and the English phrasebook."""

import os

import pytest
from hypothesis import HealthCheck, settings

from skill.app import load_content
from skill.content import Content
from skill.speech.phrasebook import Phrasebook

settings.register_profile(
    "coach",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("coach")


@pytest.fixture(scope="session")
def content() -> Content:
    """Give the content of the checkout."""
    return load_content()


@pytest.fixture(scope="session")
def phrasebook(content: Content) -> Phrasebook:
    """Give the sentences of American English."""
    english = content.languages["en"]
    return Phrasebook(english, english.locales["en-US"].terms)
