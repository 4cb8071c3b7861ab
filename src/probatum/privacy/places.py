"""Geographic units smaller than a state: streets, postcodes, and towns somebody lives in."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’-]+"
_STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Square|Sq|Way|Close|"
    r"Terrace|Crescent|Highway|Hwy|Parkway|Pkwy)"
)
_STATES = (
    r"(?:A[KLRZ]|C[AOT]|DC|DE|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|"
    r"T[NX]|UT|V[AT]|W[AIVY])"
)
# A state or more may be named: 45 CFR 164.514(b)(2)(i)(B).
_LARGE = (
    r"(?!(?:the|a|an|Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|"
    r"Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|"
    r"Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New\s|North|South|"
    r"East|West|Central|Latin|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode|Tennessee|Texas|Utah|Vermont|"
    r"Virginia|Washington|Wisconsin|Wyoming|Africa|Asia|Europe|America|Australia|Austria|Bangladesh|"
    r"Belgium|Brazil|Britain|Canada|Chile|China|Colombia|Denmark|Deutschland|Egypt|England|España|"
    r"Ethiopia|Finland|France|Germany|Ghana|Greece|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|"
    r"Japan|Kenya|Korea|Malaysia|Mexico|Nepal|Netherlands|Nigeria|Norway|Pakistan|Peru|Philippines|"
    r"Poland|Portugal|Russia|Scotland|Singapore|Spain|Sudan|Sweden|Switzerland|Taiwan|Thailand|Turkey|"
    r"Uganda|Ukraine|United|Vietnam|Wales|Österreich|Zambia)\b)"
)
_LIVES = (
    r"(?:[Ll]iv(?:es?|ing)\s+(?:in|at|near)|[Rr]esid(?:es?|ing|ent)\s+(?:in|of|at)|[Ww]ohnhaft\s+in|"
    r"[Ww]ohnt\s+in|[Hh]abit(?:e|ant)\s+à|[Vv]ive\s+en|[Tt]own\s+of|[Vv]illage\s+of|[Cc]ity\s+of|"
    r"[Cc]ounty\s+of|[Rr]esidente\s+en)"
)
_RULES = tuple(
    re.compile(rule)
    for rule in (
        rf"\b(?P<found>\d{{1,5}}[A-Za-z]?,?\s+(?:[NSEW]\.?\s+)?(?:{_WORD}\s+){{1,3}}{_STREET}\b\.?"
        rf"(?:,\s*(?:{_WORD}\s?){{1,3}}(?:,\s*{_STATES}\b)?)?(?:\s+\d{{5}}(?:-\d{{4}})?)?)",
        r"\b(?P<found>[A-ZÄÖÜ][\wäöüß-]+(?:straße|strasse|str\.|weg|gasse|platz|allee)\s+\d+\s?[a-z]?\b"
        rf"(?:,?\s+\d{{5}}\s+{_WORD})?)",
        rf"\b(?P<found>\d{{1,4}},?\s+(?:bis\s+)?(?:rue|avenue|boulevard|place|chemin|impasse|allée)\s+"
        rf"(?:(?:de|du|des|la|le|les)\s+)*(?:[dl]['’])?{_WORD}(?:\s+{_WORD})*(?:,?\s+\d{{5}}\s+{_WORD})?)",
        rf"\b(?P<found>(?:[Cc]alle|[Aa]venida|[Pp]laza|[Vv]ia)\s+(?:(?:de|del|la|los)\s+)*{_WORD}"
        rf"(?:\s+{_WORD})*,?\s+\d{{1,4}}\b)",
        r"(?P<found>\b[Pp]\.?\s?[Oo]\.?\s?[Bb]ox\s+\d+)",
        rf"\b{_STATES},?\s+(?P<found>\d{{5}}(?:-\d{{4}})?)\b",
        r"(?i:\b(?:zip|zip\s?code|postal\s?code|postcode|plz|code\s+postal|código\s+postal)\b)\W{0,3}"
        r"(?:is\s+)?(?P<found>[A-Z0-9]{3,5}(?:[\s-][A-Z0-9]{3,4})?)\b",
        # British: inward codes hold none of C I K M O V, and "2GY" is a dose.
        r"\b(?P<found>[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]?\s\d(?!GY)[ABD-HJLNP-UW-Z]{2})\b",
        rf"\b{_LIVES}\s+(?P<found>{_LARGE}{_WORD}(?:\s+(?!{_STREET}\b){_WORD}){{0,2}})",
    )
)


def places(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each place, in characters."""
    for rule in _RULES:
        for match in rule.finditer(text):
            yield match.span("found")
