"""The types that others name before they are made: types of the schema refer to each other in circles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

if TYPE_CHECKING:
    from .actions import ClemencyAction
    from .claims import Claim
    from .interfaces import Entity, Jurisdiction
    from .laws import Law
    from .people import Organization, Party, Person, Term
    from .places import State
    from .sources import Source
    from .traversal import Conflict, Relationship
    from .uptake import Uptake

LazyAction = Annotated["ClemencyAction", strawberry.lazy(".actions")]
LazyClaim = Annotated["Claim", strawberry.lazy(".claims")]
LazyConflict = Annotated["Conflict", strawberry.lazy(".traversal")]
LazyEntity = Annotated["Entity", strawberry.lazy(".interfaces")]
LazyJurisdiction = Annotated["Jurisdiction", strawberry.lazy(".interfaces")]
LazyLaw = Annotated["Law", strawberry.lazy(".laws")]
LazyOrganization = Annotated["Organization", strawberry.lazy(".people")]
LazyParty = Annotated["Party", strawberry.lazy(".people")]
LazyPerson = Annotated["Person", strawberry.lazy(".people")]
LazyRelationship = Annotated["Relationship", strawberry.lazy(".traversal")]
LazySource = Annotated["Source", strawberry.lazy(".sources")]
LazyState = Annotated["State", strawberry.lazy(".places")]
LazyTerm = Annotated["Term", strawberry.lazy(".people")]
LazyUptake = Annotated["Uptake", strawberry.lazy(".uptake")]
