"""How words are analysed for search, of what is searched in as of what is searched for.

Taken apart, in small letters, without accents, in American spelling, in the singular, stemmed. Of
words that stand side by side the pair is a term of its own, so that "rectal cancer" is looked up as
one rare term and not as every place of two common words.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain, pairwise
from threading import Lock

import tantivy

from probatum.compiled import compiled
from probatum.evidence.spelling import plainly

_TOO_LONG = 60  # bytes; no word of a language, but a sequence or an address
_REMEMBERED = 100_000  # words; some 15 MB
_ONE_AT_A_TIME = Lock()  # an analyser of the engine refuses a second caller

# What of ASCII is neither letter nor digit parts words. What is beyond ASCII is left to the engine.
_PARTED = bytes(
    ord(char.lower() if (char := chr(code)).isalnum() else " ") if code < 128 else code
    for code in range(256)
)

_PASSED_OVER = frozenset(["a", "an", "the", "of"])
"""Neither searched for nor in the way: the cancer of the rectum is a cancer rectum."""

_LOOSE_WORDS = (
    "and or nor but with without to for by from in on at into as per via than that which who "
    "was were is are be been being has have had this these those it its their them our we may "
    "can could would will when where while during between among after before both each"
)  # fmt: skip
"""Such words make no pair: whatever stands beside them stands beside much else."""


class Stems(dict[str, str]):
    """The stem of each word, made when it is first asked for; empty for what is passed over."""

    def __missing__(self, word: str) -> str:
        stems = [] if word in _PASSED_OVER else _analysed(_stemmer(), plainly(word))
        stem = stems[0] if stems else ""
        if len(self) < _REMEMBERED:
            self[word] = stem
        return stem


class Foreign(dict[str, str]):
    """The words of one with letters beyond ASCII, as the engine parts and folds them."""

    def __missing__(self, word: str) -> str:
        parted = " ".join(_analysed(_folding(), word))
        if len(self) < _REMEMBERED:
            self[word] = parted
        return parted


STEMS, FOREIGN = Stems(), Foreign()


def stems(text: str) -> list[str]:
    """The stems of the words of a text, in their order."""
    return [*filter(None, map(STEMS.__getitem__, words(text)))]


def pairs(stems: Iterable[str]) -> list[str]:
    """Each two that stand side by side and tell something together, as one term; each once."""
    loose, before = loose_stems(), ""
    found: dict[str, None] = {}
    for stem in stems:
        if stem in loose:
            before = ""
            continue
        if before and not (stem.isdigit() and before.isdigit()):
            found[f"{before}_{stem}"] = None
        before = stem
    return [*found]


@compiled("probatum.library._terms")
def terms(texts: Iterable[str]) -> tuple[str, str]:
    """The stems of texts and the pairs in each, each pair once, all with blanks between."""
    found = [*map(stems, texts)]
    joined = dict.fromkeys(chain.from_iterable(map(pairs, found)))
    return " ".join(chain.from_iterable(found)), " ".join(joined)


def is_pair(term: str) -> bool:
    """Whether it is one of what `pairs` gives; no word has a dash of that kind in it."""
    return "_" in term


def parted(term: str) -> list[str]:
    """The words of a pair, or the word."""
    return term.split("_")


@lru_cache(_REMEMBERED)
def sought(term: str) -> tuple[str, ...]:
    """The words and pairs that stand wherever a term does: pairs, where there are any.

    Of a term of three words or more the pairs may also stand apart.
    """
    kept = stems(term)
    joined = [pairs(both) for both in pairwise(kept)]
    found = [
        term
        for stem, before, after in zip(kept, [[], *joined], [*joined, []], strict=False)
        for term in after or ([] if before else [stem])
    ]
    return tuple(dict.fromkeys(found))


def stands(term: str, text: str) -> bool:
    """Whether the words of a term stand side by side in a text."""
    return f" {' '.join(stems(term))} " in f" {' '.join(stems(text))} "


def words(text: str) -> list[str]:
    """The words of a text, in small letters and without accents."""
    parted = text.encode().translate(_PARTED).decode()
    found = parted.split()
    if parted.isascii():
        return found
    return " ".join([word if word.isascii() else FOREIGN[word] for word in found]).split()


def _analysed(analyser: tantivy.TextAnalyzer, word: str) -> list[str]:
    with _ONE_AT_A_TIME:
        return analyser.analyze(word)


@cache
def loose_stems() -> frozenset[str]:
    """Those that make no pair."""
    return frozenset(stems(_LOOSE_WORDS))


@cache
def _folding() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )


@cache
def _stemmer() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
        .filter(tantivy.Filter.remove_long(_TOO_LONG))
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )
