"""The composition root: settings in, skill out. The only place that names concrete adapters."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import CustomSkillBuilder
from ask_sdk_model import RequestEnvelope

from skill.coaching.errors import CoachError
from skill.content import Content, compiled
from skill.envelopes.tolerant import TolerantSerializer, timed
from skill.figures.lines import embedded
from skill.figures.turns import Turn, Watch
from skill.handlers.alexa_api import zone_of
from skill.handlers.clock import Clock
from skill.handlers.coach import (
    ApologyHandler,
    Coach,
    CoachHandler,
    QuietHandler,
    SessionEndedHandler,
    SkillDisabledHandler,
)
from skill.handlers.errands import Errands
from skill.handlers.memory import LoadMemory, SaveMemory, Saver
from skill.handlers.reminders import AlexaReminders, Reminders
from skill.storage import open_store

log = logging.getLogger(__name__)

SHIPPED = Path(__file__).resolve().parent / "shipped"
"""What a wheel brings of the checkout's folders."""
ROOT = SHIPPED if SHIPPED.is_dir() else SHIPPED.parent.parent
CONTENT = ROOT / "content"
EARS = ROOT / "interaction_model" / "ears"
"""What the console's ear learned from the samples, a file a language."""
COMPILED = ROOT / "build" / "content.pickle"
DEFAULT_STORE = "sqlite:///.coach/coach.sqlite3"


@dataclass(frozen=True)
class Settings:
    """How the coach is set up; every field has a working default."""

    store: str = DEFAULT_STORE
    """`sqlite:///path`, `dynamodb://table` or `memory:`; empty for none."""
    skill_id: str = ""
    """Requests of other skills are refused; empty accepts any."""
    verify: bool = True
    """Whether the HTTP door checks signatures and timestamps."""
    log_level: str = "INFO"
    time_zone: str = "UTC"
    """Where the days of a runner begin and end whose device does not say."""
    pairings: str = ".coach/pairings.json"
    """The file of devices paired with the page."""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str], store: str = DEFAULT_STORE) -> "Settings":
        """The settings in COACH_STORE, _SKILL_ID, _VERIFY, _LOG_LEVEL, _TIME_ZONE and _PAIRINGS."""
        return cls(
            store=environ.get("COACH_STORE", store),
            skill_id=environ.get("COACH_SKILL_ID", ""),
            verify=environ.get("COACH_VERIFY", "on").lower() not in ("off", "0", "false", "no"),
            log_level=environ.get("COACH_LOG_LEVEL", "INFO").upper(),
            time_zone=environ.get("COACH_TIME_ZONE", "UTC"),
            pairings=environ.get("COACH_PAIRINGS", cls.pairings),
        )


def known_level(name: str) -> str:
    """A level that the log knows; raises CoachError for any other, with those it could be."""
    known = logging.getLevelNamesMapping()
    if name not in known:
        raise CoachError(f"COACH_LOG_LEVEL is {name}; it can be {', '.join(known)}")
    return name


def load_content() -> Content:
    """The content of the checkout or package; raises ContentError."""
    return compiled.load_content(CONTENT, COMPILED)


def build_skill(
    content: Content,
    store: AbstractPersistenceAdapter | None,
    skill_id: str = "",
    reminders: Reminders | None = None,
    clock: Clock | None = None,
    saver: Saver | None = None,
    tell: Callable[[Turn], None] = lambda _: None,
) -> CustomSkill:
    """The skill: handlers, interceptors, exception handlers, and a serializer that reads any request.

    Without `reminders` the runner hears that there are none here; without a `clock` the days are those of UTC.
    Every turn is told to `tell` once it has ended.
    """
    clock, saver, watch = clock or Clock(), saver or Saver(store), Watch(tell)
    coach = Coach(content, Errands(store, reminders), clock, saver)
    builder = CustomSkillBuilder(persistence_adapter=store)
    builder.skill_id = skill_id or None
    builder.add_request_handler(CoachHandler(coach))
    builder.add_request_handler(SessionEndedHandler(coach))
    builder.add_request_handler(SkillDisabledHandler(store))
    builder.add_request_handler(QuietHandler())
    watch.over(builder, LoadMemory(saver, clock))
    builder.add_exception_handler(ApologyHandler(coach))
    builder.add_global_response_interceptor(SaveMemory(saver))
    watch.end(builder)
    skill = builder.create()
    skill.serializer = TolerantSerializer()
    return skill


def create_handler(environ: Mapping[str, str]) -> Callable[[dict[str, Any], object], dict[str, Any]]:
    """The cloud function: the skill is built once, here, and answers every event.

    With no store set the place lives in the session alone, and one log line says so.
    """
    settings = Settings.from_environment(environ, store="")
    logging.getLogger().setLevel(known_level(settings.log_level))
    if not settings.store:
        log.warning("COACH_STORE is not set: a runner's place lasts only as long as the conversation")
    store = open_store(settings.store) if settings.store else None
    clock = Clock(settings.time_zone, zone_of)
    skill = build_skill(load_content(), store, settings.skill_id, AlexaReminders(), clock, tell=embedded())

    def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
        try:
            return answer(skill, event, context)
        except SerializationException:
            log.exception("not an Alexa request")
            return {"version": "1.0", "response": {}}

    return handler


def answer(skill: CustomSkill, event: dict[str, Any], context: object = None) -> dict[str, Any]:
    """The response envelope to a request envelope, both as JSON data; raises what `read` and `respond` raise."""
    return respond(skill, read(skill, event), context)


def read(skill: CustomSkill, event: dict[str, Any]) -> RequestEnvelope:
    """The request in an envelope, the same at every door; raises SerializationException where there is none."""
    try:
        return skill.serializer.deserialize(timed(event), RequestEnvelope)
    except RecursionError as error:
        raise SerializationException("nested too deeply") from error


def respond(skill: CustomSkill, request: RequestEnvelope, context: object = None) -> dict[str, Any]:
    """The response envelope to a request, as JSON data."""
    response: dict[str, Any] = skill.serializer.serialize(skill.invoke(request, context))
    return response
