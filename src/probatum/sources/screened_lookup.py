"""A look-up of references whose words are screened for identifiers of people first."""

from __future__ import annotations

from collections.abc import Callable

from probatum.errors import SourceUnavailable
from probatum.evidence.checked import ForeignReference
from probatum.evidence.document import Document
from probatum.privacy.policy import Policy
from probatum.privacy.recogniser import Recogniser
from probatum.privacy.screened import Agrees, screened
from probatum.sources.reference_lookup import ReferenceLookup


class ScreenedLookup:
    """Keeps the protocol `ReferenceLookup`; ``tell`` is given a line whenever words were taken out.

    Where the policy withholds a reference, the service counts as not asked: that it "knows no such
    work" would be untrue.
    """

    def __init__(
        self,
        lookup: ReferenceLookup,
        policy: Policy,
        tell: Callable[[str], None],
        agrees: Agrees | None = None,
        more: Recogniser | None = None,
    ) -> None:
        self.name = lookup.name
        self._lookup = lookup
        self._policy = policy
        self._tell = tell
        self._agrees = agrees
        self._more = more

    def look_up(self, reference: ForeignReference) -> Document | None:
        """Raises `SourceUnavailable`, also where nothing may be sent."""
        outcome = screened(reference.text, self._policy, self._agrees, self._more)
        if told := outcome.told(self.name):
            self._tell(f"Reference {reference.key}: {told}")
        if outcome.withheld:
            raise SourceUnavailable(
                self.name,
                f"not asked further, for reference {reference.key} may tell who somebody is and "
                "the setting privacy.services does not let it go",
            )
        return self._lookup.look_up(reference.model_copy(update={"text": outcome.text}))
