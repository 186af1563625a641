"""The console's ear: finds the intent and slots of a sentence with the generated interaction model.

It is an approximation. Alexa's recogniser is statistical and knows speech. This one knows text, the samples of the
model and the standard utterances of the built-in intents, and nothing of the conversation. In this order it takes

1. the sample that is said exactly, known slot values in its slots;
2. the sample with the most telling words in common, if it is close enough and all its slots are filled, and a
   complaint before anything else; or the one said exactly but for a value that is unknown (`how do i do a reverse
   hyper`) and passed on without a match; whichever scores higher;
3. the fallback.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rapidfuzz import fuzz, process

from skill.console.ear.meaning import FALLBACK
from skill.console.ear.samples import Sample, Samples
from skill.console.ear.values import AmazonValues, Catalogue, Match, Span, longest
from skill.console.ear.words import Words
from skill.content.listening import Listening

FIRST = (
    "EmergencyIntent",
    "BodyIntent",
    "PainIntent",
    "DizzyIntent",
    "CrampIntent",
    "UnwellIntent",
    "ConditionIntent",
)
"""A complaint is heard whatever is said around it (coaching facts, section 4)."""
BODY = (
    *FIRST,
    "EffortIntent",
    "InjuryIntent",
    "FeelInIntent",
    "BodyPastIntent",
    "BodyAfterIntent",
    "BodyQuestionIntent",
    "BodyDenialIntent",
    "BodyOtherIntent",
)
"""All that is said of the body, in whatever tone: its words belong to all of these."""
NOW, QUESTION, DENIAL = "BodyIntent", "BodyQuestionIntent", "BodyDenialIntent"
WHOLE = (DENIAL,)
"""A denial counts only when it is said as a whole: "no, I've strained it" is none."""
THRESHOLD = 0.67
"""The least score of a closest sample, chosen on tests/understanding/tuning.toml."""
UNKNOWN_VALUE_SCORE = 0.8
LONGEST_UNKNOWN = 4
"""Words in an unknown value."""
LEAST_CARRIER = 0.95
"""How telling the words around an unknown value must be: `show me a` is enough, `what is the` is not."""
LONG_CARRIER = 4
"""From so many words on they are telling enough: `how do i do`."""
PART, SIGN = "BodyPart", "Sign"
"""The types of where it hurts and of what does: no value with a sign in it is a name nobody knows."""
SPELLING = 84
"""The least likeness, of 100, by which an unknown word is taken for a known one."""
SHORTEST_SPELT = 6
"""Letters; shorter words are too easily mistaken."""

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class HeardSlot:
    """A slot that was filled."""

    name: str
    type: str
    value: str
    """As spoken; for Amazon's types as Alexa sends it (`10`, `PT10M`)."""
    matches: tuple[Match, ...] = ()
    """The values of the model it may mean: none when unknown, several when unclear."""


@dataclass(frozen=True)
class Understood:
    """What a sentence was taken for."""

    intent: str
    slots: tuple[HeardSlot, ...]
    score: float
    """1 for an exact sample; else how close the closest sample is, also when that was not close enough."""
    next: tuple[str, ...] = ()
    """The next two likeliest intents, where the ear tells."""


