# cython: boundscheck=False, wraparound=False
"""The compiled form of `probatum.sources.well_formed.all_well_formed`.

It knows a part of XML in which nearly all records are written, and for those alone says yes: tags
with names in ASCII and without a colon, attributes, text in UTF-8, references to characters and
to the five entities of XML itself. Of all else it says nothing, and libxml2 is asked.
"""

from libc.stdint cimport uint64_t
from libc.string cimport memchr, memcmp, memcpy
from probatum.sources.written cimport Place

cdef enum:
    _LONGEST = 1_000_000  # bytes of an element, and so of a text in it; libxml2 goes to 10,000,000
    _LONGEST_NAME = 255  # libxml2 goes to 50,000
    _DEEPEST = 100  # libxml2 goes to 256
    _MOST_ATTRIBUTES = 16  # of a tag, each of which is held beside the others
    _LARGEST_CHARACTER = 0x10FFFF

cdef uint64_t _BLANKS = 0x2020202020202020
cdef uint64_t _HIGHEST_BITS = 0x8080808080808080

cdef enum:
    _BEGINS_NAME = 1
    _IN_NAME = 2
    _IS_BLANK = 4

cdef unsigned char[256] _kinds
for _code in range(256):
    _kinds[_code] = 0
    if _code < 128 and (chr(_code).isalpha() or chr(_code) == "_"):
        _kinds[_code] = _BEGINS_NAME | _IN_NAME
    elif _code < 128 and (chr(_code).isdigit() or chr(_code) in ".-"):
        _kinds[_code] = _IN_NAME
    elif chr(_code) in " \t\r\n":
        _kinds[_code] = _IS_BLANK


cdef struct _Name:
    Place at
    Py_ssize_t size


def all_well_formed(cut, checker):
    """See `probatum.sources.well_formed.all_well_formed`."""
    cdef list unsure = [piece for piece in cut if not is_certain(piece)]
    if not unsure:
        return True
    from probatum.sources.well_formed import all_well_formed as found  # which asks for this

    return found.__wrapped__(unsure, checker)


def is_certain(bytes piece not None):
    """Whether this is beyond doubt one well-formed element, in which no other begins with its name.

    False says that it is for libxml2 to tell.
    """
    cdef Place start = piece
    cdef Place end = start + len(piece)
    if not 0 < len(piece) <= _LONGEST:
        return False
    return (
        _has_only_characters(start, end)
        and _has_only_known_references(start, end)
        and not _has_end_of_cdata(start, end)
        and _has_matching_tags(start, end)
    )


cdef bint _has_only_characters(Place place, Place end) noexcept:
    """Whether this is UTF-8 of characters that XML allows."""
    cdef int size
    cdef uint64_t eight
    cdef Place stop
    while place < end:
        while end - place >= 8:
            memcpy(&eight, place, 8)
            if ((eight - _BLANKS) | eight) & _HIGHEST_BITS:  # one is below 32 or beyond ASCII
                break
            place += 8
        stop = place + 8 if end - place >= 8 else end
        while place < stop:
            size = _length(place, end)
            if not size:
                return False
            place += size
    return True


cdef inline int _length(Place place, Place end) noexcept:
    """Bytes of the character that begins here; 0 where none does that is allowed."""
    cdef Py_ssize_t left = end - place
    cdef unsigned char first = place[0]
    if first < 0x80:
        return 1 if first >= 32 or _kinds[first] & _IS_BLANK else 0
    if 0xC2 <= first <= 0xDF:
        return 2 if left >= 2 and _goes_on(place[1]) else 0
    if 0xE0 <= first <= 0xEF:
        if left < 3 or not (_goes_on(place[1]) and _goes_on(place[2])):
            return 0
        if first == 0xE0 and place[1] < 0xA0:  # longer than need be
            return 0
        if first == 0xED and place[1] >= 0xA0:  # half of a pair
            return 0
        if first == 0xEF and place[1] == 0xBF and place[2] >= 0xBE:  # U+FFFE and U+FFFF
            return 0
        return 3
    if 0xF0 <= first <= 0xF4:
        if left < 4 or not (_goes_on(place[1]) and _goes_on(place[2]) and _goes_on(place[3])):
            return 0
        if first == 0xF0 and place[1] < 0x90:  # longer than need be
            return 0
        if first == 0xF4 and place[1] >= 0x90:  # beyond the last character
            return 0
        return 4
    return 0


cdef inline bint _goes_on(unsigned char byte) noexcept:
    return byte & 0xC0 == 0x80


cdef bint _has_only_known_references(Place place, Place end) noexcept:
    """Whether each "&" begins a reference to an allowed character or an entity of XML itself."""
    while True:
        place = <Place> memchr(place, c"&", end - place)
        if place is NULL:
            return True
        place = _behind_reference(place + 1, end)
        if place is NULL:
            return False


cdef Place _behind_reference(Place place, Place end) noexcept:
    """Where the reference ends whose "&" stands before; NULL where it is no known one."""
    cdef Py_ssize_t left = end - place
    if left >= 2 and place[0] == c"#":
        return _behind_number(place + 1, end)
    if left >= 3 and memcmp(place, b"lt;", 3) == 0 or left >= 3 and memcmp(place, b"gt;", 3) == 0:
        return place + 3
    if left >= 4 and memcmp(place, b"amp;", 4) == 0:
        return place + 4
    if left >= 5 and memcmp(place, b"quot;", 5) == 0:
        return place + 5
    if left >= 5 and memcmp(place, b"apos;", 5) == 0:
        return place + 5
    return NULL


