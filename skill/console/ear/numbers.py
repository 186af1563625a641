"""Numbers as words, in sentences that were taken apart by `Words`."""

import re
from collections.abc import Iterable, Mapping

from skill.content.listening import Counting

_SLOT = re.compile(r"\\\{(\w+)\\\}")
"""A placeholder, as `re.escape` writes it."""

TWENTY = 20
"""From here on a number may be said in two words."""


def either(words: Iterable[str]) -> str:
    """The pattern of one of several words: the longest that fits."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def pattern_of(sample: str, names: Mapping[str, str], before: str = "", behind: str = "") -> re.Pattern[str]:
    """The pattern of a sample that stands as words of its own; what stands for each placeholder is a group."""
    words = _SLOT.sub(lambda slot: f"(?P<{slot[1]}>{names[slot[1]]})", re.escape(sample).replace(r"\ ", " "))
    return re.compile(rf"{before}(?<![\w']){words}(?![\w']){behind}")


class Numbers:
    """The numbers of a language."""

    def __init__(self, counting: Counting) -> None:
        self._counting = counting
        words, hundred, join = counting.words, re.escape(counting.hundred), re.escape(counting.join)
        tens = either(word for word, number in words.items() if number >= TWENTY and number % 10 == 0)
        ones = either(word for word, number in words.items() if 1 <= number < 10)
        below = rf"(?:(?:{tens}) (?:{ones})|{either(words)})"
        self.number = rf"(?:\d+|(?:{below} )?{hundred}(?: (?:{join} )?{below})?|{below})"
        """The pattern of a whole number: `12`, `twenty five`, `one hundred and five`; `two twelve` is two."""
        self.count = f"(?:{self.number}|{either(counting.few)})"
        """The pattern of how many of a thing: a number, `a`, `a couple of`."""

    def counted(self, text: str) -> int:
        """The number that a text stands for; words that are none count nothing."""
        total = 0
        for word in text.replace("-", " ").split():
            if word == self._counting.hundred:
                total = max(total, 1) * 100
            elif word.isdigit():
                total += int(word)
            else:
                total += self._counting.words.get(word, 0)
        return total

    def how_many(self, text: str) -> int:
        """The number that a `count` stands for."""
        return self._counting.few.get(text) or self.counted(text)

    def words_up_to(self, most: int) -> Iterable[str]:
        """The numbers of one word from one to the most."""
        return (word for word, number in self._counting.words.items() if 1 <= number <= most)
