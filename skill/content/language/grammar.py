"""Reads grammar.toml, how a language counts and lists, and the nouns it counts."""

from skill.content.language.words import Book
from skill.content.model import NUMBERS, PLURALS_REPEAT, Grammar, Listing
from skill.content.table import Table, any_of, show

CATEGORIES = frozenset({"zero", "one", "two", "few", "many"})
"""CLDR's plural categories besides `other`, which every language has."""


def read_grammar(table: Table) -> Grammar:
    """The grammar of a language; the file is generated, so that a fault says how to make it anew."""
    plurals = table.table("plurals", needed=False)
    grammar = Grammar(
        numbers=_lines(table, "numbers", NUMBERS),
        ordinals=_lines(table, "ordinals", 31),
        short_ordinals=_lines(table, "short_ordinals", 31),
        months=_lines(table, "months", 12),
        weekdays=_lines(table, "weekdays", 7),
        plurals={name: _numbers(plurals, name) for name in plurals.data},
        all_of=_listing(table.table("all_of")),
        one_of=_listing(table.table("one_of")),
    )
    table.close()
    return grammar


def read_nouns(vocabulary: Table, book: Book, grammar: Grammar) -> None:
    """File the nouns that are counted: a form for each plural category; one number may have its own."""
    nouns = vocabulary.table("noun").subtables()
    for id_, entry in nouns.items():
        for form in entry.data:
            book.counted(f"nouns.{id_}.{form}", entry, form)
        if grammar.numbers:
            _check_forms(entry, (*grammar.plurals, "other"))


def _check_forms(noun: Table, categories: tuple[str, ...]) -> None:
    for form in noun.data:
        if not form.isdecimal() and form not in categories:
            noun.fault(form, "a form that is never said", f"{any_of(categories, form)}, or a number")
    for category in categories:
        if category not in noun.data:
            noun.fault(category, "nothing", "a form for this plural category")


def _lines(table: Table, key: str, count: int) -> tuple[str, ...]:
    """The lines of a text, which are so many."""
    lines = tuple(table.text(key).splitlines())
    if lines and len(lines) != count:
        table.fault(key, f"{len(lines)} lines", f"{count} lines; run: hamstring-coach build-grammar")
    return lines


def _numbers(plurals: Table, name: str) -> frozenset[int]:
    if name not in CATEGORIES:
        plurals.fault(name, show(name), any_of(CATEGORIES, name))
    return frozenset(plurals.wholes(name, 0, PLURALS_REPEAT - 1, 1))


def _listing(table: Table) -> Listing:
    listing = Listing(*(table.text(key) for key in ("two", "start", "middle", "end")))
    table.close()
    return listing
