"""The core's frozen dataclasses as plain JSON data and back.

Fields at their default are left out: saved data stays small, and a new field needs no migration.
"""

import types
from collections.abc import Callable, Hashable
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from skill.coaching.errors import SavedStateError

T = TypeVar("T")
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def to_data(value: object) -> Json:
    """The JSON data of a dataclass (recursively), an enum, a tuple or a plain value."""
    if isinstance(value, Enum):
        return cast("Json", value.value)
    if isinstance(value, tuple):
        return [to_data(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_data(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: to_data(getattr(value, field.name))
            for field in fields(value)
            if getattr(value, field.name) != _default(field)
        }
    return cast("Json", value)


def _default(field: Field[Any]) -> object:
    """The value a field has when it is not given; MISSING where it must be."""
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
    if origin is tuple:
        item = _reader(args[0])
        return lambda data: tuple(item(entry) for entry in _checked(list, data))
    if origin is dict:
        entry = _reader(args[1])
        return lambda data: {key: entry(value) for key, value in _checked(dict, data).items()}
    if is_dataclass(kind):
        return _dataclass_reader(cast("type", kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return lambda data: _checked(kind, data)


def _dataclass_reader(kind: type) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    names = {field.name for field in fields(kind)}

    def read(data: Any) -> Any:
        known = {name: value for name, value in _checked(dict, data).items() if name in names}
        return kind(**{name: _reader(hints[name])(value) for name, value in known.items()})

    return read


def _checked(kind: type, data: Any) -> Any:
    if kind is int and isinstance(data, bool):
        raise TypeError(data)
    if not isinstance(data, kind):
        raise TypeError(data)
    return data
