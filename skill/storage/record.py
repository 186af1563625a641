"""The form of a record: one JSON object and the number of its revision."""

import json
from typing import Any

Attributes = dict[str, Any]
"""What the SDK calls persistent attributes: a JSON object."""

REVISION = "revision"
"""The key that carries the revision in attributes. Absent: there is no record yet."""


def revision_of(attributes: Attributes) -> int:
    """Return the revision these attributes were read with; 0 for a new record."""
    return int(attributes.get(REVISION, 0))


def to_json(attributes: Attributes) -> str:
    """Return the attributes without their revision. Raises TypeError or ValueError unless they are JSON."""
    content = {name: value for name, value in attributes.items() if name != REVISION}
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def from_json(text: str | bytes, revision: int) -> Attributes:
    """Return the attributes stored as text at this revision. Raises ValueError where it is no JSON object."""
    content = json.loads(text)
    if not isinstance(content, dict):
        raise ValueError(f"a record is an object, not {type(content).__name__}")
    return {**content, REVISION: revision}
