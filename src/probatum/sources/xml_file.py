"""XML, of a file or a service, read safely: no external entity, no fetched document type."""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, cast

from lxml import etree
from zlib_ng import gzip_ng, zlib_ng

from probatum.compiled import compiled
from probatum.errors import SourceError
from probatum.sources.fetched import Readable
from probatum.sources.well_formed import (
    SAFELY,
    all_well_formed,
    checking_parser,
    is_written_otherwise,
)
from probatum.sources.xml_pieces import LARGEST_ELEMENT, pieces

_BEFORE_ROOT = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)*", re.S
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_Element = etree._Element
_DAMAGED = (OSError, EOFError, cast("type[Exception]", zlib_ng.error))


def root_name(head: bytes) -> str:
    """Local name of the root element that begins in ``head``, or "" where none does."""
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = head.decode(encoding, errors="replace")
    before = _BEFORE_ROOT.match(text)
    root = _ROOT.match(text, before.end() if before else 0)
    return root.group(1) if root else ""


def whole(path: Readable) -> etree._Element:
    """The root of a file of one document. Raises `SourceError`."""
    parser = etree.XMLParser(**SAFELY)
    with _unpacked(path) as file:
        return etree.parse(file, parser).getroot()


def each(path: Readable, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """Elements named in ``tags`` that lie in no other of them, each freed when the next is asked.

    Raises `SourceError` at the place where the file turns out damaged, or when it goes on and on
    without such an element.
    """
    with _unpacked(path) as file:
        parser = etree.XMLParser(collect_ids=False, **SAFELY)

        def trees(cut: Sequence[bytes]) -> Iterator[etree._Element]:
            return (etree.fromstring(piece, parser) for piece in cut)

        left = yield from pieces(file, tags, trees)
        yield from _streamed(_Metered(file, left), tags)


def each_written(path: Readable, tags: tuple[str, ...]) -> Iterator[bytes]:
    """The same elements in UTF-8, without comments, instructions and CDATA, each well-formed."""
    with _unpacked(path) as file:
        checker = checking_parser()

        def checked(cut: Sequence[bytes]) -> Iterator[bytes]:
            if all_well_formed(cut, checker):
                return iter(cut)
            return (_checked(piece, checker) for piece in cut)

        left = yield from pieces(file, tags, checked)
        yield from map(_written, _streamed(_Metered(file, left), tags))


def _checked(piece: bytes, checker: etree.XMLParser) -> bytes:
    etree.fromstring(piece, checker)
    if is_written_otherwise(piece):
        return _written(etree.fromstring(piece, etree.XMLParser(**SAFELY)))
    return piece


def _written(element: etree._Element) -> bytes:
    etree.strip_tags(element, etree.Comment, etree.ProcessingInstruction)
    return etree.tostring(element, encoding="utf-8", xml_declaration=False, with_tail=False)


def _streamed(file: _Metered, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    for _, element in etree.iterparse(file, events=("end",), tag=tags, **SAFELY):
        file.since = 0
        if any(above.tag in tags for above in element.iterancestors()):
            continue
        yield element
        _free(element)


class _Metered:
    """A file of elements, none of which is as large as this: what lies between is never freed."""

    def __init__(self, file: IO[bytes], begun: bytes) -> None:
        self._file = file
        self._begun = begun
        self.since = 0

    def read(self, size: int = -1) -> bytes:
        """Read on, counting the bytes since the last element."""
        data, self._begun = self._begun or self._file.read(size), b""
        self.since += len(data)
        if self.since > LARGEST_ELEMENT:
            raise OSError(f"{LARGEST_ELEMENT:,} bytes without the end of a record")
        return data


def _free(element: etree._Element) -> None:
    parent = element.getparent()
    element.clear()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


@contextmanager
def _unpacked(path: Readable) -> Iterator[IO[bytes]]:
    try:
        with path.open("rb") as file:
            if path.name.lower().endswith(".gz"):
                yield cast("IO[bytes]", gzip_ng.open(file))  # type: ignore[no-untyped-call]
            else:
                yield file
    except etree.XMLSyntaxError as error:
        raise SourceError(path, f"not well-formed XML ({error.msg}); fetch it again") from error
    except _DAMAGED as error:
        raise SourceError(path, f"cannot be read ({error}); fetch it again") from error


def name(element: etree._Element) -> str:
    """Local name without its namespace; "" for comments, instructions and entities."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def own_text(element: etree._Element) -> str:
    """Text before the first child; an entity reference becomes its character when HTML knows it."""
    if isinstance(element, etree._Entity):
        character = html.unescape(element.text or "")
        return "" if character.startswith("&") else character
    return (element.text or "") if isinstance(element.tag, str) else ""


@compiled("probatum.sources._normalised")
def one_line(text: str) -> str:
    """The text with single blanks for all white space, and none at its ends."""
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text  # as most text is: the blank is the only printable white space
    return " ".join(text.split())


def flat(element: etree._Element | None, without: Container[str] = ()) -> str:
    """Text within on one line, leaving out the elements named in ``without``; "" for None."""
    if element is None:
        return ""
    if type(element) is _Element and not len(element):  # as most are: text alone
        text = element.text
        return one_line(text) if text else ""
    return one_line("".join(_pieces(element, without)))


def _pieces(element: etree._Element, without: Container[str]) -> Iterator[str]:
    yield own_text(element)
    if isinstance(element.tag, str):
        for child in element:
            if name(child) not in without:
                yield from _pieces(child, without)
            yield child.tail or ""
