"""What the content holds besides the core's own types: the words of a language and what people say in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from skill.coaching.facts.body import Tone
from skill.coaching.facts.library import Library
from skill.coaching.turn.events import Aspect, EventKind, Question
from skill.content.listening import Listening

NUMBERS = 1000
"""So many numbers, from zero on, have words; greater ones are written in digits, which every voice can read."""
PLURALS_REPEAT = 200
"""From this number on the plural forms take turns as from 100 on: CLDR's rules count by the hundred."""


@dataclass(frozen=True)
class Listing:
    """How things are listed, as CLDR's patterns of two parts: `{0} and {1}`."""

    two: str
    """The only two things."""
    start: str
    """The first of several, and the rest."""
    middle: str
    end: str
    """The last two of several."""

    def of(self, items: Sequence[str]) -> str:
        """The things in one phrase."""
        if len(items) < 2:
            return "".join(items)
        if len(items) == 2:
            return self.two.format(*items)
        first, *between, beforelast, last = items
        said = self.end.format(beforelast, last)
        for item in reversed(between):
            said = self.middle.format(item, said)
        return self.start.format(first, said)


@dataclass(frozen=True)
class Grammar:
    """How a language counts and lists."""

    numbers: tuple[str, ...]
    """The words of the numbers from zero on."""
    ordinals: tuple[str, ...]
    """The words of `first` to `thirty-first`."""
    short_ordinals: tuple[str, ...]
    """The same in digits: `1st`."""
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    """From Monday on."""
    plurals: Mapping[str, frozenset[int]]
    """CLDR's plural categories but for `other`, and the numbers below PLURALS_REPEAT that take each."""
    all_of: Listing
    """`a, b and c`."""
    one_of: Listing
    """`a, b or c`."""

    def in_words(self, number: int) -> str:
        """A number as it is said; one that has no words as its digits."""
        return self.numbers[number] if 0 <= number < len(self.numbers) else str(number)

    def plural_of(self, number: int) -> str:
        """The plural category of a number: `one`, `few`, `other`."""
        within = number if number < PLURALS_REPEAT else 100 + number % 100
        return next((name for name, numbers in self.plurals.items() if within in numbers), "other")


@dataclass(frozen=True)
class Slot:
    """A slot an intent may carry."""

    name: str
    type: str
    """A slot type of the content (`Exercise`) or a built-in one (`AMAZON.NUMBER`)."""


@dataclass(frozen=True)
class Intent:
    """An intent, the event it stands for, and what it fixes by itself."""

    name: str
    event: EventKind
    question: Question | None = None
    topic: str | None = None
    """The topic asked for; for a question about an exercise, the one that answers it where none is meant."""
    aspect: Aspect | None = None
    """What of the progress is asked for."""
    course: str | None = None
    """The plan over weeks that is asked for."""
    exercise: str | None = None
    """The exercise that the utterances also name, where that is what is meant ("good morning")."""
    sign: str | None = None
    """The sign of the body that the utterances tell of."""
    tone: Tone = Tone.NOW
    """How they tell of it."""
    condition: str | None = None
    """The condition that they tell of."""
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True)
class SlotValue:
    """One value of a slot type."""

    id: str
    name: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Other:
    """A movement people ask for that is not in the programme, and what serves instead."""

    id: str
    names: tuple[str, ...]
    """As people say them, lower case."""
    offer: str
    """Exercise id."""


@dataclass(frozen=True)
class Locale:
    """One Alexa locale served by a language."""

    code: str
    invocation_name: str
    terms: dict[str, str]
    """Words that differ from place to place, by placeholder: `{physio}`, `{swing_start_weight}`."""


@dataclass(frozen=True)
class Topic:
    """A general question and its answer; the answer itself is the wording `topics.<id>.answer`."""

    id: str
    offer: str | None
    """An exercise to offer at the end."""


@dataclass(frozen=True)
class Language:
    """Everything said and understood in one language."""

    code: str
    locales: dict[str, Locale]
    wordings: dict[str, tuple[str, ...]]
    """Every key of the phrasebook with its wordings: `class.paused`, `exercises.nordic_curl.setup.0`,
    `topics.benefits.answer`, `kit.anchor.name`, `others.squat.answer`, `nouns.set.other`."""
    slot_types: dict[str, tuple[SlotValue, ...]]
    """Values of each custom slot type."""
    utterances: dict[str, tuple[str, ...]]
    """Sample utterances of each intent, templates expanded, locale terms not yet filled in."""
    grammar: Grammar
    listening: Listening
    others: dict[str, Other]
    topics: dict[str, Topic]
    unsafe_anchors: frozenset[str] = frozenset()
    """Ids of kit that must never hold the ankles: a sofa, a radiator."""


@dataclass(frozen=True)
class Content:
    """All content, read and checked."""

    library: Library
    intents: dict[str, Intent]
    """By name; those of the topics included."""
    languages: dict[str, Language]
    """By code (`en`)."""

    def for_turns(self) -> "Content":
        """Without the sample utterances: most of the content, which only interaction models are made of."""
        languages = {code: replace(language, utterances={}) for code, language in self.languages.items()}
        return replace(self, languages=languages)

    def language_of(self, locale: str) -> Language:
        """The language that serves a locale; else one that shares its first part; else English."""
        prefix = locale.split("-")[0]
        return self.languages.get(prefix, self.languages["en"])
