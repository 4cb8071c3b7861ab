# cython: boundscheck=False, wraparound=False
"""The compiled form of `probatum.sources.pubmed_record.headings_as_usual`.

A text or a tag that is out of the common is read by the functions that read all.
"""

from probatum.sources.written cimport (
    bytes_of,
    is_leaf,
    is_stated,
    next_of,
    pass_blanks,
    passes,
    passes_tag,
    passes_through,
    Place,
    Text,
    text_of,
)

from probatum.sources.xml_text import flat

cdef tuple _NO_XML = (ValueError, OverflowError)  # what its bytes or characters may come to


def headings_as_usual(bytes citation not None):
    """See `probatum.sources.pubmed_record.headings_as_usual`."""
    try:
        return _headings(citation)
    except _NO_XML:
        return headings_as_usual.__wrapped__(citation)


cdef tuple _headings(bytes citation):
    cdef Place place = <Place> <const char*> citation
    cdef Place last = place + len(citation)
    cdef Place start = next_of(place, last, b"<DescriptorName")
    cdef Place end
    cdef dict heading
    cdef list found = []
    while start is not NULL:
        place = start
        start = next_of(place, last, b"<DescriptorName")
        end = last if start is NULL else start  # nothing of the next belongs to this one
        heading = _heading(place, end)
        if heading is None:
            return None
        found.append(heading)
    return tuple(found)


cdef dict _heading(Place place, Place end):
    cdef Text name, under, qualifier
    cdef list qualifiers = []
    cdef bint is_main, is_other, is_major, is_usual = True
    if not (
        passes(&place, end, b' UI="')
        and passes_through(&place, end, c'"')
        and passes(&place, end, b' MajorTopicYN="')
        and is_stated(&place, end, &is_main)
        and (passes(&place, end, b">") or passes(&place, end, b' Type="Geographic">'))
        and is_leaf(&place, end, &name, b"</DescriptorName>")
    ):
        return None
    pass_blanks(&place, end)
    under.start, is_major = place, is_main
    while passes(&place, end, b"<QualifierName"):
        if not _is_stated_as_usual(&place, end, &is_other):
            if not passes_tag(&place, end):
                return None
            is_usual = False
        if not is_leaf(&place, end, &qualifier, b"</QualifierName>"):
            return None
        if is_usual:
            is_major = is_major or is_other
            qualifiers.append(text_of(qualifier, flat))
        pass_blanks(&place, end)
    under.end = place
    if not passes(&place, end, b"</MeshHeading>"):
        return None
    cdef dict heading = {"descriptor": text_of(name, flat)}
    if is_usual:
        if qualifiers:
            heading["qualifiers"] = tuple(qualifiers)
        if is_major:
            heading["major"] = True
    else:
        from probatum.sources.pubmed_record import beside

        heading.update(beside(b"Y" if is_main else b"N", bytes_of(under)))
    return heading


cdef inline bint _is_stated_as_usual(
    Place* place, Place end, bint* is_major
) noexcept nogil:
    """Passes the rest of the tag of a qualifier, if it is written so."""
    cdef Place start = place[0]
    if passes(place, end, b' UI="'):
        while place[0] < end and place[0][0] not in b'"<>':
            place[0] += 1
        if (
            passes(place, end, b'" MajorTopicYN="')
            and is_stated(place, end, is_major)
            and passes(place, end, b">")
        ):
            return True
    place[0] = start
    return False
