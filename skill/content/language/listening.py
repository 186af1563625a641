"""Reads ear.toml: how the console hears a language."""

from skill.content.language.utterances import PLACEHOLDER, expand
from skill.content.listening import (
    Counting,
    DateKind,
    DeviceWords,
    Listening,
    SaidDate,
    SaidLength,
    SaidTime,
    Spelling,
)
from skill.content.model import Grammar
from skill.content.table import Table, any_of, show

FARTHEST = 60
"""Days, weeks or months from now that a way to say a date may stand for."""
MINUTES = 24 * 60
SECONDS_A_YEAR = 366 * 86400

_DATE = frozenset({"count", "part", "weekday", "month", "ordinal"})
_LENGTH = frozenset({"count", "unit"})
_TIME = frozenset({"hour", "minute", "half_day"})


def read_listening(table: Table, grammar: Grammar) -> Listening:
    """How a language is heard; numbers, months and weekdays are those of its grammar."""
    listening = Listening(
        spelling=_spelling(table.table("words"), grammar),
        counting=_counting(table.table("count"), grammar),
        device=_device(table.table("device")),
        standard=_standard(table.table("standard")),
        never=_words_of(table.table("never", needed=False)),
        needs=_words_of(table.table("needs", needed=False)),
        off_topic=_said(table, "off_topic", frozenset()) if "off_topic" in table.data else (),
        months=grammar.months,
        weekdays=grammar.weekdays,
        ordinals=_one_by_one(grammar.ordinals),
        short_ordinals=grammar.short_ordinals,
        quarters=_one_by_one(grammar.numbers[15:46:15]),
        units=_wholes(table.table("units"), SECONDS_A_YEAR),
        half_days=_wholes(table.table("half_days"), 12),
        parts=_texts(table.table("parts")),
        dates=tuple(map(_date, table.tables("date"))),
        lengths=tuple(map(_length, table.tables("duration"))),
        times=tuple(map(_time, table.tables("time"))),
    )
    table.close()
    return listening


def _spelling(table: Table, grammar: Grammar) -> Spelling:
    spelling = Spelling(
        negation=table.text("negation"),
        corrections=table.texts("corrections", ()),
        felt_by=frozenset(table.texts("felt_by", ())),
        denials=frozenset(table.texts("denials", ())),
        unable=frozenset(table.texts("unable", ())),
        between=frozenset(table.texts("between", ())),
        lead_ins=frozenset(table.texts("lead_ins")),
        fillers=frozenset(table.texts("fillers")),
        contractions=_texts(table.table("contractions", needed=False)),
        short=_texts(table.table("short", needed=False)),
        possessive=table.text("possessive", ""),
        is_=table.text("is", ""),
        is_after=frozenset(table.texts("is_after", ())),
        owners=frozenset((*grammar.weekdays, *table.texts("owners", ()))),
        whole=table.texts("whole", ()),
        endings=_wholes(table.table("endings", needed=False), 20),
    )
    table.close()
    return spelling


def _counting(table: Table, grammar: Grammar) -> Counting:
    counting = Counting(
        words={word: number for number, word in enumerate(grammar.numbers[:100]) if word.isalpha()},
        hundred=table.text("hundred"),
        join=table.text("join"),
        few=_wholes(table.table("few"), 12),
    )
    table.close()
    return counting


def _device(table: Table) -> DeviceWords:
    device = DeviceWords(
        wake=table.text("wake"),
        article=table.texts("article"),
        open=table.texts("open"),
        ask=table.texts("ask"),
        join=table.texts("join"),
        leave=_said(table, "leave", frozenset()),
    )
    table.close()
    return device


def _standard(table: Table) -> dict[str, tuple[str, ...]]:
    return {intent: _said(table, intent, frozenset()) for intent in table.data}


def _words_of(table: Table) -> dict[str, tuple[str, ...]]:
    return {intent: table.texts(intent) for intent in table.data}


def _date(table: Table) -> SaidDate:
    said = SaidDate(
        samples=_said(table, "said", _DATE),
        kind=table.choice("is", DateKind),
        from_now=table.whole("from", -FARTHEST, FARTHEST, 0),
        each=table.whole("each", -FARTHEST, FARTHEST, 0),
        part=table.text("part", ""),
        after=table.texts("after", ()),
        not_before=table.texts("not_before", ()),
        besides=table.texts("besides", ()),
    )
    table.close()
    return said


def _length(table: Table) -> SaidLength:
    said = SaidLength(_said(table, "said", _LENGTH), table.whole("quarters", 0, 3, 0))
    table.close()
    return said


def _time(table: Table) -> SaidTime:
    said = SaidTime(_said(table, "said", _TIME), table.whole("minutes", -MINUTES, MINUTES, 0))
    table.close()
    return said


def _said(table: Table, key: str, placeholders: frozenset[str]) -> tuple[str, ...]:
    """The samples of templates, longer ones first."""
    samples: dict[str, None] = {}
    for index, template in enumerate(table.texts(key)):
        try:
            samples |= dict.fromkeys(expand(template))
        except ValueError as error:
            table.fault(f"{key}.{index}", f"{show(template)}: {error}", "a template")
        for name in PLACEHOLDER.findall(template):
            if name not in placeholders:
                allowed = any_of(placeholders, name) if placeholders else "no placeholder here"
                table.fault(f"{key}.{index}", f"{{{name}}}", allowed)
    return tuple(sorted(samples, key=len, reverse=True))


def _one_by_one(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words that are written with a hyphen, as they are heard."""
    return tuple(word.replace("-", " ") for word in words)


def _texts(table: Table) -> dict[str, str]:
    return {key: table.text(key) for key in table.data}


def _wholes(table: Table, most: int) -> dict[str, int]:
    return {key: table.whole(key, 0, most) for key in table.data}
