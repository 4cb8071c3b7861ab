"""Bytes as they are packed on the disk, and back: Zstandard (RFC 8878), each with a check sum.

What older libraries hold is packed by zlib (RFC 1950), and stays so until it is written anew.
"""

from __future__ import annotations

from threading import local

from zlib_ng import zlib_ng
from zstandard import MAGIC_NUMBER, ZstdCompressor, ZstdDecompressor, ZstdError, frame_content_size

_MAGIC = MAGIC_NUMBER.to_bytes(4, "little")
_LEVEL = 1  # higher ones gain a hundredth on a PubMed record
_LARGEST = 1 << 31  # bytes; no document comes near it


class _Tools(local):
    """What packs and unpacks; each thread has its own, as none takes a second caller."""

    def __init__(self) -> None:
        self.pack = ZstdCompressor(level=_LEVEL, write_checksum=True).compress
        self.unpack = ZstdDecompressor().decompress


_TOOLS = _Tools()


def packed(content: bytes) -> bytes:
    """The content in fewer bytes."""
    return _TOOLS.pack(content)


def unpacked(data: bytes) -> bytes:
    """What was packed. Raises `ValueError` where the bytes are not the same any more."""
    try:
        if not data.startswith(_MAGIC):
            return zlib_ng.decompress(data)
        if not 0 <= frame_content_size(data) < _LARGEST:
            raise ValueError("cannot be unpacked: no such size was packed")
        return _TOOLS.unpack(data)
    except (ZstdError, zlib_ng.error) as error:  # type: ignore[misc]  # a stub has it as a value
        raise ValueError(f"cannot be unpacked: {error}") from error
