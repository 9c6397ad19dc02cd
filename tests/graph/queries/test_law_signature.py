"""Whether somebody signed a law: nobody did, no source says and nobody looked are three different things."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from clemency_graph.graph import DataError, KnowledgeGraph, load
from clemency_graph.graph.loading.from_networkx import from_networkx
from clemency_graph.graph.model.dates import PartialDate
from clemency_graph.graph.model.records import Claim, Law
from clemency_graph.graph.model.vocabulary import ClaimProperty, Instrument, Knowledge, LawStatus, Rank
from clemency_graph.graph.queries.law_signature import signature_of
from clemency_graph.graph.tables import TABLES
from support.asking import Ask
from support.graphs import DAY

SOURCE = "source/norml/2019-nevada-sealing"
LAW = "law/nv/ab-192-2019"
VOTERS = (Instrument.BALLOT_MEASURE, Instrument.CONSTITUTIONAL_AMENDMENT)


def claim(number: int, property: ClaimProperty, rank: Rank, text: str, target: str | None = None) -> Claim:
    return Claim(
        id=f"claim/{number}",
        about="law/nv/a",
        property=property,
        stated="some",
        source="source/one",
        published=PartialDate("2020"),
        retrieved=DAY,
        rank=rank,
        rank_reason=None if rank is Rank.NORMAL else "because",
        text=text,
        target=target,
    )


def law(
    signed_by: str | None,
    stated: str | None,
    rank: Rank,
    instrument: Instrument,
    status: LawStatus,
    vetoed_by: str | None,
) -> Law:
    claims = [claim(0, ClaimProperty.STATUS, Rank.NORMAL, text=status.value)]
    if signed_by:
        claims.append(claim(1, ClaimProperty.ACTOR, Rank.NORMAL, text="signed", target=signed_by))
    if vetoed_by:
        claims.append(claim(3, ClaimProperty.ACTOR, Rank.NORMAL, text="vetoed", target=vetoed_by))
    if stated:
        claims.append(claim(2, ClaimProperty.SIGNATURE, rank, text=stated))
    return Law(
        id="law/nv/a",
        name="A",
        claims=tuple(claims),
        jurisdiction="state/nv",
        number=None,
        instrument=instrument,
        provisions=(),
        status=status,
        enacted=None,
        effective=None,
        signed_by=signed_by,
        vetoed_by=vetoed_by,
        amends=(),
    )


@pytest.mark.parametrize("rank", Rank)
@pytest.mark.parametrize("stated", [None, "none", "unknown"])
@pytest.mark.parametrize("signed_by", [None, "person/a"])
def test_the_first_rule_that_applies_decides(signed_by: str | None, stated: str | None, rank: Rank) -> None:
    usable = stated is not None and rank is not Rank.DEPRECATED
    # The person who signed one law may have vetoed it before.
    for instrument, status, vetoed_by in product(Instrument, LawStatus, (None, "person/a", "person/b")):
        found = signature_of(law(signed_by, stated, rank, instrument, status, vetoed_by))
        assert found.person == signed_by
        assert (found.status is Knowledge.VALUE) == (signed_by is not None)
        if signed_by is not None:
            assert [(one.text, one.target) for one in found.claims] == [("signed", signed_by)]
            assert found.inference is None
            continue
        # The oracle: the reasons for which nobody signed, and what a claim says before them.
        reasons = {"never law"} if status in (LawStatus.PROPOSED, LawStatus.VETOED, LawStatus.REJECTED) else set()
        reasons |= {"veto"} if vetoed_by else set()
        reasons |= {"voters"} if instrument in VOTERS else set()
        assert found.status.value == (stated if usable else "none" if reasons else "not_looked_for")
        assert (found.inference is not None) == (bool(reasons) and not usable)
        expected: list[object] = []
        if usable:
            expected = [ClaimProperty.SIGNATURE]
        elif "never law" in reasons:
            expected = [ClaimProperty.STATUS]
        elif "veto" in reasons:
            expected = [ClaimProperty.ACTOR]
        assert [one.property for one in found.claims] == expected


@pytest.mark.parametrize(
    ("id", "status", "inferred"),
    [
        ("law/wy/hb-32-2015", Knowledge.NONE, False),
        ("law/de/sb-75-2025", Knowledge.NONE, False),
        ("law/vt/s-54-2020", Knowledge.NONE, False),
        ("law/mo/amendment-3-2022", Knowledge.NONE, True),
        ("law/nv/ab-259-2017", Knowledge.NONE, True),
        ("law/il/hb-1438", Knowledge.VALUE, False),
        # Governors proclaim what voters adopted in Nebraska: a claim goes before the form.
        ("law/ne/initiative-437-2024", Knowledge.VALUE, False),
        ("law/ky/krs-218a-276", Knowledge.NOT_LOOKED_FOR, False),
    ],
)
def test_real_laws(graph: KnowledgeGraph, id: str, status: Knowledge, inferred: bool) -> None:
    found = graph.entities[id]
    assert isinstance(found, Law)
    signature = signature_of(found)
    assert (signature.status, signature.inference is not None) == (status, inferred)


def test_queries_filters_and_tables_agree(graph: KnowledgeGraph, ask: Ask) -> None:
    query = """query ($is: KnowledgeFilter!) { laws(where: {signature: $is}, first: 200) { totalCount
      nodes { id status signedBy { id } signature { status person { id } inference claims { property } } } } }"""
    rows = {row["id"]: row for row in map(dict, by_row(graph))}
    counts = 0
    for status in Knowledge:
        found = ask(query, **{"is": {"eq": status.name}})["laws"]
        counts += found["totalCount"]
        for node in found["nodes"]:
            assert node["signature"]["status"] == status.name
            assert node["signature"]["person"] == node["signedBy"]
            assert rows[node["id"]]["signature"] == status.value
            assert rows[node["id"]]["signature_inference"] == node["signature"]["inference"]
    assert counts == len(rows)
    both = ask(query, **{"is": {"in": ["VALUE", "NONE"]}})["laws"]["totalCount"]
    assert both == sum(row["signature"] in ("value", "none") for row in rows.values())


def by_row(graph: KnowledgeGraph) -> list[dict[str, object]]:
    table = TABLES["laws"]
    return [dict(zip((one.name for one in table.columns), row, strict=True)) for row in table.rows(graph)]


def add(folder: Path, text: str) -> None:
    path = folder / f"{LAW}.yaml"
    path.write_text(f"{path.read_text('utf-8')}  - source: {SOURCE}\n    {text}\n", "utf-8")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("signature: value", "name who signed it in signed_by"),
        ("signature: not_looked_for", "is what a law without it means; remove signature"),
        ("signature: nobody", "'nobody' is not one of value, none, unknown, not_looked_for"),
        ("signature: none", "signed it, and a claim of 'signature' says otherwise; deprecate one of the two"),
    ],
)
def test_a_wrong_entry_is_refused(folder: Path, text: str, message: str) -> None:
    add(folder, text)
    with pytest.raises(DataError) as error:
        load(folder)
    assert message in str(error.value)


def test_a_claim_survives_networkx(folder: Path) -> None:
    path = folder / f"{LAW}.yaml"
    text = path.read_text("utf-8").replace("signed_by: person/steve-sisolak", "signature: unknown")
    path.write_text(text, "utf-8")
    found = load(folder)
    for one in (found, from_networkx(found.nx)):
        record = one.entities[LAW]
        assert isinstance(record, Law)
        assert signature_of(record).status is Knowledge.UNKNOWN
