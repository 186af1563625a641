"""Phrases as plain JSON data and back: the question that stands is kept as it was asked."""

from typing import Any, assert_never

from skill.coaching.words.phrase import Arg, Count, Either, Name, Phrase, Span, Thing


def phrase_data(phrase: Phrase) -> list[Any]:
    """A phrase as its key, which wording, and its arguments by name; what is not there is left out."""
    args = {name: _arg_data(value) for name, value in phrase.args}
    return [phrase.key, phrase.pick, args] if args else [phrase.key, phrase.pick] if phrase.pick else [phrase.key]


def read_phrase(data: Any) -> Phrase:
    """The phrase in the data; raises TypeError, ValueError, KeyError or AttributeError where it is none."""
    given: list[Any] = [*data]
    key, pick, args = given + [0, {}][len(given) - 1 :]
    if type(key) is not str or type(pick) is not int:
        raise TypeError(data)
    return Phrase(key, tuple((name, _read_arg(value)) for name, value in args.items()), pick)


def _arg_data(arg: Arg) -> Any:
    match arg:
        case str() | int():
            return arg
        case tuple():
            return [_arg_data(item) for item in arg]
        case Name():
            return {"name": [arg.thing.value, arg.id]}
        case Span():
            return {"span": arg.seconds}
        case Count():
            return {"count": [arg.number, arg.noun]}
        case Either():
            return {"either": [_arg_data(item) for item in arg.items]}
        case Phrase():
            return {"say": phrase_data(arg)}
    assert_never(arg)


def _read_arg(data: Any) -> Arg:
    if isinstance(data, str | int):
        return data
    if isinstance(data, list):
        return tuple(map(_read_arg, data))
    ((kind, value),) = data.items()
    match kind:
        case "name":
            return Name(Thing(value[0]), str(value[1]))
        case "span":
            return Span(int(value))
        case "count":
            return Count(int(value[0]), str(value[1]))
        case "either":
            return Either(tuple(map(_read_arg, value)))
        case "say":
            return read_phrase(value)
    raise ValueError(data)
