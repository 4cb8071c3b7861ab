"""Writing the pages of published articles into a folder, again and again."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from probatum.errors import UsageError
from probatum.evidence.published import Published
from probatum.evidence.value import Value
from probatum.publishing.editorial import Editorial
from probatum.publishing.site import site
from probatum.records.records import Records
from probatum.review.publication import published

_MANIFEST = ".probatum-site.json"


class Written(Value):
    """What one run did to the folder."""

    articles: int
    written: int
    unchanged: int
    removed: int


def publish(
    records: Records, folder: Path, editorial: Editorial, address: str | None = None
) -> Written:
    """Bring the folder to what is published now; files that others put there are left alone.

    Raises `UsageError` when the folder holds something and was not written by this.
    """
    before = _names_written(folder)
    pages = tuple(shown(records))
    files = dict(site(pages, editorial, address))
    # Noted first: whatever happens, the next run knows which files are its own.
    names = sorted({*before, *files})
    _write(folder / _MANIFEST, json.dumps(names))
    written = sum(_write(folder / name, text) for name, text in files.items())
    gone = [name for name in before if name not in files]
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    _write(folder / _MANIFEST, json.dumps(sorted(files)))
    return Written(
        articles=len(pages),
        written=written,
        unchanged=len(files) - written,
        removed=len(gone),
    )


def shown(records: Records) -> Iterator[Published]:
    """Every article that readers may see."""
    for name in records.standing():
        if page := published(records.article(name)):
            yield page


def _names_written(folder: Path) -> tuple[str, ...]:
    manifest = folder / _MANIFEST
    if manifest.is_file():
        names = json.loads(manifest.read_text(encoding="utf-8"))
        return tuple(name for name in names if _stays_inside(name))
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(f"{folder} holds other files; name a folder that is empty or new")
    return ()


def _stays_inside(name: str) -> bool:
    return not Path(name).is_absolute() and ".." not in Path(name).parts


def _write(path: Path, text: str) -> bool:
    """Whole or not at all; whether it had to be written."""
    body = text.encode()
    if path.is_file() and path.read_bytes() == body:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".new")
    with os.fdopen(handle, "wb") as file:
        file.write(body)
    Path(scratch).chmod(0o644)
    Path(scratch).replace(path)
    return True
