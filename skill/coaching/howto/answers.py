"""Answers about exercises and topics: to the exercise named, to the one at hand, or in general."""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from skill.coaching.facts.body import StopSign
from skill.coaching.facts.exercise import Counting, Exercise, Posture, Sides
from skill.coaching.howto import guide, loads, way_back
from skill.coaching.howto.guide import sides_named
from skill.coaching.howto.way_back import back, unclear, which
from skill.coaching.turn.events import EventKind, Question
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Choice
from skill.coaching.words.names import exercise_name
from skill.coaching.words.phrase import Arg, Count, Either, Name, Phrase, Span, Thing, about
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout import steer, under_way

MOST_MISTAKES = 3
"""Mistakes named in one answer: more than a listener keeps."""


def answer(moment: Moment) -> Reply:
    """Answer a question about an exercise, or the general one where no exercise is meant."""
    named = moment.event.exercises[0] if moment.event.exercises else None
    if named and named.id is None:
        return unclear(moment, named, EventKind.ASK)
    exercise = moment.library.exercise(named.id) if named and named.id else at_hand(moment)
    if exercise is None and moment.event.kit:
        return back(moment, *_about_kit(moment, None))
    if exercise is None:
        return general(moment)
    return back(moment, *about_exercise(moment, exercise), exercise=exercise)


def topic(moment: Moment) -> Reply:
    """Answer a general question."""
    return general(moment)


def general(moment: Moment) -> Reply:
    """The topic that a question belongs to; without one, ask which exercise is meant."""
    if moment.event.topic is None:
        return which(moment, EventKind.ASK)
    offered = moment.library.offers.get(moment.event.topic)
    exercise = moment.library.exercise(offered) if offered else None
    return back(moment, Phrase(f"topics.{moment.event.topic}.answer"), exercise=exercise)


def at_hand(moment: Moment) -> Exercise | None:
    """The exercise meant by "it": the one being done, the one being explained, or the one just offered."""
    state, about = moment.session.awaiting, moment.session.standing.about
    if moment.progress.workout and state.in_class:
        rung = under_way.current(moment).rung
        return moment.library.exercise(str(rung)) if rung.exercise in moment.library.exercises else None
    if state.in_guide:
        return moment.library.exercise(guide.open_guide(moment).exercise)
    if isinstance(about, Choice) and about.offered:
        return moment.library.exercise(about.offered[0])
    return None


def about_exercise(moment: Moment, exercise: Exercise) -> tuple[Phrase, ...]:
    """The answer to the event's question about that exercise."""
    question = moment.event.question
    assert question is not None
    if question in _WORKED_OUT:
        return _WORKED_OUT[question](moment, exercise)
    return (about(exercise.id, question.value, **_sides(exercise)),)


def _sides(exercise: Exercise) -> dict[str, Phrase]:
    return {} if exercise.sides is Sides.BOTH else sides_named()


def _dose(moment: Moment, exercise: Exercise) -> tuple[Phrase, ...]:
    dose = exercise.default.dose
    unit = "second" if exercise.counting is Counting.HOLD else "rep"
    key = Say.ANSWER_DOSE if exercise.sides is Sides.BOTH else Say.ANSWER_DOSE_EACH_LEG
    return (
        say(
            key,
            sets=Count(dose.sets, "set"),
            least=dose.least,
            most=Count(dose.most, unit),
            start=dose.least,
        ),
    )


def _sets(moment: Moment, exercise: Exercise) -> tuple[Phrase, ...]:
    return (say(Say.ANSWER_SETS, sets=Count(exercise.default.dose.sets, "set")),)


def _rest(moment: Moment, exercise: Exercise) -> tuple[Phrase, ...]:
    least, most = exercise.rest
    key = Say.ANSWER_REST if least == most else Say.ANSWER_REST_RANGE
    return (say(key, least=Span(least), most=Span(most)),)


def _tempo(moment: Moment, exercise: Exercise) -> tuple[Phrase, ...]:
    if exercise.counting is Counting.HOLD:
        return _length(moment, exercise)
    if exercise.counting is Counting.BEATS:
        return (say(Say.ANSWER_TEMPO_FAST),)
    words = _sides(exercise)
    phases = tuple(
        say(Say.ANSWER_PHASE, word=about(exercise.id, "phases", i, **words), time=Span(round(phase.seconds)))
        for i, phase in enumerate(exercise.default.phases)
    )
    return (say(Say.ANSWER_TEMPO, phases=phases),)


def _length(moment: Moment, exercise: Exercise) -> tuple[Phrase, ...]:
    dose = exercise.default.dose
    if exercise.counting is Counting.HOLD:
        return (say(Say.ANSWER_HOLD, least=dose.least, most=Count(dose.most, "second")),)
    legs = 1 if exercise.sides is Sides.BOTH else 2
    return (
        say(
            Say.ANSWER_LENGTH,
            time=Span(round(dose.amount * legs * exercise.default.rep_seconds) + exercise.default.change),
        ),
    )


def _mistakes(moment: Moment, exercise: Exercise) -> tuple[Phrase, ...]:
    count = min(len(exercise.faults), MOST_MISTAKES)
    return (say(Say.ANSWER_MISTAKES), *(about(exercise.id, "mistakes", i) for i in range(count)))


def _fault(moment: Moment, exercise: Exercise) -> tuple[Phrase, ...]:
    fault = moment.event.fault.id if moment.event.fault else None
    if fault in exercise.faults:
        return (Phrase(f"exercises.{exercise.id}.fault.{fault}"),)
    others = (e for e in moment.library.exercises.values() if fault in e.faults and e.bias is exercise.bias)
    other = next(others, None)
    if other:
        return (Phrase(f"exercises.{other.id}.fault.{fault}"),)
    return _mistakes(moment, exercise)


