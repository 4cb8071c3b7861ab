# cython: boundscheck=False, wraparound=False
"""The compiled form of `probatum.sources.xml_text.Element`.

What it finds is what the expressions there say; each part of them can match in one way only.
"""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from libc.string cimport memchr, memcmp
from probatum.sources.written cimport is_blank

from probatum.sources._flat import flat_all

cdef enum:
    _AT_ONCE = 64  # bytes looked at before it is asked whether anything was among them


cdef struct _Tag:
    # From where to where one stands with its name, where its attributes end, and it itself.
    Py_ssize_t start, named, stated, end
    bint closed  # an element without anything in it


cdef class Element:
    """See `probatum.sources.xml_text.Element`."""

    cdef bytes _begin, _end  # "<name" and "</name>"
    cdef const unsigned char* _opening
    cdef const unsigned char* _closing
    cdef Py_ssize_t _length  # of "<name"

    def __cinit__(self, str name not None):
        if not name:
            raise ValueError("elements have a name")
        self._begin = b"<" + name.encode()
        self._end = b"</%b>" % self._begin[1:]
        self._opening, self._closing = self._begin, self._end
        self._length = len(self._begin)

    def found_at(self, bytes text not None):
        return _find(text, 0, len(text), self._opening, self._length)

    def within(self, bytes text not None):
        cdef Py_ssize_t end
        cdef _Tag tag
        if not self._place(text, 0, False, &tag, &end):
            return b""
        return _cut(text, tag.end, end)

    def parted(self, bytes text not None):
        cdef Py_ssize_t end
        cdef _Tag tag
        if not self._place(text, 0, False, &tag, &end):
            return None
        return _cut(text, 0, tag.start), _cut(text, tag.end, end), _cut(text, end, len(text))

    def all_within(self, bytes text not None):
        return [inner for _, inner in self.all_stated(text)]

    def all_stated(self, bytes text not None):
        cdef Py_ssize_t place = 0, end
        cdef _Tag tag
        cdef list found = []
        while self._place(text, place, True, &tag, &end):
            found.append((_cut(text, tag.named, tag.end), _cut(text, tag.end, end)))
            place = end
        return found

    def first(self, bytes text not None):
        cdef Py_ssize_t end
        cdef _Tag tag
        if not self._leaf(text, 0, &tag, &end):
            return None
        return _cut(text, tag.named, tag.stated), _cut(text, tag.end, end)

    def leaves(self, bytes text not None):
        cdef Py_ssize_t end = 0
        cdef _Tag tag
        cdef list found = []
        while self._leaf(text, end, &tag, &end):
            found.append((_cut(text, tag.named, tag.stated), _cut(text, tag.end, end)))
        return found

    def texts(self, bytes text not None):
        cdef Py_ssize_t end = 0
        cdef _Tag tag
        cdef list found = []
        while self._leaf(text, end, &tag, &end):
            found.append(_cut(text, tag.end, end))
        return flat_all(found)

    cdef bint _leaf(
        self, bytes text, Py_ssize_t place, _Tag* tag, Py_ssize_t* end
    ) noexcept:
        """Whether there is a small element from a place on; its tag, and where its inner ends."""
        cdef const unsigned char* data = text
        cdef Py_ssize_t size = len(text)
        while True:
            place = _find(data, place, size, self._opening, self._length)
            if place < 0:
                return False
            if _tag(data, place, size, self._length, tag):
                break
            place += 1
        end[0] = tag.end
        while not tag.closed:
            end[0] = _find(data, end[0], size, self._closing, self._length + 1)
            if end[0] < 0 or end[0] + self._length + 1 == size:
                end[0] = size
                break
            if (
                data[end[0] + self._length + 1] == c">"
                or is_blank(data[end[0] + self._length + 1])
            ):
                break
            end[0] += 1
        return True

    cdef bint _place(
        self, bytes text, Py_ssize_t place, bint again, _Tag* tag, Py_ssize_t* end
    ) noexcept:
        """The same of elements that hold others; `again` is to say that there may be more."""
        cdef const unsigned char* data = text
        cdef Py_ssize_t size = len(text)
        while True:
            place = _find(data, place, size, self._opening, self._length)
            if place < 0:
                return False
            if _tag(data, place, size, self._length, tag):
                break
            place += self._length + 1
        if tag.closed:
            end[0] = tag.end
            return True
        end[0] = _find(data, tag.end, size, self._closing, self._length + 2)
        if end[0] < 0 or (
            again and _find(data, tag.end, end[0], self._opening, self._length) >= 0
        ):
            end[0] = self._written_otherwise(data, tag.end, size)
        return True

    cdef Py_ssize_t _written_otherwise(
        self, const unsigned char* data, Py_ssize_t place, Py_ssize_t size
    ) noexcept nogil:
        """Where it is closed by a tag in which a blank may stand."""
        cdef Py_ssize_t end
        while True:
            place = _find(data, place, size, self._closing, self._length + 1)
            if place < 0:
                return size
            end = place + self._length + 1
            while end < size and is_blank(data[end]):
                end += 1
            if end < size and data[end] == c">":
                return place
            place += 1


cdef inline bytes _cut(bytes text, Py_ssize_t start, Py_ssize_t end):
    """What stands from a place within the text to another behind it, neither of them beyond it."""
    return PyBytes_FromStringAndSize(PyBytes_AS_STRING(text) + start, end - start)


cdef inline bint _tag(
    const unsigned char* data, Py_ssize_t place, Py_ssize_t size, Py_ssize_t length, _Tag* tag
) noexcept nogil:
    """Whether an opening tag stands at a place, whose name of that length does; and which."""
    cdef Py_ssize_t next
    cdef const unsigned char* quote
    tag.start, tag.named, tag.closed = place, place + length, False
    place += length
    while place < size and is_blank(data[place]):
        next = place + 1
        while next < size and not (
            data[next] == c'"' or data[next] == c"'" or data[next] == c"<" or data[next] == c">"
        ):
            next += 1
        if next == size or data[next] == c"<" or data[next] == c">":
            break
        quote = <const unsigned char*> memchr(data + next + 1, data[next], size - next - 1)
        if quote is NULL:
            break
        place = quote - data + 1
    tag.stated = place
    while place < size and is_blank(data[place]):
        place += 1
    if place < size and data[place] == c"/":
        tag.closed = True
        place += 1
    tag.end = place + 1
    return place < size and data[place] == c">"


cdef Py_ssize_t _find(
    const unsigned char* data,
    Py_ssize_t place,
    Py_ssize_t size,
    const unsigned char* sought,
    Py_ssize_t length,
) noexcept nogil:
    """Where two bytes or more stand first, from a place on; -1 without them.

    Of many bytes at once it is asked whether the first and the last but one stand there, which a
    compiler makes a few steps of.
    """
    cdef Py_ssize_t last = size - length, end, step
    cdef unsigned char first = sought[0], other = sought[length - 2], hit
    cdef const unsigned char* here
    while place <= last:
        end = last + 1
        if end - place > _AT_ONCE:
            end = place + _AT_ONCE
            here, hit = data + place, 0
            for step in range(_AT_ONCE):
                hit |= (here[step] == first) & (here[step + length - 2] == other)
            if not hit:
                place = end
                continue
        while place < end:
            here = <const unsigned char*> memchr(data + place, first, end - place)
            if here is NULL:
                place = end
                break
            if memcmp(here, sought, length) == 0:
                return here - data
            place = here - data + 1
    return -1
