"""Lines of a printed page joined into running text, words broken at a line's end made whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHEN = "\u2010"  # as typesetters write the one that breaks a word
_BROKEN = re.compile(r"([^\W\d_]+)-$")
_BEGINS = re.compile(r"[^\W\d_]+")
# First parts that commonly keep their hyphen: "first-/line", "low-/dose".
_COMPOUNDS = """
low high first second third fourth long short non anti self well follow double single dose year day
week month age evidence patient risk open half once twice three two four one all end early late post
pre co cost drug disease event progression health life quality
"""
_COMPOUND = frozenset(_COMPOUNDS.split())
# Second parts that are none: "follow-/ing" is one word.
_PARTS = "ing ings ed er ers est ly ment ments ness al ally ic ism ist ity ive ion ions en ens y"
_ENDINGS = frozenset(_PARTS.split())


class LineBreaks:
    """Joins lines, knowing from the whole text which words it writes with a hyphen.

    A hyphen at a line's end is undone only between lower-case letters, so that "5-/FU", "IL-/2" and
    "CHA-/DS" keep theirs, and not where the text elsewhere writes the word with it.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._known = Counter(
            word.lower()
            for line in lines
            for word in _WORD.findall(line.replace(_HYPHEN, "-").rstrip("- "))
        )

    def joined(self, lines: Iterable[str]) -> str:
        """The lines as one."""
        text = ""
        for line in lines:
            line = line.strip()
            if not line:
                continue
            if text.endswith(_HYPHEN):
                text = f"{text[:-1]}-"
            broken, begins = _BROKEN.search(text), _BEGINS.match(line)
            if text.endswith("\u00ad"):
                text = text[:-1] + line
            elif broken and begins and text[-2].islower() and line[0].islower():
                keep = self._is_compound(broken.group(1).lower(), begins.group().lower())
                text = (text if keep else text[:-1]) + line
            elif re.search(r"\w[-/]$", text) and re.match(r"\w", line):
                text += line
            else:
                text = f"{text} {line}" if text else line
        return text

    def _is_compound(self, first: str, second: str) -> bool:
        with_hyphen, without = self._known[f"{first}-{second}"], self._known[first + second]
        if with_hyphen or without:
            return with_hyphen > without
        return first in _COMPOUND and second not in _ENDINGS
