"""JSON, of a file or a service, read safely: bounded, and of whatever shape it turns out to have.

Numbers stay the words they were written in: "0.70" is not 0.7.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from typing import Any

from probatum.errors import SourceError
from probatum.sources.fetched import Readable

MOST_BYTES = 256 * 2**20
"""Unpacked bytes; the largest parts of openFDA's download of labels stay below it."""
_DAMAGED = (OSError, EOFError, zlib.error)


def loaded(path: Readable, most: int = MOST_BYTES) -> Any:
    """The value that a file holds, packed or not. Raises `SourceError`."""
    try:
        return json.loads(
            _contents(path, most), parse_float=str, parse_int=str, parse_constant=_no_number
        )
    except RecursionError as error:
        raise SourceError(path, "is nested too deeply to be a record; fetch it again") from error
    except ValueError as error:
        raise SourceError(path, f"not well-formed JSON ({error}); fetch it again") from error


def part(value: Any, *names: str) -> dict[str, Any]:
    """The object at the end of a path of names; empty where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def parts(value: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """The objects in the list of that name."""
    held = value.get(name)
    return (item for item in held if isinstance(item, dict)) if isinstance(held, list) else iter(())


def words(value: dict[str, Any], name: str) -> str:
    """The text or number of that name, line breaks kept; "" where there is none."""
    return _text(value.get(name))


def line(value: dict[str, Any], name: str) -> str:
    """The text or number of that name, on one line."""
    return " ".join(words(value, name).split())


def lines(value: dict[str, Any], name: str) -> tuple[str, ...]:
    """The texts in the list of that name, each on one line, each once."""
    held = value.get(name)
    stated = (" ".join(_text(item).split()) for item in (held if isinstance(held, list) else ()))
    return tuple(dict.fromkeys(filter(None, stated)))


def _text(value: Any) -> str:
    # Half of a surrogate pair, which JSON can spell and UTF-8 cannot, becomes a question mark.
    return value.encode(errors="replace").decode() if isinstance(value, str) else ""


def _contents(path: Readable, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            packed = path.name.lower().endswith(".gz")
            data: bytes = (gzip.GzipFile(fileobj=file) if packed else file).read(most + 1)
    except _DAMAGED as error:
        raise SourceError(path, f"cannot be read ({error}); fetch it again") from error
    if len(data) > most:
        raise SourceError(path, f"is too large (more than {most:,} bytes); split it")
    return data


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")
