"""What `hamstring-coach package` writes, and how it fails."""

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from skill.packaging import Deployment, PackagingError, package
from skill.packaging.deployment import SCREENS
from tests.amazon import manifest_faults

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
PARTS = ("content", "interaction_model", "lambda", "skill")
LAUNCH = re.compile(r"Alexa, (open|ask|start) hamstring coach ?")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything packaged."""
    folder = tmp_path_factory.mktemp("build")
    package(ROOT, folder)
    return folder


@pytest.fixture(scope="module")
def listings(out: Path) -> dict[str, dict[str, object]]:
    """The store listing of each locale."""
    manifest = json.loads((out / "skill-package" / "skill.json").read_text("utf-8"))
    return manifest["manifest"]["publishingInformation"]["locales"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the checkout that a test may damage."""
    for part in PARTS:
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def samples(locale: str) -> list[str]:
    """Every sample utterance of a locale, with its slots open to any words."""
    model = json.loads((ROOT / "interaction_model" / f"{locale}.json").read_text("utf-8"))
    intents = model["interactionModel"]["languageModel"]["intents"]
    return [re.sub(r"\\{\w+\\}", ".+", re.escape(sample)) for intent in intents for sample in intent["samples"]]


def test_manifest_is_valid(out):
    """Amazon's definition of a skill manifest finds no fault."""
    manifest = json.loads((out / "skill-package" / "skill.json").read_text("utf-8"))

    assert manifest_faults(manifest) == []


def test_every_interaction_model_is_packaged_and_published(out, listings):
    """The skill package has the models as they are, and a store listing for each of their locales."""
    models = {path.name: path.read_bytes() for path in (ROOT / "interaction_model").glob("*.json")}
    packaged = (out / "skill-package" / "interactionModels" / "custom").iterdir()

    assert {path.name: path.read_bytes() for path in packaged} == models
    assert {f"{locale}.json" for locale in listings} == set(models)


def test_descriptions_end_with_the_disclaimer(listings):
    """Certification refuses a skill about health whose description lacks this."""
    for listing in listings.values():
        disclaimer = listing["description"].rpartition("\n\n")[2]
        assert "Not medical advice" in disclaimer
        assert "not a substitute for professional advice" in disclaimer
        assert "call your local emergency number" in disclaimer


def test_listings_claim_nothing_about_health(listings):
    """No listing uses the words that certification reads as a promise to treat or prevent."""
    for listing in listings.values():
        claims = re.findall(
            r"cure|heal\b|rehab|prevent|guarantee|treats|injury.free|fix", json.dumps(listing), re.I
        )
        assert claims == []


def test_example_phrases_come_from_the_sample_utterances(listings):
    """Three phrases, the first of which opens the skill, each understood word for word."""
    for locale, listing in listings.items():
        phrases = listing["examplePhrases"]
        said = [LAUNCH.sub("", phrase).lower() for phrase in phrases]
        known = samples(locale)
        assert len(phrases) == 3
        assert said[0] == ""
        assert [words for words in said[1:] if not any(re.fullmatch(sample, words) for sample in known)] == []


def test_ask_cli_finds_what_its_configuration_names(out):
    """The paths in ask-resources.json exist beside it, and the handler is in the code it deploys."""
    profile = json.loads((out / "ask-resources.json").read_text("utf-8"))["profiles"]["default"]
    user = profile["skillInfrastructure"]["userConfig"]
    code = out / profile["code"]["default"]["src"]

    assert (out / profile["skillMetadata"]["src"] / "skill.json").is_file()
    assert (out / user["templatePath"]).is_file()
    assert (code / f"{user['handler'].partition('.')[0]}.py").is_file()


def test_folder_and_zip_hold_the_same(out):
    """ask-cli uploads the folder, everyone else the zip: there is no difference."""
    folder = {path.relative_to(out / "lambda").as_posix(): path.read_bytes() for path in files(out / "lambda")}
    with zipfile.ZipFile(out / "lambda.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == folder


def files(folder: Path) -> list[Path]:
    """All files below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


def test_same_checkout_gives_the_same_bytes(out, tmp_path):
    """Packaging twice writes the same zip, so that an unchanged skill is not deployed again."""
    package(ROOT, tmp_path)

    assert (tmp_path / "lambda.zip").read_bytes() == (out / "lambda.zip").read_bytes()


def test_packaging_again_leaves_nothing_behind(checkout):
    """What a former package held and this one does not is gone."""
    package(checkout, checkout / "build")
    stale = checkout / "build" / "lambda" / "skill" / "stale.py"
    stale.touch()

    package(checkout, checkout / "build")

    assert not stale.exists()


def test_an_editors_backup_stays_out(checkout):
    """Untracked files that are none of the known kinds are not shipped."""
    (checkout / "skill" / "notes~").write_text("x = ")
    (checkout / "skill" / ".env").write_text("SECRET=1")

    package(checkout, checkout / "build")

    assert not (checkout / "build/lambda/skill/notes~").exists()
    assert not (checkout / "build/lambda/skill/.env").exists()


def test_code_that_does_not_load_is_refused(checkout):
    """It is opened once before it is called done: a fault is found here, and not at the first runner's launch."""
    (checkout / "content" / "exercises" / "half.toml").write_text("level = ")

    with pytest.raises(PackagingError, match="does not load"):
        package(checkout, checkout / "build")


DEPLOYED = {
    "apis": {
        "custom": {
            "endpoint": {"uri": "arn:aws:lambda:us-east-1:1:function:coach"},
            "regions": {"EU": {"endpoint": {"uri": "arn:aws:lambda:eu-west-1:1:function:coach"}}},
            "interfaces": [SCREENS],
        }
    },
    "events": {
        "endpoint": {"uri": "arn:aws:lambda:us-east-1:1:function:coach"},
        "subscriptions": [{"eventName": "SKILL_DISABLED"}],
    },
}


def deploy(checkout: Path) -> None:
    """Write into the manifest, and beside it, what ask-cli does."""
    path = checkout / "build/skill-package/skill.json"
    found = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({"manifest": found["manifest"] | DEPLOYED}), "utf-8")
    (checkout / "build/.ask").mkdir(exist_ok=True)
    (checkout / "build/.ask/ask-states.json").write_text('{"skillId": "amzn1.ask.skill.1"}')


