"""Documents and filters that a server must refuse before they cost much."""

from __future__ import annotations

NAMED = [f"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}" for i in range(20)]
CHAIN = "{ ...F0 } " + " ".join(NAMED) + " fragment F20 on Query { states { nodes { name } } }"
# graphql-cop's own circles go deeper than the validation of graphql-core lets introspection go.
CIRCLES = "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }"
FILTER = {"or": [{"name": {"contains": f"x{i}"}} for i in range(300)]}
EACH = "states { nodes { " + " ".join(f"a{i}: actions(where: $w) {{ totalCount }}" for i in range(90)) + " } }"


def repeated(text: str, times: int) -> str:
    """Return the text that many times, each `#` replaced by its position."""
    return " ".join(text.replace("#", str(place)) for place in range(times))
