"""The sample utterances of a model, indexed by their exact words and by the words they share with a sentence."""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from skill.console.ear.words import Words

# Weights and shares were chosen on tests/understanding/tuning.toml.
UNKNOWN_WEIGHT = 1.24
"""What a word that no sample has counts against a sentence; a word that one intent alone has weighs 1."""
ORDER_SHARE = 0.15
"""How much of the score is the order of the words."""
VOCABULARY_SHARE = 0.28
"""How much of the score is what other samples of the intent say; the rest is the words shared with the sample."""
MOST_LOOKED_UP = 2000
"""After so many samples with a word in common, more common words are not looked up any more."""
SHORTLIST = 30
"""How many samples, those with the most shared words, are compared in full."""
DECISIVE_WEIGHT = 0.6
"""From this weight on a word of an intent that comes first settles it: few others have it."""
LEAST_KNOWN = 0.8
"""How much of a sentence must be known before one word of it can settle anything."""

_NO_SLOTS: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sample:
    """A sample utterance with its slots written as types: `how do i do a <Exercise>`."""

    intent: str
    words: tuple[str, ...]
    slots: tuple[str, ...]
    """Names of its slots, in order."""

    @property
    def is_bare(self) -> bool:
        """Whether it is nothing but slots: their values may mean anything in a longer sentence."""
        return len(self.slots) == len(self.words)


@dataclass(frozen=True)
class Near:
    """A sample close to a sentence, and how close, from 0 to 1."""

    sample: Sample
    score: float
    decided: bool
    """A word of the sentence settles the intent, however long the rest is."""


@dataclass(frozen=True)
class _Bag:
    """A sample by its stems: which, which of them are slots, how telling together, and in what order."""

    sample: Sample
    stems: frozenset[str]
    slots: frozenset[str]
    weight: float
    text: str


