"""Whether elements cut out of a file are well-formed XML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, cast

from lxml import etree

from probatum.compiled import compiled

SAFELY: Final[dict[str, Any]] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
}
"""How every parser of a document is to be made: no external entity, no fetched document type."""
_NAME_ENDS = re.compile(rb"[\s>]")


class _Nothing:
    """What is made by a parser that is to check and no more."""

    def close(self) -> None:
        """The end of what was checked."""


def checking_parser() -> etree.XMLParser:
    """A parser that makes nothing of what it reads."""
    return etree.XMLParser(target=cast("etree.ParserTarget", _Nothing()), **SAFELY)


@compiled("probatum.sources._well_formed")
def all_well_formed(cut: Sequence[bytes], checker: etree.XMLParser) -> bool:
    """Whether each is, and none is written otherwise; False where it cannot be told.

    Each begins and ends with tags of one name. They are looked at together, which takes less time:
    in a well-formed text, what stands from the one to the other is well-formed itself when no tag
    in it begins like the first.
    """
    for piece in cut:
        begin = _NAME_ENDS.split(piece, 1)[0]
        if piece.find(begin, 1) > 0 or is_written_otherwise(piece):
            return False
    try:
        etree.fromstring(b"<a>%b</a>" % b"".join(cut), checker)
    except etree.XMLSyntaxError:
        return False
    return True


def is_written_otherwise(piece: bytes) -> bool:
    """Whether there are comments, instructions or CDATA, or it looks so."""
    return (b"!" in piece and b"<!" in piece) or (b"?" in piece and b"<?" in piece)
