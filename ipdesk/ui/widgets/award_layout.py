"""Where the parts of an award line stand; worked out once per line and width, and kept."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF

from ipdesk.ui import theme
from ipdesk.ui.widgets.award_views import AwardLineView
from ipdesk.ui.widgets.limit_bar import bar_height
from ipdesk.ui.widgets.money import fen_text
from ipdesk.ui.widgets.trace import trace_height, wrapped_height


@dataclass(frozen=True, slots=True)
class Place:
    """Tops in px of the parts of a line, from its own top, and its height."""

    sub: int
    bars: int
    warnings: tuple[tuple[int, int], ...]  # top and height of each
    trace: int
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


def place(line: AwardLineView, inner: int, opened: bool) -> Place:
    """Return where the parts of a line stand whose content is ``inner`` px wide."""
    measures = theme.density()
    sub = measures.award_pad + measures.award_row
    bars = sub + measures.award_sub + (1 if line.bars else 0)
    top = bars + len(line.bars) * bar_height() + (theme.grid(0.5) if line.bars and line.warnings else 0)
    warnings = []
    for text in line.warnings:
        high = wrapped_height(text, inner - warning_indent(), measures.warn_row)
        warnings.append((top, high))
        top += high
    trace = top + (theme.grid(0.5) if opened else 0)
    steps = trace_height(line.trace, inner) if opened else 0
    foot = measures.award_tail if (line.bars or opened or warnings) else measures.award_foot
    return Place(sub, bars, tuple(warnings), trace, trace + steps + foot + measures.hair)


def toggle_rect(line: AwardLineView, opened: bool) -> QRectF:
    """Return where the words that open and close the trace stand, from the upper left corner of the line."""
    measures = theme.density()
    left = measures.pad + theme.text_width(facts_text(line), measures.small) + theme.grid(2.5)
    width = theme.text_width(toggle_word(opened), measures.small) + measures.glyph
    return QRectF(left, measures.award_pad + measures.award_row, width, measures.award_sub)


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
