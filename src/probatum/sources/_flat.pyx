# cython: boundscheck=False, wraparound=False
"""The compiled form of how `probatum.sources.xml_text` makes text of what stands in elements.

What is written in an unusual way is left to the form in Python.
"""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport uint32_t
from libc.string cimport memchr, memcmp, memcpy

from probatum.sources._raised import usual as raised
from probatum.sources.xml_file import one_line

cdef extern from "Python.h":
    bint Py_UNICODE_ISPRINTABLE(Py_UCS4 letter) noexcept


def flat(bytes inner not None):
    cdef str found = _plain(inner)
    if found is None:
        found = _text(inner)
        if found is None:
            return flat.__wrapped__(inner)
        if not _is_one_line(found):
            return one_line(found)
    return found


def flat_all(inner):
    cdef list found = []
    cdef bytes each
    try:
        for each in inner:
            found.append(flat(each))
    except (ValueError, OverflowError):  # what is no text, or no number of a character
        return flat_all.__wrapped__(inner)
    return found


def line(bytes inner not None):
    cdef str found = _plain(inner)
    return line.__wrapped__(inner) if found is None else found


def paragraph(bytes inner not None):
    cdef str text = _text(inner)
    if text is None:
        text = raised(inner)
    return paragraph.__wrapped__(inner) if text is None else text


cdef str _text(bytes inner):
    """All text without tags and references; None where one is none of the usual ones."""
    cdef const char* data = inner
    cdef Py_ssize_t size = len(inner)
    if memchr(data, c"<", size) is NULL and memchr(data, c"&", size) is NULL:
        return PyUnicode_DecodeUTF8(data, size, NULL)
    cdef char* text = <char*> PyMem_Malloc(size)
    if text is NULL:
        raise MemoryError
    try:
        size = _read(data, size, text)
        return None if size < 0 else PyUnicode_DecodeUTF8(text, size, NULL)
    finally:
        PyMem_Free(text)


cdef bint _is_one_line(str text):
    """Whether all is printable, with single blanks and none at the ends."""
    cdef Py_UCS4 letter, before = c" "
    for letter in text:
        if letter == c" ":
            if before == c" ":
                return False
        elif not (c" " < letter <= c"~" or Py_UNICODE_ISPRINTABLE(letter)):
            return False
        before = letter
    return before != c" " or not text


cdef inline str _plain(bytes inner):
    """Text on one line of ASCII without tags and references; None when it is none."""
    cdef const unsigned char* data = inner
    cdef Py_ssize_t place, size = len(inner)
    cdef unsigned char byte, before = c" "
    for place in range(size):
        byte = data[place]
        if byte < c" " or byte > c"~" or byte == c"<" or byte == c"&":
            return None
        if byte == c" " and before == c" ":
            return None
        before = byte
    if size and before == c" ":
        return None
    return PyUnicode_DecodeUTF8(<const char*> data, size, NULL)


cdef Py_ssize_t _read(const char* data, Py_ssize_t size, char* text) noexcept nogil:
    """What stands between tags, with the characters that references stand for, and how long it is.

    It is not longer than what is read. -1 where a tag or a reference is none of the usual ones.
    """
    cdef Py_ssize_t place = 0, written = 0, next, tag = -1, reference = -1
    while True:
        if tag < place:
            tag = _place(data, c"<", place, size)
        if reference < place:
            reference = _place(data, c"&", place, size)
        next = min(tag, reference)
        memcpy(text + written, data + place, next - place)
        written += next - place
        place = next
        if place == size:
            return written
        if place == tag:
            place = _behind_tag(data, place + 1, size)
            if place < 0:
                return -1
        elif size - place >= 4 and memcmp(data + place, b"&lt;", 4) == 0:
            text[written], written, place = c"<", written + 1, place + 4
        elif size - place >= 4 and memcmp(data + place, b"&gt;", 4) == 0:
            text[written], written, place = c">", written + 1, place + 4
        elif size - place >= 5 and memcmp(data + place, b"&amp;", 5) == 0:
            text[written], written, place = c"&", written + 1, place + 5
        else:
            place = _behind_number(data, place, size, text, &written)
            if place < 0:
                return -1


cdef inline Py_ssize_t _behind_number(
    const char* data, Py_ssize_t place, Py_ssize_t size, char* text, Py_ssize_t* written
) noexcept nogil:
    """Writes the character of which a reference states the number, and tells where that ends.

    -1 where it is no such reference. In UTF-8 the character takes less room.
    """
    cdef int base = 10, digits = 0
    cdef uint32_t number = 0
    cdef char letter
    place += 1
    if place < size and data[place] == c"#":
        place += 1
    else:
        return -1
    if place < size and data[place] == c"x":
        base = 16
        place += 1
    while place < size and digits < 7:
        letter = data[place]
        if c"0" <= letter <= c"9":
            number = number * base + letter - c"0"
        elif base == 16 and c"a" <= (letter | 32) <= c"f":
            number = number * base + (letter | 32) - c"a" + 10
        else:
            break
        digits += 1
        place += 1
    if not digits or place == size or data[place] != c";":
        return -1
    if number > 0x10FFFF or 0xD800 <= number < 0xE000:
        return -1
    written[0] += _encoded(number, text + written[0])
    return place + 1


cdef inline int _encoded(uint32_t number, char* text) noexcept nogil:
    """Writes a character in UTF-8, and tells how many bytes it takes."""
    if number < 0x80:
        text[0] = <char> number
        return 1
    if number < 0x800:
        text[0], text[1] = <char> (0xC0 | number >> 6), <char> (0x80 | number & 0x3F)
        return 2
    if number < 0x10000:
        text[0], text[1] = <char> (0xE0 | number >> 12), <char> (0x80 | number >> 6 & 0x3F)
        text[2] = <char> (0x80 | number & 0x3F)
        return 3
    text[0], text[1] = <char> (0xF0 | number >> 18), <char> (0x80 | number >> 12 & 0x3F)
    text[2], text[3] = <char> (0x80 | number >> 6 & 0x3F), <char> (0x80 | number & 0x3F)
    return 4


cdef inline Py_ssize_t _place(
    const char* data, char sought, Py_ssize_t place, Py_ssize_t size
) noexcept nogil:
    """Where a character stands next; the size where it does not."""
    cdef const char* found = <const char*> memchr(data + place, sought, size - place)
    return size if found is NULL else found - data


cdef inline Py_ssize_t _behind_tag(
    const char* data, Py_ssize_t place, Py_ssize_t size
) noexcept nogil:
    """Where a tag ends that is a short word; -1 for any other, and for a raised one."""
    cdef Py_ssize_t start
    if place < size and data[place] == c"/":
        place += 1
    start = place
    while place < size and c"a" <= data[place] <= c"z":
        place += 1
    if place == start or place == size or data[place] != c">":
        return -1
    if place - start == 3 and memcmp(data + start, b"sup", 3) == 0:
        return -1
    return place + 1