cdef Place _behind_number(Place place, Place end) noexcept:
    """The same behind "&#"."""
    cdef int base = 10, digit
    cdef long value = 0  # which is allowed no more than no number
    if place < end and place[0] == c"x":
        base = 16
        place += 1
    while place < end and place[0] != c";":
        if c"0" <= place[0] <= c"9":
            digit = place[0] - c"0"
        elif base == 16 and c"a" <= place[0] | 0x20 <= c"f":
            digit = (place[0] | 0x20) - c"a" + 10
        else:
            return NULL
        value = value * base + digit
        if value > _LARGEST_CHARACTER:
            return NULL
        place += 1
    if place == end or not _is_allowed(value):
        return NULL
    return place + 1


cdef inline bint _is_allowed(long value) noexcept:
    if value < 0x20:
        return value == 0x9 or value == 0xA or value == 0xD
    return value <= 0xD7FF or 0xE000 <= value <= 0xFFFD or 0x10000 <= value <= _LARGEST_CHARACTER


cdef bint _has_end_of_cdata(Place place, Place end) noexcept:
    """Whether there is "]]>", which text may not hold."""
    while True:
        place = <Place> memchr(place, c"]", end - place)
        if place is NULL:
            return False
        if end - place >= 3 and place[1] == c"]" and place[2] == c">":
            return True
        place += 1


cdef bint _has_matching_tags(Place place, Place end) noexcept:
    """Whether tags in order enclose all of it, with nothing in them but names and attributes."""
    cdef _Name[_DEEPEST] open_
    cdef int depth = 0
    cdef _Name name, root
    cdef bint is_empty
    root.at, root.size = place, 0
    while place < end and place[0] == c"<":
        place += 1
        if place < end and place[0] == c"/":
            if not depth:
                return False
            depth -= 1
            place += 1
            name = open_[depth]
            if end - place <= name.size or memcmp(place, name.at, name.size):
                return False
            place = _behind_blanks(place + name.size, end)
            if place == end or place[0] != c">":
                return False
            place += 1
        else:
            name = _name(place, end)
            if not name.size or depth == _DEEPEST:
                return False
            if not root.size:
                root = name
            elif name.size >= root.size and memcmp(name.at, root.at, root.size) == 0:
                return False
            place = _behind_tag(place + name.size, end, &is_empty)
            if place is NULL:
                return False
            if not is_empty:
                open_[depth] = name
                depth += 1
        if not depth:
            return place == end
        if place < end and place[0] != c"<":
            place = <Place> memchr(place, c"<", end - place)
            if place is NULL:
                return False
    return False


cdef inline Place _behind_blanks(Place place, Place end) noexcept:
    while place < end and _kinds[place[0]] & _IS_BLANK:
        place += 1
    return place


cdef inline _Name _name(Place place, Place end) noexcept:
    """The name that begins here; one without size where none does."""
    cdef _Name found
    found.at, found.size = place, 0
    if place < end and _kinds[place[0]] & _BEGINS_NAME:
        while place < end and _kinds[place[0]] & _IN_NAME:
            place += 1
        if place - found.at <= _LONGEST_NAME:
            found.size = place - found.at
    return found


cdef inline Place _behind_tag(Place place, Place end, bint* is_empty) noexcept:
    """Where the tag ends whose name stands before; NULL where it is not written as is known."""
    if place < end and place[0] == c">":  # as most are
        is_empty[0] = False
        return place + 1
    return _behind_attributes(place, end, is_empty)


cdef Place _behind_attributes(Place place, Place end, bint* is_empty) noexcept:
    cdef _Name[_MOST_ATTRIBUTES] names
    cdef int count = 0, index
    cdef _Name name
    cdef Place behind
    while True:
        behind = _behind_blanks(place, end)
        if behind == end:
            return NULL
        is_empty[0] = behind[0] == c"/"
        if is_empty[0]:
            behind += 1
            return behind + 1 if behind < end and behind[0] == c">" else NULL
        if behind[0] == c">":
            return behind + 1
        if behind == place or count == _MOST_ATTRIBUTES:
            return NULL
        name = _name(behind, end)
        if not name.size or (name.size == 5 and memcmp(name.at, b"xmlns", 5) == 0):
            return NULL
        for index in range(count):
            if names[index].size == name.size and not memcmp(names[index].at, name.at, name.size):
                return NULL
        names[count] = name
        count += 1
        place = _behind_value(behind + name.size, end)
        if place is NULL:
            return NULL


cdef inline Place _behind_value(Place place, Place end) noexcept:
    """Where the value ends of an attribute whose name stands before; NULL where there is none."""
    cdef unsigned char quote
    place = _behind_blanks(place, end)
    if place == end or place[0] != c"=":
        return NULL
    place += 1
    place = _behind_blanks(place, end)
    if place == end or (place[0] != c'"' and place[0] != c"'"):
        return NULL
    quote = place[0]
    place += 1
    while place < end and place[0] != quote:
        if place[0] == c"<":
            return NULL
        place += 1
    if place == end:
        return NULL
    return place + 1
