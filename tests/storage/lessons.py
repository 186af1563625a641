"""A runner who takes classes by voice, turn by turn, with a clock of their own: no time passes in between."""

import random
from functools import cache

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_core.skill import CustomSkill

from skill.app import build_skill, load_content
from skill.console.console import Console
from skill.console.conversation import START, Conversation
from skill.console.device import Device, Skill
from skill.console.ear.hearing import Hearing
from skill.console.envelope import Origin
from skill.content import Content

LOCALE = "en-US"
ACCOUNT = "amzn1.ask.account.lessons"
DAY = 86_400_000
WORDS = ("go",) * 12 + ("done", "hard", "easy", "six", "pause", "how many left", "next", "slower", "easier")
"""What is said in a class, one by chance."""
MOST_TURNS = 60


def skill_over(store: AbstractPersistenceAdapter) -> CustomSkill:
    """Return the coach with that store."""
    return build_skill(_content(), store)


class Lessons:
    """Classes on a device that sends its requests to a skill; the answers decide what is said next."""

    def __init__(self, skill: Skill, person: str | None = None, start: int = START, seed: int = 1) -> None:
        self._device = Device(_hearing(), skill, Origin(LOCALE, user_id=ACCOUNT, person_id=person))
        self._conversation = Conversation(self._device, start)
        self._chance = random.Random(seed)  # noqa: S311  a test

    def take(self, words: tuple[str, ...] = WORDS) -> None:
        """Take a class of ten minutes, two days after the last, with odd words in it."""
        self._conversation.wait(2 * DAY)
        self._conversation.says("start a ten minute class")
        self._conversation.says("wait for me")
        for _ in range(MOST_TURNS):
            if not self._device.is_open:
                return
            self._conversation.says(self._chance.choice(words))
        self._conversation.stays_silent()


@cache
def _content() -> Content:
    return load_content()


@cache
def _hearing() -> Hearing:
    return Console(_content(), lambda _: {}).hearing(LOCALE)
