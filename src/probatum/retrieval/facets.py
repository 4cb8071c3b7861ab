"""Which parts a question is searched by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from probatum.evidence.markers import markers
from probatum.evidence.question import CANCER, Condition, Facet, Intent, Question
from probatum.retrieval import vocabulary_files as files
from probatum.retrieval.patient import is_advanced, is_unresectable
from probatum.retrieval.plans import (
    diagnosis_facets,
    entries,
    facet_of,
    plan_of,
    testing_facets,
)
from probatum.retrieval.stages import STAGES
from probatum.retrieval.therapy_line import LATER, line_asked
from probatum.retrieval.thesaurus import ANY_CANCER, PACKAGE, Thesaurus
from probatum.retrieval.vocabulary_files import DRUG_CLASS, FacetEntry
from probatum.retrieval.words import forms, padded

_SPREAD = set(
    forms("metastasis metastatic metastases spread adenocarcinoma carcinoma tumor cancer")
)
_FEWEST_ASKED, _MOST_SITUATIONS = 2, 3
_FIRST_LINE = "First-line systemic therapy"
_RELIEF = "Palliative and symptomatic treatment"
_LATER_LINES = "Second and later lines of systemic therapy"
_TREATING = {Intent.MANAGEMENT, Intent.DRUG}
OF_A_TREATMENT = {Intent.DRUG, Intent.HARM}
"""What is asked of a treatment that the question names, and of no other."""
_ON_ITS_OWN = {Intent.SCREENING, Intent.STAGING, Intent.TESTING}
"""What is asked whole by the words of its plan: "screening interval" is no part of its own."""
_WHOM = (
    "adult adults people persons person patient patients individual individuals woman women man "
    "men offered newly before first-line line average risk average-risk general population "
    "molecular adenocarcinoma carcinoma routine routinely",
)
_FOLLOW_UP = re.compile(r"\b(?:follow(?:ed)?[\s-]?up|surveillance|monitor(?:ed|ing)?)\b", re.I)
_AFTER = re.compile(r"\bafter\b", re.I)
_TREATMENT = re.compile(r"\b(?:treat|therap|manage|regimen|drug)", re.I)
_STAGE = re.compile(r"\b(?:IV|I{1,3})[A-C]?\d?\b", re.I)
_STAGE_WORDS = (
    "early", "limited", "extensive", "localized", "localised", "locally", "advanced", "resectable",
    "unresectable", "inoperable",
)  # fmt: skip


def facets(question: Question, asked: str, thesaurus: Thesaurus = PACKAGE) -> tuple[Facet, ...]:
    """What was asked in its own words first, then the plan for this intent and condition."""
    own = _asked(question, asked, thesaurus)
    if question.condition == ANY_CANCER:
        return tuple(_spread(question, own.terms if own else ()))
    plan = tuple(_plan(question, asked, thesaurus))
    if own and question.intent in _ON_ITS_OWN and _is_told(own, plan):
        own = None
    elif own and (direct := _part_asked(question, own, plan)):
        own, plan = _answering(direct), tuple(facet for facet in plan if facet != direct)
    elif followed := _follow_up_asked(question, asked, plan):
        rest = (facet for facet in plan if facet != followed)
        plan = tuple(facet.model_copy(update={"key": False}) for facet in rest)
        own = _answering(followed)
    return (*((own,) if own else ()), *plan, *_situations(question, thesaurus))


def _part_asked(question: Question, own: Facet, plan: tuple[Facet, ...]) -> Facet | None:
    """The part of the plan that has all the words asked about a drug: its dose, or its harms."""
    if question.intent not in OF_A_TREATMENT or not question.interventions:
        return None
    names = {form for term in (*question.interventions, *own.required) for form in forms(term)}
    words = [set(forms(term)) for term in own.terms if not set(forms(term)) <= names]
    parts = (facet for facet in plan if facet.key and facet.required)
    for facet in parts if words else ():
        here = {form for term in (*facet.terms, *facet.required) for form in forms(term)}
        if all(word <= here for word in words):
            return facet
    return None


def _is_told(own: Facet, plan: tuple[Facet, ...]) -> bool:
    """Whether every word asked with is one of the plan's, or says of whom."""
    if own.key:
        return False
    texts = (text for facet in plan for text in (*facet.terms, *facet.required, facet.name))
    told = {form for text in (*texts, *_WHOM) for form in forms(text)}
    return all(set(forms(term)) <= told for term in own.terms)


