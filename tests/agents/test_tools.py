"""An MCP client lists and calls every tool; each answer has its words and ids."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from how_tos import fill_store
from mcp import Client, StdioServerParameters

from legation.agents.protocol import make_server
from legation.ask.query import Query
from legation.store import open_store

TOOLS = ["resolve", "said", "events", "timeline", "facts", "commitments", "meetings", "ask"]
CALLS: list[tuple[str, dict[str, Any]]] = [
    ("resolve", {"name": "Guterres"}),
    ("resolve", {"name": "Danish foreign minister", "on": "2025-08-27"}),
    ("said", {"speaker": "Guterres", "limit": 3}),
    ("said", {"act": ["demands", "denies"], "text": "border OR recognition"}),
    ("events", {"actor": "ISR", "with_": "SOM", "type": "!ACCUSE"}),
    ("events", {"country": "SOM", "on": "2026", "status": ["happened", "ongoing"]}),
    ("timeline", {"parties": ["ISR", "SOM"]}),
    ("facts", {"predicate": "recognizes", "actor": "Somaliland"}),
    ("commitments", {"kind": "demand", "limit": 2}),
    ("meetings", {"level": "minister"}),
    ("ask", {"records": "events", "query": "type=CONSULT&facet=status&limit=2"}),
    ("ask", {"records": "claims", "query": ""}),
    ("ask", {"question": "Who recognises Somaliland?"}),
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tools") / "stories.db"
    fill_store(path)
    return path


@pytest.fixture(scope="module")
def query(path: Path) -> Iterator[Query]:
    with open_store(str(path)) as store:
        yield Query(store)


def called(server: Any, name: str, arguments: dict[str, Any]) -> tuple[bool, Any]:
    """Whether a call was refused, and its answer or why."""

    async def call() -> tuple[bool, Any]:
        async with Client(server) as client:
            found = await client.call_tool(name, arguments)
            text = found.content[0].text
            return bool(found.is_error), text if found.is_error else json.loads(text)

    return anyio.run(call)


def test_the_tools_are_listed_as_read_only(query: Query) -> None:
    async def listed() -> Any:
        async with Client(make_server(query)) as client:
            return (await client.list_tools()).tools

    tools = anyio.run(listed)
    assert [tool.name for tool in tools] == TOOLS
    for tool in tools:
        assert tool.annotations.read_only_hint is True
        assert len(tool.description) > 60
        assert tool.input_schema["type"] == "object"


@pytest.mark.parametrize(("name", "arguments"), CALLS)
def test_every_answer_has_words_and_ids(query: Query, name: str, arguments: dict[str, Any]) -> None:
    refused, answer = called(make_server(query), name, arguments)
    assert not refused, answer
    if name == "resolve":
        assert answer["meanings"]
        return
    assert answer["items"]
    for item in answer["items"]:
        assert item["id"]
        words = item.get("words") or [w for c in item["claims"] for w in c["words"]]
        for passage in [words] if isinstance(words, dict) else words:
            article = query.reading(passage["article"]).article
            assert article.text[passage["start"] : passage["end"]] == passage["text"]


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("events", {"actor": "Zzyzx Quorble"}, "nobody here is called"),
        ("events", {"type": "CONSLT"}, "did you mean CONSULT"),
        ("events", {"limit": 0}, "limit=0 is no number from 1 to 100"),
        ("said", {"on": "soon"}, "is no day"),
        ("ask", {"records": "events", "query": "tpye=CONSULT"}, "did you mean type"),
        ("meetings", {"level": "king"}, "level='king'"),
    ],
)
def test_what_cannot_be_asked_is_told(
    query: Query, name: str, arguments: dict[str, Any], told: str
) -> None:
    refused, answer = called(make_server(query), name, arguments)
    assert refused
    assert told in answer


def test_the_command_speaks_over_standard_input_and_output(path: Path) -> None:
    arguments = ["-m", "legation", "mcp", "--store", str(path)]
    server = StdioServerParameters(command=sys.executable, args=arguments)
    refused, answer = called(server, "events", {"type": "CONSULT", "limit": 1})
    assert not refused
    assert answer["count"]["events"] > 0
