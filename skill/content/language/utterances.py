"""Sentence templates: `(how do i|show me how to) do [a|the] {exercise}` stands for six sample utterances.

`(a|b)` is one of several, `[a|b]` one of them or nothing; both nest. `{name}` is a slot or a term.
"""

import re
from collections.abc import Collection
from functools import lru_cache

from skill.content.model import Slot

MOST_SAMPLES = 500
"""What one template may stand for: more would crowd the model of 1.5 MB (platform sheet 4.1)."""

MANY = 48
"""Samples of one template from which on not every alternative meets every other: the model of a locale is a fifth
smaller, and no less is understood of the sets of `make understand`."""

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")

_PART = re.compile(r"[()\[\]|]|[^()\[\]|]+")
_CLOSES = {")": "(", "]": "["}
_SLOT_OR_WORD = re.compile(r"\{[a-z_]+\}(?:'s)?|[^\W\d_]+(?:['.-][^\W\d_]+)*['.]?")


class _Group:
    """An open bracket, or the whole template: its finished alternatives, and the one being read."""

    def __init__(self, opening: str, most: int) -> None:
        self.opening = opening
        self.most = most
        self.finished: list[str] = [""] if opening == "[" else []
        self.current = [""]

    def append(self, parts: list[str]) -> None:
        """Continue every beginning with every part."""
        if len(self.current) * len(parts) > MOST_SAMPLES:
            raise ValueError(f"more than {MOST_SAMPLES} samples")
        self.current = _crossed(self.current, parts, self.most)

    def next_alternative(self) -> None:
        """Set the one being read aside and begin another."""
        self.finished += self.current
        self.current = [""]


def _crossed(starts: list[str], parts: list[str], most: int) -> list[str]:
    """Every start with every part; where those are more, each start with the first, and with some of the others.

    A recogniser learns words from some of their neighbours, and gains nothing from all of them.
    """
    step = -(-len(starts) * len(parts) // most)
    return [
        start + part
        for i, start in enumerate(starts)
        for j, part in enumerate(parts)
        if j == 0 or (i + j) % step == 0
    ]


def expand(template: str, most: int = MANY) -> tuple[str, ...]:
    """Return the samples of a template, each once, in lower case with single spaces; about so many at most.

    Raises ValueError, which says what is wrong with the template.
    """
    groups = [_Group("", most)]
    for part in _PART.findall(template.lower()):
        if part in "([":
            groups.append(_Group(part, most))
        elif part in _CLOSES:
            _close(groups, part)
        elif part == "|":
            _divide(groups)
        else:
            groups[-1].append([part])
    if len(groups) > 1:
        raise ValueError(f"an open {groups[-1].opening}")
    samples = dict.fromkeys(" ".join(sample.split()) for sample in groups[0].current)
    if "" in samples:
        raise ValueError("nothing left when every optional part is left out")
    return tuple(samples)


def _close(groups: list[_Group], bracket: str) -> None:
    if groups[-1].opening != _CLOSES[bracket]:
        raise ValueError(f"a {bracket} without its {_CLOSES[bracket]}")
    group = groups.pop()
    group.next_alternative()
    groups[-1].append(group.finished)


def _divide(groups: list[_Group]) -> None:
    if not groups[-1].opening:
        raise ValueError("a | outside brackets")
    groups[-1].next_alternative()


def refused(samples: Collection[str]) -> list[str]:
    """Return the samples that the platform does not take (platform sheet 4.1)."""
    strange = {word for word in set(" ".join(samples).split(" ")) if not _is_word(word)}
    return [sample for sample in samples if strange and not strange.isdisjoint(sample.split(" "))]


@lru_cache(maxsize=10_000)
def _is_word(text: str) -> bool:
    return _SLOT_OR_WORD.fullmatch(text) is not None


def is_slot_value(text: str) -> bool:
    """Tell whether the platform takes this as a slot value or synonym (platform sheet 4.1)."""
    return len(text) <= 140 and "{" not in text and not refused([text])


def sounds_as(sample: str, slots: Collection[Slot]) -> str:
    """Return the sample with each slot's type for its name: what is alike then cannot be told apart."""
    for slot in slots:
        sample = sample.replace(f"{{{slot.name}}}", f"{{{slot.type}}}")
    return sample
