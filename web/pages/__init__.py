"""Pages that anyone can read: one for each entity, made on the server from saved queries."""
