"""Amazon's own `ask deploy` on what is packaged, against a stand-in of the services."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from skill.packaging import Deployment, package
from tests.ask_cli.amazon import ARN, Amazon, amazon

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
ASK = HERE / "node_modules/.bin/ask"
US = ARN.format(region="us-east-1")
EUROPE = ARN.format(region="eu-west-1")


class Deployer:
    """Who packages a checkout and deploys it."""

    def __init__(self, checkout: Path, services: Amazon, address: str) -> None:
        self.checkout = checkout
        self.services = services
        self._address = address

    def packages(self, asked: Deployment = Deployment()) -> None:  # noqa: B008 - frozen
        """Write the package."""
        package(self.checkout, self.checkout / "build", asked)

    def deploys(self, *options: str) -> str:
        """Run the command, and give what it says."""
        done = subprocess.run(
            [ASK, "deploy", *options],
            cwd=self.checkout / "build",
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    @property
    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.checkout / "home"),
            "NODE_OPTIONS": f"--require {HERE / 'local_names.cjs'}",
            "no_proxy": "*",
            "ASK_SHARE_USAGE": "false",
            "ASK_SKIP_NEW_VERSION_REMINDER": "true",
            "ASK_SMAPI_SERVER_BASE_URL": self._address,
            "AWS_ENDPOINT_URL": self._address,
        }


CONFIGURED = {
    ".ask/cli_config": json.dumps(
        {
            "profiles": {
                "default": {
                    "token": {
                        "access_token": "token",
                        "refresh_token": "token",
                        "token_type": "bearer",
                        "expires_in": 3600,
                        "expires_at": "2100-01-01T00:00:00.000Z",
                    },
                    "vendor_id": "vendor",
                    "aws_profile": "default",
                }
            }
        }
    ),
    ".aws/credentials": "[default]\naws_access_key_id = key\naws_secret_access_key = secret\n",
}
"""What `ask configure` leaves in a home."""


@pytest.fixture
def deployer(tmp_path: Path) -> Iterator[Deployer]:
    """Give somebody with a checkout that was never deployed."""
    if not ASK.exists():
        pytest.skip("ask-cli is not installed: make ask-cli")
    for part in ("content", "interaction_model", "lambda", "skill"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in CONFIGURED.items():
        (tmp_path / "home" / name).parent.mkdir(parents=True)
        (tmp_path / "home" / name).write_text(text)
    with amazon() as (services, address):
        yield Deployer(tmp_path, services, address)


def test_what_is_deployed_again_is_the_same_skill(deployer: Deployer) -> None:
    """Packaged anew, with `build/` deleted in between, it makes no second skill and no second stack."""
    deployer.packages()
    deployer.deploys()
    shutil.rmtree(deployer.checkout / "build")
    deployer.packages()
    deployer.deploys()

    services = deployer.services
    assert services.skills_made == 1
    assert list(services.stacks.values()) == ["UPDATE_COMPLETE"]
    assert services.enabled
    assert services.manifest["apis"]["custom"]["endpoint"] == {"uri": US}
    assert services.manifest["events"]["subscriptions"] == [{"eventName": "SKILL_DISABLED"}]
    assert {"SkillId", "CodeBucket", "CodeVersion"} <= set(services.parameters[-1])
    assert services.templates[-1] == (ROOT / "lambda/template.yaml").read_text("utf-8")


def test_a_wording_alone_does_not_unplug_the_skill(deployer: Deployer) -> None:
    """A new listing, deployed with the metadata alone, has the endpoint and the events as before."""
    deployer.packages()
    deployer.deploys()
    listing = deployer.checkout / "content/en/store.toml"
    listing.write_text(listing.read_text("utf-8").replace("hands free", "with your hands free"), "utf-8")
    deployer.packages()
    deployer.deploys("--target", "skill-metadata")

    manifest = deployer.services.manifest
    assert "with your hands free" in json.dumps(manifest)
    assert manifest["apis"]["custom"]["endpoint"] == {"uri": US}
    assert manifest["events"]["endpoint"] == {"uri": US}


def test_a_second_region_has_a_stack_of_its_own(deployer: Deployer) -> None:
    """Runners in Europe are answered from there."""
    deployer.packages(Deployment(regions=("EU",)))
    deployer.deploys()

    assert len(deployer.services.stacks) == 2
    assert deployer.services.manifest["apis"]["custom"]["regions"]["EU"]["endpoint"] == {"uri": EUROPE}


def test_a_service_of_ones_own_is_deployed_with_no_cloud(deployer: Deployer) -> None:
    """Nothing but the skill itself, with the service's address."""
    deployer.packages(Deployment("https://coach.example.com/alexa"))
    deployer.deploys()

    assert deployer.services.stacks == {}
    assert deployer.services.manifest["apis"]["custom"]["endpoint"]["uri"] == "https://coach.example.com/alexa"
    assert "assets/images/icon-512.png" in deployer.services.packages[-1]
