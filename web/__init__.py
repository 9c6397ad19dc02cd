"""GraphQL over HTTP: requests, answers, caches, and what it takes to run in the open."""
