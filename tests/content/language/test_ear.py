"""The ear check: what may be spoken, and what a listener would stumble over."""

import pytest

from skill.app import CONTENT
from skill.coaching.errors import Fault
from skill.content.folder import Folder
from skill.content.language.ear import Kind, Line, Style, listen

STYLE = Style(Folder(CONTENT).table("en/style.toml"))

ANSWER = "Push your hips straight back. Your chest follows, with the back flat."
STEP = "Push your {side} hip straight back, and let your chest come forward."


def said_of(kind: Kind, text: str, placeholders: frozenset[str] | None = None) -> list[str]:
    """What is allowed in place of each fault found in a text."""
    return [fault.allowed for fault in listen([Line("file", "field", kind, text, placeholders)], STYLE)]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.ANSWER, ANSWER),
        (Kind.ANSWER, "{ball_small} is enough. It's a single-leg exercise. Ready?"),
        (Kind.ANSWER, "The B-stance comes before the RDL. It can help, and may lower the risk."),
        (Kind.ANSWER, "Stop just below the knee, and keep it that way."),
        (Kind.STEP, STEP),
        (Kind.STEP, "When you can't hold it, catch yourself on your hands."),
        (Kind.STEP, "Press your {side} foot into the floor, heel, big toe and little toe."),
        (Kind.CUE, "Line from your head to your heel"),
        (Kind.PHASE, "push up"),
        (Kind.PROMPT, "three"),
        (Kind.NAME, "a pair of weights"),
    ],
)
def test_good_wording_passes(kind: Kind, text: str) -> None:
    """Each kind at its longest, and words that only look like faults."""
    assert said_of(kind, text) == []


def test_a_fault_says_where_and_what() -> None:
    """File and field come from the line."""
    assert listen([Line("en/x.toml", "cues.1", Kind.CUE, "Do it as shown")], STYLE) == [
        Fault("en/x.toml", "cues.1", "'shown'", "words that need no picture")
    ]


@pytest.mark.parametrize("sign", list(';:/"()[]&%+*<>0123456789!’–—…\n\t'))
def test_no_sign_that_a_voice_stumbles_over(sign: str) -> None:
    """Only letters, spaces, comma, period, question mark, apostrophe and hyphen."""
    assert "letters, spaces, , . ? ' - and {placeholders}" in said_of(Kind.PROMPT, f"Stand tall{sign} now")


@pytest.mark.parametrize("text", ["Stand {tall", "Stand tall}", "Stand {}", "Stand {Side}", "Stand {a b}"])
def test_braces_hold_a_placeholder(text: str) -> None:
    """Half a placeholder would be read aloud."""
    assert "letters, spaces, , . ? ' - and {placeholders}" in said_of(Kind.PROMPT, text)


@pytest.mark.parametrize("text", ["Stand  tall", " Stand tall", "Stand tall "])
def test_spaces_are_single(text: str) -> None:
    """Two spaces are a slip."""
    assert said_of(Kind.PROMPT, text) == ["single spaces, and none at either end"]


@pytest.mark.parametrize(
    ("placeholders", "allowed"),
    [
        (frozenset(), ["no placeholder here"]),
        (frozenset({"other", "side"}), ["one of other, side; nearest: side"]),
        (frozenset({"sides"}), ["one of sides; nearest: sides"]),
        (None, []),
    ],
)
def test_placeholders_are_those_of_the_line(placeholders: frozenset[str] | None, allowed: list[str]) -> None:
    """None means that they are checked elsewhere."""
    assert said_of(Kind.PROMPT, "Stand on your {sid} leg", placeholders) == allowed


@pytest.mark.parametrize("text", ["STOP now", "Keep it SLOW"])
def test_no_capitals(text: str) -> None:
    """A voice may spell them."""
    assert said_of(Kind.PROMPT, text) == ["no words in capitals"]


@pytest.mark.parametrize(
    "text",
    [
        "Bend as shown",
        "Hold it like this.",
        "Make a T shape",
        "A t-shaped body",
        "See the drawing",
        "As pictured",
        "The image helps",
        "Do the moves below, slowly",
        "See how it goes",
    ],
)
def test_no_words_that_need_a_picture(text: str) -> None:
    """The listener sees none (coaching facts 0.3)."""
    assert said_of(Kind.PROMPT, text) == ["words that need no picture"]


@pytest.mark.parametrize(
    "claim",
    [
        "It prevents strains",
        "Guaranteed speed",
        "A cure",
        "It heals",
        "That fixes it",
        "For rehab",
        "Doctor-approved",
    ],
)
def test_no_promises(claim: str) -> None:
    """Coaching facts 0.9 and section 4."""
    assert said_of(Kind.PROMPT, claim) == ["no promise (coaching facts, section 4): can help, may lower the risk"]


@pytest.mark.parametrize(("kind", "most"), [(Kind.STEP, 20), (Kind.CUE, 7), (Kind.PHASE, 2), (Kind.NAME, 10)])
def test_short_texts_are_short(kind: Kind, most: int) -> None:
    """One word more is too many."""
    text = "Stand" + " tall" * (most - 1)
    end = "." if kind is Kind.STEP else ""
    assert said_of(kind, text + end) == []
    assert said_of(kind, f"{text} tall{end}") == [f"{most} words at most"]


@pytest.mark.parametrize("kind", [Kind.ANSWER, Kind.PROMPT])
def test_answers_have_sixty_words_and_sentences_twenty_five(kind: Kind) -> None:
    """Heard once, they must be kept in mind."""
    sentence = "Stand" + " tall" * 19 + "."
    assert said_of(kind, " ".join([sentence] * 3)) == []
    assert said_of(kind, " ".join([sentence] * 3) + " Go.") == ["60 words at most"]
    assert said_of(kind, "Stand" + " tall" * 24 + ".") == []
    assert said_of(kind, "Stand" + " tall" * 25 + ".") == ["25 words a sentence"]


@pytest.mark.parametrize(
    "step",
    [
        "Bend your knees, then lift your hips.",
        "Bend your knees. Lift your hips.",
        "Bend your knees and lift your hips and hold.",
    ],
)
def test_a_step_is_one_action(step: str) -> None:
    """The next one comes after its pause."""
    assert said_of(Kind.STEP, step) == ["one action"]


@pytest.mark.parametrize(
    "step", ["Your knees bend.", "bend your knees.", "Slowly bend your knees.", "The hips lift."]
)
def test_a_step_starts_with_what_to_do(step: str) -> None:
    """The verb comes first, with a capital letter."""
    assert said_of(Kind.STEP, step) == ["a step that starts with what to do"]


def test_a_step_ends_with_a_period() -> None:
    """It is a sentence."""
    assert said_of(Kind.STEP, "Bend your knees") == ["a period at the end of a step"]


def test_a_cue_has_no_end_punctuation() -> None:
    """It is called into a rep."""
    assert said_of(Kind.CUE, "Hips back.") == ["no punctuation at the end of a cue"]


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        ("hips back.", "a capital letter at the start"),
        ("Hips back", "a period or a question mark at the end"),
        ("Ready? Say go.", "one question, as the last thing said"),
    ],
)
def test_an_answer_is_whole_sentences_with_the_question_last(answer: str, allowed: str) -> None:
    """A listener answers what was said last."""
    assert said_of(Kind.ANSWER, answer) == [allowed]
