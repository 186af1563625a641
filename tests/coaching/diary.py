"""The diary of one simulated runner, in plain sentences: what was announced, and what was done.

Run as `python -m tests.storage.diary [WEEKS]`; twelve weeks where none are given.
"""

import sys

from skill.coaching.facts.exercise import Counting, Level, Rung
from skill.coaching.facts.felt import Felt
from skill.coaching.record.record import ExerciseDone
from skill.coaching.words.names import exercise_name
from skill.coaching.words.phrase import Arg, Count, Span
from skill.coaching.words.prompts import Say, say
from tests.coaching.every import LIBRARY, PHRASEBOOK
from tests.coaching.runners import Day, Runner, days_of, now_and_then_hard

RUNNER = Runner(Level.BEGINNER, 15, course="nordic", every=(2, 3, 3, 4), mood=now_and_then_hard, seed=11)
"""New to it, with fifteen minutes, nothing at hand, and Nordics in mind."""


def entry(found: Day) -> str:
    """A day of the diary."""
    week, day = divmod(found.day, 7)
    done = "; ".join(_done(exercise) for exercise in found.after.log[-1].exercises)
    return f"Week {week + 1}, day {day + 1}. {found.said}\n    Done: {done}."


def _done(done: ExerciseDone) -> str:
    rung = Rung.parse(done.exercise)
    is_hold = LIBRARY.exercise(rung.exercise).counting is Counting.HOLD
    amount = _text(Span(done.reps)) if is_hold else str(done.reps)
    sets, hard = _text(Count(done.sets, "set")), " (hard)" if done.felt is Felt.HARD else ""
    return f"{_text(exercise_name(done.exercise))}, {sets} of {amount}{hard}"


def _text(arg: Arg) -> str:
    return PHRASEBOOK.text(say(Say.CLASS_NUMBER, number=arg)).lower()


if __name__ == "__main__":
    for found in days_of(RUNNER, int(sys.argv[1]) if len(sys.argv) > 1 else 12):
        print(entry(found))  # noqa: T201
