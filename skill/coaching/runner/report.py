"""How the runner is doing: classes, weeks in a row, bests, what has grown since the first weeks. Never blame."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from skill.coaching.classes import course_words, resume
from skill.coaching.facts.exercise import Counting, Rung, Sides
from skill.coaching.howto.way_back import back, unclear
from skill.coaching.record.log import classes_this_week, streak_in_weeks
from skill.coaching.record.record import WEEK, ClassDone, ExerciseDone, Progress
from skill.coaching.turn.events import Aspect, EventKind
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting
from skill.coaching.words.names import exercise_name
from skill.coaching.words.phrase import Arg, Count, Phrase
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout import under_way

MOST_BESTS = 3
"""Bests named in one answer: more than a listener keeps."""
MOST_GAINS = 2
"""Exercises named that have grown."""
RECENT = 14
"""Days up to which a class is told with its date unasked."""
SPANS = ((730, 365, "year"), (61, 30, "month"), (14, 7, "week"), (0, 1, "day"))
"""Days from which a length of time is told in a unit, and the days in one."""


def answer(moment: Moment) -> Reply:
    """What is asked of the runner's progress: one side of it, one exercise, or how it is going overall."""
    up_to_now = replace(moment, progress=under_way.left(moment))
    progress, aspect = up_to_now.progress, moment.event.aspect
    named = moment.event.exercises[0] if moment.event.exercises else None
    if named and aspect in _OF_EXERCISE:
        done = [id_ for id_ in named.ids if _rung(progress, id_)]
        id_ = done[0] if len(done) == 1 else named.id
        return _of_exercise(moment, up_to_now, id_) if id_ else unclear(moment, named, EventKind.PROGRESS)
    if not progress.classes and not (progress.log and aspect in (Aspect.LAST, Aspect.BEST)):
        return _nothing_yet(moment)
    return back(moment, *_ANSWERS[aspect](up_to_now))


def _nothing_yet(moment: Moment) -> Reply:
    """Nothing done so far: offer a class, unless something is under way."""
    free = (Awaiting.NOTHING, Awaiting.CLASS_OFFER)
    if moment.session.awaiting not in free or moment.progress.workout or moment.is_locked:
        return back(moment, say(Say.PROGRESS_NONE))
    return resume.offered(moment, say(Say.PROGRESS_NONE))


# the whole of it


def _overall(moment: Moment) -> tuple[Phrase, ...]:
    weeks = streak_in_weeks(moment.progress, moment.today)
    streak = (say(Say.PROGRESS_STREAK, weeks=Count(weeks, "week")),) if weeks > 1 else ()
    gains = _gains(moment, moment.progress.marks)
    newest = (say(Say.PROGRESS_SINCE, gain=gains[0]),) if gains else _last_class(moment)
    return _so_far(moment), *streak, *newest, *course_words.where(moment)[:1]


def _so_far(moment: Moment) -> Phrase:
    total, week = moment.progress.classes, len(classes_this_week(moment.progress, moment.today))
    if not 0 < week < total:
        return _in_all(moment.progress)
    return say(Say.PROGRESS_CLASSES, total=Count(total, "class"), week=week)


def _in_all(progress: Progress) -> Phrase:
    return say(Say.PROGRESS_TOTAL, total=Count(progress.classes, "class"))


def _last_class(moment: Moment) -> tuple[Phrase, ...]:
    """What was in the last class, and when it was if that is not long ago."""
    entry = next((entry for entry in reversed(moment.progress.log) if entry.minutes), None)
    if entry is None:
        return ()
    if moment.today - entry.day >= RECENT:
        return (say(Say.PROGRESS_LAST_WAS, exercises=_names(entry)),)
    return (say(Say.PROGRESS_LAST, when=_ago(entry.day, moment.today), exercises=_names(entry)),)


def last_exercises(moment: Moment) -> tuple[Arg, ...]:
    """The names of what was done in the last class."""
    entry = next((entry for entry in reversed(moment.progress.log) if entry.minutes), None)
    return _names(entry) if entry else ()


# one side of it


def _last(moment: Moment) -> tuple[Phrase, ...]:
    entry = moment.progress.log[-1]
    when = _ago(entry.day, moment.today)
    return say(Say.PROGRESS_TRAINED, when=when, exercises=_names(entry)), _sets((entry,))


def _week(moment: Moment) -> tuple[Phrase, ...]:
    classes = classes_this_week(moment.progress, moment.today)
    if not classes:
        return say(Say.PROGRESS_WEEK_NONE), _in_all(moment.progress)
    good = say(Say.PROGRESS_WEEK_GOOD) if len(classes) == 1 else _sets(classes)
    return say(Say.PROGRESS_WEEK, week=Count(len(classes), "class")), good


