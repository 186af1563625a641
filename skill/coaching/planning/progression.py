"""What comes after what was done: doses up and down, one thing at a time (coaching facts 3.4)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from skill.coaching.facts.exercise import Counting, Rung
from skill.coaching.facts.library import Block, Library
from skill.coaching.planning.gates import BREAK_DAYS, FIRST_SETS, TWO_WEEKS, is_tough
from skill.coaching.record.record import WEEK, ClassDone, ExerciseDone
from skill.coaching.timeline.change import Change

MORE, FEWER = 2, 2
"""Reps added, or taken away, at a time."""
MORE_SECONDS = 5
"""Seconds added to a hold at a time (coaching facts 2.3)."""
LATELY = 3
"""Classes with an exercise that say what its dose is."""
STEADY = 4
"""Classes with an exercise that went well without a rise, before one is looked for that takes no more time."""


@dataclass(frozen=True)
class Progressed:
    """A block as it should be done today, and what changed."""

    block: Block
    change: Change = Change.NONE
    before: Rung | None = None
    """The exercise whose place it takes."""


def as_lately(library: Library, log: tuple[ClassDone, ...], block: Block) -> Block:
    """The block at the dose its exercise lately had, within what a set may hold.

    A single class may have been short of time: the best of three counts, as far as they went well.
    """
    history = _history(log, block.rung.exercise)
    rung = Rung.parse(history[0].exercise)
    same = [done for done in _lately(history) if done.exercise == str(rung)]
    dose = library.variant(rung).dose
    amount = min(max(*(done.reps for done in same), dose.least), dose.most)
    return replace(block, rung=rung, amount=amount, sets=min(max(d.sets for d in same), dose.sets), held=True)


def _lately(history: list[ExerciseDone]) -> list[ExerciseDone]:
    """The latest that went well, back to where the weight went up; else the last one."""
    found = list(takewhile(lambda done: not is_tough(done), history))[:LATELY] or history[:1]
    step = next((index for index, done in enumerate(found) if done.heavier), LATELY)
    return found[: step + 1]


def as_taught(
    library: Library,
    log: tuple[ClassDone, ...],
    block: Block,
    sets: tuple[int, ...],
) -> Progressed:
    """The block in the sets a course has for every exercise, as far as its dose goes; less after a tough time."""
    dose = library.variant(block.rung).dose
    amount = min(max(sets[0], dose.least), dose.most)
    taught = replace(block, amount=amount, sets=len(sets), held=True)
    history = _history(log, block.rung.exercise)
    if not history or not is_tough(history[0]):
        return Progressed(taught)
    done = as_lately(library, log, block)
    tried = replace(taught, amount=min(taught.amount, done.amount), sets=min(taught.sets, done.sets))
    return _less(library, tried) or Progressed(tried)


def is_more(log: tuple[ClassDone, ...], block: Block) -> bool:
    """Whether a block asks for more reps in all than its exercise had last time."""
    history = _history(log, block.rung.exercise)
    asked = sum(block.amounts) or block.amount * block.sets
    return not history or asked > history[0].reps * history[0].sets


def new_sets(log: tuple[ClassDone, ...], today: int, exercise: str) -> bool:
    """Whether an exercise has had a set more within the last week already."""
    done = _history(tuple(entry for entry in log if today - entry.day < WEEK), exercise)
    return bool(done) and done[0].sets > done[-1].sets


def _history(log: tuple[ClassDone, ...], exercise: str) -> list[ExerciseDone]:
    """What was done of an exercise, in any variant, the latest first."""
    return [
        done
        for entry in reversed(log)
        for done in entry.exercises
        if Rung.parse(done.exercise).exercise == exercise
    ]


def _longest_gap(log: tuple[ClassDone, ...], today: int, exercise: str, times: int = 1) -> int:
    """The most days without a class since an exercise was last done, or so many times ago."""
    with_it = [index for index, entry in enumerate(log) if _history((entry,), exercise)]
    first = with_it[-min(times, len(with_it))]
    days = [*(entry.day for entry in log[first:]), today]
    return max(after - before for before, after in pairwise(days))


def as_now(library: Library, log: tuple[ClassDone, ...], block: Block) -> Block:
    """The block of an exercise that comes into a class under way, as it was last done; else as a first one."""
    latest = next((done for done in _history(log, block.rung.exercise) if done.exercise == str(block.rung)), None)
    if latest is None:
        return _first(library, block)
    dose = library.variant(block.rung).dose
    return replace(block, amount=min(max(latest.reps, dose.least), dose.most))


def _first(library: Library, block: Block) -> Block:
    """A block that is new to the runner; what is strenuous begins with the least."""
    variant = library.variant(block.rung)
    if not variant.strenuous or block.held:
        return block
    return replace(block, amount=variant.dose.least, sets=min(block.sets, FIRST_SETS), held=True)


class Ladder:
    """Steps up and down from what the log says of an exercise.

    `new` says whether an exercise, or a variant, may come in for the first time; `done` are all that ever were.
    """

    def __init__(
        self,
        library: Library,
        log: tuple[ClassDone, ...],
        today: int,
        may_do: Callable[[Rung], bool],
        *,
        new: bool,
        done: frozenset[str] = frozenset(),
    ) -> None:
        self._library = library
        self._log = log
        self._today = today
        self._may_do = may_do
        self._new = new
        self._done = done
        self._seen: set[str] = set()

    def step(self, block: Block) -> Progressed:
        """What the block is today; where the log went on to another rung, what comes after that one."""
        self._seen.add(block.rung.exercise)
        history = _history(self._log, block.rung.exercise)
        if not history and str(block.rung) in self._done and self._is_struggling():
            # so long ago that the log has let go of it: nothing says how it went, and all else is hard
            return Progressed(_gently(self._library, replace(block, held=True)), Change.AFTER_FOUR_WEEKS)
        if not history:
            return Progressed(_first(self._library, block))
        last, *earlier = history
        if not self._may_do(Rung.parse(last.exercise)):
            return Progressed(block)
        now = as_lately(self._library, self._log, block)
        away = _longest_gap(self._log, self._today, block.rung.exercise)
        if away >= BREAK_DAYS:
            least = self._library.variant(now.rung).dose.least
            return Progressed(replace(now, amount=least, sets=1), Change.AFTER_FOUR_WEEKS)
        if away >= TWO_WEEKS:
            return Progressed(replace(now, sets=max(now.sets - 1, 1)), Change.AFTER_TWO_WEEKS)
        if is_tough(last):
            return self._down(now, earlier[0] if earlier else None)
        return self._up(now, block.sets) if self._went_well_twice(block.rung.exercise) else Progressed(now)

    def _is_struggling(self) -> bool:
        """Whether something was too much in the latest class."""
        return bool(self._log) and any(map(is_tough, self._log[-1].exercises))

    def _went_well_twice(self, exercise: str) -> bool:
        """Whether the last two times went well, at one weight, without a break in between, and not long ago."""
        latest = _lately(_history(self._log, exercise))[:2]
        alike = len(latest) > 1 and latest[0].exercise == latest[1].exercise
        away = self._today - self._log[-1].day
        return alike and away < WEEK and _longest_gap(self._log, self._today, exercise, times=2) < BREAK_DAYS

    def without_more_time(self, block: Block) -> Progressed | None:
        """A rise that takes no longer, for an exercise that has gone well without one for some time; else None."""
        history = _history(self._log, block.rung.exercise)[:STEADY]
        reps = [done.reps for done in history]
        steady = len(history) == STEADY and not any(map(is_tough, history)) and max(reps[:2]) <= max(reps[2:])
        if not steady or self._today - self._log[-1].day >= WEEK:
            return None
        if not self._may_do(Rung.parse(history[0].exercise)):
            return None
        return self._harder(as_lately(self._library, self._log, block))

    def _up(self, now: Block, planned_sets: int) -> Progressed:
        """Two good ones running: the sets planned, then reps, a set more, a heavier weight, or the next rung."""
        dose = self._library.variant(now.rung).dose
        if now.sets < min(planned_sets, dose.sets):
            return self._one_set_more(now)
        more = MORE_SECONDS if self._library.exercise(now.rung.exercise).counting is Counting.HOLD else MORE
        if now.amount + more <= dose.most:
            return Progressed(replace(now, amount=now.amount + more), Change.MORE_REPS)
        if now.sets < dose.sets:
            return self._one_set_more(now)
        return self._harder(now) or Progressed(now)

    def _harder(self, now: Block) -> Progressed | None:
        """A heavier weight where the exercise has one, else the next rung; None where there is none."""
        variant = self._library.variant(now.rung)
        if self._library.loads & set(variant.kit):
            return Progressed(replace(now, amount=variant.dose.least), Change.HEAVIER)
        return self._on(now, self._library.exercise(now.rung.exercise).harder, Change.HARDER)

    def _one_set_more(self, now: Block) -> Progressed:
        if new_sets(self._log, self._today, now.rung.exercise):
            return Progressed(now)
        return Progressed(replace(now, sets=now.sets + 1), Change.MORE_SETS)

    def _down(self, now: Block, before: ExerciseDone | None) -> Progressed:
        """A tough one: a set fewer, or reps; twice running, or at the least, an easier rung."""
        less = None if before and is_tough(before) else _less(self._library, now)
        if less:
            return less
        plain = (Rung(now.rung.exercise),) if now.rung.variant else ()
        easier = (*plain, *self._library.exercise(now.rung.exercise).easier)
        return self._on(now, easier, Change.EASIER) or _less(self._library, now) or Progressed(now)

    def _on(self, now: Block, rungs: tuple[Rung, ...], change: Change) -> Progressed | None:
        """On to the first of the rungs that may be done; where that has been done since, on from there."""
        rung = next((rung for rung in rungs if rung != now.rung and self._may_step(now.rung, rung, change)), None)
        if rung is None:
            return None
        block = replace(now, rung=rung, amount=self._library.variant(rung).dose.amount, held=False)
        block = replace(as_now(self._library, self._log, block), held=True)
        since = _since(self._log, now.rung.exercise, rung.exercise)
        known = _history(self._log, rung.exercise) if change is Change.HARDER else since
        if not known or rung.exercise == now.rung.exercise:
            return Progressed(block, change, now.rung)
        if change is Change.EASIER and _well_twice(since):
            return Progressed(_gently(self._library, now), Change.HARDER, rung)
        return self.step(block)

    def _may_step(self, now: Rung, rung: Rung, change: Change) -> bool:
        known = bool(_history(self._log, rung.exercise)) or self._new or change is Change.EASIER
        back = rung.exercise in self._seen - {now.exercise} and not rung.variant
        return known and not back and self._may_do(rung)


def _less(library: Library, now: Block) -> Progressed | None:
    """A set fewer, or reps; None at the least."""
    if now.sets > 1:
        return Progressed(replace(now, sets=now.sets - 1), Change.FEWER_SETS)
    if now.amount - FEWER >= library.variant(now.rung).dose.least:
        return Progressed(replace(now, amount=now.amount - FEWER), Change.FEWER_REPS)
    return None


def _gently(library: Library, now: Block) -> Block:
    """The block to come back to after an easier one."""
    return replace(now, amount=library.variant(now.rung).dose.least, sets=1)


def _since(log: tuple[ClassDone, ...], exercise: str, other: str) -> list[ExerciseDone]:
    """What was done of the other exercise in the classes after the latest with this one, the latest first."""
    with_it = [index for index, entry in enumerate(log) if _history((entry,), exercise)]
    return _history(log[with_it[-1] + 1 :], other)


def _well_twice(history: list[ExerciseDone]) -> bool:
    return len(history) > 1 and not any(map(is_tough, history[:2]))
