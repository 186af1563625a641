"""Reads the words of exercises, drills and topics in one language, and files every sentence under its key."""

from dataclasses import dataclass, field

from skill.coaching.facts.exercise import Exercise, Phase, Sides, Variant
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
    "easier",
    "harder",
    "instead",
    "muscles",
    "feel",
    "why",
)
"""Fields of a words file that answer a question and name no side."""

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


def read_exercise_words(key: str, table: Table, book: Book, exercise: Exercise | None, faults: Ids) -> None:
    """File the words of an exercise; what must agree with its facts is checked where those could be read."""
    sided = _is_sided(exercise)
    book.one(f"{key}.name", table, "name", Kind.NAME)
    for name in _ANSWERS:
        book.one(f"{key}.{name}", table, name)
    book.one(f"{key}.feet", table, "feet", Kind.ANSWER, sided=sided)
    setup = book.many(f"{key}.setup", table, "setup", Kind.STEP, sided=sided)
    move = book.many(f"{key}.move", table, "move", Kind.STEP, sided=sided)
    ready = book.one(f"{key}.ready", table, "ready", Kind.STEP, sided=sided)
    phases = book.many(f"{key}.phases", table, "phases", Kind.PHASE, sided=sided)
    _read_cues(key, table, book)
    _read_mistakes(key, table, book, faults)
    _read_caution(key, table, book, exercise.default if exercise else None)
    _read_variants(key, table, book, exercise, phases)
    if exercise:
        _same_length(table, "setup", setup, len(exercise.setup_pauses), "setup_pauses")
        _same_length(table, "move", move, len(exercise.move_pauses), "move_pauses")
        _same_length(table, "phases", phases, len(exercise.default.phases), "phases")
        _same_mistakes(table, exercise)
        _names_side(table, exercise, "ready", (ready,))
        _names_side(table, exercise, "setup", setup if exercise.sides is Sides.ONE_THEN_OTHER else move)


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


def mistakes_of(table: Table) -> tuple[str, ...]:
    """The ids of the mistakes a words file describes, in its order; nothing is noted."""
    entries = table.data.get("mistakes")
    if not isinstance(entries, list):
        return ()
    ids = [entry.get("fault") for entry in entries if isinstance(entry, dict)]
    return tuple(id_ for id_ in ids if isinstance(id_, str))


def _read_mistakes(key: str, table: Table, book: Book, faults: Ids) -> None:
    found = mistakes_of(table)
    for index, mistake in enumerate(table.tables("mistakes")):
        id_ = mistake.one_known("fault", faults)
        if id_ in found[:index]:
            mistake.fault("fault", show(id_), "every mistake once")
        what = book.part(mistake, "what", Kind.ANSWER)
        fix = book.one(f"{key}.fault.{id_}", mistake, "fix")
        book.wordings[f"{key}.mistakes.{index}"] = (f"{what} {fix}",)
        mistake.close()


def _read_variants(key: str, table: Table, book: Book, exercise: Exercise | None, phases: tuple[str, ...]) -> None:
    variants = table.table("variants", needed=False)
    found = variants.subtables()
    for name, words in found.items():
        variant = exercise.variants.get(name) if exercise else None
        if exercise and not variant:
            variants.fault(name, "words of a variant", "a variant of the facts file")
        _read_caution(f"{key}:{name}", words, book, variant, key)
        _read_variant(f"{key}:{name}", words, book, variant.phases if variant else None, phases)
    for name in exercise.variants if exercise else ():
        if name and name not in found:
            variants.fault(name, "nothing", "the words of this variant: name and intro")


def _read_variant(
    key: str, words: Table, book: Book, phases: tuple[Phase, ...] | None, default: tuple[str, ...]
) -> None:
    book.one(f"{key}.name", words, "name", Kind.NAME)
    book.one(f"{key}.intro", words, "intro")
    spoken = default
    if "phases" in words.data:
        spoken = book.many(f"{key}.phases", words, "phases", Kind.PHASE)
    for index, word in enumerate(spoken):
        book.wordings[f"{key}.phases.{index}"] = (word,)
    if phases is not None:
        _same_length(words, "phases", spoken, len(phases), "phases")
    words.close()


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


def _same_mistakes(table: Table, exercise: Exercise) -> None:
    """The coach speaks of a mistake by its number, so every language has the same ones in the same order."""
    found = mistakes_of(table)
    if found != exercise.faults:
        table.fault("mistakes", ", ".join(found), ", ".join(exercise.faults))


def _is_sided(exercise: Exercise | None) -> bool:
    """Whether the legs work one at a time; taken for granted where the facts could not be read."""
    return exercise is None or exercise.sides is not Sides.BOTH


def _names_side(table: Table, exercise: Exercise, name: str, texts: tuple[str, ...]) -> None:
    """Who cannot see has to be told which leg works, before a set of one leg and in the movement of two."""
    if _is_sided(exercise) and any(texts) and not any("{side}" in text for text in texts):
        table.fault(name, "no {side}", "{side} for the leg that works, in one text at least")
