"""The values with which the GraphiQL page opens the saved queries that require some."""

from __future__ import annotations

import json
from typing import Any, Final

from clemency_graph.schema.execution.strawberry_adapter import to_snake_case
from clemency_graph.schema.saved_queries import operations
from clemency_graph.web.explorer.build import HERE

_BY_FILE: Final[dict[str, dict[str, Any]]] = json.loads(
    (HERE / "src" / "questions" / "examples.json").read_text("utf-8")
)
EXAMPLES: Final = {name: _BY_FILE.get(to_snake_case(name), {}) for name in operations()}
"""The example values of each saved query, by its name."""

SLOWEST: Final = frozenset(
    ("ATallyAndItsParts", "EligibleInTotal", "GrantedByParty", "GrantedInTotal", "ThePictureOfADay", "UptakeByState")
)
"""The saved queries that take longest: where each is executed once more, that is in a test marked slow."""
QUICK: Final = [name for name in operations() if name not in SLOWEST]
"""The others."""
