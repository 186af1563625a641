"""Kill a worker that leads classes, at random moments, and look at what is kept of the runner.

The device keeps what the last answer gave it, and says again what got no answer. At every kill the record must
be that of a runner whom nothing disturbs, after the turn answered last or the one in flight.

Run as `python -m tests.storage.class_kills FILE COUNT LATE [SEED]`: what got no answer is said again LATE seconds
later, 0 or 1; the times of a class are not compared then. A thousand kills take a minute.
"""

import json
import os
import random
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_model import RequestEnvelope

from skill.app import answer
from skill.handlers.household import Household, read_household
from skill.storage import open_store
from tests.storage.kills import told_until_killed
from tests.storage.lessons import ACCOUNT, Lessons, skill_over
from tests.storage.speakers import said_by

Json = dict[str, Any]
SPEAKER = said_by(ACCOUNT)
MOST_TOLD = 6
"""So many turns a process is let answer, whatever time they take, before its last moments begin."""
LONGEST_LAST_MOMENTS = 0.01
"""Seconds from then to the kill: some turns' worth, so that it comes anywhere within one."""
PREPARED = 20
"""Turns that a process finds ready; one that has answered them all waits for its kill."""


class Movable(AbstractPersistenceAdapter):
    """A store that can be moved: the skill over it is made once, for both runners."""

    def __init__(self) -> None:
        self.store = open_store("memory:")

    def get_attributes(self, request_envelope: RequestEnvelope) -> Json:
        """Return the record."""
        found: Json = self.store.get_attributes(request_envelope)
        return found

    def save_attributes(self, request_envelope: RequestEnvelope, attributes: Json) -> None:
        """Store the record."""
        self.store.save_attributes(request_envelope, attributes)

    def delete_attributes(self, request_envelope: RequestEnvelope) -> None:
        """Forget the record."""
        self.store.delete_attributes(request_envelope)


@dataclass(frozen=True)
class Turn:
    """What the undisturbed runner said, and what is kept of them once it is answered."""

    request: Json
    kept: Household


class Undisturbed:
    """A runner who takes classes in peace."""

    def __init__(self, seed: int) -> None:
        self._movable = Movable()
        self._skill = skill_over(self._movable)
        self._lessons = Lessons(self._send, seed=seed)
        self.turns: list[Turn] = []
        """So far."""

    def upto(self, number: int) -> None:
        """Take classes until there have been so many turns."""
        while len(self.turns) < number:
            self._lessons.take()

    def again(self, url: str, first: int, late: int, attributes: Json, pipe: int) -> None:
        """Say the same from that turn on, kept in a file now; tell the pipe what each answer gives the device."""
        self._movable.store = open_store(url)
        for number, turn in enumerate(self.turns[first:]):
            request = turn.request if number else said_later(turn.request, late)
            session = request["session"]
            given = {} if session["new"] else attributes
            response = answer(self._skill, {**request, "session": {**session, "attributes": given}})
            attributes = response.get("sessionAttributes") or {}
            os.write(pipe, json.dumps(attributes).encode() + b"\n")

    def _send(self, request: Json) -> Json:
        response = answer(self._skill, request)
        self.turns.append(Turn(request, kept_in(self._movable)))
        return response


def kept_in(store: AbstractPersistenceAdapter) -> Household:
    """Return what is kept of the runner, at whatever revision."""
    return replace(read_household(store.get_attributes(SPEAKER)), revision=0)


def said_later(request: Json, seconds: int) -> Json:
    """Return the same request, made so much later."""
    made = datetime.fromisoformat(request["request"]["timestamp"]) + timedelta(seconds=seconds)
    return {**request, "request": {**request["request"], "timestamp": made.isoformat()}}


def compared(kept: Household, late: int) -> Household:
    """Return what is kept as it is compared: without its times, and seconds of a rest, where words came late."""
    if not late:
        return kept
    progress, running = kept.progress, kept.progress.workout
    log = tuple(replace(done, begun=0) for done in progress.log)
    place = running and replace(running.position, second=0)
    timeless = running and place and replace(running, position=place, begun=0, sent=0, touched=0)
    return replace(kept, progress=replace(progress, log=log, workout=timeless))


def kill_once(lead: Callable[[int], None], lines: int, seconds: float) -> list[Json]:
    """Let a process lead a class, kill it so long after so many turns, and return what the device was given."""
    return [json.loads(line) for line in told_until_killed(lead, lines, seconds)]


def main(path: str, kills: int, late: int, seed: int = 1) -> None:
    """Kill so many processes, and compare what is kept after each."""
    chance = random.Random(seed)  # noqa: S311
    url, runner = f"sqlite:///{path}", Undisturbed(seed)
    answered, in_flight, attributes = 0, 0, Json()
    for _ in range(kills):
        runner.upto(answered + PREPARED)
        lead = partial(runner.again, url, answered, late, attributes)
        given = kill_once(lead, chance.randint(0, MOST_TOLD), chance.uniform(0, LONGEST_LAST_MOMENTS))
        answered, attributes = answered + len(given), given[-1] if given else attributes
        runner.upto(answered + 1)
        before = compared(runner.turns[answered - 1].kept if answered else Household(), late)
        after = compared(runner.turns[answered].kept, late)
        kept = compared(kept_in(open_store(url)), late)
        assert kept in (before, after), f"turn {answered}: {kept} is neither {before} nor {after}"
        in_flight += kept != before
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    classes = runner.turns[answered - 1].kept.progress.classes
    print(f"{kills} kills; {answered} turns and {classes} classes kept, {in_flight} times the turn in flight too")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
