"""Finds slot values in a sentence: the model's own, and Amazon's numbers, durations, dates and times."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from skill.console.ear.dates import Dates
from skill.console.ear.numbers import Numbers, either, pattern_of
from skill.console.ear.words import Words
from skill.content.listening import Listening, SaidLength, SaidTime

_MINUTE, _DAY, _WEEK = 60, 86400, 604800
"""Seconds."""


class Match(NamedTuple):
    """A value of the model that was meant."""

    id: str
    name: str


@dataclass(frozen=True)
class Span:
    """A slot value found in a sentence."""

    start: int
    """Index of its first word."""
    end: int
    """Index after its last word."""
    type: str
    value: str
    """As spoken; for Amazon's types as Alexa sends it (`PT10M`)."""
    matches: tuple[Match, ...] = ()


BY_ENDING = ("Exercise", "Kit")
"""Types whose values are things: `curl` may be any of the curls, but `breathe` is not any trouble with it."""


VARIANT = ":"
"""In the id of a variant, before its name: its endings are those of the plain thing."""


class Catalogue:
    """The values of the model's own slot types, as they are spoken."""

    def __init__(self, types: list[dict[str, Any]], words: Words) -> None:
        self._words = words
        self._phrases = {
            type_["name"]: self._phrases_of(type_["values"], by_ending=type_["name"] in BY_ENDING)
            for type_ in types
        }
        self.words = {word for type_ in types for phrase in _phrases(type_["values"]) for word in words.of(phrase)}
        """Every word that occurs in a value."""
        self._longest = max((len(key.split()) for _, key in self._all()), default=0)

    def spans(self, words: list[str]) -> Iterator[Span]:
        """Every value in the sentence, of any type, overlapping ones too."""
        for start in range(len(words)):
            for end in range(start + 1, min(start + self._longest, len(words)) + 1):
                key = self._key(words[start:end])
                for type_, phrases in self._phrases.items():
                    if key in phrases:
                        yield Span(start, end, type_, " ".join(words[start:end]), phrases[key])

    def _all(self) -> Iterator[tuple[str, str]]:
        return ((type_, phrase) for type_, phrases in self._phrases.items() for phrase in phrases)

    def _phrases_of(self, values: list[dict[str, Any]], *, by_ending: bool) -> dict[str, tuple[Match, ...]]:
        """What may be said for the values of a type: names, synonyms, and, for things, the endings names share."""
        known: dict[str, dict[str, Match]] = {}
        shared: dict[str, dict[str, Match]] = {}
        for value in values:
            name = value["name"]["value"]
            match = Match(value["id"], name)
            for phrase in _phrases([value]):
                known.setdefault(self._key(self._words.of(phrase)), {})[match.id] = match
            is_plain = VARIANT not in match.id
            for ending in _endings(self._words.of(name)) if by_ending and is_plain else ():
                shared.setdefault(self._key(ending), {})[match.id] = match
        several = {ending: matches for ending, matches in shared.items() if len(matches) > 1}
        return {phrase: tuple(matches.values()) for phrase, matches in (several | known).items()}

    def _key(self, words: list[str]) -> str:
        """A phrase by its stems, so that a plural nobody listed is the same value."""
        return " ".join(map(self._words.stem, words))


class AmazonValues:
    """Amazon's own types, as a language says their values."""

    def __init__(self, listening: Listening) -> None:
        self._listening = listening
        self._numbers = numbers = Numbers(listening.counting)
        self.dates = Dates(listening, numbers)
        self._number = pattern_of("{number}", {"number": numbers.number})
        length = {"count": numbers.count, "unit": either(listening.units)}
        self._lengths = [(pattern_of(text, length), said) for said in listening.lengths for text in said.samples]
        time = {
            "hour": rf"{either(numbers.words_up_to(12))}|\d\d?",
            "minute": either(listening.quarters),
            "half_day": either(listening.half_days),
        }
        self._times = [(pattern_of(text, time), said) for said in listening.times for text in said.samples]

    def spans(self, words: list[str], today: date) -> Iterator[Span]:
        """Every number, length of time, date and time of day in the sentence, overlapping ones too."""
        text = " ".join(words)
        for pattern, length in self._lengths:
            for found in pattern.finditer(text):
                yield _span(text, found, "AMAZON.DURATION", self._duration(length, found.groupdict()))
        for found in self._number.finditer(text):
            yield _span(text, found, "AMAZON.NUMBER", str(self._numbers.counted(found[0])))
        for pattern, time in self._times:
            for found in pattern.finditer(text):
                yield _span(text, found, "AMAZON.TIME", self._time(time, found.groupdict()))
        for found, value in self.dates.spans(text, today):
            yield _span(text, found, "AMAZON.DATE", value)

    def _duration(self, said: SaidLength, found: Mapping[str, str]) -> str:
        """ISO 8601, as Alexa sends it: `PT1H30M`."""
        amount = self._numbers.how_many(found.get("count", "")) + said.quarters / 4
        return _iso(round(amount * self._listening.units[found["unit"]]))

    def _time(self, said: SaidTime, found: Mapping[str, str]) -> str:
        """HH:MM; a bare hour is in the morning, as nothing better is known."""
        hour = self._numbers.counted(found.get("hour", ""))
        if "half_day" in found:
            hour = hour % 12 + self._listening.half_days[found["half_day"]]
        minute = self._numbers.counted(found.get("minute", "")) + said.minutes
        return f"{(hour + minute // 60) % 24:02}:{minute % 60:02}"


def _span(text: str, found: re.Match[str], type_: str, value: str) -> Span:
    start = text.count(" ", 0, found.start())
    return Span(start, start + len(found[0].split()), type_, value)


def longest(spans: Iterable[Span]) -> list[Span]:
    """Those spans that remain when of two that overlap the longer one wins, in the order spoken."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _phrases(values: list[dict[str, Any]]) -> Iterator[str]:
    """The names and synonyms of values."""
    for value in values:
        yield from (value["name"]["value"], *value["name"].get("synonyms", []))


def _endings(words: list[str]) -> Iterator[list[str]]:
    """The last words of a name: `hamstring curl`, `curl`."""
    return (words[start:] for start in range(1, len(words)))


def _iso(seconds: int) -> str:
    if seconds % _WEEK == 0:
        return f"P{seconds // _WEEK}W"
    if seconds % _DAY == 0:
        return f"P{seconds // _DAY}D"
    minutes, second = divmod(seconds, _MINUTE)
    hour, minute = divmod(minutes, 60)
    return "PT" + "".join(f"{n}{unit}" for n, unit in ((hour, "H"), (minute, "M"), (second, "S")) if n)
