"""The desk of a county intellectual-property office: who applies, what it is worth, the letter about it."""

__version__ = "0.1.0"
