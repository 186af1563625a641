"""Every sign of the body that the content grades is heard, in every word it can be said with."""

import pytest

from skill.app import load_content
from skill.console.ear.recogniser import Recogniser
from skill.content.model import SlotValue
from tests.understanding.measure import TODAY

SIGNS = load_content().languages["en"].slot_types["Sign"]
SAID = ("{}", "it's {}", "i feel {}", "my knee is {}", "my knee {}", "i have {} in my knee")
"""Ways to say a sign: what it is decides which of them is English."""
COMPLAINTS = {"BodyIntent", "PainIntent", "DizzyIntent", "EmergencyIntent"}


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.id)
def test_a_sign_is_heard_in_all_its_words(recogniser: Recogniser, sign: SlotValue) -> None:
    """Said alone or in a short sentence, each spoken form is taken for a complaint, and for this one."""
    for words in (sign.name, *sign.synonyms):
        heard = [recogniser.understand(said.format(words), TODAY) for said in SAID]
        meant = [
            {match.id for slot in one.slots if slot.type == "Sign" for match in slot.matches}
            for one in heard
            if one.intent in COMPLAINTS
        ]
        assert any(sign.id in ids or not ids for ids in meant), words
