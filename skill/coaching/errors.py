"""Everything that can go wrong, as one small tree.

CoachError
├── ContentError        the content files are wrong; carries every fault found
├── SettingsError       a service cannot be started with these settings
├── SavedStateError     a saved session or record cannot be read
└── StorageError        a store failed (skill.storage.errors)
    └── Conflict        somebody else saved meanwhile
"""

from dataclasses import dataclass


class CoachError(Exception):
    """The base of all errors of the coach."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one content file."""

    file: str
    """Path below the content folder."""
    field: str
    """Where in the file, as dotted keys."""
    found: str
    """What stands there."""
    allowed: str
    """What may stand there."""

    def __str__(self) -> str:
        return f"{self.file}: {self.field}: found {self.found}; allowed: {self.allowed}"


class ContentError(CoachError):
    """The content is not fit to coach from."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class SettingsError(CoachError):
    """Settings that a service cannot be started with; each fault is one sentence."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class SavedStateError(CoachError):
    """A saved session or record is damaged, or of a version this coach does not know."""

    def __init__(self, found: object) -> None:
        # Of what kind and how long, and not what: it would put the runner into the log.
        super().__init__(f"cannot read saved state: {type(found).__name__} of {len(repr(found))} characters")
        self.found = found
