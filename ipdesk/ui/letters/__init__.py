"""The page 文书: issuing, previewing, printing and keeping letters."""

from ipdesk.ui.letters.page import LettersPage

__all__ = ["LettersPage"]
