"""The command line of the Clemency Graph."""

from __future__ import annotations

import argparse
import dataclasses
import gc
import os
import socket
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from ..graph import DATA, DataError, KnowledgeGraph, load
from ..graph.errors import QuestionError
from ..graph.loading.loader import collect_from_here
from ..graph.queries.conflicts import conflicts
from ..graph.queries.history import record
from ..graph.storage.archive import pack
from . import completion, export, mcp, query, search

_ROOT = Path(__file__).resolve().parents[1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments
        The words after the command's name; those of the process when left out.

    Returns
    -------
    int
        The exit code: 0 when all went well; 1 when what was checked is wrong, nothing was found, or something differs;
        2 when the command is wrong.
    """
    words = sys.argv[1:] if arguments is None else arguments
    given = _parser(words).parse_args(words)
    try:
        return int(given.run(given))
    except (FileNotFoundError, QuestionError) as error:
        print(error, file=sys.stderr)
        return 2
    except ModuleNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read has read enough, as `head` does; what is still to be flushed has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except DataError as error:
        print(error, file=sys.stderr)
        count = len(error.problems)
        print(f"{count} problem{'s' if count != 1 else ''}; nothing was loaded", file=sys.stderr)
        return 1


def command() -> None:
    """Run one command as a process of its own."""
    # What is loaded stays until the end: the collector would walk it all again and again. Those that serve start it.
    gc.disable()
    code = main()
    if sys.argv[1:2] not in (["serve"], ["mcp"]):
        # Nor need it be taken apart before the process ends, which takes a while.
        with suppress(BrokenPipeError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def _parser(words: Sequence[str] = ("serve",)) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="clemency-graph", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="serve the graph over GraphQL, with GraphiQL")
    if "serve" in words:
        # The settings know the schema, which takes longer to import than other commands take in all.
        _add_settings(serve)
    serve.set_defaults(run=_serve)

    for module in (query, search, export, mcp):
        module.add(commands)
    completion.add(commands, _parser)

    check = commands.add_parser("check", help="tell everything that is wrong in a data folder")
    check.add_argument("folder", nargs="?", type=Path, help="a data folder; the package's own when left out")
    check.add_argument("--report", action="store_true", help="and show what is recorded of each place")
    check.set_defaults(run=_check)

    sdl = commands.add_parser("schema", help="print the GraphQL schema")
    sdl.set_defaults(run=_schema)
    json_schema = commands.add_parser("json-schema", help="print the JSON Schema of a kind of data file")
    json_schema.add_argument("kind", help="the name of a folder of the data, such as action; or dataset")
    json_schema.set_defaults(run=_json_schema)

    release = commands.add_parser("release", help="record what became of the claims since the last release")
    release.add_argument("folder", nargs="?", type=Path, help="a data folder; the package's own when left out")
    release.set_defaults(run=_release)

    packed = commands.add_parser("pack", help="put a data folder into one file, for other machines")
    packed.add_argument("folder", nargs="?", type=Path, help="a data folder; the package's own when left out")
    packed.add_argument("--to", type=Path, default=Path(), metavar="FOLDER", help="where to write (here)")
    packed.set_defaults(run=_pack)

    generated = commands.add_parser("generated", help="hold the generated files against the code that they come from")
    generated.add_argument("--write", action="store_true", help="write them again instead")
    generated.set_defaults(run=_generated)
    return parser


def _check(given: argparse.Namespace) -> int:
    graph = load(given.folder)
    if given.report:
        _print_report(graph)
    print(f"{len(graph.entities)} entities, {len(graph.terms)} terms, {len(graph.claims)} claims: no problem")
    return 0


def _print_report(graph: KnowledgeGraph) -> None:
    from ..graph.queries.coverage_report import Row, report

    rows = [tuple(name.replace("_", " ") for name in Row._fields), *(tuple(map(str, row)) for row in report(graph))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            cell.rjust(width) if cell.isdecimal() else cell.ljust(width)
            for cell, width in zip(row, widths, strict=True)
        )
        print("  ".join(cells).rstrip())
    counts = Counter(entity.type.value for entity in graph.entities.values())
    told = ", ".join(f"{count} of type {kind}" for kind, count in sorted(counts.items()))
    print(f"{told}; {len(conflicts(graph))} disagreements between sources")


def _schema(given: argparse.Namespace) -> int:
    print(_sdl(), end="")
    return 0


def _json_schema(given: argparse.Namespace) -> int:
    from ..graph.loading.json_schema import json_schemas

    schemas = json_schemas()
    if given.kind not in schemas:
        print(f"there is no kind {given.kind!r}; kinds are {', '.join(schemas)}", file=sys.stderr)
        return 2
    print(schemas[given.kind], end="")
    return 0


def _release(given: argparse.Namespace) -> int:
    path = record(load(given.folder))
    print(f"recorded in {path}" if path else "this version is recorded already")
    return 0


def _pack(given: argparse.Namespace) -> int:
    print(f"packed in {pack(given.folder, given.to)}")
    return 0


def _generated(given: argparse.Namespace) -> int:
    from ..graph.loading.json_schema import json_schemas
    from ..web.settings import documentation

    files: dict[Path, str] = {_ROOT / "schema" / "schema.graphql": _sdl()}
    files |= {DATA / "schema" / f"{kind}.json": text for kind, text in json_schemas().items()}
    files[_ROOT / "docs" / "settings.md"] = documentation()
    stale = [path for path, text in files.items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in stale:
        if given.write:
            path.parent.mkdir(exist_ok=True)
            path.write_text(files[path], "utf-8")
        print(f"{path.relative_to(_ROOT)}: {'written' if given.write else 'is not what the code gives'}")
    if stale and not given.write:
        print("write them again with: clemency-graph generated --write", file=sys.stderr)
    return 1 if stale and not given.write else 0


def _sdl() -> str:
    from ..schema import schema

    return schema().as_str() + "\n"


def _add_settings(parser: argparse.ArgumentParser) -> None:
    """An option for each setting."""
    from ..web.settings import Settings, kind, told

    for field in dataclasses.fields(Settings):
        option = f"--{field.name.replace('_', '-')}"
        of = kind(field.name)
        if of is not bool:
            parser.add_argument(option, dest=field.name, type=of, help=told(field))
        else:
            action = argparse.BooleanOptionalAction
            parser.add_argument(option, dest=field.name, action=action, default=None, help=told(field))


def _serve(given: argparse.Namespace) -> int:
    from ..server import Settings, create_app
    from ..web.explorer import build as graphiql
    from ..web.process import serve

    asked = {field.name: getattr(given, field.name) for field in dataclasses.fields(Settings)}
    try:
        settings = dataclasses.replace(Settings.of(), **{name: one for name, one in asked.items() if one is not None})
        # Bound before anything else is done, so that an address that is taken is told at once.
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        listener = socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        where = f"{settings.host}, port {settings.port}"
        print(f"cannot listen on {where}: {error.strerror}; choose another --host or --port", file=sys.stderr)
        return 2
    with listener, ExitStack() as stack:
        # Loaded here whatever the number of processes: data that are wrong are told once, and nothing is started.
        try:
            app = create_app(settings=settings, hangup=True)
        except DataError:
            raise
        except ValueError as error:
            print(error, file=sys.stderr)
            return 2
        collect_from_here()
        if graphiql.is_clone() and graphiql.is_stale():
            print("GraphiQL is being built; until then the server has a smaller page", file=sys.stderr)
            stack.enter_context(graphiql.build_beside())
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        print(f"Clemency Graph: http://{host}:{listener.getsockname()[1]}/", flush=True)
        serve(settings, listener, app if settings.workers == 1 else "clemency_graph.server:app")
    return 0
