"""The console put together: content, generated interaction models, skill and store."""

import logging
import time
from functools import partial
from typing import Any

from skill.app import EARS, Settings, answer, build_skill, load_content
from skill.coaching.facts.exercise import Rung
from skill.coaching.record.record import Progress
from skill.coaching.turn.state import Session
from skill.coaching.turn.touches import touches
from skill.coaching.words.prompts import Say, say
from skill.console.device import LISTENING, Device, Skill
from skill.console.ear.hearing import Hearing
from skill.console.ear.meaning import MISSING, STALE, Meaning, is_installed, learned
from skill.console.envelope import ANY_SKILL, Origin
from skill.console.errors import ConsoleError
from skill.content import Content
from skill.handlers.clock import Clock
from skill.interaction_model import build_models
from skill.pictures.drawing import Drawing, draw
from skill.speech.phrasebook import Phrasebook
from skill.storage import open_store

log = logging.getLogger(__name__)


class Console:
    """A skill, and ears for it in every locale of its content."""

    def __init__(self, content: Content, skill: Skill, skill_id: str = "", time_zone: str = "UTC") -> None:
        self._content = content
        self._models = build_models(content)
        self._skill = skill
        self._skill_id = skill_id or ANY_SKILL
        self._time_zone = time_zone
        self._hearings: dict[str, Hearing] = {}
        self._meanings: dict[str, Meaning | None] = {}

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales served."""
        return tuple(self._models)

    def hearing(self, locale: str) -> Hearing:
        """The ear of a locale. Raises ConsoleError where it is not served."""
        if locale not in self._models:
            raise ConsoleError(f"no such locale: {locale}; there are {', '.join(self._models)}")
        if locale not in self._hearings:
            listening = self._content.language_of(locale).listening
            self._hearings[locale] = Hearing(self._models[locale], listening, self._meaning(locale))
        return self._hearings[locale]

    def _meaning(self, locale: str) -> Meaning | None:
        """What was learned from the samples of a language; None, and said so once, where that cannot be had."""
        language = self._content.language_of(locale)
        if language.code not in self._meanings:
            model = self._models[next(iter(language.locales))]
            self._meanings[language.code] = learned(model, language.listening, EARS / f"{language.code}.npz")
            if self._meanings[language.code] is None:
                log.warning(STALE if is_installed() else MISSING)
        return self._meanings[language.code]

    def welcome(self, locale: str) -> dict[str, Any]:
        """What stands on a page before the first word: the coach's name, what may be said, and a picture."""
        language = self._content.language_of(locale)
        phrasebook = Phrasebook(language, language.locales[locale].terms)
        library = self._content.library
        buttons = touches(Session(), Progress(), library)
        return {
            "name": phrasebook.text(say(Say.SCREEN_NAME)),
            "touches": [phrasebook.text(touch.label) for touch in buttons],
            "figure": str(next(iter(library.figures))),
        }

    def drawing(self, rung: Rung) -> Drawing:
        """The drawing of an exercise; raises KeyError where there is no such exercise."""
        return draw(self._content.library, rung)

    def device(self, locale: str, listening: int = LISTENING, *, screen: bool = False) -> Device:
        """A new device with no session open. Raises ConsoleError where the locale is not served."""
        origin = Origin(locale, self._skill_id, screen=screen, time_zone=self._time_zone)
        return Device(self.hearing(locale), self._skill, origin, listening)


def open_console(settings: Settings) -> Console:
    """The console with the content of the checkout and the store of the settings. Raises CoachError."""
    content = load_content()
    store = open_store(settings.store) if settings.store else None
    skill = build_skill(content, store, settings.skill_id, clock=Clock(settings.time_zone))
    return Console(content, partial(answer, skill), settings.skill_id, settings.time_zone)


def now() -> int:
    """Milliseconds since the epoch."""
    return time.time_ns() // 1_000_000
