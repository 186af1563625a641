"""What certification asks of a package and Amazon's schema does not."""

import json
import re
from collections.abc import Iterator
from typing import Any

from skill.packaging.listing import SIZES

LAUNCH = re.compile(r"^Alexa, open ")
CLAIMS = re.compile(
    r"\b(cures?|heals?|rehab|prevents?|guarantees?d?|treats|injury.free|fix(es)?)\b", re.IGNORECASE
)
"""Words that are read as a promise about health (platform sheet 9.1, 9.2)."""
DISCLAIMER = ("Not medical advice", "not a substitute for professional advice", "local emergency number")
FEATURES = {
    "steps": "next",
    "classes": "start my hamstring session",
    "plans over weeks": "build me up to Nordics",
    "runs and races": "race",
    "reminders": "remind me",
    "two people": "voice",
    "leaving and coming back": "open the skill again",
    "forgetting": "forget me",
}
"""What testers are told of, and a word by which."""


def submission_faults(files: dict[str, bytes]) -> tuple[str, ...]:
    """What is missing or wrong in the files of a skill package, one sentence each."""
    manifest = json.loads(files["skill.json"])["manifest"]
    return tuple(
        fault
        for check in (_locale_faults, _page_faults, _endpoint_faults, _instruction_faults)
        for fault in check(manifest)
    ) + tuple(_icon_faults(files))


def _locale_faults(manifest: dict[str, Any]) -> Iterator[str]:
    for locale, listing in manifest["publishingInformation"]["locales"].items():
        description, phrases = listing["description"], listing["examplePhrases"]
        if not all(words in description.rpartition("\n\n")[2] for words in DISCLAIMER):
            yield f"{locale}: the description does not end with the disclaimer"
        if found := CLAIMS.search(f"{listing['name']} {listing['summary']} {description}"):
            yield f"{locale}: {found[0]} promises something about health"
        if len(phrases) != 3 or not LAUNCH.match(phrases[0]):
            yield f"{locale}: there must be three example phrases, the first of which opens the skill"


def _page_faults(manifest: dict[str, Any]) -> Iterator[str]:
    pages = manifest["privacyAndCompliance"].get("locales", {})
    for locale in manifest["publishingInformation"]["locales"]:
        if not pages.get(locale, {}).get("privacyPolicyUrl", "").startswith("https://"):
            yield f"{locale}: no address of a privacy policy; say where the pages are: --pages https://your.host"


def _endpoint_faults(manifest: dict[str, Any]) -> Iterator[str]:
    if "endpoint" not in manifest["apis"]["custom"]:
        yield "no endpoint: run `ask deploy` first, or say --endpoint https://your.host/alexa"
    elif "events" not in manifest:
        yield "no events: accounts could not be forgotten when the skill is disabled"


def _instruction_faults(manifest: dict[str, Any]) -> Iterator[str]:
    told = manifest["publishingInformation"]["testingInstructions"]
    for feature, word in FEATURES.items():
        if word not in told:
            yield f"the testing instructions do not name {feature}"


def _icon_faults(files: dict[str, bytes]) -> Iterator[str]:
    for size in SIZES.values():
        png = files.get(f"assets/images/icon-{size}.png", b"")
        sides = (int.from_bytes(png[16:20]), int.from_bytes(png[20:24]))
        if png[:8] != b"\x89PNG\r\n\x1a\n" or sides != (size, size):
            yield f"there is no icon of {size} by {size} pixels"
