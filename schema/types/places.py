"""The jurisdictions: states, the country, localities."""

from ...graph.model import records
from ...graph.model.vocabulary import LocalityKind, Office, StateKind
from ...graph.queries import legal_status as standing
from ..context import Info
from ..inputs.arguments import On
from .fields import attribute, described, resolver, type_of
from .interfaces import Jurisdiction
from .laws import Law
from .people import Term


def governor(root: records.State, info: Info, on: On = None) -> records.Term | None:
    """Return the term of the governor (the mayor of DC) on that day; today when omitted."""
    office = Office.MAYOR if root.kind is StateKind.DISTRICT else Office.GOVERNOR
    day = on or info.context.today
    return next((term for term in info.context.graph.terms_of(root.id, office) if term.covers(day)), None)


def legal_status(root: records.State, info: Info, on: On = None) -> standing.LegalStatus:
    """Return the law behind each status in force on that day; today when omitted."""
    return standing.legal_status(info.context.graph, root.id, on or info.context.today)


@described
class LegalStatus:
    """
    The law behind each status, the latest of several.

    It is null where none was in force, or none is recorded: see `Coverage.laws`. A law for whose effective day there is
    no source counts from its enactment.
    """

    adult_use: Law | None = attribute("The law that allows adults to possess cannabis without a medical reason.")
    medical: Law | None = attribute(
        "The law that allows medical use, be it of low-THC extracts only: see its provisions."
    )
    decriminalized: Law | None = attribute(
        "The law that replaced criminal by civil penalties for possession, or lifted them."
    )


@type_of(records.State)
class State(Jurisdiction):
    """A US state, the District of Columbia or a territory."""

    code: str = attribute("USPS code: NV.")
    fips: str = attribute("FIPS code: 32.")
    kind: StateKind = attribute("State, district or territory.")
    governor: Term | None = resolver(governor)
    legal_status: LegalStatus = resolver(legal_status)


@type_of(records.Country)
class Country(Jurisdiction):
    """The United States: federal action."""

    code: str = attribute("ISO 3166-1 code: US.")


@type_of(records.Locality)
class Locality(Jurisdiction):
    """A city or county that acted on its own: Birmingham, Cook County."""

    kind: LocalityKind = attribute("City or county.")
