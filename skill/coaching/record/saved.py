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
from skill.coaching.record.phrases import phrase_data, read_phrase
from skill.coaching.words.phrase import Phrase

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
        return (
            _table(value)
            if value and is_dataclass(value[0]) and not isinstance(value[0], Phrase)
            else [to_data(item) for item in value]
        )
    if isinstance(value, dict):
        return {str(key): to_data(item) for key, item in value.items()}
    if isinstance(value, Phrase):
        return cast("Json", phrase_data(value))
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _field_data(value, name) for name in _told((value,))}
    return cast("Json", value)


def _field_data(value: Any, name: str) -> Json:
    """One field; where it may hold one of several dataclasses, with the name of the one it holds."""
    held = getattr(value, name)
    if name in _choices(cast("Hashable", type(value))) and held is not None:
        return [type(held).__name__, to_data(held)]
    return to_data(held)


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
    if kind is Phrase:
        return read_phrase
    if len(_members(kind)) > 1:
        return _choice_reader(_members(kind))
    if origin in (Union, types.UnionType):
        inner = _reader(next(arg for arg in args if arg is not types.NoneType))
        return lambda data: None if data is None else inner(data)
    if origin is tuple and is_dataclass(args[0]) and args[0] is not Phrase:
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


def _choice_reader(members: dict[str, Any]) -> Callable[[Any], Any]:
    def read(data: Any) -> Any:
        if data is None:
            return None
        name, value = _checked(list, data)
        return _reader(members[name])(value)

    return read


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
