"""Reads the words of exercises, drills and topics in one language, and files every sentence under its key."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from skill.coaching.facts.exercise import Exercise, Sides, Variant
from skill.content.language.ear import Kind, Line
from skill.content.model import Topic
from skill.content.table import Ids, Table, show

_ANSWERS = (
    "summary",
    "kit",
    "breathing",
    "depth",
    "safety",
    "come_out",
    "stride",
    "easier",
    "harder",
    "instead",
    "muscles",
    "feel",
    "why",
)
"""Fields of a words file that answer a question and name no side."""

_OWN = ("summary", "kit", "setup", "move", "ready", "cues", "mistakes", "come_out", "end")
"""What a variant says itself where its kit or its position is another than the plain exercise's."""

_FORM = ("name", "setup", "move", "load", "ready", "end", "turn", "phases", "cues", "feet")
"""Fields that say how an exercise is done; `load` and `turn` only where its facts have them."""

_SIDED = ("ready", "turn", "feet")
"""Single texts that may name the working side."""

_LISTS = {"setup": Kind.STEP, "move": Kind.STEP, "load": Kind.STEP, "phases": Kind.PHASE}

_KINDS = {"name": Kind.NAME, "ready": Kind.STEP, "end": Kind.STEP, "turn": Kind.STEP}

_CAUTION = ("never", "leave_out")
"""Fields of what has a caution in its facts."""

_SIDES = frozenset({"side", "other"})
"""Placeholders for the working side and the other."""

_NUMBER = frozenset({"number"})
"""The placeholder of a counted noun."""


@dataclass
class Book:
    """The wordings of a language while they are read."""

    terms: frozenset[str] | None = frozenset()
    """Placeholders that may stand in any text; None where they could not be read."""
    wordings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    """Every text once, for the ear check."""

    def one(self, key: str, table: Table, name: str, kind: Kind = Kind.ANSWER, *, sided: bool = False) -> str:
        """File a text under a key; a sided one may name the working side and the other."""
        text = table.text(name)
        self._file(key, table, name, kind, text, sided)
        return text

    def many(self, key: str, table: Table, name: str, kind: Kind, *, sided: bool = False) -> tuple[str, ...]:
        """File every text of a list under a key of its own: `key.0`, `key.1`."""
        texts = table.texts(name)
        for index, text in enumerate(texts):
            self._file(f"{key}.{index}", table, f"{name}.{index}", kind, text, sided)
        return texts

    def prompt(self, key: str, table: Table, name: str) -> None:
        """File a text, or a list of texts to choose from, with placeholders of its own."""
        self.wordings[key] = table.strings(name)
        for text in self.wordings[key]:
            self.lines.append(Line(table.file, table.at(name), Kind.PROMPT, text, None))

    def counted(self, key: str, table: Table, name: str) -> None:
        """File a form of a noun, with its number in it as a placeholder or as a word."""
        text = table.text(name)
        if text:
            self.wordings[key] = (text,)
            self.lines.append(Line(table.file, table.at(name), Kind.NAME, text, _NUMBER))

    def part(self, table: Table, name: str, kind: Kind) -> str:
        """Note a text that is spoken only as a part of others, and holds no placeholders."""
        text = table.text(name)
        if text:
            self.lines.append(Line(table.file, table.at(name), kind, text))
        return text

    def _file(self, key: str, table: Table, name: str, kind: Kind, text: str, sided: bool) -> None:
        if text:
            self.wordings[key] = (text,)
            placeholders = None if self.terms is None else self.terms | (_SIDES if sided else frozenset())
            self.lines.append(Line(table.file, table.at(name), kind, text, placeholders))


