"""What was asked decides how an answer is read: places, "either" and changes, for the questions about a class."""

from collections.abc import Callable
from dataclasses import replace

from skill.coaching.classes import resume, safety, start
from skill.coaching.facts.exercise import Level
from skill.coaching.facts.felt import Felt, Intensity
from skill.coaching.howto import answers, way_back
from skill.coaching.planning.order import FEWEST_MINUTES, MOST_MINUTES
from skill.coaching.record.record import Wish
from skill.coaching.turn.events import Event, EventKind, Question
from skill.coaching.turn.reply import ask
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout import set_log, steer

STEP_MINUTES = 5
"""Minutes by which a class gets shorter or longer at a word."""
_RATINGS = {1: Felt.EASY, 2: Felt.GOOD, 3: Felt.HARD, -1: Felt.HARD}
Action = Callable[[Moment], Reply]


def _of_two(first: Action, second: Action) -> Action:
    """The first or the second of two that were offered; any other place is asked for again."""

    def action(moment: Moment) -> Reply:
        """Do what stands in that place."""
        match moment.event.number:
            case 1:
                return first(moment)
            case 2 | -1:
                return second(moment)
            case _:
                return way_back.to_where_it_stood(moment)

    return action


def straight(moment: Moment) -> Reply:
    """Straight through; also where there is no preference for the pace, as it needs no word."""
    return start.begin(replace(moment, event=replace(moment.event, kind=EventKind.STRAIGHT_THROUGH)))


def _waiting(moment: Moment) -> Reply:
    return start.begin(replace(moment, event=replace(moment.event, kind=EventKind.WAIT_FOR_ME)))


pace = _of_two(straight, _waiting)
go_on_or_fresh = _of_two(resume.resume, start.start_fresh)
this_or_all = _of_two(steer.set_again, steer.start_over)
pain_or_effort = _of_two(safety.pain_or_effort_again, safety.only_effort)
"""Pain counts only where it is named."""


def class_or_other_class(moment: Moment) -> Reply:
    """The class is the second that is offered; with a wish of its own another one is meant."""
    is_bare = moment.event in (Event(EventKind.START), Event(EventKind.START, intensity=Intensity.FULL))
    return steer.start_over(moment) if is_bare else start.start(moment)


def rating(moment: Moment) -> Reply:
    """Easy, good or hard, in the order in which they are offered."""
    felt = _RATINGS.get(moment.event.number or 0)
    return set_log.rated(felt)(moment) if felt else way_back.to_where_it_stood(moment)


# the class announced


def wait(moment: Moment) -> Reply:
    """Note that the coach waits, and wait for the word to begin as well: "wait" may mean both."""
    moment = replace(moment, progress=replace(moment.progress, straight=False))
    return ask(moment, say(Say.CLASS_WAITING), question=start.how_to_begin(moment), awaiting=Awaiting.START)


def at_the_pace(chosen: Action, otherwise: Action) -> Action:
    """What chooses the pace where that is asked, and means something else where a plan waits for its word."""

    def action(moment: Moment) -> Reply:
        """Choose, or do the other thing."""
        is_asked = moment.session.standing.question == say(Say.CLASS_STRAIGHT_OR_WAIT)
        return chosen(moment) if is_asked else otherwise(moment)

    return action


def recommended(moment: Moment) -> Reply:
    """Whoever does not know what to choose gets today's class."""
    return start.start(replace(moment, event=replace(moment.event, kind=EventKind.START)))


def go_on_or_begin(moment: Moment) -> Reply:
    """The word to go, with nothing announced: on with the open class, else today's."""
    return resume.resume(moment) if resume.is_open(moment) else recommended(moment)


def easier(moment: Moment) -> Reply:
    """The plan at a level lower, for this class alone; for a beginner half of everything."""
    level = _level(moment)
    if level is Level.BEGINNER:
        return start.announce_halved(moment, say(Say.CLASS_HALVED))
    return start.announce_anew(moment, say(Say.CLASS_EASIER_PLAN), level=Level(level.value - 1))


def harder(moment: Moment) -> Reply:
    """The plan at a level higher, for this class alone; the gate stays where it is."""
    level = _level(moment)
    if level is Level.ADVANCED:
        return way_back.to_where_it_stood(moment, say(Say.CLASS_HARDEST_PLAN))
    return start.announce_anew(moment, say(Say.CLASS_HARDER_PLAN), level=Level(level.value + 1))


def shorter(moment: Moment) -> Reply:
    """The plan in five minutes less."""
    return _in_minutes(moment, -STEP_MINUTES)


def longer(moment: Moment) -> Reply:
    """The plan in five minutes more."""
    return _in_minutes(moment, STEP_MINUTES)


def _in_minutes(moment: Moment, change: int) -> Reply:
    announced = moment.progress.announced
    assert announced is not None
    minutes = min(max(announced.plan.minutes + change, FEWEST_MINUTES), MOST_MINUTES)
    if minutes == announced.plan.minutes:
        return way_back.to_where_it_stood(moment, say(Say.CLASS_LENGTHS))
    return start.announce(moment, replace(announced.wish, minutes=minutes))


def short_warm_up(moment: Moment) -> Reply:
    """The plan with the shortest warm-up there is: a class never begins cold."""
    return start.announce_with_warm_up(moment, moment.library.usual_warm_ups[0], say(Say.CLASS_WARM_UP_SHORT))


def asked(moment: Moment) -> Reply:
    """A question about "it", while a plan stands: the plan is meant, and not an exercise."""
    if moment.event.exercises or moment.event.kit:
        return answers.answer(moment)
    match moment.event.question:
        case Question.EASIER:
            return easier(moment)
        case Question.HARDER:
            return harder(moment)
        case Question.LENGTH | Question.DOSE | Question.SETS | Question.LEVEL:
            return start.announce_again(moment)
        case _:
            return answers.answer(moment)


def _level(moment: Moment) -> Level:
    """The level of the class announced."""
    announced = moment.progress.announced
    wish = announced.wish if announced else Wish()
    return wish.level or moment.progress.level or Level.BEGINNER
