"""What is said of the body in a counted set, in the words of people who had never seen the samples."""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from tests.conversation import Talk

pytestmark = pytest.mark.slow

COUNTING = re.compile(r"\b(Two|Three) \(pause")
GRAVE = ("emergency", "stop", "hold")


@cache
def said() -> dict[str, list[str]]:
    """Return the sentences by what must come of them."""
    sentences = defaultdict(list)
    for line in Path(__file__).with_name("body.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            sentence, must = line.split("\t")
            sentences[must].append(sentence)
    return dict(sentences)


@cache
def heard(sentence: str) -> tuple[str, bool]:
    """Return what is answered to a sentence in a set, and whether the class is still there."""
    talk = Talk()
    talk.says("start a ten minute class")
    talk.says("wait for me")
    talk.wait("3m")
    talk.says("go")
    talk.wait("40s")
    return talk.says(sentence), talk.is_open


def brings_the_number(sentence: str) -> bool:
    """Tell whether the emergency number is named."""
    return "emergency number" in heard(sentence)[0]


@pytest.mark.parametrize("must", GRAVE)
def test_nothing_is_counted_after_a_warning(must: str) -> None:
    """Whatever is wrong, and however it is said, "three, two, one" never follows."""
    assert [sentence for sentence in said()[must] if COUNTING.search(heard(sentence)[0])] == []


def test_emergencies_bring_the_number() -> None:
    """Nearly all in any words; what is left holds the class, and asks."""
    missed = [sentence for sentence in said()["emergency"] if not brings_the_number(sentence)]
    assert len(missed) <= 0.1 * len(said()["emergency"]), missed


@pytest.mark.parametrize(("must", "most"), [("answer", 0.1), ("carry_on", 0.1)])
def test_what_is_no_complaint_does_not_end_a_class(must: str, most: float) -> None:
    """Questions, the past, others and denials hardly ever close it."""
    closed = [sentence for sentence in said()[must] if not heard(sentence)[1]]
    assert len(closed) <= most * len(said()[must]), closed
