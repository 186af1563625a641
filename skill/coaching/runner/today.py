"""Whether to train today, and what a run that is done means for it; a run told of is remembered first."""

from dataclasses import replace

from skill.coaching.classes import safety, start
from skill.coaching.classes.advice_words import reason, run_words
from skill.coaching.facts.felt import Effort, Felt, Intensity
from skill.coaching.howto import way_back
from skill.coaching.planning.advice import Advice, advice, next_good_day, run_behind
from skill.coaching.record.record import WEEK, ClassDone, Run, Wish
from skill.coaching.runner.runs import FURTHEST, back, before_or_in_class, no_longer_fits, remembering
from skill.coaching.turn import days
from skill.coaching.turn.reply import ask, settled
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting, Offer
from skill.coaching.words.phrase import Phrase
from skill.coaching.words.prompts import Say, say

# whether to train


def can_i_train(moment: Moment) -> Reply:
    """Whether to train today, or on the day named; a run told of in the same sentence is remembered first."""
    run = _told(moment)
    known = remembering(moment, run) if run else moment
    if known.is_locked:
        return safety.not_today(known)
    if no_longer_fits(moment, known):
        return start.announce_anew(known)
    day = moment.event.day
    if day is not None and day > moment.today and moment.event.run is None:
        return _another_day(moment, day)
    if _is_hard(moment.event.run) and day is None:
        return back(known, say(Say.TODAY_BEFORE_HARD_RUN))
    return _today(known, _found(known), *_noted_aside(known, run))


def _told(moment: Moment) -> Run | None:
    """The run told of with its day; None where one is missing, or the day is too far away to matter."""
    day, effort = moment.event.day, moment.event.run
    if day is None or effort is None or not -1 <= day - moment.today <= FURTHEST:
        return None
    return Run(day, effort)


def _is_hard(effort: Effort | None) -> bool:
    return effort in (Effort.HARD, Effort.LONG, Effort.RACE)


def _found(moment: Moment) -> Advice:
    """The advice for today; yesterday, named without a run, is a day that the runner trained on."""
    event, progress = moment.event, moment.progress
    if event.day == moment.today - 1 and event.run is None:
        progress = replace(progress, log=(*progress.log, ClassDone(event.day, minutes=1)))
    found = advice(progress, moment.today, event.sore)
    return Advice.AFTER_EASY_RUN if found is Advice.YES and event.run is Effort.EASY else found


def _noted_aside(moment: Moment, run: Run | None) -> tuple[Phrase, ...]:
    """The run just told of, where the advice for today will not name it."""
    if run is None or run.day <= moment.today or run_behind(_found(moment), moment.progress, moment.today) == run:
        return ()
    return (say(Say.RUNS_NOTED, **run_words(run, moment.today)),)


def _today(moment: Moment, found: Advice, *first: Phrase) -> Reply:
    """The answer, and the class that goes with it; how sore the runner is goes no further."""
    moment = replace(moment, event=replace(moment.event, sore=None))
    said = say(
        _ANSWERS[found],
        reason=reason(found, moment.progress, moment.today, moment.today),
        day=days.named(next_good_day(moment.progress, moment.today), moment.today),
    )
    if before_or_in_class(moment) or not (found.good or found in _LIGHT_OFFERED):
        return back(moment, *first, said)
    offered = moment.session.standing.about
    good = offered if isinstance(offered, Offer) else Offer()
    offer = good if found.good else Offer(Wish(intensity=Intensity.LIGHT))
    question = say(Say.CLASS_OFFER if found.good else Say.TODAY_OFFER_LIGHT)
    return ask(moment, *first, said, question=question, awaiting=Awaiting.CLASS_OFFER, about=offer)


_ANSWERS = {
    Advice.REST_DAY: Say.TODAY_REST,
    Advice.RACE_TODAY: Say.TODAY_RACE,
    Advice.HARD_RUN_TOMORROW: Say.TODAY_BEFORE_RUN,
    Advice.HARD_RUN_TODAY: Say.TODAY_AFTER_HARD_RUN,
    Advice.RACE_SOON: Say.TODAY_RACE_SOON,
    Advice.VERY_SORE: Say.TODAY_VERY_SORE,
    Advice.STIFF: Say.TODAY_STIFF,
    Advice.EASE: Say.TODAY_EASE,
    Advice.LAST_HARD: Say.TODAY_LAST_HARD,
    Advice.AFTER_EASY_RUN: Say.TODAY_AFTER_EASY_RUN,
    Advice.YES: Say.TODAY_YES,
}
_LIGHT_OFFERED = (Advice.RACE_TODAY, Advice.HARD_RUN_TOMORROW, Advice.RACE_SOON, Advice.STIFF)
"""Where five easy minutes do no harm at once; after a hard run they come much later."""


def _another_day(moment: Moment, day: int) -> Reply:
    """Whether to train on a day to come, as far as runs are known."""
    found, today = advice(moment.progress, day), moment.today
    if found.good:
        return back(moment, say(Say.TODAY_ANOTHER_DAY, when=days.on(day, today)))
    said = say(
        Say.TODAY_NOT_THAT_DAY,
        when=days.on(day, today),
        reason=reason(found, moment.progress, day, today),
        day=days.named(next_good_day(moment.progress, day), today),
    )
    return back(moment, said)


# a run that is done


def ran(moment: Moment) -> Reply:
    """Remember a run; ask only how hard today's was, and say what it means for a class."""
    day, effort = _day_run(moment), moment.event.run
    if effort is None and day == moment.today:
        return _easy_or_hard(moment)
    moment = settled(moment) if moment.session.awaiting is Awaiting.RUN else moment
    known = remembering(moment, Run(day, effort)) if effort else moment
    if no_longer_fits(moment, known):
        return start.announce_anew(known)
    known = replace(known, event=replace(known.event, run=None, day=None))
    if effort is Effort.RACE and day == moment.today and not moment.is_locked:
        return back(known, say(Say.TODAY_AFTER_RACE))
    return can_i_train(known)


def _day_run(moment: Moment) -> int:
    """The day of a run that is done: today where none is named; a weekday to come is the one just gone."""
    day, today = moment.event.day, moment.today
    if day is None:
        return today
    return day if day <= today else today - (today - day) % WEEK


def _easy_or_hard(moment: Moment) -> Reply:
    if moment.session.awaiting.in_class:
        return way_back.back(moment, say(Say.RUN_LATER))
    return ask(moment, question=say(Say.RUN_EASY_OR_HARD), awaiting=Awaiting.RUN)


def how_run_felt(moment: Moment) -> Reply:
    """The answer to "easy or hard"."""
    effort = Effort.EASY if moment.event.felt in (Felt.EASY, Felt.GOOD) else Effort.HARD
    return ran(replace(moment, event=replace(moment.event, run=moment.event.run or effort)))


def run_unclear(moment: Moment) -> Reply:
    """Yes to "easy or hard"."""
    return ask(moment, question=say(Say.RUN_EASY_OR_HARD), awaiting=Awaiting.RUN)
