"""What the platform allows of one answer (platform sheet, sections 1.3 and 2)."""

MAX_CHARACTERS = 8_000
"""Characters of SSML in one outputSpeech or reprompt."""
MAX_BREAK = 10_000
"""Milliseconds of one <break>."""
MAX_RESPONSE_BYTES = 120 * 1024
"""Bytes of a whole response."""
MAX_TURN = 240_000
"""Milliseconds of one turn's speech."""
MAX_REPROMPT = 90_000
"""Milliseconds of one reprompt."""
LATENCY = 2_500
"""Milliseconds between what the runner hears and what the coach learns: about one until the answer sounds, and
one and a half for the interrupting words. General experience; the platform states no figure."""
