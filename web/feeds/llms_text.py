"""The file llms.txt: what a language model should know of the site before it reads it."""

from __future__ import annotations

from ...graph import KnowledgeGraph
from ...graph.queries.citations import cite_dataset
from ...schema.saved_queries import operations
from ..pages.address import Address

_RULES = (
    "Repeat a figure with its unit, its stage and its day, and cite its source.",
    "Announced, eligible, applied and granted are different stages: eligible is not pardoned.",
    "People, convictions, cases, records, charges and grants are different units: never add or convert them.",
    "Never add figures. `totals` adds what may be added, and lists what it leaves out.",
    "A null bound means that no source states one. A running total holds up to its day.",
    "What is absent is none, unknown or not looked for, and never zero: `coverage` of a place says which.",
    "Where `disputed` is true, say that sources differ. A claim with the rank DEPRECATED is not to be repeated.",
)
_PAGES = (
    ("state", "What each state granted, with sources"),
    ("pardons", "All pardons and commutations"),
    ("expungements", "All expunged, sealed and dismissed records"),
    ("automatic", "Which states clear records without a request"),
    ("disputed", "Where sources disagree"),
    ("deadlines", "Deadlines of laws"),
    ("method", "How we count"),
    ("glossary", "What each term means"),
)
_QUERIES = (
    "ClemencyInAState",
    "GrantedInTotal",
    "AllThatIsSaidOfAnAction",
    "LegalStatusOnADay",
    "WhatWasLookedFor",
    "GovernorsOnADay",
)


def llms_text(graph: KnowledgeGraph, address: Address) -> str:
    """Return the file, in the form of https://llmstxt.org."""
    base = address.base
    pages = (f"- [{name}]({base}{path})" for path, name in _PAGES)
    saved = (f"- [{name}]({base}q/{name}): {operations()[name].title}" for name in _QUERIES)
    lines = (
        f"# {graph.dataset.title}",
        "",
        "> A sourced record of cannabis clemency in the United States: who pardoned, expunged or sealed what, where, "
        f"when, under which law, for how many, and who says so. Data version {graph.dataset.version} of "
        f"{graph.dataset.released}.",
        "",
        *(f"- {rule}" for rule in _RULES),
        "",
        "## Pages",
        "",
        *pages,
        f"- [Missouri]({base}state/mo): the page of a state, action, law or person is at its id; with .json at the end "
        "it is data",
        "",
        "## Data",
        "",
        f"- [GraphQL]({base}graphql): POST or GET. `schemaSearch(text:, first:)` finds fields by what they mean, each "
        "with an example operation, so that the schema need not be read",
        f"- [Saved queries]({base}q): all of them, as JSON, or as CSV with .csv at the end",
        *saved,
        "",
        "## Optional",
        "",
        f"- [Developers]({base}developers): downloads, feeds and how to cite",
        f"- [Changes]({base}changes.atom): what changed in the data",
        f"- Cite: {cite_dataset(graph.dataset)}",
    )
    return "".join(f"{line}\n" for line in lines)
