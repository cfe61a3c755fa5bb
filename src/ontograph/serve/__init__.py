"""`ontograph serve`: a graph over HTTP, read only (SPARQL 1.1 Protocol), by starlette and uvicorn (extra `serve`)."""

from __future__ import annotations

import ipaddress
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ontograph import query
from ontograph.errors import ExtraError, ServeError
from ontograph.serve.description import Holdings
from ontograph.texts import Texts

if TYPE_CHECKING:
    from types import FrameType

    import uvicorn

    from ontograph.serve.home import Page
    from ontograph.serve.pool import Pool

HOST, PORT = "127.0.0.1", 7878
CONNECTIONS = 40
"""At a time; each may wait in a thread for its answer, and there are 40 of those."""
HEAD_BYTES = 4 * 1024 * 1024
"""Of a request's address and headers: what is longer is cut off while it is sent, and its sender may never see why. So
this is far above the limit of a query (`limits`), which is refused with a message."""


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

        from ontograph.serve import app
    except ImportError as error:
        raise ExtraError("serving needs starlette and uvicorn: pip install 'ontograph-press[serve]'") from error
    from ontograph.serve.limits import Limits
    from ontograph.serve.pool import Pool

    with listen(host, port) as listening:
        holdings, pages = _shown(graph)
        hosts = ["*"] if cors or not is_loopback(host) else [host, *app.LOOPBACK]
        pool = Pool(graph, Limits(seconds=seconds, rows=rows))
        try:
            config = uvicorn.Config(
                app.make(pool, holdings, pages, cors, hosts),
                http="h11",
                ws="none",
                lifespan="off",
                log_level="error",
                access_log=False,
                server_header=False,
                limit_concurrency=CONNECTIONS,
                h11_max_incomplete_event_size=HEAD_BYTES,
                timeout_graceful_shutdown=2,
            )
            if not is_loopback(host):
                on_notice(f"{host}: open to the network; whoever reaches this machine can read the graph")
            url = address(host, listening)
            on_ready(f"{url}/ ({holdings.total} triples; ask at /query, endpoint /sparql; Ctrl-C ends it)")
            server = uvicorn.Server(config)
            with _ended_by_signals(server, pool):
                server.run(sockets=[listening])
        finally:
            pool.close()


def _shown(graph: Path) -> tuple[Holdings, dict[str, Page]]:
    """What the server itself tells of a graph; its store is needed no longer then."""
    from ontograph.serve import home

    store = query.load(graph)
    return Holdings.of(store), home.pages(store, Texts.beside(graph))


@contextmanager
def _ended_by_signals(server: uvicorn.Server, pool: Pool) -> Iterator[None]:
    """A signal ends the queries under way, then the server, which raises it once more: it has done its work then."""
    handle = server.handle_exit

    def end(number: int, frame: FrameType | None) -> None:
        threading.Thread(target=pool.close).start()  # a handler of signals must not wait for a lock
        handle(number, frame)

    server.handle_exit = end  # type: ignore[assignment]
    before = signal.getsignal(signal.SIGTERM)
    main = threading.current_thread() is threading.main_thread()
    if main:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        if main:
            signal.signal(signal.SIGTERM, before)


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
