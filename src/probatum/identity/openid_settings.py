"""What must be known of a provider."""

from __future__ import annotations

from pydantic import SecretStr

from probatum.evidence.value import Value


class OpenIdSettings(Value):
    """Of OpenID Connect. `name` is what the button says; without an issuer there is no button."""

    issuer: str | None = None
    client: str | None = None
    secret: SecretStr | None = None
    name: str = "your organisation"
