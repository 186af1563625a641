"""Reads what a language calls things: locale.toml, vocabulary.toml and faults.toml; they fill slot types."""

import re
from dataclasses import dataclass, field
from enum import Enum

from skill.coaching.facts.exercise import Level, Side
from skill.coaching.facts.felt import Effort, Felt, Intensity, Sore
from skill.coaching.facts.library import Library
from skill.coaching.facts.load import Unit
from skill.coaching.turn.errand import ReminderDay
from skill.content.facts.reader import Known
from skill.content.language.ear import Kind
from skill.content.language.utterances import is_slot_value
from skill.content.language.words import Book
from skill.content.model import Locale, Other, SlotValue
from skill.content.table import Ids, Table, show

EXERCISE = "Exercise"
FAULT = "Fault"

_TYPES = {
    "kit": "Kit",
    "level": "Level",
    "place": "Place",
    "session": "SessionName",
    "ordinal": "Ordinal",
    "muscle": "Muscle",
    "felt": "Felt",
    "run": "Run",
    "intensity": "Intensity",
    "sore": "Sore",
    "unit": "Unit",
    "reminder_day": "ReminderDay",
}
"""Tables of vocabulary.toml with names people say, and the slot types these fill."""

_NAMED = ("kit", "level", "place", "muscle", "side", "reminder_day", "course", "session")
"""Tables of vocabulary.toml with a name that the coach says."""

_MARKS = {"kit": ("at_hand", "nothing", "loads", "for_floor"), "place": ("has_all_kit",)}
"""What an entry of a table may be marked with; `unsafe_anchor` besides."""

_MEMBERS: dict[str, type[Enum]] = {
    "level": Level,
    "felt": Felt,
    "run": Effort,
    "intensity": Intensity,
    "sore": Sore,
    "unit": Unit,
    "side": Side,
    "reminder_day": ReminderDay,
}
"""Tables of vocabulary.toml that name the members of an enum."""

PART, SIGN, CONDITION, PERSON = "BodyPart", "Sign", "Condition", "Person"

_WORDS = {"past": "Past", "professional": "Professional"}
"""Words of body.toml that only help to understand, and the slot types they fill."""

SLOT_TYPES = (EXERCISE, *_TYPES.values(), FAULT, PART, SIGN, CONDITION, PERSON, *_WORDS.values())
"""The slot types that the content fills."""

_LOCALE = re.compile(r"[a-z]{2}-[A-Z]{2}")
_INVOCATION_NAME = re.compile(r"[a-z][a-z'.]*(?: [a-z][a-z'.]*)+")


@dataclass
class SlotTypes:
    """The values of the slot types while they are read."""

    values: dict[str, list[SlotValue]] = field(default_factory=lambda: {type_: [] for type_ in SLOT_TYPES})
    _owners: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, type_: str, id_: str, table: Table, name: str = "") -> None:
        """Add what people say for a thing; its name is the first of that where none is given."""
        names = [name] if name else []
        if name:
            self.claim(type_, id_, table, "name", name)
        for key, texts in (("spoken", table.texts("spoken")), ("heard", table.texts("heard", (), least=0))):
            found = [text.lower() for text in texts]
            for index, text in enumerate(found):
                self.claim(type_, id_, table, f"{key}.{index}", text)
            names += found
        if names:
            first, *others = dict.fromkeys(names)
            self.values[type_].append(SlotValue(id_, first, tuple(others)))

    def claim(self, type_: str, id_: str, table: Table, key: str, name: str) -> None:
        """Note a name as that of one thing; no other of its type may have it."""
        if not is_slot_value(name):
            table.fault(key, show(name), "140 characters at most: words of letters, ' - and abbreviation periods")
        owner = self._owners.setdefault((type_, name.replace("-", " ")), id_)
        if owner != id_:
            table.fault(key, show(name), f"a name that {owner} does not have")


def term_names(table: Table) -> frozenset[str] | None:
    """The placeholders that locale.toml defines; None where it could not be read."""
    return frozenset(table.names("terms")) if table.data else None


def read_locales(table: Table, book: Book) -> dict[str, Locale]:
    """The locales of locale.toml, by code."""
    name = table.text("invocation_name")
    if name and not _INVOCATION_NAME.fullmatch(name):
        table.fault("invocation_name", show(name), "two or more words in small letters (platform sheet 4.1)")
    table.text("cldr", "")
    codes = table.texts("locales")
    for index, code in enumerate(codes):
        if not _LOCALE.fullmatch(code):
            table.fault(f"locales.{index}", show(code), "a code such as en-US")
    terms = table.table("terms", needed=False).subtables()
    spoken = {term: _read_term(entry, book, codes) for term, entry in terms.items()}
    table.close()
    return {code: Locale(code, name, {term: texts[code] for term, texts in spoken.items()}) for code in codes}


