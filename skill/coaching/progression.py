"""What comes after what was done: doses up and down, one thing at a time (coaching facts 3.4)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from skill.coaching.change import Change
from skill.coaching.events import Felt
from skill.coaching.exercise import Rung
from skill.coaching.library import Block, Library
from skill.coaching.state import ClassDone, ExerciseDone

ONE_WEEK, TWO_WEEKS, FOUR_WEEKS = 7, 14, 28
"""Days without a class: after one nothing rises, after two there is a set fewer, after four it starts again."""
MORE, FEWER = 2, 2
"""Reps added, or taken away, at a time."""


@dataclass(frozen=True)
class Progressed:
    """A block as it should be done today, and what changed."""

    block: Block
    change: Change = Change.NONE


def progressed(
    library: Library, log: tuple[ClassDone, ...], block: Block, today: int, may_do: Callable[[Rung], bool]
) -> Progressed:
    """The block by what the log says of its exercise; as planned where the log does not know it."""
    history = _history(log, block.rung.exercise)
    if not history:
        return Progressed(block)
    last, *earlier = history
    away = today - log[-1].day
    rung = Rung.parse(last.exercise)
    if not may_do(rung):
        return Progressed(block)
    dose = library.variant(rung).dose
    now = as_last_time(library, log, block)
    if away >= FOUR_WEEKS:
        return Progressed(replace(now, amount=dose.least, sets=1), Change.AFTER_FOUR_WEEKS)
    if away >= TWO_WEEKS:
        return Progressed(replace(now, sets=max(now.sets - 1, 1)), Change.AFTER_TWO_WEEKS)
    before = earlier[0] if earlier else None
    if _tough(last):
        return _down(library, now, before, may_do)
    if before and not _tough(before) and before.exercise == last.exercise and away < ONE_WEEK:
        return _up(library, now, may_do)
    return Progressed(now)


def as_last_time(library: Library, log: tuple[ClassDone, ...], block: Block) -> Block:
    """The block at the dose its exercise last had, within what a set may hold."""
    last = _history(log, block.rung.exercise)[0]
    rung = Rung.parse(last.exercise)
    dose = library.variant(rung).dose
    return Block(rung, min(max(last.reps, dose.least), dose.most), min(last.sets, dose.sets), held=True)


def _history(log: tuple[ClassDone, ...], exercise: str) -> list[ExerciseDone]:
    """What was done of an exercise, in any variant, the latest first."""
    return [
        done
        for entry in reversed(log)
        for done in entry.exercises
        if Rung.parse(done.exercise).exercise == exercise
    ]


def _tough(done: ExerciseDone) -> bool:
    return done.felt in (Felt.HARD, Felt.FAILED)


def _up(library: Library, now: Block, may_do: Callable[[Rung], bool]) -> Progressed:
    """Two good ones running: reps first, then a set, then the next rung."""
    dose = library.variant(now.rung).dose
    if now.amount + MORE <= dose.most:
        return Progressed(replace(now, amount=now.amount + MORE), Change.MORE_REPS)
    if now.sets < dose.sets:
        return Progressed(replace(now, sets=now.sets + 1), Change.MORE_SETS)
    rung = next((rung for rung in library.exercise(now.rung.exercise).harder if may_do(rung)), None)
    if rung is None or rung == now.rung:
        return Progressed(now)
    return Progressed(Block(rung, library.variant(rung).dose.amount, now.sets, held=True), Change.HARDER)


def _down(library: Library, now: Block, before: ExerciseDone | None, may_do: Callable[[Rung], bool]) -> Progressed:
    """A tough one: a set fewer, or reps; twice running, or at the least, an easier rung."""
    twice = before is not None and _tough(before)
    if not twice and now.sets > 1:
        return Progressed(replace(now, sets=now.sets - 1), Change.FEWER_SETS)
    if not twice and now.amount - FEWER >= library.variant(now.rung).dose.least:
        return Progressed(replace(now, amount=now.amount - FEWER), Change.FEWER_REPS)
    plain = (Rung(now.rung.exercise),) if now.rung.variant else ()
    rungs = (*plain, *library.exercise(now.rung.exercise).easier)
    rung = next((rung for rung in rungs if may_do(rung)), None)
    if rung is None:
        return Progressed(now)
    return Progressed(Block(rung, library.variant(rung).dose.amount, now.sets, held=True), Change.EASIER)
