"""What is said of the body, graded by what it is, where and in which tone: stopped, held, answered, or let be."""

from dataclasses import replace

from skill.coaching.classes import safety, start
from skill.coaching.facts.body import Condition, Grade, Sign, Tone, Trait
from skill.coaching.facts.exercise import Level
from skill.coaching.facts.felt import Sore
from skill.coaching.howto import way_back
from skill.coaching.record.record import Wish
from skill.coaching.runner import today
from skill.coaching.turn.reply import ask
from skill.coaching.turn.state import Moment, Reply
from skill.coaching.turn.states import Awaiting, Offer
from skill.coaching.words.phrase import Phrase
from skill.coaching.words.prompts import Say, say
from skill.coaching.workout import under_way


def felt(moment: Moment) -> Reply:
    """Something about the body was said."""
    grade, sign = _graded(moment)
    match grade:
        case Grade.EMERGENCY:
            return safety.emergency(moment)
        case Grade.STOP if sign:
            return safety.end(moment, _answer(sign), is_final=sign.is_final)
        case Grade.STOP | Grade.HOLD:
            return _held(moment, sign)
        case Grade.ANSWER:
            return _answered(moment, sign)
        case Grade.CARRY_ON:
            return _carried_on(moment, sign)


def felt_after_question(moment: Moment) -> Reply:
    """Something about the body, at "pain, or just hard work": only a clear word counts as either."""
    grade, _ = _graded(moment)
    if grade >= Grade.STOP:
        return felt(moment)
    return safety.only_effort(moment) if grade is Grade.CARRY_ON else safety.pain_or_effort_again(moment)


def _graded(moment: Moment) -> tuple[Grade, Sign | None]:
    """What was said calls for, and the gravest sign in it; an emergency is one whoever has it."""
    event, body = moment.event, moment.library.body
    signs = body.in_place(event.signs, event.parts)
    now = body.grade_of(signs, event.parts, Tone.NOW)
    of_other = event.tone is Tone.OTHER and now is Grade.EMERGENCY
    grade = now if of_other else body.grade_of(signs, event.parts, event.tone)
    return grade, body.gravest(signs, event.parts)


def _held(moment: Moment, sign: Sign | None) -> Reply:
    """A line that asks or corrects, and a set waits; soreness outside a class gets the advice of the day."""
    if sign and sign.sore and not moment.session.awaiting.counts:
        return sore(moment, sign.sore)
    return way_back.back(moment, _answer(sign) if sign else say(Say.BODY_UNCLEAR))


def _answered(moment: Moment, sign: Sign | None) -> Reply:
    """What was, what may be, and what others have: an answer, and back."""
    match moment.event.tone:
        case Tone.AFTER:
            return sore(moment, (sign.sore if sign else None) or Sore.LITTLE)
        case Tone.PAST if moment.event.condition:
            return condition(moment)
        case Tone.PAST:
            is_grave = sign is not None and sign.grade is Grade.EMERGENCY
            return way_back.back(moment, say(Say.BODY_CONDITION if is_grave else Say.BODY_PAST))
        case Tone.OTHER:
            return _of_others(moment)
        case _ if sign and sign.grade is Grade.EMERGENCY:
            return way_back.back(moment, say(Say.BODY_IF_NOW))
        case _:
            is_pain = sign is None or sign.grade >= Grade.STOP
            return way_back.back(moment, say(Say.BODY_SHOULD_NOT) if is_pain or not sign else _answer(sign))


def _carried_on(moment: Moment, sign: Sign | None) -> Reply:
    """Hard work, a good feeling, or nothing at all: the class goes on; a stop that was none may be taken back."""
    if moment.event.tone is Tone.DENIAL:
        if moment.is_locked:
            return safety.all_clear(moment)
        return _on(moment, say(Say.BODY_FINE))
    return _on(moment, _answer(sign) if sign else say(Say.BODY_FINE))


