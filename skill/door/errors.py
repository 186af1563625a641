"""What is refused at the signed door: a leaf of the tree in skill.coaching.errors."""

from skill.coaching.errors import CoachError


class RefusedError(CoachError):
    """A request does not prove to come from Alexa, for this skill and just now. It holds nothing that was sent."""
