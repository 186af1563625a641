"""Plans over weeks in words: where the runner is in one, what its week asks for, and what comes before it."""

from skill.coaching.facts.library import Week
from skill.coaching.planning import courses
from skill.coaching.planning.courses import Lesson
from skill.coaching.record.record import Enrolment
from skill.coaching.timeline.plan import Plan
from skill.coaching.turn.state import Moment
from skill.coaching.words.names import exercise_name, name_of
from skill.coaching.words.phrase import Count, Phrase
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout import doors


def where(moment: Moment) -> tuple[Phrase, ...]:
    """The week of the course, what it asks for, and what was done of it; nothing where no course is followed."""
    place = courses.caught_up(moment.library, moment.progress, moment.today).course
    if place is None:
        return ()
    week = moment.library.courses[place.course].weeks[place.week]
    gate = doors.gate_of(moment, moment.progress.kit or ())
    if week.rung and not gate.is_ready(week.rung):
        return say(Say.COURSE_PREPARES, course=name_of(place.course)), *doors.what_comes_first(gate, week.rung)
    done = [say(Say.COURSE_DONE_THIS_WEEK, classes=Count(place.done, "class"))] if place.done else []
    return week_of(place, week, week.sets), *done


def of_today(lesson: Lesson | None, plan: Plan) -> list[Phrase]:
    """The week of the course, where the class planned follows it."""
    if lesson is None or lesson.is_way_there:
        return []
    if lesson.every:
        return [week_of(lesson.enrolment, lesson.week, _most(plan))]
    sets = tuple(planned.amount for planned in plan.work if planned.rung == lesson.week.rung)
    return [week_of(lesson.enrolment, lesson.week, sets)] if sets else []


def on_the_way(lesson: Lesson | None, plan: Plan) -> list[Phrase]:
    """The exercise of the class planned that leads to the one the course is about."""
    if lesson is None or lesson.block is None or lesson.about is None or not lesson.is_way_there:
        return []
    rung = lesson.block.rung
    if rung.exercise not in plan.exercises:
        return []
    names = {"exercise": exercise_name(rung.exercise), "goal": exercise_name(lesson.about)}
    return [say(Say.COURSE_ON_THE_WAY, **names)]


def week_of(place: Enrolment, week: Week, sets: tuple[int, ...]) -> Phrase:
    """The week of a course and its sets: "week five of your Nordic plan, two sets of five"."""
    number, course = place.week + 1, name_of(place.course)
    count = Count(len(sets), "set")
    if week.rung is None:
        return say(Say.COURSE_WEEK_OF_ALL, week=number, course=course, sets=count, reps=Count(max(sets), "rep"))
    dose = say(Say.COURSE_SETS, sets=count, reps=sets if len(set(sets)) > 1 else sets[:1])
    key = Say.COURSE_KEEPS if week.keeps else Say.COURSE_WEEK
    return say(key, week=number, course=course, sets=dose, exercise=exercise_name(str(week.rung)))


def _most(plan: Plan) -> tuple[int, ...]:
    """The most sets of an exercise in a class, each with the most reps."""
    return (max(planned.amount for planned in plan.work),) * max(planned.of for planned in plan.work)
