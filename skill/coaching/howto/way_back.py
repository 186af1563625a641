"""Back to where the runner was, after an answer; and which exercise was meant."""

from skill.coaching.facts.exercise import Exercise
from skill.coaching.howto import guide
from skill.coaching.turn.events import EventKind, Named
from skill.coaching.turn.reply import anything_else, ask, settled
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import STATES, Awaiting, Choice, LeadsBack
from skill.coaching.words.names import exercise_name
from skill.coaching.words.phrase import Either, Phrase
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout import under_way

WAITED_FOR = frozenset(
    (EventKind.BODY, EventKind.CONDITION, EventKind.AGE, EventKind.CLEARED, EventKind.TODAY, EventKind.FALLBACK)
)
"""After these a set never counts on by itself: something may be wrong, or the words were not understood at all."""


def which(moment: Moment, then: EventKind) -> Reply:
    """Ask which exercise is meant."""
    return _in_class(moment, say(Say.WHICH_EXERCISE_NOT_NOW)) or _ask_which(
        moment, question=say(Say.WHICH_EXERCISE), then=then
    )


def unclear(moment: Moment, named: Named, then: EventKind) -> Reply:
    """An exercise that is none of ours, or several: say so, and offer the nearest."""
    if len(named.ids) > 1:
        ids = tuple(sorted(named.ids, key=lambda id_: moment.library.exercise(id_).default.level))[:4]
        names = tuple(exercise_name(id_) for id_ in ids)
        return _ask_which(moment, question=say(Say.WHICH_OF_THESE, names=Either(names)), then=then, offered=ids)
    said = Phrase(f"others.{named.other}.answer") if named.other else say(Say.UNKNOWN_EXERCISE, said=named.said)
    if not named.near:
        return _in_class(moment, said) or _ask_which(moment, said, question=say(Say.WHICH_EXERCISE), then=then)
    nearest = exercise_name(named.near[0])
    return _in_class(moment, said) or _ask_which(
        moment,
        said,
        question=say(Say.OFFER_INSTEAD if named.other else Say.OFFER_NEAREST, exercise=nearest),
        then=EventKind.HOW_TO,
        offered=named.near[:1],
    )


def _ask_which(
    moment: Moment, *said: Phrase, question: Phrase, then: EventKind, offered: tuple[str, ...] = ()
) -> Reply:
    about = Choice(then, moment.event, offered)
    return ask(moment, *said, question=question, awaiting=Awaiting.EXERCISE, about=about)


def offer_how_to(moment: Moment, exercise: str, *said: Phrase) -> Reply:
    """Offer to explain an exercise."""
    question = say(Say.OFFER_HOW_TO, moment.seed, exercise=exercise_name(exercise))
    return _ask_which(moment, *said, question=question, then=EventKind.HOW_TO, offered=(exercise,))


def _in_class(moment: Moment, *said: Phrase) -> Reply | None:
    """While a class stands open no question is asked: say it and go back to the class."""
    return to_where_it_stood(moment, *said) if moment.session.awaiting.in_class else None


def back(moment: Moment, *said: Phrase, exercise: Exercise | None = None) -> Reply:
    """Say the answer and return the runner to where they were, with the question that stood there.

    With nothing open, offer to explain the exercise that the answer was about.
    """
    if exercise and STATES[moment.session.awaiting].leads_back is LeadsBack.NOTHING:
        return offer_how_to(moment, exercise.id, *said)
    return to_where_it_stood(moment, *said)


def to_where_it_stood(moment: Moment, *said: Phrase) -> Reply:
    """Say something, and lead back to what stands: the class, the step, or the question as it was asked."""
    standing = moment.session.standing
    is_of_body = moment.event.kind in WAITED_FOR or moment.event.topic in moment.library.body_topics
    match STATES[standing.awaiting].leads_back:
        case LeadsBack.CLASS if is_of_body:
            return under_way.wait(moment, *said)
        case LeadsBack.CLASS:
            return under_way.carry_on(moment, *said)
        case LeadsBack.STEP:
            return guide.back_to_step(moment, *said)
        case LeadsBack.QUESTION if guide.is_interrupted(moment):
            return guide.back_to_step(moment, *said)
        case LeadsBack.QUESTION:
            question = standing.question or anything_else(moment)
            return ask(moment, *said, question=question, awaiting=standing.awaiting, about=standing.about)
        case LeadsBack.NOTHING:
            question = anything_else(moment)
            return ask(moment, *said, question=question, awaiting=Awaiting.NOTHING)


def settle(moment: Moment, *said: Phrase) -> Reply:
    """Say how a question that came in between ended, and lead back to what stood before it."""
    return to_where_it_stood(settled(moment), *said)
