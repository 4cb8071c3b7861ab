"""The list of pages that a site publishes for programs (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from probatum.errors import SourceError
from probatum.sources.xml_file import name

_MOST_LISTS = 200
_MOST_BYTES = 64 * 2**20  # a list holds at most 50 MB, unpacked


class Listed(NamedTuple):
    """A page and when it was last changed, in the words of the list; "" where it does not say."""

    address: str
    changed: str


def pages(lists: Sequence[str], fetch: Callable[[str], bytes]) -> Iterator[Listed]:
    """The pages of all lists, and of the lists that these name; each list is fetched once.

    Raises `SourceError` for a list that is none, and whatever ``fetch`` raises.
    """
    waiting, known = list(lists), set(lists)
    while waiting:
        here = waiting.pop(0)
        root = _tree(here, fetch(here))
        is_index = name(root) == "sitemapindex"
        for entry in root:
            found = _entry(entry)
            if not found.address:
                continue
            if not is_index:
                yield found
            elif found.address not in known and len(known) < _MOST_LISTS:
                known.add(found.address)
                waiting.append(found.address)


def _entry(entry: etree._Element) -> Listed:
    told = {name(part): " ".join((part.text or "").split()) for part in entry}
    return Listed(told.get("loc", ""), told.get("lastmod", ""))


def _tree(address: str, data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.parse(BytesIO(_unpacked(address, data)), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise SourceError(address, f"is no list of pages ({error.msg})") from error
    if name(root) not in ("sitemapindex", "urlset"):
        raise SourceError(address, "is no list of pages (neither <urlset> nor <sitemapindex>)")
    return root


def _unpacked(address: str, data: bytes) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as file:
            whole = file.read(_MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(address, f"is damaged ({error})") from error
    if len(whole) > _MOST_BYTES:
        raise SourceError(address, f"unpacks to more than {_MOST_BYTES:,} bytes")
    return whole
