"""Pages packed for the way: gzip for what is text, where the browser takes it.

Data under /api/v1 goes as it is: its tags stand for its bytes, and exports are streams.
"""

from __future__ import annotations

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send

from legation.web.api.guarding import PREFIX

SMALL = 1024  # bytes: less is no shorter packed
LEVEL = 5  # a page of 50 KB takes a millisecond; the highest level gains two per cent more


class Packed(GZipMiddleware):
    """Pages, files of the pages and tables, packed; what the service answers is left alone."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        path = str(scope.get("path", ""))
        if path.startswith((PREFIX, "/static/fonts/")):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)