def _on(moment: Moment, said: Phrase) -> Reply:
    """Say it, and on at once: nothing here is a reason to wait."""
    in_class = moment.session.awaiting.counts
    return under_way.carry_on(moment, said) if in_class else way_back.back(moment, said)


def _answer(sign: Sign) -> Phrase:
    return Phrase(f"signs.{sign.answer}.answer")


# soreness from the training before


def sore(moment: Moment, how: Sore) -> Reply:
    """Sore from last time: today's dose is halved (coaching facts 3.3), or, with no class in sight, the advice."""
    if moment.session.awaiting.counts and moment.progress.workout:
        halved = under_way.halved(moment)
        return under_way.wait(moment, say(Say.BODY_SORE_HALVED), workout=halved)
    if moment.session.awaiting is Awaiting.START:
        return start.announce_halved(moment, say(Say.BODY_SORE_HALVED))
    return today.can_i_train(replace(moment, event=replace(moment.event, sore=how, day=None)))


def today_in_class(moment: Moment) -> Reply:
    """Whether to train today, asked in a class: sore runners do half, the others get the advice; a set waits."""
    return sore(moment, moment.event.sore) if moment.event.sore else today.can_i_train(moment)


# conditions, medicines, ages


def condition(moment: Moment) -> Reply:
    """A careful line, never a clearance; what the line rules out leaves today's class."""
    found = moment.library.body.conditions.get(moment.event.condition or "")
    return _with_condition(moment, found) if found else way_back.back(moment, say(Say.BODY_CONDITION))


def age(moment: Moment) -> Reply:
    """Adults only; who is older starts gently."""
    years = moment.event.number
    if years is None:
        return way_back.back(moment, say(Say.BODY_CONDITION))
    found = moment.library.body.of_age(years)
    return _with_condition(moment, found) if found else way_back.back(moment, say(Say.BODY_AGE_FINE))


def _of_others(moment: Moment) -> Reply:
    found = moment.library.body.of_others()
    return way_back.back(moment, Phrase(f"conditions.{found.id}.answer") if found else say(Say.BODY_CONDITION))


def _with_condition(moment: Moment, found: Condition) -> Reply:
    said = Phrase(f"conditions.{found.id}.answer")
    ruled_out = tuple(dict.fromkeys((*moment.session.ruled_out, *found.leaves_out)))
    if moment.event.tone is Tone.OTHER or ruled_out == moment.session.ruled_out:
        return way_back.back(moment, said)
    moment = replace(moment, session=replace(moment.session, ruled_out=ruled_out))
    if moment.session.awaiting is Awaiting.START:
        return start.announce_anew(moment, said)
    return _without(moment, said, ruled_out)


def _without(moment: Moment, said: Phrase, ruled_out: tuple[Trait, ...]) -> Reply:
    """The answer; a class under way goes on without what is ruled out, when the runner says go."""
    if not moment.session.awaiting.counts or moment.progress.workout is None:
        return way_back.back(moment, said)
    left = under_way.without(moment, ruled_out)
    if left is None:
        return way_back.back(moment, said)
    if not left.plan.from_(left.position.set):
        return under_way.finish(moment, said, say(Say.BODY_NOTHING_LEFT))
    return under_way.wait(moment, said, workout=left)


def cleared(moment: Moment) -> Reply:
    """A professional has said that training is fine: the beginner's exercises first. Only that is remembered."""
    moment = replace(moment, progress=replace(moment.progress, level=Level.BEGINNER))
    if moment.is_locked:
        return safety.not_today(moment)
    if moment.session.awaiting is Awaiting.START:
        return start.announce_anew(moment, say(Say.BODY_CLEARED), level=Level.BEGINNER)
    if moment.session.awaiting.in_class or moment.session.awaiting.in_guide:
        return way_back.back(moment, say(Say.BODY_CLEARED))
    return ask(
        moment,
        say(Say.BODY_CLEARED),
        question=say(Say.CLASS_OFFER),
        awaiting=Awaiting.CLASS_OFFER,
        about=Offer(Wish(level=Level.BEGINNER)),
    )
