"""Spoken timing, measured: every exercise's set, said by a real synthesiser, keeps its tempo.

Needs espeak-ng (apt-get install espeak-ng) and fails without it: a timing that nobody measured is a guess.
"""

import shutil

import pytest

from skill.app import load_content
from skill.coaching.facts.exercise import Rung
from skill.coaching.timeline.cues import Delivery
from skill.content import Content
from skill.speech.phrasebook import Phrasebook
from tests.sound.cadence import GOAL, cadence
from tests.sound.sets import each_rung, set_of
from tests.sound.voices import espeak

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("rung", each_rung(load_content().library), ids=str)
def test_reps_are_heard_at_their_tempo(rung: Rung, content: Content, phrasebook: Phrasebook) -> None:
    """Spoken by espeak-ng, the mean rep of a set is within ten percent of its length in the timeline."""
    assert shutil.which("espeak-ng"), "install espeak-ng: apt-get install espeak-ng"
    turn = set_of(rung, Delivery(known=(str(rung),)), content.library, phrasebook)
    percent_off = cadence(turn, phrasebook, espeak).error
    assert abs(percent_off) < GOAL
