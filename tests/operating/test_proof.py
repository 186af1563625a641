"""What is found about settings that are good."""

import pytest

from skill.app import Settings
from skill.operating.proof import Reach, prove
from skill.storage import open_store


def test_any_skill_is_warned_of() -> None:
    """Also where only this machine is served: a proxy may stand before it."""
    warned = [one.sentence for one in prove(Settings(), Reach(), open_store("memory:")) if one.level > 20]

    assert warned == ["COACH_SKILL_ID is not set: requests of any skill are answered"]


def test_each_setting_has_one_line() -> None:
    """Skill, store and time zone, as they were understood."""
    settings = Settings(store="memory:", skill_id="amzn1.ask.skill.mine", time_zone="Europe/London")
    skill, store, zone = [one.sentence for one in prove(settings, Reach(), open_store("memory:"))]

    assert "amzn1.ask.skill.mine" in skill
    assert "memory:" in store
    assert "Europe/London" in zone


@pytest.mark.parametrize(("host", "public"), [("127.0.0.1", False), ("::1", False), ("localhost", False)])
def test_this_machine_is_not_the_public(host: str, public: bool) -> None:
    """By any of its names."""
    assert Reach(host).is_public is public


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "coach.example", ""])  # noqa: S104
def test_every_other_address_is(host: str) -> None:
    """An empty one is all of them."""
    assert Reach(host).is_public
