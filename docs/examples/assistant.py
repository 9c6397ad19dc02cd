"""A client of `clemency-graph mcp`: pip install "clemency-graph[mcp]".

It looks up Nevada's pardons and prints the best claim with its source.
"""

import asyncio
import shutil

from mcp import Client, StdioServerParameters


async def main() -> None:
    """Call two tools and print the best claim."""
    command = shutil.which("clemency-graph")
    assert command, "clemency-graph is not installed"
    async with Client(StdioServerParameters(command=command, args=["mcp"])) as client:
        tools = await client.list_tools()
        print(len(tools.tools), "tools; the first is", tools.tools[0].name)
        found = await client.call_tool("search", {"text": "Nevada pardons 2020", "types": ["ACTION"], "first": 1})
        assert found.structured_content
        id = found.structured_content["data"]["search"]["nodes"][0]["entity"]["id"]
        result = await client.call_tool("entity", {"id": id})
        assert result.structured_content
        claim = result.structured_content["data"]["entity"]["claims"]["nodes"][0]
        print(claim["stated"], "-", claim["source"]["title"], claim["source"]["url"])
        print("data version", result.structured_content["dataset"]["version"])


if __name__ == "__main__":
    asyncio.run(main())