def _follow_up_asked(question: Question, asked: str, plan: tuple[Facet, ...]) -> Facet | None:
    """The part on follow-up where that is asked about, and no treatment besides.

    What it follows is no question: "surveillance after treatment of …".
    """
    before = _AFTER.split(asked)[0] or asked
    if question.intent is not Intent.MANAGEMENT or not _FOLLOW_UP.search(asked):
        return None
    if _TREATMENT.search(before) or (question.interventions and not _AFTER.search(asked)):
        return None
    return next((facet for facet in plan if "follow-up" in facet.terms), None)


def _answering(facet: Facet) -> Facet:
    """The same as what was asked directly: without it there is no bottom line."""
    return facet.model_copy(update={"section": "Answer", "key": True})


def compares_treatments(question: Question) -> bool:
    """Whether one treatment is asked about beside another: then all else is beside the point."""
    return (
        question.intent is Intent.COMPARISON
        and len(question.interventions) > 1
        and not question.compared
    )


def content_words(text: str) -> tuple[str, ...]:
    """The words that carry meaning, as written, each once."""
    empty = _empty_forms()
    seen: dict[str, str] = {}
    for word in text.replace("-", " ").split():
        bare = word.strip(".,;:?!()[]\"'“”‘’").lower()
        key = " ".join(forms(bare))
        if len(bare) > 1 and key and key not in empty and not bare.isdigit():
            seen.setdefault(key, bare)
    return tuple(seen.values())


@cache
def _empty_forms() -> frozenset[str]:
    return frozenset(form for word in files.empty_words() for form in forms(word))


def _plan(question: Question, asked: str, thesaurus: Thesaurus) -> Iterator[Facet]:
    cancer = question.condition is not None and thesaurus.group(question.condition.name) == CANCER
    if cancer and question.intent in _TREATING and not _is_on_a_drug(question, thesaurus):
        advanced = is_advanced(question.attributes)
        plan = "cancer advanced" if advanced else "cancer"
        yield from _cancer(question, plan, sites_first=_asks_of_a_site(question, asked))
    elif question.compared:
        yield from _comparison(question)
    elif question.intent is Intent.TESTING:
        yield from testing_facets(asked, question)
    elif question.intent is Intent.DIAGNOSIS:
        yield from diagnosis_facets(asked)
    else:
        together = compares_treatments(question)
        for entry in entries(plan_of(question, thesaurus)):
            yield _comparing(facet_of(entry)) if together else facet_of(entry)


def _comparing(facet: Facet) -> Facet:
    """Of treatments only what names them all compares them."""
    return facet.model_copy(update={"together": facet.section == "Comparison"})


def _is_on_a_drug(question: Question, thesaurus: Thesaurus) -> bool:
    """Asked is how a drug is given, not what there is for the disease."""
    known = map(thesaurus.treatment, question.interventions)
    named = any(entry and entry.is_drug and entry.kind != DRUG_CLASS for entry in known)
    return named and question.intent is Intent.DRUG


def _comparison(question: Question) -> Iterator[Facet]:
    """The same parts for each of the conditions, one below the other."""
    names = [question.condition.name if question.condition else "", *map(_name, question.compared)]
    others = tuple(term for other in question.compared for term in (other.name, *other.synonyms))
    yield facet_of(next(entries("comparison"))).model_copy(update={"required": others})
    for entry in entries("description"):
        for name in names:
            of = name if name != names[0] else None
            label = f"{entry.name}: {name}"
            yield facet_of(entry).model_copy(update={"name": label, "of": of})


def _name(condition: Condition) -> str:
    return condition.name


