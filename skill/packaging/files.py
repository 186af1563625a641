"""Files written so that the same content gives the same bytes."""

import shutil
import zipfile
from pathlib import Path

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time stamp a zip file can hold."""


def write_folder(files: dict[str, bytes], folder: Path) -> None:
    """Make the folder hold these files and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def read_folder(folder: Path) -> dict[str, bytes]:
    """The files of a folder, sorted."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def write_zip(files: dict[str, bytes], path: Path) -> None:
    """The same files give the same bytes, whenever and wherever they are packed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.create_system = 3  # Unix, on any system, so that the mode below is read
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, compresslevel=9)
