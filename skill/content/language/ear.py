"""The ear check: whether a text can be spoken, understood without a picture, and followed while moving."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from skill.coaching.errors import Fault
from skill.content.language.utterances import PLACEHOLDER
from skill.content.table import Table, any_of, show


class Kind(Enum):
    """What a text is for; each kind has its own measure."""

    NAME = auto()
    """A name within a sentence."""
    STEP = auto()
    """One action of a how-to."""
    PHASE = auto()
    """A word said at the start of a phase of a rep."""
    CUE = auto()
    """A reminder within a rep."""
    ANSWER = auto()
    """Whole sentences."""
    PROMPT = auto()
    """Whole sentences, or a part of one."""


@dataclass(frozen=True)
class Line:
    """A text that will be spoken, and where it stands."""

    file: str
    field: str
    kind: Kind
    text: str
    placeholders: frozenset[str] | None = frozenset()
    """What may stand in braces; None where that is not known."""


MOST_WORDS = {Kind.NAME: 10, Kind.STEP: 20, Kind.PHASE: 2, Kind.CUE: 7, Kind.ANSWER: 60, Kind.PROMPT: 60}
"""House rules: a step is heard while moving, a cue within a rep (coaching facts 0.4), an answer once."""

MOST_WORDS_IN_SENTENCE = 25

_SPEAKABLE = re.compile(r"(?:[^\W\d_]|[ ,.?'-]|\{[a-z_]+\})+")
_CAPITALS = re.compile(r"\b[A-Z]{2,}\w*")
_SENTENCE_END = re.compile(r"(?<=[.?]) ")


class Style:
    """What nobody should hear in a language, as its style.toml has it."""

    def __init__(self, table: Table) -> None:
        at_end = f"(?:{_any_of(table.texts('picture_at_end', ()))})(?=[,.?]|$)"
        self.picture = re.compile(f"{_any_of(table.texts('picture'))}|{at_end}", re.IGNORECASE)
        self.promise = re.compile(_any_of(table.texts("promise")), re.IGNORECASE)
        self.no_verb = re.compile(_any_of(table.texts("no_verb")), re.IGNORECASE)
        """What a step begins with when it does not begin with what to do."""
        self.capitals = frozenset(table.texts("capitals", ()))
        """Words in capitals that a voice says well."""
        self.next = frozenset(table.texts("next"))
        self.join = table.text("join")
        table.close()


def _any_of(words: Iterable[str]) -> str:
    """The pattern of one of several words or phrases, in which ? stands for a letter and * for any number."""
    escaped = (re.escape(word).replace(r"\?", r"[^\W\d_]").replace(r"\*", r"\w*") for word in words)
    return rf"\b(?:{'|'.join(escaped) or '(?!)'})\b"


def listen(lines: Iterable[Line], style: Style) -> list[Fault]:
    """Return everything a listener would stumble over."""
    return [
        Fault(line.file, line.field, found, allowed) for line in lines for found, allowed in _stumbles(line, style)
    ]


def _stumbles(line: Line, style: Style) -> Iterable[tuple[str, str]]:
    """Yield what was found and what is allowed."""
    yield from _characters(line)
    yield from _words(line, style)
    yield from _length(line)
    if line.kind is Kind.STEP:
        yield from _action(line.text, style)
    if line.kind is Kind.ANSWER:
        yield from _sentences(line.text)
    if line.kind is Kind.CUE and line.text[-1:] in ".?,":
        yield show(line.text), "no punctuation at the end of a cue"


def _characters(line: Line) -> Iterable[tuple[str, str]]:
    if not _SPEAKABLE.fullmatch(line.text):
        strange = _SPEAKABLE.sub("", line.text)
        yield f"{show(strange)} in {show(line.text)}", "letters, spaces, , . ? ' - and {placeholders}"
    if line.text != " ".join(line.text.split()):
        yield show(line.text), "single spaces, and none at either end"
    if line.placeholders is None:
        return
    for name in PLACEHOLDER.findall(line.text):
        if name not in line.placeholders:
            allowed = any_of(line.placeholders, name) if line.placeholders else "no placeholder here"
            yield f"{{{name}}}", allowed


def _words(line: Line, style: Style) -> Iterable[tuple[str, str]]:
    for found in _CAPITALS.findall(line.text):
        if found not in style.capitals:
            yield show(found), "no words in capitals"
    for found in style.picture.findall(line.text):
        yield show(found), "words that need no picture"
    for found in style.promise.findall(line.text):
        yield show(found), "no promise (coaching facts, section 4): can help, may lower the risk"


def _length(line: Line) -> Iterable[tuple[str, str]]:
    count, most = len(line.text.split()), MOST_WORDS[line.kind]
    if count > most:
        yield f"{count} words", f"{most} words at most"
    if line.kind not in (Kind.ANSWER, Kind.PROMPT):
        return
    for sentence in _SENTENCE_END.split(line.text):
        count = len(sentence.split())
        if count > MOST_WORDS_IN_SENTENCE:
            yield f"{count} words: {show(sentence)}", f"{MOST_WORDS_IN_SENTENCE} words a sentence"


def _action(step: str, style: Style) -> Iterable[tuple[str, str]]:
    words = re.findall(r"\w+", step.lower())
    if not step[0].isupper() or style.no_verb.match(step):
        yield show(step), "a step that starts with what to do"
    if _SENTENCE_END.search(step) or style.next.intersection(words) or words.count(style.join) > 1:
        yield show(step), "one action"
    if not step.endswith("."):
        yield show(step), "a period at the end of a step"


def _sentences(answer: str) -> Iterable[tuple[str, str]]:
    if not answer[:1].isupper() and not answer.startswith("{"):
        yield show(answer), "a capital letter at the start"
    if answer[-1:] not in ".?":
        yield show(answer), "a period or a question mark at the end"
    if "?" in answer[:-1]:
        yield show(answer), "one question, as the last thing said"