def _read_term(entry: Table, book: Book, codes: tuple[str, ...]) -> dict[str, str]:
    """What a term is in each locale: the default, unless the locale has its own."""
    default = book.part(entry, "default", Kind.NAME)
    texts = {code: book.part(entry, code, Kind.NAME) if code in entry.data else default for code in codes}
    entry.close()
    return texts


def read_vocabulary(table: Table, book: Book, slots: SlotTypes, known: Known) -> frozenset[str]:
    """File the names of things that are not exercises; return the kit that must never hold the ankles."""
    things = {group: table.table(group) for group in (*_TYPES, "side", "course")}
    ids = {"kit": known.kit, "place": known.places, "muscle": known.muscles, "course": known.courses, **_members()}
    ids["session"] = known.sessions
    ids["ordinal"] = Ids("the ordinals", frozenset(("1", "2", "3", "4", "5", "last")))
    unsafe = set()
    for group, entries in things.items():
        _check_all(entries, ids[group])
        for id_, entry in entries.subtables().items():
            _read_thing(group, id_, entry, book, slots)
            for key in _MARKS.get(group, ()):
                entry.flag(key, default=False)
            if group == "kit" and entry.flag("unsafe_anchor", default=False):
                unsafe.add(id_)
            entry.close()
    return frozenset(unsafe)


def _read_thing(group: str, id_: str, entry: Table, book: Book, slots: SlotTypes) -> None:
    if group in _TYPES:
        slots.add(_TYPES[group], id_, entry)
    if group in _NAMED:
        book.one(f"{group}.{id_}.name", entry, "name", Kind.NAME)
    if group == "kit" and "advice" in entry.data:
        book.one(f"kit.{id_}.advice", entry, "advice")


def _members() -> dict[str, Ids]:
    """The ids of every table that names the members of an enum."""
    return {
        group: Ids(members.__name__, frozenset(member.name.lower() for member in members))
        for group, members in _MEMBERS.items()
    }


def _check_all(entries: Table, ids: Ids) -> None:
    """There must be an entry for every id, and no other."""
    if not entries.data:
        return
    for name in entries.data:
        entries.must_exist(name, name, ids)
    for name in (ids.ids or frozenset()) - entries.data.keys():
        entries.fault(name, "nothing", f"an entry, because {ids.home} has one")


def read_others(table: Table, book: Book, slots: SlotTypes, exercises: Ids) -> dict[str, Other]:
    """The movements people ask for that are not in the programme."""
    others = {}
    for id_, entry in table.table("other", needed=False).subtables().items():
        book.one(f"others.{id_}.name", entry, "name", Kind.NAME)
        book.one(f"others.{id_}.answer", entry, "answer")
        names = tuple(name.lower() for name in entry.texts("spoken"))
        for index, name in enumerate(names):
            slots.claim(EXERCISE, id_, entry, f"spoken.{index}", name)
        others[id_] = Other(id_, names, entry.one_known("offer", exercises))
        entry.close()
    return others


def read_faults(table: Table, slots: SlotTypes, known: Known) -> None:
    """Read faults.toml: what runners say of the mistakes they make."""
    _check_all(table.table("fault"), known.faults)
    for id_, entry in table.table("fault").subtables().items():
        slots.add(FAULT, id_, entry)
        entry.close()
    table.close()


def read_body_words(table: Table, book: Book, slots: SlotTypes, known: Known, library: Library) -> None:
    """Read body.toml of a language: what people say of the body, and the answers."""
    signs, parts, conditions = (table.table(group) for group in ("sign", "part", "condition"))
    for entries, ids in ((signs, known.signs), (parts, known.parts), (conditions, known.conditions)):
        _check_all(entries, ids)
    answered = {sign.answer for sign in library.body.signs.values()}
    for id_, entry in signs.subtables().items():
        slots.add(SIGN, id_, entry)
        book.one(f"signs.{id_}.name", entry, "name", Kind.NAME)
        if id_ in answered or (known.signs.ids is None and "answer" in entry.data):
            book.one(f"signs.{id_}.answer", entry, "answer")
        entry.close()
    for id_, entry in parts.subtables().items():
        slots.add(PART, id_, entry)
        book.one(f"parts.{id_}.name", entry, "name", Kind.NAME)
        entry.close()
    for id_, entry in conditions.subtables().items():
        slots.add(PERSON if entry.flag("person", default=False) else CONDITION, id_, entry)
        book.one(f"conditions.{id_}.answer", entry, "answer")
        entry.close()
    words = table.table("word")
    for id_, type_ in _WORDS.items():
        entry = words.table(id_)
        slots.add(type_, id_, entry)
        entry.close()
    words.close()
    table.close()
