"""Words of a text in the form they are compared in."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from probatum.evidence.spelling import plainly

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_KEPT = frozenset(b"'") | {code for code in range(256) if code >= 128 or chr(code).isalnum()}
_PARTED = bytes(code if code in _KEPT else ord(" ") for code in range(256))
_REMEMBERED = 200_000  # words
_STEMMER = snowballstemmer.stemmer("english")


class Line(NamedTuple):
    """The words of a text, as written and in comparable form."""

    written: tuple[str, ...]
    forms: tuple[str, ...]


@lru_cache(maxsize=4_096)  # every rule about a sentence asks for its words again
def line(text: str) -> Line:
    """Words of `text` in order; "5-FU" is two words, "Crohn's" is one."""
    written = tuple(_words(text))
    return Line(written, tuple(map(_FORMS.__getitem__, written)))


def _words(text: str) -> list[str]:
    """All that `_WORD` finds, in a fifth of its time."""
    parted = text.encode(errors="surrogatepass").translate(_PARTED)
    pieces = parted.decode(errors="surrogatepass").split()
    if text.isascii() and "'" not in text:
        return pieces
    return [
        word for piece in pieces for word in ([piece] if piece.isalnum() else _WORD.findall(piece))
    ]


def forms(text: str) -> tuple[str, ...]:
    """The comparable forms of the words of `text`."""
    return line(text).forms


def padded(text: str) -> str:
    """The forms of a text between blanks, so that those of a term are found as whole words."""
    return f" {' '.join(forms(text))} "


def places(text: str) -> list[tuple[int, int]]:
    """Where each of the words of `text` begins and ends."""
    return [word.span() for word in _WORD.finditer(text)]


def is_same(one: str, other: str) -> bool:
    """Whether they are one word, however spelled and in whatever number; stems may be shared."""
    plain, as_well = _plain(one), _plain(other)
    return plain == as_well or plain in _plurals(as_well) or as_well in _plurals(plain)


def _plurals(word: str) -> tuple[str, ...]:
    return f"{word}s", f"{word}es", f"{word.removesuffix('y')}ies"


class _Forms(dict[str, str]):
    """Lower case, no accents, American, singular, stem (Porter 2, as the search engine's)."""

    def __missing__(self, word: str) -> str:
        stem: str = _STEMMER.stemWord(_plain(word))
        if len(self) < _REMEMBERED:
            self[word] = stem
        return stem


_FORMS = _Forms()


def _plain(word: str) -> str:
    """Lower case, no accents, no genitive, American, singular of a Latin plural."""
    plain = word.lower()
    if not plain.isascii():
        parted = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in parted if not unicodedata.combining(letter))
    plain = plain.removesuffix("'s").removesuffix("’s")
    return plainly(plain)
