"""One turn: everything an answer depends on, and the answer."""

from dataclasses import dataclass

from skill.coaching.facts.body import Trait
from skill.coaching.facts.library import Library
from skill.coaching.record.record import DAY, Progress
from skill.coaching.timeline.cues import Cue
from skill.coaching.timeline.ports import SpeechLength
from skill.coaching.turn.errand import Errand
from skill.coaching.turn.events import Event
from skill.coaching.turn.states import Awaiting, Standing
from skill.coaching.words.phrase import Phrase


@dataclass(frozen=True)
class Session:
    """One conversation."""

    version: int = 2
    standing: Standing = Standing()  # noqa: RUF009  frozen, all defaults
    said: tuple[Phrase, ...] = ()
    """What was said last, before the question, a class or a how-to went on: for "repeat"."""
    unclaimed: bool = False
    """A runner is recognised for the first time, and the account has a record that may be theirs."""
    apart: bool = False
    """That runner has said that it is not theirs."""
    ruled_out: tuple[Trait, ...] = ()
    """What the conditions named in this conversation leave out of its classes; never stored."""
    misses: int = 0
    """How often in a row the runner was not understood."""
    missed_at: int = 0
    """When that was last, in milliseconds since the epoch."""
    turn: int = 0
    """How many answers this conversation has had; varies the wording."""

    @property
    def awaiting(self) -> Awaiting:
        """What the coach is waiting for."""
        return self.standing.awaiting


@dataclass(frozen=True, eq=False)
class Moment:
    """Everything an answer depends on. Equal to itself alone, so that what it comes to can be remembered."""

    library: Library
    session: Session
    progress: Progress
    event: Event
    now: int
    """Milliseconds since the epoch, from the request."""
    length_of: SpeechLength
    offset: int = 0
    """Milliseconds by which the runner's clock is ahead of UTC."""
    remembers: bool = True
    """Whether what is kept could be saved; else nothing is promised."""
    reminds: bool = True
    """Whether reminders can be had here at all; else nothing is asked for them."""

    screen: bool = False
    """Whether a screen plays the class, and tells when it has: no word is needed then."""

    @property
    def straight(self) -> bool:
        """Whether sets follow each other without a word: as the runner wants it; unsaid, where a screen can."""
        return self.screen if self.progress.straight is None else self.progress.straight

    @property
    def today(self) -> int:
        """Days since the epoch, on the runner's clock."""
        return self.day_of(self.now)

    def day_of(self, milliseconds: int) -> int:
        """The day of a moment, in days since the epoch, on the runner's clock."""
        return (milliseconds + self.offset) // DAY

    @property
    def is_locked(self) -> bool:
        """Whether training was ended for safety: for twelve hours, and until the runner's next day.

        Coaching facts, section 4. Where the time zone is not known a day may go on for 24 hours.
        """
        ended = self.progress.ended_early
        if ended is None:
            return False
        if self.progress.zone is None:
            return self.now < ended + DAY
        return self.now < ended + DAY // 2 or self.today <= self.day_of(ended)

    @property
    def seed(self) -> int:
        """Varies wording between turns, conversations and days."""
        return self.session.turn + self.progress.classes + self.today


@dataclass(frozen=True)
class Reply:
    """What the coach says and remembers."""

    session: Session
    progress: Progress
    cues: tuple[Cue, ...] = ()
    reprompt: tuple[Cue, ...] = ()
    """Said when the runner stays silent; empty closes the conversation after the cues."""
    errand: Errand | None = None
    """What is to be done outside; where that has an outcome, its answer takes the place of this one."""
    urgent: bool = False
    """Every second counts: it is spoken before anything is saved."""

    @property
    def open(self) -> bool:
        """Whether the microphone opens afterwards."""
        return bool(self.reprompt)
