"""Markdown: an owner's guideline, or a practical summary, with or without front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from probatum.errors import SourceError
from probatum.evidence.document import BibliographyEntry, BlockKind, Document
from probatum.sources import front_matter
from probatum.sources.owner_file import document
from probatum.sources.page_part import Heading, Part, Row, Stretch, as_raised, without_signs
from probatum.sources.reference_list import entry
from probatum.sources.text_file import contents, decoded

_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*(?:\n(?: {2,}|\t)\S.*)*)$", re.M)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.M)
_TAG = re.compile(r"<[^>]*>")
_UNSEEN = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.S | re.I)


class MarkdownSource:
    """Reads one page a file."""

    name = "markdown"
    general = True

    def recognises(self, path: Path, head: bytes) -> bool:
        """Any Markdown file that no source of one format has recognised before."""
        return path.suffix.lower() in {".md", ".markdown"}

    def read(self, path: Path) -> Iterator[Document]:
        """One document. Raises `SourceError`, for front matter with the field that is wrong."""
        page = front_matter.read(path, decoded(path, contents(path)))
        body, defined = _without_definitions(_UNSEEN.sub("", without_signs(page.body)))
        try:
            tokens = MarkdownIt("commonmark").enable("table").parse(body)
        except RecursionError as error:
            raise SourceError(path, "nests too deeply; flatten its lists and quotes") from error
        yield document(path, list(_Walk().parts(tokens)), replace(page.facts, bibliography=defined))


def _without_definitions(text: str) -> tuple[str, tuple[BibliographyEntry, ...]]:
    """The page without "[^1]: …" and what these define, the first of a key."""
    found: dict[str, BibliographyEntry] = {}
    for key, words in _DEFINITION.findall(text):
        if words.strip():
            found.setdefault(key, entry(key, _TAG.sub("", words)))
    return _DEFINITION.sub("", text), tuple(found.values())


class _Walk:
    """Goes through the tokens in order and yields headings, paragraphs, items and rows."""

    def __init__(self) -> None:
        self._lists = 0
        self._number = ""
        self._header: tuple[str, ...] = ()
        self._cells: list[str] = []

    def parts(self, tokens: Sequence[Token]) -> Iterator[Part]:
        for before, token in zip([None, *tokens], tokens, strict=False):
            if token.type == "inline" and before is not None:
                yield from self._line(_words(token.children or ()), before)
            elif token.type in ("fence", "code_block"):
                yield from (Stretch(line) for line in token.content.split("\n") if line.strip())
            elif token.type == "html_block":
                yield Stretch(_TAG.sub(" ", token.content))
            elif token.type.startswith(("list_item_", "bullet_list_", "ordered_list_")):
                self._list(token)
            else:
                yield from self._table(token)

    def _line(self, text: str, opening: Token) -> Iterator[Part]:
        if opening.type in ("th_open", "td_open"):
            self._cells.append(text)
        elif opening.type == "heading_open":
            yield Heading(int(opening.tag[1:]), text)
        elif self._lists:  # a second paragraph of an item is an item as well
            yield Stretch(text, BlockKind.LIST_ITEM, self._number)
            self._number = ""
        else:
            yield Stretch(text)

    def _list(self, token: Token) -> None:
        if token.type == "list_item_open":
            self._number = token.info  # empty for bullets
        elif token.type != "list_item_close":
            self._lists += token.nesting

    def _table(self, token: Token) -> Iterator[Part]:
        if token.type == "tr_open":
            self._cells = []
        elif token.type == "thead_close":
            self._header = tuple(self._cells)
        elif token.type == "tr_close" and self._header:
            yield Row(tuple(self._cells), self._header)
        elif token.type == "table_close":
            self._header = ()


def _words(tokens: Sequence[Token]) -> str:
    """What a reader sees of a line; of images nothing, of links their words."""
    words, raised = "", None
    for token in tokens:
        if token.type in ("text", "code_inline", "text_special"):
            words += token.content
        elif token.type in ("softbreak", "hardbreak"):
            words += " "
        elif token.type == "html_inline":
            tag = token.content.lower()
            if tag.startswith("<sup"):
                raised = len(words)
            elif tag.startswith("</sup") and raised is not None:
                words, raised = words[:raised] + as_raised(words[raised:]), None
            elif tag.startswith("<br"):
                words += " "
    return words
