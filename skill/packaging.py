"""Writes what is deployed: the code that runs on Lambda, and the skill package that ask-cli uploads."""

import json
import re
import shutil
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, fields
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from skill.coaching.errors import CoachError

NOT_ON_LAMBDA = re.compile(
    r"skill/(__main__|console/|door/|figures/prometheus|grammar|interaction_model|operating/|packaging|shipped/)"
)
"""The parts of `skill` that answer no request there."""
LOCKED = re.compile(r"^([\w.-]+)==([\w.+!-]+)", re.MULTILINE)
"""A distribution and its version in a requirements file with hashes."""
NOT_SHIPPED = {".pyc", ".pyd", ".pyi", ".so", ".typed"}
"""Compiled for this machine, which Lambda is not, or of use to type checkers only."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time stamp a zip file can hold."""
REMINDERS = "alexa::alerts:reminders:skill:readwrite"
"""The permission to set reminders (platform sheet 7)."""
WHO_SPEAKS = "alexa::person_id:read"
"""The permission to be told which of the recognised persons speaks (platform sheet 5)."""
DEPLOYMENT = ("ask-resources.json", "template.yaml")
"""Files of `lambda/` that say how to deploy the rest."""


class PackagingError(CoachError):
    """What should be packaged is missing or does not fit together."""


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


def package(root: Path, out: Path) -> tuple[Path, ...]:
    """Write from the checkout `root` into `out` and return the paths written.

    `lambda.zip` is the function's code, `lambda/` the same unpacked, `skill-package/` the manifest and the
    interaction models; `ask-resources.json` and `template.yaml` tell ask-cli how to deploy them.
    Raises PackagingError where something is missing or the environment is not the locked one.
    """
    files = dict(sorted(_lambda_files(root)))
    skill_package = _skill_package(root)
    _write_folder(files, out / "lambda")
    _write_zip(files, out / "lambda.zip")
    _write_folder(skill_package, out / "skill-package")
    for name in DEPLOYMENT:
        shutil.copyfile(root / "lambda" / name, out / name)
    return tuple(out / name for name in ("lambda.zip", "lambda", "skill-package", *DEPLOYMENT))


def _lambda_files(root: Path) -> Iterator[tuple[str, bytes]]:
    """Everything that runs on Lambda: path in the zip and content."""
    yield "lambda_function.py", (root / "lambda" / "lambda_function.py").read_bytes()
    for path in _files_below(root / "skill"):
        name = path.relative_to(root).as_posix()
        if not NOT_ON_LAMBDA.match(name):
            yield name, path.read_bytes()
    for path in _files_below(root / "content"):
        yield path.relative_to(root).as_posix(), path.read_bytes()
    for name, version in LOCKED.findall((root / "lambda" / "requirements.txt").read_text("utf-8")):
        yield from _distribution_files(name, version)


def _files_below(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix not in NOT_SHIPPED:
            yield path


def _distribution_files(name: str, version: str) -> Iterator[tuple[str, bytes]]:
    """What an installed distribution brings to be imported."""
    try:
        installed = distribution(name)
    except PackageNotFoundError:
        raise PackagingError(f"{name} {version} is not installed: run `make setup`") from None
    if installed.version != version:
        found = f"{name} {installed.version} is installed"
        raise PackagingError(f"{found}, lambda/requirements.txt says {version}: run `make lock setup`")
    for file in installed.files or ():
        inside = file.parts[0] != ".." and not file.parts[0].endswith(".dist-info")
        if inside and file.suffix not in NOT_SHIPPED:
            yield file.as_posix(), file.read_binary()


def _skill_package(root: Path) -> dict[str, bytes]:
    """The files of the skill package: the manifest, and an interaction model for each locale."""
    models = {path.stem: path.read_bytes() for path in sorted((root / "interaction_model").glob("*.json"))}
    if not models:
        raise PackagingError("interaction_model/ holds no model: run `hamstring-coach build-model`")
    listings = {locale: _listing(root, locale.partition("-")[0]) for locale in models}
    text = json.dumps(_manifest(listings), indent=2, ensure_ascii=False) + "\n"
    custom = {f"interactionModels/custom/{locale}.json": model for locale, model in models.items()}
    return {"skill.json": text.encode()} | custom


def _listing(root: Path, language: str) -> Listing:
    path = root / "content" / language / "store.toml"
    if not path.is_file():
        raise PackagingError(f"content/{language}/store.toml is missing: it describes the skill in the store")
    found = tomllib.loads(path.read_text("utf-8"))
    expected = {field.name for field in fields(Listing)}
    if faults := sorted(expected ^ set(found)):
        raise PackagingError(f"content/{language}/store.toml: missing or unknown: {', '.join(faults)}")
    return Listing(**found)


def _manifest(listings: dict[str, Listing]) -> dict[str, object]:
    """The skill manifest; ask-cli adds the endpoint once it has deployed the function."""
    publishing = {
        "locales": {locale: _published(listing) for locale, listing in listings.items()},
        "category": "HEALTH_AND_FITNESS",
        "distributionMode": "PUBLIC",
        "isAvailableWorldwide": True,
        "distributionCountries": [],
        "testingInstructions": next(iter(listings.values())).testing_instructions.strip(),
    }
    compliance = {
        "allowsPurchases": False,
        "containsAds": False,
        "isChildDirected": False,
        "isExportCompliant": True,
        "usesPersonalInfo": False,
        "usesHealthInfo": False,  # HIPAA's term: health data that Amazon would process for a covered entity
    }
    return {
        "manifest": {
            "manifestVersion": "1.0",
            "publishingInformation": publishing,
            "apis": {"custom": {"interfaces": []}},
            "permissions": [{"name": REMINDERS}, {"name": WHO_SPEAKS}],
            "privacyAndCompliance": compliance,
        }
    }


def _published(listing: Listing) -> dict[str, object]:
    return {
        "name": listing.name,
        "summary": listing.summary,
        "description": f"{listing.description.strip()}\n\n{listing.disclaimer.strip()}",
        "examplePhrases": listing.example_phrases,
        "keywords": listing.keywords,
    }


def _write_folder(files: dict[str, bytes], folder: Path) -> None:
    """Make the folder hold these files and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _write_zip(files: dict[str, bytes], path: Path) -> None:
    """The same files give the same bytes, whenever and wherever they are packed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.create_system = 3  # Unix, on any system, so that the mode below is read
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, compresslevel=9)
