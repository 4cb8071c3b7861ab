"""The YAML front matter of an owner's Markdown page, read as facts about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from probatum.errors import SourceError
from probatum.sources.owner_file import Facts
from probatum.sources.plain_yaml import plain_yaml
from probatum.sources.stated_fields import StatedFields

_FENCED = re.compile(r"\A---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_LONGEST = 20_000  # characters


class Page(NamedTuple):
    """The facts of the front matter, and the Markdown below it."""

    facts: Facts
    body: str


def read(path: Path, text: str) -> Page:
    """Split a page. Raises `SourceError` naming the field that is wrong and what it may be.

    Fields that other programs use are left alone.
    """
    fenced = _FENCED.match(text)
    if not fenced:
        return Page(Facts(), text)
    stated = StatedFields(path, _mapping(path, fenced.group(1) or ""), "front matter, ")
    return Page(stated.facts(), text[fenced.end() :])


def _mapping(path: Path, text: str) -> Mapping[str, object]:
    found = plain_yaml(path, text, "front matter", _LONGEST)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise SourceError(path, "front matter must be lines of 'field: value'")
    return {str(name).strip().lower(): value for name, value in found.items()}
