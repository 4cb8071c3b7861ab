"""The authors of a PubMed record or book entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from probatum.compiled import compiled
from probatum.sources.xml_text import Element, attributes, flat, flat_all, leaf

_LISTS = Element("AuthorList")
_ONE_LIST = re.compile(rb'<AuthorList CompleteYN="[YN]">')
# As nearly all authors are written. Of no other is this the whole name.
_USUAL = re.compile(
    rb'<Author ValidYN="Y"(?: EqualContrib="[YN]")?>\s*<LastName>([^<]*)</LastName>\s*'
    rb"(?:<ForeName>[^<]*</ForeName>\s*)?(?:<Initials>([^<]*)</Initials>\s*)?"
    rb"(?=</Author>|<Affiliation|<Identifier[\s>])"
)
_NAMES = leaf("LastName", "Initials", "Suffix", "CollectiveName", begin="Author")


def authors(work: bytes) -> tuple[str, ...]:
    """Family name and initials, or the name of the group; editors are no authors."""
    found = authors_as_usual(work)
    if found is not None:
        return found
    return tuple(
        name
        for stated, people in _LISTS.all_stated(work)
        if attributes(stated).get("Type", "authors") == "authors"
        for name in _written_otherwise(people)
        if name
    )


@compiled("probatum.sources._authors")
def authors_as_usual(work: bytes) -> tuple[str, ...] | None:
    """The same where all are written as nearly all are; else None."""
    usual = _USUAL.findall(work)
    if not _ONE_LIST.search(work) or len(usual) + 1 != work.count(b"<Author"):
        return None
    names = flat_all([b" ".join(parts) if parts[1] else parts[0] for parts in usual])
    return tuple(filter(None, names))


def _written_otherwise(people: bytes) -> Iterator[str]:
    found: list[dict[str, str]] = []
    named: dict[str, str] = {}
    for tag, _, inner, written in _NAMES.findall(people):
        if tag:
            named.setdefault(tag.decode(), flat(inner))
        else:  # here one begins
            named = {}
            if not written or attributes(written).get("ValidYN") != "N":
                found.append(named)
    return map(_name, found)


def _name(named: Mapping[str, str]) -> str:
    words = [named[tag] for tag in ("LastName", "Initials", "Suffix") if named.get(tag)]
    return " ".join(words) or named.get("CollectiveName", "")
