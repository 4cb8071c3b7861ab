"""MD5 sums: as publishers state them beside their files, and as they are."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from probatum.errors import SourceError

_MD5 = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])", re.I)
_MOST_BYTES = 4096


def md5_in(text: str) -> str:
    """The sum in a line of NLM ("MD5(name)= …") or of md5sum; "" when there is none."""
    found = _MD5.search(text)
    return found.group().lower() if found else ""


def stated_md5(path: Path) -> str | None:
    """The sum in the file ``….md5`` beside it; None without such a file, "" without one in it."""
    beside = path.with_name(f"{path.name}.md5")
    if not beside.is_file():
        return None
    with beside.open(encoding="utf-8", errors="replace") as file:
        return md5_in(file.read(_MOST_BYTES))


def measured_md5(path: Path) -> str:
    """The sum of the file itself. Raises `SourceError`."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
    except OSError as error:
        raise SourceError(path, f"cannot be read ({error}); fetch it again") from error
