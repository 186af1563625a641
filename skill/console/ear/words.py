"""Sentences as lists of words, in one spelling, so that what is said and what is written can be compared."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import dropwhile

from skill.content.listening import Spelling

_NOT_A_WORD = re.compile(r"[^\w'{} ]+")
_SLOT = re.compile(r"\{\w+\}")


class Words:
    """The words of a language."""

    def __init__(self, spelling: Spelling) -> None:
        self._spelling = spelling
        # a word is looked at again and again, and there are few of them
        self.stem = cache(self._stem)
        self._written_out = cache(self._without_contraction)

    @property
    def negation(self) -> str:
        """The word that turns what follows into its contrary."""
        return self._spelling.negation

    def corrected(self, sentence: str) -> tuple[str, str]:
        """What is taken back, and what is meant, when somebody corrects themselves: "ten, no wait, fifteen"."""
        if not self._spelling.corrections:
            return "", sentence
        *before, meant = re.split(rf"\s(?:{'|'.join(self._spelling.corrections)})\s", sentence.lower())
        return " ".join(before), meant

    def is_felt(self, words: Iterable[str]) -> bool:
        """Whether somebody, or something, is said to feel: "I", "my", "it"."""
        return not self._spelling.felt_by.isdisjoint(words)

    def is_denied(self, before: Iterable[str]) -> bool:
        """Whether what follows these words is said not to be there: "I don't feel any ..."."""
        *_, earlier, last = ("", "", *(word for word in before if word not in self._spelling.between))
        return last in self._spelling.denials and earlier not in self._spelling.unable

    def of(self, sentence: str) -> list[str]:
        """The words of a sentence: lower case, contractions written out, punctuation dropped, `{slots}` kept."""
        text = sentence.lower().replace("’", "'").replace(".", "")
        return [part for word in _NOT_A_WORD.sub(" ", text).split() for part in self._written_out(word)]

    def without_fillers(self, words: Iterable[str]) -> list[str]:
        """The words that carry meaning; all of them where nothing else would be left."""
        words = list(words)
        return [word for word in words if word not in self._spelling.fillers] or words

    def without_lead_ins(self, words: Iterable[str]) -> list[str]:
        """The words after "okay" and its like; all of them where nothing else would be left."""
        words = list(words)
        return list(dropwhile(self._spelling.lead_ins.__contains__, words)) or words

    def _stem(self, word: str) -> str:
        """The word without its ending, so that `hurt`, `hurts` and `hurting` are alike; a slot stays as it is."""
        if word.startswith("<") or word.endswith(self._spelling.whole):
            return word
        for ending, least in self._spelling.endings.items():
            if word.endswith(ending) and len(word) >= least:
                return word.removesuffix(ending)
        return word

    def _without_contraction(self, word: str) -> tuple[str, ...]:
        spelling = self._spelling
        if word in spelling.contractions:
            return tuple(spelling.contractions[word].split())
        owner = word.removesuffix(spelling.possessive)
        if owner != word and owner in spelling.is_after:
            return owner, spelling.is_
        if owner != word and (owner in spelling.owners or _SLOT.fullmatch(owner)):
            return owner, spelling.possessive
        for ending, full in spelling.short.items():
            if word.endswith(ending) and word != ending:
                return word.removesuffix(ending), full
        return (word,)
