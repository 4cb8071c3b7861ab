"""Elements found in the text of XML that a parser has found well-formed.

To look for a few elements in the text of a record takes a quarter of the time of making a tree and
walking it. It is safe only behind a parser, in text without comments, instructions and CDATA, as
`probatum.sources.xml_file.each_written` gives it. No element may lie in another of its name.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from probatum.sources.inline_text import inline
from probatum.sources.xml_file import one_line

ATTRIBUTES = r"""((?:\s[^<>"']*+(?:"[^"]*+"|'[^']*+'))*+)\s*+"""
"""Pattern for what follows the name in a tag, in one group; a ">" may stand in a value."""
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TAG = re.compile(rf"</?[^\s<>/]+{ATTRIBUTES}/?>")
_REFERENCE = re.compile(r"&([^;]*);")
_OWN = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_FRAGMENT = '<!DOCTYPE a SYSTEM "a"><a>{}</a>'  # with a type, entities may stay unknown


def leaf(*names: str, begin: str = "") -> re.Pattern[str]:
    """Finds elements of the names: name, attributes and inner text.

    Where an element named `begin` begins, only its attributes stand in a fourth group.
    """
    found = rf"({'|'.join(names)}){ATTRIBUTES}(?:/>|>([^<]*+(?:<(?!/\1[\s>])[^<]*+)*+))"
    return re.compile(rf"<(?:{found}|{begin}{ATTRIBUTES}>)" if begin else rf"<{found}")


def parted(text: str, name: str) -> tuple[str, str, str] | None:
    """What stands before, in and behind the first element of the name; None without one."""
    found = _place(text, name, 0)
    return (text[: found[0]], text[found[1] : found[2]], text[found[2] :]) if found else None


def within(text: str, name: str) -> str:
    """What stands in the first element of the name; "" without one."""
    found = _place(text, name, 0)
    return text[found[1] : found[2]] if found else ""


def all_within(text: str, name: str) -> Iterator[str]:
    """What stands in each element of the name."""
    found = _place(text, name, 0)
    while found:
        yield text[found[1] : found[2]]
        found = _place(text, name, found[2])


def _place(text: str, name: str, place: int) -> tuple[int, int, int] | None:
    """Where the first element of the name begins, and what stands in it from where to where."""
    while (place := text.find(f"<{name}", place)) >= 0:
        start = place + len(name) + 2
        if text[start - 1] != ">":
            tag = _opening(name).match(text, place)
            if tag is None:  # of another name, which begins with this one
                place = start
                continue
            start = tag.end()
            if text[start - 2] == "/":
                return place, start, start
        end = text.find(f"</{name}>", start)
        if end < 0:  # the tag is written with a blank; without one the text were no XML
            end = text.find(f"</{name}", start)
        return place, start, end
    return None


@lru_cache(maxsize=256)
def _opening(name: str) -> re.Pattern[str]:
    return re.compile(rf"<{name}{ATTRIBUTES}/?>")


@lru_cache(maxsize=1 << 12)  # most tags are written the same in all records
def attributes(written: str) -> dict[str, str]:
    """The attributes in a tag by their names. Not to be changed: it is kept."""
    return {
        name: resolved(double or single) for name, double, single in _ATTRIBUTE.findall(written)
    }


def resolved(text: str) -> str:
    """The text with the characters that its references stand for; "" for an unknown entity."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(reference: re.Match[str]) -> str:
    named = reference[1]
    if named.startswith("#x"):
        return chr(int(named[2:], 16))
    if named.startswith("#"):
        return chr(int(named[1:]))
    character = html.unescape(reference[0])
    return _OWN.get(named) or ("" if character.startswith("&") else character)


def flat(inner: str) -> str:
    """All text in an element on one line, without its tags."""
    if inner.isalnum():  # as names, numbers and single words are
        return inner
    if "<" in inner:
        inner = _TAG.sub("", inner)
    return one_line(resolved(inner) if "&" in inner else inner)


def line(inner: str) -> str:
    """The same with powers raised, as `probatum.sources.inline_text` has them."""
    return one_line(paragraph(inner))


def paragraph(inner: str) -> str:
    """The same where white space is for another to put in order."""
    return inline(tree(inner)) if "<" in inner else resolved(inner)


def tree(inner: str) -> etree._Element:
    """An element that holds what stands in another; for what is rare or written in many ways."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    return etree.fromstring(_FRAGMENT.format(inner), parser)
