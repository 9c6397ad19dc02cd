"""The commands of the command line, a module each; they parse nothing and print with rich."""
