"""The MCP server, with the official SDK."""

from __future__ import annotations

import json
from typing import Any

from ...graph import KnowledgeGraph
from ...graph.errors import QueryError
from ...graph.installed_version import installed_version
from ...graph.optional_imports import import_optional
from .tools import INSTRUCTIONS, call, tools


def create_server(graph: KnowledgeGraph) -> Any:
    """Return the server, as `mcp.server.Server`.

    Parameters
    ----------
    graph
        The graph.

    Raises
    ------
    ModuleNotFoundError
        If the SDK is not installed; the message contains the command that installs it.
    """
    import_optional("mcp", "mcp")
    import mcp_types as types
    from mcp.server import Server

    listed = [
        types.Tool(
            name=one.name,
            description=one.description,
            input_schema=one.input_schema,
            annotations=types.ToolAnnotations(read_only_hint=True, open_world_hint=False),
        )
        for one in tools().values()
    ]

    async def list_tools(context: Any, params: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=listed)

    async def call_tool(context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            result = call(graph, params.name, params.arguments or {})
        except QueryError as error:
            return types.CallToolResult(content=[types.TextContent(type="text", text=str(error))], is_error=True)
        text = json.dumps(result, ensure_ascii=False)
        return types.CallToolResult(content=[types.TextContent(type="text", text=text)], structured_content=result)

    return Server(
        "clemency-graph",
        version=installed_version() or "unknown",
        title=f"{graph.dataset.title}, data version {graph.dataset.version} of {graph.dataset.released}",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def serve(graph: KnowledgeGraph) -> None:
    """Serve over standard input and output until they are closed.

    Parameters
    ----------
    graph
        The graph to serve.
    """
    server = create_server(graph)
    import anyio
    from mcp.server.stdio import stdio_server

    async def run() -> None:
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())

    anyio.run(run)
