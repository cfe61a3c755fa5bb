"""The ASGI application: `/sparql` answers queries, beside a few pages in memory: no file is ever served."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from ontograph.serve import description, negotiation, protocol, worker
from ontograph.serve.description import Holdings
from ontograph.serve.home import Page
from ontograph.serve.pool import Call, Pool
from ontograph.serve.protocol import Ask, Refusal
from ontograph.serve.worker import Answer

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_ALWAYS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """SPARQL over HTTP."""

    pool: Pool
    holdings: Holdings
    cors: bool = True
    """Whether pages of other sites may read the answers in a browser."""

    async def handle(self, request: Request) -> Response:
        """Answer a request of any method."""
        headers = {**_ALWAYS, "Vary": "Accept"} | ({"Access-Control-Allow-Origin": "*"} if self.cors else {})
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ", ".join(METHODS), **headers} | self._preflight())
        try:
            found = await self._answer(request)
        except Refusal as refusal:
            found = Answer.of(refusal)
            if refusal.status == 405:
                headers["Allow"] = ", ".join(METHODS)
        if found.status == 503:
            headers["Retry-After"] = "5"
        return Response(found.content, found.status, headers, found.media_type)

    def _preflight(self) -> dict[str, str]:
        return _PREFLIGHT if self.cors else {}

    async def _answer(self, request: Request) -> Answer:
        limits = self.pool.limits
        address = request.scope["query_string"]
        accept = ",".join(request.headers.getlist("accept"))
        base = _base(request)
        limits.check_size(len(address), "the address")
        ask: Ask | None
        if request.method in ("GET", "HEAD"):
            ask = protocol.by_get(address, accept, base)
        elif request.method == "POST":
            body = await self._body(request)
            ask = protocol.by_post(address, request.headers.get("content-type", ""), body, accept, base)
        else:
            raise Refusal(405, f"{request.method} is refused: the graph is read only; GET or POST a query")
        if ask is None:
            return self._describe(accept, base)
        return await self._ask(request, ask)

    async def _body(self, request: Request) -> bytes:
        """The body, in time and within the limit, whatever its Content-Length says."""
        limits = self.pool.limits
        body = bytearray()
        try:
            async with asyncio.timeout(limits.body_seconds):
                async for chunk in request.stream():
                    body += chunk
                    limits.check_size(len(body), "the request")
        except TimeoutError as error:
            raise Refusal(408, f"the request did not arrive within {limits.body_seconds:g} s") from error
        except ClientDisconnect as error:
            raise Refusal(400, "the request ended early") from error
        return bytes(body)

    def _describe(self, accept: str, base: str) -> Answer:
        media_type = negotiation.choose(accept, negotiation.GRAPHS)
        triples = description.describe(base, self.holdings)
        return Answer(200, media_type, worker.graph(triples, negotiation.GRAPHS[media_type], description.PREFIXES))

    async def _ask(self, request: Request, ask: Ask) -> Answer:
        """Have a worker answer; a client that leaves sets it free."""
        call = Call()
        answering = asyncio.create_task(run_in_threadpool(self.pool.ask, ask, call))
        leaving = asyncio.create_task(_left(request))
        try:
            await asyncio.wait((answering, leaving), return_when=asyncio.FIRST_COMPLETED)
            if not answering.done():
                call.cancel()
            return await answering
        finally:
            leaving.cancel()


def _base(request: Request) -> str:
    """The address that a request was sent to, without its query; raises Refusal if its Host makes it none."""
    base = str(request.url.replace(query="", fragment=""))
    try:
        return ox.NamedNode(base).value
    except ValueError as error:
        raise Refusal(400, "the Host of the request is not understood") from error


async def _left(request: Request) -> None:
    """Returns when the client has closed the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


LOOPBACK = ("localhost", "127.0.0.1", "::1", "[::1]")
"""What this machine is called by browsers on it."""


def make(
    pool: Pool, holdings: Holdings, pages: Mapping[str, Page], cors: bool = True, hosts: Sequence[str] = ("*",)
) -> Starlette:
    """The application, with its pages by path; whoever makes it closes the pool.

    Only requests to one of the hosts are answered: a page elsewhere may have its own name point to this machine.
    """
    handle: Callable[[Request], Awaitable[Response]] = Endpoint(pool, holdings, cors).handle
    every = [*METHODS, "PUT", "PATCH", "DELETE"]
    routes = [Route(path, handle, methods=every) for path in ("/sparql", "/sparql/")]
    routes += [Route(path, _show(page)) for path, page in pages.items()]
    trusted = Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)
    return Starlette(routes=routes, middleware=[trusted], exception_handlers={HTTPException: _other})


def _show(page: Page) -> Callable[[Request], Awaitable[Response]]:
    headers = {**_ALWAYS, "Content-Security-Policy": page.policy}

    async def show(_: Request) -> Response:
        return Response(page.html, 200, headers, "text/html")

    return show


async def _other(_: Request, error: Exception) -> Response:
    """What Starlette itself refuses, in plain text."""
    assert isinstance(error, HTTPException)
    text = "nothing here; the endpoint is /sparql" if error.status_code == 404 else error.detail
    return Response(f"{text}\n", error.status_code, {**_ALWAYS, **(error.headers or {})}, "text/plain")