def _spread(question: Question, asked: tuple[str, ...]) -> Iterator[Facet]:
    """Spread to a site as such, of whatever cancer: every part must speak of the site."""
    told = ("metastatic", "metastasis", "metastasized", "metastasised")
    spread = tuple(
        word
        for site in _sites(question)
        for word in (*site.spread, *(f"{site.name} {how}" for how in told))
    )
    parts = list(entries("comparison" if compares_treatments(question) else "spread"))
    if question.intent is Intent.DRUG:
        parts.sort(key=lambda entry: "dose" not in entry.required)
    for entry in parts:
        facet = _comparing(facet_of(entry)) if compares_treatments(question) else facet_of(entry)
        yield facet.model_copy(
            update={
                "terms": (*asked, *entry.terms),
                "required": spread,
                "at_least": 1,
                "key": entry.key or entry is parts[0],
                "wider": (CANCER,),
            }
        )


def _cancer(question: Question, plan: str, *, sites_first: bool) -> Iterator[Facet]:
    """The subgroups of the disease follow its first-line treatment, sites follow treatment.

    Unless a site is what is asked about: then it comes first.
    """
    if sites_first:
        yield from _site_facets(question)
    section = ""
    for entry in _by_line(list(_fitting(plan, question)), question):
        if section == "Treatment" != entry.section and not sites_first:
            yield from _site_facets(question)
        section = entry.section
        subgroups = _marker_facets(question) if entry.name == _FIRST_LINE else []
        named = subgroups and question.attributes.markers
        yield from subgroups if named else ()
        # What all patients with the disease are given may be wrong for those of a subgroup.
        alone = named and any(facet.key for facet in subgroups)
        yield facet_of(entry._replace(key=False) if alone else entry)
        yield from () if named else subgroups


def _fitting(plan: str, question: Question) -> Iterator[FacetEntry]:
    """Without an operation, where there can be none; radiation is in its place then."""
    for entry in entries(plan):
        if plan == "cancer" and is_unresectable(question.text):
            if entry.name == "Surgery":
                continue
            yield entry._replace(key=entry.key or entry.name == "Radiation therapy")
        else:
            yield entry


def _by_line(plan: list[FacetEntry], question: Question) -> list[FacetEntry]:
    """Where a line is asked about, relief of symptoms is not; a later one comes first then."""
    line = line_asked(question)
    if line:
        plan = [entry._replace(key=entry.key and entry.name != _RELIEF) for entry in plan]
    if line != LATER:
        return plan
    later = [entry._replace(key=True) for entry in plan if entry.name == _LATER_LINES]
    rest = [e._replace(key=e.key and e.name != _FIRST_LINE) for e in plan if e.name != _LATER_LINES]
    first = next((n for n, entry in enumerate(rest) if entry.name == _FIRST_LINE), len(rest))
    return [*rest[:first], *later, *rest[first:]]


def _asks_of_a_site(question: Question, asked: str) -> bool:
    """Whether a site is named before the disease: "brain metastases from melanoma"."""
    text = asked.lower()
    written = question.condition.written.lower() if question.condition else ""
    words = (word for site in _sites(question) for word in site.words)
    places = [place for word in words if (place := text.find(word.lower())) >= 0]
    return bool(written and places) and min(places) < text.find(written)


def _sites(question: Question) -> list[files.SiteEntry]:
    return [files.sites()[name] for name in question.sites]


def _marker_facets(question: Question) -> list[Facet]:
    condition = question.condition
    names = {condition.name, *condition.broader} if condition else set()
    asked = question.attributes.markers
    known = [facet_of(entry) for entry in files.markers() if entry.plan in names]
    found = [facet for facet in known if not _excluded(facet, asked)]
    words = [padded(marker) for marker in asked]
    named = [
        facet
        for facet in found
        if any(padded(term) in word for term in facet.required for word in words)
    ]
    if not named:
        return found
    # The subgroup that the patient belongs to comes first, and alone to the bottom line.
    first = [facet.model_copy(update={"key": True}) for facet in named]
    others = [facet.model_copy(update={"key": False}) for facet in found if facet not in named]
    return [*first, *others]


