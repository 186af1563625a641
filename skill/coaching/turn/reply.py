"""Puts a reply together: what is said, what is asked, what is remembered."""

from dataclasses import replace
from typing import Any

from skill.coaching.record.record import Progress
from skill.coaching.timeline.cues import CueKind, Position, Track, Turn
from skill.coaching.turn.state import Awaiting, Moment, Reply
from skill.coaching.words.phrase import Phrase

NOWHERE = Position()
GAP = 400
"""Milliseconds between two things said."""


def ask(
    moment: Moment,
    *said: Phrase,
    question: Phrase,
    awaiting: Awaiting,
    turn: Turn | None = None,
    reprompt: Track | None = None,
    progress: Progress | None = None,
    keep: bool = False,
    **session: Any,
) -> Reply:
    """Say things, then a turn of the class or how-to if there is one, then the question; listen.

    What was wished for or offered is forgotten unless `keep` is set; other fields of the session may be given.
    """
    track = spoken(moment, *said)
    if turn:
        later = Track(moment.length_of)
        later.cues, later.at = list(turn.cues), turn.length
        track.extend(later)
    track.say(CueKind.PROMPT, question, NOWHERE)
    again = reprompt or Track(moment.length_of)
    again.say(CueKind.PROMPT, question, NOWHERE)
    base = moment.session if keep else replace(moment.session, choice=(), then=None, wish=None)
    changes = {"awaiting": awaiting, "misses": 0, "turn": base.turn + 1, **session}
    return Reply(
        replace(base, **changes),
        progress or moment.progress,
        tuple(track.cues),
        tuple(again.cues),
    )


def close(moment: Moment, *said: Phrase, progress: Progress | None = None) -> Reply:
    """Say things and end the conversation."""
    session = replace(moment.session, awaiting=Awaiting.NOTHING, misses=0, choice=(), then=None, wish=None)
    return Reply(session, progress or moment.progress, tuple(spoken(moment, *said).cues))


def preceded(moment: Moment, reply: Reply, *said: Phrase) -> Reply:
    """The reply with something said before it; a class that it goes on with starts so much later."""
    first, then = spoken(moment, *said), Track(moment.length_of)
    then.cues = list(reply.cues)
    length = first.at
    first.extend(then)
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
