"""Hold the generated files against the code that they come from: python scripts/generated_files.py [--write].

These are the GraphQL schema, what the caches of Apollo Client and urql have to know of it, the JSON Schemas of the data
files, the table of settings, the codebook, the report on the quality of the data, published rates beside ours, and the
entity types of the GraphiQL page. With --write they are written; without, the exit code is 1 where one differs.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml
from clemency_graph.graph import load
from clemency_graph.graph.loading.codebook import codebook
from clemency_graph.graph.loading.data_file_schemas import json_schemas
from clemency_graph.graph.model.entity_types import ENTITY_TYPES
from clemency_graph.graph.queries.data_quality import data_quality
from clemency_graph.graph.queries.published_rates import published_rates
from clemency_graph.schema import schema
from clemency_graph.schema.document_cache import core_schema
from clemency_graph.web.settings import PREFIX, Settings
from graphql import is_abstract_type, is_object_type

ROOT = Path(__file__).resolve().parents[1]


def generate() -> dict[str, str]:
    """Return the content of each generated file, by its path from the root."""
    files = {"schema/schema.graphql": schema().as_str() + "\n"}
    files["schema/possible_types.json"] = possible_types_json()
    files["schema/urql_keys.mjs"] = urql_keys_module()
    files |= {f"data/schema/{kind}.json": text for kind, text in json_schemas().items()}
    files["docs/settings.md"] = settings_page()
    files |= data_pages()
    files["web/explorer/src/answer/entity_types.json"] = entity_types_json()
    return files


def possible_types_json() -> str:
    """Return the types that each interface can be, as `possibleTypes` of Apollo Client takes them."""
    schema = core_schema()
    abstract = (one for name, one in sorted(schema.type_map.items()) if is_abstract_type(one) and name[:2] != "__")
    found = {one.name: sorted(type_.name for type_ in schema.get_possible_types(one)) for one in abstract}
    return json.dumps(found, indent=2) + "\n"


def urql_keys_module() -> str:
    """Return the types without an id, as `keys` of urql's Graphcache takes them: it keeps their objects in place."""
    types = (one for name, one in sorted(core_schema().type_map.items()) if is_object_type(one) and name[:2] != "__")
    lines = [f"  {one.name}: () => null," for one in types if "id" not in one.fields and one.name != "Query"]
    head = "// cacheExchange({ keys }) of @urql/exchange-graphcache: objects of these types have no id of their own."
    return "\n".join([head, "export const keys = {", *lines, "};", ""])


def settings_page() -> str:
    """Return the table of all settings, in Markdown."""
    lines = [
        "# Settings",
        "",
        "Each is an option of `clemency-graph serve` and a variable of the environment, for processes that are started",
        "in another way. An option takes precedence over a variable. A variable with this prefix that is no setting is",
        "an error.",
        "",
        "| option | environment | default | |",
        "| --- | --- | --- | --- |",
    ]
    for name, field in Settings.model_fields.items():
        shown = f"`{field.default}`"
        if field.default in (None, "") or isinstance(field.default, bool):
            shown = "on" if field.default is True else "off" if field.default is False else "none"
        option = f"--{name.replace('_', '-')}"
        lines.append(f"| `{option}` | `{PREFIX}{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(lines) + "\n"


def data_pages() -> dict[str, str]:
    """Return the pages that are made from the data."""
    graph = load()
    rates = yaml.safe_load((ROOT / "docs" / "published-rates.yaml").read_text("utf-8"))
    return {
        "docs/codebook.md": codebook(graph),
        "docs/data-quality.md": data_quality(graph),
        "docs/published-rates.md": published_rates(graph, rates),
    }


def entity_types_json() -> str:
    """Return the label, shape and colors of each entity type, by the name of its GraphQL type."""
    looks = {
        one.record.__name__: {
            "one": one.label,
            "many": one.plural,
            "symbol": one.symbol,
            "light": one.color,
            "dark": one.dark_color,
        }
        for one in ENTITY_TYPES.values()
    }
    return json.dumps(looks, indent=2) + "\n"


def stale(files: Mapping[str, str], root: Path) -> list[str]:
    """Return the paths of the files that are missing below a folder or have another content."""
    return [
        name for name, text in files.items() if not (root / name).is_file() or (root / name).read_text("utf-8") != text
    ]


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Report the stale files, or write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the files that are stale")
    write = parser.parse_args(arguments).write
    files = generate()
    names = stale(files, root)
    for name in names:
        if write:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(files[name], "utf-8")
        print(f"{name}: {'written' if write else 'is not what the code gives'}")
    if names and not write:
        print("write them with: python scripts/generated_files.py --write", file=sys.stderr)
    return 1 if names and not write else 0


if __name__ == "__main__":
    sys.exit(main())
