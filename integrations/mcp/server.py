"""The MCP server, with the official SDK."""

from __future__ import annotations

from typing import Any

from ...graph import KnowledgeGraph
from ...graph.errors import QueryError
from ...graph.installed_version import installed_version
from ...graph.optional_imports import import_optional
from . import resources
from .prompts import prompt_text, prompts
from .tools import INSTRUCTIONS, TOOLS, call


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
    from mcp.shared.exceptions import MCPError

    async def list_tools(context: Any, params: Any) -> types.ListToolsResult:
        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=one.name,
                    title=one.title,
                    description=one.description,
                    input_schema=dict(one.input_schema),
                    output_schema=dict(one.output_schema),
                    annotations=types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
                )
                for one in TOOLS.values()
            ]
        )

    async def call_tool(context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            text, content = call(graph, params.name, params.arguments or {})
        except QueryError as error:
            return types.CallToolResult(content=[types.TextContent(type="text", text=str(error))], is_error=True)
        return types.CallToolResult(content=[types.TextContent(type="text", text=text)], structured_content=content)

    async def list_prompts(context: Any, params: Any) -> types.ListPromptsResult:
        return types.ListPromptsResult(
            prompts=[
                types.Prompt(
                    name=one.name,
                    title=one.title,
                    description=one.description,
                    arguments=[
                        types.PromptArgument(name=given.name, description=given.description, required=given.required)
                        for given in one.arguments
                    ],
                )
                for one in prompts()
            ]
        )

    async def get_prompt(context: Any, params: types.GetPromptRequestParams) -> types.GetPromptResult:
        try:
            text = prompt_text(params.name, params.arguments or {})
        except QueryError as error:
            raise MCPError(types.INVALID_PARAMS, str(error)) from None
        content = types.TextContent(type="text", text=text)
        return types.GetPromptResult(messages=[types.PromptMessage(role="user", content=content)])

    async def list_resources(context: Any, params: Any) -> types.ListResourcesResult:
        return types.ListResourcesResult(
            resources=[
                types.Resource(name=one.id, title=one.name, uri=resources.uri_of(one.id), mime_type="text/plain")
                for one in resources.listed(graph)
            ]
        )

    async def list_templates(context: Any, params: Any) -> types.ListResourceTemplatesResult:
        template = types.ResourceTemplate(
            name="entity",
            title="An entity or a claim by its id",
            uri_template=resources.TEMPLATE,
            description="What the record says of it, with sources; find gives ids. ?page=2 is the second page.",
            mime_type="text/plain",
        )
        return types.ListResourceTemplatesResult(resource_templates=[template])

    async def read_resource(context: Any, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        try:
            text = resources.read(graph, str(params.uri))
        except QueryError as error:
            raise MCPError(types.INVALID_PARAMS, str(error)) from None
        content = types.TextResourceContents(uri=params.uri, mime_type="text/plain", text=text)
        return types.ReadResourceResult(contents=[content])

    return Server(
        "clemency-graph",
        version=installed_version() or "unknown",
        title=f"{graph.dataset.title}, data version {graph.dataset.version} of {graph.dataset.released}",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_prompts=list_prompts,
        on_get_prompt=get_prompt,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
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