def _excluded(facet: Facet, asked: tuple[str, ...]) -> bool:
    """Whether its name says that it is on another status of a marker that the patient has."""
    theirs, own = markers(facet.name), markers("; ".join(asked))
    return any(states.isdisjoint(own.get(name, states)) for name, states in theirs.items())


def _site_facets(question: Question) -> Iterator[Facet]:
    for site in _sites(question):
        yield Facet(
            name=f"Spread to {site.name}",
            section="Management by site",
            key=True,
            terms=(*site.spread, site.name, "treatment", "radiation", "surgery"),
            required=site.words,
            wider=("cancer",),
        )
    if any("radi" in item for item in question.history):
        yield Facet(
            name="After earlier radiation",
            section="Management by site",
            terms=("reirradiation", "prior radiation", "previously irradiated", "recurrence"),
            required=("reirradiation", "re-irradiation", "previously irradiated", "prior radiation",
                      "previous radiation", "prior pelvic radiation", "reirradiated"),
        )  # fmt: skip


def _situations(question: Question, thesaurus: Thesaurus) -> Iterator[Facet]:
    """What else the patient has may change the treatment: searched within the condition asked."""
    if question.intent not in _TREATING:
        return
    comorbidities = question.attributes.comorbidities
    others = [name for name in comorbidities if thesaurus.group(name) != "symptom"]
    if question.condition and thesaurus.group(question.condition.name) != CANCER:
        others = [name for name in others if name != CANCER]  # of which every part speaks
    for name in others[:_MOST_SITUATIONS]:
        entry = thesaurus.condition(name)
        names = (name, *entry.synonyms) if entry else (name,)
        yield Facet(
            name=f"With {name}",
            section="Special situations",
            key=True,
            terms=(name, "preferred", "recommended", "avoid", "dose", "contraindicated"),
            required=names,
        )


def own_words(question: Question, asked: str, thesaurus: Thesaurus) -> tuple[str, ...]:
    """The asker's own words, without those that the reading has given their place already."""
    condition = question.condition
    attributes = question.attributes
    placed = [*question.history, *question.sites, *attributes.markers, attributes.line or ""]
    placed += ["stage", attributes.stage] if attributes.stage in STAGES else []
    if attributes.stage:
        placed += [attributes.stage, "stage", *_STAGE_WORDS, *_STAGE.findall(asked)]
    if condition:
        placed += [condition.name, condition.written, *condition.broader]
    for name in question.history:
        entry = thesaurus.treatment(name)
        placed += entry.synonyms if entry else ()
    for name in attributes.comorbidities if question.intent in _TREATING else ():
        other = thesaurus.condition(name)
        placed += (name, *other.synonyms) if other else (name,)
    for name in question.sites:
        site = files.sites().get(name)
        placed += (*site.synonyms, *site.spread) if site else ()
    known = set(forms(" ".join(placed))) | _SPREAD
    for short, long in question.abbreviations:
        if set(forms(long)) <= known:
            known |= set(forms(short))
    return tuple(word for word in content_words(asked) if not set(forms(word)) <= known)


def _asked(question: Question, asked: str, thesaurus: Thesaurus) -> Facet | None:
    """What was asked directly; a treatment or the subject of the question must be named."""
    condition = question.condition
    words = own_words(question, asked, thesaurus)
    treatments = question.interventions
    required = tuple(
        term
        for name in treatments
        if (entry := thesaurus.treatment(name))
        for term in (name, *entry.synonyms)
    )
    terms = tuple(dict.fromkeys((*treatments, *words)))[:12]
    if question.subject and not required:
        terms = terms or (question.subject,)  # which an abbreviation may have named
        return Facet(
            name=f"Asked directly ({', '.join(terms[:4])})",
            section="Answer",
            key=True,
            terms=terms,
            required=(question.subject,),
            own=True,
        )
    fewest = _FEWEST_ASKED if condition else 1
    if not required and len(terms) < fewest:
        return None
    return Facet(
        name=f"Asked directly ({', '.join(terms[:4])})",
        section="Answer",
        key=bool(required),
        terms=terms,
        required=required or terms,
        at_least=1 if required else min(len(terms), 3, 2 + len(terms) // 5),
        own=True,
    )
