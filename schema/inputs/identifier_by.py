"""The identifier by which an entity is looked up."""

from ...graph.model.vocabulary import IdentifierScheme
from ..types.fields import one_of_type, optional


@one_of_type
class IdentifierBy:
    """An identifier in another dataset: exactly one of these."""

    wikidata: str | None = optional(IdentifierScheme.WIKIDATA.definition)
    geoid: str | None = optional(IdentifierScheme.GEOID.definition)
    iso_3166_2: str | None = optional(IdentifierScheme.ISO_3166_2.definition, name="iso3166_2")
    bioguide: str | None = optional(IdentifierScheme.BIOGUIDE.definition)
    open_states: str | None = optional(IdentifierScheme.OPEN_STATES.definition)
    legiscan: str | None = optional(IdentifierScheme.LEGISCAN.definition)

    @property
    def identifier(self) -> tuple[IdentifierScheme, str]:
        """The scheme and the value that are given."""
        return next((one, value) for one in IdentifierScheme if (value := getattr(self, one.value)) is not None)
