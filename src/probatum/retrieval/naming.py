"""What the words of a question name: diseases, treatments, sites, with their other names."""

from __future__ import annotations

from collections.abc import Iterator

from probatum.retrieval import vocabulary_files as files
from probatum.retrieval.facets import content_words
from probatum.retrieval.lexicon import Lexicon, Mention
from probatum.retrieval.wording import Concept
from probatum.retrieval.words import forms


def concepts(text: str, lexicon: Lexicon) -> tuple[Concept, ...]:
    """Every term of the vocabulary in the question, as search takes it."""
    return tuple(concept for mention in lexicon.mentions(text) for concept in _of(mention, text))


def members(name: str) -> tuple[str, ...]:
    """Drugs of a class, by generic name and brand: of beta blockers atenolol and others."""
    entry = files.treatments().get(name)
    if entry is None or entry.kind != "drug class":
        return ()
    alike = {forms(each) for each in (entry.name, *entry.synonyms)}
    drugs = (drug for drug in files.treatments().values() if forms(drug.kind) in alike)
    return tuple(name for drug in drugs for name in (drug.name, *drug.synonyms))


def classes(name: str) -> tuple[str, ...]:
    """Names of the class that a drug belongs to: of atenolol beta blockers.

    Chemotherapy is none: what is said of it is said of many unlike drugs.
    """
    entry = files.treatments().get(name)
    if entry is None or entry.kind == "chemotherapy":
        return ()
    kind = forms(entry.kind)
    groups = (each for each in files.treatments().values() if each.kind == "drug class")
    return tuple(
        each.name
        for each in groups
        if any(forms(written) == kind for written in (each.name, *each.synonyms))
    )


def _of(mention: Mention, text: str) -> Iterator[Concept]:
    words = frozenset(content_words(text[mention.start : mention.end]))
    names = _names(mention)
    if mention.kind == "condition":
        yield Concept(words, names, subject=True)
    if len(names) > 1:
        yield Concept(words, names)


def _names(mention: Mention) -> tuple[str, ...]:
    name = mention.name
    if mention.kind == "condition":
        known = files.conditions().get(name)
        return (name, *known.synonyms) if known else (name,)
    if mention.kind == "site":
        return files.sites()[name].words
    return (name, *files.treatments()[name].synonyms, *members(name))
