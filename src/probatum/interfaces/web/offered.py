"""Ways of answering that the owner has made possible, as the ask box offers them."""

from __future__ import annotations

from typing import NamedTuple

from starlette.requests import Request

from probatum.interfaces.web.runs import Ways
from probatum.privacy.policy import Policy, policy_for
from probatum.review.rights import Right
from probatum.settings import Settings

_COMPOSERS = frozenset({"quoting", "writing"})


class Offered(NamedTuple):
    """Whether services can be asked and usually are; the model that edits quotes, if any.

    `composer` is who writes where nothing is chosen. What goes to the model may be screened for
    what names people, and may hold the question itself, when the model reads it.
    """

    live: bool = False
    usual: bool = False
    composer: str = "quoting"
    model: str = ""
    model_is_elsewhere: bool = False
    model_is_screened: bool = False
    model_reads: bool = False

    def chosen(self, live: str, composer: str) -> Ways:
        """The ways that a form asks for, as far as they are offered."""
        writes = composer if self.model and composer in _COMPOSERS else self.composer
        return Ways(self.live and live == "yes", writes)


def offered(request: Request) -> Offered:
    """What services give is kept in the library: for those who may add to it, or as set."""
    settings: Settings = request.app.state.desk.settings
    visitor = getattr(request.state, "visitor", None)
    may_add = visitor is not None and Right.ADD in visitor.rights
    model = settings.model
    return Offered(
        live=settings.live or may_add,
        usual=settings.live,
        composer=settings.composer,
        model=model.name if model.address else "",
        model_is_elsewhere=not model.is_local(),
        model_is_screened=policy_for(model.address or "", settings.model_policy)
        is not Policy.ALLOW,
        model_reads=settings.understanding == "model",
    )
