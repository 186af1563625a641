"""What the core needs from outside, as the smallest possible types."""

from collections.abc import Callable
from typing import TypeAlias

from skill.coaching.words.phrase import Phrase

SpeechLength: TypeAlias = Callable[[Phrase], int]
"""How long a phrase takes to say, in milliseconds."""
