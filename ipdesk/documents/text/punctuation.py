"""Punctuation of Chinese text: what may not start or end a line, what stands closer together or never apart.

After GB/T 15834-2011, 5.1: no mark that closes, points, connects or divides starts a line; none that opens or
divides ends one. Signs that belong to a figure (℃, №, ≥) keep beside it.
"""

from __future__ import annotations

import re

# Stand on the paper in narrow cells and keep words together, and are never spread: Latin, Greek, Cyrillic,
# the small figures of CO₂ and 10⁻⁶.
LATIN = "!-~¡-¶¸-ʯͰ-ӿḀ-ỿ⁰-ₜ"
HAN = "〇㐀-䶿一-鿿豈-﫿\U00020000-\U000323af"

# Between two words and at neither edge of a line: connection marks, the solidus, ratio and reckoning signs.
# A single — connects as well; two of them are a dash.
CONNECTING = "～〜~–‐‑－﹣-／/⁄∶＋−＝\"'"
_BEHIND_FIGURES = "％%‰‱﹪℃℉°′″¢￠㎡㎥㎎㎏㎜㎝㎞㏄々"
_DOTS = "·‧・･•∙．"
_FULL_CLOSING = "。，、；：？！）》〉〕】」』〗”’｝］｠〙〛〞〟﹂﹄"
_OTHER_CLOSING = "｡｣､﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞‼⁇⁈⁉.,;:?!)]}"
CLOSING = _FULL_CLOSING + _OTHER_CLOSING + _DOTS + _BEHIND_FIGURES
OPENING = "（《〈〔【「『〖“‘｛［｟〘〚〝﹁﹃｢﹙﹛﹝￥¥＄$￡£€№＃§±×÷≈≠≤≥≦≧＜＞<>=([{□■☐☑☒"
NO_START = CLOSING + CONNECTING
NO_END = OPENING + CONNECTING

# Full-width marks, half of each blank. Quotation marks are left out: in some faces they are narrow.
_CLOSING_HALVES = "。，、；：）》〉〕］】」』〗"
_OPENING_HALVES = "（《〈〔［【「『〖"
# What two such marks in a row give up between them, in em.
SAVED = 0.5
PAIRS = frozenset(
    before + behind
    for first, second in ((_CLOSING_HALVES, _CLOSING_HALVES + _OPENING_HALVES), (_OPENING_HALVES,) * 2)
    for before in first
    for behind in second
)
"""The two marks in a row that stand closer together."""
_HALVES = frozenset(_CLOSING_HALVES + _OPENING_HALVES)
_BETWEEN = re.compile(
    f"(?<=[{_CLOSING_HALVES}])(?=[{_CLOSING_HALVES}{_OPENING_HALVES}])"
    f"|(?<=[{_OPENING_HALVES}])(?=[{_OPENING_HALVES}])"
)

_ROUND_IN_ROUND = re.compile("（([^（）]*(?:（[^（）]*）[^（）]*)+)）")

# What keeps its own spacing when a line is spread: a document's year and number, a word of Latin or figures
# with the blanks behind it, a dash, an ellipsis. Every other character stands by itself.
_SOLID = (
    f"〔[0-9]{{4}}〕 ?(?:第 ?)?[0-9]+ ?号?|[{LATIN}]+ *|[０-９Ａ-Ｚａ-ｚ．，％]*[０-９Ａ-Ｚａ-ｚ]％?|—+|…+|⋯+"
)
SOLID = re.compile(f"({_SOLID})")


def close_pairs(text: str) -> int:
    """Return how many neighbours in a text stand closer together."""
    return 0 if _HALVES.isdisjoint(text) else len(_BETWEEN.findall(text))


def split_at_pairs(text: str) -> list[str]:
    """Cut a text where two marks stand closer together."""
    return [text] if _HALVES.isdisjoint(text) else _BETWEEN.split(text)


def gaps(text: str) -> int:
    """Return in how many places a line of this text can be spread or squeezed."""
    solid = SOLID.findall(text)
    return max(0, len(text) - len("".join(solid)) + len(solid) - 1)


def brackets_told_apart(text: str) -> str:
    """Return a text with square brackets for round ones that hold round ones: no two alike close in a row."""
    return _ROUND_IN_ROUND.sub(r"［\1］", text)
