"""Hello, not understood, and what is missing: short answers that lead on."""

import pytest

from skill.coaching.turn.events import EventKind as E
from skill.coaching.turn.states import Awaiting
from tests.coaching.talking import NOON, RUNNER, Conversation, named
from tests.coaching.years import class_on, record

TODAY = NOON // 86_400_000
MINUTE = 60_000


def test_three_misses_in_a_row_close() -> None:
    """Outside a class, within a minute."""
    talk = Conversation(RUNNER).all(E.LAUNCH)
    for _ in range(3):
        talk.say(E.FALLBACK, at=5_000)

    assert not talk.reply.open


def test_misses_minutes_apart_are_not_in_a_row() -> None:
    """Each of them is the first."""
    talk = Conversation(RUNNER).all(E.LAUNCH)
    for _ in range(5):
        talk.say(E.FALLBACK, at=2 * MINUTE)

    assert talk.reply.open


def test_misses_never_close_a_class() -> None:
    """It holds, however often."""
    talk = Conversation(RUNNER).all(E.START, E.GO, E.GO)
    for _ in range(6):
        talk.say(E.FALLBACK, at=5_000)

    assert talk.reply.open
    assert talk.session.awaiting.in_class


@pytest.mark.parametrize(("ago", "awaiting"), [(1, Awaiting.NOTHING), (3, Awaiting.CLASS_OFFER)])
def test_who_comes_back_hears_what_was_done_last(ago: int, awaiting: Awaiting) -> None:
    """And is offered the next class, or, a day after the last one, rest."""
    talk = Conversation(record(class_on(TODAY - ago), before=RUNNER)).all(E.LAUNCH)

    assert "Last time you did the hip hinge." in talk.heard
    assert talk.session.awaiting is awaiting


def test_yes_to_the_next_class_starts_it() -> None:
    """The first word of a returning runner leads somewhere."""
    talk = Conversation(record(class_on(TODAY - 3), before=RUNNER)).all(E.LAUNCH, E.YES)

    assert talk.session.awaiting is Awaiting.START


@pytest.mark.parametrize("kit", ["stability_ball", "band", "weights"])
def test_what_is_missing_is_told_what_replaces_it(kit: str) -> None:
    """Not what to buy."""
    talk = Conversation(RUNNER).all(E.LAUNCH)
    talk.say(E.SWAP, kit=named(kit))

    assert any(key.endswith(".instead") for key in talk.keys)


def test_a_rest_of_two_minutes_is_two_minutes() -> None:
    """From now, in the rest that runs."""
    talk = Conversation(RUNNER).all(E.START, E.WAIT_FOR_ME)
    while "Rest for" not in talk.heard:
        talk.say(E.GO)
    talk.say(E.MORE_REST, seconds=120)

    rest = talk.progress.workout.plan.sets[talk.place.set].rest
    assert rest - talk.place.second == pytest.approx(120, abs=2)


def test_a_rest_asked_for_in_a_set_is_a_pause() -> None:
    """Now, and not later."""
    talk = Conversation(RUNNER).all(E.START, E.GO, E.GO)
    while not talk.progress.workout.sent:
        talk.say(E.GO)
    talk.say(E.MORE_REST, at=15_000, seconds=60)

    assert talk.session.awaiting is Awaiting.PAUSE
