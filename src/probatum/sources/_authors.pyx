# cython: boundscheck=False, wraparound=False
"""The compiled form of `probatum.sources.pubmed_authors.authors_as_usual`.

A name that is out of the common is read by the function that reads all.
"""

from libc.string cimport memcpy

from probatum.sources.written cimport (
    bytes_of,
    is_blank,
    is_leaf,
    is_plain,
    is_stated,
    next_of,
    pass_blanks,
    passes,
    Place,
    Text,
    text_of,
)

from probatum.sources.xml_text import flat

cdef extern from "Python.h":
    object PyUnicode_New(Py_ssize_t size, Py_UCS4 largest)
    void* PyUnicode_DATA(object text) noexcept

cdef tuple _NO_XML = (ValueError, OverflowError)  # what its bytes or characters may come to


def authors_as_usual(bytes work not None):
    """See `probatum.sources.pubmed_authors.authors_as_usual`."""
    try:
        return _authors(work)
    except _NO_XML:
        return authors_as_usual.__wrapped__(work)


cdef tuple _authors(bytes work):
    cdef Place place = <Place> <const char*> work
    cdef Place end = place + len(work)
    cdef Text family, initials
    cdef list found = []
    cdef bint is_complete, is_listed = False
    cdef str name
    while True:
        place = next_of(place, end, b"<Author")
        if place is NULL:
            return tuple(found) if is_listed else None
        if not is_listed and passes(&place, end, b'List CompleteYN="'):
            if not (is_stated(&place, end, &is_complete) and passes(&place, end, b">")):
                return None
            is_listed = True
        elif _is_person(&place, end, &family, &initials):
            name = _name(family, initials)
            if name:
                found.append(name)
        else:
            return None


cdef bint _is_person(Place* place, Place end, Text* family, Text* initials) noexcept nogil:
    """Passes what states a name, if nothing more belongs to it."""
    cdef Text other
    cdef bint is_equal
    if not passes(place, end, b' ValidYN="Y"'):
        return False
    if passes(place, end, b' EqualContrib="') and not is_stated(place, end, &is_equal):
        return False
    if not passes(place, end, b">"):
        return False
    pass_blanks(place, end)
    if not (passes(place, end, b"<LastName>") and is_leaf(place, end, family, b"</LastName>")):
        return False
    pass_blanks(place, end)
    if passes(place, end, b"<ForeName>"):
        if not is_leaf(place, end, &other, b"</ForeName>"):
            return False
        pass_blanks(place, end)
    initials.start = initials.end = place[0]
    if passes(place, end, b"<Initials>"):
        if not is_leaf(place, end, initials, b"</Initials>"):
            return False
        pass_blanks(place, end)
    if passes(place, end, b"</Author>") or passes(place, end, b"<Affiliation"):
        return True
    return (
        passes(place, end, b"<Identifier")
        and place[0] < end
        and (place[0][0] == c">" or is_blank(place[0][0]))
    )


cdef str _name(Text family, Text initials):
    cdef Py_ssize_t first = family.end - family.start, second = initials.end - initials.start
    cdef str name
    cdef unsigned char* data
    if not second:
        return text_of(family, flat)
    if not first or not is_plain(family) or not is_plain(initials):
        return flat(bytes_of(family) + b" " + bytes_of(initials))
    name = PyUnicode_New(first + 1 + second, 127)
    data = <unsigned char*> PyUnicode_DATA(name)
    memcpy(data, family.start, first)
    data[first] = c" "
    memcpy(data + first + 1, initials.start, second)
    return name
