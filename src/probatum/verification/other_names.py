"""Other names of what a sentence names: "overall survival" is "OS", "Xarelto" is "rivaroxaban".

The sentence is compared as the source would put it: where the source does not use its name for
something, and uses another name of the same, that name stands in the sentence instead. Then every
check, and not the shared words alone, reads both in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple


class OtherNames(NamedTuple):
    """A name as the sentence writes it, and other names of the very same: no class, no kind of."""

    written: str
    others: tuple[str, ...]


def called_as_in(source: str, claim: str, names: Sequence[OtherNames]) -> str:
    """The claim with the names that the source uses."""
    for name in names:
        if _whole(name.written).search(source):
            continue
        other = next((other for other in name.others if _whole(other).search(source)), None)
        if other is not None:
            claim = claim.replace(name.written, other)
    return claim


@lru_cache(maxsize=4096)
def _whole(name: str) -> re.Pattern[str]:
    """As whole words; an abbreviation by its capitals."""
    short = sum(letter.isupper() for letter in name) > 1
    return re.compile(rf"(?<!\w){re.escape(name)}s?(?!\w)", 0 if short else re.I)
