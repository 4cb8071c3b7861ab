# cython: boundscheck=False, wraparound=False
"""The compiled form of how `probatum.sources.xml_text` makes text of what stands in elements.

What is written in an unusual way is left to the form in Python.
"""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.string cimport memchr, memcmp, memcpy

from probatum.sources._raised import usual as raised


def flat(bytes inner not None):
    cdef str found = _plain(inner)
    return flat.__wrapped__(inner) if found is None else found


def flat_all(inner):
    cdef list found = []
    cdef bytes each
    for each in inner:
        found.append(flat(each))
    return found


def line(bytes inner not None):
    cdef str found = _plain(inner)
    return line.__wrapped__(inner) if found is None else found


def paragraph(bytes inner not None):
    cdef const char* data = inner
    cdef Py_ssize_t size = len(inner)
    if memchr(data, c"<", size) is NULL and memchr(data, c"&", size) is NULL:
        return PyUnicode_DecodeUTF8(data, size, NULL)
    cdef char* text = <char*> PyMem_Malloc(size)
    if text is NULL:
        raise MemoryError
    try:
        size = _read(data, size, text)
        if size >= 0:
            return PyUnicode_DecodeUTF8(text, size, NULL)
    finally:
        PyMem_Free(text)
    found = raised(inner)
    return paragraph.__wrapped__(inner) if found is None else found


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
            return -1


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
