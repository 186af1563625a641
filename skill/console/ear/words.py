"""Sentences as lists of words, in one spelling, so that what is said and what is written can be compared."""

import re
from collections.abc import Iterable
from functools import cache

_CONTRACTIONS = {
    "can't": "can not",
    "cannot": "can not",
    "won't": "will not",
    "let's": "let us",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "gimme": "give me",
    "lemme": "let me",
}
_ENDINGS = {"n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
_WITH_IS = re.compile(r"(that|what|it|where|there|here|when|how|who|which|this|something)'s")
"""Words whose 's is short for is; after others it tells whose."""
_OF_A_DAY = re.compile(r"((?:mon|tues|wednes|thurs|fri|satur|sun|to)day|tomorrow|\{\w+\})'s")
"""A day, or a slot, and the 's of what is that day's; the two are words of their own."""
_NOT_A_WORD = re.compile(r"[^\w'{} ]+")
_FILLER = re.compile(r"um|uh|er|erm|ah|please|alexa|coach|just|so|well|like|really|actually|now|then")
_STEM_ENDINGS = (("ing", 6), ("ed", 5), ("es", 5), ("s", 4), ("e", 4))
"""Endings that are cut off, and the least letters of a word that has them."""


def words_of(sentence: str) -> list[str]:
    """The words of a sentence: lower case, contractions written out, punctuation dropped, `{slots}` kept."""
    text = sentence.lower().replace("’", "'").replace(".", "")
    return [part for word in _NOT_A_WORD.sub(" ", text).split() for part in _written_out(word)]


def without_fillers(words: Iterable[str]) -> list[str]:
    """The words that carry meaning; all of them where nothing else would be left."""
    words = list(words)
    return [word for word in words if not _is_filler(word)] or words


@cache
def stem(word: str) -> str:
    """The word without its ending, so that `hurt`, `hurts` and `hurting` are alike; a slot stays as it is."""
    if word.startswith("<") or word.endswith("ss"):
        return word
    for ending, least in _STEM_ENDINGS:
        if word.endswith(ending) and len(word) >= least:
            return word.removesuffix(ending)
    return word


@cache
def _is_filler(word: str) -> bool:
    return _FILLER.fullmatch(word) is not None


@cache
def _written_out(word: str) -> tuple[str, ...]:
    if word in _CONTRACTIONS:
        return tuple(_CONTRACTIONS[word].split())
    if _WITH_IS.fullmatch(word):
        return word[:-2], "is"
    if _OF_A_DAY.fullmatch(word):
        return word[:-2], "'s"
    for ending, full in _ENDINGS.items():
        if word.endswith(ending) and word != ending:
            return word.removesuffix(ending), full
    return (word,)
