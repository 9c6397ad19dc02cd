"""The web server: GraphQL over HTTP, its routes and caches, and serving with uvicorn."""
