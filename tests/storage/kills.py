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
MOST_TOLD = 3
"""So many saves a process is let make, whatever time they take, before its last moments begin."""
LONGEST_LAST_MOMENTS = 0.005
"""Seconds from then to the kill: some saves' worth, so that it comes anywhere within one."""
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
    os.write(pipe, b"%d\n" % found)
    for number in count(found + 1):
        store.save_attributes(SPEAKER, {"revision": number - 1, "number": number, "filling": [number] * FILLING})
        os.write(pipe, b"%d\n" % number)


def told_until_killed(work: Callable[[int], None], lines: int, seconds: float) -> list[bytes]:
    """Let a process work and tell a pipe; kill it so long after so many lines, and return those it told."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            work(writer)
            signal.pause()
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        told = [pipe.readline() for _ in range(lines)]
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL, "the process failed before it was killed"
        return [line for line in (*told, *pipe) if line.endswith(b"\n")]


def kill_once(url: str, lines: int, seconds: float) -> list[int]:
    """Start a process that saves, kill it so long after so many saves, and return the numbers it told."""
    return [int(line) for line in told_until_killed(partial(save_until_killed, url), lines, seconds)]


def main(path: str, kills: int, seed: int = 1) -> None:
    """Kill so many processes; what each finds must be the last record told as saved, or the one after."""
    moments = random.Random(seed)  # noqa: S311
    url = f"sqlite:///{path}"
    last = 0
    for _ in range(kills):
        told = kill_once(url, moments.randint(0, MOST_TOLD), moments.uniform(0, LONGEST_LAST_MOMENTS))
        assert not told or told[0] in (last, last + 1), f"{told[0]} was left where {last} was saved"
        last = told[-1] if told else last
    assert stored_number(open_store(url)) in (last, last + 1)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    print(f"{kills} kills, {last} records saved, none damaged")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
