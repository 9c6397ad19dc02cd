"""The values with which the GraphiQL page opens the saved queries that require some."""

from __future__ import annotations

from typing import Final

from clemency_graph.web.explorer.example_variables import example_variables

EXAMPLES: Final = example_variables()
"""The example values of each saved query, by its name."""

SMOKE: Final = (
    "AllThatIsSaidOfAnAction",
    "AroundAnEntity",
    "ClemencyInAState",
    "Find",
    "GovernorsAndPardons",
    "LawsThatClearRecords",
    "ListOfParties",
    "PageOfAClaim",
    "PageOfAParty",
    "Refused",
    "WhatASourceSays",
    "WhoIsWho",
)
"""Quick saved queries, one of each form: every one is executed by the test of its title, and once more where marked."""
