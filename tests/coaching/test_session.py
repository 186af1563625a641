"""The transition table: complete, and sound over random conversations of hundreds of turns."""

import random
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pytest

from skill.coaching.facts.body import Grade, Sign, Tone
from skill.coaching.facts.exercise import Level
from skill.coaching.facts.felt import Effort, Felt, Intensity, Sore
from skill.coaching.record.record import Progress
from skill.coaching.session import TRANSITIONS
from skill.coaching.timeline.cues import CueKind
from skill.coaching.timeline.limits import LATENCY
from skill.coaching.timeline.plan import Plan
from skill.coaching.turn.errand import ReminderDay
from skill.coaching.turn.events import Aspect, EventKind, Named, Question
from skill.coaching.turn.state import Reply, Session
from skill.coaching.turn.states import Awaiting
from tests.coaching.every import CONTENT, LIBRARY, platform_faults, words
from tests.coaching.talking import NOON, RUNNER, Conversation, named

E, A = EventKind, Awaiting
DAY = 86_400_000
TODAY = NOON // DAY
MAX_TURN, MAX_REPROMPT = 240_000, 90_000
every_state = pytest.mark.parametrize("state", A)
every_event = pytest.mark.parametrize("event", E)
ENDINGS = tuple(sign for sign in LIBRARY.body.signs.values() if sign.grade >= Grade.STOP)
"""What ends a class, and the training day."""

SLOTS: dict[EventKind, dict[str, Any]] = {
    E.ASK: {"question": Question.FEEL},
    E.TOPIC: {"topic": "benefits"},
    E.HOW_TO: {"exercises": named("single_leg_bridge")},
    E.STEP: {"number": 2},
    E.BUILD_UP: {"exercises": named("nordic_curl"), "course": "nordic"},
    E.BEGINNER_PLAN: {"course": "beginner_month"},
    E.BODY: {"signs": ("pain",), "parts": ("knee",)},
    E.CONDITION: {"condition": "asthma"},
    E.AGE: {"number": 72},
}
"""What an event carries that always carries something."""
WAYS: dict[Awaiting, tuple[Any, ...]] = {
    A.NOTHING: (E.LAUNCH,),
    A.STEP: ((E.HOW_TO, {"exercises": named("hip_hinge")}),),
    A.SET_OFFER: ((E.HOW_TO, {"exercises": named("hip_hinge")}), E.NEXT, E.NEXT, E.NEXT, E.NEXT, E.NEXT),
    A.EXERCISE: (E.HOW_TO,),
    A.START: (E.START,),
    A.SET: (E.START, E.GO),
    A.PAUSE: (E.START, E.GO, E.PAUSE),
    A.RATING: ((E.START, {"intensity": Intensity.LIGHT}), E.GO, E.GO, E.GO, E.GO, E.REPEAT),
    A.THIS_OR_ALL: (E.START, E.GO, E.START_OVER),
    A.AMOUNT: (E.START, E.GO, E.GO, (E.LOG, {"number": 80})),
    A.RESUME: (E.START, E.GO, E.STOP, E.LAUNCH),
    A.PAIN_OR_EFFORT: (E.START, E.GO, E.EFFORT),
    A.CRAMP_GONE: (E.START, E.GO, E.CRAMP),
    A.ALL_CLEAR: ((E.BODY, {"signs": ("pain",)}), (E.BODY, {"signs": ("pain",), "tone": Tone.DENIAL})),
    A.CLASS_OFFER: (E.TODAY,),
    A.RUN: (E.RAN,),
    A.RUN_WHEN: (E.RUN_AHEAD,),
    A.COURSE: ((E.BUILD_UP, {"course": "nordic"}),),
    A.FORGET: (E.FORGET_ME,),
    A.WHOSE: (E.PROGRESS,),
    A.REMINDER_WHEN: (E.REMIND,),
    A.REMINDER: ((E.REMIND, {"days": (ReminderDay.THURSDAY,), "time": "07:00"}),),
    A.CANCEL_REMINDERS: (E.CANCEL_REMINDERS,),
}
"""What to say, to a coach who knows one, to bring it to each state."""


