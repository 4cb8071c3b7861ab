# cython: boundscheck=False, wraparound=False
"""Lists of a PubMed record written as nearly all are, each read in one step.

The compiled forms of `cited_as_usual`, `headings_as_usual` and `authors_as_usual`. What is written
otherwise is told by None; a single text, number or year that is out of the common is read by the
functions that read all of them. No place beyond `end` is ever looked at.
"""

from cpython.unicode cimport PyUnicode_DecodeASCII
from libc.string cimport memchr, memcmp, memcpy, strlen

from probatum.sources.identifier import doi, pmid
from probatum.sources.xml_text import flat

cdef extern from "Python.h":
    object PyUnicode_New(Py_ssize_t size, Py_UCS4 largest)
    int PyUnicode_KIND(object text) noexcept
    void* PyUnicode_DATA(object text) noexcept
    unsigned int PyUnicode_READ(int kind, const void* data, Py_ssize_t place) noexcept nogil

ctypedef const unsigned char* _Place


cdef struct _Text:  # where a text begins and ends; NULL without one
    _Place start
    _Place end


cdef tuple _NO_XML = (ValueError, OverflowError)  # what its bytes or characters may come to
cdef list _keys = [str(number) for number in range(1, 513)]

# Of each byte, what it can be in a text that stands for itself: a blank, another character of
# ASCII, or nothing.
cdef enum:
    OTHER = 1
    BLANK = 2
cdef unsigned char[256] _plain
for _code in range(256):
    _plain[_code] = 0 if not 33 <= _code <= 126 or _code in b"&<" else OTHER
_plain[32] = BLANK


def cited_as_usual(bytes references not None):
    """See `probatum.sources.pubmed_references.cited_as_usual`."""
    try:
        return _all_cited(references)
    except _NO_XML:
        return cited_as_usual.__wrapped__(references)


cdef tuple _all_cited(bytes references):
    cdef _Place place = <_Place> <const char*> references
    cdef _Place end = place + len(references)
    cdef _Text text, number, name
    cdef list found = []
    while True:
        place = _next(place, end, b"<Reference")
        if place is NULL:
            return tuple(found)
        if _passes(&place, end, b"List"):
            continue
        number.start = name.start = NULL
        if not (_passes(&place, end, b">") and _is_cited(&place, end, &text, &number, &name)):
            return None
        found.append(_cited(len(found), text, number, name))


cdef bint _is_cited(
    _Place* place, _Place end, _Text* text, _Text* number, _Text* name
) noexcept nogil:
    """Passes what stands in a reference."""
    cdef _Text other
    _pass_blanks(place, end)
    if not (_passes(place, end, b"<Citation>") and _is_leaf(place, end, text, b"</Citation>")):
        return False
    _pass_blanks(place, end)
    if _passes(place, end, b"<ArticleIdList>"):
        _pass_blanks(place, end)
        while _passes(place, end, b'<ArticleId IdType="'):
            if _passes(place, end, b'pubmed">'):
                if not _is_leaf(place, end, number, b"</ArticleId>"):
                    return False
            elif _passes(place, end, b'doi">'):
                if not _is_leaf(place, end, name, b"</ArticleId>"):
                    return False
            elif not (
                (
                    _passes(place, end, b'pmc">')
                    or _passes(place, end, b'pii">')
                    or _passes(place, end, b'mid">')
                )
                and _is_leaf(place, end, &other, b"</ArticleId>")
            ):
                return False
            _pass_blanks(place, end)
        if not _passes(place, end, b"</ArticleIdList>"):
            return False
        _pass_blanks(place, end)
    return _passes(place, end, b"</Reference>")


cdef dict _cited(Py_ssize_t count, _Text text, _Text number, _Text name):
    cdef str written = _flat(text)
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


cdef object _pmid(_Text text):
    cdef _Place place = text.start
    cdef str written
    if text.end - place <= 8 and place < text.end and place[0] != c"0":
        while place < text.end and c"0" <= place[0] <= c"9":
            place += 1
        if place == text.end:
            return _ascii(text)
    written = _flat(text)
    return pmid(written) if written else None


cdef object _doi(_Text text):
    cdef _Place place = text.start
    cdef str written
    cdef bint is_large = False
    if _passes(&place, text.end, b"10."):
        while place < text.end and c"0" <= place[0] <= c"9":
            place += 1
        if 7 <= place - text.start <= 12 and text.end - place >= 2 and place[0] == c"/":
            while place < text.end and _plain[place[0]] == OTHER:
                is_large = is_large or c"A" <= place[0] <= c"Z"
                place += 1
            if place == text.end and (place - 1)[0] not in b".,;":
                written = _ascii(text)
                return written.lower() if is_large else written
    written = _flat(text)
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


