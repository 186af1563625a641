"""A conversation with the core, kept between turns as the handlers keep it: as JSON."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

from skill.coaching.facts.exercise import Level
from skill.coaching.planning.order import Order
from skill.coaching.record.record import Progress, Workout
from skill.coaching.record.saved import from_data, to_data
from skill.coaching.session import respond
from skill.coaching.timeline.cues import Delivery, Position
from skill.coaching.timeline.limits import LATENCY
from skill.coaching.turn.events import Event, EventKind, Named
from skill.coaching.turn.state import Moment, Reply, Session
from skill.coaching.turn.states import Awaiting, Standing
from tests.coaching.every import FULL, LIBRARY, PHRASEBOOK, plan_of, words

NOON = 1_790_000_000_000 - 1_790_000_000_000 % 86_400_000 + 12 * 3_600_000
"""Milliseconds since the epoch."""
RUNNER = Progress(welcomed=True, level=Level.INTERMEDIATE, straight=False, first_day=0)
"""One who has been here before, some weeks ago."""
START = Position()


def named(*ids: str) -> tuple[Named, ...]:
    """Return exercises or kit as they are named."""
    return tuple(Named(id_, (id_,)) for id_ in ids)


@dataclass
class Conversation:
    """Says things to the core and keeps what it remembers."""

    progress: Progress = RUNNER
    session: Session = Session()  # noqa: RUF009  frozen, all defaults
    now: int = NOON
    reply: Reply = field(init=False)

    def __post_init__(self) -> None:
        self.reply = Reply(self.session, self.progress)

    def say(self, kind: EventKind, /, at: int | None = None, **slots: Any) -> Reply:
        """Say something when the last answer has been heard out, or that many milliseconds after it was sent."""
        self.now += self.heard_out if at is None else at
        event = Event(kind, **slots)
        moment = Moment(LIBRARY, self.session, self.progress, event, self.now, PHRASEBOOK.length_of)
        self.reply = respond(moment)
        self.session = _kept(Session, self.reply.session)
        self.progress = _kept(Progress, self.reply.progress)
        return self.reply

    def all(self, *kinds: EventKind) -> "Conversation":
        """Say one thing after the other, each when the answer has been heard out."""
        for kind in kinds:
            self.say(kind)
        return self

    def relaunch(self, after: int) -> Reply:
        """Open a new conversation some milliseconds later."""
        self.session = Session()
        return self.say(EventKind.LAUNCH, at=after)

    @property
    def heard_out(self) -> int:
        """Milliseconds until the last answer has been heard and something can be said and understood."""
        length = self.reply.cues[-1].end if self.reply.cues else 0
        return length + LATENCY + 500

    @property
    def heard(self) -> str:
        """All that was said in the last answer."""
        return " ".join(words(cue) for cue in self.reply.cues if cue.phrase)

    @property
    def keys(self) -> list[str]:
        """The keys of what was said in the last answer."""
        return [cue.phrase.key for cue in self.reply.cues if cue.phrase]

    @property
    def place(self) -> Position:
        """Where the class goes on."""
        assert self.progress.workout is not None
        return self.progress.workout.position


def in_class(order: Order, delivery: Delivery = FULL, at: Position = START) -> Conversation:
    """Return a conversation in which a class is about to go on from a position, at the word go."""
    running = Workout(
        plan_of(order, delivery),
        at,
        touched=NOON,
        tempo=delivery.tempo,
        talk=delivery.talk,
        straight=delivery.straight,
        known=delivery.known,
        kit=(*order.kit, *sorted(LIBRARY.at_hand)),
    )
    progress = replace(RUNNER, workout=running, straight=delivery.straight, talk=delivery.talk)
    return Conversation(progress, Session(standing=Standing(Awaiting.SET)))


def _kept(kind: type, value: object) -> Any:
    return from_data(kind, json.loads(json.dumps(to_data(value))))
