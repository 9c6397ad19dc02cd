"""Operations over the whole schema as hypothesis-graphql makes them up, with ids that there are."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st
from hypothesis_graphql import nodes, queries

from .sdl import SDL

IDS = (
    "state/nv", "country/us", "person/steve-sisolak", "party/democratic", "organization/norml", "law/il/hb-1438",
    "action/nv/2020-possession-pardons", "source/openstates/people", "term/nv/governor/2019-01-07", "nothing",
)  # fmt: skip

SCALARS = {
    "Date": st.dates().map(lambda day: nodes.String(day.isoformat())),
    "PartialDate": st.dates().map(lambda day: nodes.String(day.isoformat()[:7])),
    "ID": st.sampled_from(IDS).map(nodes.String),
}


@cache
def made_up() -> st.SearchStrategy[str]:
    """Operations, nearly all of them valid: some merge fields of unlike types, which graphql-core refuses."""
    return queries(SDL, custom_scalars=SCALARS, allow_x00=False)
