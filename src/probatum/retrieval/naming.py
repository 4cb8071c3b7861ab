"""What the words of a question name: diseases, treatments, sites, with their other names."""

from __future__ import annotations

from collections.abc import Iterator

from probatum.retrieval import vocabulary_files as files
from probatum.retrieval.facets import content_words
from probatum.retrieval.lexicon import Lexicon, Mention
from probatum.retrieval.thesaurus import Thesaurus
from probatum.retrieval.wording import Concept


def concepts(text: str, lexicon: Lexicon) -> tuple[Concept, ...]:
    """Every term of the vocabulary in the question, as search takes it."""
    return tuple(
        concept
        for mention in lexicon.mentions(text)
        for concept in _of(mention, text, lexicon.thesaurus)
    )


def _of(mention: Mention, text: str, thesaurus: Thesaurus) -> Iterator[Concept]:
    words = frozenset(content_words(text[mention.start : mention.end]))
    names = _names(mention, thesaurus)
    if mention.kind == "condition":
        yield Concept(words, names, subject=True)
    if len(names) > 1:
        yield Concept(words, names)


def _names(mention: Mention, thesaurus: Thesaurus) -> tuple[str, ...]:
    name = mention.name
    if mention.kind == "condition":
        known = thesaurus.condition(name)
        return (name, *known.synonyms) if known else (name,)
    if mention.kind == "site":
        return files.sites()[name].words
    drug = thesaurus.treatment(name)
    return (name, *(drug.synonyms if drug else ()), *thesaurus.members(name))
