"""Writes what is deployed: the code that runs on Lambda, and the skill package that ask-cli uploads."""

import shutil
from pathlib import Path

from skill.door.pages import NAMES, STATIC
from skill.packaging.code import compile_code, compile_content, lambda_files, prove_code
from skill.packaging.deployment import Deployment, recall, remember, resources, runtime_of
from skill.packaging.errors import PackagingError
from skill.packaging.files import read_folder, write_folder, write_zip
from skill.packaging.listing import skill_package
from skill.packaging.submission import submission_faults

__all__ = ["Deployment", "PackagingError", "package"]

NO_CHANGE = Deployment()
CODE = ("lambda.zip", "lambda", "template.yaml")
"""What only the cloud function needs."""


def package(
    root: Path,
    out: Path,
    deployment: Deployment = NO_CHANGE,
    *,
    state: Path | None = None,
    submit: bool = False,
) -> tuple[Path, ...]:
    """Write from the checkout, or the installed package, `root` into `out` and return the paths written.

    `lambda.zip` is the function's code, `lambda/` the same unpacked, `skill-package/` the manifest and the
    interaction models; `ask-resources.json` and `template.yaml` tell ask-cli how to deploy them; `pages/` has the
    privacy policy and the terms, for any host. A skill with an
    endpoint of its own needs no code. What is known of the deployment is kept in `state`, which ask-cli finds as
    `.ask`; `submit` asks for all that certification does.
    Raises PackagingError where something is missing, does not load, or the environment is not the locked one.
    """
    state = state or out.parent / "deployment"
    known = recall(state, out).changed_by(deployment)
    files = skill_package(root, known)
    if submit and (faults := submission_faults(files)):
        raise PackagingError(f"not ready to be submitted: {'; '.join(faults)}")
    names = ["skill-package", "ask-resources.json", "pages"]
    if not known.is_self_hosted:
        _write_code(root, out)
        names += CODE
    else:
        _without_code(out)
    write_folder(files, out / "skill-package")
    write_folder({f"{name}.html": (STATIC / f"{name}.html").read_bytes() for name in NAMES}, out / "pages")
    (out / "ask-resources.json").write_text(resources(root, known), "utf-8")
    remember(state, out, known)
    return tuple(out / name for name in names)


def _write_code(root: Path, out: Path) -> None:
    folder = out / "lambda"
    write_folder(dict(lambda_files(root)), folder)
    compile_content(root, folder)
    prove_code(folder)
    compile_code(folder, runtime_of(root))
    write_zip(read_folder(folder), out / "lambda.zip")
    shutil.copyfile(root / "lambda" / "template.yaml", out / "template.yaml")


def _without_code(out: Path) -> None:
    """Leave no code of an earlier deployment lying where it could be taken for this one's."""
    shutil.rmtree(out / "lambda", ignore_errors=True)
    for name in ("lambda.zip", "template.yaml"):
        (out / name).unlink(missing_ok=True)
