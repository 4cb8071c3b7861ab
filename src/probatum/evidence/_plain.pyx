"""The compiled form of how `probatum.evidence.plain` puts documents together."""


def rows(list names not None, list defaults not None, list columns not None):
    """See `probatum.evidence.plain.rows`."""
    cdef Py_ssize_t size = len(columns[0]) if columns else 0, count = len(columns), place, each
    cdef list found = [], column
    cdef dict row
    is_even = all([len(column) == size for column in columns])
    if not is_even or (size and not len(names) == len(defaults) == count):
        raise ValueError("there are not as many values of each field")
    for place in range(size):
        row = {}
        for each in range(count):
            column = columns[each]
            value = column[place]
            if value and (defaults[each] is None or value != defaults[each]):
                row[names[each]] = value
        found.append(row)
    return found
