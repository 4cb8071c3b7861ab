"""How a reference and its marks read, the same in every published form."""

from __future__ import annotations

from collections.abc import Iterator

from probatum.evidence.answer import Answer, Reference, Rewording, Writing
from probatum.evidence.claim import Basis, Claim, Verdict
from probatum.evidence.document import Access, Audience, DocumentKind, Status
from probatum.evidence.question import Question

UNANSWERED = "The library holds no sentence that answers this directly. Related evidence follows."
FOLDED = (
    "Doses or a treatment plan. They differ from person to person: ask your care team what is "
    "right for you."
)
_MOST_AUTHORS = 3
_MOST_PRIMARY = 4


def kind_of(reference: Reference) -> str:
    """The type shown before a reference: "Guideline", "Research (randomised trial)"."""
    kind = reference.kind.value.capitalize()
    if reference.design is None:
        return kind
    level = f"; Oxford level {reference.level} by design" if reference.level else ""
    size = f"; {reference.participants:,} participants" if reference.participants else ""
    return f"{kind} ({reference.design.value}{size}{level})"


def citation_of(reference: Reference) -> str:
    """Authors, title, journal or publisher, dates and identifiers, in one line."""
    authors = ", ".join(reference.authors[:_MOST_AUTHORS])
    if len(reference.authors) > _MOST_AUTHORS:
        authors += ", et al"
    dates = [str(reference.year)] if reference.year and not reference.updated else []
    if reference.updated:
        dates.append(f"updated {reference.updated}")
    if reference.review_due:
        dates.append(f"review due {reference.review_due}")
    parts = [
        authors,
        reference.title.rstrip("."),
        reference.journal or reference.publisher or "",
        "; ".join(dates),
        f"PMID {reference.pmid}" if reference.pmid else "",
        f"doi:{reference.doi}" if reference.doi else "",
        "Held in full text" if _is_paper_in_full(reference) else "",
    ]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _is_paper_in_full(reference: Reference) -> bool:
    """Of papers alone it has to be said: of them, most are held as abstracts."""
    paper = reference.kind is DocumentKind.RESEARCH
    return paper and reference.access is Access.FULL_TEXT


def cautions_of(reference: Reference) -> tuple[str, ...]:
    """What a reader must know of the source before relying on it."""
    found = []
    if reference.status is not Status.CURRENT:
        found.append(reference.status.value)
    if reference.access is Access.ABSTRACT_ONLY:
        found.append("abstract only")
    if (
        reference.audience is Audience.PATIENT
        and reference.kind is not DocumentKind.PATIENT_INFORMATION
    ):
        found.append("written for patients")
    if reference.abroad:
        found.append(f"written for {reference.jurisdiction}")
    if not reference.year and not reference.updated:
        found.append("undated")
    if reference.note:
        found.append(reference.note)
    return tuple(found)


def link_of(reference: Reference) -> str | None:
    """Where the work can be opened: only addresses of http and https are ever given."""
    if reference.pmid:
        return f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/"
    if reference.doi:
        return f"https://doi.org/{reference.doi}"
    if reference.url and reference.url.startswith(("https://", "http://")):
        return reference.url
    return None


def is_unanswered(answer: Answer) -> bool:
    """Whether the reader must be told that what follows is only related to what was asked."""
    return not answer.bottom_line or any(gap.direct for gap in answer.gaps)


def marks_of(claim: Claim) -> str:
    """Numbers of the cited references: "[1, 3]"."""
    numbers = dict.fromkeys(citation.reference for citation in claim.citations)
    return f"[{', '.join(map(str, numbers))}]" if numbers else ""


def remarks_of(claim: Claim) -> tuple[str, ...]:
    """What stands beside a sentence: its grade, its wider subject, its primary sources."""
    found = []
    if claim.basis is Basis.GENERAL:
        found.append("general medical knowledge")
    if claim.original:
        found.append("in plainer words")
    if claim.about:
        found.append(f"about {claim.about}")
    if claim.grade:
        found.append(claim.grade)
    primary = list(dict.fromkeys(pmid for c in claim.citations for pmid in c.primary))
    if primary:
        more = len(primary) - _MOST_PRIMARY
        shown = ", ".join(primary[:_MOST_PRIMARY]) + (f" and {more} more" if more > 0 else "")
        found.append(f"primary: PMID {shown}")
    return tuple(found)


def lines_of(claim: Claim) -> list[str]:
    """The sentence, and what follows it in its list. "…" shows where a quote begins within one."""
    lines = [line for line in claim.text.split("\n") if line.strip()]
    if lines[0][0].islower():
        lines[0] = f"… {lines[0]}"
    return lines


def pieces_of(claim: Claim) -> tuple[tuple[str, str | None], ...]:
    """The first line of a sentence in pieces of text, each with its plain words if it is a term."""
    (first, *_), pieces, at = claim.text.split("\n"), list[tuple[str, str | None]](), 0
    for one in claim.explained:
        if one.end <= len(first):
            pieces += [(first[at : one.start], None), (first[one.start : one.end], one.plain)]
            at = one.end
    pieces.append((first[at:], None))
    if first[:1].islower():
        pieces.insert(0, ("… ", None))
    return tuple(piece for piece in pieces if piece[0])


