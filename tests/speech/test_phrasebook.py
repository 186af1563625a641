"""Every sentence of the content, rendered."""

import re
from dataclasses import replace

import pytest

from skill.coaching.words.phrase import Arg, Count, Name, Phrase, Span, Thing
from skill.content import Content
from skill.speech.phrasebook import Phrasebook

PLACEHOLDER = re.compile(r"\{(\w+)\}")
SPEAKABLE = re.compile(r"[A-Za-z ,.?'\-]+")
PLAUSIBLE: dict[str, Arg] = {
    "exercise": Name(Thing.EXERCISE, "nordic_curl"),
    "easier": Name(Thing.EXERCISE, "hip_hinge"),
    "exercises": (Name(Thing.EXERCISE, "hip_hinge"), Name(Thing.EXERCISE, "nordic_curl")),
    "kit": (Name(Thing.KIT, "kettlebell"), Name(Thing.KIT, "stability_ball")),
    "time": Span(90),
    "number": 3,
    "side": Phrase("side.right.name"),
    "other": Phrase("side.left.name"),
    "sets": Count(2, "set"),
    "reps": Count(1, "rep"),
}


def filled(wording: str, key: str, pick: int, terms: dict[str, str]) -> Phrase:
    """Return the phrase of a wording with something plausible for each placeholder."""
    names = {name for name in PLACEHOLDER.findall(wording) if name not in terms}
    return Phrase(key, tuple((name, PLAUSIBLE.get(name, "something")) for name in sorted(names)), pick)


def with_wordings(content: Content, **wordings: str) -> Phrasebook:
    """Return the English phrasebook with wordings of its own besides."""
    english = content.languages["en"]
    own = {key: (wording,) for key, wording in wordings.items()}
    return Phrasebook(replace(english, wordings={**english.wordings, **own}), {})


def test_every_sentence_can_be_said_in_every_locale(content: Content) -> None:
    """Filled in, every wording is letters and plain punctuation, with no placeholder left."""
    english = content.languages["en"]
    faults = []
    for locale in english.locales.values():
        book = Phrasebook(english, locale.terms)
        for key, wordings in english.wordings.items():
            for pick, wording in enumerate(wordings):
                text = book.text(filled(wording, key, pick, locale.terms))
                if not SPEAKABLE.fullmatch(text):
                    faults.append((locale.code, key, text))
    assert faults == []


@pytest.mark.parametrize(("number", "said"), [(1, "Una vez"), (3, "Three veces"), (21, "Veintiuna veces")])
def test_a_noun_may_have_a_form_for_one_number(content: Content, number: int, said: str) -> None:
    """Where a number changes with its noun, its form says so; every other number takes the form of its plural."""
    forms = {"nouns.rep.one": "una vez", "nouns.rep.21": "veintiuna veces", "nouns.rep.other": "{number} veces"}
    book = with_wordings(content, **forms)
    assert book.text(Phrase("class.dose", (("reps", Count(number, "rep")),))) == said


def test_every_unit_of_a_count_has_a_name(content: Content, phrasebook: Phrasebook) -> None:
    """Every noun the coach counts in has a singular and a plural."""
    nouns = ("set", "rep", "second", "minute", "day", "week", "class", "exercise", "step")
    said = [phrasebook.text(Phrase("class.dose", (("reps", Count(n, noun)),))) for noun in nouns for n in (1, 2)]
    assert len(set(said)) == 2 * len(nouns)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, "One second"),
        (45, "Forty-five seconds"),
        (60, "One minute"),
        (90, "Ninety seconds"),
        (120, "Two minutes"),
        (150, "Two minutes and thirty seconds"),
    ],
)
def test_a_length_of_time_is_said_in_the_largest_fitting_unit(content: Content, seconds: int, said: str) -> None:
    """Short times are seconds, full ones minutes."""
    book = with_wordings(content, only="{time}")
    assert book.text(Phrase("only", (("time", Span(seconds)),))) == said


@pytest.mark.parametrize(
    ("items", "said"),
    [(("a",), "A"), (("a", "b"), "A and b"), (("a", "b", "c"), "A, b and c")],
)
def test_a_list_ends_with_and(phrasebook: Phrasebook, items: tuple[str, ...], said: str) -> None:
    """Things are listed with commas and an and."""
    assert phrasebook.text(Phrase("class.dose", (("reps", items),))) == said


def test_a_sentence_begins_with_a_capital(phrasebook: Phrasebook) -> None:
    """Whatever fills the first placeholder, a sentence begins with a capital."""
    for text in (
        phrasebook.text(Phrase("class.number", (("number", 7),))),
        phrasebook.text(Phrase("class.seconds_done", (("time", Span(20)),))),
    ):
        assert text[0].isupper()


def test_wordings_take_turns(phrasebook: Phrasebook) -> None:
    """One pick after the other goes round all wordings of a key."""
    said = [phrasebook.text(Phrase("class.tick", pick=pick)) for pick in range(6)]
    assert said[:3] == said[3:]
    assert len(set(said)) == 3


def test_an_unknown_key_raises_key_error(phrasebook: Phrasebook) -> None:
    """A phrase that the content does not have is an error."""
    with pytest.raises(KeyError):
        phrasebook.text(Phrase("class.no_such_thing"))


def test_locales_say_their_own_words(content: Content) -> None:
    """A British runner is sent to a physio, an American one to a physical therapist."""
    english = content.languages["en"]
    said = {
        code: Phrasebook(english, english.locales[code].terms).text(Phrase("signs.pain.answer"))
        for code in ("en-US", "en-GB")
    }
    assert said["en-US"] != said["en-GB"]
