"""Sentences that count events of a trial: "more cases of anaemia in cohort 2 than in cohort 1".

Each clause that is understood is reckoned with the record's figures. One clause that does not hold
contradicts the sentence; it is supported only where no word is left that was not understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.event_clause import reckoned
from probatum.verification.event_names import in_other_words
from probatum.verification.event_parts import ANY, EVENTS, Clause, Event, Part
from probatum.verification.event_sorts import is_of_sorts, of_sorts
from probatum.verification.event_wholes import is_of_all, whole
from probatum.verification.event_wording import in_numbers
from probatum.verification.trial_places import Place, placed
from probatum.verification.trial_record import TrialRecord
from probatum.verification.words import stems

CHECK = "event counts"
UNSURE = "as far as the sentence was read, the record says otherwise"
_WORD = re.compile(r"[^\W_][\w'’-]*")
_CLAUSES = re.compile(
    r"\s*;\s*|,?\s+(?:whereas|while|but|however)\s+|,\s+(?=which\b|with\b|affecting\b)|"
    r",?\s+(?:compared (?:to|with)|versus)\s+(?=\d|none\b|one\b|zero\b)|"
    r"(?<!@\d)(?<!#\d),?\s+and\s+(?=(?:#\d+|@\d+|[a-z][a-z -]{3,30})\s(?:was|were|is|are|had|has|"
    r"have|did|reported|recorded|suffered)\b)|"
    r",?\s+and\s+(?=(?:only )?(?:none|no|\d+%?|one|zero)\s(?:in|(?:recorded |observed )?cases?|"
    r"of)\b|#\d+ was\b)|"
    r",\s+(?=(?:none|zero|one|\d+%?)\s(?:in|of)\s@|(?:neither|none) of (?:these|them)\b|"
    r"@\d+ (?:had|did|has|does|recorded|suffered)\b|"
    r"there (?:were|are|was) (?:no|\d))",
    re.I,
)
_CONTRAST = re.compile(
    r"^(?:unlike|in contrast to) (?P<other>@\d+),? (?P<one>@\d+)(?: \w+)? (?P<not>(?:does|did) not)"
    r"(?: record| report| have)?(?P<what>.+)$",
    re.I,
)
_ABSENT = re.compile(
    r"(?<!@)\b(?:no|0|zero|not (?:record|report) any|none of the patients (?:had|suffered from))"
    r"(?: observed| recorded| reported)?"
    r"(?: cases?| instances?| incidents?| occurrences?)?(?: of| with)?\s(?P<listed>[^@;]+?)"
    r"(?=\s(?:in|within|observed|recorded|reported|were)\b|\s@|[;.]|$)"
    r"|\b(?:(?:cases?|incidents?|instances?|occurrences?) of|suffer(?:s|ed|ing)?(?: from)?|"
    r"(?:had|have|with|experienced?|developed)(?= [A-Z]))\s(?P<had>[^@;#,]{4,40}?)"
    r"(?=\s(?:in|within|observed|recorded|"
    r"reported|were|was|than|occurred|during|compared)\b|\s@|[;.,]|$)"
    r"|(?:^|,\s)(?P<most>[A-Z][a-z -]{4,40}?)(?= was the (?:most|least)\b)"
    r"|\b(?:most|least) (?:common|frequent|prevalent)[^#@]*(?:@\d+ )?(?:was|is|are|were|where) "
    r"(?P<found>[A-Z]?[a-z -]{4,40}?)(?=[.,;]|$)",
    re.I,
)
_EVERY_CASE = re.compile(r"\b(?:all|every)\b.{0,40}\bcases?\b", re.I)
_MARKS = re.compile(
    r"\bcongestive (?=#)|\blow (?=#\d+ levels)|(?<=#\d) (?:blood )?levels\b|(?<=#\d) in (?:the|"
    r"their) blood\b|"
    r"#\d+ (?:disorders?|illness(?:es)?|conditions?|problems?|issues?|diseases?)\b|[@#]\d+|"
    r"\blikely\b",
    re.I,
)
_UNDERSTOOD = stems(
    "trial the there were was is are case cases adverse event events ae aes side effect effects "
    "patients participants people population individuals recorded reported record report records "
    "reports experienced suffered affected affect had have has did do does more less fewer higher "
    "lower greater same equal number numbers percentage proportion rate incidence common frequent "
    "most least none no any all single total overall than compared over under at least up exactly "
    "only twice half times double occurred occur section individual different types type which "
    "that who significantly significant as many much and or between serious one two three four "
    "five six seven eight nine ten quarter third fifth percent individuals cohort's of observed "
    "seen suffer experience due entire larger smaller difference patient another affecting out "
    "frequently often commonly having incident incidents instance instances occurrence occurrences "
    "occurence occurences prevalent prevalence showed signs sign participating undergoing "
    "intervention suffering highest maximum largest greatest developed where duration type types "
    "category categories across treatment receiving experiencing issues related "
    "entire whole across both neither either amount frequency within during throughout found once "
    "diagnosed presented presenting various variety also each every some became become study "
    "studies contracted share shared particular monitors monitor profile profiles list lists "
    "listed clinically combined"
)


def check_event_counts(claim: str, records: Sequence[TrialRecord]) -> Reason | None:
    """Supported or contradicted by the counts; None where the sentence counts no events."""
    if not any(record.counts for record in records):
        return None
    if any(r.serious_only for r in records) and not re.search(r"\bserious\b", claim, re.I):
        return None  # as many had it, and more in whom it was not serious
    if re.search(r"\bgrade \d", claim, re.I):
        return None  # the record counts an event whatever its grade
    text, places = placed(" ".join(claim.strip().rstrip(".").split()), records)
    if not places and len(records) == 1:
        places = [Place("the trial", records[0].counts)]
    text = _of_groups(text, places)
    text = _CONTRAST.sub(r"\g<one> \g<not>\g<what>; \g<other> recorded\g<what>", text)
    text, events = _with_events(in_numbers(text), records)
    text = in_numbers(text)  # "several" of what is now marked as an event
    parts, doubtful, unread = _clause_by_clause(text, places, events)
    wrong = [part.said for part in parts if not part.holds]
    if wrong:
        return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text="; ".join(wrong))
    if doubtful:
        return Reason(check=CHECK, verdict=Verdict.NOT_FOUND, text="; ".join(doubtful))
    if not parts:
        return None
    verdict = Verdict.PARTLY if unread else Verdict.SUPPORTED
    return Reason(check=CHECK, verdict=verdict, text="; ".join(part.said for part in parts))


def _clause_by_clause(
    text: str, places: Sequence[Place], events: Sequence[Event]
) -> tuple[list[Part], list[str], bool]:
    """Each clause reckoned, what speaks against those read in part, and whether there are any."""
    parts: list[Part] = []
    doubtful: list[str] = []
    unread = False
    before: Clause | None = None
    for words in _CLAUSES.split(text):
        clause = _clause(words, places, events, before)
        part = _weighed(clause) if clause else None
        if clause is None or part is None or not part.sure or _unread(words):
            if part and not part.holds:
                doubtful.append(f"{UNSURE}: {part.said}" if part.sure else part.said)
            unread = True
            continue
        before = clause
        parts.append(part)
    return parts, doubtful, unread


def _weighed(clause: Clause) -> Part | None:
    """By what the clause speaks of: sorts of events, all of them, or those that it names."""
    if is_of_sorts(clause.words):
        return of_sorts(clause)
    return whole(clause) if is_of_all(clause.words) else reckoned(clause)


def _of_groups(text: str, places: Sequence[Place]) -> str:
    """Without the trial where its groups are named beside it: "in @0, more in @1 than in @2"."""
    marks = [int(mark) for mark in re.findall(r"@(\d+)", text)]
    for mark in marks[:1] if not _EVERY_CASE.search(text) else ():
        inner = [places[other] for other in marks[1:]]
        whole = set(places[mark].counts)
        beside = re.search(rf"@{mark},? (?:and|or|than|compared)\b", text)
        if inner and not beside and all(set(p.counts) < whole for p in inner):
            text = re.sub(
                rf"\b(?:in|of|throughout|during|for) @{mark}\b,?\s?", "", text, count=1, flags=re.I
            )
    return text


def _unread(words: str) -> frozenset[str]:
    """Stems of the words that were not understood: then nothing is made of the clause."""
    return stems(_MARKS.sub(" ", words)) - _UNDERSTOOD


def _clause(
    words: str, places: Sequence[Place], events: Sequence[Event], before: Clause | None
) -> Clause | None:
    """The clause with its places and events; what it does not name is what was named before."""
    at = tuple(places[int(found)] for found in re.findall(r"@(\d+)", words))
    named = tuple(events[int(found)] for found in re.findall(r"#(\d+)", words))
    if not named and EVENTS.search(words):
        named = (Event("any event", frozenset([""])),)
    at = at or (before.places[:1] if before else tuple(places[:1]) * (len(places) == 1))
    named = named or (before.events if before else ())
    return Clause(words, at, named or ANY) if at else None


def _with_events(text: str, records: Sequence[TrialRecord]) -> tuple[str, list[Event]]:
    """The text with each event that a record lists as "#0"; the longest names first."""
    terms = {count.term for record in records for count in record.counts if count.term}
    words = list(_WORD.finditer(text))
    forms = [_form(match[0]) for match in words]
    known: dict[tuple[str, ...], set[str]] = {}
    for term in terms:
        known.setdefault(tuple(_form(word) for word in _WORD.findall(term)), set()).add(term)
    found: list[tuple[int, int, Event]] = []
    taken: set[int] = set()
    for form in sorted(known, key=len, reverse=True):
        for at in range(len(forms) - len(form) + 1):
            span = range(at, at + len(form))
            if tuple(forms[at : at + len(form)]) == form and not taken.intersection(span):
                taken.update(span)
                start, end = words[at].start(), words[at + len(form) - 1].end()
                found.append((start, end, Event(text[start:end], frozenset(known[form]))))
    wider = _wider(text, terms, [(start, end) for start, end, _ in found])
    found += [
        each for each in wider if " " in each[2].name
    ]  # "urinary infections" before "infections"
    found += in_other_words(text, terms, [(start, end) for start, end, _ in found])
    taken_now = [(start, end) for start, end, _ in found]
    found += [w for w in wider if not any(a < w[1] and w[0] < b for a, b in taken_now)]
    found += _named_as_absent(text, terms, [(start, end) for start, end, _ in found])
    found.sort(key=lambda each: each[0])
    for place in range(len(found) - 1, -1, -1):
        start, end, _ = found[place]
        text = f"{text[:start]}#{place}{text[end:]}"
    return text, [event for *_, event in found]


def _named_as_absent(
    text: str, terms: set[str], taken: Sequence[tuple[int, int]]
) -> list[tuple[int, int, Event]]:
    """What a sentence says that nobody had and no term of the record has a word of.

    A record of a registry lists every event that it counted, so that none is counted of these.
    """
    known = stems(" ".join(terms)) - _UNDERSTOOD
    found = []
    for match in _ABSENT.finditer(text):
        which = match.lastgroup or "listed"
        for part in re.finditer(r"(?:[^,]+?)(?=,|\s(?:and|or)\s|$)", match[which]):
            named = re.sub(r"^\s*(?:(?:and|or)\s)?", "", part[0])
            start = match.start(which) + part.end() - len(named)
            end = start + len(named.rstrip())
            if any(a < end and start < b for a, b in taken):
                continue
            wanted = stems(named) - _UNDERSTOOD
            if EVENTS.search(named) or re.search(r"\b(?:overlap|difference)", named, re.I):
                continue
            if wanted and not _related(wanted, known) and len(named.split()) <= _MOST_WORDS:
                found.append((start, end, Event(named.strip(), frozenset())))
    return found


def _related(wanted: frozenset[str], known: frozenset[str]) -> bool:
    """Whether words begin alike: a record's "hepatotoxicity" may be what is called hepatitis."""
    begun = {word[:_BEGINS] for word in known}
    return any(word in known or word[:_BEGINS] in begun for word in wanted)


