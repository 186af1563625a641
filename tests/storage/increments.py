"""A worker of its own process that counts in one runner's record: increments.py URL RUNNER COUNT."""

import sys

from skill.storage import open_store
from tests.storage.speakers import add_one, said_by


def main(url: str, runner: str, times: int) -> None:
    """Count one more, so many times."""
    store = open_store(url)
    for _ in range(times):
        add_one(store, said_by(runner))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
