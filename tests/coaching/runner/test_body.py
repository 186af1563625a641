"""What is said of the body: graded by sign, part and tone, in a set, in a rest, and with nothing open."""

from copy import copy
from functools import cache

import pytest

from skill.coaching.facts.body import Grade, Sign, Tone
from skill.coaching.facts.exercise import Level
from skill.coaching.timeline.cues import CueKind
from skill.coaching.turn.events import EventKind as E
from skill.coaching.turn.state import Reply
from skill.coaching.turn.states import Awaiting
from skill.coaching.words.prompts import Say, say
from tests.coaching.every import LIBRARY
from tests.coaching.talking import NOON, RUNNER, Conversation, named

HOUR = 3_600_000
BODY = LIBRARY.body
every_sign = pytest.mark.parametrize("sign", BODY.signs.values(), ids=lambda sign: sign.id)
ANSWERED = (Tone.PAST, Tone.QUESTION, Tone.OTHER)


def graded(*grades: Grade) -> pytest.MarkDecorator:
    """Run a test for every sign of these grades."""
    signs = [sign for sign in BODY.signs.values() if sign.grade in grades]
    return pytest.mark.parametrize("sign", signs, ids=lambda sign: sign.id)


def in_a_set() -> Conversation:
    """Return a conversation in the middle of a counted set."""
    return copy(_led_to(CueKind.COUNT))


def in_a_rest() -> Conversation:
    """Return a conversation in a rest that runs."""
    return copy(_led_to(CueKind.REST))