def manifest_of(checkout: Path) -> dict[str, object]:
    """The manifest that was packaged."""
    return json.loads((checkout / "build/skill-package/skill.json").read_text("utf-8"))["manifest"]


def test_what_is_deployed_outlives_the_folder(checkout):
    """A new wording, also after `build/` was deleted, keeps the skill's endpoints, events and id."""
    package(checkout, checkout / "build")
    deploy(checkout)
    package(checkout, checkout / "build")
    shutil.rmtree(checkout / "build")

    package(checkout, checkout / "build")

    manifest = manifest_of(checkout)
    assert manifest["apis"] == DEPLOYED["apis"]
    assert manifest["events"] == DEPLOYED["events"]
    assert "amzn1.ask.skill.1" in (checkout / "build/.ask/ask-states.json").read_text()


def test_state_written_by_an_older_package_is_taken_along(checkout):
    """A folder `.ask` in `build/` moves to where it is kept."""
    (checkout / "build/.ask").mkdir(parents=True)
    (checkout / "build/.ask/ask-states.json").write_text("{}")

    package(checkout, checkout / "build")

    assert (checkout / "deployment/ask-states.json").read_text() == "{}"
    assert (checkout / "build/.ask/ask-states.json").read_text() == "{}"


def test_a_service_of_ones_own_is_packaged_with_its_endpoint(checkout):
    """The manifest names address and certificate, the pages are at its host, and there is no code to deploy."""
    package(checkout, checkout / "build", Deployment("https://coach.example/alexa"))
    package(checkout, checkout / "build")

    manifest = manifest_of(checkout)
    own = {"uri": "https://coach.example/alexa", "sslCertificateType": "Trusted"}
    assert manifest["apis"]["custom"]["endpoint"] == own
    assert manifest["events"]["endpoint"] == own
    assert (
        manifest["privacyAndCompliance"]["locales"]["en-GB"]["privacyPolicyUrl"] == "https://coach.example/privacy"
    )
    assert manifest_faults({"manifest": manifest}) == []
    assert not (checkout / "build/lambda.zip").exists()
    resources = json.loads((checkout / "build/ask-resources.json").read_text("utf-8"))
    assert "skillInfrastructure" not in resources["profiles"]["default"]


@pytest.mark.parametrize("endpoint", ["http://coach.example/alexa", "https://coach.example", "coach.example"])
def test_an_endpoint_that_alexa_would_not_call_is_refused(checkout, endpoint):
    """It is TLS, and the path is the one that answers."""
    with pytest.raises(PackagingError, match=r"https://your\.host/alexa"):
        package(checkout, checkout / "build", Deployment(endpoint))


def test_regions_are_deployed_from_the_same_code(checkout):
    """ask-cli makes a stack for each, in the region of Amazon's cloud that is nearest."""
    package(checkout, checkout / "build", Deployment(regions=("EU", "FE")))

    code = json.loads((checkout / "build/ask-resources.json").read_text())["profiles"]["default"]["code"]
    assert code == {name: {"src": "./lambda"} for name in ("default", "EU", "FE")}


def test_a_package_is_ready_to_be_submitted_once_it_has_an_endpoint(checkout):
    """With it, and so with the pages' address, nothing is missing."""
    package(checkout, checkout / "build", Deployment("https://coach.example/alexa"), submit=True)


def test_what_is_missing_for_a_submission_is_named(checkout):
    """All of it at once, and nothing is written over."""
    with pytest.raises(PackagingError, match=r"no address of a privacy policy.*no endpoint"):
        package(checkout, checkout / "build", submit=True)

    assert not (checkout / "build/skill-package").exists()


def test_missing_interaction_model_is_named(checkout):
    """Without a generated model the error names the command that makes it."""
    shutil.rmtree(checkout / "interaction_model")

    with pytest.raises(PackagingError, match="hamstring-coach build-model"):
        package(checkout, checkout / "build")


def test_missing_store_listing_is_named(checkout):
    """A language with no store listing is refused by the name of the missing file."""
    (checkout / "content" / "en" / "store.toml").unlink()

    with pytest.raises(PackagingError, match=r"content/en/store\.toml is missing"):
        package(checkout, checkout / "build")


def test_incomplete_store_listing_is_named(checkout):
    """A listing without one of its fields is refused by the name of the field."""
    listing = checkout / "content" / "en" / "store.toml"
    listing.write_text(re.sub(r"(?m)^summary = .*$", "", listing.read_text("utf-8")), "utf-8")

    with pytest.raises(PackagingError, match="summary"):
        package(checkout, checkout / "build")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("ask-sdk-core==0.1 ", "ask-sdk-core 0.1"),
        ("nowhere-to-be-found==1.0 ", "nowhere-to-be-found 1.0 is not"),
    ],
)
def test_environment_that_is_not_the_locked_one_is_refused(checkout, line, message):
    """What is shipped is what the lock says: another version, or none, is an error."""
    (checkout / "lambda" / "requirements.txt").write_text(line)

    with pytest.raises(PackagingError, match=re.escape(message.split()[0])):
        package(checkout, checkout / "build")
