"""Numbers and addresses that belong to one person or thing, by their form or by what is before."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from probatum.privacy.identifier import IdentifierKind as Kind

_CODE = r"(?P<found>(?=[A-Za-z0-9./-]*\d)[A-Za-z0-9](?:[A-Za-z0-9]|[./-](?=[A-Za-z0-9])){3,})"
_NO = r"(?:\s*(?:numbers?|nos?\b\.?|nr\b\.?|#|id\b|ids\b|code))"
_IS = r"\s*(?:is\b|was\b)?\s*[:=#]?\s*"
_DIGITS = r"(?P<found>\+?\(?\d(?:[\s./()-]{0,2}\d){5,14})"
_NO_DOSE = r"(?!\s*(?:%|mg|mcg|µg|μg|g\b|kg|m[lL]\b|IU|U\b|Gy|units?|mm|cm))"
# Addresses of published works tell nothing of a patient.
_OF_WORKS = (
    r"(?!(?:www\.)?(?:dx\.)?"
    r"(?:doi\.org|(?:\w+\.)*ncbi\.nlm\.nih\.gov|clinicaltrials\.gov|europepmc\.org|"
    r"(?:\w+\.)*cancer\.gov|(?:\w+\.)*who\.int|(?:\w+\.)*nice\.org\.uk)\b)"
)


def _cued(cue: str, *, numbered: bool = True) -> str:
    """After a cue and, where ``numbered``, a word for number, which a colon may stand for."""
    number = rf"(?:{_NO}{_IS}|\s*[:=#]\s*)" if numbered else rf"{_NO}?{_IS}"
    return rf"(?i:\b{cue}\b{number}){_CODE}"


_FORMS = (
    (Kind.EMAIL, r"(?P<found>[\w.+%-]+@[\w-]+(?:\.[\w-]+)+)"),
    (
        Kind.WEB_ADDRESS,
        rf"(?P<found>\b(?:(?:https?|ftp)://{_OF_WORKS}|{_OF_WORKS}www\.)[^\s<>\"]+)",
    ),
    (Kind.SOCIAL_SECURITY, rf"(?P<found>\b\d{{3}}-\d{{2}}-\d{{4}}\b){_NO_DOSE}"),
    (
        Kind.SOCIAL_SECURITY,
        rf"(?i:\b(?:SSN|social security|SVNR|sozialversicherungs)\w*{_NO}?{_IS})"
        r"(?P<found>[A-Z0-9](?:[\s-]?[A-Z0-9]){5,14})",
    ),
    (Kind.FAX, rf"(?i:\b(?:tele)?fax{_NO}?{_IS}){_DIGITS}"),
    (
        Kind.PHONE,
        r"(?i:\b(?:tel|telephone|telefon|phone|mobile|mobil|cell|handy|call|tél|téléphone|teléfono)\b"
        rf"\.?{_NO}?{_IS}(?:(?:him|her|at|on|me|us)\b\s*){{0,2}}){_DIGITS}",
    ),
    (Kind.PHONE, r"(?:电话|電話|手机)\s*[:：]?\s*(?P<found>\+?\d[\d\s-]{6,14}\d)"),
    (Kind.PHONE, r"(?<![\w.])(?P<found>\+\d{1,3}(?:[\s./()-]{0,2}\d){7,12})\b"),
    (
        Kind.PHONE,
        r"(?<![\w.+-])(?P<found>(?:1[\s.-])?(?:\([2-9]\d\d\)\s?|[2-9]\d\d[\s.-])"
        rf"[2-9]\d\d[\s.-]\d{{4}})\b{_NO_DOSE}",
    ),
    (Kind.PHONE, rf"(?<![\w.-])(?P<found>0\d{{2,4}}[\s/-]\d{{3,4}}[\s-]?\d{{3,4}})\b{_NO_DOSE}"),
    (Kind.MEDICAL_RECORD, _cued("(?:MRN|NHS)", numbered=False)),
    (
        Kind.MEDICAL_RECORD,
        _cued(
            r"(?:(?:medical|health|hospital|patient)\s+records?|chart|hospital|patient|case|Fall|"
            r"Patienten|Akten|dossier|historia\s+clínica)"
        ),
    ),
    (
        Kind.MEDICAL_RECORD,
        rf"\b(?:Fall|Patienten|Akten)(?:nummer|zeichen)\s*[:=]?\s*{_CODE}",
    ),
    (Kind.MEDICAL_RECORD, r"(?:病历号|住院号|病案号)\s*[:：]?\s*(?P<found>[A-Z0-9-]{4,})"),
    (
        Kind.HEALTH_PLAN,
        _cued(
            r"(?:health\s*plan|(?:health\s+)?insurance|member(?:ship)?|policy|beneficiary|medicare|"
            r"medicaid|subscriber|versicherten)"
        ),
    ),
    (Kind.ACCOUNT, _cued(r"(?:(?:bank\s+)?account|acct|invoice|billing)")),
    (
        Kind.ACCOUNT,
        r"(?P<found>\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b)",
    ),
    (Kind.ACCOUNT, r"(?P<found>(?<!\d[ -])\b(?:\d{4}[ -]){3}\d{4}\b)"),
    (
        Kind.VEHICLE,
        _cued(r"(?:VIN|licen[sc]e\s+plate|number\s+plate|plate|Kennzeichen)", numbered=False),
    ),
    (
        Kind.VEHICLE,
        r"(?P<found>\b(?=[A-Z0-9]*\d[A-Z0-9]*\d)(?=[A-Z0-9]*[B-FH-S])[A-HJ-NPR-Z0-9]{17}\b)",
    ),
    (
        Kind.LICENCE,
        _cued(
            r"(?:(?:driver['’]?s?\s+|driving\s+|medical\s+)?licen[sc]e|certificate|passport|DEA|NPI)"
        ),
    ),
    (Kind.DEVICE, _cued(r"(?:serial|device|implant|pacemaker|UDI|IMEI|S/N|lot)")),
    (Kind.DEVICE, r"(?P<found>\b(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}\b)"),
    (
        Kind.BIOMETRIC,
        r"(?i:(?P<found>\b(?:(?:his|her|patient['’]s|their)\s+(?:finger|voice|palm)\s?prints?|"
        r"(?:finger|voice|palm)\s?prints?\s+(?:id|on\s+file|record(?:ed)?|template)|"
        r"(?:iris|retina)\s+scan\s+id|face\s?id|facial\s+recognition)\b))",
    ),
    (
        Kind.PHOTOGRAPH,
        r"(?i:(?P<found>\bfull[\s-]face\s+(?:photo\w*|images?|pictures?)|"
        r"\b(?:photo(?:graph)?s?|pictures?|selfies?)\s+of\s+"
        r"(?:him|her|(?:the|my|this)\s+patient|(?:his|her)\s+face)\b|"
        r"\b(?:attached|enclosed)\s+(?:photo(?:graph)?s?|pictures?|selfies?)\b))",
    ),
    (Kind.PHOTOGRAPH, r"(?P<found>\b[\w-]+\.(?:jpe?g|png|heic|dcm)\b)"),
    (Kind.OTHER, r"(?P<found>\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b)"),
    (
        Kind.OTHER,
        _cued(
            r"(?:ID|identifier|identification|accession|specimen|sample|barcode|subject|"
            r"participant|registration|order|encounter|visit|personal)"
        ),
    ),
    (Kind.OTHER, r"(?<![\w.,/-])(?P<found>\d{9,}(?<!000))(?![\w/-])"),
)
_RULES = tuple((kind, re.compile(rule)) for kind, rule in _FORMS)
_IP = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7})(?![\w.]*\d)"
)
_SECTION = re.compile(r"(?:section|chapter|version|step|item|§)\s*$", re.I)


def numbers(text: str) -> Iterator[tuple[Kind, int, int]]:
    """Kind, start and end of each."""
    for kind, rule in _RULES:
        for match in rule.finditer(text):
            yield kind, *match.span("found")
    for match in _IP.finditer(text):
        if _is_address(match.group()) and not _SECTION.search(text[: match.start()][-12:]):
            yield Kind.IP_ADDRESS, *match.span()


def _is_address(words: str) -> bool:
    try:
        ipaddress.ip_address(words)
    except ValueError:
        return False
    return len(words) > 6  # "::" and "1::" are punctuation
