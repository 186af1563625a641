"""The runners of an account, and the form in which the store keeps them: one record an account.

A record has the owner's `progress`, the `owner` once a voice is known to be theirs, the other `people` with
the progress of each, those of them who are `undecided` yet, and what could not be read, `set_aside`.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, cast

from skill.coaching.errors import SavedStateError
from skill.coaching.record.record import Progress
from skill.coaching.record.saved import from_data, to_data

log = logging.getLogger(__name__)

PROGRESS, OWNER, PEOPLE, UNDECIDED = "progress", "owner", "people", "undecided"
SET_ASIDE, REVISION = "set_aside", "revision"
"""The fields of the store's record."""
PARTS = frozenset((PROGRESS, OWNER, PEOPLE, UNDECIDED, SET_ASIDE, REVISION))
_FIELDS = frozenset(field.name for field in fields(Progress))


@dataclass(frozen=True)
class Damaged:
    """A part of a record that could not be read, kept as it was."""

    part: str
    """As JSON."""
    whose: str = ""
    """The person whose part it is; "" is the owner."""


@dataclass(frozen=True)
class Household:
    """The runners of an account. A person is the id the platform gives a voice; "" is a voice not recognised."""

    progress: Progress = Progress()  # noqa: RUF009  frozen, all defaults
    """The owner's, and that of a voice not recognised."""
    owner: str = ""
    """The person who is the owner; "" is not known."""
    people: Mapping[str, Progress] = field(default_factory=dict)
    """The other runners."""
    undecided: tuple[str, ...] = ()
    """Those of the other runners who may yet say that the owner's progress is theirs."""
    aside: tuple[Damaged, ...] = ()
    newer: Mapping[str, object] = field(default_factory=dict)
    """Fields that a newer build has put into the record, kept as they are."""
    newer_of: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """Fields that a newer build has put into the progress of a person; "" is the owner."""
    revision: int = 0

    @property
    def unclaimed(self) -> bool:
        """Whether something is kept of an owner whose voice is not known."""
        return not self.owner and replace(self.progress, zone=None) != Progress()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept of anybody."""
        return self.progress == Progress() and not self.people and not self.aside

    def is_owner(self, person: str) -> bool:
        """Whether a person's part is the owner's; the first one recognised becomes owner where nothing is kept."""
        first = not self.owner and not self.unclaimed and person not in self.people
        return person in ("", self.owner) or first

    def is_alone(self, person: str) -> bool:
        """Whether a person's part is all there is."""
        return self.is_owner(person) and not (self.people or self.aside or self.newer or self.newer_of)

    def may_claim(self, person: str) -> bool:
        """Whether the owner's progress may be this person's, who has not said yet."""
        return self.unclaimed and person != "" and (person not in self.people or person in self.undecided)

    def part_of(self, person: str) -> Progress:
        """A person's progress; of somebody new nothing is known but where the speaker stands."""
        if self.is_owner(person):
            return self.progress
        return self.people.get(person) or Progress(zone=self.progress.zone)

    def with_part(self, person: str, progress: Progress, *, apart: bool = False) -> "Household":
        """With a person's progress; `apart`: they have said that the owner's is not theirs."""
        if self.is_owner(person):
            return replace(self, progress=progress, owner=self.owner or person)
        decided = _without(self.undecided, person)
        undecided = (*decided, person) if self.may_claim(person) and not apart else decided
        return replace(self, people={**self.people, person: progress}, undecided=undecided)

    def claimed_by(self, person: str) -> "Household":
        """With this person as owner, and no part of theirs beside; as it is where there is an owner already."""
        if self.owner:
            return self
        people = {other: progress for other, progress in self.people.items() if other != person}
        return replace(self, owner=person, people=people, undecided=())

    def without(self, person: str) -> "Household":
        """With nothing left of a person."""
        whose = "" if self.is_owner(person) else person
        left = replace(
            self,
            people={other: progress for other, progress in self.people.items() if other != person},
            undecided=_without(self.undecided, person),
            aside=tuple(damaged for damaged in self.aside if damaged.whose != whose),
            newer_of={other: fields for other, fields in self.newer_of.items() if other != whose},
        )
        return left if whose else replace(left, progress=Progress(), owner="")


def _without(people: tuple[str, ...], person: str) -> tuple[str, ...]:
    return tuple(other for other in people if other != person)


def read_household(record: Mapping[str, Any]) -> Household:
    """The household in a record; a part that cannot be read is set aside, and its runner starts afresh."""
    damaged: list[Damaged] = []

    def read(kind: Any, data: object, whose: str = "") -> Any:
        try:
            return from_data(kind, data)
        except SavedStateError:
            log.warning("a part of a record is set aside")
            damaged.append(Damaged(json.dumps(data), whose))
            return kind()

    people = read(dict, record.get(PEOPLE, {}))
    newer_of = {"": _newer(record.get(PROGRESS)), **{person: _newer(data) for person, data in people.items()}}
    return Household(
        progress=read(Progress, record.get(PROGRESS, {})),
        owner=read(str, record.get(OWNER, "")),
        people={person: read(Progress, data, person) for person, data in people.items()},
        undecided=read(tuple[str, ...], record.get(UNDECIDED, [])),
        aside=(*read(tuple[Damaged, ...], record.get(SET_ASIDE, [])), *damaged),
        newer={name: part for name, part in record.items() if name not in PARTS},
        newer_of={person: fields for person, fields in newer_of.items() if fields},
        revision=int(record.get(REVISION, 0)),
    )


def _newer(data: object) -> dict[str, object]:
    """The fields of a saved progress that this build does not have."""
    if not isinstance(data, dict):
        return {}
    return {name: value for name, value in data.items() if name not in _FIELDS}


def to_record(household: Household) -> dict[str, Any]:
    """The household as a record; what is not there is left out."""
    parts = {
        OWNER: household.owner,
        PEOPLE: {who: _with_newer(household, who, progress) for who, progress in household.people.items()},
        UNDECIDED: to_data(household.undecided),
        SET_ASIDE: to_data(household.aside),
    }
    found = {name: part for name, part in parts.items() if part}
    progress = _with_newer(household, "", household.progress)
    return {**household.newer, PROGRESS: progress, **found, REVISION: household.revision}


def _with_newer(household: Household, person: str, progress: Progress) -> dict[str, Any]:
    return {**household.newer_of.get(person, {}), **cast("dict[str, Any]", to_data(progress))}
