"""Loads the TOML files of the content folder, whatever state they are in."""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from skill.coaching.errors import Fault
from skill.content.table import Table, any_of, show

_ID = re.compile(r"[a-z]+(?:_[a-z]+)*|[0-9]+(?:_[a-z]+)+")
"""Names of files become ids: words with underscores; class templates begin with their minutes."""

_ALLOWED = "a TOML file in UTF-8"

_NOTES = (".md",)
"""Endings of files for people, which may stand anywhere."""


@dataclass
class Folder:
    """The content folder. Paths are relative to it, with forward slashes."""

    root: Path
    faults: list[Fault] = field(default_factory=list)
    """Of all files, in the order found."""
    _tables: dict[str, Table] = field(default_factory=dict)

    def table(self, path: str) -> Table:
        """The content of a file; of one that cannot be read, an empty table whose faults are nobody's."""
        if path not in self._tables:
            data = self._load(path)
            self._tables[path] = Table(path, {}, []) if data is None else Table(path, data, self.faults)
        return self._tables[path]

    def tables(self, path: str) -> dict[str, Table]:
        """The content of every file in a folder, by id."""
        names = [name.removesuffix(".toml") for name in self.names(path) if self._is_content(path, name)]
        return {name: self.table(f"{path}/{name}.toml") for name in names}

    def names(self, path: str) -> list[str]:
        """What is in a folder, sorted, hidden files and notes left out."""
        try:
            names = sorted(entry.name for entry in (self.root / path).iterdir())
        except OSError as error:
            self.faults.append(Fault(path or ".", "folder", error.strerror or "nothing", "a folder"))
            return []
        return [name for name in names if not name.startswith(".") and not name.endswith(_NOTES)]

    def miss(self, path: str) -> None:
        """Note a file that is not there."""
        self.faults.append(Fault(path, "file", "nothing", _ALLOWED))

    def expect(self, path: str, names: Collection[str]) -> None:
        """Note everything in a folder that nobody reads."""
        for name in self.names(path):
            if name not in names:
                self.faults.append(Fault(_join(path, name), "file", "an unknown file", any_of(names, name)))

    def _is_content(self, path: str, name: str) -> bool:
        if name.endswith(".toml") and _ID.fullmatch(name.removesuffix(".toml")):
            return True
        self.faults.append(Fault(_join(path, name), "file", "an unknown file", "<id>.toml, in small letters"))
        return False

    def _load(self, path: str) -> dict[str, object] | None:
        try:
            return tomllib.loads((self.root / path).read_bytes().decode("utf-8"))
        except OSError as error:
            found = error.strerror or "nothing"
        except UnicodeDecodeError as error:
            found = f"byte {error.start} is no UTF-8"
        except (ValueError, RecursionError) as error:  # tomllib lets both of them through
            found = show(str(error))
        self.faults.append(Fault(path, "file", found, _ALLOWED))
        return None


def _join(path: str, name: str) -> str:
    return f"{path}/{name}" if path else name