class Recogniser:
    """Understands sentences with one interaction model, as read from its JSON file, in its language.

    The type that most intents use is heard as open: a value that nobody listed is passed through.
    """

    def __init__(self, model: dict[str, Any], listening: Listening) -> None:
        self._spoken = Words(listening.spelling)
        self._amazon = AmazonValues(listening)
        self._never = {intent: set(self._spoken.of(" ".join(words))) for intent, words in listening.never.items()}
        self._needs = {intent: set(self._spoken.of(" ".join(words))) for intent, words in listening.needs.items()}
        language = model["interactionModel"]["languageModel"]
        self._slots = {i["name"]: {s["name"]: s["type"] for s in i.get("slots", [])} for i in language["intents"]}
        self._catalogue = Catalogue(language["types"], self._spoken)
        self._samples = Samples(
            self._samples_of(language["intents"], listening.standard), self._spoken, FIRST, WHOLE, BODY
        )
        uses = Counter(type_ for slots in self._slots.values() for type_ in set(slots.values()))
        own = [type_["name"] for type_ in language["types"]]
        self._open = [type_ for type_ in own if uses[type_] == max(map(uses.__getitem__, own))]
        self._words = self._samples.words()
        self._known = sorted(self._words | self._catalogue.words | self._amazon.dates.words)
        self._stems = {self._spoken.stem(word) for word in self._known}
        self._type_sets = sorted(self._samples.type_sets(), key=lambda types: (-len(types), sorted(types)))

    def understand(self, sentence: str, today: date) -> Understood:
        """The intent and slots of a sentence said on a day; the fallback where nothing is close."""
        words = self._spoken.of(sentence)
        spoken = self._spoken
        plain = spoken.without_lead_ins(spoken.without_fillers(words))
        for heard in (words, spoken.without_fillers(words), plain):
            if found := self._exact(heard, today):
                return found
        near = self._closest([self._spelt(word) for word in spoken.without_lead_ins(words)], today)
        unknown = self._with_unknown_value(plain, today)
        found = unknown if unknown and unknown.score > near.score else near
        if found.intent in FIRST and self.denied(sentence):
            return replace(found, intent=DENIAL, slots=self.filled(DENIAL, sentence, today))
        if found.intent == FALLBACK and self.denied(sentence) is False and self._is_ones_own(words):
            return replace(found, intent=NOW, slots=self.filled(NOW, sentence, today))
        return found

    def denied(self, sentence: str) -> bool | None:
        """Whether whatever could be felt is said not to be there; None where a sentence names no such thing."""
        words = self._spoken.of(sentence)
        signs = longest(span for span in self._catalogue.spans(words) if span.type == SIGN)
        return all(self._spoken.is_denied(words[: span.start]) for span in signs) if signs else None

    def last_meant(self, sentence: str, today: date) -> str:
        """What a sentence comes to when somebody corrects themselves in it; the body is never taken back."""
        before, meant = self._spoken.corrected(sentence)
        return sentence if before and self.understand(before, today).intent in BODY else meant

    def is_felt(self, sentence: str) -> bool:
        """Whether a sentence tells of somebody, or of what is felt: "I", "my", "it"."""
        return self._spoken.is_felt(self._spoken.of(sentence))

    def _is_ones_own(self, words: list[str]) -> bool:
        """Whether a part of the body is somebody's: "my back", and not the door at the back."""
        return self._spoken.is_felt(words) and any(span.type == PART for span in self._catalogue.spans(words))

    def ruled_out(self, sentence: str) -> set[str]:
        """The intents that a sentence cannot mean: it has a word of their opposite, or none of what they need."""
        words = set(self._spoken.of(sentence))
        opposite = {intent for intent, never in self._never.items() if not words.isdisjoint(never)}
        return opposite | {intent for intent, needs in self._needs.items() if words.isdisjoint(needs)}

    def filled(self, intent: str, sentence: str, today: date) -> tuple[HeardSlot, ...]:
        """The slots of an intent with the values that a sentence has for them, in the order they are said in."""
        words = [self._spelt(word) for word in self._spoken.of(sentence)]
        types = self._slots.get(intent, {})
        spans = [*self._catalogue.spans(words), *self._amazon.spans(words, today)]
        return self._in_slots(types, (), longest(span for span in spans if span.type in types.values()))

    def _exact(self, words: list[str], today: date) -> Understood | None:
        """A sample said exactly; of several, the one with the fewest slots (`good morning` is a greeting)."""
        found = ((reading, self._samples.exact(reading.words)) for reading in self._readings(words, today))
        said = [(reading, sample) for reading, sample in found if sample]
        if not said:
            return None
        reading, sample = min(
            said, key=lambda pair: (len(pair[1].slots), pair[1].intent not in FIRST, -pair[0].covered)
        )
        return self._understood(sample, reading.spans, 1.0)

    def _with_unknown_value(self, words: list[str], today: date) -> Understood | None:
        """A sample said exactly but for the value of one slot of an open type; of several, the shortest value."""
        for reading in self._readings(words, today):
            for span in self._unknown_spans(reading.words):
                before, after = reading.words[: span.start], reading.words[span.end :]
                sample = self._samples.exact((*before, f"<{span.type}>", *after))
                if sample and self._is_telling((*before, *after)):
                    return self._understood(sample, (*reading.spans, span), UNKNOWN_VALUE_SCORE)
        return None

    def _is_telling(self, carrier: tuple[str, ...]) -> bool:
        return (
            len(carrier) >= LONG_CARRIER or self._samples.total(self._samples.stems_of(carrier)) >= LEAST_CARRIER
        )

    def _unknown_spans(self, words: tuple[str, ...]) -> Iterator[Span]:
        """Runs of words that could be an unknown value, shorter ones first."""
        for length in range(1, min(LONGEST_UNKNOWN, len(words)) + 1):
            for start in range(len(words) - length + 1):
                value = words[start : start + length]
                if self._is_unknown(value):
                    yield from (Span(start, start + length, type_, " ".join(value)) for type_ in self._open)

    def _is_unknown(self, value: tuple[str, ...]) -> bool:
        """Tell whether a value has a word that no sample has, and no known value in it."""
        if any(word.startswith("<") for word in value) or all(word in self._words for word in value):
            return False
        return not any(span.type in (SIGN, *self._open) for span in self._catalogue.spans(list(value)))

    def _closest(self, words: list[str], today: date) -> Understood:
        """The closest sample that is close enough, or that a word of the sentence settles."""
        found = [(reading, self._samples.nearest(reading.words)) for reading in self._readings(words, today)]
        near = [(reading, one) for reading, one in found if one]
        fit = [(reading, one) for reading, one in near if one.decided or one.score >= THRESHOLD]
        if not fit:
            return Understood(FALLBACK, (), round(max((one.score for _, one in near), default=0.0), 3))
        settled = [(reading, one) for reading, one in fit if one.decided]
        reading, best = max(settled or fit, key=lambda pair: pair[1].score)
        return self._understood(best.sample, reading.spans, best.score)

    def _readings(self, words: list[str], today: date) -> list["_Reading"]:
        """The ways to read a sentence: which of its words are slot values. No way is worse than another yet."""
        spans = [*self._catalogue.spans(words), *self._amazon.spans(words, today)]
        heard = {f"<{span.type}>" for span in spans}
        readings = {}
        for types in self._type_sets:
            if types <= heard:
                reading = _read(words, longest(span for span in spans if f"<{span.type}>" in types))
                readings[reading.words] = reading
        return list(readings.values())

    def _understood(self, sample: Sample, spans: tuple[Span, ...], score: float) -> Understood:
        """The sample's intent with its slots filled: first those of the sample, then others of the same type."""
        filled = self._in_slots(self._slots[sample.intent], sample.slots, spans)
        return Understood(sample.intent, filled, round(score, 3))

    def _in_slots(
        self, types: Mapping[str, str], first: Iterable[str], spans: Iterable[Span]
    ) -> tuple[HeardSlot, ...]:
        free = list(dict.fromkeys((*first, *types)))
        filled = []
        for span in sorted(spans, key=lambda span: span.start):
            name = next((name for name in free if types[name] == span.type), None)
            if name:
                free.remove(name)
                filled.append(HeardSlot(name, span.type, span.value, span.matches))
        return tuple(filled)

    def _spelt(self, word: str) -> str:
        """A known word in place of an unknown one that is spelt nearly so."""
        if len(word) < SHORTEST_SPELT or self._spoken.stem(word) in self._stems:
            return word
        near = process.extractOne(word, self._known, scorer=fuzz.ratio, score_cutoff=SPELLING)
        return near[0] if near else word

    def _samples_of(
        self, intents: list[dict[str, Any]], standard: Mapping[str, tuple[str, ...]]
    ) -> Iterator[Sample]:
        for intent in intents:
            name = intent["name"]
            tokens = {f"{{{slot}}}": f"<{type_}>" for slot, type_ in self._slots[name].items()}
            for text in (*intent["samples"], *standard.get(name, ())):
                words = tuple(tokens.get(word, word) for word in self._spoken.of(text))
                yield Sample(name, words, tuple(_SLOT.findall(text)))


@dataclass(frozen=True)
class _Reading:
    """A sentence with some of its words taken as slot values."""

    words: tuple[str, ...]
    """Values are written as their types."""
    spans: tuple[Span, ...]

    @property
    def covered(self) -> int:
        """How many words were taken as values."""
        return sum(span.end - span.start for span in self.spans)


def understood_line(sentence: str, understood: Understood) -> str:
    """One JSON line: what was said and what it was taken for; the id is null without a match, or with several."""
    slots = {
        slot.name: {"value": slot.value, "id": slot.matches[0].id if len(slot.matches) == 1 else None}
        for slot in understood.slots
    }
    return json.dumps(
        {
            "sentence": sentence,
            "intent": understood.intent,
            "slots": slots,
            "score": understood.score,
            "next": understood.next,
        },
        ensure_ascii=False,
    )


def _read(words: list[str], spans: list[Span]) -> _Reading:
    read: list[str] = []
    done = 0
    for span in spans:
        read += [*words[done : span.start], f"<{span.type}>"]
        done = span.end
    return _Reading((*read, *words[done:]), tuple(spans))
