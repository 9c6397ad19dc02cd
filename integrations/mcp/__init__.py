"""A server of the Model Context Protocol: https://modelcontextprotocol.io."""
