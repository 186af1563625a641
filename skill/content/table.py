"""Reads typed values out of a TOML table and notes every fault on the way.

A faulty value is noted and replaced by an empty one of its type, so that reading goes on and finds the other faults too.
Whoever reads with a `Table` must therefore not use what it made when faults were noted.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum
from typing import TypeGuard, TypeVar

from skill.coaching.errors import Fault

E = TypeVar("E", bound=Enum)
T = TypeVar("T")

_LONGEST_SHOWN = 80
_LONGEST_LISTED = 12


@dataclass(frozen=True)
class Ids:
    """The ids a field may hold, and where they are defined."""

    home: str
    """Where an author finds them: `content/exercises`."""
    ids: frozenset[str]


@dataclass
class Table:
    """One table of a content file."""

    file: str
    data: dict[str, object]
    faults: list[Fault]
    """Where faults are noted; shared by all tables."""
    path: str = ""
    """Dotted keys from the top of the file to this table."""
    _known: set[str] = field(default_factory=set)

    def text(self, key: str, default: str | None = None) -> str:
        """A string that is not empty."""
        return self._value(key, "a sentence or word in quotes", _is_text, default, "")

    def texts(self, key: str, default: tuple[str, ...] | None = None, least: int = 1) -> tuple[str, ...]:
        """A list of strings that are not empty, `least` of them or more."""
        allowed = f"a list of {least} or more strings" if least else "a list of strings"
        return tuple(self._value(key, allowed, _is_list_of(_is_text, least), _listed(default), []))

    def whole(self, key: str, least: int, most: int, default: int | None = None) -> int:
        """A whole number from `least` to `most`."""
        return self._value(key, f"a whole number from {least} to {most}", _is_whole(least, most), default, least)

    def wholes(self, key: str, least: int, most: int, count: int | None = None) -> tuple[int, ...]:
        """A list of whole numbers from `least` to `most`, `count` of them if that is given."""
        allowed = f"a list of {count or ''} whole numbers from {least} to {most}".replace("  ", " ")
        values = self._value(key, allowed, _is_list_of(_is_whole(least, most), count or 1, count), None, [])
        return tuple(values)

    def number(self, key: str, most: float) -> float:
        """A number above 0, and `most` at most."""
        return self._value(key, f"a number above 0, and {most:g} at most", _is_number(most), None, 0.0)

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        return self._value(key, "true or false", _is_flag, default, default)

    def choice(self, key: str, kind: type[E], default: E | None = None) -> E:
        """A member of an enum, by its name in lower case."""
        members = {member.name.lower(): member for member in kind}
        first = next(iter(members))
        name = self.text(key, default.name.lower() if default else None) or first
        if name not in members:
            self.fault(key, show(name), any_of(members, name))
        return members.get(name, members[first])

    def known(self, key: str, ids: Ids, default: tuple[str, ...] | None = None, least: int = 0) -> tuple[str, ...]:
        """A list of ids that exist, each once."""
        found = self.texts(key, default, least)
        for index, id_ in enumerate(found):
            self.is_known(f"{key}.{index}", id_, ids)
            if id_ in found[:index]:
                self.fault(f"{key}.{index}", show(id_), "every id once")
        return found

    def one_known(self, key: str, ids: Ids, default: str | None = None) -> str:
        """An id that exists."""
        found = self.text(key, default)
        if found and found != default:
            self.is_known(key, found, ids)
        return found

    def is_known(self, key: str, id_: str, ids: Ids) -> None:
        """Note a fault unless the id exists."""
        if id_ not in ids.ids:
            self.fault(key, show(id_), f"{any_of(ids.ids, id_)} ({ids.home})")

    def table(self, key: str, *, needed: bool = True) -> "Table":
        """The table under a key; an empty one where none is needed."""
        data = self._value(key, "a table", _is_table, None if needed else {}, {})
        return Table(self.file, data, self.faults, self.at(key))

    def tables(self, key: str, *, needed: bool = True) -> tuple["Table", ...]:
        """The list of tables under a key."""
        found = self._value(key, "a list of tables", _is_list_of(_is_table, int(needed)), None if needed else [], [])
        return tuple(
            Table(self.file, data, self.faults, f"{self.at(key)}.{index}") for index, data in enumerate(found)
        )

    def subtables(self) -> "dict[str, Table]":
        """All tables in this one, by key; anything else in it is a fault."""
        return {key: self.table(key) for key in self.data}

    def strings(self, key: str) -> tuple[str, ...]:
        """One string, or a list of them."""
        return (self.text(key),) if isinstance(self.data.get(key), str) else self.texts(key)

    def fault(self, key: str, found: str, allowed: str) -> None:
        """Note something wrong at a key of this table."""
        self.faults.append(Fault(self.file, self.at(key), found, allowed))

    def at(self, key: str) -> str:
        """The dotted path of a key of this table."""
        return f"{self.path}.{key}" if self.path else key

    def close(self) -> None:
        """Note every key that was never asked for."""
        for key in self.data.keys() - self._known:
            self.fault(key, "an unknown key", any_of(self._known, key))

    def _value(
        self, key: str, allowed: str, fits: Callable[[object], TypeGuard[T]], default: T | None, instead: T
    ) -> T:
        """The value of a key where it fits, its default where it is missing, or `instead` and a fault."""
        self._known.add(key)
        if key not in self.data and default is not None:
            return default
        value = self.data.get(key)
        if fits(value):
            return value
        self.fault(key, show(value) if key in self.data else "nothing", allowed)
        return instead


def show(value: object) -> str:
    """A value as a fault shows it: as it stands in the file, cut where it is long."""
    text = repr(value)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 3] + "..."


def any_of(names: Iterable[str], found: str) -> str:
    """The names allowed, with the one nearest to what was found: `one of left, right; nearest: left`."""
    ordered = sorted(names)
    near = get_close_matches(found, ordered, n=1)
    listed = f"one of {', '.join(ordered)}" if len(ordered) <= _LONGEST_LISTED else f"one of {len(ordered)} ids"
    return f"{listed}; nearest: {near[0]}" if near else listed


def _listed(values: tuple[str, ...] | None) -> list[str] | None:
    return None if values is None else list(values)


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip())


def _is_flag(value: object) -> TypeGuard[bool]:
    return isinstance(value, bool)


def _is_table(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict)


def _is_number(most: float) -> Callable[[object], TypeGuard[float]]:
    def fits(value: object) -> TypeGuard[float]:
        return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= most

    return fits


def _is_whole(least: int, most: int) -> Callable[[object], TypeGuard[int]]:
    def fits(value: object) -> TypeGuard[int]:
        return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most

    return fits


def _is_list_of(
    fits: Callable[[object], TypeGuard[T]], least: int, most: int | None = None
) -> Callable[[object], TypeGuard[list[T]]]:
    def all_fit(value: object) -> TypeGuard[list[T]]:
        if not isinstance(value, list) or len(value) < least or (most is not None and len(value) > most):
            return False
        return all(fits(item) for item in value)

    return all_fit
