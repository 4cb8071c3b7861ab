"""Packages of open-access articles as PMC gives them: JATS files in a packed tar.

Members are read in passing and never written to disk, so no name of theirs can lead anywhere; what
would lead out of the package, or is a link, is refused all the same.
https://pmc.ncbi.nlm.nih.gov/tools/ftp/
"""

from __future__ import annotations

import gzip
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple, cast

from probatum.errors import SourceError

_ARTICLES = (".xml", ".nxml")
_PIECE = 2**20
_EXTENDED = frozenset({
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
})  # fmt: skip
"""Kinds of header that `tarfile` reads into memory whole."""


class Bounds(NamedTuple):
    """What no real package has: bytes of an article and of a header, times it may unpack to."""

    article: int = 64 * 2**20
    header: int = 2**20
    ratio: int = 100


REAL = Bounds()
"""Far above any real package, far below a bomb."""


class Member(NamedTuple):
    """An article, and how many bytes of the packed file were read when it came."""

    name: str
    xml: bytes
    position: int


class Unfit(NamedTuple):
    """A member that was not read, and why."""

    name: str
    reason: str


def check_package(path: Path, bounds: Bounds = REAL) -> None:
    """Unpack it once to its end, keeping nothing: a damaged package shows before anything is taken.

    Raises `SourceError`.
    """
    with _readable(path) as packed:
        left = bounds.article + bounds.ratio * path.stat().st_size
        with gzip.GzipFile(fileobj=packed) as unpacked:
            while piece := unpacked.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise SourceError(
                        path, f"unpacks to more than {bounds.ratio} times its size; not taken"
                    )


def members(path: Path, skip: int = 0, bounds: Bounds = REAL) -> Iterator[Member | Unfit]:
    """The articles in their order, without the first ``skip`` of what this gives.

    Raises `SourceError` where the package turns out damaged.
    """
    with (
        _readable(path) as packed,
        gzip.GzipFile(fileobj=packed) as unpacked,
        tarfile.open(
            fileobj=cast("IO[bytes]", unpacked), mode="r|", tarinfo=_header(bounds.header)
        ) as archive,
    ):
        given = 0
        for member in archive:
            archive.members.clear()  # type: ignore[attr-defined]  # it would keep every header
            reason = _unfit(member, bounds)
            if reason is None:
                continue
            given += 1
            if given <= skip:
                continue
            if reason:
                yield Unfit(member.name, reason)
            else:
                file = cast("IO[bytes]", archive.extractfile(member))
                yield Member(member.name, file.read(), packed.tell())
        _make_sure_of_the_end(path, archive)


def _unfit(member: tarfile.TarInfo, bounds: Bounds) -> str | None:
    """Why it is refused; "" when it is an article, None when it need not be looked at."""
    name = PurePosixPath(member.name.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or (name.parts[:1] and ":" in name.parts[0]):
        return "leads out of the package"
    if member.issym() or member.islnk():
        return "is a link"
    if member.isdir() or (member.isfile() and not member.name.lower().endswith(_ARTICLES)):
        return None
    if not member.isfile():
        return "is no plain file"
    if member.size > bounds.article:
        return f"has {member.size:,} bytes, more than any article"
    return ""


def _header(most: int) -> type[tarfile.TarInfo]:
    class Header(tarfile.TarInfo):
        def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
            if self.type in _EXTENDED and self.size > most:
                raise tarfile.ReadError(f"a header of {self.size:,} bytes")
            proceed = super()._proc_member  # type: ignore[misc]
            return cast("tarfile.TarInfo", proceed(archive))

    return Header


def _make_sure_of_the_end(path: Path, archive: tarfile.TarFile) -> None:
    """A damaged header looks like the end to `tarfile`; behind the real one are zeros alone."""
    rest = cast("IO[bytes]", archive.fileobj)
    while piece := rest.read(_PIECE):
        if piece.strip(b"\0"):
            raise SourceError(path, "goes on behind a damaged header; fetch it again")


@contextmanager
def _readable(path: Path) -> Iterator[IO[bytes]]:
    try:
        with path.open("rb") as packed:
            yield packed
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        raise SourceError(path, f"is no whole package ({error}); fetch it again") from error
