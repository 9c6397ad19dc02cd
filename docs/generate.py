"""Generate the reference pages from the code and the data: schema, data dictionary, saved queries, data changelog.

`python docs/generate.py FOLDER` writes them; `conf.py` does so whenever the site is built.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from inspect import getdoc
from pathlib import Path

from clemency_graph import load
from clemency_graph.cli import query
from clemency_graph.graph import KnowledgeGraph
from clemency_graph.graph.export import FORMATS
from clemency_graph.graph.model import law_requirement_vocabulary, vocabulary
from clemency_graph.graph.model.records import EntityType
from clemency_graph.graph.model.vocabulary import Vocabulary
from clemency_graph.graph.queries.changelog import changelog
from clemency_graph.graph.tables import TABLES, Column
from clemency_graph.schema.document_cache import core_schema
from clemency_graph.schema.saved_queries import operations
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLUnionType,
)


def pages(graph: KnowledgeGraph) -> dict[str, str]:
    """Return the text of each page, by file name."""
    return {
        "schema.md": "".join(schema()),
        "dictionary.md": "".join(dictionary()),
        "saved_queries.md": "".join(saved_queries()),
        "changes.md": changelog(graph),
    }


def write(graph: KnowledgeGraph, folder: Path) -> None:
    """Write the pages that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages(graph).items():
        path = folder / name
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def schema() -> Iterator[str]:
    """Yield the reference of the GraphQL schema, one section per type."""
    yield "# The schema\n\nEvery type of the GraphQL schema, with the descriptions that GraphiQL shows.\n"
    kinds: dict[str, type[GraphQLNamedType]] = {
        "Objects": GraphQLObjectType,
        "Interfaces": GraphQLInterfaceType,
        "Unions": GraphQLUnionType,
        "Inputs": GraphQLInputObjectType,
        "Enums": GraphQLEnumType,
        "Scalars": GraphQLScalarType,
    }
    types = [one for name, one in sorted(core_schema().type_map.items()) if not name.startswith("__")]
    # Query is where every operation starts.
    types.sort(key=lambda one: one.name != "Query")
    for heading, kind in kinds.items():
        found = [one for one in types if isinstance(one, kind)]
        if found:
            yield f"\n## {heading}\n"
        for one in found:
            yield f"\n### {one.name}\n\n{_line(one.description)}\n"
            yield from _members(one)


def _members(one: GraphQLNamedType) -> Iterator[str]:
    if isinstance(one, GraphQLEnumType):
        yield "\n| value | meaning |\n| --- | --- |\n"
        yield from (f"| `{name}` | {_line(value.description)} |\n" for name, value in one.values.items())
    elif isinstance(one, GraphQLInputObjectType):
        yield "\n| field | type | meaning |\n| --- | --- | --- |\n"
        yield from (
            f"| `{name}` | `{field.type}` | {_line(field.description)} |\n" for name, field in one.fields.items()
        )
    elif isinstance(one, (GraphQLObjectType, GraphQLInterfaceType)):
        if one.interfaces:
            yield f"\nImplements {', '.join(f'`{interface.name}`' for interface in one.interfaces)}.\n"
        yield "\n| field | type | meaning |\n| --- | --- | --- |\n"
        for name, field in one.fields.items():
            description = _line(field.description)
            arguments = "".join(
                f"<br>`{key}: {argument.type}` {_line(argument.description)}" for key, argument in field.args.items()
            )
            yield f"| `{name}` | `{field.type}` | {description}{arguments} |\n"


def dictionary() -> Iterator[str]:
    """Yield the data dictionary: the tables of frames and exports, and the vocabularies used in them."""
    yield "# The data dictionary\n\n"
    yield "The tables of `graph.frame(name)` and of the CSV and Parquet exports, and the vocabularies used in them.\n"
    yield "A partial date is as precise as its source: 2020, 2020-06 or 2020-06-17. An empty cell means that nothing\n"
    yield "is known or stated. A list is also available in one cell, with `; ` between items,\n"
    yield "which no name and no id contains.\n\n## Tables\n"
    for table in TABLES.values():
        yield f"\n### {table.name}\n\n{table.description} Key: {', '.join(f'`{name}`' for name in table.key)}.\n\n"
        yield "| column | type | meaning |\n| --- | --- | --- |\n"
        for column in table.columns:
            yield f"| `{column.name}` | {_type(column)} | {_line(column.description)} |\n"
    yield "\n## Vocabularies\n"
    for words in _vocabularies():
        yield f"\n### {words.__name__}\n\n{_line(getdoc(words))}\n\n| value | meaning |\n| --- | --- |\n"
        yield from (f"| `{word.value}` | {_line(word.definition)} |\n" for word in words)
    yield "\n## Formats\n\n| format | content |\n| --- | --- |\n"
    yield from (f"| `{one.name}` | {one.description} |\n" for one in FORMATS.values())


def _type(column: Column) -> str:
    parts = [str(column.type)]
    if column.references:
        parts.append(f"an id of `{column.references}`")
    if column.vocabulary is not None:
        parts.append(f"a value of {column.vocabulary.__name__}")
    if column.required:
        parts.append("never empty")
    return ", ".join(parts)


def _vocabularies() -> list[type[Vocabulary]]:
    modules = (vocabulary, law_requirement_vocabulary)
    values = (one for module in modules for one in vars(module).values())
    found = (one for one in values if isinstance(one, type) and issubclass(one, Vocabulary))
    return [*(one for one in found if one is not Vocabulary), EntityType]


def saved_queries() -> Iterator[str]:
    """Yield the saved queries, each with its title and document."""
    yield "# Saved queries\n\n"
    yield "Run them by name: `clemency-graph query NAME`, `graph.query(NAME)`, or `/q/NAME`.\n\n"
    yield f"```text\n{query.EXAMPLES}```\n"
    for one in operations().values():
        yield f"\n## {one.name}\n\n{one.description} Rows of a table: `{one.rows}`.\n\n```graphql\n{one.document}```\n"


def has_jupyter() -> bool:
    """Return whether notebooks can be run here."""
    return all(importlib.util.find_spec(name) for name in ("nbconvert", "ipykernel", "matplotlib"))


def write_notebooks(docs: Path) -> None:
    """Run the notebooks and write them, with their output, as pages."""
    target = docs / "reference" / "generated"
    for path in sorted((docs / "notebooks").glob("*.ipynb")):
        command = [sys.executable, "-m", "nbconvert", "--execute", "--to", "markdown", "--log-level", "ERROR"]
        subprocess.run([*command, "--output-dir", str(target), str(path)], check=True)


def _line(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")


if __name__ == "__main__":
    write(load(), Path(sys.argv[1]))