def writing_of(answer: Answer) -> str | None:
    """Which composer wrote it, and who reworded it, where a model was to do so."""
    said = filter(None, (_composed(answer.provenance.writing), _reworded(answer)))
    return " ".join(said) or None


def _reworded(answer: Answer) -> str | None:
    summary = answer.provenance.rewording
    if summary is None:
        return None
    told = f" {summary.told}" if summary.told else ""
    told = f" {_spent(summary)}{told}" if summary.tokens else told
    whom = f"Not put into words for a {answer.reader.value}"
    if summary.trouble:
        return f"{whom}: {summary.trouble} (model {summary.model}).{told}"
    counts = f"sentences kept: {summary.kept}, refused: {summary.refused}"
    grades = (
        f"; reading grade {summary.grade_before:g} before, {summary.grade_after:g} after"
        if summary.grade_before is not None and summary.grade_after is not None
        else ""
    )
    if not summary.kept:
        return f"{whom}: no sentence of the model held (model {summary.model}: {counts}).{told}"
    return (
        f"Put into words for a {answer.reader.value} in part by a language model, {summary.model}, "
        f"each sentence verified again against the same quotes: {counts}{grades}.{told}"
    )


def _composed(writing: Writing | None) -> str | None:
    if writing is None:
        return None
    counts = f"sentences kept: {writing.kept}, replaced by their quotes: {writing.replaced}, "
    if writing.labelled:
        counts += f"added as general medical knowledge: {writing.labelled}, "
    if writing.left_out:
        counts += f"left out with their quotes: {writing.left_out}, "
    counts += f"refused: {writing.refused}"
    told = f" {writing.told}" if writing.told else ""
    if writing.tokens:
        told = f" {_spent(writing)}{told}"
    by = f" (model {writing.model}: {counts})" if writing.model else ""
    if writing.fallback:
        return f"Quoted, not written: {writing.fallback}{by}.{told}"
    trouble = f" Not all went well: {writing.trouble}." if writing.trouble else ""
    return (
        f"Written in part by a language model, {writing.model}, each sentence checked against its "
        f"quote: {counts}; all others are quotations.{trouble}{told}"
    )


def _spent(writing: Writing | Rewording) -> str:
    """Tokens, time and money in a sentence."""
    about = "" if writing.counted else "about "
    cost = (
        "their cost is unknown, since no price is set"
        if writing.cost is None
        else f"{about}{writing.cost:.2g} {writing.currency}"
    )
    return f"It took {about}{writing.tokens:,} tokens and {writing.seconds:.1f} seconds; {cost}."


def left_out_of(answer: Answer) -> tuple[str, ...]:
    """Sentences that were left out, each with the reasons and the words it was to rest on."""
    return tuple(
        f"{' '.join(claim.text.split())} ({'; '.join(_objections(claim))})" + _instead(claim)
        for claim in answer.left_out
    )


def _objections(claim: Claim) -> list[str]:
    said = (reason.text for reason in claim.reasons if reason.verdict is not Verdict.SUPPORTED)
    return list(dict.fromkeys(said)) or [claim.verdict.value]


def _instead(claim: Claim) -> str:
    quotes = [" ".join(citation.quote.split()) for citation in claim.citations]
    other = [f'"{quote}"' for quote in quotes if quote != claim.text]
    return f". Its source says: {' '.join(other)} {marks_of(claim)}" if other else ""


def words_of(answer: Answer) -> tuple[tuple[str, str], ...]:
    """Terms explained for this reader with their plain words, in the order of the alphabet."""
    explained = {one.term: one.plain for claim in answer.claims() for one in claim.explained}
    return tuple(sorted(explained.items(), key=lambda pair: pair[0].lower()))


def _differences(question: Question) -> Iterator[str]:
    """What a model read that the rules did not, and what became of it."""
    reading = question.model_reading
    if reading and reading.trouble:
        yield f"not read by it: {reading.trouble}"
    for one in reading.differences if reading else ():
        yield f"{one.part}: {', '.join(one.model)} ({one.taken.value})"


def reading_of(question: Question) -> tuple[tuple[str, str], ...]:
    """How a question was understood, in pairs of name and value."""
    attributes = question.attributes
    pairs = {
        "Condition": question.condition.name if question.condition else "not recognised",
        "Looked for": question.subject or "",
        "Earlier treatment": ", ".join(question.history),
        "Sites and findings": ", ".join(question.sites),
        "Treatments named": ", ".join(question.interventions),
        "Other conditions": ", ".join(attributes.comorbidities),
        "Patient": ", ".join(
            part
            for part in (
                attributes.age,
                attributes.sex,
                "pregnant" if attributes.pregnant else None,
                f"stage {attributes.stage}" if attributes.stage else None,
                attributes.line,
                *attributes.markers,
            )
            if part
        ),
        "Asked for": question.intent.value,
        "After the question": question.follows or "",
        "Carried over": ", ".join(question.carried),
        "Read otherwise by the model": "; ".join(_differences(question)),
        "Abbreviations": "; ".join(f"{short} = {long}" for short, long in question.abbreviations),
    }
    return tuple((name, value) for name, value in pairs.items() if value)