def headings_as_usual(bytes citation not None):
    """See `probatum.sources.pubmed_record.headings_as_usual`."""
    try:
        return _headings(citation)
    except _NO_XML:
        return headings_as_usual.__wrapped__(citation)


cdef tuple _headings(bytes citation):
    cdef _Place place = <_Place> <const char*> citation
    cdef _Place last = place + len(citation)
    cdef _Place start = _next(place, last, b"<DescriptorName")
    cdef _Place end
    cdef dict heading
    cdef list found = []
    while start is not NULL:
        place = start
        start = _next(place, last, b"<DescriptorName")
        end = last if start is NULL else start  # nothing of the next belongs to this one
        heading = _heading(place, end)
        if heading is None:
            return None
        found.append(heading)
    return tuple(found)


cdef dict _heading(_Place place, _Place end):
    cdef _Text name, under, qualifier
    cdef list qualifiers = []
    cdef bint is_main, is_other, is_major, is_usual = True
    if not (
        _passes(&place, end, b' UI="')
        and _passes_through(&place, end, c'"')
        and _passes(&place, end, b' MajorTopicYN="')
        and _is_stated(&place, end, &is_main)
        and (_passes(&place, end, b">") or _passes(&place, end, b' Type="Geographic">'))
        and _is_leaf(&place, end, &name, b"</DescriptorName>")
    ):
        return None
    _pass_blanks(&place, end)
    under.start, is_major = place, is_main
    while _passes(&place, end, b"<QualifierName"):
        if not _is_stated_as_usual(&place, end, &is_other):
            if not _passes_tag(&place, end):
                return None
            is_usual = False
        if not _is_leaf(&place, end, &qualifier, b"</QualifierName>"):
            return None
        if is_usual:
            is_major = is_major or is_other
            qualifiers.append(_flat(qualifier))
        _pass_blanks(&place, end)
    under.end = place
    if not _passes(&place, end, b"</MeshHeading>"):
        return None
    cdef dict heading = {"descriptor": _flat(name)}
    if is_usual:
        if qualifiers:
            heading["qualifiers"] = tuple(qualifiers)
        if is_major:
            heading["major"] = True
    else:
        from probatum.sources.pubmed_record import beside

        heading.update(beside(b"Y" if is_main else b"N", _bytes(under)))
    return heading


cdef inline bint _is_stated_as_usual(
    _Place* place, _Place end, bint* is_major
) noexcept nogil:
    """Passes the rest of the tag of a qualifier, if it is written so."""
    cdef _Place start = place[0]
    if _passes(place, end, b' UI="'):
        while place[0] < end and place[0][0] not in b'"<>':
            place[0] += 1
        if (
            _passes(place, end, b'" MajorTopicYN="')
            and _is_stated(place, end, is_major)
            and _passes(place, end, b">")
        ):
            return True
    place[0] = start
    return False


def authors_as_usual(bytes work not None):
    """See `probatum.sources.pubmed_authors.authors_as_usual`."""
    try:
        return _authors(work)
    except _NO_XML:
        return authors_as_usual.__wrapped__(work)


cdef tuple _authors(bytes work):
    cdef _Place place = <_Place> <const char*> work
    cdef _Place end = place + len(work)
    cdef _Text family, initials
    cdef list found = []
    cdef bint is_complete, is_listed = False
    cdef str name
    while True:
        place = _next(place, end, b"<Author")
        if place is NULL:
            return tuple(found) if is_listed else None
        if not is_listed and _passes(&place, end, b'List CompleteYN="'):
            if not (_is_stated(&place, end, &is_complete) and _passes(&place, end, b">")):
                return None
            is_listed = True
        elif _is_person(&place, end, &family, &initials):
            name = _name(family, initials)
            if name:
                found.append(name)
        else:
            return None


