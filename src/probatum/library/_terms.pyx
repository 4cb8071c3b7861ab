# cython: boundscheck=False, wraparound=False
"""The compiled form of `probatum.library.analysis.terms`.

Words are cut out of the bytes of a text, each is looked up once, and of two stems side by side only
their numbers are compared. All that is known of a word lies in one line of the processor's cache:
to wait for memory is most of the work.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc, PyMem_Realloc
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.string cimport memcmp, memcpy

cdef enum:
    _MOST = 1 << 16  # words remembered
    _PLACES = 1 << 17  # for them; half stay free
    _SHORT = 26  # bytes, of most words and stems

# Of ASCII, each letter and digit, in small letters; 0 for what parts words.
cdef uint8_t[128] _letters
for _code in range(128):
    _letters[_code] = ord(chr(_code).lower()) if chr(_code).isalnum() else 0


cdef struct _Place:  # 64 bytes
    uint32_t hash
    uint32_t number  # of the stem, its own for as long as it is remembered
    uint8_t size  # of the word; 0 where none is
    uint8_t stem_size  # 0 for a word that is passed over
    uint8_t is_loose, is_number
    char[_SHORT] word
    char[_SHORT] stem


cdef struct _Stem:
    const char* text
    Py_ssize_t size
    uint32_t number
    bint is_loose, is_number, is_last  # of its text


cdef class _Memory:
    """What is known of each word met, and of each stem."""

    cdef _Place* places
    cdef Py_ssize_t words
    cdef dict numbers
    cdef object stem_of, foreign_of, loose

    def __cinit__(self):
        from probatum.library.analysis import FOREIGN, STEMS, loose_stems  # which asks for this

        self.places = <_Place*> PyMem_Calloc(_PLACES, sizeof(_Place))
        if self.places is NULL:
            raise MemoryError
        self.numbers, self.loose = {}, loose_stems()
        self.stem_of, self.foreign_of = STEMS.__getitem__, FOREIGN.__getitem__

    def __dealloc__(self):
        PyMem_Free(self.places)

    cdef _Place* place(self, const char* word, Py_ssize_t size, uint32_t hash) noexcept:
        """Where the word is, or where it is to be."""
        cdef uint32_t at = hash & (_PLACES - 1)
        cdef _Place* place = self.places + at
        while place.size:
            if place.hash == hash and place.size == size and not memcmp(place.word, word, size):
                break
            at = (at + 1) & (_PLACES - 1)
            place = self.places + at
        return place

    cdef uint32_t number(self, str stem):
        """The number of a stem, from 1 on."""
        return self.numbers.setdefault(stem, len(self.numbers) + 1)


cdef class _Found:
    """The stems of texts in their order."""

    cdef _Memory memory
    cdef _Stem* stems
    cdef Py_ssize_t count, room, length  # of all with a blank behind each
    cdef list held  # what the longest of them point to

    def __cinit__(self, _Memory memory):
        self.memory, self.held = memory, []

    def __dealloc__(self):
        PyMem_Free(self.stems)

    cdef int take_word(self, const char* word, Py_ssize_t size, uint32_t hash) except -1:
        """Add the stem of a word in small letters and without accents."""
        cdef _Place* place
        if size > _SHORT or self.memory.words >= _MOST:
            return self.look_up(word[:size], 0)
        place = self.memory.place(word, size, hash)
        if not place.size:
            return self.look_up(word[:size], hash)
        if place.stem_size:
            self.add(_Stem(
                &place.stem[0], place.stem_size, place.number, place.is_loose, place.is_number, False
            ))
        return 0

    cdef int look_up(self, bytes word, uint32_t hash) except -1:
        """The same of a word that was not met before; remembered if both are short."""
        cdef _Memory memory = self.memory
        cdef str stem = memory.stem_of(word.decode())  # may let another thread in here
        cdef bytes text = stem.encode()
        cdef _Stem found = _Stem(NULL, len(text), 0, stem in memory.loose, stem.isdigit(), False)
        cdef _Place* place
        if text:
            found.text, found.number = text, memory.number(stem)
            self.held.append(text)
            self.add(found)
        if len(word) > _SHORT or found.size > _SHORT or memory.words >= _MOST:
            return 0
        place = memory.place(word, len(word), hash)
        if not place.size:
            memcpy(place.word, <const char*> word, len(word))
            memcpy(place.stem, <const char*> text, found.size)
            place.hash, place.number = hash, found.number
            place.is_loose, place.is_number = found.is_loose, found.is_number
            place.stem_size, place.size = <uint8_t> found.size, <uint8_t> len(word)
            memory.words += 1
        return 0

    cdef int add(self, _Stem stem) except -1:
        cdef _Stem* wider
        if self.count == self.room:
            wider = <_Stem*> PyMem_Realloc(self.stems, (2 * self.room + 64) * sizeof(_Stem))
            if wider is NULL:
                raise MemoryError
            self.stems, self.room = wider, 2 * self.room + 64
        self.stems[self.count] = stem
        self.count += 1
        self.length += stem.size + 1
        return 0


cdef _Memory _memory = None


def terms(texts):
    """See `probatum.library.analysis.terms`."""
    global _memory
    if _memory is None or _memory.words >= _MOST:
        _memory = _Memory()
    cdef _Found found = _Found(_memory)
    cdef str text
    for text in texts:
        _take(found, text.encode())
        if found.count:
            found.stems[found.count - 1].is_last = True
    return _joined(found)


cdef int _take(_Found found, bytes text) except -1:
    """Cut the words out of a text."""
    cdef const uint8_t* data = text
    cdef Py_ssize_t place = 0, start, end = len(text)
    cdef uint8_t letter
    cdef char[_SHORT] word
    cdef uint32_t hash
    cdef bint is_foreign
    while place < end:
        start, is_foreign, hash = place, False, 0
        while place < end:
            letter = data[place]
            if letter >= 128:
                is_foreign = True
            elif not _letters[letter]:
                break
            else:
                letter = _letters[letter]
                if place - start < _SHORT:
                    word[place - start] = <char> letter
            hash = _with(hash, letter)
            place += 1
        if is_foreign:
            _take_foreign(found, text[start:place].lower().decode())
        elif place - start > _SHORT:
            found.look_up(text[start:place].lower(), 0)
        elif place > start:
            found.take_word(word, place - start, hash)
        place += 1
    return 0


cdef int _take_foreign(_Found found, str text) except -1:
    """The same of what has letters beyond ASCII, which the engine parts and folds."""
    cdef bytes word
    cdef uint8_t letter
    cdef uint32_t hash
    for part in text.split():
        for key in [part] if part.isascii() else found.memory.foreign_of(part).split():
            word, hash = key.encode(), 0
            for letter in word:
                hash = _with(hash, letter)
            found.take_word(word, len(word), hash)
    return 0


cdef inline uint32_t _with(uint32_t hash, uint8_t letter) noexcept nogil:
    """The hash of a word with one more letter (FNV-1a)."""
    return (hash ^ letter) * <uint32_t> 16777619


cdef tuple _joined(_Found found):
    """The stems, and each pair of them once, with blanks between."""
    cdef Py_ssize_t place, slots = 16
    while slots < 2 * found.count:
        slots *= 2
    cdef char* words = <char*> PyMem_Malloc(found.length + 1)
    cdef char* pairs = <char*> PyMem_Malloc(2 * found.length + 1)  # each stands in two at most
    cdef uint64_t* seen = <uint64_t*> PyMem_Calloc(slots, sizeof(uint64_t))
    cdef char* word = words
    cdef char* pair = pairs
    cdef _Stem* stem
    cdef _Stem* before = NULL
    try:
        if words is NULL or pairs is NULL or seen is NULL:
            raise MemoryError
        for place in range(found.count):
            stem = found.stems + place
            word = _write(word, stem, b" ")
            if stem.is_loose:
                before = NULL
                continue
            if (
                before is not NULL
                and not (stem.is_number and before.is_number)
                and _is_new(seen, slots, (<uint64_t> before.number << 32) | stem.number)
            ):
                pair = _write(_write(pair, before, b"_"), stem, b" ")
            before = NULL if stem.is_last else stem
        return (
            words[: max(0, word - words - 1)].decode(),
            pairs[: max(0, pair - pairs - 1)].decode(),
        )
    finally:
        PyMem_Free(words)
        PyMem_Free(pairs)
        PyMem_Free(seen)


cdef inline char* _write(char* place, const _Stem* stem, char behind) noexcept:
    memcpy(place, stem.text, stem.size)
    place[stem.size] = behind
    return place + stem.size + 1


cdef inline bint _is_new(uint64_t* seen, Py_ssize_t slots, uint64_t key) noexcept nogil:
    """Whether a key was not among those seen; it is from now on. Half of the slots stay free."""
    cdef uint64_t place = (key * <uint64_t> 0x9E3779B97F4A7C15) >> 32 & <uint64_t> (slots - 1)
    while seen[place]:
        if seen[place] == key:
            return False
        place = (place + 1) & <uint64_t> (slots - 1)
    seen[place] = key
    return True