@cache
def _led_to(kind: CueKind) -> Conversation:
    talk = Conversation().all(E.START, E.STRAIGHT_THROUGH)
    while not (cues := [cue for cue in talk.reply.cues if cue.kind is kind]):
        talk.say(E.GO)
    talk.now += cues[len(cues) // 2].start + 1
    return talk


def place_of(talk: Conversation) -> int:
    """Return the set a class is at now."""
    aside = copy(talk)
    aside.say(E.PAUSE, at=0)
    return aside.place.set


def counts(reply: Reply) -> bool:
    """Tell whether reps are counted in an answer."""
    return any(cue.kind is CueKind.COUNT for cue in reply.cues)


# in a set


@every_sign
def test_nothing_is_counted_after_a_sign_that_calls_for_more_than_a_word(sign: Sign) -> None:
    """From hold on, a set waits or ends: not one rep is counted in the answer."""
    reply = in_a_set().say(E.BODY, at=0, signs=(sign.id,))
    assert counts(reply) == (sign.grade is Grade.CARRY_ON)


@graded(Grade.HOLD, Grade.ANSWER)
def test_a_set_that_waits_says_first_how_to_come_out_of_it(sign: Sign) -> None:
    """Weight down, hips down: then the answer; go leads back to the same set."""
    talk = in_a_set()
    place = place_of(talk)
    talk.say(E.BODY, at=0, signs=(sign.id,))
    assert talk.keys[0].endswith(".come_out")
    assert talk.keys[1] == f"signs.{sign.answer}.answer"
    assert talk.session.awaiting is Awaiting.PAUSE
    assert counts(talk.say(E.GO))
    assert talk.place.set == place


@graded(Grade.STOP, Grade.EMERGENCY)
def test_a_grave_sign_ends_the_class(sign: Sign) -> None:
    """Nothing is asked; the class is closed and the day is over."""
    talk = in_a_set()
    assert not talk.say(E.BODY, at=0, signs=(sign.id,)).open
    assert talk.progress.workout is None


@every_sign
@pytest.mark.parametrize("tone", ANSWERED)
def test_what_was_what_may_be_and_what_others_have_is_answered(sign: Sign, tone: Tone) -> None:
    """The set waits, and the class is not over; only a collapse beside the runner is an emergency."""
    talk = in_a_set()
    reply = talk.say(E.BODY, at=0, signs=(sign.id,), tone=tone)
    assert not counts(reply)
    assert reply.open == (tone is not Tone.OTHER or sign.grade is not Grade.EMERGENCY)


@graded(Grade.EMERGENCY)
def test_a_question_about_an_emergency_is_never_just_a_no(sign: Sign) -> None:
    """Who asks whether it is normal may have it: the emergency number is named."""
    reply = in_a_set().say(E.BODY, at=0, signs=(sign.id,), tone=Tone.QUESTION)
    assert say(Say.BODY_IF_NOW) in {cue.phrase for cue in reply.cues}


@every_sign
def test_a_denial_carries_on(sign: Sign) -> None:
    """No pain, nothing hurts: the count goes on."""
    assert counts(in_a_set().say(E.BODY, at=0, signs=(sign.id,), tone=Tone.DENIAL))


@pytest.mark.parametrize("parts", [(), ("knee",), ("hamstring",)])
def test_a_body_word_that_is_not_known_holds(parts: tuple[str, ...]) -> None:
    """What is not understood of the body is asked about; nothing is counted."""
    reply = in_a_set().say(E.BODY, at=0, parts=parts)
    assert reply.open
    assert not counts(reply)


def test_what_is_not_understood_at_all_holds_a_set() -> None:
    """Noise and "my calf is swollen" look alike to the coach."""
    talk = in_a_set()
    reply = talk.say(E.FALLBACK, at=0)
    assert talk.keys[0].endswith(".come_out")
    assert not counts(reply)


@pytest.mark.parametrize("event", [E.CONDITION, E.AGE, E.CLEARED, E.CRAMP, E.EFFORT, E.TODAY, E.FALLBACK])
def test_nothing_said_of_the_body_is_counted_over(event: E) -> None:
    """Conditions, ages, cramps and effort hold a set too."""
    assert not counts(in_a_set().say(event, at=0))


def test_every_stop_sign_of_an_exercise_ends_or_holds_its_set() -> None:
    """What the coach says to stop for, it stops for."""
    for exercise in LIBRARY.exercises.values():
        assert exercise.stop_signs, exercise.id
        for stop in exercise.stop_signs:
            parts = (stop.part,) if stop.part else ()
            signs = BODY.in_place((stop.sign,), parts)
            assert BODY.grade_of(signs, parts, Tone.NOW) >= Grade.HOLD, (exercise.id, stop)


# in a rest


@graded(Grade.HOLD, Grade.ANSWER, Grade.CARRY_ON)
def test_in_a_rest_nothing_holds(sign: Sign) -> None:
    """It is answered, and the rest runs on."""
    talk = in_a_rest()
    place = place_of(talk)
    talk.say(E.BODY, at=0, signs=(sign.id,))
    assert talk.session.awaiting in (Awaiting.SET, Awaiting.RATING)
    assert not any(key.endswith(".come_out") for key in talk.keys[:1])
    assert talk.place.set == place


def test_what_is_not_understood_in_a_rest_does_not_hold_it() -> None:
    """The rest runs on."""
    talk = in_a_rest()
    talk.say(E.FALLBACK, at=0)
    assert talk.session.awaiting in (Awaiting.SET, Awaiting.RATING)


# where it is felt


def test_a_stretch_where_the_exercise_works_is_well() -> None:
    """The same feeling in the hamstrings is right, and wrong in the back."""
    for sign in BODY.signs.values():
        if sign.where_it_works:
            right = BODY.in_place((sign.id,), ("hamstring",))
            assert BODY.grade_of(right, ("hamstring",), Tone.NOW) < BODY.grade_of((sign.id,), ("back",), Tone.NOW)


@pytest.mark.parametrize("parts", [("back", "hamstring"), ("hamstring", "back")])
def test_what_is_also_felt_elsewhere_is_not_right(parts: tuple[str, ...]) -> None:
    """More in the back than in the hamstrings: no set is counted on."""
    for sign in BODY.signs.values():
        if sign.where_it_works:
            assert not counts(in_a_set().say(E.BODY, at=0, signs=(sign.id,), parts=parts)), sign.id


def test_a_sign_can_be_an_emergency_in_one_place() -> None:
    """Pain in the knee ends the class; pain in the chest calls for help."""
    for part in BODY.parts.values():
        for sign in part.urgent:
            assert BODY.grade_of((sign,), (part.id,), Tone.NOW) is Grade.EMERGENCY
            assert BODY.grade_of((sign,), ("knee",), Tone.NOW) < Grade.EMERGENCY


def test_the_gravest_of_several_signs_counts() -> None:
    """Tight, and now it hurts: it hurts."""
    assert BODY.grade_of(("tightness", "pain"), (), Tone.NOW) is Grade.STOP


# after training


def test_soreness_from_last_time_halves_todays_class() -> None:
    """All that is left is done with half the reps, and it is said."""
    talk = in_a_set()
    workout = talk.progress.workout
    assert workout
    before = workout.plan
    talk.say(E.BODY, at=0, signs=("soreness",), tone=Tone.AFTER)
    assert "safety.sore_halved" in talk.keys
    assert talk.progress.workout
    after = talk.progress.workout.plan
    assert sum(planned.amount for planned in after.sets) < sum(planned.amount for planned in before.sets)


def test_pain_after_training_is_pain() -> None:
    """A sharp pain is no soreness, wherever it comes from."""
    assert BODY.grade_of(("sharp_pain",), (), Tone.AFTER) is Grade.STOP


# after pain


def pained(*signs: str) -> Conversation:
    """Return a conversation on a day that was ended for these signs, at noon in London."""
    talk = Conversation(RUNNER)
    talk.say(E.BODY, signs=signs)
    return talk


@pytest.mark.parametrize("hours", range(36))
def test_after_pain_no_class_until_the_next_day(hours: int) -> None:
    """Hour by hour: with no known time zone, for the twenty-four hours that a day may go on."""
    talk = pained("pain")
    talk.relaunch(hours * HOUR)
    offered = talk.session.awaiting in (Awaiting.START, Awaiting.CLASS_OFFER)
    talk.say(E.START)
    starts = talk.session.awaiting is Awaiting.START
    assert not offered
    assert starts == (hours >= 24)


@pytest.mark.parametrize("sign", [sign.id for sign in BODY.signs.values() if sign.grade is Grade.STOP])
def test_a_misunderstanding_is_cleared_by_a_yes(sign: str) -> None:
    """No pain anywhere? Yes. The day is open again, but never after a pop, dizziness or a fall."""
    talk = pained(sign)
    talk.relaunch(HOUR)
    talk.say(E.BODY, signs=("pain",), tone=Tone.DENIAL)
    asked = talk.session.awaiting is Awaiting.ALL_CLEAR
    assert asked != BODY.signs[sign].is_final
    if asked:
        assert talk.all(E.YES).progress.ended_early is None


@pytest.mark.parametrize("answer", [E.NO, E.STOP, E.FALLBACK, E.SESSION_ENDED, E.HELP])
def test_only_yes_clears_it(answer: E) -> None:
    """Anything else leaves the day closed."""
    talk = pained("pain")
    talk.relaunch(HOUR)
    talk.say(E.BODY, signs=("pain",), tone=Tone.DENIAL)
    talk.say(answer)
    assert talk.progress.ended_early is not None


# conditions, ages, a doctor's word


@pytest.mark.parametrize("condition", BODY.conditions)
def test_what_a_condition_rules_out_leaves_todays_class(condition: str) -> None:
    """It gets its line, the class waits, and what is left has nothing that the line rules out."""
    talk = in_a_set()
    talk.say(E.CONDITION, at=0, condition=condition)
    assert f"conditions.{condition}.answer" in talk.keys
    ruled_out = frozenset(BODY.conditions[condition].leaves_out)
    if workout := talk.progress.workout:
        left = workout.plan.sets[workout.position.set :]
        assert not any(LIBRARY.traits(planned.rung) & ruled_out for planned in left)


@pytest.mark.parametrize("condition", BODY.conditions)
def test_a_condition_told_before_the_class_is_planned_for(condition: str) -> None:
    """Told before it, the class that is held has nothing that is ruled out; nothing of it is stored."""
    ruled_out = frozenset(BODY.conditions[condition].leaves_out)
    talk = Conversation()
    talk.say(E.CONDITION, condition=condition)
    assert talk.progress == RUNNER
    talk.all(E.START, E.GO)
    if workout := talk.progress.workout:
        assert not any(LIBRARY.traits(planned.rung) & ruled_out for planned in workout.plan.sets)


def test_a_child_is_sent_to_an_adult() -> None:
    """Adults only: no class is offered to who is under eighteen."""
    talk = Conversation()
    talk.say(E.AGE, number=14)
    assert talk.keys[0].startswith("conditions.")
    assert talk.session.awaiting is Awaiting.NOTHING


def test_a_doctors_word_begins_with_the_beginners_exercises() -> None:
    """My physio cleared me: the level is the beginner's from now on, and only that is kept."""
    talk = Conversation()
    talk.say(E.CLEARED)
    assert talk.progress.level is Level.BEGINNER
    talk.all(E.YES, E.GO)
    assert talk.progress.workout
    levels = {LIBRARY.variant(planned.rung).level for planned in talk.progress.workout.plan.work}
    assert levels == {Level.BEGINNER}


def test_nothing_of_the_body_opens_a_locked_day() -> None:
    """Cleared by a physio an hour after pain: not today."""
    talk = pained("pain")
    talk.relaunch(HOUR)
    talk.say(E.CLEARED)
    assert talk.all(E.YES, E.START).session.awaiting not in (Awaiting.START, Awaiting.SET)


def test_a_how_to_on_a_locked_day_offers_no_set() -> None:
    """Steps may be explained; nothing is to be done."""
    talk = pained("pain")
    talk.relaunch(HOUR)
    talk.say(E.HOW_TO, exercises=named("hip_hinge"))
    for _ in range(9):
        talk.say(E.NEXT)
    assert talk.session.awaiting is not Awaiting.SET_OFFER
    assert talk.progress.workout is None
    assert talk.now > NOON
