"""Where a skill is deployed: what is asked for, what ask-cli made of it, and where both outlive `build/`.

ask-cli writes the ids of the skill and its stacks to `.ask/`, and the endpoints into the manifest. Neither may be
lost when the package is written again, or a wording that changed would unplug the skill.
"""

import json
import os
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from skill.packaging.errors import PackagingError

EVENTS = ("SKILL_DISABLED",)
"""The skill events subscribed to: then all that is kept of an account is deleted."""
FILE = "deployment.json"


class Region(StrEnum):
    """Where Amazon calls a skill from; India's runners are served from Europe's."""

    NORTH_AMERICA = "NA"
    EUROPE = "EU"
    FAR_EAST = "FE"


class Certificate(StrEnum):
    """Whose the endpoint's certificate is, in Amazon's words."""

    TRUSTED = "Trusted"
    """For exactly this host, of a public authority."""
    WILDCARD = "Wildcard"
    """For a domain above it."""


_VIEWPORTS = (
    ("HUB", "ROUND", (100, 599), (100, 599)),
    ("HUB", "RECTANGLE", (599, 1920), (480, 1920)),
    ("TV", "RECTANGLE", (960, 1920), (540, 1080)),
)
"""Mode and shape, the least and the greatest width and height."""
SCREENS: dict[str, Any] = {
    "type": "ALEXA_PRESENTATION_APL",
    "supportedViewports": [
        {"mode": mode, "shape": shape, "minWidth": w[0], "maxWidth": w[1], "minHeight": h[0], "maxHeight": h[1]}
        for mode, shape, w, h in _VIEWPORTS
    ],
}
"""The screens that the document was drawn on in the tests (tests/browser/test_documents.py)."""


@dataclass(frozen=True)
class Deployment:
    """Where to; what is empty is as it was."""

    endpoint: str = ""
    """The address of a service of one's own: https://host/alexa."""
    certificate: str = Certificate.TRUSTED
    regions: tuple[str, ...] = ()
    """Where the cloud function runs beside North America, which is the default."""
    pages: str = ""
    """The address below which /privacy and /terms are; with an endpoint they are at its host."""
    made: dict[str, Any] = field(default_factory=dict)
    """The endpoint, endpoints by region, and events that ask-cli has written into the manifest."""

    @property
    def is_self_hosted(self) -> bool:
        """Whether the skill is a service of one's own."""
        return bool(self.endpoint)

    @property
    def host(self) -> str:
        """Where the pages are; "" where that is not known."""
        return (self.pages or self.endpoint.removesuffix("/alexa")).rstrip("/")

    def changed_by(self, asked: "Deployment") -> "Deployment":
        """The deployment with what was asked for now."""
        if asked.endpoint:
            _check(asked.endpoint)
            known = replace(self, endpoint=asked.endpoint, certificate=asked.certificate)
        elif asked.regions:
            known = replace(self, endpoint="", regions=asked.regions)
        else:
            known = self
        return replace(known, pages=asked.pages or self.pages)

    def apis(self) -> dict[str, Any]:
        """The part of the manifest about endpoints."""
        custom: dict[str, Any] = {"interfaces": [SCREENS]}
        if self.is_self_hosted:
            custom["endpoint"] = self._own()
        else:
            custom |= {name: self.made[name] for name in ("endpoint", "regions") if name in self.made}
        return {"custom": custom}

    def events(self) -> dict[str, Any] | None:
        """The part of the manifest about events; None where ask-cli is still to write it."""
        if self.is_self_hosted:
            return {"endpoint": self._own(), "subscriptions": [{"eventName": name} for name in EVENTS]}
        return self.made.get("events")

    def _own(self) -> dict[str, str]:
        return {"uri": self.endpoint, "sslCertificateType": self.certificate}


def recall(state: Path, out: Path) -> Deployment:
    """What is known of the deployment: from `state`, and from a manifest that ask-cli has completed since."""
    try:
        found = json.loads((state / FILE).read_text("utf-8"))
        known = Deployment(**{**found, "regions": tuple(found["regions"])})
    except FileNotFoundError:
        known = Deployment()
    except (ValueError, TypeError, KeyError) as error:
        raise PackagingError(f"{state / FILE} cannot be read: {error}") from error
    return replace(known, made=known.made | _made(out / "skill-package" / "skill.json"))


def _made(manifest: Path) -> dict[str, Any]:
    """What ask-cli has written into a manifest: only it knows addresses on Lambda."""
    if not manifest.is_file():
        return {}
    found = json.loads(manifest.read_text("utf-8"))["manifest"]
    custom = found.get("apis", {}).get("custom", {})
    parts = {"endpoint": custom.get("endpoint"), "regions": custom.get("regions"), "events": found.get("events")}
    return {name: part for name, part in parts.items() if part and "arn:aws" in json.dumps(part)}


def remember(state: Path, out: Path, deployment: Deployment) -> None:
    """Keep what is known, and let ask-cli keep its own beside it."""
    state.mkdir(parents=True, exist_ok=True)
    if deployment != Deployment():
        (state / FILE).write_text(json.dumps(asdict(deployment), indent=2) + "\n", "utf-8")
    link = out / ".ask"
    if link.is_dir() and not link.is_symlink():
        for path in link.iterdir():
            path.rename(state / path.name)
        link.rmdir()
    if not link.is_symlink():
        link.symlink_to(os.path.relpath(state, out), target_is_directory=True)


def runtime_of(root: Path) -> str:
    """The Lambda runtime that ask-cli deploys to: `python3.13`."""
    found = json.loads((root / "lambda" / "ask-resources.json").read_text("utf-8"))
    return str(found["profiles"]["default"]["skillInfrastructure"]["userConfig"]["runtime"])


def resources(root: Path, deployment: Deployment) -> str:
    """The text of ask-resources.json: how ask-cli deploys what is beside it."""
    if deployment.is_self_hosted:
        found: dict[str, Any] = {
            "askcliResourcesVersion": "2020-03-31",
            "profiles": {"default": {"skillMetadata": {"src": "./skill-package"}}},
        }
    else:
        found = json.loads((root / "lambda" / "ask-resources.json").read_text("utf-8"))
        code = found["profiles"]["default"]["code"]
        code |= dict.fromkeys(deployment.regions, code["default"])
    return json.dumps(found, indent=2) + "\n"


def _check(endpoint: str) -> None:
    if not (endpoint.startswith("https://") and endpoint.endswith("/alexa")):
        raise PackagingError(f"the endpoint is {endpoint}; it is https://your.host/alexa, on port 443")