_MOST_WORDS, _BEGINS = 4, 5
_LISTED = re.compile(
    r"(?:cases? ?of|patients? with|suffered(?: from)?|experienced|developed)\s(?P<listed>[^@;]+?)"
    r"(?=\s(?:in|than|occurred|were|was|compared)\b|[;.]|$)"
    r"|(?:^|\band\s|[,;]\s)(?P<told>(?!the\b|there\b|which\b|cohort\b)[a-z][a-z -]{3,40}?)"
    r"(?=\s(?:was|were|is|are) (?:the )?(?:most|least|more|less)\b)",
    re.I,
)


def _wider(
    text: str, terms: set[str], taken: Sequence[tuple[int, int]]
) -> list[tuple[int, int, Event]]:
    """Events named by words that stand in several terms: "infections", "eye disorders"."""
    found = []
    for match in _LISTED.finditer(text):
        whole = "listed" if match["listed"] else "told"
        for part in re.finditer(r"[^,]+?(?=,|\sand\s|$)", match[whole]):
            named = re.sub(r"^\s*(?:and\s)?", "", part[0])
            start = match.start(whole) + part.end() - len(named)
            end = start + len(named.rstrip())
            if not named.strip() or any(a < end and start < b for a, b in taken):
                continue
            wanted = stems(named) - stems("adverse event events disorder disorders")
            holding = frozenset(term for term in terms if wanted and wanted <= stems(term))
            if holding:
                found.append((start, end, Event(named.strip(), holding)))
    return found


def _form(word: str) -> str:
    return " ".join(stems(word)) or word.lower()
