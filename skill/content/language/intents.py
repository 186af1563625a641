"""Reads the intents, and what people say for each: in utterances.toml, and in the files of the topics."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from skill.coaching.facts.body import Tone
from skill.coaching.turn.events import Aspect, EventKind, Question
from skill.content.facts.reader import Known
from skill.content.language.utterances import MANY, MOST_SAMPLES, PLACEHOLDER, expand, refused, sounds_as
from skill.content.model import Intent, Slot
from skill.content.table import Table, any_of, show

BUILT_IN = "AMAZON."

_NAME = re.compile(r"[A-Za-z]+(?:_[A-Za-z]+)*")
"""What the platform takes as the name of an intent, a slot or a slot type (platform sheet 4.1)."""


def read_intents(table: Table, slot_types: Iterable[str], known: Known) -> dict[str, Intent]:
    """The intents of intents.toml, by name."""
    slots = _read_slots(table.table("slots"), tuple(slot_types))
    intents = {}
    for name, entry in table.table("intents").subtables().items():
        _check_name(entry, name)
        intents[name] = Intent(
            name=name,
            event=entry.choice("event", EventKind),
            question=entry.choice("question", Question) if "question" in entry.data else None,
            topic=entry.one_known("topic", known.topics) if "topic" in entry.data else None,
            aspect=entry.choice("aspect", Aspect) if "aspect" in entry.data else None,
            course=entry.one_known("course", known.courses) if "course" in entry.data else None,
            exercise=entry.one_known("exercise", known.exercises) if "exercise" in entry.data else None,
            sign=entry.one_known("sign", known.signs) if "sign" in entry.data else None,
            tone=entry.choice("tone", Tone, Tone.NOW),
            condition=entry.one_known("condition", known.conditions) if "condition" in entry.data else None,
            slots=tuple(_slots_of(entry, slots)),
        )
        _check_question(entry, intents[name])
        _check_events(entry, intents[name])
        entry.close()
    table.close()
    return intents


def topic_intent(id_: str) -> Intent:
    """The intent a topic brings along: `how_often` has HowOftenTopicIntent."""
    name = "".join(word.capitalize() for word in id_.split("_"))
    return Intent(f"{name}TopicIntent", EventKind.TOPIC, topic=id_)


def _read_slots(table: Table, slot_types: tuple[str, ...]) -> dict[str, Slot]:
    slots = {}
    for name in table.data:
        type_ = table.text(name)
        if type_ and not type_.startswith(BUILT_IN) and type_ not in slot_types:
            table.fault(name, show(type_), f"{any_of(slot_types, type_)}, or a type of the platform")
        slots[name] = Slot(name, type_)
    return slots


def _slots_of(entry: Table, slots: dict[str, Slot]) -> Iterable[Slot]:
    for index, name in enumerate(entry.texts("slots", ())):
        if name in slots:
            yield slots[name]
        else:
            entry.fault(f"slots.{index}", show(name), any_of(slots, name))


def _check_name(entry: Table, name: str) -> None:
    if not _NAME.fullmatch(name.removeprefix(BUILT_IN)):
        entry.fault("name", show(name), "letters, with single underscores between them")


def _check_question(entry: Table, intent: Intent) -> None:
    """An ask needs its question, and nothing else has one."""
    if entry.holds("event", EventKind) and (intent.event is EventKind.ASK) != ("question" in entry.data):
        entry.fault("question", show(entry.data.get("question")), "a question where the event is ask, else none")


_ONLY_WITH = {
    "aspect": (EventKind.PROGRESS,),
    "course": (EventKind.BUILD_UP, EventKind.BEGINNER_PLAN),
    "sign": (EventKind.BODY,),
    "tone": (EventKind.BODY,),
    "condition": (EventKind.CONDITION,),
}
"""What an intent may fix by itself with some events only."""


def _check_events(entry: Table, intent: Intent) -> None:
    for key, events in _ONLY_WITH.items():
        if key in entry.data and entry.holds("event", EventKind) and intent.event not in events:
            entry.fault("event", show(intent.event), f"with {key}, one of {', '.join(events)}")


def _is_never_missed(intent: Intent) -> bool:
    """Whether nothing may be spared: pain now must be heard, and what is nobody's business be known as such."""
    return intent.event is EventKind.FALLBACK or (intent.event is EventKind.BODY and intent.tone is Tone.NOW)


_TEMPLATE = f"(a|b), [optional] and {{slot}}, brackets in pairs, {MOST_SAMPLES} samples at most"


@dataclass
class Samples:
    """The utterances of a language while they are read."""

    terms: frozenset[str] | None
    """Placeholders of the locale, besides the slots of the intent; None where they could not be read."""
    samples: dict[str, dict[str, None]] = field(default_factory=dict)
    """Of each intent, each once, in order."""
    _owners: dict[str, str] = field(default_factory=dict)
    """The intent of each utterance, slot names replaced by their types."""

    def read(self, table: Table, key: str, intent: Intent) -> None:
        """Add the utterances that a list of templates stands for."""
        mine = self.samples.setdefault(intent.name, {})
        for index, template in enumerate(table.texts(key)):
            at = f"{key}.{index}"
            try:
                found = expand(template, most=MOST_SAMPLES if _is_never_missed(intent) else MANY)
            except ValueError as error:
                table.fault(at, f"{error} in {show(template)}", _TEMPLATE)
                continue
            mine.update(dict.fromkeys(found))
            self._check_placeholders(table, at, template.lower(), intent)
            if bad := refused(found):
                table.fault(at, _first(bad), "words of letters, with ' - or abbreviation periods, and {slots}")
            slots = [slot for slot in intent.slots if f"{{{slot.name}}}" in template.lower()]
            self._claim(table, at, [sounds_as(sample, slots) for sample in found], intent)

    def _check_placeholders(self, table: Table, at: str, template: str, intent: Intent) -> None:
        names = {slot.name for slot in intent.slots} | (self.terms or frozenset())
        for name in PLACEHOLDER.findall(template):
            if name not in names and self.terms is not None:
                table.fault(at, f"{{{name}}}", any_of(names, name) if names else "no slot here")

    def _claim(self, table: Table, at: str, sounds: list[str], intent: Intent) -> None:
        """Two intents that sound alike could not be told apart."""
        taken: dict[str, list[str]] = {}
        for sound in sounds:
            owner = self._owners.setdefault(sound, intent.name)
            if owner != intent.name:
                taken.setdefault(owner, []).append(sound)
        for owner, same in taken.items():
            table.fault(at, _first(same), f"an utterance that {owner} does not have")


def _first(samples: list[str]) -> str:
    return show(samples[0]) + (f" and {len(samples) - 1} more" if len(samples) > 1 else "")


def read_utterances(table: Table, samples: Samples, intents: Mapping[str, Intent]) -> None:
    """Read utterances.toml: some for every intent of ours but the topics, which bring their own."""
    ours = {name: intent for name, intent in intents.items() if intent.event is not EventKind.TOPIC}
    entries = table.table("intents")
    for name in entries.data:
        if name in ours:
            samples.read(entries, name, ours[name])
        elif ours:
            entries.fault(name, "utterances", any_of(ours, name))
    for name in ours.keys() - entries.data.keys():
        if not name.startswith(BUILT_IN):
            entries.fault(name, "nothing", "one or more utterances")
    table.close()
