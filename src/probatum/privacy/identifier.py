"""What can tell who somebody is: the kinds of 45 CFR 164.514(b)(2)(i), (A) to (R)."""

from __future__ import annotations

from enum import StrEnum

from probatum.evidence.value import Value


class IdentifierKind(StrEnum):
    """The eighteen kinds, with ages over 89 apart from dates; each is named as it is shown."""

    NAME = "name"
    PLACE = "place"
    DATE = "date"
    AGE = "age over 89"
    PHONE = "phone number"
    FAX = "fax number"
    EMAIL = "e-mail address"
    SOCIAL_SECURITY = "social security number"
    MEDICAL_RECORD = "medical record number"
    HEALTH_PLAN = "health plan number"
    ACCOUNT = "account number"
    LICENCE = "certificate or licence number"
    VEHICLE = "vehicle identifier"
    DEVICE = "device identifier"
    WEB_ADDRESS = "web address"
    IP_ADDRESS = "IP address"
    BIOMETRIC = "biometric identifier"
    PHOTOGRAPH = "photograph"
    OTHER = "other unique number"


class Identifier(Value):
    """A stretch of a text, ``start`` to ``end`` in characters, that may tell who somebody is."""

    kind: IdentifierKind
    start: int
    end: int
    text: str
