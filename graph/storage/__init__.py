"""Storage: snapshots of records, data archives, and the memory budget of caches."""
