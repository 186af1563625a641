"""Who is at this machine, and who comes through a proxy, as far as a request shows it."""

import os
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from werkzeug.wrappers import Request

FORWARDED = ("forwarded", "via", "x-real-ip", "cf-connecting-ip", "true-client-ip")
FORWARDED_PREFIX = "x-forwarded"
"""Headers by which a proxy tells that a request is really somebody else's."""
SOCKETS = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
"""A line a socket: its own address is the second field, the other end's the third, its user the eighth."""
OLD_HTTP = "HTTP/1.0"
"""What nginx speaks to what is behind it unless told otherwise, with no header that tells; no browser does."""


def is_loopback(host: str) -> bool:
    """Whether a name or address, without a port, is one of this machine for itself."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def is_forwarded(request: Request) -> bool:
    """Whether a request shows that it came through a proxy."""
    names = [name.lower() for name in request.headers.keys()]  # noqa: SIM118  Werkzeug's headers are pairs
    named = any(name in FORWARDED or name.startswith(FORWARDED_PREFIX) for name in names)
    return named or request.environ.get("SERVER_PROTOCOL") == OLD_HTTP


def is_from_here(request: Request) -> bool:
    """Whether a request was made at this machine, to one of its own names, by no page of another site.

    And by the user who runs the service, where the system tells: a proxy is another one.
    """
    local = is_loopback(request.remote_addr or "") and is_loopback(_host(f"//{request.host}"))
    theirs = local and _owner(request.environ) not in (None, os.geteuid())
    return local and not theirs and not is_of_foreign_page(request) and not is_forwarded(request)


def is_of_foreign_page(request: Request) -> bool:
    """Whether a browser says that a page of another site has made a request."""
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.host


def _owner(environ: Mapping[str, object]) -> int | None:
    """The user of the other end of a connection at this machine; None where the system does not tell."""
    try:
        own, other = (f":{int(str(environ[name])):04X}" for name in ("SERVER_PORT", "REMOTE_PORT"))
        rows = [line.split() for table in SOCKETS for line in table.read_text("ascii").splitlines()]
    except (KeyError, ValueError, OSError):
        return None
    users = [int(row[7]) for row in rows if row[1].endswith(other) and row[2].endswith(own)]
    return users[0] if users else None


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