def _streak(moment: Moment) -> tuple[Phrase, ...]:
    weeks = streak_in_weeks(moment.progress, moment.today)
    if not weeks:
        return say(Say.PROGRESS_STREAK_NEW), _in_all(moment.progress)
    done = classes_this_week(moment.progress, moment.today)
    key = Say.PROGRESS_STREAK_NEXT_WEEK if done else Say.PROGRESS_STREAK_THIS_WEEK
    return say(Say.PROGRESS_STREAK_IS, weeks=Count(weeks, "week")), say(key, weeks=weeks + 1)


def _total(moment: Moment) -> tuple[Phrase, ...]:
    first = moment.progress.first_day
    if first is None or moment.today - first < RECENT:
        return (_in_all(moment.progress),)
    return _in_all(moment.progress), say(Say.PROGRESS_BEGAN, when=_ago(first, moment.today))


def _bests(moment: Moment) -> tuple[Phrase, ...]:
    """The best sets of the exercises done most."""
    progress = moment.progress
    often = sorted(progress.met, key=lambda id_: -progress.met[id_])
    rungs = [rung for id_ in often if (rung := _rung(progress, id_)) and _best_reps(progress, rung)]
    if len(rungs) < 2:
        return (_best(moment, rungs[0]) if rungs else say(Say.PROGRESS_BESTS_NONE),)
    return (say(Say.PROGRESS_BESTS, bests=tuple(_best_of(moment, rung) for rung in rungs[:MOST_BESTS])),)


def _change(moment: Moment) -> tuple[Phrase, ...]:
    """What has grown most, and over how much training."""
    progress = moment.progress
    classes, gains = Count(progress.classes, "class"), _gains(moment, progress.marks)[:MOST_GAINS]
    if not gains:
        return (say(Say.PROGRESS_CHANGE_NONE, classes=classes),)
    days = progress.log[-1].day - (progress.first_day or 0)
    if days < WEEK:
        return (say(Say.PROGRESS_CHANGE_SOON, classes=classes, gains=gains),)
    return (say(Say.PROGRESS_CHANGE, classes=classes, time=_span(days), gains=gains),)


_ANSWERS: dict[Aspect | None, Callable[[Moment], tuple[Phrase, ...]]] = {
    None: _overall,
    Aspect.LAST: _last,
    Aspect.WEEK: _week,
    Aspect.STREAK: _streak,
    Aspect.TOTAL: _total,
    Aspect.BEST: _bests,
    Aspect.CHANGE: _change,
}


# one exercise


def _of_exercise(moment: Moment, up_to_now: Moment, id_: str) -> Reply:
    """How it is going with an exercise, with the class under way counted in; one never done is offered."""
    exercise, rung = moment.library.exercise(id_), _rung(up_to_now.progress, id_)
    if rung is None:
        return back(moment, say(Say.PROGRESS_NOT_DONE, exercise=exercise_name(id_)), exercise=exercise)
    return back(moment, *_OF_EXERCISE[moment.event.aspect](up_to_now, rung))


def _change_on(moment: Moment, rung: str) -> tuple[Phrase, ...]:
    """Whether it has grown, and the last dose."""
    gains, found = _gains(moment, (rung,)), _latest(moment.progress, rung)
    last = (say(Say.PROGRESS_LAST_DOSE, dose=_dose(moment, found[1])),) if found else ()
    if gains:
        return say(Say.PROGRESS_SINCE, gain=gains[0]), *last
    return say(Say.PROGRESS_NO_CHANGE_ON, exercise=exercise_name(rung)), *last


def _last_on(moment: Moment, rung: str) -> tuple[Phrase, ...]:
    found = _latest(moment.progress, rung)
    if found is None:
        return (_best(moment, rung),)
    entry, done = found
    when = _ago(entry.day, moment.today)
    return (say(Say.PROGRESS_LAST_ON, exercise=exercise_name(rung), when=when, dose=_dose(moment, done)),)


def _best_on(moment: Moment, rung: str) -> tuple[Phrase, ...]:
    return (_best(moment, rung),)


_OF_EXERCISE: dict[Aspect | None, Callable[[Moment, str], tuple[Phrase, ...]]] = {
    None: _change_on,
    Aspect.CHANGE: _change_on,
    Aspect.LAST: _last_on,
    Aspect.BEST: _best_on,
}
"""What can be asked of one exercise; the rest is about whole classes."""


