"""A guideline on one page, in its own words: for whom it is, what it recommends, what changed.

Nothing is reworded. Recommendations come in the order of the guideline, with their grades as it
states them; where it grades any, graded ones come before others for a place on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from probatum.composition.composer import Composition
from probatum.composition.counterpart import Counterparts
from probatum.composition.cues import SentenceKind, defect
from probatum.composition.likeness import Likeness, tokens
from probatum.composition.quotations import Quotation, quotations
from probatum.composition.references import ReferenceList
from probatum.evidence.answer import Gap, Section
from probatum.evidence.claim import Citation, Claim
from probatum.evidence.document import Document
from probatum.evidence.finding import Finding, Sentence
from probatum.evidence.passage import passages
from probatum.evidence.sentences import sentence_spans

FOR_WHOM, RECOMMENDS, CHANGED = "Who it is for", "Recommendations", "What changed"
_MOST, _MOST_FOR_WHOM, _MOST_CHANGES, _AT_A_GLANCE = 20, 3, 5, 3
_ADVICE = frozenset({SentenceKind.RECOMMENDATION, SentenceKind.CAUTION})
_GRADED_ADVICE = _ADVICE | {SentenceKind.DOSE}
_SCOPE = re.compile(
    r"\b(?:scope|population|audience|purpose|target|who (?:is|this)|applicab)", re.I
)
_SAYS_FOR_WHOM = re.compile(
    r"\b(?:this|the) (?:guidelines?|guidance|guide|document|summary|recommendations?)\b[^.]{0,60}"
    r"\b(?:for|covers?|appl(?:y|ies)|intended|address(?:es)?|aimed|concerns?)\b",
    re.I,
)


class _Said(NamedTuple):
    document: Document
    start: int
    end: int
    heading: tuple[str, ...]
    grade: str | None
    kind: SentenceKind = SentenceKind.FACT

    @property
    def text(self) -> str:
        return self.document.text[self.start : self.end]


def summarised(document: Document, earlier: Document | None) -> Composition:
    """The page as a composition. Its quotes are not verified yet."""
    references = ReferenceList({each.id: each for each in (earlier, document) if each})
    advice = tuple(_advice(document))
    shown = _chosen(advice)
    for_whom = tuple(islice(_for_whom(document), _MOST_FOR_WHOM))
    changes = _changes(advice, earlier) if earlier else []
    sections = (
        (FOR_WHOM, [_claim(said, _label(said), references) for said in for_whom]),
        (RECOMMENDS, [_claim(said, _label(said), references) for said in shown]),
        (CHANGED, [_claim(said, label, references) for label, said in changes]),
    )
    glance = sorted(shown, key=_order)[:_AT_A_GLANCE]
    return Composition(
        title=f"{document.title.rstrip('.')}: practical summary",
        bottom_line=tuple(_claim(said, None, references) for said in glance),
        sections=tuple(Section(heading=h, claims=tuple(c)) for h, c in sections if c),
        gaps=tuple(_gaps(advice, shown, for_whom, earlier)),
        references=references.entries(),
    )


def _advice(document: Document) -> Iterator[_Said]:
    """Every sentence that advises and can stand alone, once, in order."""
    found: list[_Said] = []
    for passage in passages(document):
        sentences = tuple(
            Sentence(start=passage.start + start, end=passage.start + end)
            for start, end in sentence_spans(passage.text)
        )
        finding = Finding(passage=passage, sentences=sentences, score=1)
        for quote in quotations(document, finding):
            if isinstance(quote, Quotation):
                grade = document.grade_between(quote.start, quote.end)
                # A level of evidence behind a result is no recommendation.
                if quote.kind in (_GRADED_ADVICE if grade else _ADVICE):
                    place = (quote.start, quote.end)
                    found.append(_Said(document, *place, passage.heading, grade, quote.kind))
    likeness = Likeness(tokens(said.text) for said in found)
    kept: list[_Said] = []
    for said in found:
        words = tokens(said.text)
        if not any(likeness.tells_the_same(words, tokens(other.text)) for other in kept):
            kept.append(said)
    yield from kept


def _chosen(advice: tuple[_Said, ...]) -> list[_Said]:
    """As many as a page takes, graded ones before others, in the order of the guideline."""
    first = sorted(advice, key=_order)[:_MOST]
    return sorted(first, key=lambda said: said.start)


def _order(said: _Said) -> tuple[bool, bool, int]:
    """Graded ones, then recommendations, then cautions."""
    return said.grade is None, said.kind is not SentenceKind.RECOMMENDATION, said.start


def _for_whom(document: Document) -> Iterator[_Said]:
    for passage in passages(document):
        on_scope = bool(passage.heading and _SCOPE.search(passage.heading[-1]))
        for start, end in sentence_spans(passage.text):
            text = passage.text[start:end]
            if defect(text) is None and (on_scope or _SAYS_FOR_WHOM.search(text)):
                place = passage.start + start
                yield _Said(document, place, passage.start + end, passage.heading, None)


def _changes(advice: Iterable[_Said], earlier: Document) -> list[tuple[str, _Said]]:
    """What is new, what reads otherwise with how it read before, and what is no longer there."""
    advice = tuple(advice)
    before = Counterparts(earlier)
    new: list[tuple[str, _Said]] = []
    changed: list[tuple[str, _Said]] = []
    for said in advice:
        old = before.of(said.text)
        if old is None:
            new.append(("New", said))
        elif _plain(old.quote) not in _plain(said.text):
            grade = earlier.grade_between(old.start, old.end)
            changed.append(("Changed", said))
            changed.append(
                ("Changed; it read before", _Said(earlier, old.start, old.end, old.heading, grade))
            )
    gone: list[tuple[str, _Said]] = []
    if advice:
        now = Counterparts(advice[0].document)
        gone = [("No longer there", said) for said in _advice(earlier) if now.of(said.text) is None]
    most = _MOST_CHANGES
    return [*new[:most], *changed[: 2 * most], *gone[:most]]


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _label(said: _Said) -> str:
    """Where in the guideline it stands."""
    return said.heading[-1] if said.heading else said.document.title


def _claim(said: _Said, label: str | None, references: ReferenceList) -> Claim:
    cited = said.document.cited_between(said.start, said.end)
    return Claim(
        text=said.text,
        label=label,
        grade=said.grade,
        citations=(
            Citation(
                reference=references.number(said.document.id),
                document=said.document.id,
                passage=f"{said.document.id}#{said.start}-{said.end}",
                quote=said.text,
                start=said.start,
                end=said.end,
                heading=said.heading,
                primary=tuple(dict.fromkeys(entry.pmid for entry in cited if entry.pmid)),
            ),
        ),
    )


def _gaps(
    advice: tuple[_Said, ...],
    shown: list[_Said],
    for_whom: tuple[_Said, ...],
    earlier: Document | None,
) -> Iterator[Gap]:
    if not for_whom:
        why = "No sentence of the guideline that can be quoted says for whom it is."
        yield Gap(facet=FOR_WHOM, searched="headings and sentences on scope and audience", why=why)
    if left := len(advice) - len(shown):
        why = f"{left} more recommendations of the guideline did not find place on this page."
        yield Gap(facet=RECOMMENDS, searched="sentences that advise", why=why)
    if earlier is None:
        why = "The library holds no earlier edition to compare it with."
        yield Gap(facet=CHANGED, searched="editions that this one replaces", why=why)
