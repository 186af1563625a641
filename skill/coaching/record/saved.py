"""The core's frozen dataclasses as plain JSON data and back.

Fields at their default are left out: saved data stays small, and a new field needs no migration. A tuple of
dataclasses is a table: a row of field names, then a row of values for each. A list of objects is read as well.
"""

import types
from collections.abc import Callable, Hashable
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache, partial
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from skill.coaching.errors import SavedStateError

T = TypeVar("T")
_PLAIN = frozenset((int, str, bool, float, types.NoneType))
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def to_data(value: object) -> Json:
    """The JSON data of a dataclass (recursively), an enum, a tuple or a plain value."""
    if type(value) in _PLAIN:
        return cast("Json", value)
    if isinstance(value, Enum):
        return cast("Json", value.value)
    if isinstance(value, tuple):
        return _table(value) if value and is_dataclass(value[0]) else [to_data(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_data(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {name: to_data(getattr(value, name)) for name in _told((value,))}
    return cast("Json", value)


def _table(values: tuple[object, ...]) -> Json:
    """Dataclasses of one type: the fields that any of them needs, then their values, a row each."""
    names = _told(values)
    return [[*names], *([to_data(getattr(value, name)) for name in names] for value in values)]


def _told(values: tuple[object, ...]) -> list[str]:
    """The fields that are not at their default in all of these dataclasses of one type."""
    defaults = _defaults(cast("Hashable", type(values[0])))
    return [name for name, default in defaults if any(getattr(value, name) != default for value in values)]


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
def _reader(kind: Any) -> Callable[[Any], Any]:
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = _reader(next(arg for arg in args if arg is not types.NoneType))
        return lambda data: None if data is None else inner(data)
    if origin is tuple and is_dataclass(args[0]):
        return _table_reader(cast("type", args[0]))
    if origin is tuple:
        item = _reader(args[0])
        return lambda data: tuple(map(item, _checked(list, data)))
    if origin is dict:
        entry = _reader(args[1])
        return lambda data: {key: entry(value) for key, value in _checked(dict, data).items()}
    if is_dataclass(kind):
        return partial(_read_dataclass, cast("type", kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return partial(_checked, kind)


@cache
def _readers(kind: type) -> dict[str, Callable[[Any], Any]]:
    """What reads each field; asked for when data is read, because a type may contain itself."""
    hints = get_type_hints(kind)
    return {field.name: _reader(hints[field.name]) for field in fields(kind)}


def _read_dataclass(kind: type, data: Any) -> Any:
    readers = _readers(kind)
    known = (name for name in _checked(dict, data) if name in readers)
    return kind(**{name: readers[name](data[name]) for name in known})


def _table_reader(kind: type) -> Callable[[Any], Any]:
    def read(data: Any) -> Any:
        if not _checked(list, data) or not isinstance(data[0], list):
            return tuple(_read_dataclass(kind, entry) for entry in data)
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
