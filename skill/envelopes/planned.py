"""The SDK's serializer, with what each of its classes is made of worked out once, and not for each value.

Objects and errors are the SDK's own: whatever is not as its models say goes its own way, slowly.
"""

import json
import re
from collections.abc import Callable, Hashable
from datetime import datetime
from enum import Enum
from functools import cache, partial
from importlib import import_module
from typing import Any, cast

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.serialize import DefaultSerializer

Reader = Callable[[Any], Any]

_LIST = re.compile(r"list\[([^,]*)\]")
_DICT = re.compile(r"dict\([^,]*, (.*)\)")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3}(\d{3})?)?(Z|\+00:00)", re.ASCII)
"""How Alexa writes times; of the others only dateutil knows what they mean."""
_PLAIN: dict[str, type] = {"str": str, "bool": bool, "int": int, "float": float}
_AS_IT_IS = frozenset((type(None), str, bool, int, float))
_SDK = DefaultSerializer()


class PlannedSerializer(DefaultSerializer):
    """Reads JSON data as well as its text, and gives and raises what the SDK's serializer does."""

    def deserialize(self, payload: Any, obj_type: Any) -> Any:
        """Return the object in a payload; a dict is JSON data already. Raises SerializationException."""
        if type(payload) is not dict:
            return super().deserialize(payload, obj_type)
        try:
            return _reader(obj_type)(payload)
        except SerializationException:
            raise
        except Exception as error:
            raise SerializationException(str(error)) from error

    def serialize(self, obj: Any) -> Any:
        """Return the JSON data of an object."""
        return _data_of(obj)


def _data_of(value: Any) -> Any:
    kind = type(value)
    if kind in _AS_IT_IS:
        return value
    if kind is dict:
        return {key: _data_of(part) for key, part in value.items()}
    if kind is list:
        return [_data_of(part) for part in value]
    if fields := _written(cast("Hashable", kind)):
        parts = ((key, getattr(value, name)) for name, key in fields)
        return {key: _data_of(part) for key, part in parts if part is not None}
    return _SDK.serialize(value)


@cache
def _written(kind: Any) -> tuple[tuple[str, str], ...]:
    """The fields of a model and what each is in JSON; of other types none."""
    return tuple(_keys(kind).items()) if hasattr(kind, "deserialized_types") else ()


def _keys(model: Any) -> dict[str, str]:
    """What each field of a model is in JSON."""
    keys = getattr(model, "attribute_map", {})
    return {name: keys.get(name, name) for name in model.deserialized_types}


@cache
def _reader(kind: Any) -> Reader:
    """What reads a value, which is not null, as a type that the SDK has given a field."""
    if not isinstance(kind, str):
        return _class_reader(kind)
    if kind in _PLAIN:
        return partial(_read_plain, kind=_PLAIN[kind], slowly=_sdk_reader(kind))
    if kind == "object":
        return lambda value: value
    if kind == "datetime":
        return partial(_read_time, slowly=_sdk_reader(kind))
    if found := _LIST.fullmatch(kind):
        return partial(_read_list, part=found[1].strip(), slowly=_sdk_reader(kind))
    if found := _DICT.fullmatch(kind):
        return partial(_read_dict, part=found[1], slowly=_sdk_reader(kind))
    return _class_reader(class_named(kind)) if "." in kind else _sdk_reader(kind)


def _sdk_reader(kind: Any) -> Reader:
    return lambda value: _SDK.deserialize(json.dumps(value), kind)


def _class_reader(kind: Any) -> Reader:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if not hasattr(kind, "deserialized_types"):
        return _sdk_reader(kind)
    if hasattr(kind, "get_real_child_model"):
        return partial(_read_child, parent=kind, slowly=_sdk_reader(kind))
    return _model_reader(kind)


def _read_plain(value: Any, kind: type, slowly: Reader) -> Any:
    return value if type(value) is kind else slowly(value)


def _read_time(value: Any, slowly: Reader) -> Any:
    if isinstance(value, str) and _TIME.fullmatch(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass
    return slowly(value)


def _read_list(value: Any, part: str, slowly: Reader) -> Any:
    if type(value) is not list:
        return slowly(value)
    return [None if item is None else _reader(part)(item) for item in value]


def _read_dict(value: Any, part: str, slowly: Reader) -> Any:
    if type(value) is not dict:
        return slowly(value)
    return {key: None if item is None else _reader(part)(item) for key, item in value.items()}


def _read_child(value: Any, parent: Any, slowly: Reader) -> Any:
    """One of several models: its data says which."""
    name = parent.get_real_child_model(value)
    return _child_reader(name)(value) if name else slowly(value)


@cache
def _child_reader(name: str) -> Reader:
    return _model_reader(class_named(name))


def _model_reader(model: Any) -> Reader:
    fields = {key: (name, model.deserialized_types[name]) for name, key in _keys(model).items()}
    slowly = _sdk_reader(model)

    def read(value: Any) -> Any:
        if type(value) is not dict:
            return slowly(value)
        found, unknown = model(), []
        for key, part in value.items():
            if key in fields:
                name, kind = fields[key]
                setattr(found, name, None if part is None else _reader(kind)(part))
            else:
                unknown.append(key)
        for key in unknown:  # last, as there: one may have the name of a field
            setattr(found, key, value[key])
        return found

    return read


def class_named(path: str) -> Any:
    """The class at a path: `ask_sdk_model.launch_request.LaunchRequest`."""
    module, _, name = path.rpartition(".")
    return getattr(import_module(module), name)
