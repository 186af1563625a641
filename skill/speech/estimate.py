"""How long a phrase takes to say, from its syllables and punctuation."""

import re

START = 120
"""Milliseconds before and after any words."""
SYLLABLE = 175
"""Milliseconds a syllable takes on average."""
WORD = 35
"""Milliseconds more for each word."""
COMMA = 220
"""Milliseconds of pause at a comma."""
SENTENCE = 400
"""Milliseconds of pause between two sentences."""

_WORD = re.compile(r"[a-z']+", re.IGNORECASE)
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?:[^aeiouyl]e|[^aeiouytd]ed|[^aeiouy]es)$")


def milliseconds(text: str) -> int:
    """The estimated length of a spoken text."""
    words = _WORD.findall(text.lower())
    if not words:
        return 0
    inner = text.strip().rstrip(".?!")
    pauses = COMMA * inner.count(",") + SENTENCE * len(re.findall(r"[.?!]\s", inner))
    return START + pauses + sum(SYLLABLE * syllables(word) + WORD for word in words)


def syllables(word: str) -> int:
    """Syllables of an English word, counted by its groups of vowels."""
    groups = len(_VOWELS.findall(word))
    if groups > 1 and _SILENT_END.search(word):
        groups -= 1
    return max(groups, 1)
