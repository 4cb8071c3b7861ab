"""Word files (.docx): headings by style or outline level, lists, tables, notes."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.opc.exceptions import OpcError
from lxml import etree

from probatum.errors import SourceError
from probatum.evidence.document import BlockKind, Document
from probatum.sources.language import language
from probatum.sources.owner_file import Facts, document
from probatum.sources.page_part import Heading, Part, Stretch, rows
from probatum.sources.text_file import contents
from probatum.sources.word_text import attribute, notes, table_cells, words
from probatum.sources.xml_file import name

_MOST_UNPACKED = 256 * 2**20
_MOST_MEMBERS = 10_000
_OLE = b"\xd0\xcf\x11\xe0"  # an old .doc, or a .docx locked with a password
_STYLE = re.compile(r"heading (\d)|(title)|(toc\b.*|table of contents.*)|(list.*)")
_PROGRAM_TITLE = re.compile(r"word document|microsoft word.*|document\d*|untitled.*", re.I)


class WordSource:
    """Reads one page a file."""

    name = "word"
    general = True

    def recognises(self, path: Path, head: bytes) -> bool:
        """By the ending .docx."""
        return path.suffix.lower() in {".docx", ".docm"}

    def read(self, path: Path) -> Iterator[Document]:
        """One document. Raises `SourceError` for damaged, locked and empty files."""
        file = _opened(path)
        try:
            parts = list(_Reading.of(file).parts(file.element.body))
            titled = any(isinstance(part, Heading) and part.level == 0 for part in parts)
            facts = _facts(file, titled=titled)
        except (KeyError, ValueError, AttributeError, etree.LxmlError, RecursionError) as error:
            raise SourceError(
                path, f"is damaged inside ({error}); save it again in Word"
            ) from error
        yield document(path, [_below_title(part) for part in parts], facts)


def _facts(file: WordFile, *, titled: bool) -> Facts:
    """What the properties and notes say; ``titled`` pages need no title of the properties."""
    about = file.core_properties
    own = titled or _PROGRAM_TITLE.fullmatch(about.title.strip())
    return Facts(
        title="" if own else about.title,
        keywords=tuple(filter(None, map(str.strip, re.split("[,;]", about.keywords)))),
        saved=about.modified.date().isoformat() if about.modified else None,
        language=language(about.language),
        bibliography=notes(file),
    )


def _below_title(part: Part) -> Part:
    return Heading(max(1, part.level), part.text) if isinstance(part, Heading) else part


def _opened(path: Path) -> WordFile:
    data = contents(path)
    if data.startswith(_OLE):
        raise SourceError(
            path, "is an old .doc or locked with a password; save it as .docx without one"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
            if len(members) > _MOST_MEMBERS or sum(m.file_size for m in members) > _MOST_UNPACKED:
                raise SourceError(path, f"unpacks to more than {_MOST_UNPACKED:,} bytes; split it")
        return docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise SourceError(path, f"is no .docx file ({error}); save it again in Word") from error
    except (OpcError, KeyError, ValueError, etree.LxmlError, AttributeError) as error:
        raise SourceError(path, f"is no Word document ({error}); save it as .docx") from error


@dataclass(frozen=True)
class _Style:
    """What a paragraph's style makes of it. Level 0 is the title of the page."""

    level: int | None = None
    listed: bool = False
    skipped: bool = False


class _Reading:
    """Walks the body in order, content controls and inserted text included."""

    def __init__(self, styles: dict[str, _Style]) -> None:
        self._styles = styles

    @classmethod
    def of(cls, file: WordFile) -> _Reading:
        """With the meaning of each style in the file, by its id."""
        return cls({each.style_id: _meaning(each) for each in file.styles if each.style_id})

    def parts(self, container: etree._Element) -> Iterator[Part]:
        for element in container:
            tag = name(element)
            if tag == "p":
                yield from self._paragraph(element)
            elif tag == "tbl":
                cells, header = table_cells(element)
                yield from rows(cells, header=header)
            elif tag in ("sdt", "sdtContent", "ins", "customXml"):
                yield from self.parts(element)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Part]:
        style = self._styles.get(attribute(paragraph, "pPr/pStyle"), _Style())
        text = words(paragraph)
        own = attribute(paragraph, "pPr/outlineLvl")
        level = int(own) + 1 if own.isdecimal() and int(own) < 9 else style.level
        listed = style.listed or attribute(paragraph, "pPr/numPr/numId") not in ("", "0")
        if style.skipped or not text.strip():
            return
        if level is not None:
            yield Heading(level, text)
        elif listed:
            yield Stretch(text, BlockKind.LIST_ITEM)
        else:
            yield Stretch(text)


def _meaning(style: Any) -> _Style:
    """Of a style and those it is based on: a house's own "Recommendation head" is a heading too."""
    for _ in range(10):
        if style is None:
            break
        element, called = style.element, (style.name or "").lower()
        if match := _STYLE.fullmatch(called):
            heading, title, contents_table, listed = match.groups()
            return _Style(
                level=int(heading) if heading else 0 if title else None,
                listed=bool(listed),
                skipped=bool(contents_table),
            )
        if (outline := attribute(element, "pPr/outlineLvl")).isdecimal() and int(outline) < 9:
            return _Style(level=int(outline) + 1)
        if attribute(element, "pPr/numPr/numId") not in ("", "0"):
            return _Style(listed=True)
        style = getattr(style, "base_style", None)
    return _Style()
