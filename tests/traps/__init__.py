"""The trap benchmark: questions that are easy to answer wrongly, put to the tools of assistants."""
