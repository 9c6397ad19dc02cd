"""Serve the Clemency Graph as a subgraph of Apollo Federation.

Serve it with: uvicorn subgraph:app --port 4001
Print its SDL for composition with: python subgraph.py
"""

from clemency_graph import load
from clemency_graph.integrations.federation import run_in_subgraph, sdl
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

graph = load()


async def graphql(request: Request) -> JSONResponse:
    """Run an operation that the router sends."""
    body = await request.json()
    response = await run_in_threadpool(
        run_in_subgraph, graph, body["query"], body.get("variables"), body.get("operationName")
    )
    return JSONResponse(response.as_dict())


app = Starlette(routes=[Route("/graphql", graphql, methods=["POST"])])

if __name__ == "__main__":
    print(sdl(), end="")
