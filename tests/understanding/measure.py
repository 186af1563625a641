"""Measures the console's understanding: accuracy by group, and what was taken for what.

`python -m tests.understanding.measure` prints the table; the tests hold the goals.
"""

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from skill.app import load_content
from skill.console.console import Console
from skill.console.ear.hearing import Hearing
from skill.console.ear.meaning import FALLBACK
from skill.console.ear.recogniser import HeardSlot, Recogniser, Understood

Ear: TypeAlias = Recogniser | Hearing

HERE = Path(__file__).parent
MODELS = HERE.parents[1] / "interaction_model"
OFF_TOPIC = "off-topic"
TODAY = date(2026, 1, 5)
"""A Monday, on which everything here is said."""
PHRASINGS = {
    "hundred": "the 100 of the coaching facts",
    "tuning": "tuned on",
    "held_out": "held out",
    "out_of_domain": "out of domain",
}


@dataclass(frozen=True)
class Phrasing:
    """Something said, and what is expected of it."""

    group: str
    said: str
    intents: tuple[str, ...]
    """Any of these is right: they lead to the same event or the same answer."""
    exercises: tuple[str, ...]
    """Any of these is right: ids joined by +, `none` or `unknown`."""


@dataclass(frozen=True)
class Result:
    """A phrasing and what it was taken for."""

    phrasing: Phrasing
    understood: Understood

    @property
    def right(self) -> bool:
        """Intent and exercise are as expected."""
        heard = exercise_in(self.understood)
        return self.understood.intent in self.phrasing.intents and heard in self.phrasing.exercises


def read_phrasings(name: str) -> list[Phrasing]:
    """The phrasings of a data file."""
    data = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    return list(_phrasings(data))


def _phrasings(data: dict[str, dict[str, dict[str, list[str]] | list[str]]]) -> Iterator[Phrasing]:
    for group, entries in data.items():
        for intent, by_exercise in entries.items():
            if isinstance(by_exercise, list):
                by_exercise = {"none": by_exercise}
            for exercise, sentences in by_exercise.items():
                intents, exercises = tuple(intent.split("|")), tuple(exercise.split("|"))
                yield from (Phrasing(group, said, intents, exercises) for said in sentences)


def exercise_in(understood: Understood) -> str:
    """The exercises heard, in the notation of the data files."""
    heard = [slot for slot in understood.slots if slot.type == "Exercise"]
    if not heard:
        return "none"
    return "+".join("|".join(match.id for match in slot.matches) or "unknown" for slot in heard)


def measure(ear: Ear, name: str) -> list[Result]:
    """What each phrasing of a data file is taken for."""
    return [Result(phrasing, ear.understand(phrasing.said, TODAY)) for phrasing in read_phrasings(name)]


@dataclass(frozen=True)
class Blind:
    """A set written by somebody who knew the README and the names of the groups alone: heard once."""

    name: str
    first_sight: str
    """The day, and what came of it."""
    said: tuple[tuple[str, str], ...]
    """Each group with a sentence."""


def blind_sets() -> Iterator[Blind]:
    """The sets, in the order in which they were heard."""
    for file in sorted(HERE.glob("blind_*.tsv")):
        first_sight, *rows = file.read_text("utf-8").splitlines()
        groups = (row.split("\t") for row in rows)
        yield Blind(file.stem, first_sight.removeprefix("# "), tuple((group, said) for group, said in groups))


def serving() -> dict[str, set[str]]:
    """The intents that serve each group, as the other data files have them; off topic serves none."""
    groups: dict[str, set[str]] = {OFF_TOPIC: {FALLBACK}}
    for name in ("hundred", "tuning", "held_out"):
        for phrasing in read_phrasings(name):
            groups.setdefault(phrasing.group, set()).update(phrasing.intents)
    return groups


def blindly(ear: Ear, blind: Blind) -> str:
    """How much of a set is right now, by group."""
    serves = serving()
    right, all_ = Counter[str](), Counter(group for group, _ in blind.said)
    for group, said in blind.said:
        right[group] += ear.understand(said, TODAY).intent in serves[group]
    on = sum(all_.values()) - all_[OFF_TOPIC]
    share = (right.total() - right[OFF_TOPIC]) / on
    by_group = ", ".join(f"{group} {right[group]}/{all_[group]}" for group in all_)
    return f"{blind.name}, now {share:.1%} of {on}. {blind.first_sight}\n    {by_group}"


@dataclass(frozen=True)
class Told:
    """What is told in a sentence, and what was heard: the intent, and what each slot means."""

    said: str
    expected: dict[str, str]
    heard: dict[str, str]

    @property
    def right(self) -> bool:
        """Intent and slots are as expected."""
        return self.heard == self.expected


def told(ear: Ear) -> list[Told]:
    """What is heard of each sentence of told.toml."""
    data = tomllib.loads((HERE / "told.toml").read_text(encoding="utf-8"))
    return [Told(said, expected, _meant(ear.understand(said, TODAY))) for said, expected in data.items()]


def _meant(understood: Understood) -> dict[str, str]:
    return {"intent": understood.intent, **{slot.name: _meaning(slot) for slot in understood.slots}}


def _meaning(slot: HeardSlot) -> str:
    """The ids of what it may mean; of Amazon's types the value."""
    return "|".join(match.id for match in slot.matches) or slot.value


def accuracy(results: Sequence[Result | Told]) -> float:
    """The share of results that are right."""
    return sum(result.right for result in results) / len(results)


def load_recogniser(locale: str = "en-US") -> Recogniser:
    """The console's ear for letters with the generated model of a locale."""
    model = json.loads((MODELS / f"{locale}.json").read_text(encoding="utf-8"))
    return Recogniser(model, load_content().language_of(locale).listening)


def load_hearing(locale: str = "en-US") -> Hearing:
    """The console's whole ear for a locale; by letters alone where the extra is missing."""
    return Console(load_content(), lambda _: {}).hearing(locale)


def report(ear: Ear) -> Iterator[str]:
    """The table: accuracy by data file and group, then everything that was not understood as expected."""
    for name, title in PHRASINGS.items():
        results = measure(ear, name)
        yield f"{title}: {accuracy(results):.1%} of {len(results)}"
        for group in dict.fromkeys(result.phrasing.group for result in results):
            of_group = [result for result in results if result.phrasing.group == group]
            yield f"  {group:20} {accuracy(of_group):7.1%} of {len(of_group)}"
        yield from (f"    {line}" for line in confusions(results))
    yield from (blindly(ear, blind) for blind in blind_sets())
    heard = told(ear)
    yield f"runs, days and classes told, held out: {accuracy(heard):.1%} of {len(heard)}"
    yield from (f'    "{one.said}" {one.heard}, not {one.expected}' for one in heard if not one.right)


def confusions(results: list[Result]) -> Iterator[str]:
    """What was expected, what was understood instead, and by which words."""
    wrong = [result for result in results if not result.right]
    pairs = Counter(("|".join(r.phrasing.intents), r.understood.intent) for r in wrong)
    for (expected, found), count in pairs.most_common():
        yield f"{expected} -> {found}: {count}"
        for result in wrong:
            if ("|".join(result.phrasing.intents), result.understood.intent) == (expected, found):
                yield f'  "{result.phrasing.said}" {exercise_in(result.understood)} {result.understood.score}'


if __name__ == "__main__":
    for ear in (load_recogniser(), load_hearing()):
        print(type(ear).__name__)  # noqa: T201
        print("\n".join(report(ear)))  # noqa: T201
