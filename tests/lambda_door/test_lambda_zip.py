"""The zip that is deployed: what is in it, and that it talks with nothing else around."""

import json
import shutil
import subprocess
import sys
import zipfile
from importlib.util import MAGIC_NUMBER

import pytest

from skill.packaging.code import compile_code
from tests.amazon import response_faults
from tests.lambda_door.envelopes import how_to, launch

pytestmark = pytest.mark.slow

LIMIT = 6_000_000
"""Bytes: Lambda loads small zips faster. Two fifths are byte code, which is never made there."""
HERE = f"python{sys.version_info.major}.{sys.version_info.minor}"
FORBIDDEN = (
    "boto3",
    "botocore",
    "flask",
    "werkzeug",
    "cryptography",
    "waitress",
    "rapidfuzz",
    "pytest",
    "hypothesis",
)
TALK = """
import json, os, sys
folder, events = sys.argv[1], json.load(sys.stdin)
sys.path.insert(0, folder)
from lambda_function import handler
for event in events:
    print(json.dumps(handler(event, None)))
strangers = [
    name for name, module in sys.modules.items()
    if "site-packages" in (getattr(module, "__file__", None) or "") or name.startswith("boto")
]
sys.exit(f"not from the zip: {strangers}" if strangers else 0)
"""


@pytest.fixture(scope="module")
def names(lambda_zip) -> list[str]:
    """The files in the zip."""
    with zipfile.ZipFile(lambda_zip) as archive:
        return archive.namelist()


def test_zip_is_small(lambda_zip):
    """The zip stays below three megabytes."""
    assert lambda_zip.stat().st_size < LIMIT


def test_zip_talks_with_nothing_else_around(unpacked):
    """Python without site-packages, on the unpacked zip alone, answers a launch and a how-to."""
    events = json.dumps([launch(), how_to("nordic_curl", "nordic curl")])
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", TALK, unpacked],
        input=events,
        capture_output=True,
        text=True,
        cwd=unpacked,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]

    assert (done.returncode, done.stderr if done.returncode else "") == (0, "")
    assert [response_faults(answer) for answer in answers] == [[], []]
    assert "Nordic curl" in answers[1]["response"]["outputSpeech"]["ssml"]


@pytest.mark.parametrize("package", FORBIDDEN)
def test_zip_holds_no_package_that_lambda_has_or_never_needs(names, package):
    """Neither the runtime's own packages nor those of the web and the tests are shipped."""
    assert [name for name in names if name.startswith(f"{package}/")] == []


@pytest.mark.parametrize(
    "part", ["console/", "door/", "operating/", "packaging", "__main__", "figures/prometheus"]
)
def test_zip_holds_no_part_of_the_skill_that_answers_no_request(names, part):
    """The other doors and the tools stay at home."""
    assert [name for name in names if name.startswith(f"skill/{part}")] == []


def test_zip_holds_no_machine_code(names):
    """It would be wrong on Lambda's machine."""
    assert [name for name in names if name.endswith((".so", ".pyd"))] == []


def test_zip_holds_compiled_content_alone(names):
    """The files that it was read from stay at home."""
    assert "build/content.pickle" in names
    assert [name for name in names if name.endswith(".toml")] == []


def test_byte_code_is_the_runtimes_and_never_compared(unpacked, tmp_path):
    """Each source has its byte code for the Python asked for, hash-based and unchecked (PEP 552)."""
    shutil.copytree(unpacked / "skill", tmp_path / "skill", ignore=shutil.ignore_patterns("__pycache__"))

    compile_code(tmp_path, HERE)

    code = {path.parent.parent / path.name.partition(".")[0]: path for path in tmp_path.rglob("*.pyc")}
    assert {path.with_suffix("") for path in tmp_path.rglob("*.py")} == set(code)
    assert {path.read_bytes()[:8] for path in code.values()} == {MAGIC_NUMBER + b"\1\0\0\0"}


def test_a_python_that_is_not_here_makes_no_byte_code(unpacked, tmp_path):
    """Lambda compiles as it loads, then."""
    (tmp_path / "module.py").touch()

    compile_code(tmp_path, "python0.0")

    assert [path.name for path in tmp_path.rglob("*")] == ["module.py"]


def test_zip_holds_no_metadata_of_distributions(names):
    """No `.dist-info` is shipped: nothing reads it."""
    assert [name for name in names if ".dist-info/" in name] == []
