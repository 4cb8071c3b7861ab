"""A library on the local disk: a store that is the truth, and a search index made from it."""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import ceil
from pathlib import Path

from filelock import FileLock, Timeout

from probatum.errors import LibraryBusy, LibraryDamaged, UsageError
from probatum.evidence.described import Described
from probatum.evidence.document import Document, DocumentKind
from probatum.evidence.passage import Passage, passages, stretches_of
from probatum.evidence.standing import NoticeOn
from probatum.library.encoder import Encoder
from probatum.library.index import (
    Change,
    Hit,
    News,
    Problem,
    Query,
    Stats,
    Summary,
    VectorStanding,
)
from probatum.library.prepared import Prepared
from probatum.library.search import Search
from probatum.library.searchable import Searchable
from probatum.library.store import Store
from probatum.library.stored import content_hash
from probatum.library.vector_filling import Filled, fill
from probatum.library.vector_search import VectorSearch
from probatum.library.vocabularies import Vocabularies

_log = logging.getLogger(__name__)
_VECTORS = "vectors.sqlite"
_UNSEEN = 125_000
"""Documents that search is told of at once, at most, when many come or are caught up with.

They make a part of the index. Eight parts of one size are joined, and to look into one takes three
quarters of the time that eight take, so parts are to be few; a part is in memory until it is
whole, some 350 MB of abstracts.
"""
_JOINED, _FEWEST, _LONG = 8, 5_000, 20_000


