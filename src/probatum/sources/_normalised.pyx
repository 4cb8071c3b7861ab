# cython: boundscheck=False, wraparound=False
"""The compiled form of what all text goes through in `probatum.sources.normalised`."""

import unicodedata

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_FromKindAndData,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_1BYTE_KIND,
    PyUnicode_2BYTE_KIND,
)
from libc.stdint cimport uint8_t, uint16_t

cdef enum:
    _KNOWN = 0x2300  # characters of which it is known what becomes of them
    _AT_ONCE = 64  # of which it is asked first whether they are plain ASCII
    _STAYS = 1
    _PARTS = 2  # white space, of which each run becomes one blank

ctypedef fused _Character:
    uint8_t
    uint16_t

# What becomes of a character whatever stands beside it; 0 of all that may need more than this.
cdef unsigned char[_KNOWN] _fate
# No character of these blocks joins with the one before it.
for _block in ((0, 0x300), (0x370, 0x400), (0x2000, 0x20A0), (0x2100, 0x2300)):
    for _code in range(*_block):
        if chr(_code).isspace() and _code != 0x20:
            _fate[_code] = _PARTS
        elif unicodedata.is_normalized("NFC", chr(_code)) and not unicodedata.combining(chr(_code)):
            _fate[_code] = _STAYS if chr(_code).isprintable() else 0


def clean(text):
    """See `probatum.sources.normalised.clean`."""
    return _made_clean(text)


cdef inline object _made_clean(object text):
    cdef object found = _single_blanks(<str> text) if type(text) is str else None
    return clean.__wrapped__(text) if found is None else found


def one_line(text):
    """See `probatum.sources.xml_file.one_line`."""
    cdef object found = _single_blanks(<str> text) if type(text) is str else None
    return one_line.__wrapped__(text) if found is None else found.strip()


def titled(sections):
    """See `probatum.sources.normalised.titled`."""
    cdef list lines = [], blocks = []
    cdef Py_ssize_t start = 0, end
    cdef dict block
    for title, paragraph in sections:
        line = _made_clean(paragraph).strip()
        if not line:
            continue
        end = start + len(line)
        heading = title and _made_clean(title).strip()
        block = {"heading": (heading,)} if heading else {}
        block["start"], block["end"] = start, end
        blocks.append(block)
        lines.append(line)
        start = end + 2
    return "\n\n".join(lines), tuple(blocks)


cdef object _single_blanks(str text):
    """The text with single blanks for all white space; None where more may be to change."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    if PyUnicode_KIND(text) == PyUnicode_1BYTE_KIND:
        return _parted_once(text, <const uint8_t*> PyUnicode_DATA(text), size)
    if PyUnicode_KIND(text) == PyUnicode_2BYTE_KIND:
        return _parted_once(text, <const uint16_t*> PyUnicode_DATA(text), size)
    return None


cdef object _parted_once(str text, const _Character* data, Py_ssize_t size):
    cdef Py_ssize_t place, written = 0
    cdef bint parts, parted = False
    cdef int changes = _changes(data, size)
    cdef _Character* single
    if changes != _PARTS:
        return text if changes == _STAYS else None
    single = <_Character*> PyMem_Malloc(size * sizeof(_Character))
    if single is NULL:
        raise MemoryError
    try:
        for place in range(size):
            parts = data[place] == 0x20 or _fate[data[place]] == _PARTS
            if not (parts and parted):
                single[written] = 0x20 if parts else data[place]
                written += 1
            parted = parts
        return PyUnicode_FromKindAndData(
            PyUnicode_1BYTE_KIND if _Character is uint8_t else PyUnicode_2BYTE_KIND, single, written
        )
    finally:
        PyMem_Free(single)


cdef int _changes(const _Character* text, Py_ssize_t size) noexcept nogil:
    """Whether all stays, only white space is to change, or perhaps more, which is 0."""
    cdef Py_ssize_t place = 0, end, step
    cdef const _Character* here
    cdef _Character other
    cdef int found = _STAYS
    while place < size:
        end = size
        if size - place > _AT_ONCE:
            end, here, other = place + _AT_ONCE, text + place, 0
            for step in range(_AT_ONCE):  # which a compiler makes a few steps of
                other |= (
                    (here[step] < 0x20)
                    | (here[step] > 0x7E)
                    | ((here[step] == 0x20) & (here[step + 1] == 0x20))
                )
            if not other:
                place = end
                continue
        while place < end:
            if text[place] >= _KNOWN or not _fate[text[place]]:
                return 0
            if _fate[text[place]] == _PARTS or (
                text[place] == 0x20 and place + 1 < size and text[place + 1] == 0x20
            ):
                found = _PARTS
            place += 1
    return found
