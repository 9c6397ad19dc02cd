"""Mount the Clemency Graph in a FastAPI application: pip install fastapi clemency-graph.

Serve it with: uvicorn fastapi_mount:app
"""

from clemency_graph.server import create_app
from fastapi import FastAPI

app = FastAPI(title="A newsroom's tools")


@app.get("/hello")
def hello() -> dict[str, str]:
    """Return a greeting: a route of the outer application."""
    return {"hello": "newsroom"}


clemency = create_app()
app.mount("/clemency", clemency)


@app.get("/pardons/{code}")
def pardons(code: str) -> list[str]:
    """Return the names of pardons in a state, from the graph itself, without HTTP."""
    graph = clemency.state.graph
    state = graph.state(code)
    return [action.name for action in graph.actions_in(state.id) if action.kind == "pardon"] if state else []
