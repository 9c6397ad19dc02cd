"""The commands `schema` and `json-schema`: print the schemas of the API and of the data."""

from __future__ import annotations

import argparse
import sys
from typing import Any


def add(commands: Any) -> None:
    """Add the commands to the parser."""
    sdl = commands.add_parser("schema", help="print the GraphQL schema")
    sdl.set_defaults(run=run_schema)

    json_schema = commands.add_parser("json-schema", help="print the JSON Schema of a type of data file")
    json_schema.add_argument("kind", help="the name of a folder of the data, such as action; or dataset")
    json_schema.set_defaults(run=run_json_schema)


def run_schema(arguments: argparse.Namespace) -> int:
    """Print the GraphQL schema."""
    from ..schema import schema

    print(schema().as_str())
    return 0


def run_json_schema(arguments: argparse.Namespace) -> int:
    """Print the JSON Schema of a type of data file; return 2 if there is no such type."""
    from ..graph.loading.data_file_schemas import json_schemas

    schemas = json_schemas()
    if arguments.kind not in schemas:
        print(f"there is no kind {arguments.kind!r}; kinds are {', '.join(schemas)}", file=sys.stderr)
        return 2
    print(schemas[arguments.kind], end="")
    return 0
