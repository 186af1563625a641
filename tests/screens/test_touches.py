"""The buttons of each state: what stands on one is what a runner would say for it."""

from dataclasses import replace

import pytest

from skill.app import build_skill, read
from skill.coaching.record.record import Progress, Workout
from skill.coaching.timeline.plan import Plan
from skill.coaching.turn.events import EventKind
from skill.coaching.turn.state import Session
from skill.coaching.turn.states import Awaiting, Choice, Standing
from skill.coaching.turn.touches import Touch, touchable, touches
from skill.console.conversation import START
from skill.console.ear.hearing import Wanted
from skill.console.envelope import DeviceSession, Origin, day_of, envelope, intent_request
from skill.handlers.events import EventReader
from skill.speech.phrasebook import Phrasebook
from tests.conversation import hearing, load_once

CONTENT = load_once()
LOCALES = [code for language in CONTENT.languages.values() for code in language.locales]
STATES = [(state, straight) for state in Awaiting for straight in (True, False)]


def of(state: Awaiting, *, straight: bool = True) -> tuple[Touch, ...]:
    """All that can be touched in a state."""
    workout = Workout(Plan(()), straight=straight)
    session = Session(standing=Standing(state))
    return touchable(session, Progress(workout=workout), CONTENT.library)


def meaning(label: str, locale: str):
    """The event that is understood where that is said."""
    heard = hearing(locale).hear(label, day_of(START))
    assert heard.wanted is Wanted.INTENT
    assert heard.understood
    request = intent_request(heard.understood, hearing(locale).slots_of(heard.understood.intent))
    sent = read(build_skill(CONTENT, None), envelope(Origin(locale), DeviceSession(), request, START))
    return EventReader(CONTENT, CONTENT.language_of(locale)).read(sent.request)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_label_said_means_what_its_button_does(locale: str):
    """Every button of every state, in every locale."""
    language = CONTENT.language_of(locale)
    phrasebook = Phrasebook(language, language.locales[locale].terms)
    found = (touch for state, straight in STATES for touch in of(state, straight=straight))
    every = {phrasebook.text(touch.label): touch.event for touch in found}

    assert {label: meaning(label, locale) for label in every} == every


@pytest.mark.parametrize("state", Awaiting)
def test_every_state_has_buttons(state: Awaiting):
    """At least two, six at most, and none twice."""
    labels = [touch.label for touch in touches(Session(standing=Standing(state)), Progress(), CONTENT.library)]

    assert 1 <= len(labels) <= 6
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("straight", [True, False])
def test_pause_and_pain_are_never_far_in_a_set(straight: bool):
    """They are among the first three, which the smallest screen has."""
    kinds = [touch.event.kind for touch in of(Awaiting.SET, straight=straight)][:3]

    assert EventKind.PAUSE in kinds
    assert EventKind.BODY in kinds


def test_what_was_offered_can_be_touched():
    """The exercises of a choice by their names, each as its place."""
    first, second = list(CONTENT.library.exercises)[:2]
    about = Choice(EventKind.HOW_TO, replace(of(Awaiting.NOTHING)[0].event), offered=(first, second))
    found = touches(Session(standing=Standing(Awaiting.EXERCISE, about=about)), Progress(), CONTENT.library)

    assert [touch.label.key for touch in found[:2]] == [f"exercises.{first}.name", f"exercises.{second}.name"]
    assert [(touch.event.kind, touch.event.number) for touch in found[:2]] == [
        (EventKind.CHOICE, 1),
        (EventKind.CHOICE, 2),
    ]
