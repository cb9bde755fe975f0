"""What is typed made fit for print: what stands for another character, blanks, what nobody sees, end marks.

A name keeps its blanks; a phrase loses those that typists put between Chinese and figures, or beside marks.
"""

from __future__ import annotations

import re
import unicodedata

from ipdesk.documents.text.punctuation import HAN, LATIN
from ipdesk.rules.core.characters import MIDDLE_DOTS, unified, without_private_codes
from ipdesk.rules.core.plain_text import without_invisible

_ORDINARY = re.compile("[\\n -~一-鿿。，、；：？！（）《》〈〉〔〕“”‘’—…￥％·]*")
_FULL_MARK = (
    "×÷\u2014\u2018-\u201d\u2026\u3001-\u3003\u3008-\u301f\uff01-\uff0f"
    "\uff1a-\uff20\uff3b-\uff40\uff5b-\uffee"
)
# Official text has no blank between Chinese and figures, however it was typed, and none beside a full mark.
_TYPED_BLANK = re.compile(
    f"(?<=[{HAN}]) +(?=[{LATIN}])|(?<=[{LATIN}]) +(?=[{HAN}])|(?<=[{_FULL_MARK}]) +| +(?=[{_FULL_MARK}])"
)
_KANA = "\u3041-\u30fa\u30fc-\u30ff"
_DOT = re.compile(f"(?<![{_KANA}])[{MIDDLE_DOTS}]|[{MIDDLE_DOTS}](?![{_KANA}])")
# Written in one character: ligatures, and the forms of marks for vertical text.
_LIGATURE, _VERTICAL = re.compile("[\ufb00-\ufb06]"), re.compile("[\ufe10-\ufe19\ufe30-\ufe48]")
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_END_MARKS = re.compile(r"(?:[。；;，,\s]|(?<![A-Za-z])\.)+$")


def printed(text: str) -> str:
    """Return a text in the characters it is printed with.

    Radicals, compatibility ideographs, private codes of GBK, letters with their accents apart and the signs
    for a middle dot come as what they stand for; what nobody sees is left out.
    """
    if _ORDINARY.fullmatch(text):
        return text
    visible = unified(without_private_codes(without_invisible(text)))
    letters = _LIGATURE.sub(lambda found: _plain(found[0]), visible)
    level = _VERTICAL.sub(lambda found: _plain(found[0]).translate(_FULL_WIDTH), letters)
    return _DOT.sub("·", unicodedata.normalize("NFC", level))


def _plain(form: str) -> str:
    return unicodedata.normalize("NFKC", form)


def trimmed(text: str) -> str:
    """Return a name as it was registered, without doubled blanks."""
    return " ".join(printed(text).split())


def phrase(text: str) -> str:
    """Return a phrase without the blanks that typists put between Chinese and figures."""
    said = trimmed(text)
    return _TYPED_BLANK.sub("", said) if " " in said else said


def sentence(text: str) -> str:
    """Return a sentence without its final mark, which the template sets; the dot of ``Ltd.`` stays."""
    return _END_MARKS.sub("", phrase(text))


def unprintable(text: str) -> str:
    """Return the characters that no face covers, as they would come to be printed, in their order.

    What is typed is set in the face of the body; all that lacks there is looked up in the same other faces.
    """
    # The window starts with this module, and asks this of rare texts only: ReportLab reads the fonts.
    from ipdesk.documents.fonts.faces import fonts
    from ipdesk.documents.fonts.files import Role

    return "".join(missing.character for missing in fonts().missing(Role.FANGSONG, printed(text)))
