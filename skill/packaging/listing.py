"""The skill package: how the skill presents itself in the store, what it may do, and what it understands."""

import json
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from skill.packaging.deployment import Deployment
from skill.packaging.errors import PackagingError

REMINDERS = "alexa::alerts:reminders:skill:readwrite"
"""The permission to set reminders (platform sheet 7)."""
WHO_SPEAKS = "alexa::person_id:read"
"""The permission to be told which of the recognised persons speaks (platform sheet 5)."""
ICONS = Path(__file__).parent / "icons"
SIZES = {"smallIconUri": 108, "largeIconUri": 512}
"""Sides in pixels (platform sheet 9.10)."""


@dataclass(frozen=True)
class Listing:
    """How the skill presents itself in the store, in one language (`content/<language>/store.toml`)."""

    name: str
    summary: str
    """At most 160 characters (Amazon's manifest schema)."""
    description: str
    disclaimer: str
    """Ends the description; certification asks it of skills about health."""
    example_phrases: list[str]
    """Three, each word for word a sample utterance (Amazon's manifest schema)."""
    keywords: list[str]
    """At most thirty (Amazon's manifest schema)."""
    testing_instructions: str
    """What Amazon's testers need to know."""


def skill_package(root: Path, deployment: Deployment) -> dict[str, bytes]:
    """The files of the skill package: the manifest, an interaction model for each locale, and the icons."""
    models = {path.stem: path.read_bytes() for path in sorted((root / "interaction_model").glob("*.json"))}
    if not models:
        raise PackagingError("interaction_model/ holds no model: run `hamstring-coach build-model`")
    listings = {locale: _listing(root, locale.partition("-")[0]) for locale in models}
    text = json.dumps(_manifest(listings, deployment), indent=2, ensure_ascii=False) + "\n"
    custom = {f"interactionModels/custom/{locale}.json": model for locale, model in models.items()}
    icons = {_icon(size): (ICONS / f"icon-{size}.png").read_bytes() for size in SIZES.values()}
    return {"skill.json": text.encode()} | custom | icons


def _icon(size: int) -> str:
    return f"assets/images/icon-{size}.png"


def _listing(root: Path, language: str) -> Listing:
    path = root / "content" / language / "store.toml"
    if not path.is_file():
        raise PackagingError(f"content/{language}/store.toml is missing: it describes the skill in the store")
    found = tomllib.loads(path.read_text("utf-8"))
    expected = {field.name for field in fields(Listing)}
    if faults := sorted(expected ^ set(found)):
        raise PackagingError(f"content/{language}/store.toml: missing or unknown: {', '.join(faults)}")
    return Listing(**found)


def _manifest(listings: dict[str, Listing], deployment: Deployment) -> dict[str, Any]:
    """The skill manifest; ask-cli adds the endpoint of a function once it has deployed it."""
    publishing = {
        "locales": {locale: _published(listing) for locale, listing in listings.items()},
        "category": "HEALTH_AND_FITNESS",
        "distributionMode": "PUBLIC",
        "isAvailableWorldwide": True,
        "distributionCountries": [],
        "testingInstructions": next(iter(listings.values())).testing_instructions.strip(),
    }
    manifest: dict[str, Any] = {
        "manifestVersion": "1.0",
        "publishingInformation": publishing,
        "apis": deployment.apis(),
        "permissions": [{"name": REMINDERS}, {"name": WHO_SPEAKS}],
        "privacyAndCompliance": _compliance(listings, deployment.host),
    }
    if events := deployment.events():
        manifest["events"] = events
    return {"manifest": manifest}


def _compliance(listings: dict[str, Listing], host: str) -> dict[str, Any]:
    compliance: dict[str, Any] = {
        "allowsPurchases": False,
        "containsAds": False,
        "isChildDirected": False,
        "isExportCompliant": True,
        "usesPersonalInfo": False,
        "usesHealthInfo": False,  # HIPAA's term: health data that Amazon would process for a covered entity
    }
    if host:
        pages = {"privacyPolicyUrl": f"{host}/privacy", "termsOfUseUrl": f"{host}/terms"}
        compliance["locales"] = dict.fromkeys(listings, pages)
    return compliance


def _published(listing: Listing) -> dict[str, Any]:
    return {
        "name": listing.name,
        "summary": listing.summary,
        "description": f"{listing.description.strip()}\n\n{listing.disclaimer.strip()}",
        "examplePhrases": listing.example_phrases,
        "keywords": listing.keywords,
        **{name: f"file://{_icon(size)}" for name, size in SIZES.items()},
    }
