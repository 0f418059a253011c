"""The tools as an MCP server, over standard input and output."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from legation import __version__
from legation.agents.toolset import Toolset
from legation.ask.query import Query
from legation.errors import LegationError
from legation.store.asking.patience import within

ANSWER_S = 20.0  # what waits for an answer is a program, but a person waits for that
_TOLD = (
    "A record of international affairs read from news: who met whom, who said what, who did what "
    "to whom, what holds. Every item has an id and the exact words it comes from; cite both. What "
    "is not in an answer is not in this record, which is no word of what happened. Resolve names "
    "first."
)


def make_server(query: Query) -> MCPServer:
    """The server of a store's tools; nothing is written by any of them."""
    server: MCPServer = MCPServer("legation", version=__version__, instructions=_TOLD)
    looks = ToolAnnotations(read_only_hint=True, destructive_hint=False, open_world_hint=False)
    for tool in Toolset(query).every():
        server.add_tool(_told(tool), annotations=looks)
    return server


def serve_tools(query: Query) -> None:
    """Answer on standard input and output until that ends."""
    logging.getLogger("mcp").setLevel(logging.WARNING)
    make_server(query).run("stdio")


def _told(tool: Callable[..., Any]) -> Callable[..., Any]:
    """A tool whose refusals come as an answer that says so."""

    @functools.wraps(tool)
    def answered(*given: Any, **named: Any) -> Any:
        try:
            with within(ANSWER_S):
                return tool(*given, **named)
        except LegationError as error:
            raise ToolError(str(error)) from error

    return answered
