"""The desk of a county intellectual-property office: applicants, what they achieved, what it is worth, letters."""

__version__ = "0.1.0"
