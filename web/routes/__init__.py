"""The routes of the application, one module each."""
