"""Kill a process that saves, at random moments, and look at what it leaves behind.

Run as `python -m tests.storage.kills FILE COUNT [SEED]`; a thousand kills take some ten seconds.
"""

import os
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from itertools import count

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter

from skill.storage import open_store
from tests.storage.speakers import said_by

SPEAKER = said_by("runner")
LONGEST_LIFE_SECONDS = 0.015
FILLING = 2_000
"""How often the number is repeated in the record: some 12 KB or three pages; half a record would show."""


def stored_number(store: AbstractPersistenceAdapter) -> int:
    """Return the number in the record, which must be whole; 0 where there is no record."""
    record = store.get_attributes(SPEAKER)
    number: int = record.get("number", 0)
    assert record.get("filling", []) == [number] * (FILLING if record else 0), "half a record was left"
    return number


def save_until_killed(url: str, pipe: int) -> None:
    """Tell the pipe the number found, then save number after number, and tell each when it is saved."""
    store = open_store(url)
    found = stored_number(store)
    os.write(pipe, found.to_bytes(8, "big"))
    for number in count(found + 1):
        store.save_attributes(SPEAKER, {"revision": number - 1, "number": number, "filling": [number] * FILLING})
        os.write(pipe, number.to_bytes(8, "big"))


def told_until_killed(work: Callable[[int], None], seconds: float) -> bytes:
    """Let a process of its own work and tell a pipe, kill it after so long, and return what it told."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            work(writer)
            time.sleep(60)
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL, "the process failed before it was killed"
        return pipe.read()


def kill_once(url: str, seconds: float) -> list[int]:
    """Start a process that saves, kill it after so long, and return the numbers it told."""
    told = told_until_killed(partial(save_until_killed, url), seconds)
    return [int.from_bytes(told[at : at + 8], "big") for at in range(0, len(told), 8)]


def main(path: str, kills: int, seed: int = 1) -> None:
    """Kill so many processes; what each finds must be the last record told as saved, or the one after."""
    moments = random.Random(seed)  # noqa: S311
    url = f"sqlite:///{path}"
    last = 0
    for _ in range(kills):
        told = kill_once(url, moments.uniform(0, LONGEST_LIFE_SECONDS))
        assert not told or told[0] in (last, last + 1), f"{told[0]} was left where {last} was saved"
        last = told[-1] if told else last
    assert stored_number(open_store(url)) in (last, last + 1)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    print(f"{kills} kills, {last} records saved, none damaged")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
