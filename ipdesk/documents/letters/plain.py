"""A letter as plain text, for the document system of the office, which sets it by rules of its own."""

from __future__ import annotations

from ipdesk.documents.letters.layout import Letter


def plain_text(letter: Letter) -> str:
    """Return title, addressee, body, office, date and what is attached, a line each, no blank ones.

    Red name and number are left out: that system gives both.
    """
    title = letter.title.replace("|", "")
    body = ["".join(text for _, text in paragraph.spans) for paragraph in letter.paragraphs]
    return "\n".join((title, letter.addressee, *body, letter.signature, letter.date, *letter.attached))
