"""Every term that a page can show has a definition in the glossary."""

from __future__ import annotations

import re

from clemency_graph import KnowledgeGraph
from clemency_graph.graph.model.vocabulary import Vocabulary
from clemency_graph.web.pages import glossary
from clemency_graph.web.pages.render import FOLDER
from clemency_graph.web.pages.site_page import terms
from support.addresses import address


def test_the_page_defines_each_term_once(graph: KnowledgeGraph) -> None:
    page = terms(graph, address("/glossary"))
    anchors = re.findall(r'<dt id="([^"]+)"', page)
    wanted = [one.anchor for section in glossary.sections().values() for one in section]
    assert anchors == wanted
    assert len(set(anchors)) == len(anchors)


def test_templates_name_vocabularies_that_there_are() -> None:
    named = {
        name
        for path in (FOLDER / "templates").glob("*.html")
        for name in re.findall(r'term\("(\w+)"', path.read_text("utf-8"))
    }
    assert len(named) >= 8
    for name in named:
        members = next(one for one in Vocabulary.__subclasses__() if one.__name__ == name)
        for member in members:
            assert glossary.term(name, member.name).definition == member.definition


def test_terms_of_two_vocabularies_with_one_spelling_keep_their_words() -> None:
    assert glossary.term("ActorRole", "PROPOSED").word == "proposed"
    assert glossary.term("LawStatus", "PROPOSED").word == "proposed, never in force"
    assert glossary.term("Rank", "DEPRECATED").word == "superseded or wrong"
    assert glossary.term("ExclusionCode", "DEPRECATED").word == "known to be wrong or superseded"
