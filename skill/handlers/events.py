"""Requests as events: the intent and slots of a request in the core's own terms."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from ask_sdk_model import IntentRequest, LaunchRequest, SessionEndedReason, SessionEndedRequest
from ask_sdk_model.interfaces.connections import ConnectionsResponse

from skill.coaching.facts.exercise import Level, Rung
from skill.coaching.facts.felt import Effort, Felt, Intensity, Sore
from skill.coaching.facts.load import Load, Unit, load_of
from skill.coaching.turn.errand import ReminderDay
from skill.coaching.turn.events import Event, EventKind, Named
from skill.content import Content, Intent, Language
from skill.handlers.errands import read_permission

E = TypeVar("E", bound=StrEnum)

EXERCISE_SLOTS = ("exercise", "second_exercise", "third_exercise")
PART_SLOTS = ("part", "second_part")
SIGN_SLOTS = ("sign", "second_sign")
KIT_SLOTS = ("kit", "second_kit")
REMINDER_DAY_SLOTS = ("reminder_day", "second_reminder_day")
NEAR = 0.5
"""How alike a name must be to be offered in an unknown one's place (difflib ratio)."""
_DATE = re.compile(r"(\d{4})-(?:W(\d\d)(-WE)?|(\d\d)(?:-(\d\d))?)(?!\d)", re.ASCII)
"""What an AMAZON.DATE begins with: a week (`2026-W48`), its weekend (`2026-W48-WE`), a month or a day."""
_DURATION = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")


class EventReader:
    """Reads requests by one content and language."""

    def __init__(self, content: Content, language: Language) -> None:
        self._content = content
        self._language = language
        self._names = {
            spoken: value.id
            for value in language.slot_types["Exercise"]
            for spoken in (value.name, *value.synonyms)
        }

    def read(self, request: Any) -> Event:
        """The event a request stands for; an intent the content does not know was not understood."""
        match request:
            case LaunchRequest():
                return Event(EventKind.LAUNCH)
            case SessionEndedRequest():
                silent = request.reason is SessionEndedReason.EXCEEDED_MAX_REPROMPTS
                return Event(EventKind.SESSION_ENDED, silent=silent)
            case IntentRequest():
                return self._read_intent(request)
            case ConnectionsResponse():
                return read_permission(request)
        raise TypeError(type(request).__name__)

    def _read_intent(self, request: Any) -> Event:
        intent = self._content.intents.get(request.intent.name if request.intent else "")
        if intent is None:
            return Event(EventKind.FALLBACK)
        slots = {name: slot for name, slot in (request.intent.slots or {}).items() if slot and _says(slot.value)}
        return self._event(intent, slots)

    def _event(self, intent: Intent, slots: dict[str, Any]) -> Event:
        return Event(
            kind=intent.event,
            question=intent.question,
            topic=intent.topic,
            exercises=tuple(self._exercises(intent, slots)),
            kit=tuple(_named(slots[name]) for name in KIT_SLOTS if name in slots),
            fault=_named(slots["fault"]) if "fault" in slots else None,
            level=_level(slots),
            place=_id(slots, "place"),
            session=_id(slots, "session"),
            legs=_legs(slots),
            short=_number(slots.get("short")),
            more=_number(slots.get("more")),
            sets=_number(slots.get("sets")),
            effort=_number(slots.get("effort")),
            number=_number(slots.get("number")) or _place(_id(slots, "ordinal")),
            load=_load(slots),
            seconds=_seconds(slots.get("duration")),
            felt=_one_of(Felt, _id(slots, "felt")),
            run=_one_of(Effort, _id(slots, "run")),
            day=_day(slots.get("day")),
            intensity=_one_of(Intensity, _id(slots, "intensity")),
            sore=_one_of(Sore, _id(slots, "sore")),
            signs=tuple(_signs(intent, slots)),
            parts=tuple(id_ for name in PART_SLOTS if (id_ := _id(slots, name))),
            tone=intent.tone,
            condition=intent.condition or _id(slots, "condition") or _id(slots, "person"),
            aspect=intent.aspect,
            course=intent.course,
            time=_value(slots.get("time")),
            days=tuple(day for name in REMINDER_DAY_SLOTS if (day := _one_of(ReminderDay, _id(slots, name)))),
        )

    def _exercises(self, intent: Intent, slots: dict[str, Any]) -> Iterator[Named]:
        if intent.exercise:
            yield Named(intent.exercise, (intent.exercise,))
        for name in EXERCISE_SLOTS:
            if name in slots:
                named = _named(slots[name])
                ids = _plainest(tuple(filter(self._content.library.knows, named.ids)))
                yield replace(named, ids=ids) if ids else self._unknown(named.said)

    def _unknown(self, said: str) -> Named:
        """A name that is none of ours: known to be something else, or near to some of ours."""
        heard = said.lower().strip()
        if heard in self._names:
            return Named(said, (self._names[heard],))
        other = next((o for o in self._language.others.values() if heard in o.names), None)
        if other:
            return Named(said, near=(other.offer,), other=other.id)
        close = get_close_matches(heard, self._names, n=3, cutoff=NEAR)
        return Named(said, near=tuple(dict.fromkeys(self._names[name] for name in close)))


