"""The command line of the Clemency Graph."""

from __future__ import annotations

import argparse
import gc
import os
import socket
import sys
from collections.abc import Sequence
from contextlib import ExitStack, suppress

from ..graph import DataError
from ..graph.errors import NotFound, QueryError
from ..graph.loading.loader import freeze_gc
from . import check, check_text, cite, completion, data_files, export, mcp, pack, panel, query, release, schema, search


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
    except NotFound as error:
        print(error, file=sys.stderr)
        return 1
    except (ImportError, QueryError) as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader closed the pipe, as `head` does: discard the output that is still buffered.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(_describe(error), file=sys.stderr)
        return 2
    except DataError as error:
        print(error, file=sys.stderr)
        count = len(error.problems)
        print(f"{count} problem{'s' if count != 1 else ''}; nothing was loaded", file=sys.stderr)
        return 1


def _describe(error: OSError) -> str:
    """Return an error of the file system in words, without its number."""
    if error.filename is None or not error.strerror:
        return str(error)
    return f"{error.filename}: {error.strerror[0].lower()}{error.strerror[1:]}"


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

    for module in (query, search, export, panel, cite, release, mcp, check, check_text, data_files, pack, schema):
        module.add(commands)
    completion.add(commands, _parser)

    return parser


def _add_settings(parser: argparse.ArgumentParser) -> None:
    """Add an option for each setting; a value is read as it would be from the environment."""
    from ..web.settings import Settings, kind

    for name, field in Settings.model_fields.items():
        option = f"--{name.replace('_', '-')}"
        default = {True: "on", False: "off"}.get(field.default, field.default) if kind(field) is bool else field.default
        told = f"{field.description}{'' if default in (None, '') else f' ({default})'}".replace("%", "%%")
        if kind(field) is bool:
            parser.add_argument(option, dest=name, action=argparse.BooleanOptionalAction, default=None, help=told)
        else:
            parser.add_argument(option, dest=name, help=told)


def _serve(given: argparse.Namespace) -> int:
    from ..server import Settings, create_app
    from ..web.explorer import build as graphiql
    from ..web.serve import serve

    given_options = {name: getattr(given, name) for name in Settings.model_fields}
    try:
        settings = Settings(**{name: value for name, value in given_options.items() if value is not None})
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
