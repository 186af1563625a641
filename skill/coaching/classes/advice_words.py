"""The reasons for today's advice, in words."""

from typing import assert_never

from skill.coaching.facts.felt import Effort
from skill.coaching.planning.advice import Advice, run_behind
from skill.coaching.record.record import Progress, Run
from skill.coaching.turn import days
from skill.coaching.turn.state import Moment
from skill.coaching.words.phrase import Arg, Phrase
from skill.coaching.words.prompts import Say, say


def why(found: Advice, moment: Moment, *, full: bool = False) -> tuple[Phrase, ...]:
    """What to say before a class is announced; `full` is a class that stays full because the runner wants it."""
    if found is Advice.REST_DAY:
        return (say(Say.TODAY_TOO_SOON),)
    key = _SO.get(found)
    if found.light:
        key = Say.TODAY_SO_RATHER_LIGHT if full else Say.TODAY_SO_LIGHT
    return (say(key, reason=reason(found, moment.progress, moment.today, moment.today)),) if key else ()


_SO = {Advice.EASE: Say.TODAY_SO_GENTLE, Advice.LAST_HARD: Say.TODAY_SO_LAST_HARD}


def reason(found: Advice, progress: Progress, day: int, today: int) -> Phrase:
    """Why that is the advice for a day, said today: the run behind it, else a class too short ago."""
    run = run_behind(found, progress, day)
    if run is None:
        return say(Say.TODAY_BECAUSE_TRAINED)
    key = Say.TODAY_BECAUSE_RUN_TODAY if run.day == today else Say.TODAY_BECAUSE_RUN
    return say(key, **run_words(run, today))


def run_words(run: Run, today: int) -> dict[str, Arg]:
    """A run from today on as arguments of a phrase: what it is, and when."""
    return {"run": say(_named(run.effort)), "when": days.on(run.day, today)}


def _named(effort: Effort) -> Say:
    """The name of such a run."""
    match effort:
        case Effort.EASY:
            return Say.RUNS_EASY
        case Effort.HARD:
            return Say.RUNS_HARD
        case Effort.LONG:
            return Say.RUNS_LONG
        case Effort.RACE:
            return Say.RUNS_RACE
        case _:
            assert_never(effort)