cdef bint _is_person(_Place* place, _Place end, _Text* family, _Text* initials) noexcept nogil:
    """Passes what states a name, if nothing more belongs to it."""
    cdef _Text other
    cdef bint is_equal
    if not _passes(place, end, b' ValidYN="Y"'):
        return False
    if _passes(place, end, b' EqualContrib="') and not _is_stated(place, end, &is_equal):
        return False
    if not _passes(place, end, b">"):
        return False
    _pass_blanks(place, end)
    if not (_passes(place, end, b"<LastName>") and _is_leaf(place, end, family, b"</LastName>")):
        return False
    _pass_blanks(place, end)
    if _passes(place, end, b"<ForeName>"):
        if not _is_leaf(place, end, &other, b"</ForeName>"):
            return False
        _pass_blanks(place, end)
    initials.start = initials.end = place[0]
    if _passes(place, end, b"<Initials>"):
        if not _is_leaf(place, end, initials, b"</Initials>"):
            return False
        _pass_blanks(place, end)
    if _passes(place, end, b"</Author>") or _passes(place, end, b"<Affiliation"):
        return True
    return (
        _passes(place, end, b"<Identifier")
        and place[0] < end
        and (place[0][0] == c">" or _is_blank(place[0][0]))
    )


cdef str _name(_Text family, _Text initials):
    cdef Py_ssize_t first = family.end - family.start, second = initials.end - initials.start
    cdef str name
    cdef unsigned char* data
    if not second:
        return _flat(family)
    if not first or not _is_plain(family) or not _is_plain(initials):
        return flat(_bytes(family) + b" " + _bytes(initials))
    name = PyUnicode_New(first + 1 + second, 127)
    data = <unsigned char*> PyUnicode_DATA(name)
    memcpy(data, family.start, first)
    data[first] = c" "
    memcpy(data + first + 1, initials.start, second)
    return name


cdef inline _Place _next(_Place place, _Place end, const char* written) noexcept nogil:
    """Behind the next place where this is written, which begins with "<"; NULL without one."""
    while place < end:
        place = <_Place> memchr(place, c"<", end - place)
        if place is NULL:
            return NULL
        if _passes(&place, end, written):
            return place
        place += 1
    return NULL


cdef inline bint _passes(_Place* place, _Place end, const char* written) noexcept nogil:
    """Goes behind this where it is written here."""
    cdef size_t size = strlen(written)
    if <size_t> (end - place[0]) < size or memcmp(place[0], written, size):
        return False
    place[0] += size
    return True


cdef inline bint _passes_through(_Place* place, _Place end, int letter) noexcept nogil:
    """Goes behind the next such letter."""
    cdef _Place found = <_Place> memchr(place[0], letter, end - place[0])
    if found is NULL:
        return False
    place[0] = found + 1
    return True


cdef inline bint _passes_tag(_Place* place, _Place end) noexcept nogil:
    """Goes behind the end of a tag without marks in its values."""
    while place[0] < end and place[0][0] not in b"<>":
        place[0] += 1
    return _passes(place, end, b">")


cdef inline bint _is_stated(_Place* place, _Place end, bint* is_so) noexcept nogil:
    """Passes a letter for yes or no and the quote behind it."""
    is_so[0] = place[0] < end and place[0][0] == c"Y"
    return _passes(place, end, b'Y"') or _passes(place, end, b'N"')


cdef inline bint _is_leaf(
    _Place* place, _Place end, _Text* text, const char* closing
) noexcept nogil:
    """Passes text alone and the tag that closes its element."""
    text.start = place[0]
    text.end = <_Place> memchr(place[0], c"<", end - place[0])
    if text.end is NULL:
        return False
    place[0] = text.end
    return _passes(place, end, closing)


cdef inline bint _is_blank(unsigned char letter) noexcept nogil:
    return letter == c" " or 9 <= letter <= 13


cdef inline void _pass_blanks(_Place* place, _Place end) noexcept nogil:
    while place[0] < end and _is_blank(place[0][0]):
        place[0] += 1


cdef inline bint _is_plain(_Text text) noexcept nogil:
    """Whether a text stands for itself, blanks included."""
    cdef _Place place = text.start
    cdef unsigned char kind, before = BLANK
    if place == text.end:
        return True
    while place < text.end:
        kind = _plain[place[0]]
        if kind == 0 or kind & before & BLANK:
            return False
        before = kind
        place += 1
    return before != BLANK


cdef inline str _flat(_Text text):
    return _ascii(text) if _is_plain(text) else flat(_bytes(text))


cdef inline str _ascii(_Text text):
    return PyUnicode_DecodeASCII(<const char*> text.start, text.end - text.start, NULL)


cdef inline bytes _bytes(_Text text):
    return (<const char*> text.start)[: text.end - text.start]
