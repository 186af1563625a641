"""No word of a language stands in Python: with every wording marked, every word that is spoken bears the mark."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache, partial
from pathlib import Path

import pytest

from skill.app import answer, build_skill, load_content
from skill.console.console import Console
from skill.console.conversation import START, Conversation, Wait, step_of
from skill.console.device import Device
from skill.console.envelope import Origin
from skill.console.spoken import text_of
from skill.content import Content, Language
from skill.content.model import Grammar, Listing
from skill.storage import open_store
from tests.conversation import TRANSCRIPTS, read

MARK = "ŧ"
_WORD = re.compile(r"\{\w+\}|[^\W\d_]+(?:'[^\W\d_]+)*")
"""A word, or a placeholder, which says nothing itself."""


def marked(text: str) -> str:
    """The text with a mark at the end of each of its words."""
    return _WORD.sub(lambda word: word[0] if word[0].startswith("{") else word[0] + MARK, text)


def _marked_grammar(grammar: Grammar) -> Grammar:
    words = ("numbers", "ordinals", "short_ordinals", "months", "weekdays")
    lists = ("all_of", "one_of")
    assert {field.name for field in fields(Grammar)} == {*words, *lists, "plurals"}
    parts = {
        name: {field.name: marked(getattr(getattr(grammar, name), field.name)) for field in fields(Listing)}
        for name in lists
    }
    return replace(
        grammar,
        **{name: tuple(map(marked, getattr(grammar, name))) for name in words},
        **{name: Listing(**said) for name, said in parts.items()},
    )


def _marked_language(language: Language) -> Language:
    """The language, heard as ever, but with all that it says marked."""
    return replace(
        language,
        wordings={key: tuple(map(marked, said)) for key, said in language.wordings.items()},
        grammar=_marked_grammar(language.grammar),
        locales={
            code: replace(locale, terms={name: marked(term) for name, term in locale.terms.items()})
            for code, locale in language.locales.items()
        },
    )


@cache
def pseudo() -> Content:
    """The content in a language that nobody speaks."""
    content = load_content()
    return replace(content, languages={"en": _marked_language(content.languages["en"])})


@cache
def _console() -> Console:
    return Console(pseudo(), lambda _: {})


def answers(path: Path) -> Iterator[tuple[str, str]]:
    """What is said in the conversation of a transcript: each sentence, and all that is answered."""
    lines = list(read(path))
    locale = next((line.text for line in lines if line.kind == "locale"), "en-US")
    skill = partial(answer, build_skill(pseudo(), open_store("memory:")))
    device = Device(_console().hearing(locale), skill, Origin(locale))
    talk = Conversation(device, START)
    for line in lines:
        if line.kind == "U:":
            heard = talk.says(line.text)
            yield line.text, f"{heard.text} {text_of(heard.reprompt)}"
        elif line.kind == "wait":
            wait = step_of(f"wait {line.text}")
            assert isinstance(wait, Wait)
            talk.wait(wait.milliseconds)
        elif line.kind == "voice:":
            device.recognise(None if line.text == "unknown" else f"amzn1.ask.person.{line.text}")
        elif line.text == "closes":
            talk.stays_silent()


@pytest.mark.slow
@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_every_word_spoken_is_of_the_language(path: Path) -> None:
    """But for a name in the sentence that is answered, which may be repeated."""
    for sentence, text in answers(path):
        spoken = _WORD.findall(re.sub(r"\(pause [\d.]+ s\)", "", text))
        strange = {word.lower() for word in spoken if not word.endswith(MARK)}
        assert strange <= set(_WORD.findall(sentence.lower())), text


def test_a_word_from_elsewhere_would_be_found() -> None:
    """The mark is at each word, with or without signs around it, and at no placeholder."""
    assert marked("Twenty-five, {side}'s turn.") == "Twentyŧ-fiveŧ, {side}'sŧ turnŧ."
