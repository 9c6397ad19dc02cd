"""The Clemency Graph as a subgraph of Apollo Federation.

Serve it with: uvicorn subgraph:app --port 4001
Print its SDL, for a composition, with: python subgraph.py
"""

from clemency_graph import load
from clemency_graph.integrations.federation import run_in_subgraph, sdl
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

graph = load()


async def answer(request: Request) -> JSONResponse:
    """Answer the router."""
    asked = await request.json()
    given = await run_in_threadpool(
        run_in_subgraph, graph, asked["query"], asked.get("variables"), asked.get("operationName")
    )
    return JSONResponse(given.as_dict())


app = Starlette(routes=[Route("/graphql", answer, methods=["POST"])])

if __name__ == "__main__":
    print(sdl(), end="")
