# cython: boundscheck=False, wraparound=False
"""The compiled form of `probatum.library.analysis.terms`.

Words are cut out of the bytes of a text, each is looked up once, and of two stems side by side only
their numbers are compared.
"""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from libc.stdint cimport uint32_t, uint64_t
from libc.string cimport memcpy, memset

cdef int _MOST = 100_000  # words remembered; some 20 MB


cdef class _Stem:
    """One stem, with a number of its own for as long as it is remembered."""

    cdef bytes text
    cdef uint32_t number
    cdef bint is_loose, is_number


cdef class _Memory:
    """The stem of each word met, or None of one that is passed over."""

    cdef dict words, stems
    cdef object stem_of, foreign_of, loose

    def __cinit__(self):
        from probatum.library.analysis import FOREIGN, STEMS, loose_stems  # which asks for this

        self.words, self.stems, self.loose = {}, {}, loose_stems()
        self.stem_of, self.foreign_of = STEMS.__getitem__, FOREIGN.__getitem__

    cdef _Stem stem(self, str word):
        cdef str text = self.stem_of(word)
        cdef _Stem found = None
        if text:
            found = self.stems.get(text)
            if found is None:
                found = _Stem.__new__(_Stem)
                found.text = text.encode()
                found.number = <uint32_t> len(self.stems) + 1
                found.is_loose, found.is_number = text in self.loose, text.isdigit()
                self.stems[text] = found
        self.words[word] = found
        return found


cdef _Memory _memory = None

# Of ASCII, each letter and digit, in small letters; 0 for what parts words.
cdef unsigned char[128] _letters
for _code in range(128):
    _letters[_code] = ord(chr(_code).lower()) if chr(_code).isalnum() else 0


def terms(str text):
    """See `probatum.library.analysis.terms`."""
    global _memory
    if _memory is None or len(_memory.words) > _MOST:
        _memory = _Memory()
    # Whoever is called may let another thread in here: what it changes is not looked at again.
    return _joined(_stems(_memory, text.encode()))


cdef list _stems(_Memory memory, bytes text):
    """The stems in their order, None for what is passed over."""
    cdef const unsigned char* data = text
    cdef Py_ssize_t place = 0, start, end = len(text), size
    cdef char[64] word
    cdef bint is_foreign
    cdef list found = []
    cdef str key
    while place < end:
        if data[place] < 128 and not _letters[data[place]]:
            place += 1
            continue
        start, is_foreign = place, False
        while place < end and (data[place] >= 128 or _letters[data[place]]):
            if data[place] >= 128:
                is_foreign = True
            elif place - start < 64:
                word[place - start] = <char> _letters[data[place]]
            place += 1
        size = place - start
        if is_foreign:
            for part in text[start:place].lower().decode().split():
                for key in ([part] if part.isascii() else memory.foreign_of(part).split()):
                    _look_up(memory, found, key)
        elif size <= 64:
            _look_up(memory, found, word[:size].decode("ascii"))
        else:
            _look_up(memory, found, text[start:place].lower().decode("ascii"))
    return found


cdef inline int _look_up(_Memory memory, list found, str word) except -1:
    cdef object known = memory.words.get(word, memory)
    found.append(memory.stem(word) if known is memory else known)
    return 0


cdef tuple _joined(list stems):
    """The stems, and each pair of them once, with blanks between."""
    cdef Py_ssize_t count = len(stems), length = 0, longest = 0, slots = 16
    cdef _Stem stem, before = None
    for found in stems:
        if found is not None:
            stem = <_Stem> found
            length += len(stem.text) + 1
    while slots < 2 * count:
        slots *= 2
    longest = 2 * length + 1  # each stem stands in two pairs at most
    cdef char* words = <char*> PyMem_Malloc(length + 1)
    cdef char* pairs = <char*> PyMem_Malloc(longest)
    cdef uint64_t* seen = <uint64_t*> PyMem_Malloc(slots * sizeof(uint64_t))
    if words is NULL or pairs is NULL or seen is NULL:
        PyMem_Free(words)
        PyMem_Free(pairs)
        PyMem_Free(seen)
        raise MemoryError
    cdef char* word = words
    cdef char* pair = pairs
    try:
        memset(seen, 0, slots * sizeof(uint64_t))
        for found in stems:
            if found is None:
                continue
            stem = <_Stem> found
            word = _write(word, stem, b" ")
            if stem.is_loose:
                before = None
                continue
            if (
                before is not None
                and not (stem.is_number and before.is_number)
                and _is_new(seen, slots, (<uint64_t> before.number << 32) | stem.number)
            ):
                pair = _write(_write(pair, before, b"_"), stem, b" ")
            before = stem
        return (
            words[: max(0, word - words - 1)].decode(),
            pairs[: max(0, pair - pairs - 1)].decode(),
        )
    finally:
        PyMem_Free(words)
        PyMem_Free(pairs)
        PyMem_Free(seen)


cdef inline char* _write(char* place, _Stem stem, char behind) noexcept:
    cdef Py_ssize_t size = len(stem.text)
    memcpy(place, <const char*> stem.text, size)
    place[size] = behind
    return place + size + 1


cdef inline bint _is_new(uint64_t* seen, Py_ssize_t slots, uint64_t key) noexcept nogil:
    """Whether a key was not among those seen; it is from now on. Half of the slots stay free."""
    cdef uint64_t place = (key * <uint64_t> 0x9E3779B97F4A7C15) >> 32 & <uint64_t> (slots - 1)
    while seen[place]:
        if seen[place] == key:
            return False
        place = (place + 1) & <uint64_t> (slots - 1)
    seen[place] = key
    return True
