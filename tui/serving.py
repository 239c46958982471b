"""The review in a browser of this machine: a small server on localhost, which runs the app for each page that opens it.

Any page that a browser shows may try to reach a server on its own machine. This one answers pages of its own address alone,
and its page fetches nothing from anywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from aiohttp import web
from textual_serve.server import Server

HOST = "localhost"
_ELSEWHERE = re.compile(r'<link\b[^>]*?href="https://[^>]*?>', re.DOTALL)

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class LocalServer(Server):
    """Serves one command on localhost."""

    def __init__(self, command: str, port: int) -> None:
        super().__init__(command, host=HOST, port=port, title="align review")

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._own_pages_alone)
        return app

    @web.middleware
    async def _own_pages_alone(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        """Refuse pages of other addresses; take what would be fetched from elsewhere out of our own."""
        own = {f"{HOST}:{self.port}", f"127.0.0.1:{self.port}"}
        origin = request.headers.get("Origin", "")
        if request.host not in own or (origin and origin.removeprefix("http://") not in own):
            raise web.HTTPForbidden(text="this page is not of this address")
        response = await handler(request)
        if isinstance(response, web.Response) and response.content_type == "text/html" and response.text:
            response.text = _ELSEWHERE.sub("", response.text)
        return response

    async def on_startup(self, app: web.Application) -> None:
        """Say where it is."""
        self.console.print(f"align review is open at {self.public_url} · Ctrl+C ends it", highlight=False, markup=False)
