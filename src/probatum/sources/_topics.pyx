# cython: boundscheck=False, wraparound=False
"""The compiled form of `probatum.sources.pubmed_record.topics_of`."""

cdef frozenset _of_diseases = None


def topics_of(rare, tuple mesh not None):
    """See `probatum.sources.pubmed_record.topics_of`."""
    global _of_diseases
    if _of_diseases is None:
        from probatum.sources.pubmed_record import OF_DISEASES  # which asks for this

        _of_diseases = OF_DISEASES
    cdef list major = [], diseases = []
    cdef dict heading, found = {}
    cdef str name
    for heading in mesh:
        if "major" in heading:
            name = heading["descriptor"]
            major.append(name)
            under = heading.get("qualifiers")
            if under is not None and not _of_diseases.isdisjoint(under):
                diseases.append(name)
    for name in rare:
        found[name.lower()] = None
    for name in diseases or major:
        found[name.lower()] = None
    return tuple(found)
