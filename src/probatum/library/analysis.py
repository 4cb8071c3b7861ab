"""How words are analysed for search: taken apart, in small letters, without accents, stemmed.

What is searched for is analysed by the search engine alone. Of what is searched in, whoever reads a
document takes the words apart, once for all its passages and much faster; the engine stems them.
"""

from __future__ import annotations

from functools import cache, lru_cache

import tantivy

_TOO_LONG = 60  # bytes; no word of a language, but a sequence or an address
_REMEMBERED = 20_000  # words with letters beyond ASCII

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


def of_words() -> tantivy.TextAnalyzer:
    """For what `words` gives."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
        .filter(tantivy.Filter.remove_long(_TOO_LONG))
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def words(text: str) -> str:
    """The words of a text with space between them; of these the engine makes the same stems."""
    parted = text.encode().translate(_PARTED).decode()
    if parted.isascii():
        return parted
    return " ".join(word if word.isascii() else _foreign(word) for word in parted.split())


@lru_cache(_REMEMBERED)
def _foreign(word: str) -> str:
    """What the engine makes of it, or of one too long the word itself, so that its place is kept.

    The engine leaves that out, and the words beside it do not stand together.
    """
    whole = " ".join(_unstemmed().analyze(word))
    return whole or (word if len(word.encode()) >= _TOO_LONG else "")


@cache
def _unstemmed() -> tantivy.TextAnalyzer:
    return unstemmed().build()
