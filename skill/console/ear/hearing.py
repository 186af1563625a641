"""What a device makes of a sentence: the skill is opened, asked something, or left."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from skill.console.ear.meaning import FALLBACK, Guess, Meaning
from skill.console.ear.numbers import either
from skill.console.ear.recogniser import BODY, DENIAL, FIRST, NOW, QUESTION, Recogniser, Understood
from skill.content.listening import Listening

SURE = 0.8
"""The least score at which a sentence is taken by its letters though its meaning could be asked; chosen on
tests/understanding/tuning.toml."""

SURE_OF_THE_BODY = 0.5
"""The least confidence at which a sentence without a word of the body is taken to be about it.

What is less sure is not understood, rather than something else: in a set that holds the class."""


class Wanted(StrEnum):
    """What a sentence is for."""

    LAUNCH = "launch"
    INTENT = "intent"
    LEAVE = "leave"


@dataclass(frozen=True)
class Heard:
    """A sentence taken apart."""

    wanted: Wanted
    understood: Understood | None = None
    """Set where an intent is wanted."""
    anew: bool = False
    """The skill was named: whatever session is open, a new one begins."""


class Hearing:
    """Hears sentences with one interaction model, as read from its JSON file, in its language.

    What no sample says is heard by its meaning where that was learned, else by its letters.
    """

    def __init__(self, model: dict[str, Any], listening: Listening, meaning: Meaning | None = None) -> None:
        language = model["interactionModel"]["languageModel"]
        self._recogniser = Recogniser(model, listening)
        self._meaning = meaning
        self._slots = {i["name"]: {s["name"]: s["type"] for s in i.get("slots", [])} for i in language["intents"]}
        name = re.escape(language["invocationName"])
        device = listening.device
        ask, join, article = either(device.ask), either(device.join), either(device.article)
        self._wake = device.wake
        self._leave = device.leave
        self._launch = re.compile(rf"(?:(?:{either(device.open)}|{ask}) )?(?:(?:{article}) )?{name}")
        self._one_shot = re.compile(rf"(?:{ask}) {name} (?:(?:{join}) )?(.+)")

    def hear(self, sentence: str, today: date) -> Heard:
        """Take a sentence said on a day apart; wake word and invocation name go, what remains is recognised."""
        words = self._plain(sentence)
        if self._launch.fullmatch(words):
            return Heard(Wanted.LAUNCH, anew=True)
        if words in self._leave:
            return Heard(Wanted.LEAVE, self.understand(sentence, today))
        asked = self._one_shot.fullmatch(words)
        return Heard(Wanted.INTENT, self.understand(asked[1] if asked else sentence, today), anew=bool(asked))

    def understand(self, sentence: str, today: date) -> Understood:
        """The intent and slots of a sentence that is said on a day."""
        sentence = self._recogniser.last_meant(sentence, today)
        by_letters = self._recogniser.understand(sentence, today)
        ruled_out = self._recogniser.ruled_out(sentence)
        if self._recogniser.denied(sentence) is None:
            # "is my heel down" sounds like a question about the body, and names nothing that is felt
            ruled_out |= {QUESTION}
        is_opposite = by_letters.score < 1 and by_letters.intent in ruled_out
        is_sure = by_letters.score >= SURE or by_letters.intent in BODY
        if is_sure and not is_opposite:
            return by_letters
        if self._meaning is None:
            return Understood(FALLBACK, (), by_letters.score) if is_opposite else by_letters
        guess = self._guess(self._meaning, sentence, ruled_out)
        if guess.intent == by_letters.intent:
            return replace(by_letters, next=guess.next)
        slots = self._recogniser.filled(guess.intent, sentence, today)
        return Understood(guess.intent, slots, guess.confidence, guess.next)

    def _guess(self, meaning: Meaning, sentence: str, ruled_out: set[str]) -> Guess:
        """What a sentence most likely means, the body first; of that nothing is believed that is not sure."""
        guess = meaning.guess(sentence, ruled_out)
        is_denied = self._recogniser.denied(sentence) if self._recogniser.is_felt(sentence) else None
        is_other = guess.intent not in (*BODY, FALLBACK) and guess.confidence >= SURE_OF_THE_BODY
        if is_denied is not None and not is_other and not {guess.intent, *guess.next}.isdisjoint(BODY):
            return replace(guess, intent=_of_the_body(guess.intent, is_denied))
        # what was denied is not known: a set rather waits than goes on
        is_unsure = guess.intent == DENIAL or (guess.intent in BODY and guess.confidence < SURE_OF_THE_BODY)
        return replace(guess, intent=FALLBACK, next=(guess.intent, *guess.next[:1])) if is_unsure else guess

    def slots_of(self, intent: str) -> Mapping[str, str]:
        """The slots an intent may carry, by name, with their types."""
        return self._slots.get(intent, {})

    def _plain(self, sentence: str) -> str:
        """Lower case, without punctuation and wake word."""
        words = re.sub(r"[^\w' ]+", " ", sentence.lower()).split()
        return " ".join(words[1:] if words[:1] == [self._wake] else words)


def _of_the_body(intent: str, is_denied: bool) -> str:
    """What a sentence that names a sign is about: the tone that was heard, else that it is felt now, or is not."""
    if is_denied and intent not in set(BODY) - set(FIRST):
        return DENIAL
    return intent if intent in BODY else NOW
