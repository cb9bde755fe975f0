"""Names, numbers and titles: text that stands by itself, on as few lines as it fits, parted by sense."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import accumulate, pairwise

from ipdesk.documents.text.punctuation import CLOSING, OPENING
from ipdesk.documents.typesetting.breaking import break_lines
from ipdesk.documents.typesetting.lines import SetLine, moved
from ipdesk.documents.typesetting.terms import terms

# What names of offices and firms consist of, longest first; a line best ends with the second kind.
_WORDS = re.compile(
    "拟?资助（奖励）|专项资金|资金|单位|个人|名单|拟?追回|名单公示|情况说明|审核审批表|汇总表|评分表|申请表|不予|申请|年度|"
    "高新技术|经济技术|知识产权|开发区|示范区|合作区|试验区|新区片区|片区|新区|园区|委员会|人民政府|自治[区州县]|研究院|办公室|"
    "指挥部|事务所|合作社|信息化|互联网|集团|公司|中心|学院|大学|分局|市场|监督|管理|行政|执法|综合|保护|促进|服务|发展|改革|产业|工业|"
    "经济|技术|贸易|科学|质量|食品|药品|安全|农业|农村|文化|旅游|商务|财政|教育|卫生|健康|环境|资源|年度|资助|奖励|通知|有限|责任|股份|专业|."
)
_ENDS = re.compile("(?:区|委员会|人民政府|院|办公室|部|所|社|公司|集团|中心|大学|自治州|[省市县局、])$")
_LAST_BRACKET = re.compile(f"[{re.escape(OPENING)}](?=[^{re.escape(CLOSING)}]*[{re.escape(CLOSING)}]+$)")
# What it costs to end a line there, beside the square of the em by which it differs from its neighbours.
_AT_END, _AT_WORD, _IN_WORD = 0.0, 60.0, 120.0


def split_evenly(text: str, widths: Mapping[str, float], measure: float) -> list[str]:
    """Return a text on as few lines of at most ``measure`` em as it fits, none much longer than another.

    What is in brackets begins a line of its own where that fits: 〇〇市场监督管理局 / （知识产权局）. Else a
    line ends where a part of the name does, or a word.
    """
    least = _lines(text, widths, measure)
    if len(least) < 2:
        return least
    if len(least) == 2 and (by_sense := _before_bracket(text, widths, measure)):
        return by_sense
    return _Parting(text, widths, measure).rows(len(least)) or least


class _Parting:
    """The ways to part a text into lines, each with its cost."""

    def __init__(self, text: str, widths: Mapping[str, float], measure: float) -> None:
        pieces = terms(text)
        self._text, self._measure = text, measure
        self._ends = list(accumulate(map(len, pieces), initial=0))
        self._reach = list(accumulate((widths[piece] for piece in pieces), initial=0.0))
        self._words = {found.start() for found in _WORDS.finditer(text)}
        self._best = cache(self._cheapest)

    def rows(self, count: int) -> list[str]:
        """Return the best ``count`` lines; [] where none fit."""
        _, cuts = self._best(0, count, self._reach[-1] / count)
        places = [0, *(self._ends[cut] for cut in cuts)]
        return [self._text[start:end].strip() for start, end in pairwise(places)]

    def _cheapest(self, start: int, count: int, even: float) -> tuple[float, tuple[int, ...]]:
        """Return the cost of ``count`` lines from a piece on, and behind which pieces they end."""
        ways = [
            (cost + rest, (end, *cuts))
            for end, cost in self._first_lines(start, count, even)
            for rest, cuts in [self._best(end, count - 1, even) if count > 1 else (0.0, ())]
            if count == 1 or cuts
        ]
        return min(ways, default=(0.0, ()))

    def _first_lines(self, start: int, count: int, even: float) -> Iterator[tuple[int, float]]:
        """Yield where a line from a piece on may end, and what that costs."""
        last = len(self._ends) - 1
        for end in range(start + 1, last + 1):
            width = self._reach[end] - self._reach[start]
            if width > self._measure:
                return
            if (end == last) == (count == 1):
                yield end, (width - even) ** 2 + (self._penalty(self._ends[end]) if end < last else 0.0)

    def _penalty(self, place: int) -> float:
        if place not in self._words:
            return _IN_WORD
        return _AT_END if _ENDS.search(self._text[:place]) else _AT_WORD


def _lines(text: str, widths: Mapping[str, float], measure: float) -> list[str]:
    lines = break_lines([("", text)], lambda _: widths, measure, squeeze=0)
    return ["".join(part for _, part in line.pieces) for line in lines]


def _before_bracket(text: str, widths: Mapping[str, float], measure: float) -> list[str]:
    """Return the two lines that a bracket at the end parts, as even as can be; [] where none does.

    One amid a text belongs to the word before it: 资助（奖励）名单.
    """
    places = [found.start() for found in _LAST_BRACKET.finditer(text) if found.start()]
    found = [[text[:place], text[place:]] for place in places]
    fitting = [pair for pair in found if all(widths[line] <= measure for line in pair)]
    return min(fitting, key=lambda pair: max(widths[line] for line in pair), default=[])


def centred(line: SetLine, middle: float) -> SetLine:
    """Return the line with the middle of its characters' boxes at ``middle``."""
    return moved(line, middle - line.width / 2)


def centred_ink(line: SetLine, middle: float) -> SetLine:
    """Return the line with the middle of what is seen of it at ``middle``: ）is half blank."""
    left, right = ink_edges(line)
    return moved(line, middle - (left + right) / 2)


def ink_edges(line: SetLine) -> tuple[float, float]:
    """Return how far from the line's own left end its ink begins and ends, in pt."""
    first, last, scale = line.pieces[0], line.pieces[-1], line.size * line.narrow
    begin = first.x + first.face.ink(first.text[0]).left * scale
    end = last.face.measure(last.text[:-1]) + last.face.ink(last.text[-1]).right
    return begin, last.x + end * scale + last.spacing * (len(last.text) - 1)


def ink_heights(line: SetLine) -> tuple[float, float]:
    """Return how far above the baseline the ink of a line begins and ends, in pt."""
    found = [piece.face.ink(character) for piece in line.pieces for character in piece.text]
    return min(ink.foot for ink in found) * line.size, max(ink.top for ink in found) * line.size
