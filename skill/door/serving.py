"""The server: takes connections, keeps their number in bounds, and ends when told to, its last answers given."""

import logging
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import waitress
from flask import Flask
from waitress import wasyncore

from skill.door.application import MAX_BODY_BYTES

THREADS = 8
"""Twice as many as may wait for a certificate (`skill.door.signers.MAX_WAITING`)."""
MOST_IDLE = 200
"""Open connections on which nothing is asked; beyond them those idle for longest are closed."""
MOST_CONNECTIONS = 600
"""Beyond these nobody new is let in; well below the 1024 files that a process may have open."""
IDLE_SECONDS = 60
"""How long a proxy may keep a connection for its next request."""
DRAIN_SECONDS = 8.0
"""How long answers under way may take once the service is told to end: Alexa waits no longer for them either."""
TICK = 0.5
"""Seconds between two looks at the connections where nothing happens."""

log = logging.getLogger(__name__)


def serve(app: Flask, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT, then let nobody in and give the answers under way.

    Prints the address once connections are taken; port 0 finds a free one.
    Raises SystemExit where the address cannot be had; the message says why.
    """
    try:
        listener = socket.create_server((host, port), family=_family(host))
    except OSError as error:
        raise SystemExit(f"Cannot serve on {host}, port {port}: {error}. Try another --port.") from None
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it warns of every request that waits a moment
    sockets: dict[int, Any] = {}
    server = waitress.create_server(
        app,
        map=sockets,
        sockets=[listener],
        threads=THREADS,
        max_request_body_size=MAX_BODY_BYTES,
        ident=None,
        connection_limit=MOST_CONNECTIONS,
        channel_timeout=IDLE_SECONDS,
        clear_untrusted_proxy_headers=False,  # the console must see that there is a proxy
    )
    with _told_to_end(server) as told:
        print(f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}", flush=True)
        while not told:
            _turn(sockets)
            _close_idle(server, MOST_IDLE)
    _drain(server, sockets)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


@contextmanager
def _told_to_end(server: Any) -> Iterator[list[int]]:
    """Hold a list that gets the signal which ends the service. As process 1 there is no end without a handler."""
    told: list[int] = []

    def take(number: int, _: FrameType | None) -> None:
        told.append(number)
        server.pull_trigger()

    before = {number: signal.signal(number, take) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _turn(sockets: dict[int, Any]) -> None:
    """Let the connections read and write once; it returns when something has happened, or after a tick."""
    wasyncore.loop(timeout=TICK, use_poll=True, map=sockets, count=1)


def _close_idle(server: Any, most: int) -> None:
    """Close those idle for longest of the connections on which nothing is asked."""
    idle = [channel for channel in server.active_channels.values() if not _is_busy(channel)]
    if len(idle) > most:
        idle.sort(key=lambda channel: channel.last_activity)
        for channel in idle[: len(idle) - most]:
            channel.will_close = True


def _is_busy(channel: Any) -> bool:
    """Whether a request is being answered, or an answer still to be sent."""
    return bool(channel.requests or channel.total_outbufs_len)


def _is_heard(channel: Any) -> bool:
    """Whether a request is being received, answered or its answer sent."""
    return _is_busy(channel) or channel.request is not None


def _drain(server: Any, sockets: dict[int, Any]) -> None:
    """Give the answers under way, and close everything."""
    log.info("ending: no new connections, answers under way are given")
    until = time.monotonic() + DRAIN_SECONDS
    server.del_channel()
    server.socket.close()
    while any(map(_is_heard, server.active_channels.values())) and time.monotonic() < until:
        _turn(sockets)
    server.task_dispatcher.shutdown(timeout=1)
    wasyncore.close_all(sockets)
