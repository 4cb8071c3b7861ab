"""The folder of a publisher on the web, as its server lists it (Apache's index pages)."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree, html

from probatum.errors import SourceError
from probatum.sources.web import Web
from probatum.sources.xml_file import flat

_SIZE = re.compile(r"(\d+(?:\.\d+)?)([KMGT]?)\s*$")
_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}


class Listed(NamedTuple):
    """A file in the list: its size in bytes, as rounded there, and by how much it may be off."""

    name: str
    address: str
    size: int
    off: int
    beside: frozenset[str]

    def may_have(self, size: int) -> bool:
        """Whether a file of that many bytes would be listed so."""
        return abs(size - self.size) <= self.off


def listed(web: Web, address: str, wanted: re.Pattern[str]) -> tuple[Listed, ...]:
    """The files whose whole name ``wanted`` matches, by name; ``beside`` names all in the folder.

    Raises `SourceUnavailable`.
    """
    folder = f"{address.rstrip('/')}/"
    rows = web.get(folder, {}, _rows, seconds=0)
    names = frozenset(rows)
    return tuple(
        Listed(name, f"{folder}{name}", *rows[name], names)
        for name in sorted(names)
        if wanted.fullmatch(name)
    )


def _rows(body: bytes) -> dict[str, tuple[int, int]]:
    """Size and what it may be off by, for each name that lies in the folder itself."""
    try:
        page = html.document_fromstring(body)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise SourceError("the list of files", f"cannot be read ({error})") from error
    found = {}
    for link in page.iter("a"):
        name = unquote(link.get("href") or "")
        if name and not re.search(r"[/\\?#:]|^\.", name):
            found[name] = _size(_behind(link))
    return found


def _behind(link: etree._Element) -> str:
    """What stands behind a name on its line, or in its row."""
    row = next(link.iterancestors("tr"), None)
    cells = [] if row is None else [flat(cell) for cell in row.iter("td")]
    stated = [cell for cell in cells if _SIZE.fullmatch(cell)]
    return stated[-1] if stated else (link.tail or "").partition("\n")[0].rstrip()


def _size(text: str) -> tuple[int, int]:
    found = _SIZE.search(text)
    if not found:
        return 0, 2**63
    number, unit = found.group(1), _UNITS[found.group(2)]
    # A step of the last digit shown: servers round up, down or to the nearest.
    step = unit // 10 + 1 if "." in number else unit
    return int(float(number) * unit), step if unit > 1 else 0
