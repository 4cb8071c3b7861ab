"""Understanding a question: its condition, history, sites, patient, intent and facets.

Rules and a vocabulary, no model: the same question is always read the same way, and the reading is
shown to the asker.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from probatum.errors import EmptyQuestion, NotClinical
from probatum.evidence.question import Condition, Intent, Question
from probatum.library.index import Index
from probatum.retrieval import vocabulary_files as files
from probatum.retrieval.facets import content_words, facets, own_words
from probatum.retrieval.intent import asking_sentence, intent
from probatum.retrieval.lexicon import Lexicon, Mention
from probatum.retrieval.patient import attributes
from probatum.retrieval.subject import rarest_of, subject_of
from probatum.retrieval.thesaurus import ANY_CANCER, PACKAGE, Thesaurus, thesaurus_of
from probatum.retrieval.words import forms, padded

_BEFORE_HISTORY = re.compile(
    r"(?:\bafter|status[\s-]post|\bs/p|\bfollowing|\bprior|\bprevious(?:ly)?|"
    r"treated with|underwent|"
    r"undergone|received|receiving|during|history of|failed|on treatment with|treatment with|"
    r"already (?:had|on))\b"
    r"(?:[\s,]|\band\b|\w+){0,8}$",
    re.I,
)
_FAMILY_OR_ABSENT = re.compile(
    r"(?:family history (?:of|with)|(?:mother|father|sister|brother|relative)\w* (?:had|"
    r"died of|with|has)|"
    r"\bno |\bnot |without |denies |negative for )(?:\w+\s){0,3}$",
    re.I,
)
_OR = re.compile(r",?\s(?:or|versus)\s(?:[\w-]+\s)?", re.I)
_SPREAD = re.compile(
    r"metasta\w*|\bspread|involvement|seeding|deposits|nodes?\b|lymphadenopath\w+", re.I
)
_OF_CANCER = re.compile(r"\bmetasta\w*|\bmalignant\b|\bcarcinomatosis\b", re.I)
_OF_A_NAMED_ONE = re.compile(r"\bmetastatic\s+(?:[\w-]+\s+){0,3}$", re.I)
_CLINICAL = re.compile(
    r"\b(patients?|symptoms?|disease|disorder|syndrome|diagnos\w+|treat\w*|therap\w+|"
    r"drugs?|medic\w+|"
    r"dos(?:e|age)|pain\w*|fever|infect\w+|rash|blood|cancer|tumou?rs?|surg\w+|"
    r"clinical\w*|hospital|"
    r"pregnan\w+|vaccin\w+|antibiotic\w*|injur\w+|bleed\w+|chronic|acute|nurs\w+|health\w*)\b",
    re.I,
)
_BORNE_IN = re.compile(
    r"(?:\s+(?:(?:best|be|is|are|\w+ly)\s+)*(?:\w+ed|dealt with|taken care of))?"
    r"\s+(?:in|among|for|during|after|from|of|due to|caused by|related to|associated with)"
    r"\s+[^.?!;:]*",
    re.I,
)
"""Behind a symptom, whose it is: "in men with prostate cancer", "be managed in men with …"."""
_PRESENTED = re.compile(
    r"\b(?:with|has|have|had|having|presents?|presenting|complain\w* of|develop\w*|and|or|,)\s+"
    r"(?:\w+\s+){0,2}$",
    re.I,
)
_ASKED_ITSELF = 6.0
_STATES = {"pregnancy", "menopause", "contraception"}
"""States of a patient: a disease named beside one is what the question is about."""
_LONGEST_QUESTION = 4000
_SHORTEST_FORM = 3
_ALSO_WORDS = {"aids", "dress", "nice", "tips"}


class Context(NamedTuple):
    """What a library adds to the vocabulary."""

    topics: Mapping[str, int]
    abbreviations: Mapping[str, tuple[str, ...]]
    subject: Callable[[Sequence[str]], str | None] = lambda words: None
    """Of words that carry meaning, the one that the library speaks of: see `subject_of`."""
    thesaurus: Thesaurus = PACKAGE
    rarest: Callable[[Sequence[str]], str | None] = lambda words: None
    """Of words beside a known condition, the one that must be named: see `rarest_of`."""


def context_of(index: Index) -> Context:
    """What that library adds."""
    return Context(
        index.topics(),
        index.abbreviations(),
        partial(subject_of, index=index),
        thesaurus_of(index),
        partial(rarest_of, index=index),
    )


def understand(
    text: str, context: Context, *, known_clinical: bool = False
) -> tuple[Question, Lexicon]:
    """The reading of a question, and the lexicon it was read with.

    `known_clinical` takes a question that names nothing clinical, as one that follows another.
    Raises `EmptyQuestion` when nothing is asked, `NotClinical` when nothing in it is clinical.
    """
    text = " ".join(text.split())
    if not re.search(r"\w{2}", text):
        raise EmptyQuestion("there is no question; ask one in plain words, in quotation marks")
    if len(text) > _LONGEST_QUESTION:
        raise EmptyQuestion(
            f"the question is longer than {_LONGEST_QUESTION:,} characters; shorten it"
        )
    lexicon = Lexicon(topics_in(text, context.topics), context.thesaurus)
    short_forms = _abbreviations_in(text, context.abbreviations)
    expanded = _expand(text, short_forms)
    mentions = lexicon.mentions(expanded)
    named = any(mention.kind == "condition" for mention in mentions)
    subject = None if named else context.subject(content_words(expanded))
    asked_for = intent(expanded)
    screened = None
    if asked_for is Intent.SCREENING and not named:
        screened = _screened_for(expanded, context.thesaurus)
    if not (known_clinical or mentions or subject or screened or _CLINICAL.search(expanded)):
        raise NotClinical(
            "no condition, treatment or finding is recognised in this question, and the library "
            "speaks of nothing in it; name one, in full"
        )
    principal = _principal(expanded, mentions, asked_for, context.thesaurus)
    if asked_for is Intent.MANAGEMENT and _is_a_choice(expanded, mentions):
        asked_for = Intent.COMPARISON
    sites = _sites(expanded, mentions)
    condition = _condition(principal, expanded, context.thesaurus) if principal else screened
    if (
        sites
        and not known_clinical
        and _is_of_no_named_cancer(principal, expanded, mentions, context.thesaurus)
    ):
        condition, principal = ANY_CANCER, None
    others = _other_conditions(expanded, mentions, principal, context.thesaurus)
    question = Question(
        text=text,
        condition=condition,
        subject=subject if condition is None else None,
        compared=_compared(expanded, mentions, principal, context.thesaurus)
        if asked_for is Intent.COMPARISON
        else (),
        history=_treatments(expanded, mentions, history=True),
        sites=sites,
        interventions=_treatments(expanded, mentions, history=False),
        # Stages hide in short forms ("mCRC") and markers are lost with them ("EGFR"): read both.
        attributes=attributes(f"{expanded} {text}", others),
        intent=asked_for,
        abbreviations=tuple(short_forms.items()),
    )
    asked = asking_sentence(text)
    if question.subject and not content_words(asked):
        asked = text  # "…. What do you do?": what it is about was said before
    if condition is not None and not question.interventions:
        rarest = context.rarest(own_words(question, asked, context.thesaurus))
        question = question.model_copy(update={"subject": rarest})
    return question.model_copy(
        update={"facets": facets(question, asked, context.thesaurus)}
    ), lexicon


def topics_in(text: str, topics: Mapping[str, int]) -> list[str]:
    """Topics of the library whose every word stands in the question."""
    here = set(forms(text))
    lowered = text.lower()
    begins = {lowered[place : place + 3] for place in range(len(lowered) - 2)}
    return [
        topic
        for topic in topics
        if topic[:3] in begins and len(topic) < 80 and set(forms(topic)) <= here
    ]


def _abbreviations_in(text: str, defined: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Defined in the question itself first, then the vocabulary's, then the library's."""
    own = {m.group(2): m.group(1) for m in re.finditer(r"((?:\w+[ -]){2,6})\((\w{2,8})\)", text)}
    found: dict[str, str] = {}
    for word in dict.fromkeys(re.findall(r"\b[A-Za-z][\w-]*[\w]\b", text)):
        if word in own:
            continue
        known = files.abbreviations()
        if word in known:
            found[word] = known[word]
        elif word.upper() in known and len(word) >= 4 and word.lower() not in _ALSO_WORDS:
            found[word] = known[word.upper()]
        elif word in defined and len(defined[word]) == 1 and _is_short_form(word):
            found[word] = defined[word][0]
    return found


