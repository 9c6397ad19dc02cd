"""The data model: records, controlled vocabularies and partial dates."""
