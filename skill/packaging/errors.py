"""What can go wrong with packaging: a leaf of the tree in skill.coaching.errors."""

from skill.coaching.errors import CoachError


class PackagingError(CoachError):
    """What should be packaged is missing or does not fit together."""
