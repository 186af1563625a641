"""One gate at every door: whatever way an exercise comes to a runner, what is too early for them never does."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skill.coaching.facts.exercise import Level, Rung
from skill.coaching.facts.felt import Felt
from skill.coaching.record.record import ClassDone, ExerciseDone, Progress
from skill.coaching.timeline.cues import Position
from skill.coaching.turn.events import EventKind as E
from skill.coaching.turn.states import Awaiting
from tests.coaching.every import LIBRARY
from tests.coaching.talking import NOON, RUNNER, Conversation, named
from tests.coaching.years import class_on, record

TODAY = NOON // 86_400_000
GATED = tuple(
    Rung(exercise.id, name)
    for exercise in LIBRARY.exercises.values()
    for name, variant in exercise.variants.items()
    if variant.before
)
EVERYTHING = tuple(
    sorted({item for e in LIBRARY.exercises.values() for v in e.variants.values() for item in v.kit})
)
MOST_STRENUOUS = {Level.BEGINNER: 0, Level.INTERMEDIATE: 1, Level.ADVANCED: 2}
"""Coaching facts 3.4."""


# the doors: each leads a runner towards an exercise, as far as words can


def class_door(talk: Conversation, _: Rung) -> None:
    """A class as it is planned."""
    talk.say(E.START, seconds=1800)
    talk.say(E.GO)


def named_door(talk: Conversation, rung: Rung) -> None:
    """A class with the exercise named."""
    talk.say(E.START, exercises=named(rung.exercise))
    talk.say(E.GO)


def in_a_class_with(talk: Conversation, exercise: str) -> None:
    """Begin a class of one exercise, and go to its first set."""
    named_door(talk, Rung(exercise))
    while talk.progress.workout.plan.sets[talk.progress.workout.position.set].warm_up:
        talk.say(E.SKIP_SET, at=5_000)


def swap_door(talk: Conversation, rung: Rung) -> None:
    """The exercise named in the middle of a set."""
    in_a_class_with(talk, "glute_bridge")
    talk.say(E.SWAP, at=20_000, exercises=named(rung.exercise))


def harder_door(talk: Conversation, rung: Rung) -> None:
    """Harder and harder, from the exercise below it."""
    in_a_class_with(talk, _below(rung))
    for _ in range(4):
        talk.say(E.HARDER, at=20_000)


def other_door(talk: Conversation, rung: Rung) -> None:
    """Something else, again and again."""
    in_a_class_with(talk, _below(rung))
    for kind in (E.SWAP, E.EASIER, E.SWAP):
        talk.say(kind, at=20_000)


def _below(rung: Rung) -> str:
    """An exercise whose ladder leads to this one."""
    below = (e.id for e in LIBRARY.exercises.values() if rung in e.harder and e.id != rung.exercise)
    return next(below, rung.exercise)


def how_to_door(talk: Conversation, rung: Rung) -> None:
    """The set that is offered after the last step."""
    talk.say(E.HOW_TO, exercises=named(rung.exercise))
    talk.say(E.WHOLE)
    if talk.session.awaiting is Awaiting.SET_OFFER:
        talk.say(E.YES)


def course_door(talk: Conversation, rung: Rung) -> None:
    """A class by the plan over weeks that builds up to it."""
    course = next((c for c in LIBRARY.courses.values() if c.exercise == rung.exercise), None)
    talk.say(E.BUILD_UP, course=course.id if course else "nordic")
    talk.all(E.YES, E.YES, E.GO)


def level_door(talk: Conversation, rung: Rung) -> None:
    """The exercise named, and a higher level claimed."""
    talk.say(E.START, exercises=named(rung.exercise))
    talk.say(E.MY_LEVEL, level=Level.ADVANCED)
    talk.say(E.GO)


def resume_door(talk: Conversation, rung: Rung) -> None:
    """A class left open that has it, begun when it was open."""
    in_a_class_with(talk, "glute_bridge")
    workout = talk.progress.workout
    assert workout is not None
    sets = tuple(
        one if one.warm_up else replace(one, rung=rung, amount=3, number=1, of=1) for one in workout.plan.sets
    )
    workout = replace(workout, plan=replace(workout.plan, sets=sets), position=Position(len(sets) - 1), sent=0)
    talk.progress = replace(talk.progress, workout=workout)
    talk.relaunch(60_000)
    talk.say(E.YES)


DOORS = (
    class_door,
    named_door,
    swap_door,
    harder_door,
    other_door,
    how_to_door,
    course_door,
    level_door,
    resume_door,
)


# what the facts say of it, told from the log alone


def is_too_early(rung: Rung, progress: Progress) -> bool:
    """Whether the log, since the last break of four weeks, shows too little for an exercise."""
    before = LIBRARY.variant(rung).before
    if before is None:
        return False
    days = [*(entry.day for entry in progress.log if entry.minutes), TODAY]
    breaks = [after for day, after in pairwise(days) if after - day >= 28]
    start = max(breaks, default=progress.first_day)
    log = [entry for entry in progress.log if entry.day >= start and not entry.light]
    trained = {entry.day for entry in log if entry.minutes and not entry.part}
    if TODAY - start < before.days or len(trained) < before.classes:
        return True
    if not breaks and str(rung) in progress.marks:
        return False
    done = [done for entry in log for done in entry.exercises]
    return not any(_is_way(one, way, before.sets, before.amount) for one in done for way in before.rungs)


def _is_way(done: ExerciseDone, way: Rung, sets: int, reps: int) -> bool:
    is_it = done.exercise == str(way) or (not way.variant and Rung.parse(done.exercise).exercise == way.exercise)
    return is_it and done.sets >= sets and done.reps >= reps and done.felt not in (Felt.HARD, Felt.FAILED)


ways = sorted({str(way) for rung in GATED for way in LIBRARY.variant(rung).before.rungs} | set(map(str, GATED)))
any_exercise = st.builds(
    ExerciseDone,
    exercise=st.sampled_from(ways),
    sets=st.integers(1, 3),
    reps=st.sampled_from([3, 8, 10, 12]),
    felt=st.sampled_from([None, None, *Felt]),
)
any_history = st.lists(
    st.tuples(
        st.sampled_from([1, 2, 3, 4, 7, 30]),
        st.lists(any_exercise, max_size=3, unique_by=lambda done: done.exercise),
        st.sampled_from([0, 20, 20]),
    ),
    max_size=12,
)
"""Classes, each with the days to the next one, what was done in it, and its minutes; none are of a lone set."""


def runner(history, level: Level, kit: tuple[str, ...] = EVERYTHING) -> Progress:
    """The record of a runner who did that, the last of it before today."""
    entries: list[ClassDone] = []
    day = TODAY
    for gap, done, minutes in reversed(history):
        day -= gap
        entries.append(class_on(day, *done, minutes=minutes))
    return replace(record(*entries, before=RUNNER), level=level, kit=kit, first_day=day, straight=True)


@pytest.mark.slow
@pytest.mark.parametrize("rung", GATED, ids=str)
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=any_history, level=st.sampled_from(Level))
def test_no_door_leads_past_the_gate(
    door: Callable[[Conversation, Rung], None], rung: Rung, history, level: Level
) -> None:
    """By any door, with any history: nothing too early, and no more hard work than a class may hold."""
    progress = runner(history, level)
    talk = Conversation(progress)
    door(talk, rung)

    assert faults(talk, progress) == []


def faults(talk: Conversation, before: Progress) -> list[str]:
    """What of the class under way the gate should have kept out."""
    if talk.progress.workout is None:
        return []
    ahead = talk.progress.workout.plan.sets[talk.progress.workout.position.set :]
    rungs = {planned.rung for planned in ahead if not planned.warm_up}
    strenuous = {rung for rung in rungs if LIBRARY.variant(rung).strenuous}
    new = {rung for rung in strenuous if str(rung) not in before.marks}
    level = talk.progress.level or Level.BEGINNER
    return [
        *(f"{rung} is too early" for rung in rungs if is_too_early(rung, before)),
        *([f"{len(strenuous)} hard exercises"] if len(strenuous) > MOST_STRENUOUS[level] else []),
        *([f"{len(new)} new hard exercises"] if len(new) > 1 else []),
        *(f"{one.amount} of {one.rung} the first time" for one in ahead if one.rung in new and _is_much(one)),
    ]


def _is_much(planned) -> bool:
    weeks = [
        week.sets for course in LIBRARY.courses.values() for week in course.weeks if week.rung == planned.rung
    ]
    least = max(LIBRARY.variant(planned.rung).dose.least, *(max(sets) for sets in weeks), 0)
    return planned.amount > least or planned.of > max(2, *map(len, weeks), 0)


@pytest.mark.parametrize("rung", GATED, ids=str)
def test_who_has_done_what_comes_before_finds_the_door_open(rung: Rung) -> None:
    """The gate is no wall: after the weeks, the classes and the sets that lead there, a swap brings it in."""
    done, seen = [], rung
    while seen and LIBRARY.variant(seen).before:
        before = LIBRARY.variant(seen).before
        done.append(ExerciseDone(str(before.rungs[0]), before.sets, before.amount))
        seen = before.rungs[0]
    kit = LIBRARY.variant(rung).kit
    talk = Conversation(runner([(4, done, 20)] * 12, Level.ADVANCED, kit))
    in_a_class_with(talk, "glute_bridge")
    if rung.variant:
        talk.say(E.SWAP, at=20_000, exercises=named(_below(rung)))
        for _ in range(4):
            talk.say(E.HARDER, at=20_000)
    else:
        talk.say(E.SWAP, at=20_000, exercises=named(rung.exercise))

    assert rung in {planned.rung for planned in talk.progress.workout.plan.sets}