def read_exercise_words(
    key: str, table: Table, book: Book, exercise: Exercise | None, faults: Ids, moved: Collection[str] = ()
) -> None:
    """File the words of an exercise; what must agree with its facts is checked where those could be read.

    `moved` names the variants whose position is another than the plain exercise's.
    """
    default = exercise.default if exercise else None
    _read_form(key, table, book, exercise, default, (*_FORM, *_ANSWERS))
    _read_mistakes(key, table, book, faults)
    _read_caution(key, table, book, default)
    if exercise:
        _same_mistakes(table, exercise.faults)
    variants = table.table("variants", needed=False)
    found = variants.subtables()
    for name, words in found.items():
        if exercise and name not in exercise.variants:
            variants.fault(name, "words of a variant", "a variant of the facts file")
        _read_variant(key, name, words, book, exercise, faults, moved=name in moved)
    for name in exercise.variants if exercise else ():
        if name and name not in found:
            variants.fault(name, "nothing", "the words of this variant: its name, and all that differs")


def _read_variant(
    plain: str, name: str, words: Table, book: Book, exercise: Exercise | None, faults: Ids, *, moved: bool
) -> None:
    """File the words of a variant: its own, and for the rest those of the plain exercise."""
    key, variant = f"{plain}:{name}", exercise.variants.get(name) if exercise else None
    if exercise and variant and (moved or variant.kit != exercise.default.kit):
        for field_ in _OWN:
            if field_ not in words.data:
                words.fault(field_, "nothing", "its own, as its kit or its position is another")
    for known, texts in tuple(book.wordings.items()):
        if known.startswith(f"{plain}.") and _field_of(known, plain) not in (*words.data, *_CAUTION):
            book.wordings[key + known.removeprefix(plain)] = texts
    own = [field_ for field_ in (*_FORM, *_ANSWERS) if field_ in words.data or field_ == "name"]
    _read_form(key, words, book, exercise, variant, own)
    if "mistakes" in words.data:
        _read_mistakes(key, words, book, faults)
        _same_mistakes(words, variant.faults if variant else _mistakes_in(words.data))
    _read_caution(key, words, book, variant, plain)
    words.allow("spoken", "heard")
    words.close()


def _field_of(key: str, plain: str) -> str:
    """The field of a words file that a key of the phrasebook comes from."""
    field_ = key.removeprefix(f"{plain}.").partition(".")[0]
    return "mistakes" if field_ == "fault" else field_


def _read_form(
    key: str, table: Table, book: Book, exercise: Exercise | None, variant: Variant | None, names: Collection[str]
) -> None:
    """File what an exercise is called, how it is done, and what is answered about it."""
    sided = _is_sided(exercise)
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        if name in _LISTS:
            optional = name == "load" and name not in table.data
            texts = () if optional else book.many(f"{key}.{name}", table, name, _LISTS[name], sided=sided)
            found[name] = texts
        elif name == "cues":
            _read_cues(key, table, book)
        elif name != "turn" or name in table.data:
            kind, names_side = _KINDS.get(name, Kind.ANSWER), sided and name in _SIDED
            found[name] = (book.one(f"{key}.{name}", table, name, kind, sided=names_side),)
    if exercise and variant:
        _agrees(table, exercise, variant, found)


def _agrees(table: Table, exercise: Exercise, variant: Variant, found: Mapping[str, tuple[str, ...]]) -> None:
    """Check texts against the facts they go with; what a variant has from the plain exercise is checked there."""
    pauses = {
        "setup": (variant.setup_pauses, "setup_pauses"),
        "move": (variant.move_pauses, "move_pauses"),
        "load": (variant.load_pauses, "load_pauses"),
        "phases": (variant.phases, "phases"),
    }
    for name, (facts, twin) in pauses.items():
        texts = found.get(name)
        if (texts or (texts is not None and name == "load")) and len(texts) != len(facts):
            table.fault(name, f"{len(texts)} texts", f"{len(facts)}, as many as {twin} in the facts file")
    if variant.turn and "turn" not in table.data and variant is exercise.default:
        table.fault("turn", "nothing", "what to do at a change of legs, for its seconds in the facts file")
    for name in ("ready", "setup" if exercise.sides is Sides.ONE_THEN_OTHER else "move"):
        _names_side(table, exercise, name, found.get(name, ()))


