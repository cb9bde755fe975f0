"""Where the parts of an award line stand; worked out once per line and width, and kept."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF

from ipdesk.ui import theme
from ipdesk.ui.awards.award_views import AwardLineView, RemediesView
from ipdesk.ui.awards.limit_bar import bar_height
from ipdesk.ui.awards.notice_strip import strip_height
from ipdesk.ui.awards.remedy_block import remedies_height
from ipdesk.ui.awards.trace import trace_height
from ipdesk.ui.widgets.chip import chip_width
from ipdesk.ui.widgets.money import fen_text
from ipdesk.ui.widgets.wrapping import wrapped_height


@dataclass(frozen=True, slots=True)
class Place:
    """Tops in px of the parts of a line, from its own top, and its height."""

    sub: int
    facts: int  # width of the facts
    toggle: QRectF  # of the words that open the trace; empty where there is none
    bars: int
    warnings: tuple[tuple[int, int], ...]  # top and height of each
    notices: tuple[int, ...]  # top of each
    trace: int
    remedies: int
    height: int


def sum_text(line: AwardLineView) -> str:
    """Return the sum of a line, or the word for one that nobody has decided yet."""
    if line.status == "undecided":
        return QCoreApplication.translate("AwardList", "待定")
    return fen_text(line.amount)


def struck_text(line: AwardLineView) -> str:
    """Return the sum before the cut where a limit cut part of it, else nothing."""
    return fen_text(line.computed) if line.status == "reduced" and line.computed > line.amount else ""


def warning_indent() -> int:
    """Return how far in px a warning is set in, behind its triangle."""
    return theme.density().glyph + theme.grid(2)


def name_room(line: AwardLineView, inner: int) -> int:
    """Return the width in px that chip and sum leave to the name."""
    return inner - sum_room(line) - chip_width(line.status) - theme.grid(2)


def sum_room(line: AwardLineView) -> int:
    """Return the width in px from the right edge to the chip: that of the sums, more for a huge one."""
    measures = theme.density()
    width = theme.text_width(sum_text(line), measures.sum, theme.BOLD)
    return max(measures.sum_column + theme.grid(1), width + theme.grid(3))


def struck_room(line: AwardLineView) -> int:
    """Return the width in px that the sum before the cut takes, with its words."""
    text, small = struck_text(line), theme.density().small
    if not text:
        return 0
    return theme.text_width(before_cut_word(), small) + theme.grid(0.5) + theme.text_width(text, small)


def _toggle(line: AwardLineView, top: int, room: int, opened: bool) -> QRectF:
    """Return where the words that open the trace stand: after the facts, or below where these are long."""
    measures = theme.density()
    if not line.trace:
        return QRectF()
    width = theme.text_width(toggle_word(opened), measures.small) + measures.glyph
    left = theme.text_width(facts_text(line), measures.small) + theme.grid(2.5)
    if left + width > room:
        below = top + wrapped_height(facts_text(line), room, measures.award_sub)
        return QRectF(0, below, width, measures.award_sub)
    return QRectF(left, top, width, measures.award_sub)


def _warnings(line: AwardLineView, top: int, inner: int) -> tuple[tuple[int, int], ...]:
    made = []
    for text in line.warnings:
        high = wrapped_height(text, inner - warning_indent(), theme.density().warn_row)
        made.append((top, high))
        top += high
    return tuple(made)


def _notices(line: AwardLineView, top: int, inner: int) -> tuple[tuple[int, ...], int]:
    """Return the tops of the notices, and where they end."""
    made = []
    for notice in line.notices:
        made.append(top)
        top += strip_height(notice, inner)
    return tuple(made), top


def place(line: AwardLineView, inner: int, opened: bool, remedies: RemediesView | None = None) -> Place:
    """Return where the parts of a line stand whose content is ``inner`` px wide."""
    measures = theme.density()
    name = wrapped_height(line.title, name_room(line, inner), measures.award_row, measures.base, theme.BOLD)
    sub, facts = measures.award_pad + name, inner - struck_room(line)
    toggle = _toggle(line, sub, facts, opened)
    bars = max(sub + wrapped_height(facts_text(line), facts, measures.award_sub), round(toggle.bottom()))
    bars += 1 if line.bars else 0
    top = bars + sum(bar_height(bar, inner) for bar in line.bars)
    top += theme.grid(0.5) if line.bars and line.warnings else 0
    warnings = _warnings(line, top, inner)
    top = sum(warnings[-1]) if warnings else top
    notices, top = _notices(line, top, inner)
    trace = top + (theme.grid(0.5) if opened else 0)
    below = trace + (trace_height(line.trace, inner) if opened else 0)
    end = below + (remedies_height(remedies, inner) if opened else 0)
    foot = measures.award_tail if (line.bars or opened or warnings or notices) else measures.award_foot
    height = end + foot + measures.hair
    return Place(sub, facts, toggle, bars, warnings, notices, trace, below, height)


def facts_text(line: AwardLineView) -> str:
    """Return the second line of an award: the article and how its sum is made."""
    return "　".join(part for part in (line.article, line.formula) if part)


def toggle_word(opened: bool) -> str:
    """Return the words that open or close the trace."""
    translate = QCoreApplication.translate
    return translate("AwardList", "收起过程") if opened else translate("AwardList", "计算过程")


def before_cut_word() -> str:
    """Return the words before a sum that was struck through."""
    return QCoreApplication.translate("AwardList", "核减前")
