"""Tokens on the page: how they are wished for and shown, one's own and another person's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from starlette.datastructures import FormData

from probatum.access.lifetimes import TOKEN, token_holds
from probatum.evidence.article import Person
from probatum.evidence.sign_in import Scope
from probatum.records.keys import Keys
from probatum.workflows.tokens import Wish

_DAYS = (7, 30, TOKEN.days, 366)


def wish_of(form: FormData) -> Wish:
    """What is asked for; what makes no sense is told when the token is made."""
    days = str(form.get("days", ""))
    scopes = frozenset(Scope(each) for each in form.getlist("scope") if each in set(Scope))
    lasting = timedelta(days=int(days) if days.isdecimal() and len(days) < 5 else 0)
    return Wish(str(form.get("name", "")), scopes, lasting)


def shown_tokens(keys: Keys, person: Person) -> dict[str, object]:
    """Values of ``_tokens.html``: the person's tokens, and what one may be wished for with."""
    now = datetime.now(UTC)
    return {
        "tokens": [(token, token_holds(token, now)) for token in keys.tokens(person.id)],
        "scopes": tuple(Scope),
        "days": _DAYS,
        "usual": TOKEN.days,
    }
