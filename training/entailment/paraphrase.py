"""Other words of the same meaning, by rule: synonyms, compression, abbreviation, mirroring."""

from __future__ import annotations

import random
import re

_SYNONYMS = tuple(
    tuple(part.strip() for part in line.split("|"))
    for line in """
    patients | people | individuals
    showed | demonstrated | found
    reduced | lowered | decreased
    reduces | lowers | decreases
    increased | raised
    improved | was better for
    reduction in | decrease in | drop in
    higher | greater | larger
    lower | smaller
    treatment | therapy | management
    compared with | relative to | versus | in comparison with
    was associated with | was linked to | correlated with
    is associated with | is linked to | correlates with
    associated with | linked to | related to
    may | might | can possibly
    and | as well as
    risk of | likelihood of | chance of
    no significant difference | no difference | no statistically significant difference
    did not differ | were similar | were comparable
    effective | efficacious
    adverse events | side effects | adverse effects
    mortality | death rate | deaths
    survival | length of life
    myocardial infarction | heart attack
    stroke | cerebrovascular accident
    hypertension | high blood pressure
    cancer | malignancy | carcinoma
    tumor | tumour | neoplasm
    renal | kidney
    hepatic | liver
    cardiac | heart
    pulmonary | lung
    cerebral | brain
    children | pediatric patients | young patients
    elderly | older people
    significantly | substantially | markedly
    approximately | about | around
    recommended | advised
    is used | is given | is employed
    should be considered | deserves consideration
    standard treatment | usual treatment | treatment of choice
    surgery | operation | surgical treatment
    radiation therapy | radiotherapy | irradiation
    chemotherapy | cytotoxic treatment
    diagnosis | detection
    symptoms | complaints
    weight loss | loss of weight
    body mass index | BMI
    physical activity | exercise
    occurs in | is seen in | is found in
    common | frequent
    rare | uncommon | infrequent
    severe | serious
    caused by | due to | brought about by
    causes | leads to | results in
    prevents | protects against
    greater than | more than | above
    less than | below | under
    at least | no fewer than
    received | were given | were treated with
    randomized | randomised | allocated at random
    group | arm
    baseline | the start
    weeks of treatment | weeks on treatment
    improvement in | gain in | better
    worsening of | deterioration of
    expression | levels
    activates | stimulates
    inhibits | blocks | suppresses
    promotes | favors
    plays a role in | contributes to | is involved in
    infection | infectious disease
    pregnancy | gestation
    glucose | blood sugar
    long-term | lasting
    prognosis | outlook
    metastatic | advanced
    """.strip().splitlines()
)
_ABBREVIATIONS = (
    ("confidence interval", "CI"), ("overall survival", "OS"), ("hazard ratio", "HR"),
    ("progression-free survival", "PFS"), ("odds ratio", "OR"), ("quality of life", "QoL"),
    ("randomized controlled trial", "RCT"), ("blood pressure", "BP"),
    ("coronary artery disease", "CAD"), ("chronic obstructive pulmonary disease", "COPD"),
    ("magnetic resonance imaging", "MRI"), ("computed tomography", "CT"),
    ("non-small cell lung cancer", "NSCLC"), ("hepatocellular carcinoma", "HCC"),
    ("human immunodeficiency virus", "HIV"), ("intensive care unit", "ICU"),
    ("type 2 diabetes", "T2D"), ("acute lymphoblastic leukemia", "ALL"),
)  # fmt: skip
_PARENTHESIS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_OPENING = re.compile(
    r"^(?:However|Moreover|Furthermore|In addition|Additionally|Therefore|Thus|Overall|Finally|"
    r"In conclusion|In summary|Our (?:results|findings|data) (?:show|showed|suggest|indicate)"
    r"(?: that)?|These (?:results|findings|data) (?:show|suggest|indicate)(?: that)?|"
    r"We (?:found|observed|conclude|concluded)(?: that)?|The results (?:show|showed) that|"
    r"(?:In|At|After|During|Among|For) [^,]{4,60}),? +",
)
_TRAILING = re.compile(
    r"[,;] (?:which|although|while|whereas|but|suggesting|indicating|with|including|and)\b[^,;]*\.$"
)
_FILLER = re.compile(
    r"\b(?:also|respectively|significantly|statistically|clearly|generally|notably|only|still|"
    r"very|well|further|overall|approximately|about) ",
)
_MIRROR = {"higher": "lower", "lower": "higher", "greater": "smaller", "longer": "shorter",
           "shorter": "longer", "better": "worse", "more": "less", "worse": "better",
           "faster": "slower", "slower": "faster", "larger": "smaller"}  # fmt: skip