def read_drill_words(key: str, table: Table, book: Book, drill: Exercise | None) -> None:
    """File the words of a warm-up drill, which needs no more than an introduction."""
    sided = _is_sided(drill)
    book.one(f"{key}.name", table, "name", Kind.NAME)
    book.one(f"{key}.intro", table, "intro")
    book.one(f"{key}.come_out", table, "come_out")
    ready = book.one(f"{key}.ready", table, "ready", Kind.STEP, sided=sided)
    phases = book.many(f"{key}.phases", table, "phases", Kind.PHASE)
    _read_cues(key, table, book)
    if drill:
        _same_length(table, "phases", phases, len(drill.default.phases), "phases")
        _names_side(table, drill, "ready", (ready,))


def read_topic(id_: str, table: Table, book: Book, exercises: Ids) -> Topic:
    """File the answer of a topic. Its questions are read with the other utterances."""
    book.one(f"topics.{id_}.answer", table, "answer")
    table.flag("about_body", default=False)
    return Topic(id_, table.one_known("offer", exercises) if "offer" in table.data else None)


def _read_cues(key: str, table: Table, book: Book) -> None:
    book.wordings[f"{key}.cues"] = book.many(f"{key}.cues", table, "cues", Kind.CUE)


def all_mistakes(table: Table) -> dict[str, tuple[str, ...]]:
    """The ids of the mistakes a words file describes, in its order, by variant; nothing is noted."""
    variants = table.data.get("variants")
    named = variants.items() if isinstance(variants, dict) else ()
    found = {name: _mistakes_in(words) for name, words in named if isinstance(words, dict)}
    return {"": _mistakes_in(table.data), **found}


def _mistakes_in(data: Mapping[str, object]) -> tuple[str, ...]:
    entries = data.get("mistakes")
    if not isinstance(entries, list):
        return ()
    ids = [entry.get("fault") for entry in entries if isinstance(entry, dict)]
    return tuple(id_ for id_ in ids if isinstance(id_, str))


def _read_mistakes(key: str, table: Table, book: Book, faults: Ids) -> None:
    found = _mistakes_in(table.data)
    for index, mistake in enumerate(table.tables("mistakes")):
        id_ = mistake.one_known("fault", faults)
        if id_ in found[:index]:
            mistake.fault("fault", show(id_), "every mistake once")
        what = book.part(mistake, "what", Kind.ANSWER)
        fix = book.one(f"{key}.fault.{id_}", mistake, "fix")
        book.wordings[f"{key}.mistakes.{index}"] = (f"{what} {fix}",)
        mistake.close()


def _read_caution(key: str, table: Table, book: Book, variant: Variant | None, default: str = "") -> None:
    """File what is said before the first time: what never to do, and when to leave it out; else the default's."""
    for name in _CAUTION:
        inherited = book.wordings.get(f"{default}.{name}")
        if name in table.data and (variant is None or variant.caution):
            book.one(f"{key}.{name}", table, name)
        elif variant and variant.caution and inherited:
            book.wordings[f"{key}.{name}"] = inherited
        elif variant and variant.caution:
            table.text(name)


def _same_length(table: Table, name: str, texts: tuple[str, ...], length: int, twin: str) -> None:
    if texts and len(texts) != length:
        table.fault(name, f"{len(texts)} texts", f"{length}, as many as {twin} in the facts file")


def _same_mistakes(table: Table, faults: tuple[str, ...]) -> None:
    """The coach speaks of a mistake by its number, so every language has the same ones in the same order."""
    found = _mistakes_in(table.data)
    if found != faults:
        table.fault("mistakes", ", ".join(found), ", ".join(faults))


def _is_sided(exercise: Exercise | None) -> bool:
    """Whether the legs work one at a time; taken for granted where the facts could not be read."""
    return exercise is None or exercise.sides is not Sides.BOTH


def _names_side(table: Table, exercise: Exercise, name: str, texts: tuple[str, ...]) -> None:
    """Who cannot see has to be told which leg works, before a set of one leg and in the movement of two."""
    if _is_sided(exercise) and any(texts) and not any("{side}" in text for text in texts):
        table.fault(name, "no {side}", "{side} for the leg that works, in one text at least")
