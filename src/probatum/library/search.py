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
from probatum.library.analysis import stems
from probatum.library.engine_query import WEIGHTS, EngineQuery
from probatum.library.index import Hit, Query
from probatum.library.passage_file import PASSAGES, Passages, PassageWriter
from probatum.library.searchable import Searchable, pairs_of

SCHEMA = "5"
"""Changes whenever fields or analysis change; an index of another schema is made again."""

_TERMS, _PLACE = "terms", "place"
_WRITER_BYTES, _WRITER_THREADS = 512_000_000, 1  # at most: taken as passages come


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("document", "kind", "status"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in WEIGHTS:
        builder.add_text_field(name, tokenizer_name=_TERMS, index_option="freq")
        builder.add_text_field(pairs_of(name), tokenizer_name=_TERMS, index_option="basic")
    builder.add_unsigned_field(_PLACE, fast=True)
    return builder.build()


class _Seen(NamedTuple):
    """What there is to search in, since when, and how to ask it."""

    written: tuple[int, int]
    searcher: tantivy.Searcher
    queries: EngineQuery
    passages: Passages


class _Writers(NamedTuple):
    """What adds to the engine's index, and to the passages beside it."""

    engine: tantivy.IndexWriter
    passages: PassageWriter


class Search:
    """A Tantivy index in `folder`. `is_new` says that it holds nothing yet and must be filled."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._writers: _Writers | None = None
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
        label, passages = folder / "schema", folder / PASSAGES
        told = label.read_text(encoding="ascii") if label.is_file() else None
        return told == SCHEMA and passages.is_file()

    def _open(self) -> tantivy.Index:
        if self.is_current(self._folder):
            try:
                return tantivy.Index.open(str(self._folder))
            except ValueError:
                pass  # a damaged index is made again from the store
        self.is_new = True
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        (self._folder / PASSAGES).touch()
        return tantivy.Index(_schema(), path=str(self._folder))

    def label(self) -> None:
        """Declare the index to be of today's schema, once the store knows what it lacks."""
        (self._folder / "schema").write_text(SCHEMA, encoding="ascii")

    def take_out(self, name: str) -> None:
        """Delete the passages of a document, from the next `commit` on."""
        self._writing().engine.delete_documents_by_term("document", name)
        self._changed = True

    def put_in(self, told: Searchable) -> None:
        """Add the passages of a document, from the next `commit` on."""
        engine, passages = self._writing()
        for packed, found_by in told.passages:
            engine.add_json(f'{{"{_PLACE}":{passages.add(packed)},{found_by[1:]}')
        self._changed = True

    def commit(self) -> None:
        """Make all that was put in and taken out visible at once."""
        if self._writers is not None and self._changed:
            self._writers.passages.keep()
            self._writers.engine.commit()
            self._changed = False

    def roll_back(self) -> None:
        """Undo all since the last `commit`."""
        if self._writers is not None and self._changed:
            self._writers.engine.rollback()
            self._writers.passages.take_back()
            self._changed = False

    def search(self, query: Query, limit: int) -> tuple[Hit, ...]:
        """Best first; equal scores in a stable order."""
        seen = self._now()
        found = seen.searcher.search(seen.queries.of(query), limit, count=False)
        addresses = [address for _, address in found.hits]
        places: list[Any] = seen.searcher.fast_field_values(_PLACE, addresses)
        return tuple(
            Hit(passage=seen.passages.at(place), score=float(score))
            for place, (score, _) in zip(places, found.hits, strict=True)
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
        if self._writers is not None:
            self._writers.engine.wait_merging_threads()
            self._writers.passages.close()
            self._writers = None

    def _now(self) -> _Seen:
        """The index as it stands, whoever wrote to it last; each commit writes a list of parts."""
        try:
            written = self._written()
            while self._seen is None or self._seen.written != written:
                self._index.reload()
                searcher = self._index.searcher()
                queries = EngineQuery(self._index.schema, searcher)
                passages = Passages(self._folder)
                # Where another process writes meanwhile, passages may be of a newer index.
                opened, written = written, self._written()
                self._seen = _Seen(opened, searcher, queries, passages)
        except FileNotFoundError:
            if self._seen is None:
                raise
            # Another process is making the index anew.
        return self._seen

    def _written(self) -> tuple[int, int]:
        told = (self._folder / "meta.json").stat()
        return told.st_mtime_ns, told.st_ino

    def _writing(self) -> _Writers:
        if self._writers is None:
            try:
                engine = self._index.writer(_WRITER_BYTES, _WRITER_THREADS)
            except ValueError as error:
                raise LibraryBusy("another process is writing to the library") from error
            self._writers = _Writers(engine, PassageWriter(self._folder))
        return self._writers
