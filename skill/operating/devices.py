"""The command about paired devices: list them, show a code for a new one, shut one out."""

from datetime import UTC, datetime
from pathlib import Path

from skill.app import Settings
from skill.console.console import now
from skill.operating.pairing import Pairings


def pairings_of(settings: Settings) -> Pairings:
    """The pairings that the settings name."""
    return Pairings(Path(settings.pairings), now)


def said_of(code: str) -> str:
    """The line that shows a code."""
    half = len(code) // 2
    return f"Pairing code: {code[:half]} {code[half:]} (open /pair on the device; once, for ten minutes)"


def devices(settings: Settings, *, pair: bool, revoke: str | None) -> None:
    """Do what was asked, and print the devices that may use the page. Raises PairingError."""
    pairings = pairings_of(settings)
    if revoke:
        pairings.revoke(revoke)
    if pair:
        print(said_of(pairings.new_code()))
    for device in pairings.devices:
        since = datetime.fromtimestamp(device.since / 1000, UTC)
        print(f"{device.id}  since {since:%Y-%m-%d}  {device.name}")
