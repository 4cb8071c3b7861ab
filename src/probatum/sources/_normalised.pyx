# cython: boundscheck=False, wraparound=False
"""The compiled form of what all text goes through in `probatum.sources.normalised`."""

import unicodedata

from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_1BYTE_KIND,
    PyUnicode_2BYTE_KIND,
)
from libc.stdint cimport uint8_t, uint16_t

cdef enum:
    _KNOWN = 0x2300  # characters of which it is known whether they are clean
    _AT_ONCE = 64  # of which it is asked first whether they are plain ASCII

ctypedef fused _Character:
    uint8_t
    uint16_t

# Those that stay in every text. None of these blocks has any that joins with the one before it.
cdef unsigned char[_KNOWN] _clean
for _block in ((0x20, 0x300), (0x370, 0x400), (0x2000, 0x20A0), (0x2100, 0x2300)):
    for _code in range(*_block):
        _clean[_code] = (
            chr(_code).isprintable()
            and unicodedata.is_normalized("NFC", chr(_code))
            and not unicodedata.combining(chr(_code))
        )


def clean(text):
    """See `probatum.sources.normalised.clean`."""
    return _made_clean(text)


cdef inline object _made_clean(object text):
    if type(text) is str and _is_clean(<str> text):
        return text
    return clean.__wrapped__(text)


def one_line(text):
    """See `probatum.sources.xml_file.one_line`."""
    if type(text) is str and _is_clean(<str> text):
        return text.strip()  # all other white space is not clean
    return one_line.__wrapped__(text)


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


cdef bint _is_clean(str text):
    """Whether nothing is to change; it may be where the answer is no."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    if PyUnicode_KIND(text) == PyUnicode_1BYTE_KIND:
        return _all_clean(<const uint8_t*> PyUnicode_DATA(text), size)
    if PyUnicode_KIND(text) == PyUnicode_2BYTE_KIND:
        return _all_clean(<const uint16_t*> PyUnicode_DATA(text), size)
    return False


cdef bint _all_clean(const _Character* text, Py_ssize_t size) noexcept nogil:
    cdef Py_ssize_t place = 0, end, step
    cdef const _Character* here
    cdef _Character other
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
            if text[place] >= _KNOWN or not _clean[text[place]]:
                return False
            if text[place] == 0x20 and place + 1 < size and text[place + 1] == 0x20:
                return False
            place += 1
    return True
