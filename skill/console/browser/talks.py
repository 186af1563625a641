"""Conversations of pages: each with a device of its own, and a clock that may go faster than the world's."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from uuid import uuid4

from skill.console.console import Console, now
from skill.console.device import Answer, Device

PATIENCE = 120_000
"""Milliseconds the page listens, and again after the reprompt: typing takes longer than speaking."""
MOST_CONVERSATIONS = 100
"""Conversations kept; the one unused for longest is forgotten first."""
FASTEST = 60
"""Times as fast as the world, at most."""


@dataclass(frozen=True)
class Wish:
    """What a page wants of a new conversation."""

    locale: str = ""
    screen: bool = True
    """Whether its device has a screen."""
    speed: int = 1
    """How many times as fast as the world its time goes."""


@dataclass
class Talk:
    """One conversation of one page."""

    device: Device
    speed: int
    began: int
    lock: Lock = field(default_factory=Lock)

    def time(self, now: int) -> int:
        """The conversation's own time, in milliseconds since the epoch."""
        return self.began + (now - self.began) * self.speed


class Talks:
    """The latest conversations, by id."""

    def __init__(self, console: Console, clock: Callable[[], int] = now) -> None:
        self._console = console
        self._clock = clock
        self._talks: OrderedDict[str, Talk] = OrderedDict()
        self._lock = Lock()

    def say(self, sentence: str, conversation: str, wish: Wish) -> tuple[str, Answer]:
        """The conversation's id and the answer; an id not known begins a new conversation."""
        id_, talk = self._find(conversation, wish)
        with talk.lock:
            return id_, talk.device.say(sentence, talk.time(self._clock()))

    def touch(self, arguments: list[Any], conversation: str, wish: Wish) -> tuple[str, Answer]:
        """The same for an event of the screen."""
        id_, talk = self._find(conversation, wish)
        with talk.lock:
            return id_, talk.device.touch(arguments, talk.time(self._clock()))

    def _find(self, conversation: str, wish: Wish) -> tuple[str, Talk]:
        with self._lock:
            id_ = conversation if conversation in self._talks else str(uuid4())
            if id_ not in self._talks:
                self._talks[id_] = self._begin(wish)
            self._talks.move_to_end(id_)
            if len(self._talks) > MOST_CONVERSATIONS:
                self._talks.popitem(last=False)
            return id_, self._talks[id_]

    def _begin(self, wish: Wish) -> Talk:
        locales = self._console.locales
        locale = wish.locale if wish.locale in locales else locales[0]
        device = self._console.device(locale, PATIENCE, screen=wish.screen)
        return Talk(device, wish.speed, self._clock())
