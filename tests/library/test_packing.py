"""Bytes come back as they were packed, in today's form and in that of older libraries, or not."""

from __future__ import annotations

import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probatum.library.packing import packed, unpacked

TEXT = b"5 mg/kg every 14 days, not in severe renal failure. " * 40


@given(st.binary(max_size=2000))
def test_what_was_packed_comes_back(content: bytes):
    assert unpacked(packed(content)) == content


def test_text_takes_less_room():
    assert len(packed(TEXT)) < len(TEXT) / 10


def test_what_older_libraries_hold_is_read():
    assert unpacked(zlib.compress(TEXT, 6)) == TEXT


@pytest.mark.parametrize("old", [False, True])
def test_a_damaged_byte_is_never_read_as_another(old: bool):
    whole = zlib.compress(TEXT) if old else packed(TEXT)
    for place in range(len(whole)):
        for change in (1, 0x80, 0xFF):
            damaged = bytearray(whole)
            damaged[place] ^= change
            try:
                assert unpacked(bytes(damaged)) == TEXT
            except ValueError:
                continue
    for size in range(len(whole)):
        with pytest.raises(ValueError, match="cannot be unpacked"):
            unpacked(whole[:size])


def test_many_threads_may_pack_and_unpack():
    contents = [TEXT * (number % 7 + 1) + b"%d" % number for number in range(400)]
    with ThreadPoolExecutor(8) as threads:
        assert [*threads.map(lambda content: unpacked(packed(content)), contents)] == contents
