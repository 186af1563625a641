"""A worker of its own process with a device of its own: classes_at_once.py URL PERSON SECONDS COUNT.

The person "" is a voice not recognised. The device's clock is so many seconds ahead of another's.
"""

import sys
from functools import partial

from skill.app import answer
from skill.console.conversation import START
from skill.storage import open_store
from tests.storage.lessons import Lessons, skill_over


def main(url: str, person: str, seconds: int, classes: int) -> None:
    """Take so many classes to their ends."""
    skill = partial(answer, skill_over(open_store(url)))
    lessons = Lessons(skill, person or None, START + 1000 * seconds, seed=seconds)
    for _ in range(classes):
        lessons.take()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
