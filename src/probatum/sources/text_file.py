"""The text of a file, whatever of the usual encodings it is in."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from probatum.errors import SourceError

_MOST_BYTES = 64 * 2**20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def contents(path: Path, most: int = _MOST_BYTES) -> bytes:
    """The bytes of a file of at most ``most`` bytes. Raises `SourceError`."""
    try:
        if (size := path.stat().st_size) > most:
            raise SourceError(path, f"is too large ({size:,} bytes, at most {most:,}); split it")
        return path.read_bytes()
    except OSError as error:
        raise SourceError(path, f"cannot be read ({error.strerror or error})") from error


def decoded(path: Path, data: bytes, declared: str = "") -> str:
    """UTF-8 or UTF-16, else ``declared``, else Windows-1252; lines end in a line feed.

    Raises `SourceError` when the bytes are no text.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if not encoding and _is_binary(data[:65536]):
        raise SourceError(path, "is not text but binary; convert it, or give it its right ending")
    for attempt in (encoding,) if encoding else ("utf-8", declared, "cp1252"):
        try:
            text = data.decode(attempt) if attempt else None
        except (UnicodeDecodeError, LookupError):
            continue
        if text is not None:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise SourceError(path, "is in no encoding that can be told; save it as UTF-8")


def _is_binary(head: bytes) -> bool:
    """A stray control character is a slip; one in a hundred NUL, or in ten any, is no text."""
    return head.count(b"\0") * 100 > len(head) or len(_CONTROL.findall(head)) * 10 > len(head)