def _is_short_form(word: str) -> bool:
    """Of three letters or more, with two capitals: "ER" and "OR" are too often something else."""
    return len(word) >= _SHORTEST_FORM and sum(letter.isupper() for letter in word) >= 2


def _expand(text: str, short_forms: Mapping[str, str]) -> str:
    """Put the long form in the place of each short one."""
    if not short_forms:
        return text
    pattern = r"\b(" + "|".join(re.escape(short) for short in short_forms) + r")\b"
    return re.sub(pattern, lambda match: short_forms[match.group(1)], text)


def _principal(
    text: str, mentions: Sequence[Mention], asked_for: Intent, thesaurus: Thesaurus
) -> Mention | None:
    """The condition that the question is about.

    A disease outweighs a symptom, unless the very sentence that asks for causes or a work-up names
    the symptom: "a patient with lung cancer … What are possible causes of dyspnea?"; or relief of
    it is asked about: "fatigue in patients with breast cancer", "A man with prostate cancer has hot
    flashes. How are the hot flashes treated?"
    """
    asked = text.find(asking_sentence(text))
    of_symptom = asked_for in {Intent.CAUSE, Intent.DIAGNOSIS}
    candidates = [mention for mention in mentions if mention.kind == "condition"]

    def weight(mention: Mention) -> float:
        if _is_borne_with_cancer(mention, text, candidates, thesaurus) or (
            _is_asked_alone(mention, asked, candidates, thesaurus)
        ):
            return _ASKED_ITSELF
        symptom = thesaurus.group(mention.name) == "symptom" or mention.name in _STATES
        absent = bool(_FAMILY_OR_ABSENT.search(text[: mention.start]))
        past = bool(re.search(r"history of (?:\w+\s)?$", text[: mention.start], re.I))
        return (
            (0.0 if symptom and not (of_symptom and mention.start >= asked > 0) else 3.0)
            - (3.0 if absent else 0.0)
            - (1.5 if past else 0.0)
            + (1.0 if mention.start >= asked else 0.0)
            + (0.0 if asked_for is Intent.COMPARISON else 0.2 * len(mention.name.split()))
            - mention.start / (len(text) + 1)
        )

    best = max(candidates, key=weight, default=None)
    if best is None:
        return None
    return _most_specific(text, best, candidates, weight, thesaurus)


