"""What people answer to the questions of the coach, in the words of some who had never heard it."""

from functools import cache
from pathlib import Path

import pytest

from tests.conversation import Talk

pytestmark = pytest.mark.slow

IN_A_SET = ("start a ten minute class", "wait for me", "wait 60s")
ASKED = {
    "pain_or_work": (*IN_A_SET, "i'm dying here"),
    "straight_or_wait": ("start a ten minute class",),
    "go_on_or_fresh": (*IN_A_SET, "stop", "wait 3h", "open hamstring coach"),
    "restart": (*IN_A_SET, "start over"),
    "yes_no": ("can i train today",),
}
"""How each question is come to."""
PLAINLY = {
    "pain_or_work": {"pain": ("pain",), "work": ("hard work",)},
    "straight_or_wait": {"straight": ("straight through",), "wait": ("wait", "wait for me after each set")},
    "go_on_or_fresh": {"go_on": ("go on",), "fresh": ("start fresh",)},
    "restart": {"set": ("this set",), "class": ("the whole class",)},
    "yes_no": {"yes": ("yes",), "no": ("no",)},
}
"""The words of the question itself."""
OPPOSITE = {"set": "class", "go_on": "fresh", "pain": "work", "no": "yes"}
"""What must not be taken for what costs more."""


def said() -> list[tuple[str, str, tuple[str, ...]]]:
    """Return each question with an answer and what it may mean."""
    lines = Path(__file__).with_name("answers.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(question, answer, tuple(meaning.split("/"))) for question, answer, meaning in rows]


@cache
def done(question: str, answer: str) -> str:
    """Return what the coach does when it has asked that and hears this, and what it does at the word to go on."""
    talk = Talk()
    for line in ASKED[question]:
        talk.wait(line[5:]) if line.startswith("wait ") and line[5].isdigit() else talk.says(line)
    at_once = talk.says(answer)
    talk.wait("3m")
    return f"{at_once} {talk.says('go')}"


@pytest.mark.parametrize("question", ASKED)
def test_most_answers_are_read(question: str) -> None:
    """In whatever words, as what the question offers."""
    mine = [(answer, means) for asked, answer, means in said() if asked == question]
    clear = [(answer, means) for answer, means in mine if set(means) <= set(PLAINLY[question])]
    plain = {meaning: {done(question, way) for way in ways} for meaning, ways in PLAINLY[question].items()}
    missed = [answer for answer, means in clear if all(done(question, answer) not in plain[one] for one in means)]

    assert len(mine) >= 40
    assert len(missed) <= 0.45 * len(clear), missed


@pytest.mark.parametrize("question", ASKED)
def test_no_answer_is_taken_for_what_costs_more(question: str) -> None:
    """No class is started over, nothing put away and no pain gone over, by who said otherwise."""
    wrong = []
    for asked, answer, means in said():
        against = {OPPOSITE[meaning] for meaning in means if meaning in OPPOSITE} - set(means)
        if asked == question and against:
            plain = [way for one in against for way in PLAINLY[question][one]]
            wrong += [answer] if done(question, answer) in {done(question, way) for way in plain} else []
    assert wrong == []
