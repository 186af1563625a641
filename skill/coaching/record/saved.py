"""The core's frozen dataclasses as plain JSON data and back.

Fields at their default are left out: saved data stays small, and a new field needs no migration. A tuple of
dataclasses is a table: a row of field names, then a row of values for each. A list of objects is read as well.
How a type is written and read is worked out once.
"""

import types
from collections.abc import Callable, Hashable
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from skill.coaching.errors import SavedStateError
from skill.coaching.record.phrases import phrase_data, read_phrase
from skill.coaching.words.phrase import Phrase

T = TypeVar("T")
_PLAIN = frozenset((int, str, bool, float, types.NoneType))
Codec = Callable[[Any], Any]
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def to_data(value: object) -> Json:
    """The JSON data of a dataclass (recursively), an enum, a tuple or a plain value."""
    kind = type(value)
    return cast("Json", value if kind in _PLAIN else _writer(cast("Hashable", kind))(value))


@cache
def _writer(kind: Any) -> Codec:
    if kind is tuple:
        return _tuple_data
    if kind is dict:
        return lambda entries: {str(key): to_data(entry) for key, entry in entries.items()}
    if kind is Phrase:
        return phrase_data
    if issubclass(kind, Enum):
        return lambda member: member.value
    return _dataclass_writer(kind) if is_dataclass(kind) else lambda value: value


def _dataclass_writer(kind: Any) -> Codec:
    parts = [(name, default, _part_writer(kind, name)) for name, default in _defaults(kind)]

    def write(value: Any) -> Json:
        held = vars(value)
        return {
            name: written(part)
            for name, default, written in parts
            if (part := held[name]) is not default and part != default
        }

    return write


def _part_writer(kind: Any, name: str) -> Codec:
    """What writes a field; one that may hold one of several dataclasses gets the name of the one it holds."""
    if name not in _choices(kind):
        return to_data
    return lambda held: None if held is None else [type(held).__name__, to_data(held)]


@cache
def _choices(kind: Any) -> frozenset[str]:
    """The fields that may hold one of several dataclasses."""
    hints = get_type_hints(kind)
    return frozenset(field.name for field in fields(kind) if len(_members(hints[field.name])) > 1)


def _members(kind: Any) -> dict[str, Any]:
    """The dataclasses of a union, by their names."""
    if get_origin(kind) not in (Union, types.UnionType):
        return {}
    return {cast("type", arg).__name__: arg for arg in get_args(kind) if is_dataclass(arg)}


def _tuple_data(values: tuple[Any, ...]) -> Json:
    """A list; of dataclasses a table."""
    kind = cast("Any", type(values[0]) if values else None)
    if kind is Phrase or not is_dataclass(kind):
        return [to_data(value) for value in values]
    return _table(_Same(values))


class _Same:
    """Something that is known by what it is, and not by what it holds."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.value is self.value


@lru_cache(maxsize=256)
def _table(same: _Same) -> Json:
    """The fields that any of them needs, then their values, a row each; of plans and logs the same for turns."""
    values = same.value
    kind, rows = type(values[0]), [vars(value) for value in values]
    names = [
        name
        for name, default in _defaults(cast("Hashable", kind))
        if any(_differs(row[name], default) for row in rows)
    ]
    return [cast("Json", names), *([to_data(row[name]) for name in names] for row in rows)]


def _differs(held: object, default: object) -> bool:
    return held is not default and held != default


@cache
def _defaults(kind: Any) -> tuple[tuple[str, object], ...]:
    """Each field with the value it has when it is not given; MISSING where it must be."""
    return tuple((field.name, _default(field)) for field in fields(kind))


def _default(field: Field[Any]) -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()


def from_data(kind: type[T], data: object) -> T:
    """The value of that type in the data; raises SavedStateError when the data does not fit."""
    try:
        return cast("T", _reader(cast("Hashable", kind))(data))
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise SavedStateError(data) from error


@cache
def _reader(kind: Any) -> Codec:
    origin, args = get_origin(kind), get_args(kind)
    if kind is Phrase:
        return read_phrase
    if len(_members(kind)) > 1:
        return _choice_reader(_members(kind))
    if origin in (Union, types.UnionType):
        inner = _reader(next(arg for arg in args if arg is not types.NoneType))
        return lambda data: None if data is None else inner(data)
    if origin is tuple and is_dataclass(args[0]) and args[0] is not Phrase:
        return _table_reader(args[0])
    if origin is tuple:
        item = _reader(args[0])
        return lambda data: tuple(map(item, _checked(list, data)))
    if origin is dict:
        entry = _reader(args[1])
        return lambda data: {key: entry(value) for key, value in _checked(dict, data).items()}
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    return kind if issubclass(kind, Enum) else _plain_reader(kind)


def _plain_reader(kind: Any) -> Codec:
    return lambda data: data if type(data) is kind else _checked(kind, data)


@cache
def _readers(kind: Any) -> dict[str, Codec]:
    """What reads each field; asked for when data is read, because a type may contain itself."""
    hints = get_type_hints(kind)
    return {field.name: _reader(hints[field.name]) for field in fields(kind)}


def _dataclass_reader(kind: Any) -> Codec:
    def read(data: Any) -> Any:
        readers, given = _readers(kind), _checked(dict, data)
        return kind(**{name: readers[name](part) for name, part in given.items() if name in readers})

    return read


def _choice_reader(members: dict[str, Any]) -> Codec:
    def read(data: Any) -> Any:
        if data is None:
            return None
        name, value = _checked(list, data)
        return _reader(members[name])(value)

    return read


def _table_reader(kind: Any) -> Codec:
    one = _reader(kind)

    def read(data: Any) -> Any:
        if not _checked(list, data) or not isinstance(data[0], list):
            return tuple(map(one, data))
        columns = [(name, _readers(kind).get(name)) for name in data[0]]
        return tuple(
            kind(**{name: reader(cell) for (name, reader), cell in zip(columns, row, strict=True) if reader})
            for row in data[1:]
        )

    return read


def _checked(kind: type, data: Any) -> Any:
    if type(data) is not kind:
        raise TypeError(data)
    return data
