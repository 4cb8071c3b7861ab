"""The quoting composer: every sentence is the source's own, laid out by facet. No model.

Headings, labels and the title are ours and carry no medical content beyond the question's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from probatum.composition.composer import Composition
from probatum.composition.cues import (
    SentenceKind,
    has_cue,
    instructs,
    is_framing,
    is_in_vain,
    tells_causes,
)
from probatum.composition.likeness import tokens
from probatum.composition.opposing import Disagree, conflict
from probatum.composition.quotations import Quotation
from probatum.composition.references import ReferenceList
from probatum.composition.selection import Selection
from probatum.composition.worth import HOW_TO_TREAT
from probatum.evidence.answer import Gap, Section
from probatum.evidence.claim import Citation, Claim
from probatum.evidence.finding import (
    ADVANCED_DISEASE,
    Evidence,
    Found,
    is_in_general,
    is_of_other_patients,
)
from probatum.evidence.question import CANCER, Facet, Intent, Question

_MOST = {"Answer": 4, "Treatment": 3, "Pitfalls": 4}
_MOST_OTHERWISE = 3
_BOTTOM_LINES, _STEPS, _FEWEST_STEPS, _LONGEST_STEP, _GLANCE = 5, 8, 3, 300, 260
_ANSWERING = {"Answer", "Treatment"}
_INSTEAD = 2
"""Facets that stand in where no key one tells how to treat."""
_TOLD_BY_FACTS = {"Harms", "Benefits and harms", "Prognosis", "Causes", "Description"}
_ASKED_WHOLE = {Intent.SCREENING, Intent.STAGING, Intent.TESTING}
_NO_ADVICE = {SentenceKind.CAUTION, SentenceKind.UNCERTAIN}
_ORDER = (
    "Answer",
    "Description",
    "Comparison",
    "Causes",
    "Screening",
    "Benefits and harms",
    "Staging",
    "Testing",
    "Assessment",
    "Treatment",
    "Management by site",
    "Special situations",
    "Supportive and palliative care",
    "Harms",
    "Prevention",
    "Monitoring",
    "Prognosis",
)


class QuotingComposer:
    """Keeps the `Composer` protocol."""

    name = "quoting"

    def __init__(self, disagree: Disagree | None = None) -> None:
        self._disagree = disagree

    def compose(self, question: Question, evidence: Evidence) -> Composition:
        """Choose, order and number the quotations; name what was not found."""
        selection = Selection(evidence, _MOST, _MOST_OTHERWISE, self._disagree)
        chosen = [
            (found, [choice.quotation for choice in choices]) for found, choices in selection.chosen
        ]
        bottom = _bottom_line(chosen, question)
        references = ReferenceList(evidence.documents)
        bottom_line = tuple(_claim(quote, None, references) for quote in bottom)
        sections = tuple(_sections(chosen, references))
        pitfalls = tuple(
            _claim(quote, None, references)
            for found, quotes in chosen
            if found.facet.section == "Pitfalls"
            for quote in quotes
        )
        algorithm = tuple(
            _claim(quote, found.facet.name, references) for found, quote in _steps(chosen)
        )
        return Composition(
            title=_title(question),
            bottom_line=bottom_line,
            sections=sections,
            pitfalls=pitfalls,
            algorithm=algorithm,
            gaps=tuple(_gap(found) for found, quotes in chosen if not quotes),
            conflicts=tuple(conflict(pair, references) for pair in selection.opposed),
            references=references.entries(),
            passed_over=tuple(selection.passed_over.items()),
        )


Chosen = list[tuple[Found, list[Quotation]]]


def _bottom_line(chosen: Chosen, question: Question) -> list[Quotation]:
    """The best advice of each key facet, in their order; without any, the best that there is."""
    if any(_unanswered(found, quotes) for found, quotes in chosen):
        return []
    shown = [
        (found, _for_this_patient(found, quotes, question))
        for found, quotes in chosen
        if found.facet.section != "Pitfalls"
    ]
    key = _with_a_treatment(shown, question)
    broader = question.condition.broader if question.condition else ()
    firsts = [_at_a_glance(quotes, broader, found.facet.section) for found, quotes in key]
    if any(found.facet.together for found, _ in chosen) and not any(q.direct for q in firsts):
        answering = [
            q for found, quotes in shown if found.facet.section in _ANSWERING for q in quotes
        ]
        firsts = [*_of_each(question.interventions, answering), *firsts]
    return list(dict.fromkeys(firsts))[:_BOTTOM_LINES]


def _of_each(names: tuple[str, ...], quotes: list[Quotation]) -> Iterator[Quotation]:
    """Where no sentence compares them: the first on each."""
    for name in names:
        yield from [quote for quote in quotes if tokens(name) <= tokens(quote.said)][:1]


def _with_a_treatment(shown: Chosen, question: Question) -> Chosen:
    """The key facets with quotes; where a treatment is asked for and none has any, others.

    Relief of symptoms or a work-up alone is no answer to how a disease is treated.
    """
    treats = any(found.facet.key and found.facet.section == "Treatment" for found, _ in shown)
    answered = [item for item in shown if item[1]]
    key = [item for item in answered if item[0].facet.key]
    if not treats:
        return key if key or _is_asked_whole(question) else answered
    answering = [item for item in answered if item[0].facet.section in _ANSWERING]
    return key if any(item in answering for item in key) else [*answering[:_INSTEAD], *key]


def _is_asked_whole(question: Question) -> bool:
    """Whether nothing else can stand in for the key parts: what it is, how it is staged."""
    own = any(facet.own for facet in question.facets)
    alone = question.intent in {Intent.DESCRIPTION, Intent.DIAGNOSIS} and not own
    return alone or question.intent in _ASKED_WHOLE


def _for_this_patient(found: Found, quotes: list[Quotation], question: Question) -> list[Quotation]:
    """Those that may stand on top; what is of no benefit does not say how to treat."""
    of_treatment = found.facet.section in HOW_TO_TREAT
    return [
        quote
        for quote in quotes
        if _is_on_this_patient(quote.about, found.facet, question)
        and not (of_treatment and _tells_nothing_to_do(quote))
    ]


def _is_on_this_patient(about: str | None, facet: Facet, question: Question) -> bool:
    """Not on other patients nor, save for a site, on cancer in general.

    What was asked directly may be known of advanced disease alone. Where cancer as such is asked
    about, what is told of one that the question does not name is told of other patients.
    """
    if about is None or about in question.attributes.comorbidities:
        return True
    if is_of_other_patients(about):
        return about == ADVANCED_DISEASE and facet.section == "Answer"
    if question.condition is not None and question.condition.name == CANCER:
        return False
    return facet.section == "Management by site" or not is_in_general(about)


def _tells_nothing_to_do(quote: Quotation) -> bool:
    names_it = quote.specific or has_cue("names a treatment", quote.said)
    return (
        not (names_it or quote.kind is SentenceKind.RECOMMENDATION or instructs(quote.said))
        or quote.kind in _NO_ADVICE
        or is_in_vain(quote.said)
        or is_framing(quote.said)
        or tells_causes(quote.said)
    )


def _unanswered(found: Found, quotes: list[Quotation]) -> bool:
    """A treatment was asked about and nothing is found: related evidence is no bottom line then."""
    return found.facet.section == "Answer" and found.facet.key and not quotes


def _at_a_glance(quotes: list[Quotation], broader: tuple[str, ...], section: str) -> Quotation:
    """The first advice that can be read at a glance, else the best; on the whole first.

    What harms, or what becomes of patients, is told by no advice.
    """
    quotes = [quote for quote in quotes if quote.direct] or quotes
    whole = [quote for quote in quotes if not quote.about or quote.about in broader] or quotes
    if section in _TOLD_BY_FACTS:
        return whole[0]
    advice = (quote for quote in whole if quote.kind is SentenceKind.RECOMMENDATION)
    return next((quote for quote in advice if quote.end - quote.start <= _GLANCE), whole[0])


def _sections(chosen: Chosen, references: ReferenceList) -> Iterable[Section]:
    def place(item: tuple[Found, list[Quotation]]) -> int:
        section = item[0].facet.section
        return _ORDER.index(section) if section in _ORDER else len(_ORDER)

    shown = [item for item in chosen if item[1] and item[0].facet.section != "Pitfalls"]
    for heading, items in groupby(sorted(shown, key=place), lambda item: item[0].facet.section):
        claims = [
            _claim(quote, found.facet.name, references)
            for found, quotes in items
            for quote in quotes
        ]
        yield Section(heading=heading, claims=tuple(claims))


def _steps(chosen: Chosen) -> list[tuple[Found, Quotation]]:
    """The best advice of each facet that is short enough for a step, in the order of care."""
    steps = []
    for found, quotes in chosen:
        if found.facet.section in {"Pitfalls", "Prognosis", "Answer"}:
            continue
        advice = (
            quote
            for quote in quotes
            if quote.kind is SentenceKind.RECOMMENDATION
            and quote.end - quote.start <= _LONGEST_STEP
        )
        if (best := next(advice, None)) is not None:
            steps.append((found, best))
    return steps[:_STEPS] if len(steps) >= _FEWEST_STEPS else []


def _claim(quote: Quotation, label: str | None, references: ReferenceList) -> Claim:
    document, start, end = references.documents[quote.document.id], quote.start, quote.end
    passage = quote.finding.passage
    cited = document.cited_between(start, end)
    return Claim(
        text=quote.text,
        label=label,
        grade=document.grade_between(start, end),
        about=quote.about,
        citations=(
            Citation(
                reference=references.number(document.id),
                document=document.id,
                passage=passage.id,
                quote=quote.text,
                start=start,
                end=end,
                heading=passage.heading,
                primary=tuple(dict.fromkeys(entry.pmid for entry in cited if entry.pmid)),
            ),
        ),
    )


def _gap(found: Found) -> Gap:
    if not (found.findings or found.others):
        why = "No passage about this condition speaks of it."
    elif not found.findings:
        why = "Passages were found, but they speak of other conditions or other patients."
    elif not found.is_enough and not found.facet.own:
        why = "No section on it was found; others only touch on it."
    elif not found.is_enough:
        why = "The nearest passages have too little of what was asked to be an answer."
    else:
        why = "Passages were found, but no sentence of them answers it on its own."
    return Gap(
        facet=found.facet.name,
        searched=found.searched,
        why=why,
        direct=found.facet.section == "Answer",
    )


def _title(question: Question) -> str:
    asked = {
        Intent.MANAGEMENT: "management",
        Intent.DRUG: "drug treatment and dose",
        Intent.DIAGNOSIS: "diagnosis and work-up",
        Intent.PROGNOSIS: "prognosis",
        Intent.HARM: "harms",
        Intent.COMPARISON: "comparison",
        Intent.SCREENING: "screening",
        Intent.STAGING: "staging",
        Intent.TESTING: "molecular testing",
        Intent.PREVENTION: "prevention",
        Intent.CAUSE: "causes",
        Intent.DESCRIPTION: "what it is",
    }[question.intent]
    if question.condition is None:
        return question.text[:120]
    name = _listed((question.condition.name, *(other.name for other in question.compared)))
    name = name[0].upper() + name[1:]
    sites = f" with spread to {_listed(question.sites)}" if question.sites else ""
    return f"{name}{sites}: {asked}"


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
