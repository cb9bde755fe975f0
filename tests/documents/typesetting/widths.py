"""Widths to test with: Chinese characters are one em wide, others half."""

from ipdesk.documents.text.punctuation import SAVED, close_pairs


class Widths(dict[str, float]):
    """Widths in em, by text."""

    def __missing__(self, text: str) -> float:
        return sum(0.5 if char < "ɐ" else 1.0 for char in text) - SAVED * close_pairs(text)
