"""The plan over weeks a runner follows: told and offered, joined, asked about and left."""

from dataclasses import replace

from skill.coaching.classes import course_words, resume, start
from skill.coaching.facts.exercise import Level
from skill.coaching.facts.library import Course
from skill.coaching.howto import answers, way_back
from skill.coaching.planning import courses
from skill.coaching.turn.reply import ask, preceded
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting, CourseOffer
from skill.coaching.words.names import name_of
from skill.coaching.words.phrase import Phrase
from skill.coaching.words.prompts import Say, say


def build_up(moment: Moment) -> Reply:
    """The course that builds up to an exercise; the way up a ladder for one that has none."""
    course = _asked_for(moment)
    named = {exercise.id for exercise in moment.event.exercises}
    if course is None or named - {course.exercise}:
        return answers.harder(moment)
    return offer(moment)


def offer(moment: Moment) -> Reply:
    """Tell a course, and ask whether classes shall follow it."""
    course = _asked_for(moment)
    if course is None:
        return answers.general(moment)
    place = moment.progress.course
    if place and course.id in (place.course, place.then):
        return where(moment)
    told = Phrase(f"topics.{course.topic}.answer")
    if course.after and not courses.has_done(moment.library, moment.progress, course.after):
        begin = [] if place and place.course == course.after else [say(Say.COURSE_BEGIN)]
        return way_back.back(moment, told, say(Say.COURSE_NOT_YET, before=name_of(course.after)), *begin)
    if moment.session.awaiting.in_class:
        return way_back.back(moment, told)
    about = CourseOffer(course.id)
    return ask(moment, told, question=say(Say.COURSE_OFFER), awaiting=Awaiting.COURSE, about=about)


def _asked_for(moment: Moment) -> Course | None:
    return moment.library.courses.get(moment.event.course or "")


def join(moment: Moment) -> Reply:
    """Follow the course that was told, from today on."""
    offered = moment.session.standing.about
    assert isinstance(offered, CourseOffer)
    course = moment.library.courses[offered.course]
    level = moment.progress.level or Level.BEGINNER
    place = courses.enrolled(moment.library, course, level, moment.today)
    moment = replace(moment, progress=replace(moment.progress, course=place))
    said = [say(Say.COURSE_JOINED, course=name_of(course.id))]
    if place.then:
        said.append(say(Say.COURSE_FIRST, course=name_of(place.course)))
    return resume.offered(moment, *said)


def decline(moment: Moment) -> Reply:
    """Classes go on being planned from day to day."""
    return resume.offered(moment, say(Say.COURSE_NONE))


def where(moment: Moment) -> Reply:
    """How far along the course is, and what this week of it asks for."""
    return way_back.back(moment, *course_words.where(moment) or (say(Say.COURSE_UNKNOWN),))


def leave(moment: Moment) -> Reply:
    """Follow no course any more."""
    if moment.progress.course is None:
        return way_back.back(moment, say(Say.COURSE_UNKNOWN))
    left = say(Say.COURSE_LEFT, course=name_of(moment.progress.course.course))
    moment = replace(moment, progress=replace(moment.progress, course=None))
    if moment.session.awaiting is Awaiting.START:
        return preceded(moment, start.announce_anew(moment), left)
    return way_back.back(moment, left)
