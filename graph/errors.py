"""What a question may not ask."""


class QuestionError(ValueError):
    """A question that cannot be answered as asked; the message says what to ask instead."""