_COMPARED = re.compile(
    r"\b(?P<word>higher|lower|greater|longer|shorter|better|worse|more|faster|slower|larger)"
    r"(?P<what>(?: [\w-]+){0,4}?) (?P<prep>in|with|for|among|after) "
    r"(?P<one>(?:the )?[\w-]+(?: [\w-]+){0,4}?) than (?:(?P=prep) )?"
    r"(?P<other>(?:the )?[\w-]+(?: [\w-]+){0,3}?)(?=[,.;(]| \(|$)"
)


def synonyms(sentence: str, rng: random.Random, most: int = 4) -> str:
    """Up to `most` words or phrases put for others of the same meaning."""
    for group in rng.sample(_SYNONYMS, len(_SYNONYMS)):
        if most == 0:
            break
        written = next((w for w in group if re.search(rf"\b{re.escape(w)}\b", sentence)), None)
        if written and rng.random() < 0.8:
            new = rng.choice([word for word in group if word != written])
            sentence = re.sub(rf"\b{re.escape(written)}\b", new, sentence, count=1)
            most -= 1
    return sentence


def compressed(sentence: str, rng: random.Random) -> str:
    """Without brackets, openings and asides; what is left is said by the sentence."""
    shorter = sentence
    for pattern, chance in ((_PARENTHESIS, 0.8), (_OPENING, 0.6), (_TRAILING, 0.5), (_FILLER, 0.5)):
        if rng.random() < chance:
            end = "." if pattern is _TRAILING else ""
            candidate = pattern.sub(end, shorter).strip()
            if len(candidate.split()) >= 6:
                shorter = candidate
    return shorter[0].upper() + shorter[1:]


def abbreviated(sentence: str, known: tuple[tuple[str, str], ...], rng: random.Random) -> str:
    """Short for long or long for short, as `known` (long, short) and common usage have it."""
    for long, short in rng.sample((*known, *_ABBREVIATIONS), len(known) + len(_ABBREVIATIONS)):
        if re.search(rf"\b{re.escape(long)}\b", sentence, re.I):
            return re.sub(rf"\b{re.escape(long)}\b(?: \({re.escape(short)}\))?", short, sentence,
                          flags=re.I)  # fmt: skip
        if re.search(rf"(?<!\()\b{re.escape(short)}\b", sentence):
            return re.sub(rf"(?<!\()\b{re.escape(short)}\b", long, sentence)
    return sentence


def mirrored(sentence: str) -> str | None:
    """What is higher in X than in Y, said as lower in Y than in X; none without such a form."""
    match = _COMPARED.search(sentence)
    if not match or match["one"] == match["other"]:
        return None
    said = (
        f"{_MIRROR[match['word']]}{match['what']} {match['prep']} {match['other']} than "
        f"{match['prep']} {match['one']}"
    )
    return sentence[: match.start()] + said + sentence[match.end() :]


def reworded(sentence: str, known: tuple[tuple[str, str], ...], rng: random.Random) -> str:
    """Some or all of the ways above."""
    if rng.random() < 0.35 and (other := mirrored(sentence)):
        sentence = other
    if rng.random() < 0.6:
        sentence = compressed(sentence, rng)
    if rng.random() < 0.35:
        sentence = abbreviated(sentence, known, rng)
    if rng.random() < 0.75:
        sentence = synonyms(sentence, rng)
    return sentence
