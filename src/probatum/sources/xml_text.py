"""Elements found in the bytes of XML that a parser has found well-formed.

To look for a few elements in the bytes of a record takes a small part of the time of making a tree
and walking it, and only what is kept is decoded. It is safe only behind a parser, in UTF-8 without
comments, instructions and CDATA, as `probatum.sources.xml_file.each_written` gives it. No element
may lie in another of its name.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from lxml import etree

from probatum.compiled import compiled
from probatum.sources.inline_text import inline
from probatum.sources.xml_file import one_line

# No group is repeated possessively: Python before 3.11.5 takes that wrongly.
ATTRIBUTES = rb"""((?:\s[^<>"']*+(?:"[^"]*+"|'[^']*+'))*)\s*+"""
"""Pattern for what follows the name in a tag, in one group; a ">" may stand in a value."""
_ATTRIBUTE = re.compile(rb"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TAG = re.compile(rb"</?[^\s<>/]+%b/?>" % ATTRIBUTES)
_RAISED = re.compile(rb"<(?:[^\s<>/]+:)?sup[\s>]")
_REFERENCE = re.compile(r"&([^;]*);")
_OWN = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_FRAGMENT = b'<!DOCTYPE a SYSTEM "a"><a>%b</a>'  # with a type, entities may stay unknown


@compiled("probatum.sources._elements")
class Element:
    """Finds elements of one name."""

    def __init__(self, name: str) -> None:
        self._name = name.encode()
        self._begin, self._end = b"<" + self._name, b"</%b>" % self._name
        self._length = len(self._begin) + 1

    @cached_property  # most are never asked for, and each takes long to make
    def _opening(self) -> re.Pattern[bytes]:
        return re.compile(rb"<%b%b/?>" % (self._name, ATTRIBUTES))

    @cached_property
    def _closing(self) -> re.Pattern[bytes]:
        return re.compile(rb"</%b\s*>" % self._name)

    @cached_property
    def _leaf(self) -> re.Pattern[bytes]:
        inner = rb"(?:/>|>([^<]*+(?:<(?!/%b[\s>])[^<]*+)*))" % self._name
        return re.compile(rb"<%b%b%b" % (self._name, ATTRIBUTES, inner))

    def found_at(self, text: bytes) -> int:
        """Where the first begins of those whose names begin with this one; -1 without one."""
        return text.find(self._begin)

    def within(self, text: bytes) -> bytes:
        """What stands in the first of them; nothing without one."""
        found = self._place(text, 0)
        return text[found[1] : found[2]] if found else b""

    def parted(self, text: bytes) -> tuple[bytes, bytes, bytes] | None:
        """What stands before, in and behind the first of them; None without one."""
        found = self._place(text, 0)
        return (text[: found[0]], text[found[1] : found[2]], text[found[2] :]) if found else None

    def all_within(self, text: bytes) -> list[bytes]:
        """What stands in each of them."""
        return [inner for _, inner in self.all_stated(text)]

    def leaves(self, text: bytes) -> list[tuple[bytes, bytes]]:
        """The same of small elements, of which there are many."""
        place = text.find(self._begin)
        return self._leaf.findall(text, place) if place >= 0 else []

    def first(self, text: bytes) -> tuple[bytes, bytes] | None:
        """The first of `leaves`; None without one."""
        found = self._leaf.search(text)
        return (found[1], found[2] or b"") if found else None

    def texts(self, text: bytes) -> list[str]:
        """The text of each of `leaves` on one line."""
        return flat_all([inner for _, inner in self.leaves(text)])

    def all_stated(self, text: bytes) -> list[tuple[bytes, bytes]]:
        """The attributes of each of them, as they are written, and what stands in it."""
        stated = []
        found = self._place(text, 0, again=True)
        while found:
            start, inner, end = found
            stated.append((text[start + self._length - 1 : inner], text[inner:end]))
            found = self._place(text, end, again=True)
        return stated

    def _place(
        self, text: bytes, place: int, *, again: bool = False
    ) -> tuple[int, int, int] | None:
        """Where the first of them begins, and what stands in it from where to where.

        `again` is to say that there may be more of them.
        """
        while (place := text.find(self._begin, place)) >= 0:
            start = place + self._length
            if text[start - 1 : start] != b">":
                tag = self._opening.match(text, place)
                if tag is None:  # of another name, which begins with this one
                    place = start
                    continue
                start = tag.end()
                if text[start - 2 : start] == b"/>":
                    return place, start, start
            end = text.find(self._end, start)
            if end < 0 or (again and text.find(self._begin, start, end) >= 0):
                # Perhaps that tag is written with a blank; without one the text were no XML.
                closing = self._closing.search(text, start)
                end = closing.start() if closing else len(text)
            return place, start, end
        return None


def leaf(*names: str, begin: str = "") -> re.Pattern[bytes]:
    """Finds elements of the names: name, attributes and inner text.

    Where an element named `begin` begins, only its attributes stand in a fourth group.
    """
    inner = rb"(?:/>|>([^<]*+(?:<(?!/\1[\s>])[^<]*+)*))"
    found = rb"(%b)%b%b" % ("|".join(names).encode(), ATTRIBUTES, inner)
    if begin:
        return re.compile(rb"<(?:%b|%b%b/?>)" % (found, begin.encode(), ATTRIBUTES))
    return re.compile(rb"<" + found)


@lru_cache(maxsize=1 << 12)  # most tags are written the same in all records
def attributes(written: bytes) -> dict[str, str]:
    """The attributes in a tag by their names. Not to be changed: it is kept."""
    return {
        name.decode(): resolved((double or single).decode())
        for name, double, single in _ATTRIBUTE.findall(written)
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


@compiled("probatum.sources._flat")
def flat(inner: bytes) -> str:
    """All text in an element on one line, without its tags."""
    if inner.isalnum():  # as names, numbers and single words are
        return inner.decode()
    return one_line(_text(inner))


@compiled("probatum.sources._flat")
def flat_all(inner: Sequence[bytes]) -> list[str]:
    """`flat` of each, which costs little more than of one of them."""
    whole = b"<".join((b"", *inner, b"")).decode()
    texts = whole.split("<")[1:-1]
    if len(texts) != len(inner):
        return [flat(each) for each in inner]
    if "&" in whole:
        texts = [*map(resolved, texts)]
    elif not ("  " in whole or " <" in whole or "< " in whole) and whole.isprintable():
        return texts
    return [*map(one_line, texts)]


@lru_cache(maxsize=1 << 14)
def shared(inner: bytes) -> str:
    """The same of what stands on many records: names of journals, types, keywords."""
    return flat(inner)


@compiled("probatum.sources._flat")
def line(inner: bytes) -> str:
    """The same with powers raised, as `probatum.sources.inline_text` has them."""
    return one_line(paragraph(inner))


@compiled("probatum.sources._flat")
def paragraph(inner: bytes) -> str:
    """The same where white space is for another to put in order."""
    return inline(tree(inner)) if b"<" in inner and _RAISED.search(inner) else _text(inner)


def _text(inner: bytes) -> str:
    text = (_TAG.sub(b"", inner) if b"<" in inner else inner).decode()
    return resolved(text) if "&" in text else text


def tree(inner: bytes) -> etree._Element:
    """An element that holds what stands in another; for what is rare or written in many ways."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    return etree.fromstring(_FRAGMENT % inner, parser)
