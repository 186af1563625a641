"""Plans over weeks: what one asks of today's class, and when its week is done (coaching facts 3.2, 3.4, 3.6)."""

from dataclasses import dataclass, replace

from skill.coaching.facts.exercise import Level, Rung
from skill.coaching.facts.library import Block, Course, Library, Week
from skill.coaching.planning.gates import BREAK_DAYS, TWO_WEEKS, Gate, is_tough
from skill.coaching.record.log import days_since_class
from skill.coaching.record.record import WEEK, ClassDone, Enrolment, Progress

ROWS_BACK = 2
"""Rows of a course after two weeks without a class (coaching facts 3.4)."""


@dataclass(frozen=True)
class Lesson:
    """What a course asks of today's class."""

    enrolment: Enrolment
    week: Week
    block: Block | None = None
    """An exercise that is to be in it."""
    is_way_there: bool = False
    """That exercise only leads to the one the course is about."""
    every: tuple[int, ...] = ()
    """The reps of each set of every exercise; empty where the course leaves them alone."""

    @property
    def about(self) -> str | None:
        """The exercise the course is about: it comes into a class by the course alone."""
        return self.week.rung.exercise if self.week.rung else None


def enrolled(library: Library, course: Course, level: Level, today: int) -> Enrolment:
    """The first day of a course; a beginner begins with the course that comes first."""
    if course.first and level is Level.BEGINNER and course.first in library.courses:
        return Enrolment(course.first, since=today, then=course.id)
    return Enrolment(course.id, since=today)


def caught_up(library: Library, progress: Progress, today: int) -> Progress:
    """The record with its course as it stands today: weeks that are over, and breaks, counted in.

    A week in which too little was done, or that was too much, is done again.
    """
    place = progress.course
    if place is None or place.course not in library.courses:
        return replace(progress, course=None)
    course = library.courses[place.course]
    place = replace(place, week=min(place.week, len(course.weeks) - 1))
    away = days_since_class(progress, today) or 0
    if away >= BREAK_DAYS:
        return replace(progress, course=_again(place, 0, today))
    if away >= TWO_WEEKS:
        return replace(progress, course=_again(place, _rows_back(course, place.week), today))
    over = (today - place.since) // WEEK
    if over < 1:
        return replace(progress, course=place)
    since = place.since + over * WEEK
    if place.done < course.weeks[place.week].classes[0] or place.tough:
        return replace(progress, course=_again(place, place.week, since))
    if place.week + 1 < len(course.weeks):
        return replace(progress, course=_again(place, place.week + 1, since))
    if course.weeks[place.week].keeps:
        return replace(progress, course=_again(place, place.week, since))
    return _completed(course, progress, place, since)


def _again(place: Enrolment, week: int, since: int) -> Enrolment:
    return replace(place, week=week, since=since, done=0, tough=False)


def _rows_back(course: Course, week: int) -> int:
    """The first week of the row two before this one."""
    row = max(course.weeks[week].row - ROWS_BACK, 0)
    return next(index for index, other in enumerate(course.weeks) if other.row == row)


def _completed(course: Course, progress: Progress, place: Enrolment, since: int) -> Progress:
    """The course is done: the level it leads to, and the course that follows."""
    level = max(progress.level or Level.BEGINNER, course.level or Level.BEGINNER, key=lambda level: level.value)
    following = Enrolment(place.then, since=since) if place.then else None
    return replace(progress, level=level, course=following)


def has_done(library: Library, progress: Progress, course: str) -> bool:
    """Whether a lasting course is in its last week."""
    place = progress.course
    if place is None or place.course != course or course not in library.courses:
        return False
    return place.week == len(library.courses[course].weeks) - 1


def counted(library: Library, progress: Progress, entry: ClassDone, today: int) -> Progress:
    """The record, its log without the entry yet, with a class counted towards the course."""
    progress = caught_up(library, progress, today)
    place = progress.course
    if place is None or not entry.minutes or entry.light:
        return progress
    course = library.courses[place.course]
    about = [done for done in entry.exercises if course.exercise in (None, Rung.parse(done.exercise).exercise)]
    if not about:
        return progress
    tough = place.tough or 2 * sum(map(is_tough, about)) >= len(about)
    return replace(progress, course=replace(place, done=place.done + 1, tough=tough))


def kit_needed(library: Library, progress: Progress) -> tuple[str, ...]:
    """What the exercise of this week of the course needs at hand."""
    place = progress.course
    week = library.courses[place.course].weeks[place.week] if place else None
    return library.variant(week.rung).kit if week and week.rung else ()


def about(library: Library, progress: Progress) -> str | None:
    """The exercise that the course, caught up, builds up to; None where there is none."""
    return library.courses[progress.course.course].exercise if progress.course else None


def lesson(progress: Progress, gate: Gate) -> Lesson | None:
    """What the course, caught up, asks of a class today; what leads there where the gate is closed."""
    place, library = progress.course, gate.library
    if place is None:
        return None
    week = library.courses[place.course].weeks[place.week]
    if week.rung is None:
        return Lesson(place, week, every=week.sets)
    if place.done >= week.classes[1]:
        return Lesson(place, week)
    if not gate.is_open(week.rung):
        return _way_there(gate, place, week, week.rung)
    block = Block(week.rung, max(week.sets), len(week.sets), held=True, wanted=True, amounts=week.sets)
    return Lesson(place, week, block)


def _way_there(gate: Gate, place: Enrolment, week: Week, rung: Rung) -> Lesson:
    """The exercise that leads to the one the course is about, at the sets that open it."""
    before = gate.library.variant(rung).before
    if before is None:
        return Lesson(place, week)
    way = before.rungs[0]
    is_same = way.exercise == rung.exercise
    if is_same and not gate.is_open(way):
        return _way_there(gate, place, week, way)
    block = Block(way, gate.library.variant(way).dose.amount, before.sets, held=is_same, wanted=True)
    return Lesson(place, week, block, is_way_there=not is_same)
