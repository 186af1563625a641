"""Finds slot values in a sentence: the model's own, and Amazon's numbers, durations, dates and times."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from skill.console.ear.dates import date_spans
from skill.console.ear.numbers import HOW_MANY, NUMBER, counted, how_many
from skill.console.ear.words import stem, words_of

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}

_PART = r"half(?: an?)?|three quarters of an|(?:an? )?quarter of an"
_LENGTH = re.compile(
    rf"\b(?:(?P<part>{_PART}) |(?P<count>{HOW_MANY}) )(?:(?P<mid>and a half) )?"
    r"(?P<unit>(?:second|minute|hour|day|week)s?)(?P<half> and an? (?:half|quarter))?(?![\w'])"
)
_WHOLE_NUMBER = re.compile(rf"(?<![\w']){NUMBER}(?![\w'])")
_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d\d?)"
_TIME = re.compile(
    rf"\b(?:(?P<before>half past|quarter past|quarter to) )?(?P<hour>{_HOUR})"
    r"(?: (?P<minutes>fifteen|thirty|forty five))?(?: o'clock)?"
    r"(?: (?P<part>am|a m|pm|p m|in the morning|in the afternoon|in the evening|at night))?"
    r"(?![\w'])|\b(?P<named>noon|midday|midnight)\b"
)
_NAMED_TIMES = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_PAST = {"half past": 30, "quarter past": 15, "quarter to": -15}


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


class Catalogue:
    """The values of the model's own slot types, as they are spoken."""

    def __init__(self, types: list[dict[str, Any]]) -> None:
        self._phrases = {
            type_["name"]: _phrases(type_["values"], by_ending=type_["name"] in BY_ENDING) for type_ in types
        }
        self.words = {word for type_ in types for word in _words(type_["values"])}
        """Every word that occurs in a value."""
        self._longest = max((len(key.split()) for _, key in self._all()), default=0)

    def spans(self, words: list[str]) -> Iterator[Span]:
        """Every value in the sentence, of any type, overlapping ones too."""
        for start in range(len(words)):
            for end in range(start + 1, min(start + self._longest, len(words)) + 1):
                key = _key(words[start:end])
                for type_, phrases in self._phrases.items():
                    if key in phrases:
                        yield Span(start, end, type_, " ".join(words[start:end]), phrases[key])

    def _all(self) -> Iterator[tuple[str, str]]:
        return ((type_, phrase) for type_, phrases in self._phrases.items() for phrase in phrases)


def amazon_spans(words: list[str], today: date) -> Iterator[Span]:
    """Every number, length of time, date and time of day in the sentence, overlapping ones too."""
    text = " ".join(words)
    for pattern, type_, value_of in _AMAZON:
        for found in pattern.finditer(text):
            yield _span(text, found, type_, value_of(found))
    for found, value in date_spans(text, today):
        yield _span(text, found, "AMAZON.DATE", value)


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


def _phrases(values: list[dict[str, Any]], *, by_ending: bool) -> dict[str, tuple[Match, ...]]:
    """What may be said for the values of a type: names, synonyms, and, for things, the endings names share."""
    known: dict[str, dict[str, Match]] = {}
    shared: dict[str, dict[str, Match]] = {}
    for value in values:
        name = value["name"]["value"]
        match = Match(value["id"], name)
        for phrase in (name, *value["name"].get("synonyms", [])):
            known.setdefault(_key(words_of(phrase)), {})[match.id] = match
        for ending in _endings(words_of(name)) if by_ending else ():
            shared.setdefault(_key(ending), {})[match.id] = match
    several = {ending: matches for ending, matches in shared.items() if len(matches) > 1}
    return {phrase: tuple(matches.values()) for phrase, matches in (several | known).items()}


def _words(values: list[dict[str, Any]]) -> Iterator[str]:
    for value in values:
        for phrase in (value["name"]["value"], *value["name"].get("synonyms", [])):
            yield from words_of(phrase)


def _endings(words: list[str]) -> Iterator[list[str]]:
    """The last words of a name: `hamstring curl`, `curl`."""
    return (words[start:] for start in range(1, len(words)))


def _key(words: list[str]) -> str:
    """A phrase by its stems, so that a plural nobody listed is the same value."""
    return " ".join(map(stem, words))


def _number(found: re.Match[str]) -> str:
    return str(counted(found[0]))


def _duration(found: re.Match[str]) -> str:
    """ISO 8601, as Alexa sends it: `PT1H30M`."""
    unit = _SECONDS[found["unit"].removesuffix("s")]
    amount = _part(found["part"]) if found["part"] else how_many(found["count"])
    return _iso(round((amount + _part(found["mid"]) + _part(found["half"])) * unit))


def _part(text: str | None) -> float:
    if text is None:
        return 0
    quarters = 3 if "three" in text else 1
    return quarters / 4 if "quarter" in text else 0.5


def _iso(seconds: int) -> str:
    if seconds % _SECONDS["week"] == 0:
        return f"P{seconds // _SECONDS['week']}W"
    if seconds % _SECONDS["day"] == 0:
        return f"P{seconds // _SECONDS['day']}D"
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return "PT" + "".join(f"{n}{unit}" for n, unit in ((hour, "H"), (minute, "M"), (second, "S")) if n)


def _time(found: re.Match[str]) -> str:
    """HH:MM; a bare hour is in the morning, as nothing better is known."""
    if found["named"]:
        return _NAMED_TIMES[found["named"]]
    hour = counted(found["hour"])
    if found["part"]:
        hour = hour % 12 + 12 * (found["part"] not in ("am", "a m", "in the morning"))
    minute = counted(found["minutes"] or "") + _PAST.get(found["before"], 0)
    return f"{(hour + minute // 60) % 24:02}:{minute % 60:02}"


_AMAZON: tuple[tuple[re.Pattern[str], str, Callable[[re.Match[str]], str]], ...] = (
    (_LENGTH, "AMAZON.DURATION", _duration),
    (_WHOLE_NUMBER, "AMAZON.NUMBER", _number),
    (_TIME, "AMAZON.TIME", _time),
)
