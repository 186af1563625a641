"""The service put together: settings proved, the skill and its doors, served until it is told to end."""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter as Store
from flask import Blueprint
from werkzeug.wrappers import Response as AnyResponse

from skill.app import CONTENT, Settings, answer, build_skill, known_level, load_content
from skill.console.browser.web import blueprint, only_from_here
from skill.console.console import Console
from skill.content import Content
from skill.content.compiled import version_of
from skill.door import pages
from skill.door.application import create_app
from skill.door.health import Health, no_proof
from skill.door.serving import serve
from skill.figures.lines import log_turn
from skill.figures.prometheus import Figures
from skill.figures.turns import Turn
from skill.handlers.alexa_api import zone_of
from skill.handlers.clock import Clock
from skill.handlers.reminders import AlexaReminders
from skill.operating.devices import pairings_of, said_of
from skill.operating.paired_page import paired_only, pairing_door
from skill.operating.proof import Reach, prove
from skill.storage import open_store
from skill.storage.probe import prove_read

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Service:
    """How the service is to run."""

    settings: Settings
    reach: Reach
    port: int
    console: bool | None = None
    """Whether the console is served; None: where the service is for this machine and not for Alexa."""
    pair: bool = False
    """Serve the console to paired devices, through any proxy, and to nobody else."""

    @property
    def has_console(self) -> bool:
        """A service that knows its skill stands behind a proxy: whoever reaches that would reach the console."""
        if self.console is not None:
            return self.console
        return not (self.reach.is_public or self.settings.skill_id)

    def run(self) -> None:
        """Prove the settings, and serve until told to end. Raises CoachError, SystemExit."""
        _log_at(known_level(self.settings.log_level))
        content, figures = load_content(), Figures()
        store = open_store(self.settings.store) if self.settings.store else None
        self._prove(store)
        tell, clock = _teller(figures), Clock(self.settings.time_zone, zone_of)
        skill = build_skill(content, store, self.settings.skill_id, AlexaReminders(), clock, tell=tell)
        doors = [self._health(store, figures), pages.blueprint()]
        if self.pair:
            pairings = pairings_of(self.settings)
            doors += [self._page(content, store, tell, paired_only(pairings)), pairing_door(pairings)]
            print(said_of(pairings.new_code()), file=sys.stderr)
        elif self.has_console:
            doors.append(self._page(content, store, tell, only_from_here))
        app = create_app(skill, verify=self.settings.verify, blueprints=doors, refused=figures.refused)
        serve(app, self.reach.host, self.port)

    def _prove(self, store: Store | None) -> None:
        log.info("content %s is complete", version_of(CONTENT))
        for finding in prove(self.settings, self.reach, store):
            log.log(finding.level, finding.sentence)
        if self.console is None and not self.has_console and not self.pair:
            log.info("no console: this service is for Alexa; --console adds the page for this machine")

    def _health(self, store: Store | None, figures: Figures) -> Blueprint:
        proof = partial(prove_read, store) if store else no_proof
        return Health(version("hamstring-coach"), version_of(CONTENT), proof, figures.page).blueprint()

    def _page(
        self,
        content: Content,
        store: Store | None,
        tell: Callable[[Turn], None],
        admit: Callable[[], AnyResponse | None],
    ) -> Blueprint:
        """The console's page; Amazon's services know nothing of its device."""
        settings = self.settings
        skill = build_skill(content, store, settings.skill_id, clock=Clock(settings.time_zone), tell=tell)
        console = Console(content, partial(answer, skill), settings.skill_id, settings.time_zone)
        return blueprint(console, admit=admit)


def _log_at(level: str) -> None:
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")


def _teller(figures: Figures) -> Callable[[Turn], None]:
    def tell(turn: Turn) -> None:
        log_turn(turn)
        figures.tell(turn)

    return tell
