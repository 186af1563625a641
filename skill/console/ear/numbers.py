"""Numbers as words, in sentences that were taken apart by `words_of`."""

_TEENS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_WORD = rf"(?:{_TEENS}|{_TENS}|hundred)"
NUMBER = rf"(?:\d+|{_WORD}(?: (?:and )?{_WORD})*)"
"""The pattern of a whole number: `12`, `twenty five`, `one hundred and five`."""
HOW_MANY = rf"(?:{NUMBER}|an?|a couple of)"
"""The pattern of how many of a thing: a number, `a`, `a couple of`."""

_NUMBERS = {word: n for n, word in enumerate(_TEENS.split("|"))} | {
    word: 10 * n for n, word in enumerate(_TENS.split("|"), start=2)
}


def counted(text: str) -> int:
    """The number that a text stands for; words that are none count nothing."""
    total = 0
    for word in text.replace("-", " ").split():
        if word == "hundred":
            total = max(total, 1) * 100
        elif word.isdigit():
            total += int(word)
        else:
            total += _NUMBERS.get(word, 0)
    return total


def how_many(text: str) -> int:
    """The number that HOW_MANY stands for."""
    return {"a": 1, "an": 1, "a couple of": 2}.get(text) or counted(text)
