"""Content compiled into one file: what was read and checked once is loaded in milliseconds after.

The file has a line that tells what it was made of, and the content as a pickle, trusted as the code beside it is.
"""

import os
import pickle
import pickletools
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from skill.content.model import Content

CODE = Path(__file__).resolve().parents[1]
"""Where the code is that reads content, and whose types it comes in."""
READERS = ("coaching", "content")


def load_content(folder: Path, compiled: Path) -> Content:
    """The content below a folder: as it was compiled, or read and compiled again where anything has changed since.

    Where only what was compiled is there, that is it. Raises ContentError with every fault of the folder.
    """
    mark = _mark(folder) if folder.is_dir() else None
    return _found(compiled, mark) or _read(folder, mark, compiled)


def compile_for_turns(folder: Path, compiled: Path) -> None:
    """Write what turns need of the content of a folder. Raises ContentError.

    The bytes are the same in every new process of one PYTHONHASHSEED.
    """
    from skill.content.reader import read_content

    _write(read_content(folder).for_turns(), _mark(folder), compiled)


def version_of(folder: Path) -> str:
    """Short for everything that is in the content: other words, another version."""
    return _digest(_files(folder, "*.toml"))[:12]


def _found(compiled: Path, mark: str | None) -> Content | None:
    """What was compiled; None where it was made of something else."""
    try:
        made_of, _, data = compiled.read_bytes().partition(b"\n")
    except OSError:
        return None
    if mark and made_of != mark.encode():
        return None
    content: Content = pickle.loads(data)  # noqa: S301  as trusted as the code
    return content


def _read(folder: Path, mark: str | None, compiled: Path) -> Content:
    from skill.content.reader import read_content  # what is compiled needs no reader

    content = read_content(folder)
    with suppress(OSError):  # where it cannot be written it is read again
        _write(content, mark or "", compiled)
    return content


def _write(content: Content, mark: str, compiled: Path) -> None:
    data = pickletools.optimize(pickle.dumps(content, pickle.HIGHEST_PROTOCOL))
    compiled.parent.mkdir(parents=True, exist_ok=True)
    part = compiled.with_suffix(f".{os.getpid()}")
    part.write_bytes(mark.encode() + b"\n" + data)
    part.replace(compiled)


def _mark(folder: Path) -> str:
    """Tells content of other files, or of other code, from this."""
    code = (file for room in READERS for file in _files(CODE / room, "*.py"))
    return _digest(_files(folder, "*.toml")) + _digest(code)


def _files(folder: Path, pattern: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob(pattern)):
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def _digest(files: Iterator[tuple[str, bytes]]) -> str:
    digest = sha256()
    for name, data in files:
        digest.update(name.encode() + b"\0" + data)
    return digest.hexdigest()
