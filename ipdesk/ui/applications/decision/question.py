"""What is asked before a decision is taken: what it comes to, on what it rests, what else is to be known."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from ipdesk.documents.text.numerals import chinese_date, in_words
from ipdesk.models import queries
from ipdesk.models.awards.decision_draft import DecisionSheet
from ipdesk.models.awards.later_checks import borne_out_yet_lowered
from ipdesk.ui.applications.decision.line_texts import lowered_texts, uncovered_texts
from ipdesk.ui.applications.decision.view import DecisionView
from ipdesk.ui.awards.material_view import missing_text
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets.money import fen_text


def question_text(page: QWidget, view: DecisionView, sheet: DecisionSheet, desk: Desk) -> str:
    """Return the sentences to agree to, one a line, in the language of the window."""
    return "\n".join(
        (*_decided(page, view, sheet), *_day_off(page, view, desk), *_besides(page, view, sheet))
    )


def _decided(page: QWidget, view: DecisionView, sheet: DecisionSheet) -> Iterator[str]:
    """Yield sum and minutes."""
    name, total = sheet.detail.applicant.name, sheet.total()
    confirming = page.tr("{name}：审定 {sum} 元，人民币{words}。")
    words = page.tr("{name}：拟资助 {sum} 元，人民币{words}。") if sheet.proposing else confirming
    yield words.format(name=name, sum=fen_text(total), words=in_words(total))
    day = view.outcome.day.day()
    if day is not None:
        number = view.outcome.minutes.text().strip()
        yield page.tr("依据 {number}（{day}）。").format(number=number, day=chinese_date(day))
    if not total and not sheet.proposing:
        yield page.tr("没有予以资助的事项，审定后下达不予资助决定书。")


def _day_off(page: QWidget, view: DecisionView, desk: Desk) -> Iterator[str]:
    """Yield that the day of the meeting is none on which an office works."""
    day, days = view.outcome.day.day(), desk.read(queries.working_days)
    if day is not None and days.knows(day.year) and not days.is_working(day):
        yield page.tr("{day}不是工作日，请核对会议日期。").format(day=chinese_date(day))


def _besides(page: QWidget, view: DecisionView, sheet: DecisionSheet) -> Iterator[str]:
    """Yield what no clause is about, what was not received, what changed, and what follows."""
    if lowered := "；".join(lowered_texts(sheet, view.model.groups)):
        yield page.tr("有核减：{lowered}。").format(lowered=lowered)
    if names := "”、“".join(borne_out_yet_lowered(sheet.detail.checks, sheet.final_lowered())):
        said = page.tr("初审中“{names}”的结果是符合；因票据、凭证核减的，与此不一致，请先办理补充核查。")
        yield said.format(names=names)
    if left := uncovered_texts(view.model.groups):
        yield page.tr("没有适用条款、不予资助：") + "；".join(left) + "。"
    if missing := missing_text(view.outcome.asked_for):
        yield missing
    if changed := view.difference_texts(sheet.differences()):
        since = page.tr("提出拟资助时") if sheet.detail.proposal else page.tr("受理时")
        yield page.tr("与{since}不同：").format(since=since) + "；".join(changed) + "。"
    if departing := view.departure_texts():
        yield page.tr("与拟资助金额不同：") + "；".join(departing) + "。"
    yield from (remark.text for remark in view.outcome.notices.remarks())
    if sheet.proposing:
        yield page.tr("拟资助金额随后固定；审定之前可以退回重办。")
    else:
        yield page.tr("审定后金额不能再改，并计入申请人的资助历史。")
