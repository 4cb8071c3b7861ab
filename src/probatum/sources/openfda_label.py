"""openFDA: the same labels as DailyMed's, as JSON of plain text, one field a section.

https://open.fda.gov/apis/drug/label/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from probatum.errors import SourceError
from probatum.evidence.document import BlockKind, Document, DocumentKind, Identifiers
from probatum.sources.abbreviations import abbreviations
from probatum.sources.drug_label import stamp
from probatum.sources.fetched import Readable
from probatum.sources.json_file import line, lines, loaded, part, parts
from probatum.sources.label_section import ADDRESS, SECTIONS, SET_ID, drug_title
from probatum.sources.label_text import LabelText
from probatum.sources.normalised import TextBuilder

_FIELDS = "|".join(section.field for section in SECTIONS)
_HEAD = re.compile(
    rf'\s*{{.*"results"\s*:.*"(?:set_id|spl_product_data_elements|{_FIELDS})"\s*:'.encode(), re.S
)
_SENTENCE = re.compile(r"(?<=[.:;!?)\]]) (?=[A-Z])")
_BULLET = re.compile(r"\s*[•●▪■]\s*")
_LONGEST = 700
"""Characters of one block: the fields come as one line, however long."""


class OpenFdaSource:
    """Reads answers and downloads of the drug label endpoint: many labels a file."""

    name = "openfda"
    general = False

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether it is JSON with results that are labels."""
        return bool(_HEAD.match(head.removeprefix(b"\xef\xbb\xbf")))

    def read(self, path: Path) -> Iterator[Document]:
        """The labels in order; those without a section on use, dosage or safety are passed over."""
        empty = True
        for label in parts(part(loaded(path)), "results"):
            if read := document(path, label):
                empty = False
                yield read
        if empty:
            raise SourceError(path, "holds no label with text; fetch whole records of drug/label")


def document(path: Readable, label: dict[str, Any]) -> Document | None:
    """One label; None without text. Raises `SourceError` naming ``path``."""
    set_id = line(label, "set_id").lower()
    if not SET_ID.fullmatch(set_id):
        raise SourceError(path, f"a label has no set_id ({set_id or 'none'}); fetch it anew")
    builder = _text(label)
    if not builder.blocks:
        return None
    about = part(label, "openfda")
    brands, generics = lines(about, "brand_name"), lines(about, "generic_name")
    updated = stamp(line(label, "effective_time"))
    return Document(
        id=f"label:{set_id}",
        kind=DocumentKind.LABEL,
        title=drug_title(brands, generics) or f"Drug label {set_id}",
        text=builder.text,
        blocks=tuple(builder.blocks),
        identifiers=Identifiers(url=f"{ADDRESS}{set_id}"),
        publisher=next(iter(lines(about, "manufacturer_name")), None),
        updated=updated,
        jurisdiction="US",
        keywords=tuple(dict.fromkeys((*brands, *generics))),
        abbreviations=abbreviations(builder.text),
        revised=updated,
        source="openfda",
        origin=path.name,
    )


def _text(label: dict[str, Any]) -> TextBuilder:
    builder, seen = TextBuilder(), ""
    for section in SECTIONS:
        for level, step in enumerate(section.heading, start=1):
            builder.heading(level, step)
        for text in lines(label, section.field):
            if text not in seen:  # a part of one field is often a field of its own too
                seen += f"{text}\n"
                _prose(text, section.heading[-1], builder)
        for table in lines(label, f"{section.field}_table"):
            if table not in seen:
                seen += f"{table}\n"
                _table(table, builder)
        builder.heading(1, "")
    return builder


def _prose(text: str, heading: str, builder: TextBuilder) -> None:
    """Blocks at numbered subsections, at bullets, and at the ends of sentences."""
    number = re.match(r"(\d{1,2}(?:\.\d{1,2})?) (?=[A-Z])", text)
    rest = text[number.end() :] if number else text
    rest = _untitled(rest, heading, numbered=number is not None)
    parted = rf"(?<=\S) (?={re.escape(number.group(1))}\.\d{{1,2}} [A-Z])" if number else r"(?!)"
    for subsection in re.split(parted, rest.strip()):
        for place, item in enumerate(_BULLET.split(subsection)):
            kind = BlockKind.LIST_ITEM if place else BlockKind.PARAGRAPH
            for block in _sentences(item):
                builder.block(block, kind)


def _untitled(text: str, heading: str, *, numbered: bool) -> str:
    """Without the title, told from the first word of a sentence by its number or its capitals."""
    printed = re.escape(heading).replace("and", "(?:and|&)")
    stands = (
        rf"(?i:{printed})" if numbered else re.escape(heading.upper()).replace("AND", "(?:AND|&)")
    )
    title = re.match(rf"{stands}(?: (?i:section))?\b(?! (?:(?i:and)|&) ):?", text)
    return text[title.end() :] if title else text


def _sentences(text: str) -> Iterator[str]:
    """Whole sentences together as long as a block may be."""
    held = ""
    for sentence in _SENTENCE.split(text):
        if held and len(held) + len(sentence) >= _LONGEST:
            yield held
            held = ""
        held = f"{held} {sentence}".strip()
    yield held


def _table(source: str, builder: TextBuilder) -> None:
    """A table comes as XML; one that is damaged is left out, its words stand in the text too."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(source, parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    for table in [root] if root.tag == "table" else list(root.iter("table")):
        LabelText(builder).table(table)
