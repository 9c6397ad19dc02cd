"""Templates rendered to HTML."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from .. import png
from . import embed_code, glossary, headlines, numbers, offices, sentences
from .citation import Citation

FOLDER: Final = Path(__file__).resolve().parent
STATIC: Final = FOLDER / "static"


def render(template: str, root: str, data: Mapping[str, Any]) -> str:
    """Return a page.

    Parameters
    ----------
    template
        The name of its template.
    root
        The relative address of the home page: `../` for a page like /state/mo.
    data
        The variables of the template. One that a template uses and that is not given is an error.
    """
    return _environment().get_template(template).render(root=root, **data)


@cache
def stylesheet_version() -> str:
    """Return a hash of the files that pages load, which their addresses carry."""
    digest = hashlib.sha256()
    for path in sorted(STATIC.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    functions: dict[str, Any] = {
        name: getattr(numbers, name)
        for name in ("number", "quantity", "interval", "share", "unit", "day", "days", "age", "place")
    }
    functions |= {"figure_clause": sentences.figure_clause, "counted_as_stated": sentences.counted_as_stated}
    functions |= {"cited": _cited, "png_is_available": png.is_available(), "embed_code": embed_code.embed_code}
    functions["office_name"] = offices.office_name
    environment.globals |= {
        **functions,
        "term": _term,
        "definition": _definition,
        "link": _link,
        "headline": _headline,
        "static_version": stylesheet_version(),
    }
    return environment


def _cited(title: str, address: str, dataset: Mapping[str, Any]) -> Citation:
    return Citation(title, address, dataset["version"], dataset["released"])


@pass_context
def _term(context: Context, vocabulary: str, member: str) -> Markup:
    """Return a term as a link to its definition."""
    found = glossary.term(vocabulary, member)
    return Markup('<a class="term" href="{}glossary#{}" title="{}">{}</a>').format(
        context["root"], found.anchor, found.definition, found.word
    )


def _definition(vocabulary: str, member: str) -> str:
    """Return what a term means."""
    return glossary.term(vocabulary, member).definition


@pass_context
def _headline(context: Context, sentence: str) -> Markup:
    """Return a sentence that leads a page, with its number as a link to what it rests on, if that is known."""
    return headlines.linked(sentence, context.get("figure_links", {}), context["root"])


@pass_context
def _link(context: Context, entity: Mapping[str, Any], words: str | None = None) -> Markup:
    """Return a link to the page of an entity, with its name or other words."""
    return Markup('<a href="{}{}">{}</a>').format(context["root"], entity["id"], words or entity["name"])