def _plainest(ids: tuple[str, ...]) -> tuple[str, ...]:
    """What a name may mean, without the variants of what it means anyway."""
    plain = tuple(id_ for id_ in ids if Rung.parse(id_).exercise == id_)
    return tuple(id_ for id_ in ids if id_ in plain or Rung.parse(id_).exercise not in plain)


def _says(value: object) -> bool:
    """Whether a slot holds a word or a number: a question mark or blanks are as good as nothing."""
    return isinstance(value, str) and any(map(str.isalnum, value))


def _named(slot: Any) -> Named:
    # What is said back must be speakable: a control character has no place in a response.
    return Named("".join(filter(str.isprintable, slot.value)), tuple(_ids(slot)))


def _ids(slot: Any) -> list[str]:
    """Every id the slot's value resolved to, over all authorities, each once."""
    resolutions = slot.resolutions.resolutions_per_authority if slot.resolutions else None
    values = (value for authority in resolutions or () for value in authority.values or ())
    return list(dict.fromkeys(value.value.id for value in values if value.value and value.value.id))


def _id(slots: dict[str, Any], name: str) -> str | None:
    ids = _ids(slots[name]) if name in slots else []
    return ids[0] if ids else None


def _signs(intent: Intent, slots: dict[str, Any]) -> Iterator[str]:
    """The sign that the intent fixes, and those named."""
    if intent.sign:
        yield intent.sign
    for name in SIGN_SLOTS:
        if id_ := _id(slots, name):
            yield id_


def _level(slots: dict[str, Any]) -> Level | None:
    id_ = _id(slots, "level")
    return Level[id_.upper()] if id_ and id_.upper() in Level.__members__ else None


def _one_of(kind: type[E], id_: str | None) -> E | None:
    return next((member for member in kind if member.value == id_), None) if id_ else None


def _value(slot: Any) -> str | None:
    return str(slot.value) if slot else None


def _day(slot: Any) -> int | None:
    """The first day of an AMAZON.DATE in days since the epoch; of a weekend its Saturday.

    None for what has no first day that helps: a year, a season, `PRESENT_REF`.
    """
    found = _DATE.match(slot.value) if slot else None
    if not found:
        return None
    year, week, weekend, month, day = found.groups()
    try:
        first = (
            date.fromisocalendar(int(year), int(week), 6 if weekend else 1)
            if week
            else date(int(year), int(month), int(day or 1))
        )
    except ValueError:
        return None
    return (first - date(1970, 1, 1)).days


LAST = -1
"""The place of the last of several things."""


def _number(slot: Any) -> int | None:
    return int(slot.value) if slot and slot.value.isascii() and slot.value.isdigit() else None


def _load(slots: dict[str, Any]) -> Load | None:
    """The number and the unit of a weight."""
    number, unit = _number(slots.get("number")), _one_of(Unit, _id(slots, "unit"))
    return load_of(number, unit) if number and unit else None


def _legs(slots: dict[str, Any]) -> tuple[int, ...]:
    """The reps of the right leg and of the left one, where both are told."""
    legs = tuple(_number(slots.get(side)) for side in ("right", "left"))
    return tuple(leg for leg in legs if leg is not None) if None not in legs else ()


def _place(ordinal: str | None) -> int | None:
    """The place that an ordinal names, from 1; -1 is the last."""
    if ordinal is None:
        return None
    return int(ordinal) if ordinal.isdigit() else LAST


def _seconds(slot: Any) -> int | None:
    """The seconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds; None for anything else."""
    match = _DURATION.fullmatch(slot.value) if slot else None
    if not match:
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds or None
