"""Writing the pages of published articles into a folder, again and again."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from probatum.errors import UsageError
from probatum.evidence.published import Published
from probatum.evidence.value import Value
from probatum.publishing.editorial import Editorial
from probatum.publishing.forms import Form
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
    records: Records,
    folder: Path,
    editorial: Editorial,
    address: str | None = None,
    forms: Sequence[Form] = (),
) -> Written:
    """Bring the folder to what is published now; files that others put there are left alone.

    Each article also gets a file of each of the forms; what did not change is not made again.
    Raises `UsageError` when the folder holds something and was not written by this.
    """
    before = _keys_written(folder)
    pages = tuple(shown(records))
    files = dict(site(pages, editorial, address, tuple(form.ending for form in forms)))
    made = {
        f"articles/{one.article}.{form.ending}": (_key(one, form), one, form)
        for one in pages
        for form in forms
    }
    # Noted first, without keys: whatever happens, the next run knows which files are its own.
    _write_manifest(folder, {**dict.fromkeys((*before, *files, *made), ""), **before})
    written = sum(_write(folder / name, text.encode()) for name, text in files.items())
    for name, (key, one, form) in made.items():
        if before.get(name) != key or not (folder / name).is_file():
            written += _write(folder / name, form.make(one))
    gone = [name for name in before if name not in files and name not in made]
    for name in gone:
        (folder / name).unlink(missing_ok=True)
    keys = {name: key for name, (key, _, _) in made.items()}
    _write_manifest(folder, {**dict.fromkeys(files, ""), **keys})
    return Written(
        articles=len(pages),
        written=written,
        unchanged=len(files) + len(made) - written,
        removed=len(gone),
    )


def _key(one: Published, form: Form) -> str:
    """Changes when the file would."""
    told = f"{form.name} {version('probatum')} {one.model_dump_json()}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def shown(records: Records) -> Iterator[Published]:
    """Every article that readers may see."""
    for name in records.standing():
        if page := published(records.article(name)):
            yield page


def _keys_written(folder: Path) -> dict[str, str]:
    """What an earlier run wrote, each with the key of what it was made of, where it has one."""
    manifest = folder / _MANIFEST
    if manifest.is_file():
        names = json.loads(manifest.read_text(encoding="utf-8"))
        keys = names if isinstance(names, dict) else dict.fromkeys(names, "")
        return {name: key for name, key in keys.items() if _stays_inside(name)}
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(f"{folder} holds other files; name a folder that is empty or new")
    return {}


def _write_manifest(folder: Path, keys: Mapping[str, str]) -> None:
    _write(folder / _MANIFEST, json.dumps(dict(sorted(keys.items()))).encode())


def _stays_inside(name: str) -> bool:
    return not Path(name).is_absolute() and ".." not in Path(name).parts


def _write(path: Path, body: bytes) -> bool:
    """Whole or not at all; whether it had to be written."""
    if path.is_file() and path.read_bytes() == body:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".new")
    with os.fdopen(handle, "wb") as file:
        file.write(body)
    Path(scratch).chmod(0o644)
    Path(scratch).replace(path)
    return True
