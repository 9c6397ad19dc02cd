"""The example values of the saved queries that require some, which the GraphiQL page opens them with."""

import json
from typing import Any

from ...schema.execution.strawberry_adapter import to_snake_case
from ...schema.saved_queries import operations
from .build import HERE


def example_variables() -> dict[str, dict[str, Any]]:
    """Return the example values of each saved query, by its name."""
    by_file = json.loads((HERE / "src" / "questions" / "examples.json").read_text("utf-8"))
    return {name: by_file.get(to_snake_case(name), {}) for name in operations()}
