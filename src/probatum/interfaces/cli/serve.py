"""``probatum serve``: the web page."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import click

from probatum.errors import UsageError
from probatum.review.rights import Openness
from probatum.settings import settings
from probatum.wiring import identity_provider

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_ELSEWHERE = (
    "This address can be reached from other machines. Without signing in they {open}; "
    "PROBATUM_OPEN_TO_ALL changes that. Signing in needs https: put a proxy with TLS before it."
)
_OPEN = {
    Openness.ASK: "ask, and read the library and every kept question",
    Openness.READ: "read the library and every kept question",
    Openness.ARTICLES: "read published articles alone",
    Openness.NOTHING: "read nothing",
}


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--allow-host",
    "allowed",
    multiple=True,
    help="A name that the page may be opened under, besides this machine's own; may be repeated.",
)
@click.option(
    "--uploads/--no-uploads",
    default=None,
    help="Whether files may be added on the page without signing in, where one may ask without "
    "[default: only if no other machine reaches it].",
)
@click.option(
    "--library",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the library [default: PROBATUM_LIBRARY or the user's data folder].",
)
def serve(
    host: str, port: int, allowed: tuple[str, ...], uploads: bool | None, folder: Path | None
) -> None:
    """Open the web page on this machine, until Ctrl-C.

    Port 0 takes any that is free.
    """
    # Imported here: no other command needs a web server.
    import uvicorn

    from probatum.interfaces.web.app import make_app
    from probatum.interfaces.web.guard import host_of
    from probatum.wiring.readiness import make_ready

    bound = _bound(host, port)
    private = _is_private(host)
    chosen = settings(folder)
    if not private:
        open_to_all = chosen.page.open_to_all or Openness.ARTICLES
        click.echo(_ELSEWHERE.format(open=_OPEN[open_to_all]), err=True)
    names = _LOOPBACK | {host.strip("[]").lower()} | {host_of(name) for name in allowed}
    if chosen.address:
        names |= {host_of(urlsplit(chosen.address).netloc)}
    if chosen.openid.issuer:
        identity_provider(chosen)  # what is missing is said now, not at the first sign-in
    adding = private if uploads is None else uploads
    app = make_app(chosen, names, uploads=adding, private=private)
    shown = f"[{host}]" if ":" in host else host
    bound.listen()  # whoever comes once the address is told waits, and is not turned away
    click.echo(f"Probatum is at http://{shown}:{bound.getsockname()[1]}/ (Ctrl-C ends it)")
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False,
        timeout_graceful_shutdown=3, h11_max_incomplete_event_size=64_000,
    )  # fmt: skip
    Thread(target=make_ready, daemon=True).start()  # whoever asks first need not wait for it
    with bound:
        uvicorn.Server(config).run(sockets=[bound])


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host.strip("[]"), port))
    except OSError as error:
        bound.close()
        raise UsageError(
            f"cannot listen at {host} port {port} ({error.strerror}); name another with --port"
        ) from error
    return bound


def _is_private(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
