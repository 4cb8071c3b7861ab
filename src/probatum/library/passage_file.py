"""The passages of a search index, in one file beside those of its engine.

The engine keeps what it is to give back in blocks of many documents, of which each has to be looked
up and unpacked for one passage: a hundred of them took two fifths of the time of a search. Here the
engine knows the place of a passage, and what stands there is its length and then the passage.

The file is only added to. What is taken out of search stays in it until the index is made anew.
"""

from __future__ import annotations

import os
from mmap import ACCESS_READ, mmap
from pathlib import Path
from struct import Struct
from struct import error as cut_short

from probatum.errors import LibraryDamaged
from probatum.evidence.passage import Passage
from probatum.library.searchable import passage_of

PASSAGES = "passages"
_LENGTH = Struct("<I")


class PassageWriter:
    """Adds passages at the end of the file in the `folder` of an index; one at a time does."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / PASSAGES).open("ab")
        self._end = self._kept = self._file.tell()

    def add(self, packed: bytes) -> int:
        """Write a passage down; the byte at which it begins."""
        place = self._end
        self._end += self._file.write(_LENGTH.pack(len(packed)) + packed)
        return place

    def keep(self) -> None:
        """Let what was added be on the disk before the engine speaks of it."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._kept = self._end

    def take_back(self) -> None:
        """Undo all since the last `keep`."""
        self._file.truncate(self._kept)
        self._end = self._kept

    def close(self) -> None:
        """Release the file."""
        self._file.close()


class Passages:
    """What had been kept in the `folder` of an index when this was made. Any thread may read."""

    def __init__(self, folder: Path) -> None:
        with (folder / PASSAGES).open("rb") as file:
            empty = not os.fstat(file.fileno()).st_size
            self._bytes = b"" if empty else mmap(file.fileno(), 0, access=ACCESS_READ)

    def at(self, place: int) -> Passage:
        """The passage that begins at that byte. Raises `LibraryDamaged`."""
        start = place + _LENGTH.size
        try:
            (length,) = _LENGTH.unpack(self._bytes[place:start])
            return passage_of(self._bytes[start : start + length])
        except (ValueError, cut_short) as error:
            raise LibraryDamaged(
                "the search index is damaged; delete the folder 'search' of the library and it is "
                f"made again ({error})"
            ) from error
