# cython: boundscheck=False, wraparound=False
"""The compiled form of `probatum.sources.abbreviations.abbreviations`.

Long forms are looked for here where text is ASCII, as nearly all are; others by `long_form`.
"""

from cpython.unicode cimport PyUnicode_DecodeASCII
from libc.string cimport memchr, memcmp

cdef extern from "Python.h":
    int PyUnicode_KIND(object text) noexcept
    void* PyUnicode_DATA(object text) noexcept
    unsigned int PyUnicode_READ(int kind, const void* data, Py_ssize_t place) noexcept nogil
    Py_ssize_t PyUnicode_FindChar(
        object text, Py_UCS4 letter, Py_ssize_t start, Py_ssize_t end, int direction
    ) except -2
    bint Py_UNICODE_ISALNUM(Py_UCS4 letter) noexcept nogil
    bint Py_UNICODE_ISUPPER(Py_UCS4 letter) noexcept nogil

cdef enum:
    LONGEST = 10  # letters of a short form
    BEFORE = 120  # letters before a bracket in which its long form lies

cdef struct _Before:  # the words before a bracket with single blanks between, up to the ends
    char[BEFORE] text
    char[BEFORE] small
    int start


def abbreviations(str text not None):
    """See `probatum.sources.abbreviations.abbreviations`."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t place = 0, start, end, size = len(text)
    cdef dict found = {}
    cdef str short, long
    while True:
        start = PyUnicode_FindChar(text, c"(", place, size, 1)
        if start < 0:
            return tuple(found.items())
        end = _end_of_short(kind, data, start, size)
        place = _end_of_bracket(kind, data, end, size) if end else 0
        if not place:
            place = start + 1
        elif _capitals(kind, data, start + 1, end) >= 2:
            long = _long(text, kind, data, start, end)
            if long is not None:
                short = text[start + 1 : end]
                if short not in found:
                    found[short] = long


cdef inline Py_ssize_t _end_of_short(
    int kind, const void* data, Py_ssize_t start, Py_ssize_t size
) noexcept nogil:
    """Where a short form that a bracket begins with ends; 0 where none stands."""
    cdef Py_ssize_t place = start + 1
    cdef unsigned int letter
    while place < size and place - start <= LONGEST + 1:
        letter = PyUnicode_READ(kind, data, place)
        if place == start + 1:
            if not (c"a" <= letter <= c"z" or c"A" <= letter <= c"Z"):
                return 0
        elif not (
            Py_UNICODE_ISALNUM(letter)
            or letter == c"_"
            or letter == c"/"
            or letter == c"+"
            or letter == c"."
            or letter == c"-"
        ):
            break
        place += 1
    return place if 2 <= place - start - 1 <= LONGEST else 0


cdef inline Py_ssize_t _end_of_bracket(
    int kind, const void* data, Py_ssize_t place, Py_ssize_t size
) noexcept nogil:
    """Behind a bracket, in which more may stand after a comma or semicolon; 0 without an end."""
    cdef unsigned int letter = PyUnicode_READ(kind, data, place) if place < size else 0
    if letter == c";" or letter == c",":
        while place < size and letter != c")" and letter != c"(":
            place += 1
            letter = PyUnicode_READ(kind, data, place) if place < size else 0
    return place + 1 if letter == c")" else 0


cdef inline int _capitals(
    int kind, const void* data, Py_ssize_t place, Py_ssize_t end
) noexcept nogil:
    cdef int count = 0
    while place < end:
        if Py_UNICODE_ISUPPER(PyUnicode_READ(kind, data, place)):
            count += 1
        place += 1
    return count


cdef str _long(str text, int kind, const void* data, Py_ssize_t bracket, Py_ssize_t end):
    """The long form before a bracket whose short form ends at a place; None without one."""
    cdef char[LONGEST] short
    cdef _Before before
    cdef int size = <int> (end - bracket - 1), place, start
    cdef unsigned int letter
    for place in range(size):
        letter = PyUnicode_READ(kind, data, bracket + 1 + place)
        if letter >= 128:
            break
        short[place] = <char> letter
    else:
        if _is_read(kind, data, bracket, min(size + 5, size * 2), &before):
            start = _start_of_long(short, size, &before)
            return None if start < 0 else _trimmed(short, size, before.text, start)
    from probatum.sources.abbreviations import long_form

    return long_form(text, bracket, text[bracket + 1 : end])


cdef bint _is_read(
    int kind, const void* data, Py_ssize_t bracket, int reach, _Before* before
) noexcept nogil:
    """Reads so many words backwards, unless a clause ends there; false where they are not ASCII."""
    cdef Py_ssize_t place = bracket, begin = max(0, bracket - BEFORE)
    cdef unsigned int letter
    cdef int words = 0
    cdef bint is_blank = True, blank_follows
    before.start = BEFORE
    while place > begin:
        place -= 1
        letter = PyUnicode_READ(kind, data, place)
        if letter >= 128:
            return False
        blank_follows, is_blank = is_blank, _is_blank(letter)
        if (
            blank_follows
            and place + 1 < bracket
            and (letter == c"." or letter == c";" or letter == c":" or letter == c"\n")
        ):
            break
        if is_blank:
            continue
        if blank_follows:  # here a word ends
            if words == reach:
                break
            words += 1
            if words > 1:
                _put(before, c" ")
        _put(before, <char> letter)
    return True


cdef inline void _put(_Before* before, char letter) noexcept nogil:
    before.start -= 1  # each takes the room of one that was read
    before.text[before.start] = letter
    before.small[before.start] = _small(letter)


cdef int _start_of_long(const char* short, int size, const _Before* before) noexcept nogil:
    """Where the word begins in which the first letter lies; below 0 where one is missing."""
    cdef int start = before.start, place = BEFORE, number
    for number in range(size - 1, 0, -1):
        if _is_alnum(short[number]):
            place = _last(before, _small(short[number]), place)
            if place < start:
                return -1
    place = _last(before, _small(short[0]), place)
    while place > start and _is_alnum(before.text[place - 1]):
        place = _last(before, _small(short[0]), place)
    if place < start:
        return -1
    while place > start and before.text[place - 1] != c" ":
        place -= 1
    return place


cdef inline int _last(const _Before* before, char letter, int end) noexcept nogil:
    """The last place before another where a letter stands; before the start where none does."""
    end -= 1
    while end >= before.start and before.small[end] != letter:
        end -= 1
    return end


cdef str _trimmed(const char* short, int size, const char* text, int start):
    """The long form between a place and the end; None where it is none."""
    cdef int end = BEFORE, place
    while start < end and text[start] in b" ,([":
        start += 1
    while end > start and text[end - 1] in b" ,([":
        end -= 1
    if end - start <= size or memchr(text + start, c" ", end - start) is NULL:
        return None
    for place in range(start, end - size):
        if text[place] == c"(" and not memcmp(text + place + 1, short, size):
            return None
    return PyUnicode_DecodeASCII(text + start, end - start, NULL)


cdef inline bint _is_blank(unsigned int letter) noexcept nogil:
    return letter == c" " or 9 <= letter <= 13 or 28 <= letter <= 31


cdef inline bint _is_alnum(char letter) noexcept nogil:
    return c"0" <= letter <= c"9" or c"a" <= _small(letter) <= c"z"


cdef inline char _small(char letter) noexcept nogil:
    return letter + 32 if c"A" <= letter <= c"Z" else letter
