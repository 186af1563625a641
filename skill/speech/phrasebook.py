"""Phrases in, sentences out: fills wordings with names, numbers, plurals, times and lists."""

import re
from collections.abc import Mapping
from functools import lru_cache

from skill.coaching.words.phrase import Arg, Count, Either, Name, Phrase, Span, Thing
from skill.content import Language
from skill.speech import estimate

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SENTENCE = re.compile(r"^[^\W\d_]|(?<=[.?] )[^\W\d_]")
_FOLDERS = {Thing.EXERCISE: "exercises"}


class Phrasebook:
    """The sentences of one language in one locale."""

    def __init__(self, language: Language, terms: Mapping[str, str]) -> None:
        self._wordings = language.wordings
        self._grammar = language.grammar
        self._terms = terms
        self.text = lru_cache(maxsize=8192)(self._text)
        self.length_of = lru_cache(maxsize=8192)(self._length_of)
        self.sound_of = lru_cache(maxsize=8192)(self._sound_of)

    def _text(self, phrase: Phrase) -> str:
        """The sentence for a phrase; raises KeyError where the content has none."""
        wordings = self._wordings[phrase.key]
        args = dict(phrase.args)

        def fill(match: re.Match[str]) -> str:
            name = match[1]
            return self._said(args[name]) if name in args else self._terms[name]

        text = _PLACEHOLDER.sub(fill, wordings[phrase.pick % len(wordings)])
        return _SENTENCE.sub(lambda start: start[0].upper(), text)

    def _length_of(self, phrase: Phrase) -> int:
        """Milliseconds the phrase takes to say."""
        return estimate.milliseconds(self.text(phrase))

    def _sound_of(self, phrase: Phrase) -> tuple[str, int]:
        """The sentence, and milliseconds."""
        return self.text(phrase), self.length_of(phrase)

    def _said(self, arg: Arg) -> str:
        match arg:
            case str():
                return arg
            case int():
                return self._grammar.in_words(arg)
            case Phrase():
                return self._inner(arg)
            case Name(thing, id_):
                return self._one(f"{_FOLDERS.get(thing, thing.value)}.{id_}.name")
            case Count(number, noun):
                return self._counted(number, noun)
            case Span(seconds):
                return self._span(seconds)
            case Either(items):
                return self._grammar.one_of.of([self._said(item) for item in items])
        return self._grammar.all_of.of([self._said(item) for item in arg])

    def _inner(self, phrase: Phrase) -> str:
        """A phrase inside a sentence: without its capital where it has no full stop of its own."""
        text = self.text(phrase)
        return text if text.endswith((".", "?")) else self._uncapitalised(phrase, text)

    def _uncapitalised(self, phrase: Phrase, text: str) -> str:
        wordings = self._wordings[phrase.key]
        return text if wordings[phrase.pick % len(wordings)][:1].isupper() else text[:1].lower() + text[1:]

    def _span(self, seconds: int) -> str:
        minutes, rest = divmod(seconds, 60)
        if not minutes or (minutes == 1 and rest):
            return self._said(Count(seconds, "second"))
        said = self._said(Count(minutes, "minute"))
        return self._grammar.all_of.of([said, self._said(Count(rest, "second"))]) if rest else said

    def _counted(self, number: int, noun: str) -> str:
        """A number of things: in the form for that very number, or else in the one for its plural category."""
        own = f"nouns.{noun}.{number}"
        key = own if own in self._wordings else f"nouns.{noun}.{self._grammar.plural_of(number)}"
        return self._one(key).replace("{number}", self._grammar.in_words(number))

    def _one(self, key: str) -> str:
        return self._wordings[key][0]