class Samples:
    """All samples of a model.

    The intents of `first` come first: they are heard wherever they are said. Those of `whole` are heard only
    where the sentence is one of their samples: a denial that is nearly said may be the contrary. Those of `kin`
    share their words: one that only they have tells as much as if one alone had it.
    """

    def __init__(
        self,
        samples: Iterable[Sample],
        words: Words,
        first: Collection[str] = (),
        whole: Collection[str] = (),
        kin: Collection[str] = (),
    ) -> None:
        self._words = words
        self._first = frozenset(first)
        self._whole = frozenset(whole)
        self._exact: dict[tuple[str, ...], Sample] = {}
        for sample in sorted(samples, key=lambda sample: len(sample.slots)):
            self._exact.setdefault(sample.words, sample)
        stemmed = {(sample.intent, *self.stems_of(sample.words)): sample for sample in self._exact.values()}
        self._weights = _weights(stemmed, frozenset(kin))
        self._bags = [self._bag(sample, stems) for (_, *stems), sample in stemmed.items()]
        self._vocabulary: dict[str, set[str]] = defaultdict(set)
        self._posted: dict[str, list[int]] = defaultdict(list)
        for number, bag in enumerate(self._bags):
            self._vocabulary[bag.sample.intent] |= bag.stems
            for each in bag.stems:
                self._posted[each].append(number)

    def words(self) -> set[str]:
        """Every word of every sample; slots are not words."""
        return {word for words in self._exact for word in words if not word.startswith("<")}

    def type_sets(self) -> set[frozenset[str]]:
        """The sets of slot types that occur together in a sample."""
        return {frozenset(word for word in words if word.startswith("<")) for words in self._exact}

    def exact(self, words: Iterable[str]) -> Sample | None:
        """The sample of exactly these words."""
        return self._exact.get(tuple(words))

    def stems_of(self, words: Iterable[str]) -> list[str]:
        """The stems of the words that carry meaning; one after `not` also with it, as that changes its meaning."""
        negation = self._words.negation
        stems = [self._words.stem(word) for word in self._words.without_fillers(words)]
        return stems + [f"{word} {after}" for word, after in pairwise(stems) if word == negation]

    def total(self, stems: Iterable[str]) -> float:
        """How telling some words are together."""
        return sum(self._weight(each) for each in set(stems))

    def nearest(self, words: Iterable[str]) -> Near | None:
        """The sample that shares the most telling words with a sentence and has the fewest others.

        Where a sample of an intent that comes first is said in full within the sentence, and has a word that few
        other intents use, only samples with that word are considered (`it hurts` in `can i go on if it hurts`).
        """
        words = tuple(words)
        stems = self.stems_of(words)
        heard = frozenset(stems)
        weight, text = self.total(heard), " ".join(stems)
        known = self.total(heard & self._weights.keys())
        decisive = self._decisive(words) if known >= LEAST_KNOWN * weight else frozenset()
        shortlist = self._shortlist(heard, decisive)
        near = [Near(bag.sample, self._score(bag, heard, weight, text), bool(decisive)) for bag in shortlist]
        return max(near, key=lambda one: one.score, default=None)

    def _decisive(self, words: tuple[str, ...]) -> frozenset[str]:
        """The most telling words in those parts of the sentence that are samples of an intent that comes first."""
        words = tuple(self._words.without_fillers(words))
        parts = (words[i:j] for i in range(len(words)) for j in range(i + 1, len(words) + 1))
        said = [sample for part in parts if (sample := self._exact.get(part)) and sample.intent in self._first]
        stems = {each for sample in said if not sample.is_bare for each in self.stems_of(sample.words)}
        most = max(map(self._weight, stems), default=0)
        return frozenset(each for each in stems if self._weight(each) == most >= DECISIVE_WEIGHT)

    def _shortlist(self, heard: frozenset[str], decisive: frozenset[str]) -> list[_Bag]:
        """The samples that share most, with a decisive word if there is one; the commonest words bring none in.

        A sample with a slot that nothing in the sentence fills is none of them.
        """
        shared: dict[int, float] = defaultdict(float)
        looked_up = 0
        for each in sorted(heard & self._posted.keys(), key=lambda each: (len(self._posted[each]), each)):
            if looked_up > MOST_LOOKED_UP:
                break
            looked_up += len(self._posted[each])
            weight = self._weight(each)
            for number in self._posted[each]:
                shared[number] += weight
        numbers = sorted(self._with(decisive) or shared)
        bags = self._bags
        filled = [n for n in numbers if bags[n].slots <= heard and bags[n].sample.intent not in self._whole]
        best = heapq.nlargest(SHORTLIST, filled, key=lambda n: shared[n] / (self._bags[n].weight + UNKNOWN_WEIGHT))
        return [self._bags[number] for number in best]

    def _with(self, stems: frozenset[str]) -> set[int]:
        """The samples that have all of some stems; where none has all, those that have any."""
        posted = [set(self._posted[each]) for each in stems]
        return (set.intersection(*posted) or set.union(*posted)) if posted else set()

    def _score(self, bag: _Bag, heard: frozenset[str], weight: float, text: str) -> float:
        shared = 2 * self.total(heard & bag.stems) / (weight + bag.weight)
        known = self.total(heard & self._vocabulary[bag.sample.intent]) / weight
        order = fuzz.ratio(text, bag.text) / 100
        return shared + VOCABULARY_SHARE * (known - shared) + ORDER_SHARE * (order - shared)

    def _bag(self, sample: Sample, stems: list[str]) -> _Bag:
        bag = frozenset(stems)
        slots = frozenset(word for word in sample.words if word.startswith("<")) if sample.slots else _NO_SLOTS
        return _Bag(sample, bag, slots, sum(self._weights[each] for each in bag), " ".join(stems))

    def _weight(self, word: str) -> float:
        """How much a word tells: little where many intents use it, much where one does."""
        return self._weights.get(word, 0 if word.startswith(f"{self._words.negation} ") else UNKNOWN_WEIGHT)


def _weights(samples: Iterable[tuple[str, ...]], kin: frozenset[str]) -> dict[str, float]:
    """How few intents a word points to: 1 for one, near 0 for all. A sample is its intent, then its stems.

    Those of `kin` count as one.
    """
    sizes: Counter[str] = Counter()
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for name, *stems in samples:
        intent = "" if name in kin else name
        sizes[intent] += 1
        for each in set(stems):
            uses[each][intent] += 1
    one = math.log1p(len(sizes))
    return {word: math.log1p(len(sizes) / _spread(counts, sizes)) / one for word, counts in uses.items()}


def _spread(counts: Counter[str], sizes: Counter[str]) -> float:
    """Over how many intents a word is spread: 1 where one alone has it, n where n have it equally often."""
    shares = [count / sizes[intent] for intent, count in counts.items()]
    return sum(shares) ** 2 / sum(share**2 for share in shares)
