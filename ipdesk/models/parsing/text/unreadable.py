"""The error of every reader of typed text."""


class Unreadable(ValueError):
    """A text that cannot be read as what it should be; the message is Chinese and says what to write."""
