"""The files that paths stand for: single files, folders, globs, and archives unpacked with care."""

from __future__ import annotations

import re
import shutil
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from probatum.errors import SourceError

_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
_MAGIC = re.compile(r"[*?\[]")
_LARGEST_ARCHIVE = 50_000_000_000
"""Bytes that an archive may unpack to: far above any real set, far below a bomb."""


@contextmanager
def files(paths: Sequence[str]) -> Iterator[list[tuple[str, Path]]]:
    """(name for people, path) of each file, in a stable order, while the context is open.

    Hidden files are passed over. Raises `SourceError` for a path or glob that matches nothing.
    """
    with tempfile.TemporaryDirectory(prefix="probatum-") as scratch:
        found: list[tuple[str, Path]] = []
        for text in paths:
            for path in _expanded(text):
                found += _within(path, Path(scratch) / str(len(found)))
        yield found


def _expanded(text: str) -> list[Path]:
    path = Path(text).expanduser()
    if path.exists():
        return [path]
    root = Path(path.anchor)
    matches = sorted(root.glob(str(path.relative_to(root)))) if _MAGIC.search(text) else []
    if not matches:
        raise SourceError(text, "there is no such file or folder")
    return matches


def _within(path: Path, scratch: Path) -> list[tuple[str, Path]]:
    if path.is_dir():
        inside = [item for item in sorted(path.rglob("*")) if item.is_file()]
        return [
            pair
            for number, item in enumerate(inside)
            if not any(part.startswith(".") for part in item.relative_to(path).parts)
            for pair in _within(item, scratch / str(number))
        ]
    if not path.name.lower().endswith(_ARCHIVES):
        return [(str(path), path)]
    scratch.mkdir(parents=True)
    _unpack(path, scratch)
    inside = [item for item in sorted(scratch.rglob("*")) if item.is_file()]
    return [(f"{path}/{item.relative_to(scratch)}", item) for item in inside]


def _unpack(path: Path, folder: Path) -> None:
    """Members that lead out of the folder, links and devices are never unpacked."""
    try:
        if path.name.lower().endswith(".zip"):
            with zipfile.ZipFile(path) as archive:
                _fits(path, sum(member.file_size for member in archive.infolist()), folder)
                for name in archive.namelist():  # drops "..", drive letters, leading slashes
                    archive.extract(name, folder)
        else:
            with tarfile.open(path) as archive:
                members = [member for member in archive if member.isfile()]
                _fits(path, sum(member.size for member in members), folder)
                for member in members:
                    archive.extract(member, folder, filter="data")
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, OSError, RuntimeError) as error:
        raise SourceError(path, f"is not an archive that can be unpacked ({error})") from error


def _fits(path: Path, size: int, folder: Path) -> None:
    if size > min(_LARGEST_ARCHIVE, shutil.disk_usage(folder).free):
        raise SourceError(path, f"would unpack to {size:,} bytes, which is too much for this disk")
