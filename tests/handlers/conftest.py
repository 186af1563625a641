"""A skill over a store that counts and can fail, and a device that talks to it."""

import pytest
from ask_sdk_core.skill import CustomSkill

from skill.app import build_skill
from skill.content import Content
from tests.handlers.requests_ import CountingStore, Device


@pytest.fixture
def store() -> CountingStore:
    """Give an empty store."""
    return CountingStore()


@pytest.fixture
def skill(content: Content, store: CountingStore) -> CustomSkill:
    """Give the skill over that store."""
    return build_skill(content, store)


@pytest.fixture
def device(skill: CustomSkill) -> Device:
    """Give a device that talks to that skill."""
    return Device(skill)