def _is_borne_with_cancer(
    mention: Mention, text: str, conditions: Sequence[Mention], thesaurus: Thesaurus
) -> bool:
    """Whether it is a symptom in people with a cancer: its relief is much the same in all cancers.

    What somebody presents with is not: "a woman with fatigue from …" is asked about her disease.
    """
    if thesaurus.group(mention.name) != "symptom" or _PRESENTED.search(text[: mention.start]):
        return False
    following = next((each for each in conditions if each.start >= mention.end), None)
    return (
        following is not None
        and thesaurus.group(following.name) == "cancer"
        and bool(_BORNE_IN.fullmatch(text[mention.end : following.start]))
    )


def _is_asked_alone(
    mention: Mention, asked: int, conditions: Sequence[Mention], thesaurus: Thesaurus
) -> bool:
    """Whether the asking sentence, behind one that names a cancer, is about a symptom alone."""
    if thesaurus.group(mention.name) != "symptom" or mention.start < asked:
        return False
    told = {thesaurus.group(each.name) for each in conditions if each.start < asked}
    here = {thesaurus.group(each.name) for each in conditions if each.start >= asked}
    return "cancer" in told and here == {"symptom"}


def _most_specific(
    text: str,
    best: Mention,
    candidates: Sequence[Mention],
    weight: Callable[[Mention], float],
    thesaurus: Thesaurus,
) -> Mention:
    """Of a family the narrowest that is named, or whose qualifying words stand in the question."""
    narrower = [each for each in candidates if best.name in thesaurus.broader(each.name)]
    kept = [m for m in narrower if not _FAMILY_OR_ABSENT.search(text[: m.start])]
    if kept:
        return max(kept, key=weight)
    here, named = set(forms(text)), set(forms(best.name))
    with_synonyms = thesaurus.group(best.name) == "symptom"  # "cancer fatigue" is another name
    if with_synonyms and any(thesaurus.group(each.name) == "cancer" for each in candidates):
        here.update(forms("cancer"))  # by whatever name: leukemia
    qualified = [
        (len(qualifiers), name)
        for name, entry in files.conditions().items()
        if best.name in PACKAGE.broader(name)
        for called in (name, *(entry.synonyms if with_synonyms else ()))
        if (qualifiers := set(forms(called)) - named)
        and qualifiers <= here
        and named & set(forms(called))
    ]
    return best._replace(name=max(qualified)[1]) if qualified else best


