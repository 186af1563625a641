"""The runners of an account, and the form in which the store keeps them: one record an account.

A record has the owner's `progress`, the `owner` once a voice is known to be theirs, the other `people` with
the progress of each, those of them who are `undecided` yet, and what could not be read, `set_aside`.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from skill.coaching.errors import SavedStateError
from skill.coaching.record.record import Progress
from skill.coaching.record.saved import from_data, to_data

log = logging.getLogger(__name__)

PROGRESS, OWNER, PEOPLE, UNDECIDED = "progress", "owner", "people", "undecided"
SET_ASIDE, REVISION = "set_aside", "revision"
"""The fields of the store's record."""


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
        return self.is_owner(person) and not self.people and not self.aside

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
    return Household(
        progress=read(Progress, record.get(PROGRESS, {})),
        owner=read(str, record.get(OWNER, "")),
        people={person: read(Progress, data, person) for person, data in people.items()},
        undecided=read(tuple[str, ...], record.get(UNDECIDED, [])),
        aside=(*read(tuple[Damaged, ...], record.get(SET_ASIDE, [])), *damaged),
        revision=int(record.get(REVISION, 0)),
    )


def to_record(household: Household) -> dict[str, Any]:
    """The household as a record; what is not there is left out."""
    parts = {
        PROGRESS: household.progress,
        OWNER: household.owner,
        PEOPLE: dict(household.people),
        UNDECIDED: household.undecided,
        SET_ASIDE: household.aside,
    }
    return {name: to_data(part) for name, part in parts.items() if part} | {REVISION: household.revision}
