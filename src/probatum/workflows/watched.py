"""A folder that the library follows: new and changed files are taken, vanished ones marked."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from probatum.errors import SourceError
from probatum.evidence.document import Document
from probatum.evidence.value import Value
from probatum.library.index import Change, Index
from probatum.library.origins import Origin, Origins, OriginState, moment
from probatum.sources.source import Source
from probatum.workflows.collect import Refused, source_of, together
from probatum.workflows.files import files

_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", ".temp", ".swp", "~")
_LOCKS = ("~$", ".~lock", "._")
_CHUNK = 2**20


class Seen(NamedTuple):
    """A file as it lies there: its size in bytes and when it was last written, in nanoseconds."""

    size: int
    written: int

    def __str__(self) -> str:
        return f"{self.size}:{self.written}"


class Watched(Value):
    """What a look at the folder found. ``unfinished`` files are still being written."""

    change: Change = Change()
    taken: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    vanished: tuple[Origin, ...] = ()
    unfinished: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True)
class Post:
    """A folder, and the library that follows it."""

    folder: Path
    index: Index
    origins: Origins
    sources: Sequence[Source]


def look_at(
    post: Post, settle: float = 2.0, stopping: Callable[[], bool] = lambda: False
) -> Watched:
    """Bring the library to what the folder holds; each file is stored whole or not at all.

    A file written within the last ``settle`` seconds is looked at twice, so far apart; one that
    changed meanwhile is left for the next time. What vanished is marked as gone and kept. A file
    that was refused is tried again when it changes.

    Raises `SourceError` when the folder is not there: then nothing in it is taken for vanished.
    """
    if not post.folder.is_dir():
        raise SourceError(post.folder, "is not there or is no folder; nothing was changed")
    return _Looking(post, stopping).run(settle)


class _Looking:
    def __init__(self, post: Post, stopping: Callable[[], bool]) -> None:
        self._post = post
        self._folder = post.folder.resolve()
        self._collector = f"watch {self._folder}"
        self._index, self._origins = post.index, post.origins
        self._stopping = stopping
        self._known = post.origins.of(self._collector)
        self._change = Change()
        self._taken: list[str] = []
        self._moved: list[tuple[str, str]] = []
        self._refused: list[Refused] = []

    def run(self, settle: float) -> Watched:
        found = _seen(self._folder)
        lost = [origin for path, origin in self._known.items() if Path(path) not in found]
        changed = {path: seen for path, seen in found.items() if not self._is_known(path, seen)}
        unfinished = _unsettled(changed, settle)
        for path, seen in changed.items():
            if path in unfinished or self._stopping():
                continue
            self._take(path, seen, lost)
        return Watched(
            change=self._change,
            taken=tuple(self._taken),
            moved=tuple(self._moved),
            vanished=() if self._stopping() else tuple(self._marked(lost)),
            unfinished=tuple(map(str, unfinished)),
            refused=tuple(self._refused),
        )

    def _is_known(self, path: Path, seen: Seen) -> bool:
        known = self._known.get(str(path))
        return known is not None and known.listed == str(seen) and not _is_gone(known)

    def _take(self, path: Path, seen: Seen, lost: list[Origin]) -> None:
        known = self._known.get(str(path))
        held = known.documents if known else ()
        try:
            now = self._origin(path, seen, held, _content(path))
        except OSError as error:  # it vanished, or is not ours to read: the next look will tell
            self._refuse(path, f"cannot be read ({error.strerror})")
            return
        try:
            now = self._settled(path, now, known, lost)
        except (SourceError, ValidationError) as error:
            reason = error.reason if isinstance(error, SourceError) else _problems(error)
            self._refuse(path, reason)
            now = now.model_copy(update={"state": OriginState.REFUSED, "reason": reason})
        self._origins.enter(now)

    def _settled(self, path: Path, now: Origin, known: Origin | None, lost: list[Origin]) -> Origin:
        """What is to be entered: the same content, one that moved here, or what was added."""
        if known and known.content == now.content and known.state is not OriginState.REFUSED:
            return now
        before = next((o for o in lost if o.content == now.content and o.documents), None)
        if before is None:
            added = self._added(path)
            self._taken.append(str(path))
            return now.model_copy(update={"documents": added})
        lost.remove(before)
        self._origins.forget(before)
        self._moved.append((before.address, str(path)))
        return now.model_copy(update={"documents": before.documents})

    def _refuse(self, path: Path, reason: str) -> None:
        self._refused.append(Refused(path=str(path), reason=reason))

    def _origin(self, path: Path, seen: Seen, held: tuple[str, ...], content: str) -> Origin:
        return Origin(
            collector=self._collector,
            address=str(path),
            checked=moment(),
            documents=held,
            listed=str(seen),
            content=content,
        )

    def _added(self, path: Path) -> tuple[str, ...]:
        """The ids of what the file holds, stored."""
        names: dict[str, None] = {}

        def noted(documents: Iterable[Document]) -> Iterator[Document]:
            for document in documents:
                names[document.id] = None
                yield document

        with files([str(path)]) as found:
            for _, each in found:
                change = self._index.add(noted(source_of(each, self._post.sources).read(each)))
                self._change = together(self._change, change)
        return tuple(names)

    def _marked(self, lost: Sequence[Origin]) -> Iterator[Origin]:
        """Those newly vanished, now marked; what never gave a document is struck out."""
        for origin in lost:
            if not origin.documents:
                self._origins.forget(origin)
            elif not _is_gone(origin):
                update = {"state": OriginState.GONE, "checked": moment(), "reason": "has vanished"}
                gone = origin.model_copy(update=update)
                self._origins.enter(gone)
                yield gone


def _seen(folder: Path) -> dict[Path, Seen]:
    found: dict[Path, Seen] = {}
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        name = path.name.lower()
        if hidden or name.startswith(_LOCKS) or name.endswith(_UNFINISHED):
            continue
        if path.is_file() and not path.is_symlink():
            about = path.stat()
            if about.st_size:
                found[path] = Seen(about.st_size, about.st_mtime_ns)
    return found


def _unsettled(changed: dict[Path, Seen], settle: float) -> list[Path]:
    """Files that change while one waits: still being written."""
    young = [path for path, seen in changed.items() if time.time() - seen.written / 1e9 < settle]
    if not young:
        return []
    time.sleep(settle)
    return [path for path in young if _again(path) != changed[path]]


def _again(path: Path) -> Seen | None:
    try:
        about = path.stat()
    except OSError:
        return None
    return Seen(about.st_size, about.st_mtime_ns)


def _content(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def _is_gone(origin: Origin) -> bool:
    return origin.state is OriginState.GONE


def _problems(error: ValidationError) -> str:
    return "; ".join(problem["msg"] for problem in error.errors())
