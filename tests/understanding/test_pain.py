"""Pain wins: words of pain lead to the body's own intents, whatever else is said (coaching facts, section 4)."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from skill.console.ear.recogniser import Recogniser
from tests.understanding.measure import TODAY

pytestmark = pytest.mark.slow

FAMILY = {
    "PainIntent",
    "DizzyIntent",
    "EmergencyIntent",
    "CrampIntent",
    "EffortIntent",
    "UnwellIntent",
    "InjuryIntent",
    "BodyIntent",
    "BodyAfterIntent",
    "BodyPastIntent",
    "BodyQuestionIntent",
    "ConditionIntent",
}

BODY = [
    "hamstring",
    "hamstrings",
    "left hamstring",
    "knee",
    "right knee",
    "back",
    "lower back",
    "calf",
    "hip",
    "ankle",
    "foot",
    "thigh",
    "back of my thigh",
    "groin",
    "shin",
    "achilles",
    "glute",
    "neck",
    "shoulder",
    "leg",
]
COMPLAINTS = [
    "my {body} hurts",
    "my {body} is hurting",
    "my {body} really hurts",
    "my {body} aches",
    "my {body} is aching",
    "my {body} is painful",
    "my {body} just popped",
    "my {body} has gone numb",
    "my {body} is cramping",
    "i have a pain in my {body}",
    "i've got a sharp pain in my {body}",
    "there's a stabbing pain in my {body}",
    "i feel pain in my {body}",
    "this hurts my {body}",
    "i pulled my {body}",
    "i think i pulled my {body}",
    "i've strained my {body}",
    "i tore my {body}",
    "i hurt my {body}",
    "i've injured my {body}",
    "i felt a pop in my {body}",
    "i've got a cramp in my {body}",
    "it hurts",
    "that hurts",
    "this is really painful",
    "i'm in pain",
    "i heard a pop",
    "ouch",
    "i'm dizzy",
    "i feel faint",
    "my chest hurts",
    "i've got chest pain",
    "i can't breathe",
]
BEFORE = [
    "",
    "ow",
    "ouch",
    "stop",
    "wait",
    "um",
    "coach",
    "okay but",
    "sorry",
    "hang on",
    "oh no",
    "no",
    "pause",
    "next",
    "skip this one",
    "i can't do this",
    "make it easier because",
    "i want to stop because",
    "should i go on if",
    "what do i do if",
    "can i train today if",
    "i have a race on sunday and",
    "i ran yesterday and",
    "after my run",
    "how do i do a nordic curl if",
]
AFTER = [
    "",
    "again",
    "now",
    "a bit",
    "a lot",
    "really badly",
    "today",
    "on the left side",
    "on the way down",
    "when i bend",
    "when i do a nordic curl",
    "during the swing",
    "and it's getting worse",
    "is that normal",
    "should i stop",
    "can i go on",
    "what should i do",
    "so skip it",
    "make it easier",
    "give me something else",
    "how many left",
    "since yesterday",
    "after my long run this morning",
    "so i'm not running on sunday",
    "and my race is in two weeks",
    "so my race is off",
    "is it okay to train",
    "can i train today",
]


@given(st.sampled_from(BEFORE), st.sampled_from(COMPLAINTS), st.sampled_from(BODY), st.sampled_from(AFTER))
@example("can i go on if", "my {body} hurts", "knee", "")
def test_words_of_pain_win(recogniser: Recogniser, before: str, complaint: str, body: str, after: str) -> None:
    """A sentence with a complaint in it is never read as anything else, whatever stands before or after."""
    sentence = " ".join(f"{before} {complaint.format(body=body)} {after}".split())

    assert recogniser.understand(sentence, TODAY).intent in FAMILY
