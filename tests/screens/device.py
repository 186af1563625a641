"""A device with a screen, as the tests talk to it and touch it."""

import json
from functools import partial
from typing import Any

from skill.app import answer, build_skill
from skill.console.conversation import START
from skill.console.device import Answer, Device
from skill.console.envelope import Origin
from skill.console.spoken import length_of
from skill.storage import open_store
from tests.amazon import response_faults
from tests.conversation import hearing, load_once

Json = dict[str, Any]

LARGEST = 120_000
"""Bytes of a response (platform sheet 1.3)."""
HASTE = 3_000
"""Milliseconds after which a runner speaks or touches again."""


class Screen:
    """A device with a screen, and a clock that goes on by what is spoken."""

    def __init__(self, *, screen: bool = True) -> None:
        self._store = open_store("memory:")
        self._skill = partial(answer, build_skill(load_once(), self._store))
        self._screen = screen
        self.now = START
        self.plug_in()

    def plug_in(self) -> None:
        """Begin as a device with no session."""
        self.device = Device(hearing("en-US"), self._skill, Origin(screen=self._screen))

    def says(self, sentence: str) -> Answer:
        """The answer to a sentence, once what was said before is over."""
        return self._heard(self.device.say(sentence, self.now))

    def touches(self, label: str, panel: dict[str, object] | None = None) -> Answer:
        """The answer to a button, by default of the latest panel."""
        shown = panel or self.panel
        place = [*shown["touches"], *shown["afterwards"]].index(label)
        return self._heard(self.device.touch(["touched", shown["turn"], place], self.now))

    def plays_on(self) -> Answer:
        """The answer once the screen has played all."""
        return self._heard(self.device.touch(["heard", self.panel["turn"]], self.now))

    def goes_back(self, milliseconds: int) -> None:
        """Let the next thing happen so long after the latest answer began."""
        self.now = self._began + milliseconds

    def _heard(self, answered: Answer) -> Answer:
        if answered.envelope:
            assert response_faults(answered.envelope) == []
            assert len(json.dumps(answered.envelope)) < LARGEST
        self.panel = answered.panel or getattr(self, "panel", {})
        self._began = self.now
        self.now += length_of(answered.speech) + HASTE
        return answered