def _other_conditions(
    text: str, mentions: Sequence[Mention], principal: Mention | None, thesaurus: Thesaurus
) -> tuple[str, ...]:
    own = {principal.name, *thesaurus.broader(principal.name)} if principal else set()
    others = (
        mention.name
        for mention in mentions
        if mention.kind == "condition"
        and mention.name not in own
        and not _FAMILY_OR_ABSENT.search(text[: mention.start])
    )
    return tuple(dict.fromkeys(others))


def _condition(mention: Mention, text: str, thesaurus: Thesaurus) -> Condition:
    return thesaurus.condition_of(mention.name, text[mention.start : mention.end])


def _screened_for(text: str, thesaurus: Thesaurus) -> Condition | None:
    """The disease that a test named alone is a screening test for: "How often a mammogram?"."""
    here = padded(text)
    for test, name in files.screening_tests().items():
        if padded(test) in here:
            return thesaurus.condition_of(name, test)
    return None


def _is_of_no_named_cancer(
    principal: Mention | None, text: str, mentions: Sequence[Mention], thesaurus: Thesaurus
) -> bool:
    """Metastases are named before any cancer: what is asked is asked of cancer's spread as such.

    So it is of "pain from bone metastases in breast cancer"; not where they are told before, or
    only of the patient: "nausea in a patient with ovarian cancer and liver metastases". Pain is
    taken for theirs wherever its sentence names them.
    """
    if principal is not None and thesaurus.group(principal.name) != "symptom":
        return False
    conditions = (mention for mention in mentions if mention.kind == "condition")
    cancers = [each.start for each in conditions if thesaurus.group(each.name) == "cancer"]
    asked = asking_sentence(text) if cancers else text
    if principal is not None and "pain" in {principal.name, *thesaurus.broader(principal.name)}:
        return bool(_OF_CANCER.search(asked))
    begins = text.find(asked)
    behind = [start - begins for start in cancers if start >= begins]
    return bool(_OF_CANCER.search(_OF_A_NAMED_ONE.sub("", asked[: min(behind, default=None)])))


def _compared(
    text: str, mentions: Sequence[Mention], principal: Mention | None, thesaurus: Thesaurus
) -> tuple[Condition, ...]:
    """Conditions of the same kind beside the principal one: "A versus B", not "A in B"."""
    if principal is None:
        return ()
    kindred = {
        mention.name: mention
        for mention in mentions
        if mention.kind == "condition"
        and mention.name not in {principal.name, *thesaurus.broader(principal.name)}
        and thesaurus.group(mention.name) == thesaurus.group(principal.name)
    }
    return tuple(_condition(mention, text, thesaurus) for mention in kindred.values())


def _is_a_choice(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether one treatment or another is asked for: "denosumab or zoledronic acid?"."""
    asked = set(_treatments(text, mentions, history=False))
    named = [each for each in mentions if each.kind == "treatment" and each.name in asked]
    return any(_OR.fullmatch(text[one.end : other.start]) for one, other in pairwise(named))


def _treatments(text: str, mentions: Sequence[Mention], *, history: bool) -> tuple[str, ...]:
    """Prior treatment, or that asked about. "after A and B": both are prior."""
    found: list[str] = []
    was_history, last_end = False, -1
    for mention in mentions:
        if mention.kind != "treatment":
            continue
        joined = re.fullmatch(r"[\s,]*(?:and|or|plus|with)?[\s,]*", text[last_end : mention.start])
        prior = bool(_BEFORE_HISTORY.search(text[: mention.start])) or bool(was_history and joined)
        was_history, last_end = prior, mention.end
        if prior == history:
            found.append(mention.name)
    return tuple(dict.fromkeys(found))


def _sites(text: str, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Sites of spread: only where the question speaks of spread at all."""
    if not _SPREAD.search(text):
        return ()
    named = (m.name for m in mentions if m.kind == "site" and _near_spread(text, m))
    return tuple(dict.fromkeys(named))


def _near_spread(text: str, mention: Mention) -> bool:
    around = text[max(0, mention.start - 80) : mention.end + 80]
    return bool(_SPREAD.search(around))
