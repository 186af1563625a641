"""A skill that says what it is told to and keeps every request: what a device sends can be looked at."""

from skill.console.device import Device
from skill.console.envelope import Json, Origin
from tests.conversation import hearing


def speech(words: str, break_ms: int = 0) -> Json:
    """Words and a pause, as a response carries them."""
    pause = f'<break time="{break_ms}ms"/>' if break_ms else ""
    return {"outputSpeech": {"type": "SSML", "ssml": f"<speak>{words}{pause}</speak>"}}


class Recorder:
    """Answers every request alike."""

    def __init__(self, response: Json | None = None) -> None:
        listening = {**speech("Ready?"), "shouldEndSession": False}
        self.response = listening if response is None else response
        self.sent: list[Json] = []

    def __call__(self, envelope: Json) -> Json:
        """Keep the request; count the turns in the session's attributes."""
        self.sent.append(envelope)
        turns = envelope["session"]["attributes"].get("turns", 0) + 1
        return {"version": "1.0", "sessionAttributes": {"turns": turns}, "response": self.response}

    @property
    def requests(self) -> list[Json]:
        """The requests inside the envelopes."""
        return [envelope["request"] for envelope in self.sent]

    @property
    def kinds(self) -> list[str]:
        """The types of the requests."""
        return [request["type"] for request in self.requests]


def device_of(skill: Recorder, locale: str = "en-US", time_zone: str = "UTC") -> Device:
    """A device that talks to the recorder."""
    return Device(hearing(locale), skill, Origin(locale, time_zone=time_zone))
