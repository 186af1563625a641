"""Every question about every exercise, wherever it is asked."""

from itertools import product

import pytest

from skill.coaching.turn.events import EventKind as E
from skill.coaching.turn.events import Named, Question
from skill.coaching.turn.states import Awaiting
from tests.coaching.every import CONTENT, LIBRARY
from tests.coaching.talking import Conversation, named

MOST_WORDS = 75
TOPICS = CONTENT.languages["en"].topics
FAULTS = [value.id for value in CONTENT.languages["en"].slot_types["Fault"]]
KIT = [value.id for value in CONTENT.languages["en"].slot_types["Kit"]]
OUTSIDE = (E.LAUNCH,)
IN_A_CLASS = (E.START, E.GO)


def asked(exercise: str, question: Question, *before: E) -> Conversation:
    """Return a conversation in which a question was asked after other things."""
    talk = Conversation().all(*before)
    talk.say(E.ASK, question=question, exercises=named(exercise))
    return talk


@pytest.mark.parametrize("exercise", LIBRARY.exercises)
def test_every_question_about_an_exercise_is_answered(exercise: str) -> None:
    """The answer says something, in few words, with no placeholder left, and a question comes last."""
    for question in Question:
        heard = asked(exercise, question, *OUTSIDE).heard
        assert 8 <= len(heard.split()) <= MOST_WORDS, question
        assert "{" not in heard
        assert heard.endswith("?"), question


@pytest.mark.parametrize("question", Question)
def test_after_an_answer_the_class_waits_for_the_same_word(question: Question) -> None:
    """Between two sets, a question is answered and the word for the next set asked for again."""
    talk = Conversation().all(*IN_A_CLASS)
    word, place = talk.reply.cues[-1].phrase, talk.reply.progress.workout
    talk.say(E.ASK, question=question, exercises=named("glute_bridge"))
    assert place is not None
    assert talk.session.awaiting is Awaiting.SET
    assert talk.reply.cues[-1].phrase == word


@pytest.mark.parametrize("question", Question)
def test_it_means_the_exercise_being_explained(question: Question) -> None:
    """In a how-to, a question that names no exercise is about that one."""
    alone, meant = Conversation(), Conversation()
    for talk in (alone, meant):
        talk.say(E.HOW_TO, exercises=named("single_leg_deadlift"))
    alone.say(E.ASK, question=question)
    meant.say(E.ASK, question=question, exercises=named("single_leg_deadlift"))
    assert alone.heard == meant.heard


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_is_answered_and_repeated(topic: str) -> None:
    """A topic's answer is given, and given again on repeat."""
    talk = Conversation()
    talk.say(E.TOPIC, topic=topic)
    assert talk.keys[0] == f"topics.{topic}.answer"
    assert len(talk.heard.split()) <= MOST_WORDS + 15
    talk.say(E.REPEAT)
    assert talk.keys[0] == f"topics.{topic}.answer"


@pytest.mark.parametrize("topic", [id_ for id_, topic in TOPICS.items() if topic.offer])
def test_yes_after_a_topic_explains_what_it_offers(topic: str) -> None:
    """The exercise offered at the end of a topic is explained on yes."""
    talk = Conversation()
    talk.say(E.TOPIC, topic=topic)
    talk.say(E.YES)
    assert talk.progress.guide is not None
    assert talk.progress.guide.exercise == TOPICS[topic].offer


@pytest.mark.parametrize("exercise", LIBRARY.exercises)
def test_every_fault_has_a_correction(exercise: str) -> None:
    """Told what goes wrong in an exercise, the coach says something that helps."""
    for fault in FAULTS:
        talk = Conversation()
        talk.say(E.ASK, question=Question.FAULT, exercises=named(exercise), fault=named(fault)[0])
        assert len(talk.heard.split()) >= 8, fault


@pytest.mark.parametrize(("question", "kit"), list(product([Question.KIT, Question.WEIGHT, Question.ANCHOR], KIT)))
def test_every_piece_of_kit_can_be_asked_about(question: Question, kit: str) -> None:
    """A question about a piece of kit is answered, with no exercise named and with one."""
    for exercises in ((), named("nordic_curl")):
        talk = Conversation()
        talk.say(E.ASK, question=question, kit=named(kit), exercises=exercises)
        assert len(talk.heard.split()) >= 6


def test_an_unknown_exercise_is_named_and_the_nearest_offered() -> None:
    """What was said is said back, and yes explains the nearest."""
    talk = Conversation()
    talk.say(E.HOW_TO, exercises=(Named("dead lift", near=("romanian_deadlift",)),))
    assert "dead lift" in talk.heard
    talk.say(E.YES)
    assert talk.progress.guide is not None
    assert talk.progress.guide.exercise == "romanian_deadlift"


def test_an_unclear_exercise_is_asked_for() -> None:
    """A name of several exercises is asked about; naming one then answers what was asked."""
    talk = Conversation()
    talk.say(E.ASK, question=Question.FEEL, exercises=(Named("curl", ("nordic_curl", "ball_hamstring_curl")),))
    assert talk.session.awaiting is Awaiting.EXERCISE
    talk.say(E.HOW_TO, exercises=named("ball_hamstring_curl"))
    assert talk.keys[0] == "exercises.ball_hamstring_curl.feel"


@pytest.mark.parametrize("other", CONTENT.languages["en"].others)
def test_a_movement_outside_the_programme_is_answered_honestly(other: str) -> None:
    """Asked for a squat or the like, the coach says what it trains and offers what serves the hamstrings."""
    offer = CONTENT.languages["en"].others[other].offer
    talk = Conversation()
    talk.say(E.HOW_TO, exercises=(Named(other, near=(offer,), other=other),))
    assert talk.keys[0] == f"others.{other}.answer"
    talk.say(E.YES)
    assert talk.progress.guide is not None
    assert talk.progress.guide.exercise == offer


@pytest.mark.parametrize("kind", [E.SWAP, E.EASIER, E.HARDER, E.BUILD_UP])
@pytest.mark.parametrize("exercise", LIBRARY.exercises)
def test_easier_harder_and_instead_are_answered_outside_a_class(kind: E, exercise: str) -> None:
    """Asked for something easier, harder or else, the words of that exercise answer."""
    talk = Conversation()
    talk.say(kind, exercises=named(exercise))
    assert talk.keys[0].startswith(f"exercises.{exercise}.")


@pytest.mark.parametrize(
    "kind", [E.FEWER_WORDS, E.MY_LEVEL, E.PAUSE, E.MORE_REST, E.LIST_EXERCISES, E.WHERE_AM_I, E.HOW_MANY_LEFT]
)
def test_repeat_after_anything_is_answered(kind: E) -> None:
    """Repeat is answered, whatever was said before."""
    talk = Conversation().all(E.LAUNCH, kind, E.REPEAT)
    assert talk.reply.open
