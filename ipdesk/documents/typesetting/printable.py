"""Which characters of a text the fonts of this process cannot print."""

from __future__ import annotations

from ipdesk.documents.fonts.faces import fonts
from ipdesk.documents.fonts.files import Role
from ipdesk.documents.typesetting.printed_text import printed


def unprintable(text: str) -> str:
    """Return the characters that no face covers, as they would come to be printed, in their order.

    What is typed is set in the face of the body; all that lacks there is looked up in the same other faces.
    """
    return "".join(missing.character for missing in fonts().missing(Role.FANGSONG, printed(text)))
