"""One word in two spellings, British and American, and in two numbers, Latin plural and singular.

By pairs of parts of words. They serve to compare words and to search for them, never to show them:
a form that is no word at all does no harm there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

_SPELLINGS = (
    # British, American; ^ at the beginning of a word, $ at its end
    ("oesoph", "esoph"), ("^haema", "^hema"), ("^haemo", "^hemo"), ("haemoglob", "hemoglob"),
    ("haemorrh", "hemorrh"), ("aemia", "emia"), ("ischaem", "ischem"), ("anaemi", "anemi"),
    ("glycaem", "glycem"), ("leukaem", "leukem"), ("uraemic", "uremic"), ("volaem", "volem"),
    ("lipidaem", "lipidem"), ("tumour", "tumor"), ("^paedi", "^pedi"), ("orthopaed", "orthoped"),
    ("anaesth", "anesth"), ("rrhoea", "rrhea"), ("pnoea", "pnea"), ("gynaec", "gynec"),
    ("^foetu", "^fetu"), ("^foeta", "^feta"), ("oedem", "edem"), ("caecum", "cecum"),
    ("caecal", "cecal"), ("^faec", "^fec"), ("coeliac", "celiac"), ("oestr", "estr"),
    ("labour", "labor"), ("fibre", "fiber"), ("sulph", "sulf"), ("behaviour", "behavior"),
    ("colour", "color"), ("^aetiolog", "^etiolog"), ("leucocyt", "leukocyt"),
    ("homoeo", "homeo"), ("caesarean", "cesarean"), ("manoeuvr", "maneuver"),
    ("goitre", "goiter"), ("centre", "center"), ("aluminium", "aluminum"), ("^ageing", "^aging"),
    ("naevus", "nevus"), ("naevi", "nevi"), ("isation", "ization"), ("ise$", "ize$"),
    ("ises$", "izes$"), ("ised$", "ized$"), ("ising$", "izing$"), ("lyse$", "lyze$"),
    ("lysed$", "lyzed$"), ("lysing$", "lyzing$"), ("programme", "program"),
    ("counselling", "counseling"), ("diarrhoeic", "diarrheic"), ("^mould", "^mold"),
)  # fmt: skip
_NUMBERS = (
    # Latin and Greek: plural, singular, by the end of a word
    ("tases", "tasis"), ("noses", "nosis"), ("yses", "ysis"), ("croses", "crosis"),
    ("broses", "brosis"), ("leroses", "lerosis"), ("mboses", "mbosis"), ("ptoses", "ptosis"),
    ("idoses", "idosis"), ("atoses", "atosis"), ("ycoses", "ycosis"), ("rhoses", "rhosis"),
    ("rioses", "riosis"), ("culoses", "culosis"), ("theses", "thesis"), ("pareses", "paresis"),
    ("crises", "crisis"), ("itides", "itis"),
    ("omata", "oma"), ("gmata", "gma"), ("ulae", "ula"), ("bursae", "bursa"), ("ebrae", "ebra"),
    ("sequelae", "sequela"), ("petechiae", "petechia"), ("bacteria", "bacterium"),
    ("diverticula", "diverticulum"), ("atria", "atrium"), ("ganglia", "ganglion"),
    ("phenomena", "phenomenon"), ("criteria", "criterion"), ("septa", "septum"),
    ("cocci", "coccus"), ("bacilli", "bacillus"), ("calculi", "calculus"),
    ("bronchi", "bronchus"), ("thrombi", "thrombus"), ("emboli", "embolus"), ("fungi", "fungus"),
    ("nevi", "nevus"), ("villi", "villus"), ("phalanges", "phalanx"), ("appendices", "appendix"),
    ("cortices", "cortex"), ("varices", "varix"), ("cervices", "cervix"), ("matrices", "matrix"),
)  # fmt: skip
EDITION = f"{crc32(repr((_SPELLINGS, _NUMBERS)).encode()):08x}"
"""Changes with the pairs: forms that were kept under another one are to be made again."""

_WORD = re.compile(r"[^\W_]+")
_MOST = 8


class _Pairs:
    """Replaces one side of the pairs by the other, wherever it stands."""

    def __init__(self, pairs: tuple[tuple[str, str], ...]) -> None:
        self._to = {one.strip("^$"): other.strip("^$") for one, other in pairs}
        patterns = (f"{'^' * one.startswith('^')}{one.strip('^$')}{'$' * one.endswith('$')}"
                    for one, _ in sorted(pairs, key=lambda pair: -len(pair[0])))  # fmt: skip
        self._any = re.compile("|".join(patterns))

    def replace(self, word: str) -> str:
        return self._any.sub(lambda found: self._to[found[0]], word)


def _turned(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((other, one) for one, other in pairs)


def _at_the_end(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((f"{one}$", other) for one, other in pairs)


_AMERICAN, _BRITISH = _Pairs(_SPELLINGS), _Pairs(_turned(_SPELLINGS))
_SINGULAR, _PLURAL = _Pairs(_at_the_end(_NUMBERS)), _Pairs(_at_the_end(_turned(_NUMBERS)))


def plainly(word: str) -> str:
    """A word of small letters in American spelling, a Latin plural in the singular."""
    return _SINGULAR.replace(_AMERICAN.replace(word))


@lru_cache(maxsize=20_000)
def spellings(term: str) -> tuple[str, ...]:
    """The term, and every other way that it may be written; at most eight, itself first.

    All its words are spelled alike, British or American; one of them at a time changes its number.
    """
    small = term.lower()
    found = {term: None}
    american = _all(_AMERICAN, small)
    ways = (small, american, _all(_BRITISH, american))
    others = (other for way in dict.fromkeys(ways) for other in _numbers(way))
    for written in (*ways, *others):
        if written != small and len(found) < _MOST:
            found.setdefault(written)
    return tuple(found)


def _all(pairs: _Pairs, text: str) -> str:
    return _WORD.sub(lambda word: pairs.replace(word[0]), text)


def _numbers(text: str) -> Iterator[str]:
    for word in _WORD.finditer(text):
        for pairs in (_SINGULAR, _PLURAL):
            other = pairs.replace(word[0])
            if other != word[0]:
                yield text[: word.start()] + other + text[word.end() :]
