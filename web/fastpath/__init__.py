"""Responses written straight from the connection; everything that depends on uvicorn's internals."""
