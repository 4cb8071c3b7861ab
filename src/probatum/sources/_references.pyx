# cython: boundscheck=False, wraparound=False
"""The compiled form of `probatum.sources.pubmed_references.cited_as_usual`.

A single text, number or year that is out of the common is read by the functions that read all.
"""

from libc.string cimport memchr

from probatum.sources.written cimport (
    ascii_of,
    is_leaf,
    is_mark,
    next_of,
    pass_blanks,
    passes,
    Place,
    Text,
    text_of,
)

from probatum.sources.identifier import doi, pmid
from probatum.sources.xml_text import flat

cdef extern from "Python.h":
    int PyUnicode_KIND(object text) noexcept
    void* PyUnicode_DATA(object text) noexcept
    unsigned int PyUnicode_READ(int kind, const void* data, Py_ssize_t place) noexcept nogil

cdef tuple _NO_XML = (ValueError, OverflowError)  # what its bytes or characters may come to
cdef list _keys = [str(number) for number in range(1, 513)]


def cited_as_usual(bytes references not None):
    """See `probatum.sources.pubmed_references.cited_as_usual`."""
    try:
        return _all_cited(references)
    except _NO_XML:
        return cited_as_usual.__wrapped__(references)


cdef tuple _all_cited(bytes references):
    cdef Place place = <Place> <const char*> references
    cdef Place end = place + len(references)
    cdef Text text, number, name
    cdef list found = []
    while True:
        place = next_of(place, end, b"<Reference")
        if place is NULL:
            return tuple(found)
        if passes(&place, end, b"List"):
            continue
        number = name = Text(NULL, NULL)
        if not (passes(&place, end, b">") and _is_cited(&place, end, &text, &number, &name)):
            return None
        found.append(_cited(len(found), text, number, name))


cdef bint _is_cited(
    Place* place, Place end, Text* text, Text* number, Text* name
) noexcept nogil:
    """Passes what stands in a reference."""
    cdef Text other
    pass_blanks(place, end)
    if not (passes(place, end, b"<Citation>") and _is_citation(place, end, text)):
        return False
    pass_blanks(place, end)
    if passes(place, end, b"<ArticleIdList>"):
        pass_blanks(place, end)
        while passes(place, end, b'<ArticleId IdType="'):
            if passes(place, end, b'pubmed">'):
                if not is_leaf(place, end, number, b"</ArticleId>"):
                    return False
            elif passes(place, end, b'doi">'):
                if not is_leaf(place, end, name, b"</ArticleId>"):
                    return False
            elif not (
                (
                    passes(place, end, b'pmc">')
                    or passes(place, end, b'pii">')
                    or passes(place, end, b'mid">')
                )
                and is_leaf(place, end, &other, b"</ArticleId>")
            ):
                return False
            pass_blanks(place, end)
        if not passes(place, end, b"</ArticleIdList>"):
            return False
        pass_blanks(place, end)
    return passes(place, end, b"</Reference>")


cdef inline bint _is_citation(Place* place, Place end, Text* text) noexcept nogil:
    """Passes text, in which there may be marks, and the tag that closes it."""
    text.start = place[0]
    while True:
        text.end = <Place> memchr(place[0], c"<", end - place[0])
        if text.end is NULL:
            return False
        place[0] = text.end
        if passes(place, end, b"</Citation>"):
            return True
        if not passes(place, end, b"</"):
            place[0] += 1
        if not (
            passes(place, end, b"i>")
            or passes(place, end, b"b>")
            or passes(place, end, b"u>")
            or passes(place, end, b"sup>")
            or passes(place, end, b"sub>")
        ):
            return False