def brought_to(state: Awaiting) -> Conversation:
    """Return a conversation in that state."""
    return copy(_brought_to(state))


@cache
def _brought_to(state: Awaiting) -> Conversation:
    talk = Conversation(RUNNER, Session(unclaimed=state is A.WHOSE))
    for said in WAYS[state]:
        kind, slots = said if isinstance(said, tuple) else (said, {})
        talk.say(kind, **slots)
    assert talk.session.awaiting is state
    return talk


def faults(reply: Reply) -> list[str]:
    """Return what is wrong with a reply, whatever it answers."""
    found = platform_faults(reply.cues, MAX_TURN) + platform_faults(reply.reprompt, MAX_REPROMPT)
    texts = [words(cue) for cue in (*reply.cues, *reply.reprompt) if cue.phrase]
    found += [f"placeholder in {text!r}" for text in texts if "{" in text or "}" in text]
    found += [f"empty {cue.phrase}" for cue in (*reply.cues, *reply.reprompt) if cue.phrase and not words(cue)]
    if reply.open and (not reply.cues or reply.cues[-1].kind is not CueKind.PROMPT):
        found.append("open without a prompt")
    return found


# the table


@every_event
def test_every_event_has_a_row(event: EventKind) -> None:
    """Each kind of event has an action in every state."""
    assert set(TRANSITIONS[event]) == set(Awaiting)


@every_state
def test_every_state_can_be_reached(state: Awaiting) -> None:
    """Each state is reached by saying something."""
    assert brought_to(state).session.awaiting is state


@every_event
def test_an_event_is_answered_in_every_state(event: EventKind) -> None:
    """The answer is within the limits; it asks for a word or ends the conversation; only an ended one is mute."""
    for state in A:
        reply = brought_to(state).say(event, **SLOTS.get(event, {}))
        assert faults(reply) == [], state
        assert reply.open or reply.session.awaiting is A.NOTHING, state
        assert bool(reply.cues) == (event is not E.SESSION_ENDED), state


@every_event
def test_nothing_named_is_answered_too(event: EventKind) -> None:
    """An event without what it should carry, said over the last answer, is answered within the limits."""
    slots = {"question": Question.WHY} if event is E.ASK else {}
    for state in A:
        assert faults(brought_to(state).say(event, at=4_000, **slots)) == [], state


@every_state
def test_stop_ends_the_conversation(state: Awaiting) -> None:
    """Stop and cancel close from every state."""
    assert not brought_to(state).say(E.STOP).open
    assert not brought_to(state).say(E.CANCEL).open


@every_state
def test_help_ends_with_a_question(state: Awaiting) -> None:
    """Help says what can be said, and its last words are a question."""
    reply = brought_to(state).say(E.HELP)
    assert reply.open
    assert words(reply.cues[-1]).endswith("?")


@every_state
def test_yes_after_help_does_something(state: Awaiting) -> None:
    """The question that help ends with can be answered with yes or no."""
    for answer in (E.YES, E.NO):
        talk = brought_to(state)
        talk.say(E.HELP)
        assert faults(talk.say(answer)) == []


@every_state
def test_not_understood_three_times_ends_the_conversation(state: Awaiting) -> None:
    """The first two misses say different things and listen; the third closes politely, but never a class."""
    talk = brought_to(state)
    assert talk.say(E.FALLBACK).open
    heard = talk.heard
    assert talk.say(E.FALLBACK).open
    assert state is A.PAIN_OR_EFFORT or talk.heard != heard
    assert talk.say(E.FALLBACK).open == state.in_class


