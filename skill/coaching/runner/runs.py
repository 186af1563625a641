"""Runs to come: what the runner tells of them is remembered, told again, and taken back."""

from collections.abc import Callable
from dataclasses import replace

from skill.coaching.classes import start
from skill.coaching.classes.advice_words import run_words
from skill.coaching.facts.felt import Effort
from skill.coaching.howto import way_back
from skill.coaching.planning.advice import for_class
from skill.coaching.record.log import one_a_day
from skill.coaching.record.record import Progress, Run
from skill.coaching.turn import days
from skill.coaching.turn.reply import ask, preceded, settled
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting, RunToCome, Standing
from skill.coaching.words.phrase import Arg, Phrase
from skill.coaching.words.prompts import Say, say

MOST_KEPT = 6
"""Runs remembered at most."""
MOST_TOLD = 3
"""Runs told in one answer: more than a listener keeps."""
FURTHEST = 366
"""Days ahead that a run is remembered."""


def ahead(moment: Moment) -> Reply:
    """Remember a run to come, and say what it means for the classes before it; without a day, ask for it."""
    day, today = days.said(moment.event, moment.today), moment.today
    if day is None:
        return _which_day(moment)
    if not 0 <= day - today <= FURTHEST:
        return _which_day(moment, say(Say.RUNS_NOT_THAT_DAY))
    run = Run(day, _effort(moment) or Effort.EASY)
    moment = settled(moment) if moment.session.awaiting is Awaiting.RUN_WHEN else moment
    known = remembering(moment, run)
    if no_longer_fits(moment, known):
        return start.announce_anew(known)
    kept = next((run for run in known.progress.runs if run.day == day), None)
    if kept is None:
        return back(known, say(Say.RUNS_TOO_MANY, most=MOST_KEPT))
    return back(known, say(Say.RUNS_NOTED, **run_words(kept, today)), say(_meaning(kept, today)))


def day_or(otherwise: Callable[[Moment], Reply]) -> Callable[[Moment], Reply]:
    """The day of the run just told of, where an event names one; otherwise what it means elsewhere."""

    def action(moment: Moment) -> Reply:
        named = days.said(moment.event, moment.today) is not None
        return ahead(moment) if named else otherwise(moment)

    return action


def known(moment: Moment) -> Reply:
    """What runs to come are remembered, soonest first; those of one kind where that is asked."""
    coming = _coming(moment)
    coming = tuple(run for run in coming if run.effort is moment.event.run) or coming
    if not coming:
        return way_back.back(moment, say(Say.RUNS_NONE))
    key = Say.RUNS_KNOWN if len(coming) <= MOST_TOLD else Say.RUNS_NEXT
    return way_back.back(moment, say(key, runs=_listed(moment, coming)))


def off(moment: Moment) -> Reply:
    """Forget a run to come: the one named, or the only one there is."""
    coming, effort, day = _coming(moment), moment.event.run, days.said(moment.event, moment.today)
    meant = [run for run in coming if effort in (None, run.effort) and day in (None, run.day)]
    if not coming:
        return way_back.back(moment, say(Say.RUNS_NONE))
    if not meant or (len(coming) > 1 and effort is None and day is None):
        return way_back.back(moment, say(Say.RUNS_WHICH, runs=_listed(moment, coming)))
    runs = tuple(run for run in moment.progress.runs if run != meant[0])
    known = replace(moment, progress=replace(moment.progress, runs=runs))
    said = say(Say.RUNS_OFF, **run_words(meant[0], moment.today))
    if no_longer_fits(moment, known):
        return preceded(known, start.announce_anew(known), said)
    return back(known, said)


def _coming(moment: Moment) -> tuple[Run, ...]:
    return tuple(run for run in moment.progress.runs if run.day >= moment.today)


def _listed(moment: Moment, runs: tuple[Run, ...]) -> tuple[Arg, ...]:
    return tuple(say(Say.RUNS_ONE, **run_words(run, moment.today)) for run in runs[:MOST_TOLD])


def _effort(moment: Moment) -> Effort | None:
    """The effort said now, or when the day was asked for."""
    about = moment.session.standing.about
    return moment.event.run or (about.effort if isinstance(about, RunToCome) else None)


def _which_day(moment: Moment, *said: Phrase) -> Reply:
    """Ask for the day of a run, twice at most; before and in a class it has to be said in one sentence."""
    if before_or_in_class(moment):
        return way_back.back(moment, *(said or (say(Say.RUNS_SAY_DAY),)))
    asked = moment.session.awaiting is Awaiting.RUN_WHEN
    if asked and moment.session.misses:
        return back(moment, say(Say.RUNS_NO_DAY))
    return ask(
        moment,
        *said,
        question=say(Say.RUNS_WHICH_DAY),
        awaiting=Awaiting.RUN_WHEN,
        about=RunToCome(_effort(moment)),
        misses=int(asked),
    )


def _meaning(run: Run, today: int) -> Say:
    """What a run to come means for the classes from today on."""
    ahead = run.day - today
    if run.effort is Effort.EASY:
        return Say.RUNS_MEAN_RUN_FIRST
    if ahead == 0 and run.effort is not Effort.RACE:
        return Say.RUNS_MEAN_REST_AFTER
    if ahead < 2:
        return Say.RUNS_MEAN_LIGHT_TODAY
    if run.effort is Effort.RACE:
        return next(key for upto, key in _BEFORE_RACE if ahead <= upto)
    return Say.RUNS_MEAN_EASE if ahead == 2 else Say.RUNS_MEAN_DAY_BEFORE


_BEFORE_RACE = (
    (6, Say.RUNS_MEAN_RACE_SOON),
    (14, Say.RUNS_MEAN_LAST_HARD),
    (FURTHEST, Say.RUNS_MEAN_RACE_LATER),
)
"""Days ahead up to which a race means which."""


# what is remembered


def remembered(progress: Progress, run: Run, today: int) -> Progress:
    """The progress with one more run: one a day, the harder wins; easy ones and then the furthest give way."""
    if run.day < today - 1:
        return progress
    runs = [known for known in one_a_day((*progress.runs, run)) if known.day >= today - 1]
    kept = sorted(runs, key=lambda known: (known.effort is Effort.EASY, known.day))[:MOST_KEPT]
    return replace(progress, runs=tuple(sorted(kept, key=lambda known: known.day)))


def remembering(moment: Moment, run: Run) -> Moment:
    """The moment with one more run remembered."""
    return replace(moment, progress=remembered(moment.progress, run, moment.today))


def no_longer_fits(before: Moment, now: Moment) -> bool:
    """Whether a class is announced that what was told makes another one."""
    if now.session.awaiting is not Awaiting.START:
        return False
    was, is_ = for_class(before.progress, before.today), for_class(now.progress, now.today)
    return (was.light, was.gentle) != (is_.light, is_.gentle)


def back(moment: Moment, *said: Phrase) -> Reply:
    """Say it and return to where the runner was; no day is asked for and no class offered any more."""
    if moment.session.awaiting is Awaiting.RUN_WHEN:
        moment = settled(moment)
    if moment.session.awaiting is Awaiting.CLASS_OFFER:
        moment = replace(moment, session=replace(moment.session, standing=Standing()))
    return way_back.back(moment, *said)


def before_or_in_class(moment: Moment) -> bool:
    """Whether a class is announced or stands open: nothing else is asked or offered then."""
    return moment.session.awaiting is Awaiting.START or moment.session.awaiting.in_class
