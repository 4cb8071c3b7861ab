"""Words of a text in the form they are compared in."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SPELLING = (
    ("tumour", "tumor"), ("leukaemia", "leukemia"), ("anaemia", "anemia"), ("oedema", "edema"),
    ("oesoph", "esoph"), ("haem", "hem"), ("paed", "ped"), ("gynaec", "gynec"), ("diarrhoea",
    "diarrhea"), ("foetal", "fetal"), ("foetus", "fetus"), ("orthopaed", "orthoped"), ("caecum",
    "cecum"), ("labour", "labor"), ("fibre", "fiber"), ("sulph", "sulf"), ("isation", "ization"),
    ("behaviour", "behavior"), ("ischaem", "ischem"), ("anaesth", "anesth"), ("glycaem", "glycem"),
)  # fmt: skip

_LATIN_PLURALS = (("tases", "tasis"), ("noses", "nosis"), ("omata", "oma"), ("yses", "ysis"))
_STEMMER = snowballstemmer.stemmer("english")


class Word(NamedTuple):
    """A word in comparable form with its place in the text it came from."""

    form: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Words of `text` in order; "5-FU" is two words, "Crohn's" is one."""
    return [Word(_form(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]


def forms(text: str) -> tuple[str, ...]:
    """The comparable forms of the words of `text`."""
    return tuple(word.form for word in words(text))


@lru_cache(maxsize=200_000)
def _form(word: str) -> str:
    """Lower case, no accents, American spelling, stem (Porter 2, as the search engine's)."""
    plain = unicodedata.normalize("NFKD", word.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = plain.removesuffix("'s").removesuffix("’s")
    for british, american in _SPELLING:
        if british in plain:
            plain = plain.replace(british, american)
    for plural, singular in _LATIN_PLURALS:
        if plain.endswith(plural):
            plain = plain.removesuffix(plural) + singular
    stem: str = _STEMMER.stemWord(plain)
    return stem