class EmbeddedIndex:
    """Keeps the `Index` protocol in `folder`. With `create`, makes it when absent.

    Without an `encoder`, vectors are neither made nor used.
    The owner's vocabularies lie in the same folder, or in `vocabularies`.

    One process writes at a time and holds the lock until `close`; any number read meanwhile.
    Raises `NoLibrary`, `LibraryDamaged`; `add` and `remove` raise `LibraryBusy`.
    """

    def __init__(
        self,
        folder: Path,
        *,
        create: bool = False,
        encoder: Encoder | None = None,
        vocabularies: Path | None = None,
    ) -> None:
        self.folder = folder
        self._encoder = encoder
        if create:
            folder.mkdir(parents=True, exist_ok=True)
        self._store = Store(folder / "documents.sqlite", create=create)
        self._vocabularies = Vocabularies(vocabularies or folder)
        self._lock = FileLock(folder / "lock", timeout=0)
        self._unseen = 0
        self._search = self._open_search()
        self._vectors = VectorSearch(folder / _VECTORS, encoder, self._store)

    def _open_search(self) -> Search:
        """Bring the index up to date when it lags and nobody else is about to."""
        folder = self.folder / "search"
        if Search.is_current(folder) and not self._store.unindexed():
            search = Search(folder)
            if not search.is_new:  # as a damaged one is
                return search
        try:
            self._lock.acquire()
        except Timeout as error:
            if Search.is_current(folder):
                return Search(folder)
            raise LibraryBusy("another process is making the search index; try again") from error
        try:
            search = Search(folder)
            if search.is_new:
                self._store.all_unindexed()
                search.label()
            self._catch_up(search)
            search.close()
        finally:
            self._lock.release()
        return search

    def _catch_up(self, search: Search) -> None:
        names = self._store.unindexed()
        if len(names) > _LONG:  # as after an upgrade: whoever waits is told what for
            _log.warning("making the search index of %s documents; please wait", f"{len(names):,}")
        of_a_part = min(max(ceil(len(names) / _JOINED), _FEWEST), _UNSEEN)
        for first in range(0, len(names), of_a_part):
            batch = names[first : first + of_a_part]
            for name in batch:
                search.take_out(name)
            for told in self._store.current_among(batch):
                search.put_in(Searchable.of(told))
            search.commit()
            self._store.indexed(batch)

    @contextmanager
    def _writing(self, documents: int = 0) -> Iterator[Search]:
        """Change store and search together. The store is first: search can always catch up.

        With a number of `documents`, of many more to come, search may be shown them later.
        """
        if not self._lock.is_locked:
            try:
                self._lock.acquire()
            except Timeout as error:
                raise LibraryBusy(
                    f"another process is writing to the library at {self.folder}; try again later"
                ) from error
        if not self._unseen:
            self._catch_up(self._search)  # what an interrupted call has left
        try:
            yield self._search
        except BaseException:
            self._search.roll_back()
            self._unseen = 0
            raise
        self._unseen += documents
        if not documents or self._unseen >= _UNSEEN:
            self._show()

    def _show(self) -> None:
        """Let search see all that is stored."""
        self._search.commit()
        self._store.all_indexed()
        self._unseen = 0

    def _seen(self) -> Search:
        if self._unseen:
            self._show()
        return self._search

    def add(self, documents: Iterable[Document]) -> Change:
        """Store documents, all or none. The same text and description twice changes nothing."""
        with self._writing() as search:
            return self._store.add(documents, search)

    def add_prepared(self, batch: Sequence[Prepared]) -> Change:
        """Store what was made ready before, all or none; no id may occur twice.

        Search in other processes sees it when more have come, or at `close`.
        """
        with self._writing(len(batch)) as search:
            return self._store.add_prepared(batch, search)

    def remove_all(self, documents: Iterable[str]) -> int:
        """Take those that are held out of search and lists, all or none; how many they were."""
        with self._writing() as search:
            return self._store.remove_all(documents, search)

    def remove(self, document: str) -> None:
        """Take a document out of search and lists. Raises `UnknownDocument`."""
        with self._writing() as search:
            self._store.remove(document, search)

    def remember(self, notices: Iterable[NoticeOn], origin: str) -> int:
        """Keep notices for the works they are on, now or later; how many works changed."""
        with self._writing() as search:
            return self._store.remember(notices, origin, search)

    def take_back(self, on: NoticeOn, origin: str) -> int:
        """Delete a remembered notice; how many works changed."""
        with self._writing() as search:
            return self._store.take_back(on, origin, search)

    def document(self, document: str, version: str | None = None) -> Document:
        """The current version, or the newest one whose hash starts with `version`."""
        return self._store.document(document, version)

    def described(self, document: str) -> Described:
        """See `Index.described`."""
        return self._store.described(document)

    def versions(self, document: str) -> tuple[str, ...]:
        """Hashes of every stored version, newest first."""
        return self._store.versions(document)

    def summaries(self, kinds: Iterable[DocumentKind] = ()) -> Iterator[Summary]:
        """Every current document, or every one of those kinds, by id."""
        return self._store.summaries(tuple(kinds))

    def summary(self, document: str) -> Summary:
        """One current document. Raises `UnknownDocument`."""
        return self._store.summary(document)

    def search(self, query: Query, limit: int = 10) -> tuple[Hit, ...]:
        """The best passages, best first. Retracted documents stay out unless asked for."""
        return self._seen().search(query, limit)

    def rarity(self, words: Iterable[str]) -> dict[str, float]:
        """How rare each word is among the passages; see `Index.rarity`."""
        return self._seen().rarity(words)

    def nearest(self, text: str, query: Query, limit: int = 10) -> tuple[Hit, ...]:
        """Passages that say what a text says, in whatever words; see `Index.nearest`."""
        near = self._vectors.nearest(text, query, limit)
        cut = {name: self._passages(name) for name in {one.document for one in near}}
        return tuple(
            Hit(passage=cut[one.document][one.start], score=one.likeness)
            for one in near
            if one.start in cut[one.document]
        )

    def _passages(self, name: str) -> dict[int, Passage]:
        """Passages of a document by where they start."""
        return {
            start: Passage.of(name, heading, start, told["text"][start:end])
            for told in self._store.current_among([name])
            for heading, start, end in stretches_of(told)
        }

    def vectors(self) -> VectorStanding | None:
        """How the vectors stand; None where there are none."""
        return self._vectors.standing()

    @property
    def vector_trouble(self) -> str | None:
        """Why vectors that are there were not used in the searches made so far."""
        return self._vectors.trouble

    def fill_vectors(self, kinds: Iterable[DocumentKind] = ()) -> Generator[Filled, None, None]:
        """Make the vectors that are lacking, of documents of those kinds or of any.

        May be ended between any two steps, and goes on from there. Raises `UsageError`, where the
        extra is not installed, `LibraryBusy` while another process does the same, `ModelDamaged`.
        """
        if self._encoder is None:
            raise UsageError("vectors need the extra; run: pip install 'probatum[dense]'")
        self._vectors = VectorSearch(self.folder / _VECTORS, self._encoder, self._store)
        yield from fill(self.folder / _VECTORS, self._encoder, self._store, tuple(kinds))

    def named(self, kind: str, value: str) -> tuple[str, ...]:
        """Current documents with that identifier."""
        return self._store.named(kind, value)

    def dois(self) -> Iterator[str]:
        """The DOIs of all current documents, lower case, sorted."""
        return self._store.dois()

    def statuses(self) -> dict[str, int]:
        """Number of documents by status."""
        return self._store.statuses()

    def noted(self, today: str) -> Iterator[Summary]:
        """Documents of any status but current, and those whose review is due before `today`."""
        return self._store.noted(today)

    def unchanged_since(self, moment: str, prefix: str) -> Iterator[str]:
        """Ids with that beginning of documents stored before a moment and not changed since."""
        return self._store.unchanged_since(moment, prefix)

    def added_since(self, moment: str, kind: DocumentKind) -> Iterator[tuple[str, str]]:
        """Ids of documents of a kind first stored at or after a moment, each with that moment."""
        return self._store.added_since(moment, kind)

    def news(self, since: str) -> News:
        """What changed at or after a moment."""
        return self._store.news(since)

    def change(self) -> int:
        """The number of the last change; 0 before the first."""
        return self._store.change()

    def news_after(self, change: int) -> News:
        """What changed after the change of that number."""
        return self._store.news_after(change)

    def topics(self) -> dict[str, int]:
        """Each topic (condition) in the library, lower case, with the documents about it."""
        return self._store.topics()

    def abbreviations(self) -> Mapping[str, tuple[str, ...]]:
        """Each abbreviation defined in the library, with its meanings, most frequent first."""
        return self._store.abbreviations()

    def vocabularies(self) -> Vocabularies:
        """The vocabularies that the owner has beside the library."""
        return self._vocabularies

    def snapshot(self, *, again: bool = False) -> str:
        """SHA-256 over the ids and hashes of all current documents."""
        return self._store.snapshot(again=again)

    def stats(self) -> Stats:
        """Counts and size."""
        documents, parts, versions, characters = self._store.counts()
        return Stats(
            documents=documents,
            passages=parts,
            versions=versions,
            characters=characters,
            bytes_on_disk=sum(map(_size, self.folder.rglob("*"))),
            kinds=self._store.kinds(),
            snapshot=self.snapshot(),
        )

    def verify(self) -> tuple[Problem, ...]:
        """Read everything again and compare it with its hashes and with the search index."""
        return tuple(self._problems())

    def _problems(self) -> Iterator[Problem]:
        vectors = self._vectors.standing() if self._encoder else None
        if vectors and vectors.trouble:
            yield Problem(document="vectors", text=vectors.trouble)
        for summary in self._store.summaries():
            try:
                document = self._store.document(summary.id)
            except LibraryDamaged as error:
                yield Problem(document=summary.id, text=str(error))
                continue
            if content_hash(document) != self._store.hash(summary.id):
                yield Problem(
                    document=summary.id, text="differs from its hash; remove it and add it again"
                )
            if not self._seen().holds(summary.id, len(passages(document))):
                yield Problem(
                    document=summary.id,
                    text="search does not know all of its passages; delete the folder 'search' "
                    "of the library and it is made again",
                )

    def close(self) -> None:
        """Show search what it has not seen; release files and locks."""
        self._seen().close()
        if self._lock.is_locked:  # whoever changed it works its figures out, not who asks next
            self._store.work_out()
        self._store.close()
        self._vocabularies.close()
        self._lock.release()


def _size(path: Path) -> int:
    """Bytes of a file; none of what another process has just taken away."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except FileNotFoundError:
        return 0
