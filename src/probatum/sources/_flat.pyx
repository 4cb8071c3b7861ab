# cython: boundscheck=False, wraparound=False
"""The compiled form of how `probatum.sources.xml_text` makes text of what stands in elements.

What is written in an unusual way is left to the form in Python.
"""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport uint32_t
from libc.string cimport memchr, memcmp, memcpy
from probatum.sources.characters cimport put, referred
from probatum.sources.written cimport ascii_of, is_plain, Text

from probatum.sources._normalised import one_line
from probatum.sources._raised import usual as raised


def flat(bytes inner not None):
    cdef object found = _plain(inner)
    if found is None:
        found = _text(inner, False)
        return flat.__wrapped__(inner) if found is None else one_line(found)
    return found


def flat_all(inner):
    cdef list found = []
    cdef bytes each
    try:
        for each in inner:
            found.append(flat(each))
    except (ValueError, OverflowError):  # of several reasons it is to be the same
        return flat_all.__wrapped__(inner)
    return found


def line(bytes inner not None):
    cdef object found = _plain(inner)
    return one_line(paragraph(inner)) if found is None else found


def paragraph(bytes inner not None):
    cdef object found = _text(inner, True)
    if found is None:
        found = raised(inner)
    return paragraph.__wrapped__(inner) if found is None else found


cdef object _text(bytes inner, bint raises):
    """The text without tags; None where one is unusual or, if that is asked, raises a text."""
    cdef const unsigned char* data = inner
    cdef Py_ssize_t size = len(inner)
    if memchr(data, c"<", size) is NULL and memchr(data, c"&", size) is NULL:
        return PyUnicode_DecodeUTF8(<const char*> data, size, NULL)
    cdef unsigned char* text = <unsigned char*> PyMem_Malloc(size)
    if text is NULL:
        raise MemoryError
    try:
        size = _read(data, size, text, raises)
        return PyUnicode_DecodeUTF8(<const char*> text, size, NULL) if size >= 0 else None
    finally:
        PyMem_Free(text)


cdef inline str _plain(bytes inner):
    """Text that stands for itself; None when it does not."""
    cdef Text text
    text.start = inner
    text.end = text.start + len(inner)
    return ascii_of(text) if is_plain(text) else None


cdef Py_ssize_t _read(
    const unsigned char* data, Py_ssize_t size, unsigned char* text, bint raises
) noexcept nogil:
    """What stands between tags, with the characters that references stand for, and how long it is.

    It is not longer than what is read. -1 where a tag or a reference is none of the usual ones.
    """
    cdef Py_ssize_t place = 0, written = 0, next, tag = -1, reference = -1
    cdef uint32_t character
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
            place = _behind_tag(data, place + 1, size, raises)
        else:
            place = referred(data, place, size, &character)
            if place >= 0:
                written = put(text, written, character)
        if place < 0:
            return -1


cdef inline Py_ssize_t _place(
    const unsigned char* data, char sought, Py_ssize_t place, Py_ssize_t size
) noexcept nogil:
    """Where a character stands next; the size where it does not."""
    cdef const unsigned char* found = <const unsigned char*> memchr(
        data + place, sought, size - place
    )
    return size if found is NULL else found - data


cdef inline Py_ssize_t _behind_tag(
    const unsigned char* data, Py_ssize_t place, Py_ssize_t size, bint raises
) noexcept nogil:
    """Where a tag ends that is a short word; -1 for any other, and for one that is to raise."""
    cdef Py_ssize_t start
    if place < size and data[place] == c"/":
        place += 1
    start = place
    while place < size and c"a" <= data[place] <= c"z":
        place += 1
    if place == start or place == size or data[place] != c">":
        return -1
    if raises and place - start == 3 and memcmp(data + start, b"sup", 3) == 0:
        return -1
    return place + 1
