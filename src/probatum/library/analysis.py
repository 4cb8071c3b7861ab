"""How words are analysed for search: taken apart, in small letters, without accents, stemmed.

What is searched for is analysed by the search engine. What is searched in is stemmed here: whoever
reads a document does it, and remembers the stem of each word, where the engine would stem anew
wherever the word stands.
"""

from __future__ import annotations

from functools import cache

import tantivy

_TOO_LONG = 60  # bytes; no word of a language, but a sequence or an address
_REMEMBERED = 100_000  # words; some 20 MB

# What of ASCII is neither letter nor digit parts words. What is beyond ASCII is left to the engine.
_PARTED = bytes(
    ord(char.lower() if (char := chr(code)).isalnum() else " ") if code < 128 else code
    for code in range(256)
)


def unstemmed() -> tantivy.TextAnalyzerBuilder:
    """All but the stemming."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(_TOO_LONG))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
    )


def analyser() -> tantivy.TextAnalyzer:
    """For what is searched for."""
    return unstemmed().filter(tantivy.Filter.stemmer("english")).build()


def of_stems() -> tantivy.TextAnalyzer:
    """For what `stems` gives."""
    parted = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return parted.filter(tantivy.Filter.remove_long(_TOO_LONG)).build()


def stems(text: str) -> str:
    """The stems of a text in their order, a space between each two, just as `analyser` has them."""
    words = text.encode().translate(_PARTED).decode().split()
    return " ".join(map(_remembered().__getitem__, words))


class _Stems(dict[str, str]):
    def __init__(self) -> None:
        self._analyse = analyser().analyze

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        # Of a word too long its place is kept: the words beside it do not stand together.
        found = self[word] = " ".join(self._analyse(word)) or _placeholder(word)
        return found


def _placeholder(word: str) -> str:
    return word if len(word.encode()) >= _TOO_LONG else ""


@cache
def _remembered() -> _Stems:
    return _Stems()