# what the record says


def _rung(progress: Progress, id_: str) -> str | None:
    """An exercise in the variant done last; None where the record has none of it."""
    log = (done.exercise for entry in reversed(progress.log) for done in entry.exercises)
    marks = sorted(progress.marks, key=lambda rung: -progress.marks[rung].day)
    return next((rung for rung in (*log, *marks) if Rung.parse(rung).exercise == id_), None)


def _latest(progress: Progress, rung: str) -> tuple[ClassDone, ExerciseDone] | None:
    """The last class in the log with an exercise, and what was done of it."""
    found = (
        (entry, done) for entry in reversed(progress.log) for done in entry.exercises if done.exercise == rung
    )
    return next(found, None)


def _best_reps(progress: Progress, rung: str) -> int:
    """The most reps in a set; 0 where none went well yet."""
    return progress.marks[rung].best if rung in progress.marks else 0


def _gains(moment: Moment, rungs: Iterable[str]) -> tuple[Phrase, ...]:
    """The exercises that have grown since the first class with each, by the share, the largest first."""
    known = (rung for rung in rungs if rung in moment.progress.marks)
    gains = sorted((_gain(moment, rung) for rung in known), key=lambda gain: -gain[0])
    return tuple(phrase for share, phrase in gains if share > 1)


def _gain(moment: Moment, rung: str) -> tuple[float, Phrase]:
    """How many times the reps, or the sets, of the first class an exercise has come to, and that in words."""
    progress, name = moment.progress, exercise_name(rung)
    first = progress.marks[rung]
    classes = (entry for entry in progress.log if not entry.light)
    sets = max((done.sets for entry in classes for done in entry.exercises if done.exercise == rung), default=0)
    reps, more_sets = first.best / max(first.reps, 1), sets / max(first.sets, 1)
    if reps >= more_sets:
        return reps, say(Say.PROGRESS_GAIN, exercise=name, first=first.reps, now=_reps(moment, rung, first.best))
    return more_sets, say(Say.PROGRESS_GAIN, exercise=name, first=first.sets, now=Count(sets, "set"))


# in words


def _best(moment: Moment, rung: str) -> Phrase:
    name, best = exercise_name(rung), _best_reps(moment.progress, rung)
    if not best:
        return say(Say.PROGRESS_BEST_NONE, exercise=name)
    first, reps = moment.progress.marks[rung].reps, _reps(moment, rung, best)
    if best <= first:
        return say(Say.PROGRESS_BEST, exercise=name, reps=reps)
    return say(Say.PROGRESS_BEST_UP, exercise=name, reps=reps, first=first)


def _best_of(moment: Moment, rung: str) -> Arg:
    reps = _reps(moment, rung, _best_reps(moment.progress, rung))
    return say(Say.PROGRESS_BEST_OF, exercise=exercise_name(rung), reps=reps)


def _dose(moment: Moment, done: ExerciseDone) -> Phrase:
    if done.legs:
        right, left = done.legs
        return say(Say.PROGRESS_DOSE_LEGS, sets=Count(done.sets, "set"), right=right, left=left)
    key = Say.PROGRESS_DOSE if done.sets == 1 else Say.PROGRESS_DOSE_UP_TO
    return say(key, sets=Count(done.sets, "set"), reps=_reps(moment, done.exercise, done.reps))


def _reps(moment: Moment, rung: str, number: int) -> Phrase:
    """Reps, or seconds; of an exercise for one leg, with each leg."""
    exercise = moment.library.exercise(Rung.parse(rung).exercise)
    key = Say.CLASS_DOSE if exercise.sides is Sides.BOTH else Say.CLASS_DOSE_EACH_LEG
    return say(key, reps=Count(number, "second" if exercise.counting is Counting.HOLD else "rep"))


def _sets(classes: Iterable[ClassDone]) -> Phrase:
    number = sum(done.sets for entry in classes for done in entry.exercises)
    return say(Say.PROGRESS_SETS, sets=Count(number, "set"))


def _names(entry: ClassDone) -> tuple[Arg, ...]:
    return tuple(exercise_name(done.exercise) for done in entry.exercises)


def _ago(day: int, today: int) -> Phrase:
    days = today - day
    if days < 2:
        return say(Say.DAY_YESTERDAY if days == 1 else Say.DAY_TODAY)
    return say(Say.DAYS_AGO, days=_span(days))


def _span(days: int) -> Count:
    """A length of time in its largest unit."""
    size, unit = next((size, unit) for least, size, unit in SPANS if days >= least)
    return Count(days // size, unit)
