"""A virtual device: sentences become requests, responses speech, and the session lives as on the platform."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from skill.console.ear.hearing import Heard, Hearing, Wanted
from skill.console.envelope import (
    DeviceSession,
    Json,
    Origin,
    day_of,
    envelope,
    intent_request,
    launch_request,
    session_ended_request,
    user_event,
)
from skill.console.spoken import Piece, length_of, pieces_of, text_of
from skill.screens.document import NAME

Skill: TypeAlias = Callable[[Json], Json]
"""A request envelope in, a response envelope out."""

LISTENING = 8_000
"""Milliseconds the microphone stays open after speech, and again after the reprompt (platform sheet 1.2)."""

SCREEN_IDLE = 30_000
"""Milliseconds that a document stays on a screen where nothing happens (platform sheet 3)."""
CLOSED_BY_SILENCE = "the device closed the session"
"""How a console tells that nothing was said for too long."""


@dataclass(frozen=True)
class Answer:
    """What the skill answered."""

    envelope: Json
    """The response envelope as it came."""
    speech: tuple[Piece, ...]
    reprompt: tuple[Piece, ...]
    """Said when the runner stays silent."""
    listening: bool
    """Whether the microphone opens afterwards."""
    open: bool = False
    """Whether the session goes on: it listens, or a screen plays on."""
    panel: Json | None = None
    """What the document on the screen is filled with."""
    after_silence: bool = False
    """The session before this answer had been closed by silence."""

    @property
    def text(self) -> str:
        """What is spoken, as plain text."""
        return text_of(self.speech)


class Device:
    """One device. It has no clock: every sentence comes with its time."""

    def __init__(
        self,
        hearing: Hearing,
        skill: Skill,
        origin: Origin,
        listening: int = LISTENING,
    ) -> None:
        self._hearing = hearing
        self._skill = skill
        self._origin = origin
        self._listening = listening
        self._session: DeviceSession | None = None
        self.closes_at: int | None = None
        """When silence will close the session, in milliseconds since the epoch; None with no session open."""

    @property
    def is_open(self) -> bool:
        """Whether a session is open, and the microphone with it once the answer has been heard."""
        return self._session is not None

    def recognise(self, person_id: str | None) -> None:
        """From now on the voice is that person's; None: a voice that is not recognised."""
        self._origin = replace(self._origin, person_id=person_id)

    def say(self, sentence: str, now: int) -> Answer:
        """The answer to a sentence spoken `now`, in milliseconds since the epoch.

        With no session open the sentence is a one-shot: it opens a session with what it asks.
        """
        closed = self.stay_silent(now)
        heard = self._hearing.hear(sentence, day_of(now, self._origin.time_zone))
        if heard.wanted is Wanted.LEAVE and self._session:
            return self._end("USER_INITIATED", now)
        if heard.anew or self._session is None:
            self._session = DeviceSession()
        return replace(self._send(self._request(heard), now), after_silence=closed)

    def touch(self, arguments: list[Any], now: int) -> Answer:
        """The answer to a document's event; with no session open there is none to it."""
        closed = self.stay_silent(now)
        if self._session is None:
            return Answer({}, (), (), listening=False, after_silence=closed)
        return self._send(user_event(NAME, arguments), now)

    def stay_silent(self, until: int) -> bool:
        """Let time pass with nothing said; tells whether that closed the session."""
        closes = self.closes_at is not None and until > self.closes_at
        if closes and self.closes_at is not None:
            self._end("EXCEEDED_MAX_REPROMPTS", self.closes_at)
        return closes

    def leave(self, now: int) -> None:
        """End the session, if one is open, as the runner would by closing the skill."""
        if self._session:
            self._end("USER_INITIATED", now)

    def _request(self, heard: Heard) -> Json:
        if heard.understood is None:
            return launch_request()
        slots = self._hearing.slots_of(heard.understood.intent)
        return intent_request(heard.understood, slots, self._origin.skill_id)

    def _send(self, request: Json, now: int) -> Answer:
        session = self._session or DeviceSession()
        response = self._skill(envelope(self._origin, session, request, now))
        answer = answer_of(response)
        answer = replace(answer, open=answer.listening or self._stays_on_screen(response))
        self._session, self.closes_at = None, None
        if answer.open:
            attributes = response.get("sessionAttributes") or {}
            self._session = replace(session, new=False, attributes=attributes)
            self.closes_at = now + self._heard_out(answer)
        return answer

    def _stays_on_screen(self, response: Json) -> bool:
        """Whether the session stays open without listening: a screen's does, unless the skill ends it."""
        return self._origin.screen and "shouldEndSession" not in (response.get("response") or {})

    def _heard_out(self, answer: Answer) -> int:
        """Milliseconds until the speech, the reprompt and both silences are over."""
        if not answer.listening:
            return length_of(answer.speech) + SCREEN_IDLE
        again = length_of(answer.reprompt) + self._listening if answer.reprompt else 0
        return length_of(answer.speech) + self._listening + again

    def _end(self, reason: str, now: int) -> Answer:
        """Tell the skill that the session is over; whatever it answers is not spoken."""
        answer = self._send(session_ended_request(reason), now)
        self._session, self.closes_at = None, None
        return replace(answer, speech=(), reprompt=(), listening=False, open=False, panel=None)


def answer_of(response: Json) -> Answer:
    """A response envelope read as a device with no screen does: with no word on the session, it is over."""
    body = response.get("response") or {}
    panel = _panel(body)
    return Answer(
        envelope=response,
        speech=_pieces(body.get("outputSpeech") or panel),
        panel=panel,
        reprompt=_pieces((body.get("reprompt") or {}).get("outputSpeech")),
        listening=body.get("shouldEndSession") is False,
    )


def _panel(body: Json) -> Json | None:
    """What a document is filled with; what it says itself is in its `ssml`."""
    sources = (directive.get("datasources") or {} for directive in body.get("directives") or ())
    return next((source[NAME]["properties"] for source in sources if NAME in source), None)


def _pieces(speech: Json | None) -> tuple[Piece, ...]:
    return pieces_of((speech or {}).get("ssml", ""))
