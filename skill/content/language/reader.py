"""Reads one language folder: what the coach says in it, and what people say to the coach."""

from collections.abc import Mapping

from skill.coaching.facts.exercise import Exercise, Rung
from skill.coaching.facts.library import Library
from skill.coaching.words.prompts import Say
from skill.content.facts.reader import Known
from skill.content.folder import Folder
from skill.content.language.ear import Style, listen
from skill.content.language.grammar import read_grammar, read_nouns
from skill.content.language.intents import Samples, read_utterances, topic_intent
from skill.content.language.listening import read_listening
from skill.content.language.vocabulary import (
    EXERCISE,
    SlotTypes,
    read_body_words,
    read_faults,
    read_locales,
    read_others,
    read_vocabulary,
    term_names,
)
from skill.content.language.words import Book, read_drill_words, read_exercise_words, read_topic
from skill.content.model import Intent, Language, Topic
from skill.content.table import Ids, Table, any_of

_FILES = (
    *("locale.toml", "grammar.toml", "ear.toml", "vocabulary.toml"),
    *("body.toml", "faults.toml", "prompts.toml", "utterances.toml", "style.toml"),
)
_STORE = "store.toml"
"""The listing in the skill store: read where the skill is packaged, not by the coach."""
_FOLDERS = ("exercises", "drills", "topics")


def read_language(
    code: str, files: Folder, known: Known, library: Library, intents: Mapping[str, Intent]
) -> Language:
    """The language of a folder named after its code; faults are noted in `files`."""
    files.expect(code, (*_FILES, _STORE, *_FOLDERS))
    locale, counting, ear, vocabulary, body, faults, prompts, utterances, style = (
        files.table(f"{code}/{name}") for name in _FILES
    )
    terms = term_names(locale)
    book, slots, samples = Book(terms), SlotTypes(), Samples(terms)
    locales = read_locales(locale, book)
    grammar = read_grammar(counting)
    listening = read_listening(ear, grammar)
    unsafe_anchors = read_vocabulary(vocabulary, book, slots, known)
    read_nouns(vocabulary, book, grammar)
    read_body_words(body, book, slots, known, library)
    read_faults(faults, slots, known)
    _read_exercises(code, files, book, slots, known, library)
    _read_drills(code, files, book, known, library)
    others = read_others(vocabulary, book, slots, known.exercises)
    read_prompts(prompts, book)
    read_utterances(utterances, samples, intents)
    topics = _read_topics(code, files, book, samples, known)
    files.faults += listen(book.lines, Style(style))
    return Language(
        code=code,
        locales=locales,
        wordings=book.wordings,
        slot_types={type_: tuple(values) for type_, values in slots.values.items()},
        utterances={name: tuple(found) for name, found in samples.samples.items()},
        grammar=grammar,
        listening=listening,
        others=others,
        topics=topics,
        unsafe_anchors=unsafe_anchors,
    )


def read_prompts(table: Table, book: Book) -> None:
    """File everything the coach says that belongs to no exercise and no topic, under its dotted key."""
    found = set()
    waiting = [table]
    while waiting:
        part = waiting.pop()
        for name, value in part.data.items():
            if isinstance(value, dict):
                waiting.append(part.table(name))
            else:
                book.prompt(part.at(name), part, name)
                found.add(part.at(name))
    keys = {say.value for say in Say}
    for key in sorted(found - keys):
        table.fault(key, "a key nobody says", any_of(keys, key))
    for key in sorted(keys - found):
        table.fault(key, "nothing", "a text, or a list of texts")


def _read_exercises(
    code: str, files: Folder, book: Book, slots: SlotTypes, known: Known, library: Library
) -> None:
    for id_, table in _all_of(files, f"{code}/exercises", known.exercises).items():
        exercise = library.exercises.get(id_)
        moved = _moved(library, exercise) if exercise else ()
        read_exercise_words(f"exercises.{id_}", table, book, exercise, known.faults, moved)
        slots.add(EXERCISE, id_, table, table.text("name").lower())
        for name, words in table.table("variants", needed=False).subtables().items():
            slots.add(EXERCISE, f"{id_}:{name}", words, words.text("name").lower())
        table.close()


def _moved(library: Library, exercise: Exercise) -> list[str]:
    """The variants that begin in another position, as their pictures have it."""
    poses = {name: library.figures.get(Rung(exercise.id, name)) for name in exercise.variants}
    plain = poses[""]
    return [name for name, figure in poses.items() if figure and plain and figure.start != plain.start]


def _read_drills(code: str, files: Folder, book: Book, known: Known, library: Library) -> None:
    for id_, table in _all_of(files, f"{code}/drills", known.drills).items():
        read_drill_words(f"exercises.{id_}", table, book, library.drills.get(id_))
        table.close()


def _read_topics(code: str, files: Folder, book: Book, samples: Samples, known: Known) -> dict[str, Topic]:
    topics = {}
    for id_, table in _all_of(files, f"{code}/topics", known.topics).items():
        topics[id_] = read_topic(id_, table, book, known.exercises)
        samples.read(table, "asked", topic_intent(id_))
        table.close()
    return topics


def _all_of(files: Folder, path: str, ids: Ids) -> dict[str, Table]:
    """The files of a folder, which must have one for every id and no other."""
    tables = files.tables(path)
    for id_, table in tables.items():
        table.must_exist("file name", id_, ids)
    for id_ in (ids.ids or frozenset()) - tables.keys():
        files.miss(f"{path}/{id_}.toml")
    return tables
