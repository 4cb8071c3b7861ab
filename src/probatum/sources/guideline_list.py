"""A list of guidelines on the network, kept by the owner: addresses, and what is known of each.

Three forms. Text: one address a line, "#" begins a remark. CSV: a first row names the columns.
YAML: a list of addresses, or of fields, each with its ``url``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from probatum.errors import SourceError
from probatum.evidence.document import Document
from probatum.evidence.jurisdiction import HOUSE
from probatum.sources.owner_file import Facts, slug
from probatum.sources.plain_yaml import plain_yaml
from probatum.sources.stated_fields import StatedFields
from probatum.sources.text_file import contents, decoded

_OF_DOCUMENT = {
    **{"title": "title", "kind": "kind", "condition": "topics", "publisher": "publisher"},
    **{"published": "published", "updated": "updated", "review_due": "review_due"},
    **{"jurisdiction": "jurisdiction", "audience": "audience", "licence": "licence"},
    **{"language": "language", "keywords": "keywords"},
}
"""Field of a list: field of the document."""
_SEVERAL = frozenset({"condition", "keywords"})
_FIELDS = (*_OF_DOCUMENT, "url", "date", "own")
_YES, _NO = frozenset({"1", "true", "yes", "y", "x", "on"}), frozenset({"0", "false", "no", "n"})
_LONGEST = 2_000_000  # characters
_LONGEST_SLUG = 100
_DATES = frozenset({"published", "updated"})


class ListedGuideline(NamedTuple):
    """An address and the facts stated of it, by name, as they are written."""

    address: str
    stated: tuple[tuple[str, str], ...] = ()


def guidelines(path: Path) -> tuple[ListedGuideline, ...]:
    """Every entry, in its order. Raises `SourceError` naming the entry that is wrong and why."""
    text = decoded(path, contents(path))
    ending = path.suffix.lower()
    if ending in (".yaml", ".yml"):
        rows = list(_of_yaml(path, text))
    elif ending == ".csv":
        rows = list(_of_csv(path, text))
    else:
        rows = [{"url": line} for line in map(_without_remark, text.splitlines()) if line]
    found: dict[str, ListedGuideline] = {}
    for number, row in enumerate(rows, start=1):
        entry = _entry(path, f"entry {number}", row)
        if entry.address in found:
            raise SourceError(path, f"entry {number}: {entry.address} is named twice")
        found[entry.address] = entry
    if not found:
        raise SourceError(path, "names no address; write one a line, with https://")
    return tuple(found.values())


def as_listed(document: Document, entry: ListedGuideline) -> Document:
    """The document with what its owner states of it, known by the address it was fetched from.

    A work that has a name elsewhere (a PMID, a PDQ summary) keeps its id and its title.
    """
    facts = _facts(Path(entry.address), "", entry.stated)
    named = {name for name, _ in entry.stated}
    update = {_OF_DOCUMENT[name]: getattr(facts, _OF_DOCUMENT[name]) for name in named - {"own"}}
    if named & _DATES:  # a date the owner states stands alone: the other one was only found
        update |= {name: getattr(facts, name) for name in _DATES}
    if "kind" in named:
        update["audience"] = facts.audience
    if document.id.startswith(("file:", "summary:")):
        update["id"] = page_id(entry.address)
    else:
        update.pop("title", None)
    if facts.jurisdiction:
        update["jurisdiction"] = facts.jurisdiction
    identifiers = document.identifiers.model_copy(update={"url": entry.address})
    return document.model_copy(
        update=update | {"identifiers": identifiers, "origin": entry.address}
    )


def page_id(address: str) -> str:
    """An id that stays while the page's title and text change."""
    parts = urlsplit(address)
    words = slug(f"{parts.netloc}{parts.path}")
    if parts.query or len(words) > _LONGEST_SLUG:
        words = f"{words[:_LONGEST_SLUG]}-{sha256(address.encode()).hexdigest()[:8]}"
    return f"page:{words}"


def _without_remark(line: str) -> str:
    return re.sub(r"(?:^|\s)#.*$", "", line).strip()


def _of_csv(path: Path, text: str) -> Iterator[Mapping[str, object]]:
    first = text.split("\n", 1)[0]
    rows = csv.DictReader(text.splitlines(), delimiter=";" if ";" in first else ",")
    names = [str(name or "").strip().lower() for name in rows.fieldnames or ()]
    if "url" not in names:
        raise SourceError(path, "has no column 'url'; its first row must name the columns")
    for row in rows:
        if None in row:
            raise SourceError(
                path, f'line {rows.line_num} has too many cells; use "…" around commas'
            )
        values = dict(zip(names, row.values(), strict=True))
        if any(values.values()):
            yield values


def _of_yaml(path: Path, text: str) -> Iterator[Mapping[str, object]]:
    found = plain_yaml(path, text, "the list", _LONGEST)
    for entry in found if isinstance(found, list) else ():
        if isinstance(entry, str):
            yield {"url": entry}
        elif isinstance(entry, dict):
            yield {str(name).strip().lower(): value for name, value in entry.items()}
        else:
            raise SourceError(path, f"{entry!r} is neither an address nor fields of one")


def _entry(path: Path, place: str, row: Mapping[str, object]) -> ListedGuideline:
    if unknown := sorted(set(row) - set(_FIELDS)):
        raise SourceError(
            path, f"{place}: {unknown[0]!r} is no field; fields are {', '.join(sorted(_FIELDS))}"
        )
    stated = {
        "published" if name == "date" else name: text
        for name, value in row.items()
        if (text := _text(value))
    }
    address = stated.pop("url", "")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise SourceError(path, f"{place}: {address!r} is no address; write it with https://")
    entry = ListedGuideline(address, tuple(sorted(stated.items())))
    _facts(path, f"{place}, ", entry.stated)
    return entry


def _text(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return " ".join(str(value).split()) if value is not None else ""


def _facts(path: Path, place: str, stated: Iterable[tuple[str, str]]) -> Facts:
    """Raises `SourceError` for a field that is wrong, with what it may be."""
    values: dict[str, object] = {
        name: [part.strip() for part in text.split(";")] if name in _SEVERAL else text
        for name, text in stated
    }
    own = str(values.pop("own", "no")).lower()
    if own not in _YES | _NO:
        raise SourceError(path, f"{place}own: {own!r} is not allowed; write yes or no")
    facts = StatedFields(path, values, place).facts()
    return replace(facts, jurisdiction=HOUSE) if own in _YES else facts
