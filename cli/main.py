"""The command line of the Clemency Graph."""

from __future__ import annotations

import argparse
import dataclasses
import gc
import os
import socket
import sys
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from ..graph import DATA, DataError
from ..graph.errors import QueryError
from ..graph.loading.loader import freeze_gc
from . import check, completion, data, export, mcp, query, release, search

_ROOT = Path(__file__).resolve().parents[1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments
        The arguments after the name of the program (default: those of the process).

    Returns
    -------
    int
        The exit code: 0 for success; 1 if the data have errors, nothing was found, or versions differ; 2 if the
        arguments are wrong.
    """
    words = sys.argv[1:] if arguments is None else arguments
    parsed = _parser(words).parse_args(words)
    try:
        return int(parsed.run(parsed))
    except (FileNotFoundError, ModuleNotFoundError, QueryError) as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader closed the pipe, as `head` does: discard the output that is still buffered.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except DataError as error:
        print(error, file=sys.stderr)
        count = len(error.problems)
        print(f"{count} problem{'s' if count != 1 else ''}; nothing was loaded", file=sys.stderr)
        return 1


def command() -> None:
    """Run one command and end the process with its exit code."""
    # The loaded data live until the process ends, so collections would only cost time. Servers enable them again.
    gc.disable()
    code = main()
    if sys.argv[1:2] not in (["serve"], ["mcp"]):
        # End the process without freeing the data, which would take a while.
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
        # Importing the settings imports the schema, which takes longer than most commands run.
        _add_settings(serve)
    serve.set_defaults(run=_serve)

    for module in (query, search, export, release, mcp, check, data):
        module.add(commands)
    completion.add(commands, _parser)

    generated = commands.add_parser("generated", help="hold the generated files against the code that they come from")
    generated.add_argument("--write", action="store_true", help="write them again instead")
    generated.set_defaults(run=_generated)
    return parser


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
    """Add an option for each setting."""
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
        freeze_gc()
        if graphiql.is_clone() and graphiql.is_stale():
            print("GraphiQL is being built; until then the server has a smaller page", file=sys.stderr)
            stack.enter_context(graphiql.build_beside())
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        print(f"Clemency Graph: http://{host}:{listener.getsockname()[1]}/", flush=True)
        serve(settings, listener, app if settings.workers == 1 else "clemency_graph.server:app")
    return 0
