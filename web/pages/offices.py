"""Public offices as people name them."""

from __future__ import annotations


def office_name(office: str, place: str) -> str:
    """Return the name of an office that decides on clemency.

    Parameters
    ----------
    office
        A member of the enum `Office`.
    place
        The id of the jurisdiction of the office.

    Examples
    --------
    >>> office_name("ATTORNEY", "locality/pa/philadelphia"), office_name("ATTORNEY", "state/nj")
    ('prosecutor', 'attorney general')
    """
    if office == "ATTORNEY":
        return "prosecutor" if place.startswith("locality/") else "attorney general"
    return office.lower().replace("_", " ")
