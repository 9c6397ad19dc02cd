"""The Clemency Graph inside an application of your own, here one of FastAPI: pip install fastapi clemency-graph.

Serve it with: uvicorn fastapi_mount:app
"""

from clemency_graph.server import create_app
from fastapi import FastAPI

app = FastAPI(title="A newsroom's tools")


@app.get("/hello")
def hello() -> dict[str, str]:
    """A route of the application's own."""
    return {"hello": "newsroom"}


clemency = create_app()
app.mount("/clemency", clemency)


@app.get("/pardons/{code}")
def pardons(code: str) -> list[str]:
    """A route that asks the graph directly, with no HTTP in between."""
    graph = clemency.state.graph
    state = graph.state(code)
    return [action.name for action in graph.actions_in(state.id) if action.kind == "pardon"] if state else []
