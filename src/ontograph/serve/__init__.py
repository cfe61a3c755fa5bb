"""`ontograph serve`: a graph over HTTP, read only (SPARQL 1.1 Protocol), by starlette and uvicorn (extra `serve`)."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ontograph import query
from ontograph.errors import ExtraError, ServeError

HOST, PORT = "127.0.0.1", 7878


def run(
    graph: Path,
    host: str = HOST,
    port: int = PORT,
    seconds: float = 30.0,
    rows: int = 100_000,
    cors: bool = True,
    on_ready: Callable[[str], None] = print,
    on_notice: Callable[[str], None] = print,
) -> None:
    """Serve a graph until the process is told to end (SIGINT, SIGTERM). Port 0 is any free one.

    Raises ExtraError without starlette and uvicorn, ServeError if nothing can listen at that address, GraphError if the
    graph is not there or cannot be read.
    """
    try:
        import uvicorn

        from ontograph.serve import app, home
    except ImportError as error:
        raise ExtraError("serving needs starlette and uvicorn: pip install 'ontograph-press[serve]'") from error
    from ontograph.serve.description import Holdings
    from ontograph.serve.limits import Limits
    from ontograph.serve.pool import Pool

    with listen(host, port) as listening:
        store = query.load(graph)
        pool = Pool(graph, Limits(seconds=seconds, rows=rows))
        try:
            application = app.make(pool, Holdings.of(store), home.pages(store), cors)
            config = uvicorn.Config(
                application,
                http="h11",
                ws="none",
                lifespan="off",
                log_level="error",
                access_log=False,
                server_header=False,
                limit_concurrency=64,
                timeout_graceful_shutdown=2,
            )
            if not is_loopback(host):
                on_notice(f"{host}: open to the network; whoever reaches this machine can read the graph")
            on_ready(
                f"{address(host, listening)}/ ({len(store)} triples; ask at /query, endpoint /sparql; Ctrl-C ends it)"
            )
            with suppress(KeyboardInterrupt):  # uvicorn raises the signal again that ended it
                uvicorn.Server(config).run(sockets=[listening])
        finally:
            pool.close()


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; raises ServeError, saying why it cannot."""
    try:
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.socket(family, socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ServeError(f"{host}: no address to serve at: {error}") from error
    try:
        if os.name == "posix":  # elsewhere it would let two programs listen at one port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen(128)
    except OSError as error:
        listening.close()
        reason = error.strerror or str(error)
        raise ServeError(f"{host}, port {port}: {reason[0].lower()}{reason[1:]}; choose another --port") from error
    return listening


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def address(host: str, listening: socket.socket) -> str:
    """The URL of a listening socket."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{listening.getsockname()[1]}"