cdef dict _cited(Py_ssize_t count, Text text, Text number, Text name):
    cdef str written = text_of(text, flat)
    cdef dict cited = {
        "key": _keys[count] if count < len(_keys) else str(count + 1), "text": written
    }
    cdef object found
    if number.start is not NULL and (found := _pmid(number)):
        cited["pmid"] = found
    if name.start is not NULL and (found := _doi(name)):
        cited["doi"] = found
    cdef int year = _year(written)
    if year > 0:
        cited["year"] = year
    elif year < 0:
        from probatum.sources.pubmed_references import year_of

        if found := year_of(written):
            cited["year"] = found
    return cited


cdef object _pmid(Text text):
    cdef Place place = text.start
    cdef str written
    if text.end - place <= 8 and place < text.end and place[0] != c"0":
        while place < text.end and c"0" <= place[0] <= c"9":
            place += 1
        if place == text.end:
            return ascii_of(text)
    written = text_of(text, flat)
    return pmid(written) if written else None


cdef object _doi(Text text):
    cdef Place place = text.start
    cdef str written
    cdef bint is_large = False
    if passes(&place, text.end, b"10."):
        while place < text.end and c"0" <= place[0] <= c"9":
            place += 1
        if 7 <= place - text.start <= 12 and text.end - place >= 2 and place[0] == c"/":
            while place < text.end and is_mark(place[0]):
                is_large = is_large or c"A" <= place[0] <= c"Z"
                place += 1
            if place == text.end and (place - 1)[0] not in b".,;":
                written = ascii_of(text)
                return written.lower() if is_large else written
    written = text_of(text, flat)
    return doi(written) if written else None


cdef int _year(str text) noexcept:
    """The first that stands before a semicolon, perhaps with a month and a day; 0 without one.

    Below 0 where a character beyond ASCII stands so near that it may count.
    """
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t place, end
    cdef int year
    cdef unsigned int last
    for place in range(4, len(text)):
        if PyUnicode_READ(kind, data, place) != c";":
            continue
        end = place
        while end > 0 and c"0" <= PyUnicode_READ(kind, data, end - 1) <= c"9":
            end -= 1
        last = PyUnicode_READ(kind, data, end - 1) if end > 0 else 0
        if last >= 128:
            return -1
        if end < place and last == c" ":  # there may be a month before a day
            year = _before_month(kind, data, end - 1)
            if year:
                return year
        elif end == place:
            year = _before_month(kind, data, end)
            if year:
                return year
        if place - end >= 4:
            year = _ending_at(kind, data, place)
            if year:
                return year
    return 0


cdef inline int _before_month(int kind, const void* data, Py_ssize_t end) noexcept nogil:
    """The year before a blank and a month, which end at a place."""
    cdef Py_ssize_t place
    if end < 8:
        return 0
    for place in range(end - 3, end):
        if PyUnicode_READ(kind, data, place) >= 128:
            return -1
    if (
        PyUnicode_READ(kind, data, end - 4) == c" "
        and c"A" <= PyUnicode_READ(kind, data, end - 3) <= c"Z"
        and c"a" <= PyUnicode_READ(kind, data, end - 2) <= c"z"
        and c"a" <= PyUnicode_READ(kind, data, end - 1) <= c"z"
    ):
        return _ending_at(kind, data, end - 4)
    return 0


cdef inline int _ending_at(int kind, const void* data, Py_ssize_t end) noexcept nogil:
    """The year in the four characters before a place, of which there are so many."""
    cdef Py_ssize_t place
    cdef unsigned int letter
    cdef int year = 0
    for place in range(end - 4, end):
        letter = PyUnicode_READ(kind, data, place)
        if letter >= 128:
            return -1
        if not c"0" <= letter <= c"9":
            return 0
        year = 10 * year + <int> letter - 48
    if not 1500 <= year < 2100:
        return 0
    if end > 4:
        letter = PyUnicode_READ(kind, data, end - 5)
        if letter >= 128:
            return -1
        if (
            c"0" <= letter <= c"9"
            or c"a" <= letter <= c"z"
            or c"A" <= letter <= c"Z"
            or letter == c"_"
        ):
            return 0
    return year
