"""What can go wrong at the console: one more leaf of the tree in skill.coaching.errors."""

from skill.coaching.errors import CoachError


class ConsoleError(CoachError):
    """The console was told something it cannot do; the message says what, and what it can."""
