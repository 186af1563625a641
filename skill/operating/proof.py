"""The settings of a service, proved before it takes the first request."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from logging import INFO, WARNING

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter

from skill.app import Settings
from skill.coaching.errors import SettingsError
from skill.door.local import is_loopback
from skill.handlers.clock import time_zone
from skill.storage import StorageError
from skill.storage.probe import prove_written

SKILL_ID = re.compile(r"amzn1\.ask\.skill\.[\w-]+", re.ASCII)


@dataclass(frozen=True)
class Reach:
    """Who may reach the service."""

    host: str = "127.0.0.1"
    any_skill: bool = False
    """It was said that any skill, or anyone, may talk to a service that other machines can reach."""

    @property
    def is_public(self) -> bool:
        """Whether other machines can reach it with no proxy between."""
        return not is_loopback(self.host)


@dataclass(frozen=True)
class Finding:
    """What was found about one setting."""

    sentence: str
    level: int = INFO


def prove(settings: Settings, reach: Reach, store: AbstractPersistenceAdapter | None) -> tuple[Finding, ...]:
    """What was found good, and warnings, one sentence a setting. Raises SettingsError with every fault found."""
    if faults := tuple(_faults(settings, reach, store)):
        raise SettingsError(faults)
    return tuple(_findings(settings, store))


def _faults(settings: Settings, reach: Reach, store: AbstractPersistenceAdapter | None) -> Iterator[str]:
    if time_zone(settings.time_zone) is None:
        yield f"COACH_TIME_ZONE is {settings.time_zone}, which is no time zone; one is Europe/London"
    if settings.skill_id and not SKILL_ID.fullmatch(settings.skill_id):
        yield f"COACH_SKILL_ID is {settings.skill_id}; a skill's id begins with amzn1.ask.skill."
    if reach.is_public and not reach.any_skill:
        yield from _open_doors(settings, reach)
    try:
        if store:
            prove_written(store)
    except StorageError as error:
        yield f"COACH_STORE cannot be used: {' '.join(str(error).split())}"


def _open_doors(settings: Settings, reach: Reach) -> Iterator[str]:
    if not settings.skill_id:
        yield f"--host {reach.host} lets others in, and any skill: set COACH_SKILL_ID, or say --any-skill"
    if not settings.verify:
        yield f"--host {reach.host} lets others in, and COACH_VERIFY is off: leave it on, or say --any-skill"


def _findings(settings: Settings, store: AbstractPersistenceAdapter | None) -> Iterator[Finding]:
    if settings.skill_id:
        yield Finding(f"only {settings.skill_id} is answered")
    else:
        yield Finding("COACH_SKILL_ID is not set: requests of any skill are answered", WARNING)
    if store:
        yield Finding(f"{settings.store} is read and written")
    else:
        yield Finding("COACH_STORE is empty: a runner's place lasts only as long as the conversation", WARNING)
    yield Finding(f"days are those of {settings.time_zone} where a device does not say")
