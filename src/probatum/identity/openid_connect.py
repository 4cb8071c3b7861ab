"""OpenID Connect: the authorization code flow with PKCE, state and nonce.

After OpenID Connect Core 1.0, section 3.1, Discovery 1.0, RFC 7636 (PKCE) and RFC 9207 (issuer in
the answer). What the provider signs is taken only with one of its own keys, by an asymmetric
algorithm.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from ipaddress import ip_address
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from probatum.errors import SignInRefused, UsageError
from probatum.identity.openid_settings import OpenIdSettings
from probatum.identity.provider import Departure, Identity, Return

_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "Ed25519", "EdDSA")
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_TIMEOUT = 10.0
_LEEWAY = 60
"""Seconds by which two clocks may differ."""
_LONGEST = 1_000_000


class OpenIdConnect:
    """An `IdentityProvider`. Keeps what the provider says of itself, and asks again for keys."""

    def __init__(self, settings: OpenIdSettings) -> None:
        if not settings.issuer or not settings.client:
            raise UsageError("openid.issuer needs openid.client, the name you are known by there")
        self.name = settings.name
        self._issuer, self._client = settings.issuer, settings.client
        self._secret = settings.secret.get_secret_value() if settings.secret else None
        self._metadata: Mapping[str, str] | None = None
        self._keys: KeySet | None = None
        self._lock = Lock()

    def departure(self, back: str) -> Departure:
        """See `IdentityProvider`."""
        state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
        with self._session(back) as session:
            address, _ = session.create_authorization_url(
                self._discovered()["authorization_endpoint"],
                state=state,
                nonce=nonce,
                code_verifier=verifier,
            )
        return Departure(address, state, nonce, verifier)

    def identity(self, came: Return, back: str, nonce: str, verifier: str) -> Identity:
        """See `IdentityProvider`."""
        issuer = self._discovered()["issuer"]
        if came.issuer and came.issuer != issuer:
            raise self._refused("the answer came from another provider")
        try:
            with self._session(back) as session:
                tokens = session.fetch_token(
                    self._discovered()["token_endpoint"],
                    code=came.code,
                    code_verifier=verifier,
                    grant_type="authorization_code",
                )
        except (AuthlibBaseError, httpx.HTTPError, ValueError) as error:
            raise self._refused("the code was not taken") from error
        stated = tokens.get("id_token")
        if not isinstance(stated, str):
            raise self._refused("it did not say who you are")
        return Identity(issuer, self._subject(stated, nonce))

    def _subject(self, stated: str, nonce: str) -> str:
        try:
            claims = self._decoded(stated).claims
            self._rules(nonce).validate(claims)
        except (JoseError, ValueError) as error:
            raise self._refused("what it signed does not hold") from error
        audience = claims["aud"]
        several = isinstance(audience, list) and len(audience) > 1
        if claims.get("azp", None if several else self._client) != self._client:
            raise self._refused("it was said to somebody else")
        subject = claims["sub"]
        if not isinstance(subject, str) or not 0 < len(subject) <= 255:
            raise self._refused("it did not say who you are")
        return subject

    def _decoded(self, stated: str) -> jwt.Token:
        """With the keys that are known; once more with those of today, as providers change them."""
        keys = self._keys
        try:
            if keys is not None:
                return jwt.decode(stated, keys, algorithms=_ALGORITHMS)
        except (JoseError, ValueError):
            pass
        found = self._get(self._discovered()["jwks_uri"])
        self._keys = keys = KeySet.import_key_set(found)  # type: ignore[arg-type]
        return jwt.decode(stated, keys, algorithms=_ALGORITHMS)

    def _rules(self, nonce: str) -> jwt.JWTClaimsRegistry:
        return jwt.JWTClaimsRegistry(
            leeway=_LEEWAY,
            iss={"essential": True, "value": self._discovered()["issuer"]},
            aud={"essential": True, "value": self._client},
            nonce={"essential": True, "value": nonce},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
        )

    def _discovered(self) -> Mapping[str, str]:
        with self._lock:
            if self._metadata is None:
                place = self._issuer.rstrip("/") + "/.well-known/openid-configuration"
                found = self._get(place)
                # Some end their name with a slash, which settings leave out.
                if str(found.get("issuer", "")).rstrip("/") != self._issuer.rstrip("/"):
                    raise self._refused("it says of itself that it is another")
                if not all(_is_safe(str(found.get(name, ""))) for name in _ENDPOINTS):
                    raise self._refused("its addresses are not https")
                self._metadata = {name: str(found[name]) for name in ("issuer", *_ENDPOINTS)}
            return self._metadata

    def _get(self, address: str) -> dict[str, Any]:
        """Redirects are not followed: the provider is where the owner says."""
        try:
            answer = httpx.get(address, timeout=_TIMEOUT)
            answer.raise_for_status()
            if len(answer.content) > _LONGEST:
                raise ValueError
            found = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise self._refused("it cannot be reached") from error
        if not isinstance(found, dict):
            raise self._refused("it cannot be understood")
        return found

    def _session(self, back: str) -> OAuth2Client:
        return OAuth2Client(
            self._client,
            self._secret,
            token_endpoint_auth_method="client_secret_basic" if self._secret else "none",
            scope="openid",
            redirect_uri=back,
            code_challenge_method="S256",
            timeout=_TIMEOUT,
        )

    def _refused(self, why: str) -> SignInRefused:
        return SignInRefused(f"{self.name} did not let you in: {why}")


def _is_safe(address: str) -> bool:
    """Over TLS, or on this machine."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme != "http":
        return parts.scheme == "https" and bool(host)
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
