# cython: boundscheck=False, wraparound=False
"""The compiled form of how powers are raised in text, as `probatum.sources.inline_text` does it.

That asks a tree; this tells as much of the tags as decides: where a text before or behind each of
them begins, and whether each closes the one that it has to.
"""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport uint32_t
from libc.string cimport memcmp
from probatum.sources.characters cimport put, referred

from probatum.sources._normalised import one_line

cdef enum:
    _DEEPEST = 16  # tags in one another
    _LONGEST = 1 << 20  # bytes; of a long text a parser asks more


cdef struct _Read:
    const unsigned char* data  # what is read
    Py_ssize_t place, size
    unsigned char* text  # what is written: of what is read never more bytes
    Py_ssize_t written
    Py_ssize_t piece, before  # where the text behind the last tag begins, and that before it
    Py_ssize_t[_DEEPEST] names, lengths  # of the tags that are open
    int depth


def usual(bytes inner not None):
    """The text on one line; None of what is written in an unusual way."""
    cdef _Read read
    cdef Py_ssize_t size = len(inner)
    if not 0 < size <= _LONGEST:
        return None
    read.data, read.place, read.size = inner, 0, size
    read.written = read.piece = read.before = read.depth = 0
    read.text = <unsigned char*> PyMem_Malloc(size)
    if read.text is NULL:
        raise MemoryError
    try:
        if not _all(&read):
            return None
        text = PyUnicode_DecodeUTF8(<const char*> read.text, read.written, NULL)
    except UnicodeDecodeError:
        return None
    finally:
        PyMem_Free(read.text)
    return one_line(text)


cdef bint _all(_Read* read) noexcept nogil:
    cdef unsigned char byte
    while read.place < read.size:
        byte = read.data[read.place]
        if byte == c"<":
            if not _tag(read):
                return False
        elif byte == c"&":
            if not _reference(read):
                return False
        elif byte == c">" or byte == 0xEF or (byte < c" " and byte != c"\n"):
            return False  # a parser takes some of these amiss
        else:
            _write(read, byte)
            read.place += 1
    return read.depth == 0


cdef bint _tag(_Read* read) noexcept nogil:
    """Read a tag that is a short word, and with one that raises all to the one that closes it."""
    cdef Py_ssize_t start = read.place + 1, length
    cdef bint closes = start < read.size and read.data[start] == c"/"
    start += closes
    read.place = start
    while read.place < read.size and c"a" <= read.data[read.place] <= c"z":
        read.place += 1
    length = read.place - start
    if not length or read.place == read.size or read.data[read.place] != c">":
        return False
    read.place += 1
    if closes:
        if (
            not read.depth
            or read.lengths[read.depth - 1] != length
            or memcmp(read.data + read.names[read.depth - 1], read.data + start, length) != 0
        ):
            return False
        read.depth -= 1
    elif length == 3 and memcmp(read.data + start, b"sup", 3) == 0:
        if not _raise(read):
            return False
    elif read.depth == _DEEPEST:
        return False
    else:
        read.names[read.depth], read.lengths[read.depth] = start, length
        read.depth += 1
    _part(read)
    return True


cdef bint _raise(_Read* read) noexcept nogil:
    cdef Py_ssize_t place, end = read.place
    cdef unsigned char byte = 0
    cdef bint figures = True
    while end < read.size and read.data[end] != c"<":
        byte = read.data[end]
        if byte <= c" " or byte >= 0x7F or byte == c"&" or byte == c">":
            if not _is_dash(read, end):
                return False
            end += 2
        elif not (c"0" <= byte <= c"9" or byte == c"+" or byte == c"-"):
            figures = False
        end += 1
    if read.size - end < 6 or memcmp(read.data + end, b"</sup>", 6) != 0:
        return False
    byte = read.text[read.written - 1] if read.written > read.before else 0
    if byte >= 0x80:
        return False
    figures = figures and c"0" <= byte <= c"9"
    _part(read)
    for place in range(read.place, end):
        byte = read.data[place]
        if not figures:
            _write(read, byte)
        elif not _write_raised(read, byte, end + 6):
            return False
    read.place = end + 6
    return True


cdef inline bint _is_dash(_Read* read, Py_ssize_t place) noexcept nogil:
    """Whether a minus or a dash stands there, which a power may have."""
    return read.size - place >= 3 and (
        memcmp(read.data + place, b"\xe2\x88\x92", 3) == 0
        or memcmp(read.data + place, b"\xe2\x80\x93", 3) == 0
    )


cdef bint _write_raised(_Read* read, unsigned char byte, Py_ssize_t most) noexcept nogil:
    """Write a figure or sign raised; of a dash, of which the other bytes are higher, its first."""
    if byte == 0x88 or byte == 0x80 or byte == 0x92 or byte == 0x93:
        return True
    if read.written + 3 > most:
        return False
    if c"1" <= byte <= c"3":
        _write(read, 0xC2)
        _write(read, 0xB9 if byte == c"1" else 0xB0 + (byte - c"0"))
        return True
    _write(read, 0xE2)
    _write(read, 0x81)
    if c"0" <= byte <= c"9":
        _write(read, 0xB0 + (byte - c"0"))
    else:
        _write(read, 0xBA if byte == c"+" else 0xBB)
    return True


cdef bint _reference(_Read* read) noexcept nogil:
    cdef uint32_t character = 0
    cdef Py_ssize_t end = referred(read.data, read.place, read.size, &character)
    if end < 0 or (character != c"<" and character != c">" and character != c"&" and (
        character < 0xA0 or character >= 0xFFFE
    )):
        return False
    read.written = put(read.text, read.written, character)
    read.place = end
    return True


cdef inline void _part(_Read* read) noexcept nogil:
    """From here on another text begins."""
    read.before, read.piece = read.piece, read.written


cdef inline void _write(_Read* read, unsigned char byte) noexcept nogil:
    read.text[read.written] = byte
    read.written += 1
