"""Making the vectors that a library lacks: document by document, so that it may be ended anywhere.

Of memory it needs the model's and one document's. Each document is read, encoded and written on its
own; a process that is killed has lost the one it was at.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from probatum.errors import LibraryBusy, VectorsUnusable
from probatum.evidence.passage import stretches_of
from probatum.library.encoder import Encoder, encoded_as
from probatum.library.nearest import codes_of
from probatum.library.store import Store
from probatum.library.vector_file import Row, VectorFile, delete

_AT_ONCE = 1_000  # documents whose names are read at once
_ENCODED_AT_ONCE = 32  # passages


class Filled(NamedTuple):
    """How far it has come: passages encoded of those that lacked vectors, documents done.

    `taken_out` documents no longer stand as they were; `anew` says why older vectors were deleted.
    """

    passages: int
    of: int
    documents: int
    taken_out: int = 0
    anew: str | None = None


def fill(
    path: Path, encoder: Encoder, store: Store, kinds: tuple[str, ...]
) -> Generator[Filled, None, None]:
    """Bring the file at `path` up to the documents of those kinds, or of any; at least one step."""
    lock = FileLock(path.with_name("vectors.lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise LibraryBusy("another process is making vectors for this library") from error
    try:
        file, anew = _opened(path, encoder)
        with closing(file):
            yield from _filled(file, encoder, store, kinds, anew)
    finally:
        lock.release()


def _opened(path: Path, encoder: Encoder) -> tuple[VectorFile, str | None]:
    """The file, and why it was made anew if it was."""
    try:
        file = VectorFile(path, encoder, create=True)
        for _ in file.rows():  # each is compared with its checksum
            pass
    except VectorsUnusable as error:
        delete(path)
        return VectorFile(path, encoder, create=True), str(error).partition(";")[0]
    return file, None


def _filled(
    file: VectorFile, encoder: Encoder, store: Store, kinds: tuple[str, ...], anew: str | None
) -> Iterator[Filled]:
    gone = [name for name, hash_ in _held(file) if _hash(store, name) != hash_]
    for name in gone:
        file.take_out(name)
    of = sum(passages for _, _, passages in _lacking(file, store, kinds))
    done = Filled(0, of, 0, len(gone), anew)
    yield done
    for name, hash_, passages in _lacking(file, store, kinds):
        if row := _row(name, hash_, encoder, store):
            file.put(row)
        done = done._replace(passages=done.passages + passages, documents=done.documents + 1)
        yield done


def _held(file: VectorFile) -> Iterator[tuple[str, str]]:
    name = ""
    while some := file.after(name, _AT_ONCE):
        yield from some
        name = some[-1][0]


def _lacking(
    file: VectorFile, store: Store, kinds: tuple[str, ...]
) -> Iterator[tuple[str, str, int]]:
    name = ""
    while some := store.after(name, kinds, _AT_ONCE):
        for each in some:
            if file.hash_of(each[0]) != each[1]:
                yield each
        name = some[-1][0]


def _hash(store: Store, name: str) -> str | None:
    standing = store.standing(name)
    return standing.hash if standing else None


def _row(name: str, hash_: str, encoder: Encoder, store: Store) -> Row | None:
    """The vectors of a document; none when it was removed or changed meanwhile."""
    for told in store.current_among([name]):
        title = "" if told["title"] == name else told["title"]  # else its id stands in
        parts = stretches_of(told)
        texts = [
            encoded_as(title, heading, told["text"][start:end]) for heading, start, end in parts
        ]
        starts = b"".join(start.to_bytes(4, "little") for _, start, _ in parts)
        codes = b"".join(
            codes_of(encoder.encode(texts[first : first + _ENCODED_AT_ONCE]))
            for first in range(0, len(texts), _ENCODED_AT_ONCE)
        )
        if _hash(store, name) == hash_:
            return Row(name, hash_, starts, codes)
    return None
