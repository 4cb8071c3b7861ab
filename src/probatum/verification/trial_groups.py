"""Which groups of which trial a sentence on outcomes speaks of, by number or by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from probatum.verification.trial_outcomes import Outcome

_KIND = r"(?:cohorts?|arms?|groups?|interventions?)"
_FEWEST_LETTERS = 4
_NAMED = re.compile(r"[a-z0-9][\w.+-]*")
_PART_NAME = re.compile(
    rf"\bthe (?P<before>[A-Za-z0-9][^@,;]{{1,50}}?) {_KIND}\b(?! \d)|"
    r"\b(?:patients |participants |those |subjects |women )?(?:(?:who )?received|(?:who were )?"
    r"treated with|receiving|given|administered(?: with)?) (?P<after>[A-Za-z0-9][^@,;]{2,60}?)"
    r"(?=\s(?:had|was|were|did|achieved|experienced|suffered|in|than|compared|group)\b|\s?[,;.]|$)",
    re.I,
)
_CONTROL = re.compile(
    r"\b(?:placebo|control|standard of care|observation|usual care|physician'?s choice|no "
    r"treatment)\b",
    re.I,
)


class Measured(NamedTuple):
    """A trial with the outcome that a sentence speaks of; `trial` is how a sentence calls it."""

    trial: str
    outcome: Outcome


class Groups(NamedTuple):
    """Groups as a sentence names them together, and their trial's outcome."""

    name: str
    outcome: Outcome
    groups: tuple[str, ...]
    whole: bool


def grouped(sentence: str, told: Sequence[Measured]) -> tuple[str, list[Groups]]:
    """The sentence with groups as "@0", "@1" …, and the groups; a trial alone is all of its own."""
    found: list[Groups] = []
    last = list(told) if len(told) == 1 else []
    pattern = _pattern(told)

    def marked(match: re.Match[str]) -> str:
        named = (match["trial"] or match["within"] or "").lower()
        chosen = [each for each in told if each.trial.lower() == named] if named else last
        title = _plain(match["title"] or "")
        if title and not named:
            chosen = [m for m in told if title in _named(m.outcome)] or chosen
        if len(chosen) != 1:
            return match[0]
        last[:] = chosen
        names = _chosen(match, chosen[0].outcome, title)
        if not names:
            return match[0]
        whole = len(names) == len(chosen[0].outcome.groups)
        found.append(Groups(match[0].strip(), chosen[0].outcome, names, whole))
        return f" @{len(found) - 1} "

    text = _with_part_names(pattern.sub(marked, sentence), told, found)
    return _without_repeated(" ".join(text.split()), found), found


def _with_part_names(text: str, told: Sequence[Measured], found: list[Groups]) -> str:
    """Groups called by a part of their names: "the drugone group", "those who received drugone"."""

    def marked(match: re.Match[str]) -> str:
        named = match["before"] or match["after"]
        wanted = frozenset(_NAMED.findall(named.lower()))
        fit = [
            (measured, group)
            for measured in told
            for group in measured.outcome.groups
            if wanted <= frozenset(_NAMED.findall(group.lower()))
        ]
        if not wanted or len(fit) != 1 or len(fit[0][0].outcome.groups) < 2:
            return match[0]
        found.append(Groups(named, fit[0][0].outcome, (fit[0][1],), whole=False))
        return f" @{len(found) - 1} "

    return _PART_NAME.sub(marked, text)


def _without_repeated(text: str, found: list[Groups]) -> str:
    """A trial that is named beside one of its own groups adds nothing: "in @0, @1 had"."""
    marks = [int(mark) for mark in re.findall(r"@(\d+)", text)]
    for mark in marks:
        named = found[mark]
        parts = [m for m in marks if m != mark and found[m].outcome is named.outcome]
        only = named.whole and len(named.outcome.groups) > 1
        only = only and not re.search(rf"@{mark} (?:was|were|is|are|had|has)\b", text)
        if only and parts and not all(found[m].whole for m in parts):
            text = re.sub(rf"(?:\b(?:in|of|from|for)\s+)?@{mark}\b,?", " ", text)
    return " ".join(text.split())


def _pattern(told: Sequence[Measured]) -> re.Pattern[str]:
    trials = "|".join(re.escape(each.trial) for each in told if each.trial) or "(?!)"
    names = sorted({n for m in told for n in _named(m.outcome)}, key=len, reverse=True)
    titles = "|".join(r"\s".join(map(re.escape, name.split())) for name in names) or "(?!)"
    people = r"(?:patients|participants|population|subjects|people|results)"
    within = rf"(?:the )?(?P<within>{trials})"
    number = rf"(?:the |both |all |either |each )?{_KIND} (?P<one>\d|[A-F]\b)"
    number += rf"(?:,? (?:and|&|or) (?:{_KIND} )?(?P<two>\d|[A-F]\b))?\b"
    every = rf"(?:the |both |all |either |each |neither )(?:of the )?(?:two |\d )?{_KIND}"
    named = rf"(?:the )?(?P<title>{titles})(?: {_KIND}| {people}\b)?"
    return re.compile(
        rf"(?<!\w)(?:(?:{number}|(?P<every>{every})|{named})(?: {people}\b)?(?:,? (?:of|in|from) "
        rf"{within})?|(?:the )?(?P<trial>{trials}))(?:'s)?(?!\w)",
        re.I,
    )


def _chosen(match: re.Match[str], outcome: Outcome, title: str) -> tuple[str, ...]:
    numbers = [n for n in (match["one"], match["two"]) if n]
    if numbers:
        places = [int(n) if n.isdigit() else "abcdef".index(n.lower()) + 1 for n in numbers]
        if max(places) > len(outcome.groups):
            return ()
        return tuple(outcome.groups[place - 1] for place in places)
    if title:
        named = _named(outcome).get(title)
        return (named,) if named else ()
    return outcome.groups


def _named(outcome: Outcome) -> dict[str, str]:
    """Every name of a group that no other group has, with the group."""
    found: dict[str, set[str]] = {}
    for group in outcome.groups:
        for name in _names(group):
            found.setdefault(name, set()).add(group)
    controls = [group for group in outcome.groups if _CONTROL.search(group)]
    if len(controls) == 1 and len(outcome.groups) == 2:
        (other,) = set(outcome.groups) - set(controls)
        found |= {
            "control": set(controls),
            "placebo": set(controls),
            "control group": set(controls),
        }
        found |= {"test group": {other}, "test": {other}, "treatment group": {other}}
    return {name: next(iter(groups)) for name, groups in found.items() if len(groups) == 1}


def _names(group: str) -> set[str]:
    whole = _plain(group)
    parts = {whole, _plain(re.sub(r"\([^()]*\)", " ", group))}
    parts |= {_plain(part) for part in re.findall(r"\(([^()]*)\)", group)}
    parts |= {_plain(part) for part in re.split(r":\s", group)}
    return {part for part in parts if len(part) >= _FEWEST_LETTERS}


def _plain(name: str) -> str:
    return " ".join(name.lower().split()).strip(" :;,.")
