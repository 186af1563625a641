"""Colours of the drawings."""

from collections.abc import Mapping

from skill.pictures.shapes import Role

DARK: Mapping[Role, str] = {
    Role.FLOOR: "#475569",
    Role.PROP: "#38bdf8",
    Role.FAR: "#64748b",
    Role.BODY: "#cbd5e1",
    Role.WORK: "#f8fafc",
    Role.MUSCLE: "#f59e0b",
    Role.ARROW: "#5eead4",
    Role.GAP: "#0f172a",
}
"""On a dark ground, which is that of the gap."""