def _safety(moment: Moment, exercise: Exercise) -> tuple[Phrase, ...]:
    signs = Either(tuple(map(_stop_sign, exercise.stop_signs)))
    supine = [say(Say.SAFETY_SUPINE)] if exercise.posture is Posture.LYING else []
    return about(exercise.id, "safety"), *supine, say(Say.STOP_SIGNS, signs=signs)


def _stop_sign(sign: StopSign) -> Phrase:
    name = Phrase(f"signs.{sign.sign}.name")
    return say(Say.STOP_SIGN_IN, sign=name, part=Phrase(f"parts.{sign.part}.name")) if sign.part else name


def _cues(moment: Moment, exercise: Exercise) -> tuple[Phrase, ...]:
    return say(Say.ANSWER_CUE, cue=Phrase(f"exercises.{exercise.id}.cues", pick=moment.seed)), about(
        exercise.id, "breathing"
    )


def _which_sides(moment: Moment, exercise: Exercise) -> tuple[Phrase, ...]:
    return (say(_about_legs(exercise.sides)),)


def _level(moment: Moment, exercise: Exercise) -> tuple[Phrase, ...]:
    level = Name(Thing.LEVEL, exercise.default.level.name.lower())
    key = Say.ANSWER_LEVEL_STRENUOUS if exercise.default.strenuous else Say.ANSWER_LEVEL
    return say(key, exercise=exercise_name(exercise.id), level=level), about(exercise.id, "easier")


def _about_kit(moment: Moment, exercise: Exercise | None) -> tuple[Phrase, ...]:
    """What is asked about a piece of kit; else what the exercise needs."""
    named = next((named.id for named in moment.event.kit if named.id in moment.library.kit_advice), None)
    if named:
        return (Phrase(f"kit.{named}.advice"),)
    if exercise is None:
        return (Phrase("topics.equipment.answer"),)
    return (about(exercise.id, "kit"),)


def _weight(moment: Moment, exercise: Exercise) -> tuple[Phrase, ...]:
    loaded = (item for item in exercise.default.kit if item in moment.library.kit_advice)
    item, last = next(loaded, None), loads.answer(moment, exercise.id)
    if moment.event.kit or item is None:
        return (*last, *_about_kit(moment, exercise))
    return (*last, Phrase(f"kit.{item}.advice"))


def _about_legs(sides: Sides) -> Say:
    """Which leg works when."""
    match sides:
        case Sides.BOTH:
            return Say.ANSWER_BOTH_LEGS
        case Sides.ONE_THEN_OTHER:
            return Say.ANSWER_ONE_THEN_OTHER
        case Sides.ALTERNATING:
            return Say.ANSWER_ALTERNATING
        case _:
            assert_never(sides)


_WORKED_OUT: dict[Question, Callable[[Moment, Exercise], tuple[Phrase, ...]]] = {
    Question.KIT: _about_kit,
    Question.WEIGHT: _weight,
    Question.ANCHOR: _about_kit,
    Question.DOSE: _dose,
    Question.SETS: _sets,
    Question.REST: _rest,
    Question.TEMPO: _tempo,
    Question.LENGTH: _length,
    Question.MISTAKES: _mistakes,
    Question.FAULT: _fault,
    Question.SAFETY: _safety,
    Question.CUES: _cues,
    Question.SIDES: _which_sides,
    Question.LEVEL: _level,
}
"""Answers worked out from facts; every other question is a field of the words file."""


def how_to(moment: Moment) -> Reply:
    """Explain the exercise named, or the one at hand; in a class briefly, and then go on."""
    named = moment.event.exercises[0] if moment.event.exercises else None
    if named and named.id is None:
        return unclear(moment, named, EventKind.HOW_TO)
    exercise = moment.library.exercise(named.id) if named and named.id else at_hand(moment)
    if exercise is None:
        return which(moment, EventKind.HOW_TO)
    if moment.session.awaiting.in_class:
        return way_back.to_where_it_stood(moment, *briefly(exercise))
    return guide.explain(moment, exercise.id)


def briefly(exercise: Exercise) -> tuple[Phrase, ...]:
    """The movement of an exercise, for the middle of a class."""
    count = len(exercise.default.move_pauses)
    return tuple(about(exercise.id, "move", i, **sides_named()) for i in range(count))


def list_exercises(moment: Moment) -> Reply:
    """Name what the coach knows, a few at a time."""
    ids = tuple(moment.library.exercises)
    names: tuple[Arg, ...] = tuple(exercise_name(id_) for id_ in ids)
    return back(moment, say(Say.EXERCISES, count=len(ids), names=names))


def instead(moment: Moment) -> Reply:
    """What to do in place of an exercise, or of a piece of kit, outside a class."""
    missing = {named.id for named in moment.event.kit if named.id}
    if missing and not moment.event.exercises and at_hand(moment) is None:
        users = (e.id for e in moment.library.exercises.values() if missing & set(e.default.kit))
        user = next(users, None)
        return back(moment, about(user, "instead") if user else say(Say.NO_KIT_NEEDED))
    return answer(replace(moment, event=replace(moment.event, question=Question.INSTEAD)))


def swap(moment: Moment) -> Reply:
    """Another exercise in the place of the one at hand; never one for a name that is not known."""
    unknown = next((named for named in moment.event.exercises if named.id is None), None)
    return unclear(moment, unknown, EventKind.SWAP) if unknown else steer.swap(moment)


def easier(moment: Moment) -> Reply:
    """How to make an exercise easier, outside a class."""
    return answer(replace(moment, event=replace(moment.event, question=Question.EASIER)))


def harder(moment: Moment) -> Reply:
    """How to make an exercise harder, outside a class."""
    return answer(replace(moment, event=replace(moment.event, question=Question.HARDER)))
