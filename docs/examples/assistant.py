"""A client of `clemency-graph mcp`: pip install "clemency-graph[mcp]".

It asks how many people Nevada pardoned, and prints the sentence to repeat with its citation.
"""

import asyncio
import shutil

from mcp import Client, StdioServerParameters


async def main() -> None:
    """Call two tools and print what they say."""
    command = shutil.which("clemency-graph")
    assert command, "clemency-graph is not installed"
    async with Client(StdioServerParameters(command=command, args=["mcp"])) as client:
        tools = await client.list_tools()
        print("tools:", ", ".join(tool.name for tool in tools.tools))
        found = await client.call_tool("find", {"text": "How many people were pardoned in Nevada in 2020?"})
        assert found.structured_content
        figure = found.structured_content["data"]["figures"][0]
        print(figure["sentence"])
        print(figure["unit"], figure["stage"], figure["day"], "-", figure["citation"])
        checked = await client.call_tool("check_text", {"text": "Nevada pardoned 15,000 cases on June 17, 2020."})
        assert checked.structured_content
        print(checked.structured_content["data"]["findings"][0]["verdict"])
        print("data version", found.structured_content["dataset"]["version"])


if __name__ == "__main__":
    asyncio.run(main())
