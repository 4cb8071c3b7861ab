"""How else what a sentence names is called, by the vocabularies and the library's abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from probatum.retrieval.lexicon import Lexicon, Mention
from probatum.retrieval.vocabulary_files import abbreviations
from probatum.verification.other_names import OtherNames

_SHORT = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z0-9]*\b")
_FEWEST_LETTERS = 2


def other_names(
    claim: str, lexicon: Lexicon, defined: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[OtherNames, ...]:
    """Synonyms of diseases and drugs, and abbreviations with one meaning; no members of a class.

    `defined`: abbreviations that a library defines, with their meanings.
    """
    found = {name.written: name for name in _of_terms(claim, lexicon)}
    for name in (*_short(claim, defined or {}), *_long(claim)):
        others = found[name.written].others if name.written in found else ()
        found[name.written] = OtherNames(name.written, (*others, *name.others))
    return tuple(found.values())


def _of_terms(claim: str, lexicon: Lexicon) -> Iterator[OtherNames]:
    for mention in lexicon.mentions(claim):
        written = claim[mention.start : mention.end]
        others = tuple(o for o in _synonyms(mention, lexicon) if o.lower() != written.lower())
        if others:
            yield OtherNames(written, others)


def _synonyms(mention: Mention, lexicon: Lexicon) -> tuple[str, ...]:
    if mention.kind == "condition":
        condition = lexicon.thesaurus.condition(mention.name)
        return (mention.name, *(condition.synonyms if condition else ()))
    if mention.kind == "treatment":
        treatment = lexicon.thesaurus.treatment(mention.name)
        return (mention.name, *(treatment.synonyms if treatment else ()))
    return ()


def _short(claim: str, defined: Mapping[str, tuple[str, ...]]) -> Iterator[OtherNames]:
    """Abbreviations of the claim, by their one meaning."""
    for short in dict.fromkeys(_SHORT.findall(claim)):
        known = abbreviations().get(short)
        meanings = (known,) if known else defined.get(short, ())
        if len(meanings) == 1 and len(short) >= _FEWEST_LETTERS:
            yield OtherNames(short, meanings)


def _long(claim: str) -> Iterator[OtherNames]:
    """What the claim writes out, by its abbreviation."""
    lowered = claim.lower()
    for short, long in abbreviations().items():
        place = lowered.find(long.lower())
        if place >= 0:
            yield OtherNames(claim[place : place + len(long)], (short,))
