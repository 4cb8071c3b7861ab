# cython: boundscheck=False, wraparound=False
"""The compiled form of `probatum.sources.design.parts_with`.

Words are looked for all at once. Of the shortest, `step` runs of three letters begin one after
another; so in every word that stands in a text, one such run begins at a multiple of `step`, and
only there is looked whether it is one that words have, and where in them.
"""

from libc.stdint cimport uint8_t, uint16_t, uint32_t

cdef extern from "Python.h":
    int PyUnicode_KIND(object text) noexcept
    void* PyUnicode_DATA(object text) noexcept
    Py_ssize_t PyUnicode_FindChar(
        object text, Py_UCS4 letter, Py_ssize_t start, Py_ssize_t end, int direction
    ) except -2

cdef enum:
    MOST = 32  # words
    LONGEST = 32  # letters of a word
    RUNS = 4096  # numbers of runs of three letters; some share one

ctypedef fused _Letter:
    uint8_t
    uint16_t
    uint32_t

cdef struct _Run:  # of a word
    uint8_t word
    uint8_t offset  # where in the word
    uint16_t next  # another of the same number, or 0

cdef struct _Seen:  # how far a text is searched
    Py_ssize_t place
    Py_ssize_t start  # of the word found last
    uint16_t run  # to be looked at next, or 0

# Of ASCII, the small letter; and the one of 32 kinds that it is of.
cdef uint8_t[128] _small
cdef uint8_t[128] _kind
for _code in range(128):
    _small[_code] = ord(chr(_code).lower())
    _kind[_code] = _small[_code] - 96 if chr(_code).isalpha() else {32: 27, 45: 28}.get(_code, 0)


cdef class _Words:
    """Words to be looked for, and where each run of three letters stands in them."""

    cdef tuple words
    cdef int count, step
    cdef uint8_t[MOST][LONGEST] letters
    cdef int[MOST] sizes
    cdef uint16_t[RUNS] first  # by its number, a place among the runs; 0 for none
    cdef _Run[MOST * LONGEST] runs

    def __cinit__(self, tuple words):
        cdef int number, place, run, count = 0
        cdef bytes word
        self.words, self.count = words, <int> len(words)
        self.step = min(map(len, words)) - 2
        for run in range(RUNS):
            self.first[run] = 0
        for number, word in enumerate(words):
            self.sizes[number] = <int> len(word)
            for place in range(self.sizes[number]):
                self.letters[number][place] = word[place]
        # Those that stand further on in a word come to be the first, so words are found in order.
        for place in range(self.step):
            for number in range(self.count):
                count += 1
                run = _number(&self.letters[number][place])
                self.runs[count] = _Run(number, place, self.first[run])
                self.first[run] = count


cdef dict _known = {}


def parts_with(str text not None, tuple words not None, str end not None):
    """See `probatum.sources.design.parts_with`."""
    cdef tuple key = (words, end)
    cdef _Words known = _known.get(key)
    if known is None:
        if not _can_be_looked_for(words, end):
            return parts_with.__wrapped__(text, words, end)
        if len(_known) > 100:
            _known.clear()
        known = _known[key] = _Words(words)
    return _parts_with(text, known, ord(end))


def _can_be_looked_for(words, end):
    return (
        0 < len(words) <= MOST
        and len(end) == 1
        and end.isascii()
        and all(
            3 <= len(word) < LONGEST
            and word.isascii()
            and word == word.lower()
            and end.encode() not in word
            for word in words
        )
    )


cdef dict _parts_with(str text, _Words known, Py_UCS4 closing):
    cdef int kind = PyUnicode_KIND(text), number
    cdef const void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t size = len(text), start, end
    cdef Py_ssize_t[MOST] behind  # of each word, the end of the last part that is known to have it
    cdef _Seen seen = _Seen(-known.step, 0, 0)
    cdef dict found = {}
    for number in range(known.count):
        behind[number] = -1
    while True:
        if kind == 1:
            number = _next(<const uint8_t*> data, size, known, &seen)
        elif kind == 2:
            number = _next(<const uint16_t*> data, size, known, &seen)
        else:
            number = _next(<const uint32_t*> data, size, known, &seen)
        if number < 0:
            return found
        if seen.start > behind[number]:
            start = PyUnicode_FindChar(text, closing, 0, seen.start, -1) + 1
            end = PyUnicode_FindChar(text, closing, seen.start, size, 1)
            behind[number] = end if end >= 0 else size
            part = text[start : behind[number]].lower()
            found.setdefault(known.words[number], []).append(part)


cdef int _next(const _Letter* text, Py_ssize_t size, _Words known, _Seen* seen) noexcept nogil:
    """The next word, of which the start is kept; below 0 without one."""
    cdef Py_ssize_t place
    cdef _Run run
    while True:
        while seen.run:
            run = known.runs[seen.run]
            seen.run, seen.start = run.next, seen.place - run.offset
            if seen.start >= 0 and _stands(
                text + seen.start, size - seen.start, known.letters[run.word], known.sizes[run.word]
            ):
                return run.word
        place = seen.place + known.step
        while place + 3 <= size and not known.first[_number(text + place)]:
            place += known.step
        if place + 3 > size:
            return -1
        seen.place, seen.run = place, known.first[_number(text + place)]


cdef inline int _number(const _Letter* run) noexcept nogil:
    cdef int first = _kind[run[0]] if run[0] < 128 else 0
    cdef int second = _kind[run[1]] if run[1] < 128 else 0
    cdef int third = _kind[run[2]] if run[2] < 128 else 0
    return (first << 7 ^ second << 4 ^ third) & (RUNS - 1)


cdef inline bint _stands(
    const _Letter* text, Py_ssize_t room, const uint8_t* word, int size
) noexcept nogil:
    cdef int place
    if room < size:
        return False
    for place in range(size):
        if text[place] >= 128 or _small[text[place]] != word[place]:
            return False
    return True
