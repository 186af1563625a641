"""Puts a reply together: what is said, what is asked, what is remembered."""

from dataclasses import replace

from skill.coaching.record.record import Progress
from skill.coaching.timeline.cues import CueKind, Position, Track, Turn
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import STATES, About, Awaiting, Standing
from skill.coaching.words.phrase import Phrase
from skill.coaching.words.prompts import Say, say

NOWHERE = Position()
GAP = 400
"""Milliseconds between two things said."""


def ask(
    moment: Moment,
    *said: Phrase,
    question: Phrase,
    awaiting: Awaiting,
    about: About | None = None,
    turn: Turn | None = None,
    reprompt: Track | None = None,
    progress: Progress | None = None,
    again: Phrase | None = None,
    misses: int = 0,
) -> Reply:
    """Say things, then a turn of the class or how-to if there is one, then the question; listen.

    `again` asks whoever stays silent, where that is not the question as it was. `about` is what belongs to the
    question alone. What stood before a question that comes in between is kept.
    """
    track = spoken(moment, *said)
    if turn:
        track.extend(turn.cues)
    track.say(CueKind.PROMPT, question, NOWHERE)
    after_silence = reprompt or Track(moment.length_of)
    after_silence.say(CueKind.PROMPT, again or question, NOWHERE)
    before = _before(moment.session.standing, awaiting)
    session = replace(
        moment.session,
        standing=Standing(awaiting, question, about, before),
        said=said,
        misses=misses,
        turn=moment.session.turn + 1,
    )
    return Reply(session, progress or moment.progress, tuple(track.cues), tuple(after_silence.cues))


def to_repeat(reply: Reply, *said: Phrase) -> Reply:
    """The reply, of which "say that again" brings back only this: a class does not say twice what it did."""
    return replace(reply, session=replace(reply.session, said=said))


def anything_else(moment: Moment) -> Phrase:
    """What the runner would like next; no class is offered where none would be held."""
    return say(Say.ANYTHING_ELSE_BUT_A_CLASS if moment.is_locked else Say.ANYTHING_ELSE, moment.seed)


def root(standing: Standing) -> Standing | None:
    """What a question that comes in between leads back to: never another such question."""
    return standing.before if STATES[standing.awaiting].between else standing


def _before(standing: Standing, awaiting: Awaiting) -> Standing | None:
    """What stays behind what is asked now: of a how-to the class announced before it, of other questions none."""
    if awaiting.in_guide:
        return announced_before(standing)
    return root(standing) if STATES[awaiting].between else None


def announced_before(standing: Standing | None) -> Standing | None:
    """The class announced that stands, or stood before a how-to or a question in between."""
    while standing and standing.awaiting is not Awaiting.START:
        standing = standing.before
    return standing


def settled(moment: Moment) -> Moment:
    """The moment, with a question that came in between settled: what stood before it stands again."""
    return replace(moment, session=replace(moment.session, standing=root(moment.session.standing) or Standing()))


def close(moment: Moment, *said: Phrase, progress: Progress | None = None) -> Reply:
    """Say things and end the conversation; say so where it could not be saved."""
    session = replace(moment.session, standing=Standing(), said=(), misses=0)
    said = said if moment.remembers else (*said, say(Say.NOT_SAVED))
    return Reply(session, progress or moment.progress, tuple(spoken(moment, *said).cues))


def preceded(moment: Moment, reply: Reply, *said: Phrase) -> Reply:
    """The reply with something said before it; a class that it goes on with starts so much later."""
    first = spoken(moment, *said)
    length = first.at
    first.extend(reply.cues)
    running = reply.progress.workout
    if running and running.sent == moment.now:
        running = replace(running, lead=running.lead + length)
    return replace(reply, cues=tuple(first.cues), progress=replace(reply.progress, workout=running))


def spoken(moment: Moment, *said: Phrase) -> Track:
    """The phrases one after the other."""
    track = Track(moment.length_of)
    for phrase in said:
        track.say(CueKind.SPEECH, phrase, NOWHERE, GAP)
    return track


def lead_length(moment: Moment, *said: Phrase) -> int:
    """Milliseconds the phrases take at the front of a reply."""
    return spoken(moment, *said).at
