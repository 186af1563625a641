"""What `hamstring-coach package` writes, and how it fails."""

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from skill.packaging import PackagingError, package
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
