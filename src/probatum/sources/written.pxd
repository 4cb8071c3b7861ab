"""How compiled code goes through what is written in a record, by places in its bytes.

No place beyond an `end` is ever looked at.
"""

from cpython.unicode cimport PyUnicode_DecodeASCII
from libc.string cimport memchr, memcmp, strlen

ctypedef const unsigned char* Place


cdef struct Text:  # where a text begins and ends
    Place start
    Place end


cdef inline Place next_of(Place place, Place end, const char* written) noexcept nogil:
    """Behind the next place where this is written, which begins with "<"; NULL without one."""
    while place < end:
        place = <Place> memchr(place, c"<", end - place)
        if place is NULL:
            return NULL
        if passes(&place, end, written):
            return place
        place += 1
    return NULL


cdef inline bint passes(Place* place, Place end, const char* written) noexcept nogil:
    """Goes behind this where it is written here."""
    cdef size_t size = strlen(written)
    if <size_t> (end - place[0]) < size or memcmp(place[0], written, size):
        return False
    place[0] += size
    return True


cdef inline bint passes_through(Place* place, Place end, int letter) noexcept nogil:
    """Goes behind the next such letter."""
    cdef Place found = <Place> memchr(place[0], letter, end - place[0])
    if found is NULL:
        return False
    place[0] = found + 1
    return True


cdef inline bint passes_tag(Place* place, Place end) noexcept nogil:
    """Goes behind the end of a tag without marks in its values."""
    while place[0] < end and place[0][0] not in b"<>":
        place[0] += 1
    return passes(place, end, b">")


cdef inline bint is_stated(Place* place, Place end, bint* is_so) noexcept nogil:
    """Passes a letter for yes or no and the quote behind it."""
    is_so[0] = place[0] < end and place[0][0] == c"Y"
    return passes(place, end, b'Y"') or passes(place, end, b'N"')


cdef inline bint is_leaf(
    Place* place, Place end, Text* text, const char* closing
) noexcept nogil:
    """Passes text alone and the tag that closes its element."""
    text.start = place[0]
    text.end = <Place> memchr(place[0], c"<", end - place[0])
    if text.end is NULL:
        return False
    place[0] = text.end
    return passes(place, end, closing)


cdef inline bint is_blank(unsigned char letter) noexcept nogil:
    return letter == c" " or 9 <= letter <= 13


cdef inline void pass_blanks(Place* place, Place end) noexcept nogil:
    while place[0] < end and is_blank(place[0][0]):
        place[0] += 1


cdef inline bint is_plain(Text text) noexcept nogil:
    """Whether a text stands for itself, blanks included."""
    cdef Place place = text.start
    cdef unsigned char letter, before = c" "
    if place == text.end:
        return True
    while place < text.end:
        letter = place[0]
        if not (is_mark(letter) or (letter == c" " and before != c" ")):
            return False
        before = letter
        place += 1
    return before != c" "


cdef inline bint is_mark(unsigned char letter) noexcept nogil:
    """Whether it is of ASCII, stands for itself and is no blank."""
    return 33 <= letter <= 126 and letter != c"&" and letter != c"<"


cdef inline str ascii_of(Text text):
    return PyUnicode_DecodeASCII(<const char*> text.start, text.end - text.start, NULL)


cdef inline str text_of(Text text, object flat):
    """The text on one line; what does not stand for itself is given to a function that reads all."""
    return ascii_of(text) if is_plain(text) else flat(bytes_of(text))


cdef inline bytes bytes_of(Text text):
    return (<const char*> text.start)[: text.end - text.start]
