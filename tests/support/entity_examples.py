"""An entity of each kind that has a page, and a claim."""

from __future__ import annotations

from typing import Final

from .saved_query_examples import EXAMPLES as SAVED

EXAMPLES: Final = {
    "state": "state/mo",
    "country": "country/us",
    "locality": "locality/al/birmingham",
    "person": "person/jb-pritzker",
    "party": "party/republican",
    "organization": "organization/mo-circuit-courts",
    "law": "law/il/hb-1438",
    "action": "action/mo/2022-amendment-3-expungements",
    "source": "source/github/every-politician-us-cabinet",
    "claim": SAVED["PageOfAClaim"]["id"],
}
