"""Which form a client gets, by what it accepts."""

from __future__ import annotations

import pytest
from clemency_graph.web.http.negotiation import CSV, GRAPHQL_JSON, JSON, accepts_gzip, negotiate
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        (None, JSON),
        (b"", JSON),
        (b"*/*", JSON),
        (b"application/*", JSON),
        (b"application/json", JSON),
        (GRAPHQL_JSON.encode(), GRAPHQL_JSON),
        (b"APPLICATION/JSON", JSON),
        (b"application/graphql-response+json, application/json", GRAPHQL_JSON),
        (b"application/json, application/graphql-response+json", GRAPHQL_JSON),
        (b"application/graphql-response+json;q=0.5, application/json", JSON),
        (b"application/graphql-response+json; charset=utf-8, application/json;q=0.9", GRAPHQL_JSON),
        (b"application/graphql-response+json, */*;q=0.1", GRAPHQL_JSON),
        (b"application/json;q=0, */*", GRAPHQL_JSON),
        (b"application/json;q=0", None),
        (b"text/html, application/xhtml+xml, */*;q=0.8", JSON),
        (b"text/html", None),
        (b"application/json;q=nonsense", JSON),
    ],
)
def test_the_form_is_the_one_that_weighs_most(accept: bytes | None, wanted: str | None) -> None:
    assert negotiate(accept) == wanted


@given(st.one_of(st.none(), st.binary(), st.text("atc/*;q=.01, pliojsnxv+gr", max_size=60).map(str.encode)))
def test_any_header_is_read(header: bytes | None) -> None:
    assert negotiate(header) in (JSON, GRAPHQL_JSON, None)
    assert accepts_gzip(header) in (True, False)


def test_tables_are_for_those_who_ask_for_them() -> None:
    offered = (JSON, CSV)
    assert negotiate(b"text/csv", offered) == CSV
    assert negotiate(b"text/html,*/*;q=0.8", offered) == JSON
    assert negotiate(b"image/png", offered) is None


@pytest.mark.parametrize(
    ("header", "taken"),
    [(None, False), (b"gzip, br", True), (b"br", False), (b"*", True), (b"gzip;q=0", False), (b"*, gzip;q=0", False)],
)
def test_compression_is_for_those_who_take_it(header: bytes | None, taken: bool) -> None:
    assert accepts_gzip(header) is taken
