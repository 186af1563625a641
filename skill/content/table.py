"""Reads typed values out of a TOML table and notes every fault on the way.

A faulty value is noted and replaced by an empty one of its type, so that reading goes on and finds all other
faults too. What was read from a file with faults must therefore not be used.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum
from typing import TypeGuard, TypeVar

from skill.coaching.errors import Fault

E = TypeVar("E", bound=Enum)
T = TypeVar("T")

_LONGEST_SHOWN = 80
_LONGEST_LISTED = 12
_FAR = 360
"""The greatest measure of a figure: a whole turn in degrees, or a length in centimetres."""


@dataclass(frozen=True)
class Ids:
    """The ids a field may hold, and where they are defined."""

    home: str
    """Where an author finds them: `content/exercises`."""
    ids: frozenset[str] | None
    """None where that place cannot be read; then any id will do."""

    @classmethod
    def of(cls, home: str, names: Collection[str]) -> "Ids":
        """The ids of a place; having none at all, it could not be read."""
        return cls(home, frozenset(names) or None)


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
        allowed = f"a list of {_many(least)} strings, none empty"
        values = None if default is None else list(default)
        return tuple(self._value(key, allowed, _is_list_of(_is_text, least), values, []))

    def whole(self, key: str, least: int, most: int, default: int | None = None) -> int:
        """A whole number from `least` to `most`."""
        allowed = f"a whole number from {least} to {most}"
        return self._value(key, allowed, _is_whole(least, most), default, least)

    def wholes(self, key: str, low: int, high: int, least: int, most: int | None = None) -> tuple[int, ...]:
        """A list of `least` to `most` whole numbers, each from `low` to `high`."""
        allowed = f"a list of {_many(least, most)} whole numbers from {low} to {high}"
        return tuple(self._value(key, allowed, _is_list_of(_is_whole(low, high), least, most), None, []))

    def number(self, key: str, most: float, default: float | None = None) -> float:
        """A number above 0, and `most` at most."""
        return self._value(key, f"a number above 0, and {most:g} at most", _is_number(most), default, 0.0)

    def measure(self, key: str) -> float:
        """An angle in degrees or a length in centimetres."""
        return float(self._value(key, f"a number from -{_FAR} to {_FAR}", _is_measure, None, 0))

    def point(self, key: str) -> tuple[float, float]:
        """Two lengths in centimetres: x and y."""
        nowhere: list[float] = [0, 0]
        x, y = self._value(key, "two numbers, x and y", _is_list_of(_is_measure, 2, 2), None, nowhere)
        return x, y

    def rows(self, key: str, width: int) -> tuple[tuple[float, ...], ...]:
        """A list of lists of so many lengths; none where there is no such key."""
        fits = _is_list_of(_is_list_of(_is_measure, width, width), 1)
        rows: list[list[float]] = self._value(key, f"a list of lists of {width} numbers", fits, [], [])
        return tuple(map(tuple, rows))

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        return self._value(key, "true or false", _is_flag, default, default)

    def option(self, key: str, names: Collection[str], default: str | None = None) -> str:
        """One of several words."""
        found = self.text(key, default)
        if found and found not in names:
            self.fault(key, show(found), any_of(names, found))
        return found

    def choice(self, key: str, kind: type[E], default: E | None = None) -> E:
        """A member of an enum, by its name in lower case."""
        members = {member.name.lower(): member for member in kind}
        found = self.option(key, members, default.name.lower() if default else None)
        return members.get(found, next(iter(kind)))

    def holds(self, key: str, kind: type[Enum]) -> bool:
        """Whether there is a member of an enum under a key; nothing is noted."""
        return self.data.get(key) in [member.name.lower() for member in kind]

    def known(self, key: str, ids: Ids, default: tuple[str, ...] | None = None, least: int = 0) -> tuple[str, ...]:
        """A list of ids that exist, each once."""
        found = self.texts(key, default, least)
        for index, id_ in enumerate(found):
            if id_ in found[:index]:
                self.fault(f"{key}.{index}", show(id_), "every id once")
            elif key in self.data:
                self.must_exist(f"{key}.{index}", id_, ids)
        return found

    def one_known(self, key: str, ids: Ids) -> str:
        """An id that exists."""
        found = self.text(key)
        if found:
            self.must_exist(key, found, ids)
        return found

    def table(self, key: str, *, needed: bool = True) -> "Table":
        """The table under a key; where there is none, an empty one whose faults are nobody's."""
        data = self._value(key, "a table that is not empty", _is_table, None if needed else {}, {})
        return Table(self.file, data, self.faults if data else [], self.at(key))

    def tables(self, key: str) -> tuple["Table", ...]:
        """The list of tables under a key."""
        found = self._value(key, "a list of tables", _is_list_of(_is_table, 1), None, [])
        return tuple(
            Table(self.file, data, self.faults, f"{self.at(key)}.{index}") for index, data in enumerate(found)
        )

    def subtables(self) -> "dict[str, Table]":
        """All tables in this one, by key; anything else in it is a fault."""
        return {key: self.table(key) for key in self.data}

    def strings(self, key: str) -> tuple[str, ...]:
        """One string, or a list of them."""
        return (self.text(key),) if isinstance(self.data.get(key), str) else self.texts(key)

    def names(self, key: str) -> tuple[str, ...]:
        """The keys of the table under a key, if there is one; nothing is noted."""
        value = self.data.get(key)
        return tuple(value) if _is_table(value) else ()

    def fault(self, key: str, found: str, allowed: str) -> None:
        """Note something wrong at a key of this table."""
        self.faults.append(Fault(self.file, self.at(key), found, allowed))

    def at(self, key: str) -> str:
        """The dotted path of a key of this table."""
        return f"{self.path}.{key}" if self.path else key

    def allow(self, *keys: str) -> None:
        """Know keys that may be missing, without asking for them."""
        self._known.update(keys)

    def close(self) -> None:
        """Note every key that was never asked for."""
        for key in self.data.keys() - self._known:
            self.fault(key, "an unknown key", any_of(self._known, key))

    def must_exist(self, key: str, id_: str, ids: Ids) -> None:
        """Note a fault unless the id exists."""
        if ids.ids is not None and id_ not in ids.ids:
            self.fault(key, show(id_), f"{any_of(ids.ids, id_)} ({ids.home})")

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
    """A value as it stands in the file, cut where it is long."""
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # a number too long, or tables too deep, to be printed
        return f"a {type(value).__name__} too large to show"
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 3] + "..."


def any_of(names: Collection[str], found: str) -> str:
    """The names allowed, and the one nearest to what was found: `one of left, right; nearest: left`."""
    near = get_close_matches(found, names, n=1)
    listed = ", ".join(sorted(names)) if len(names) <= _LONGEST_LISTED else f"{len(names)} names"
    return f"one of {listed}; nearest: {near[0]}" if near else f"one of {listed}"


def _many(least: int, most: int | None = None) -> str:
    if most is None:
        return f"{least} or more"
    return str(least) if least == most else f"{least} to {most}"


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip())


def _is_flag(value: object) -> TypeGuard[bool]:
    return isinstance(value, bool)


def _is_table(value: object) -> TypeGuard[dict[str, object]]:
    return isinstance(value, dict) and bool(value)


def _is_number(most: float) -> Callable[[object], TypeGuard[float]]:
    def fits(value: object) -> TypeGuard[float]:
        return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= most

    return fits


def _is_measure(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and -_FAR <= value <= _FAR


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
