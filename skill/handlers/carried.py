"""What the session carries from one request to the next: the memory, as one attribute."""

import json
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from skill.coaching.errors import SavedStateError
from skill.coaching.record.record import Progress
from skill.coaching.record.saved import from_data, to_data
from skill.coaching.turn.state import Session

ATTRIBUTE = "coach"
"""The one session attribute: the memory as JSON text, which the SDK need not copy and check piece by piece."""
_JSON = json.JSONEncoder(separators=(",", ":"))


@dataclass(frozen=True)
class Memory:
    """What is known when a request is answered; between requests it lives in the session."""

    session: Session = Session()  # noqa: RUF009  frozen, all defaults
    progress: Progress = Progress()  # noqa: RUF009
    person: str = ""
    """Who began the conversation: the id of a recognised voice, "" for another."""
    owner: str = ""
    """The account's owner; "" is not known."""
    alone: bool = False
    """The record has nothing but this progress: it is written without being read again."""
    revision: int = 0
    """The store's revision of the record."""
    unsaved: bool = False
    """The store does not have the progress: it was not reachable."""
    told: bool = False
    """The runner has been told so."""
    build: int = 0
    """What the session's words and ids are of; those of another build may mean nothing here."""
    sorry: bool = False
    """The last answer was an apology."""


class Conversations:
    """The memories of the latest conversations, by their text: most go on where they were answered last."""

    def __init__(self, most: int = 128) -> None:
        self._most = most
        self._memories: OrderedDict[str, Memory] = OrderedDict()
        self._lock = Lock()

    def keep(self, text: str, memory: Memory) -> None:
        """Keep a memory until it is asked for, or too many others are kept."""
        with self._lock:
            self._memories[text] = memory
            if len(self._memories) > self._most:
                self._memories.popitem(last=False)

    def take(self, text: str) -> Memory | None:
        """The memory of a text, which is not kept any longer; None where it is not known."""
        with self._lock:
            return self._memories.pop(text, None)


_latest = Conversations()


def write(memory: Memory) -> str:
    """The memory as the session attribute has it."""
    text = _JSON.encode(to_data(memory))
    _latest.keep(text, memory)
    return text


def read(text: object) -> Memory:
    """The memory in a session attribute; raises SavedStateError for anything else."""
    if not isinstance(text, str):
        raise SavedStateError(text)
    try:
        return _latest.take(text) or from_data(Memory, json.loads(text))
    except ValueError as error:
        raise SavedStateError(text) from error
