"""Storage: the snapshot of loaded records, packed archives and the cache folder."""
