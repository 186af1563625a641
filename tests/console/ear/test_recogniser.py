"""The recogniser by itself, on a model small enough to see through."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.console.ear.recogniser import FALLBACK, HeardSlot, Recogniser, understood_line
from skill.console.ear.values import AmazonValues, Match, longest
from skill.console.ear.words import Words
from tests.coaching.every import CONTENT

PAUSE = "AMAZON.PauseIntent"
TODAY = date(2026, 1, 5)
"""A Monday."""
LISTENING = CONTENT.languages["en"].listening
WORDS = Words(LISTENING.spelling)
AMAZON = AmazonValues(LISTENING)


def value(id_: str, name: str, *synonyms: str) -> dict:
    """Make a slot value of the model."""
    return {"id": id_, "name": {"value": name, "synonyms": list(synonyms)}}


def intent(name: str, *samples: str, **slots: str) -> dict:
    """Make an intent of the model; slots by name with their types."""
    return {"name": name, "slots": [{"name": n, "type": t} for n, t in slots.items()], "samples": list(samples)}


CURL = value("nordic_curl", "Nordic curl", "nordics")
BALL = value("ball_curl", "ball curl")
BRIDGE = value("bridge", "glute bridge", "bridge")
INTENTS = [
    intent("HowToIntent", "how do i do a {exercise}", "teach me the {exercise}", exercise="Exercise"),
    intent("SwapIntent", "swap {exercise} for {second_exercise}", exercise="Exercise", second_exercise="Exercise"),
    intent("LogIntent", "i did {number}", "{number} reps", number="AMAZON.NUMBER"),
    intent("StartIntent", "start a {duration} session", duration="AMAZON.DURATION"),
    intent("PainIntent", "it hurts", "my knee hurts"),
    intent(PAUSE, "hold on"),
    *(intent(f"{word}Intent", f"{word.lower()} the {{exercise}} please", exercise="Exercise") for word in
      ("Skip", "Explain", "Show", "Drop", "Ease", "Repeat", "Describe", "Count")),
    intent(FALLBACK),
]  # fmt: skip


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    """Give a recogniser of the small model."""
    types = [{"name": "Exercise", "values": [CURL, BALL, BRIDGE]}]
    language = {"invocationName": "small coach", "intents": INTENTS, "types": types}
    return Recogniser({"interactionModel": {"languageModel": language}}, LISTENING)


def test_an_exact_sample_scores_one(recogniser: Recogniser) -> None:
    """A sample said word for word is certain."""
    understood = recogniser.understand("How do I do a Nordic curl?", TODAY)

    assert (understood.intent, understood.score) == ("HowToIntent", 1.0)


def test_a_synonym_is_matched_to_its_value(recogniser: Recogniser) -> None:
    """The slot has the words as spoken and the value they mean."""
    (slot,) = recogniser.understand("teach me the nordics", TODAY).slots

    assert slot == HeardSlot("exercise", "Exercise", "nordics", (Match("nordic_curl", "Nordic curl"),))


def test_an_unknown_value_is_passed_on_without_a_match(recogniser: Recogniser) -> None:
    """Alexa passes a value through that nobody listed; so does this."""
    understood = recogniser.understand("how do i do a copenhagen plank", TODAY)

    assert understood.intent == "HowToIntent"
    assert understood.slots == (HeardSlot("exercise", "Exercise", "copenhagen plank", ()),)


def test_a_shared_name_has_several_matches(recogniser: Recogniser) -> None:
    """The end of a name that several values share may be any of them."""
    (slot,) = recogniser.understand("how do i do a curl", TODAY).slots

    assert [match.id for match in slot.matches] == ["nordic_curl", "ball_curl"]


def test_two_slots_of_one_type_are_filled_in_order(recogniser: Recogniser) -> None:
    """The first value named goes into the first slot of the sample."""
    slots = recogniser.understand("swap nordics for bridge", TODAY).slots

    assert [(slot.name, slot.value) for slot in slots] == [("exercise", "nordics"), ("second_exercise", "bridge")]


def test_other_words_find_the_closest_sample(recogniser: Recogniser) -> None:
    """A sentence that is no sample is taken for the nearest one, with a score below one."""
    understood = recogniser.understand("teach me a glute bridge", TODAY)

    assert understood.intent == "HowToIntent"
    assert understood.slots[0].matches[0].id == "bridge"
    assert understood.score < 1


def test_a_sample_whose_slot_nothing_fills_is_not_meant(recogniser: Recogniser) -> None:
    """However close the other words are, there must be a value where the sample has a slot."""
    assert recogniser.understand("teach me to it please", TODAY).intent == FALLBACK


def test_fillers_do_not_matter(recogniser: Recogniser) -> None:
    """Politeness and hesitation are no part of a sample."""
    assert recogniser.understand("um hold on please", TODAY).intent == PAUSE


def test_a_misspelt_word_is_repaired(recogniser: Recogniser) -> None:
    """A word that nothing has is taken for one that is spelt nearly so."""
    (slot,) = recogniser.understand("how do i do a nordick curl", TODAY).slots

    assert slot.matches[0].id == "nordic_curl"


def test_built_in_intents_have_their_standard_utterances(recogniser: Recogniser) -> None:
    """What Alexa understands by itself needs no sample."""
    assert recogniser.understand("pause", TODAY).intent == PAUSE


def test_a_decisive_word_settles_a_long_sentence(recogniser: Recogniser) -> None:
    """A complaint inside other words is heard."""
    assert recogniser.understand("teach me it hurts the bridge the nordics", TODAY).intent == "PainIntent"


@pytest.mark.parametrize("said", ["", "   ", "?!", "what is the weather in madrid"])
def test_what_is_like_no_sample_falls_back(recogniser: Recogniser, said: str) -> None:
    """Nothing close enough means the fallback, with no slots."""
    understood = recogniser.understand(said, TODAY)

    assert (understood.intent, understood.slots) == (FALLBACK, ())


@given(st.text(max_size=60))
def test_any_text_is_answered(recogniser: Recogniser, said: str) -> None:
    """Whatever is typed, the result is an intent of the model and a score from 0 to 1."""
    understood = recogniser.understand(said, TODAY)

    assert understood.intent in {entry["name"] for entry in INTENTS}
    assert 0 <= understood.score <= 1


def test_understanding_keeps_no_state(recogniser: Recogniser) -> None:
    """A sentence means the same whatever was said before."""
    before = recogniser.understand("teach me the nordics", TODAY)
    recogniser.understand("it hurts", TODAY)

    assert recogniser.understand("teach me the nordics", TODAY) == before


@pytest.mark.parametrize(
    ("said", "type_", "value"),
    [
        ("twenty five", "AMAZON.NUMBER", "25"),
        ("one hundred and five", "AMAZON.NUMBER", "105"),
        ("12", "AMAZON.NUMBER", "12"),
        ("ten minutes", "AMAZON.DURATION", "PT10M"),
        ("ten minute", "AMAZON.DURATION", "PT10M"),
        ("10 minutes", "AMAZON.DURATION", "PT10M"),
        ("half an hour", "AMAZON.DURATION", "PT30M"),
        ("a half hour", "AMAZON.DURATION", "PT30M"),
        ("a quarter of an hour", "AMAZON.DURATION", "PT15M"),
        ("three quarters of an hour", "AMAZON.DURATION", "PT45M"),
        ("an hour and a half", "AMAZON.DURATION", "PT1H30M"),
        ("two and a half minutes", "AMAZON.DURATION", "PT2M30S"),
        ("ninety seconds", "AMAZON.DURATION", "PT1M30S"),
        ("a couple of minutes", "AMAZON.DURATION", "PT2M"),
        ("two days", "AMAZON.DURATION", "P2D"),
        ("one week", "AMAZON.DURATION", "P1W"),
        ("half past six", "AMAZON.TIME", "06:30"),
        ("quarter to seven", "AMAZON.TIME", "06:45"),
        ("six thirty pm", "AMAZON.TIME", "18:30"),
        ("seven in the evening", "AMAZON.TIME", "19:00"),
        ("noon", "AMAZON.TIME", "12:00"),
    ],
)
def test_amazons_own_values_are_found(said: str, type_: str, value: str) -> None:
    """Numbers, lengths of time and times of day are found as Alexa sends them."""
    spans = longest(span for span in AMAZON.spans(WORDS.of(said), TODAY) if span.type == type_)

    assert [span.value for span in spans] == [value]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("today", "2026-01-05"),
        ("this morning", "2026-01-05TMO"),
        ("tonight", "2026-01-05TNI"),
        ("tomorrow", "2026-01-06"),
        ("tomorrow afternoon", "2026-01-06TAF"),
        ("yesterday", "2026-01-04"),
        ("last night", "2026-01-04TNI"),
        ("the day after tomorrow", "2026-01-07"),
        ("the day before yesterday", "2026-01-03"),
        ("thursday", "2026-01-08"),
        ("thursday evening", "2026-01-08TEV"),
        ("monday", "2026-01-12"),
        ("this sunday", "2026-01-11"),
        ("next sunday", "2026-01-18"),
        ("last sunday", "2026-01-04"),
        ("last monday", "2025-12-29"),
        ("the weekend", "2026-W02-WE"),
        ("this weekend", "2026-W02-WE"),
        ("next weekend", "2026-W03-WE"),
        ("the weekend after next", "2026-W04-WE"),
        ("this week", "2026-W02"),
        ("next week", "2026-W03"),
        ("the week after next", "2026-W04"),
        ("in three days", "2026-01-08"),
        ("in two weeks", "2026-01-19"),
        ("in a couple of weeks' time", "2026-01-19"),
        ("in a fortnight", "2026-01-19"),
        ("in two months", "2026-03"),
        ("two days ago", "2026-01-03"),
        ("a week today", "2026-01-12"),
        ("a week on sunday", "2026-01-18"),
        ("sunday week", "2026-01-18"),
        ("two weeks from now", "2026-01-19"),
        ("the fifth of december", "2026-12-05"),
        ("december fifth", "2026-12-05"),
        ("5th December", "2026-12-05"),
        ("the twenty first of march", "2026-03-21"),
        ("the fourth of january", "2027-01-04"),
        ("on the eighth", "2026-01-08"),
        ("on the second", "2026-02-02"),
        ("in march", "2026-03"),
        ("next month", "2026-02"),
    ],
)
def test_dates_are_what_alexa_sends(said: str, value: str) -> None:
    """A day, a weekend, a week or a month that is named is found as AMAZON.DATE."""
    spans = longest(span for span in AMAZON.spans(WORDS.of(said), TODAY) if span.type == "AMAZON.DATE")

    assert [span.value for span in spans] == [value]


@pytest.mark.parametrize("said", ["on the first set", "may i stop", "the thirtieth of february", "the fifth one"])
def test_other_words_are_no_day(said: str) -> None:
    """Words that dates are made of, and days that there are not, name no day."""
    assert not [s for s in AMAZON.spans(WORDS.of(said), TODAY) if s.type == "AMAZON.DATE" and len(s.value) > 7]


@given(
    st.dates(),
    st.lists(
        st.sampled_from(
            [
                "in",
                "a",
                "two",
                "next",
                "last",
                "week",
                "weekend",
                "days",
                "ago",
                "on",
                "monday",
                "first",
                "of",
                "may",
            ]
        )
    ),
)
def test_any_words_on_any_day_are_read(today: date, words: list[str]) -> None:
    """Near the ends of the calendar, and whatever nonsense is said, there is a value or there is none."""
    assert all(span.end <= len(words) for span in AMAZON.spans(words, today))


def test_contractions_are_written_out() -> None:
    """What's and what is are the same words; a possessive stays."""
    words = WORDS.of("What's my partner's plan? I can't, I've stopped.")

    assert " ".join(words) == "what is my partner's plan i can not i have stopped"


def test_understood_line_is_json(recogniser: Recogniser) -> None:
    """One line has the sentence, the intent, the slots with their ids, and the score."""
    said = "how do i do a nordic curl"

    assert json.loads(understood_line(said, recogniser.understand(said, TODAY))) == {
        "sentence": said,
        "intent": "HowToIntent",
        "slots": {"exercise": {"value": "nordic curl", "id": "nordic_curl"}},
        "score": 1.0,
        "next": [],
    }


def test_a_line_has_no_id_where_several_match(recogniser: Recogniser) -> None:
    """An id is given only where one value was meant."""
    said = "how do i do a curl"

    assert json.loads(understood_line(said, recogniser.understand(said, TODAY)))["slots"]["exercise"]["id"] is None
