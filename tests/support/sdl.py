"""The schema as a client has it: its SDL, and what graphql-core builds of that."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import clemency_graph
from graphql import build_schema

SDL: Final = (Path(clemency_graph.__file__).parent / "schema" / "schema.graphql").read_text("utf-8")
"""The SDL of the package."""
SCHEMA: Final = build_schema(SDL)
"""The schema without resolvers; built once, which takes half a second."""
