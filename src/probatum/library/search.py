"""Full-text search over passages, through Tantivy.

The index holds nothing that the store does not hold; it can be thrown away and made again.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import tantivy

from probatum.errors import LibraryBusy
from probatum.evidence.passage import Passage
from probatum.library.analysis import stems
from probatum.library.engine_query import WEIGHTS, EngineQuery
from probatum.library.index import Hit, Query
from probatum.library.searchable import Searchable, pairs_of, passage_of

SCHEMA = "4"
"""Changes whenever fields or analysis change; an index of another schema is made again."""

_TERMS = "terms"
_WRITER_BYTES, _WRITER_THREADS = 512_000_000, 1  # at most: taken as passages come


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("document", "kind", "status"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in WEIGHTS:
        builder.add_text_field(name, tokenizer_name=_TERMS, index_option="freq")
        builder.add_text_field(pairs_of(name), tokenizer_name=_TERMS, index_option="basic")
    builder.add_bytes_field("passage", stored=True)
    return builder.build()


class _Seen(NamedTuple):
    """What there is to search in, since when, and how to ask it."""

    written: tuple[int, int]
    searcher: tantivy.Searcher
    queries: EngineQuery


class Search:
    """A Tantivy index in `folder`. `is_new` says that it holds nothing yet and must be filled."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._writer: tantivy.IndexWriter | None = None
        self._changed = False
        self.is_new = False
        self._index = self._open()
        at_spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer(_TERMS, at_spaces)
        self._index.config_reader("Manual", 0)
        self._seen: _Seen | None = None

    @staticmethod
    def is_current(folder: Path) -> bool:
        """Whether an index of today's schema lies in `folder`."""
        label = folder / "schema"
        return label.is_file() and label.read_text(encoding="ascii") == SCHEMA

    def _open(self) -> tantivy.Index:
        if self.is_current(self._folder):
            try:
                return tantivy.Index.open(str(self._folder))
            except ValueError:
                pass  # a damaged index is made again from the store
        self.is_new = True
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        return tantivy.Index(_schema(), path=str(self._folder))

    def label(self) -> None:
        """Declare the index to be of today's schema, once the store knows what it lacks."""
        (self._folder / "schema").write_text(SCHEMA, encoding="ascii")

    def take_out(self, name: str) -> None:
        """Delete the passages of a document, from the next `commit` on."""
        self._writing().delete_documents_by_term("document", name)
        self._changed = True

    def put_in(self, told: Searchable) -> None:
        """Add the passages of a document, from the next `commit` on."""
        writer = self._writing()
        for passage in told.passages:
            writer.add_json(passage)
        self._changed = True

    def commit(self) -> None:
        """Make all that was put in and taken out visible at once."""
        if self._writer is not None and self._changed:
            self._writer.commit()
            self._changed = False

    def roll_back(self) -> None:
        """Undo all since the last `commit`."""
        if self._writer is not None and self._changed:
            self._writer.rollback()
            self._changed = False

    def search(self, query: Query, limit: int) -> tuple[Hit, ...]:
        """Best first; equal scores in a stable order."""
        seen = self._now()
        found = seen.searcher.search(seen.queries.of(query), limit, count=False)
        return tuple(
            Hit(passage=_passage(seen.searcher.doc(address)), score=float(score))
            for score, address in found.hits
        )

    def rarity(self, words: Iterable[str]) -> dict[str, float]:
        """See `Index.rarity`."""
        queries = self._now().queries
        return {
            word: max((queries.rarity(("text", stem)) for stem in stems(word)), default=0.0)
            for word in words
        }

    def holds(self, document: str, passages: int) -> bool:
        """Whether the index holds just that many passages of the document."""
        query = tantivy.Query.term_query(self._index.schema, "document", document)
        return len(self._now().searcher.search(query, passages + 1).hits) == passages

    def close(self) -> None:
        """Wait for merges and release the writer's lock."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def _now(self) -> _Seen:
        """The index as it stands, whoever wrote to it last; each commit writes a list of parts."""
        try:
            told = (self._folder / "meta.json").stat()
        except FileNotFoundError:
            if self._seen is None:
                raise
            return self._seen  # another process is making the index anew
        written = told.st_mtime_ns, told.st_ino
        if self._seen is None or self._seen.written != written:
            self._index.reload()
            searcher = self._index.searcher()
            self._seen = _Seen(written, searcher, EngineQuery(self._index.schema, searcher))
        return self._seen

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            try:
                self._writer = self._index.writer(_WRITER_BYTES, _WRITER_THREADS)
            except ValueError as error:
                raise LibraryBusy("another process is writing to the library") from error
        return self._writer


def _passage(stored: tantivy.Document) -> Passage:
    packed: Any = stored.get_first("passage")
    return passage_of(packed)
