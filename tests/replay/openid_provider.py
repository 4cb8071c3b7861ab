"""An OpenID provider on this machine: discovery, authorization with PKCE, tokens, keys.

It refuses as a real one does: a code that was used, another redirect, a verifier that does not fit, a
wrong secret. What it signs can be harmed on purpose, to see it refused.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

CLIENT, SECRET = "probatum", "a secret & more: 100%"
Harm = Callable[[dict[str, object]], None]


class OpenIdProvider:
    """Everybody who comes is `subject`, and is sent back at once."""

    def __init__(self) -> None:
        self.subject = "subject-1"
        self.key = RSAKey.generate_key(2048, {"kid": "first", "use": "sig", "alg": "RS256"})
        self.harm: Harm = lambda claims: None
        self.sign: Callable[[dict[str, object]], str] = self.signed
        self.metadata_harm: Harm = lambda metadata: None
        self.denies = False
        self.asked: list[dict[str, str]] = []
        self._codes: dict[str, dict[str, str]] = {}
        handler = type("Handler", (_Handler,), {"provider": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_address[1]}"

    def signed(self, claims: dict[str, object], key: RSAKey | OctKey | None = None) -> str:
        used = key or self.key
        kid = getattr(used, "kid", None)
        algorithm = "HS256" if isinstance(used, OctKey) else "RS256"
        header = {"alg": algorithm} | ({"kid": kid} if kid else {})
        return jwt.encode(header, claims, used, algorithms=[algorithm])

    def metadata(self) -> dict[str, object]:
        told: dict[str, object] = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }
        self.metadata_harm(told)
        return told

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser is sent back to."""
        self.asked.append(asked)
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        if self.denies:
            given = {"error": "access_denied", "state": asked["state"]}
            return f"{asked['redirect_uri']}?{urlencode(given)}"
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        given = {"code": code, "state": asked["state"], "iss": self.issuer}
        return f"{asked['redirect_uri']}?{urlencode(given)}"

    def token(self, authorization: str, given: dict[str, str]) -> tuple[int, dict[str, object]]:
        name, _, secret = (
            base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        )
        if (unquote(name), unquote(secret)) not in {(CLIENT, SECRET), (CLIENT, unquote(SECRET))}:
            return 401, {"error": "invalid_client"}
        asked = self._codes.pop(given.get("code", ""), None)
        challenge = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        fits = base64.urlsafe_b64encode(challenge).rstrip(b"=").decode()
        if (
            asked is None
            or asked["redirect_uri"] != given.get("redirect_uri")
            or asked["code_challenge"] != fits
            or given.get("grant_type") != "authorization_code"
        ):
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims: dict[str, object] = {
            "iss": self.issuer, "sub": self.subject, "aud": CLIENT, "nonce": asked["nonce"],
            "iat": now, "exp": now + 300,
        }  # fmt: skip
        self.harm(claims)
        token = self.sign(claims)
        return 200, {"access_token": "a", "token_type": "Bearer", "id_token": token}


class _Handler(BaseHTTPRequestHandler):
    provider: OpenIdProvider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/.well-known/openid-configuration":
            self._say(200, self.provider.metadata())
        elif parts.path == "/keys":
            public = KeySet([self.provider.key]).as_dict(private=False)
            self._say(200, dict(public))
        elif parts.path == "/authorize":
            self.send_response(302)
            self.send_header("location", self.provider.authorize(_single(parts.query)))
            self.send_header("content-length", "0")
            self.end_headers()
        else:
            self._say(404, {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        self._say(*self.provider.token(self.headers.get("authorization", ""), _single(body)))

    def _say(self, status: int, value: dict[str, object]) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def _single(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


@contextmanager
def openid_provider() -> Iterator[OpenIdProvider]:
    provider = OpenIdProvider()
    thread = Thread(target=provider.server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield provider
    finally:
        provider.server.shutdown()
        provider.server.server_close()
        thread.join()
