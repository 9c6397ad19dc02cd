"""The GraphiQL page: its sources (TypeScript), its stand-in (fallback/) and what builds it (build.py)."""
