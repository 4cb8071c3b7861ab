"""Bytes back from how they are packed on the disk (zlib, RFC 1950)."""

from __future__ import annotations

from zlib_ng import zlib_ng


def unpacked(packed: bytes) -> bytes:
    """What was packed. Raises `ValueError` where the bytes are not the same any more."""
    try:
        return zlib_ng.decompress(packed)
    except zlib_ng.error as error:  # type: ignore[misc]  # its stub has the class as a value
        raise ValueError(f"cannot be unpacked: {error}") from error