@every_state
def test_being_understood_forgives_the_misses(state: Awaiting) -> None:
    """After something understood, misses are counted anew."""
    talk = brought_to(state).all(E.FALLBACK, E.FALLBACK, E.HELP)
    assert talk.say(E.FALLBACK).open


@pytest.mark.parametrize("answer", [E.YES, E.NO])
def test_yes_or_no_to_no_question(answer: EventKind) -> None:
    """Yes or no to nothing is answered."""
    reply = Conversation().say(answer)
    assert reply.cues


@every_state
@pytest.mark.parametrize("sign", ENDINGS, ids=lambda sign: sign.id)
def test_a_grave_sign_wins_in_every_state(state: Awaiting, sign: Sign) -> None:
    """Pain and worse, illness and dizziness end the conversation, the class, and the training day."""
    talk = brought_to(state)
    reply = talk.say(E.BODY, signs=(sign.id,))
    assert not reply.open
    assert talk.progress.workout is None
    assert talk.progress.ended_early == talk.now


@every_state
@pytest.mark.parametrize("final", [True, False])
def test_nothing_about_the_pain_is_stored(state: Awaiting, final: bool) -> None:
    """All that is remembered of any sign is that the day is over, and whether that can be taken back."""
    remembered = set()
    for sign in ENDINGS:
        if (sign.is_final or sign.grade is Grade.EMERGENCY) is final:
            talk = brought_to(state)
            talk.say(E.BODY, signs=(sign.id,))
            remembered.add(repr((talk.progress, talk.session.said)))
    assert len(remembered) == 1


@every_state
@pytest.mark.parametrize("event", [E.START, E.GO, E.YES, E.NEXT, E.STRAIGHT_THROUGH, E.START_OVER])
def test_no_class_starts_again_on_a_day_of_pain(state: Awaiting, event: EventKind) -> None:
    """After pain, nothing that is said in any state starts a set that day."""
    talk = brought_to(state)
    talk.progress = replace(talk.progress, ended_early=talk.now)
    if talk.progress.workout is None or state is A.RESUME:
        talk.say(event)
        assert talk.session.awaiting not in (A.SET, A.START)


def test_a_class_starts_again_on_the_next_day() -> None:
    """The day after pain a class can be started."""
    talk = Conversation().all(E.START, E.GO)
    talk.say(E.BODY, signs=("pain",))
    talk.now += DAY
    assert talk.all(E.START, E.GO).session.awaiting is A.SET


@pytest.mark.parametrize("event", [E.SESSION_ENDED, E.STOP, E.FALLBACK, E.YES, E.HELP, E.REPEAT, E.GO, E.START])
def test_pain_or_work_is_asked_until_it_is_answered(event: EventKind) -> None:
    """Silence, stop, unclear words, help and a go are no answer: the next opening that day asks first."""
    talk = brought_to(A.PAIN_OR_EFFORT)
    talk.say(event)
    talk.relaunch(after=60_000)
    assert talk.session.awaiting is A.PAIN_OR_EFFORT
    assert talk.progress.ended_early is None


def test_pain_or_work_lapses_on_the_next_day() -> None:
    """Nobody is asked about yesterday's set."""
    talk = brought_to(A.PAIN_OR_EFFORT).all(E.STOP)
    talk.relaunch(after=DAY)
    assert talk.session.awaiting is not A.PAIN_OR_EFFORT


def test_only_hard_work_goes_on() -> None:
    """Hard work is no pain: the class waits for the word."""
    talk = brought_to(A.PAIN_OR_EFFORT)
    talk.say(E.NO)
    assert talk.progress.ended_early is None
    assert talk.all(E.GO).session.awaiting is A.SET


