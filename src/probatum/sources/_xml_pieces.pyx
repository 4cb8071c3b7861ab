# cython: boundscheck=False, wraparound=False
"""The compiled form of what `probatum.sources.xml_pieces` looks for in long bytes."""

from libc.string cimport memchr, memcmp
from probatum.sources.written cimport Place


def closing(bytes held not None, bytes name not None, Py_ssize_t start):
    """See `probatum.sources.xml_pieces.closing`."""
    cdef Place first = held
    cdef Place end = first + len(held)
    cdef Place letters = name
    cdef Py_ssize_t size = len(name)
    cdef Place place
    if size == 0 or not 0 <= start <= len(held):
        return held.find(b"</%b>" % name, start)
    place = first + start
    while end - place >= size + 3:  # the letter that is looked for is seldom in other tags or text
        place = <Place> memchr(place + 2, letters[0], end - place - 2 - size)
        if place is NULL:
            return -1
        place -= 2
        if (
            place[0] == c"<"
            and place[1] == c"/"
            and place[2 + size] == c">"
            and memcmp(place + 2, letters, size) == 0
        ):
            return place - first
        place += 1
    return -1


def lines(bytes held not None, Py_ssize_t end):
    """See `probatum.sources.xml_pieces.lines`."""
    cdef Place place = held
    cdef Place stop
    cdef Py_ssize_t count = 0
    if not 0 <= end <= len(held):
        return held.count(b"\n", 0, end)
    stop = place + end
    while True:
        place = <Place> memchr(place, c"\n", stop - place)
        if place is NULL:
            return count
        place += 1
        count += 1
