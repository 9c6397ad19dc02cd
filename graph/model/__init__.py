"""The vocabulary of the domain: records, controlled terms and partial dates."""
