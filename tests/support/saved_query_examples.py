"""The values with which the GraphiQL page opens the saved queries that require some."""

from __future__ import annotations

from typing import Final

from clemency_graph.schema.saved_queries import operations
from clemency_graph.web.explorer.example_variables import example_variables

EXAMPLES: Final = example_variables()
"""The example values of each saved query, by its name."""

SLOWEST: Final = frozenset(
    ("ATallyAndItsParts", "EligibleInTotal", "GrantedByParty", "GrantedInTotal", "ThePictureOfADay", "UptakeByState")
)
"""The saved queries that take longest: where each is executed once more, that is in a test marked slow."""
QUICK: Final = [name for name in operations() if name not in SLOWEST]
"""The others."""
