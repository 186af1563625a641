"""Reads the whole content folder, and finds every fault in it before it gives up."""

import re
from pathlib import Path
from typing import TypeVar

from skill.coaching.errors import ContentError
from skill.coaching.facts.library import Library
from skill.content.facts.body import read_body
from skill.content.facts.figures import read_figures, read_props
from skill.content.facts.links import check_light, check_links, check_warm_ups
from skill.content.facts.reader import Known, read_course, read_drill, read_exercise, read_template, read_warm_up
from skill.content.folder import Folder
from skill.content.language.intents import read_intents, topic_intent
from skill.content.language.reader import read_language
from skill.content.language.vocabulary import SLOT_TYPES
from skill.content.language.words import all_mistakes
from skill.content.model import Content, Intent
from skill.content.table import Ids

T = TypeVar("T")

REFERENCE = "en"
"""The language that every other is measured by, and that serves where no other does."""

_FOLDERS = ("exercises", "drills", "warm_ups", "sessions", "courses")
_INTENTS = "intents.toml"
_BODY = "body.toml"
_PROPS = "props.toml"
_LANGUAGE = re.compile(r"[a-z]{2}")


def read_content(folder: Path) -> Content:
    """Return all content below a folder.

    Raises ContentError with every fault of every file, and nothing else, whatever the folder holds.
    """
    files = Folder(folder)
    codes = [name for name in files.names("") if _LANGUAGE.fullmatch(name)]
    files.expect("", (*_FOLDERS, _INTENTS, _BODY, _PROPS, *codes))
    known = _read_known(files)
    library = _read_library(files, known)
    intents = _read_intents(files, known)
    languages = {
        code: read_language(code, files, known, library, intents) for code in dict.fromkeys((REFERENCE, *codes))
    }
    if files.faults:
        raise ContentError(tuple(sorted(set(files.faults))))
    return Content(library, intents, languages)


def _read_known(files: Folder) -> Known:
    """The ids there are, whether or not what they name is sound."""
    vocabulary = files.table(f"{REFERENCE}/vocabulary.toml")
    faults = files.table(f"{REFERENCE}/faults.toml")
    return Known(
        exercises=Ids.of("content/exercises", files.tables("exercises")),
        drills=Ids.of("content/drills", files.tables("drills")),
        warm_ups=Ids.of("content/warm_ups", files.tables("warm_ups")),
        kit=Ids.of(vocabulary.file, vocabulary.names("kit")),
        muscles=Ids.of(vocabulary.file, vocabulary.names("muscle")),
        places=Ids.of(vocabulary.file, vocabulary.names("place")),
        faults=Ids.of(faults.file, faults.names("fault")),
        topics=Ids.of(f"{REFERENCE}/topics", files.tables(f"{REFERENCE}/topics")),
        courses=Ids.of("content/courses", files.tables("courses")),
        sessions=_named(files),
        signs=Ids.of(_BODY, files.table(_BODY).names("signs")),
        parts=Ids.of(_BODY, files.table(_BODY).names("parts")),
        conditions=Ids.of(_BODY, files.table(_BODY).names("conditions")),
    )


def _read_library(files: Folder, known: Known) -> Library:
    """Everything without faults of its own; how it fits together is checked here."""
    exercises = {
        id_: read_exercise(id_, table, known, all_mistakes(files.table(f"{REFERENCE}/exercises/{id_}.toml")))
        for id_, table in files.tables("exercises").items()
    }
    drills = {id_: read_drill(id_, table, known) for id_, table in files.tables("drills").items()}
    warm_ups = {id_: read_warm_up(id_, table) for id_, table in files.tables("warm_ups").items()}
    templates = {id_: read_template(id_, table, known) for id_, table in files.tables("sessions").items()}
    courses = {id_: read_course(id_, table, known) for id_, table in files.tables("courses").items()}
    body = read_body(files.table(_BODY), known)
    props = read_props(files.table(_PROPS))
    moves = {**files.tables("exercises"), **files.tables("drills")}
    library = Library(
        _sound(exercises),
        _sound(drills),
        _sound(warm_ups),
        _sound(templates),
        _sound(courses),
        kit_advice=_with_key(files, "kit", "advice"),
        at_hand=_with_key(files, "kit", "at_hand"),
        no_kit=_with_key(files, "kit", "nothing"),
        equipped=_with_key(files, "place", "has_all_kit"),
        for_floor=_with_key(files, "kit", "for_floor"),
        loads=_with_key(files, "kit", "loads"),
        offers=_offers(files),
        body_topics=_body_topics(files),
        body=body,
        figures=read_figures(moves, known.rungs, Ids.of(_PROPS, props)),
        props=props,
    )
    files.faults += check_links(library, known.rungs)
    if all(templates.values()):
        files.faults += check_light(library)
    if all(warm_ups.values()):
        files.faults += check_warm_ups(library)
    return library


def _with_key(files: Folder, group: str, key: str) -> frozenset[str]:
    """Ids of a group of the vocabulary whose entry has a key."""
    found = files.table(f"{REFERENCE}/vocabulary.toml").data.get(group)
    entries = found.items() if isinstance(found, dict) else ()
    return frozenset(id_ for id_, entry in entries if isinstance(entry, dict) and entry.get(key))


def _named(files: Folder) -> Ids:
    """The classes that are asked for by name; any where a file cannot be read."""
    tables = files.tables("sessions")
    named = frozenset(id_ for id_, table in tables.items() if table.data.get("named") is True)
    return Ids("content/sessions", named if all(table.data for table in tables.values()) else None)


def _offers(files: Folder) -> dict[str, str]:
    """The exercise each topic offers; whether it exists is checked with the words of the topic."""
    offers = {id_: table.data.get("offer") for id_, table in files.tables(f"{REFERENCE}/topics").items()}
    return {id_: offer for id_, offer in offers.items() if isinstance(offer, str)}


def _body_topics(files: Folder) -> frozenset[str]:
    """The topics marked as being about the body."""
    topics = files.tables(f"{REFERENCE}/topics").items()
    return frozenset(id_ for id_, table in topics if table.data.get("about_body") is True)


def _read_intents(files: Folder, known: Known) -> dict[str, Intent]:
    """The intents of intents.toml, and one for each topic."""
    intents = read_intents(files.table(_INTENTS), SLOT_TYPES, known)
    topics = map(topic_intent, files.tables(f"{REFERENCE}/topics"))
    return intents | {intent.name: intent for intent in topics}


def _sound(found: dict[str, T | None]) -> dict[str, T]:
    return {id_: thing for id_, thing in found.items() if thing is not None}