@pytest.mark.parametrize(
    "said", [E.CRAMP, E.PROGRESS, E.RAN, E.FORGET_ME, E.TODAY, E.MY_LEVEL, E.REMIND, E.START, E.HELP, E.GREETING]
)
def test_the_place_is_kept_through_other_talk(said: EventKind) -> None:
    """Whatever is asked in the middle of a class, and however long it takes, the class stands where it was."""
    talk = Conversation().all(E.START, E.GO)
    middle = talk.reply.cues[len(talk.reply.cues) // 2].start + LATENCY
    aside = copy(talk)
    aside.say(E.PAUSE, at=middle)
    talk.say(said, at=middle)
    running = talk.session.awaiting is A.SET
    talk.say(E.SESSION_ENDED, at=0 if running else 600_000)
    assert talk.place == aside.place


# random conversations


def _slots(chance: random.Random, kind: EventKind) -> dict[str, Any]:
    """Return slots as an event of that kind may carry them, some of them odd."""
    exercise = lambda: chance.choice(  # noqa: E731
        [
            *named(*LIBRARY.exercises),
            Named("squat", near=("step_up",), other="squat"),
            Named("burpee"),
            Named("curl", ("nordic_curl", "ball_hamstring_curl")),
            Named("dead lift", near=("romanian_deadlift",)),
        ]
    )
    kits = [value.id for value in CONTENT.languages["en"].slot_types["Kit"]]
    topics = [intent.topic for intent in CONTENT.intents.values() if intent.topic]
    faults_ = [value.id for value in CONTENT.languages["en"].slot_types["Fault"]]
    possible: dict[str, Any] = {
        "exercises": tuple(exercise() for _ in range(chance.randint(1, 3))),
        "kit": named(*chance.sample(kits, chance.randint(1, 2))),
        "level": chance.choice(list(Level)),
        "place": chance.choice(["home", "gym"]),
        "number": chance.choice([0, 1, 2, 6, 12, 99, 1000]),
        "seconds": chance.choice([1, 30, 60, 300, 600, 1200, 2700, 86_400]),
        "felt": chance.choice(list(Felt)),
        "aspect": chance.choice(list(Aspect)),
        "run": chance.choice(list(Effort)),
        "day": TODAY + chance.choice([-400, -2, -1, 0, 1, 2, 5, 9, 30, 400]),
        "days": (chance.choice(list(ReminderDay)),),
        "sore": chance.choice(list(Sore)),
        "signs": tuple(chance.sample(list(LIBRARY.body.signs), chance.randint(1, 2))),
        "parts": (chance.choice(list(LIBRARY.body.parts)),),
        "tone": chance.choice(list(Tone)),
        "condition": chance.choice(list(LIBRARY.body.conditions)),
        "time": "18:00",
        "fault": named(chance.choice(faults_))[0],
    }
    slots = {name: value for name, value in possible.items() if chance.random() < 0.25}
    if kind is E.ASK:
        slots["question"] = chance.choice(list(Question))
    if kind in (E.TOPIC, E.BEGINNER_PLAN) or (kind is E.BUILD_UP and chance.random() < 0.5):
        slots["topic"] = chance.choice(topics)
    return slots


@dataclass(frozen=True)
class Exchange:
    """One turn of a random conversation."""

    kind: EventKind
    before: Progress
    """What was remembered before it."""
    after: Conversation
    grave: bool
    """What was said is a reason to stop."""

    @property
    def today(self) -> int:
        """Days since the epoch."""
        return self.after.now // DAY


def walk(seed: int, turns: int) -> Iterator[Exchange]:
    """Yield the turns of a random conversation, or of several when one ends, with odd waits and days between."""
    chance = random.Random(seed)  # noqa: S311  a test
    often = (E.GO, E.GO, E.GO, E.NEXT, E.YES, E.START, E.LOG, E.WHERE_AM_I)
    seldom = {E.BODY, E.STOP, E.CANCEL, E.FORGET_ME, E.CRAMP, E.SESSION_ENDED}
    kinds = [kind for kind in E for _ in range(1 if kind in seldom else 4)] + list(often) * 8
    talk = Conversation(Progress() if seed % 2 else RUNNER)
    for _ in range(turns):
        before, kind = talk.progress, chance.choice(kinds)
        if not talk.reply.open:
            talk.relaunch(chance.choice([1_000, 60_000, 3_600_000, DAY, 3 * DAY, 40 * DAY]))
            kind = chance.choice([E.START, E.HOW_TO, kind])
        waits = [None, None, None, 0, chance.randint(0, 120_000), chance.randint(0, 200_000)]
        slots = _slots(chance, kind)
        talk.say(kind, at=chance.choice(waits), **slots)
        yield Exchange(kind, before, copy(talk), kind is E.BODY and _is_grave(**slots))


def _is_grave(signs: tuple[str, ...] = (), parts: tuple[str, ...] = (), tone: Tone = Tone.NOW, **_: Any) -> bool:
    return LIBRARY.body.grade_of(LIBRARY.body.in_place(signs, parts), parts, tone) >= Grade.STOP


@cache
def walked(seed: int) -> tuple[Exchange, ...]:
    """Return three hundred turns."""
    return tuple(walk(seed, 300))


WALKS = pytest.mark.parametrize("seed", range(6))
MOVES_BACK = {
    E.PREVIOUS, E.REPEAT, E.START_OVER, E.SWAP, E.EASIER, E.HARDER, E.SKIP_EXERCISE, E.YES, E.GO, E.NEXT,
    E.START, E.NO, E.LOG, E.STRAIGHT_THROUGH, E.WAIT_FOR_ME, E.LAUNCH, E.CRAMP, E.CHOICE, E.WHOLE, E.EITHER,
    E.NO_REST,
}  # fmt: skip
"""What may take a class back, or begin another one."""


@WALKS
def test_a_random_conversation_stays_within_the_limits(seed: int) -> None:
    """Hundreds of turns of anything, at any time, with days between: no error and no reply outside the limits."""
    for turn in walked(seed):
        assert faults(turn.after.reply) == [], turn.kind
        assert turn.after.reply.open or turn.after.session.awaiting is A.NOTHING, turn.kind
        assert turn.after.reply.cues or turn.kind is E.SESSION_ENDED, turn.kind


@WALKS
def test_a_random_conversation_has_no_dead_end(seed: int) -> None:
    """From anywhere, help asks a question and stop ends."""
    for turn in walked(seed)[::4]:
        talk = copy(turn.after)
        if talk.reply.open:
            assert words(talk.say(E.HELP).cues[-1]).endswith("?"), turn.kind
            assert not talk.say(E.STOP).open, turn.kind


def same_class(one: Plan, other: Plan) -> bool:
    """Return whether two plans have the same exercises in the same places."""
    return [planned.rung for planned in one.sets] == [planned.rung for planned in other.sets]


@WALKS
def test_a_class_never_slips_back(seed: int) -> None:
    """The set a class is at never goes back unless something was said that takes it back."""
    for turn in walked(seed):
        now, before = turn.after.progress.workout, turn.before.workout
        if now is None or before is None or turn.kind in MOVES_BACK:
            continue
        assert not same_class(now.plan, before.plan) or now.position.set >= before.position.set, turn.kind


@WALKS
def test_pain_always_ends_a_random_class(seed: int) -> None:
    """Pain closes the class and the conversation, and no class runs later that day."""
    for turn in walked(seed):
        if turn.grave:
            assert turn.after.progress.workout is None
            assert not turn.after.reply.open
        ended = turn.after.progress.ended_early
        if ended and ended // DAY == turn.today:
            assert turn.after.session.awaiting not in (A.SET, A.START), turn.kind


@WALKS
def test_what_is_remembered_stays_small(seed: int) -> None:
    """The log is bounded, and no words of the runner are kept."""
    for turn in walked(seed):
        assert len(turn.after.progress.log) <= 30
        assert "burpee" not in repr(turn.after.progress)
