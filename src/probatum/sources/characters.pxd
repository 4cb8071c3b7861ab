"""The characters that references in XML stand for, for compiled modules."""

from libc.stdint cimport uint32_t
from libc.string cimport memcmp


cdef inline Py_ssize_t referred(
    const unsigned char* data, Py_ssize_t place, Py_ssize_t size, uint32_t* character
) noexcept nogil:
    """Where a reference ends that begins at a place, and its character; -1 of an unusual one."""
    cdef Py_ssize_t left = size - place, start
    cdef uint32_t base = 10, value = 0, digit
    cdef const unsigned char* here = data + place
    if left >= 4 and memcmp(here, b"&#", 2) == 0:
        start = place + 2
        if data[start] == c"x":
            base, start = 16, start + 1
        place = start
        while place < size and place - start < 8:
            if c"0" <= data[place] <= c"9":
                digit = data[place] - c"0"
            elif base == 16 and c"a" <= (data[place] | 0x20) <= c"f":
                digit = (data[place] | 0x20) - c"a" + 10
            else:
                break
            value = value * base + digit
            place += 1
            if value > 0x10FFFF:
                return -1
        if place == start or place == size or data[place] != c";" or 0xD800 <= value < 0xE000:
            return -1
        character[0] = value
        return place + 1
    if left >= 4 and memcmp(here, b"&lt;", 4) == 0:
        character[0] = c"<"
        return place + 4
    if left >= 4 and memcmp(here, b"&gt;", 4) == 0:
        character[0] = c">"
        return place + 4
    if left >= 5 and memcmp(here, b"&amp;", 5) == 0:
        character[0] = c"&"
        return place + 5
    if left >= 6 and memcmp(here, b"&quot;", 6) == 0:
        character[0] = c'"'
        return place + 6
    if left >= 6 and memcmp(here, b"&apos;", 6) == 0:
        character[0] = c"'"
        return place + 6
    return -1


cdef inline Py_ssize_t put(
    unsigned char* text, Py_ssize_t place, uint32_t character
) noexcept nogil:
    """Write a character in UTF-8, which takes no more bytes than a reference to it."""
    if character < 0x80:
        text[place] = <unsigned char> character
        return place + 1
    if character < 0x800:
        text[place] = <unsigned char> (0xC0 | character >> 6)
        text[place + 1] = <unsigned char> (0x80 | character & 0x3F)
        return place + 2
    if character < 0x10000:
        text[place] = <unsigned char> (0xE0 | character >> 12)
        text[place + 1] = <unsigned char> (0x80 | character >> 6 & 0x3F)
        text[place + 2] = <unsigned char> (0x80 | character & 0x3F)
        return place + 3
    text[place] = <unsigned char> (0xF0 | character >> 18)
    text[place + 1] = <unsigned char> (0x80 | character >> 12 & 0x3F)
    text[place + 2] = <unsigned char> (0x80 | character >> 6 & 0x3F)
    text[place + 3] = <unsigned char> (0x80 | character & 0x3F)
    return place + 4
