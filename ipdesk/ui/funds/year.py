"""The account of a fund's year: its indicators at the left, the paper that is made of them at the right."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.funds.account.contradictions import Contradiction
from ipdesk.funds.indicators.attainment import Verdict, attainment, verdict
from ipdesk.funds.indicators.score import RowScore, two_decimals
from ipdesk.models import queries
from ipdesk.ui import theme
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.funds.models import FundRow
from ipdesk.ui.funds.parts import FundTable
from ipdesk.ui.letters.preview import Preview
from ipdesk.ui.widgets import ChoiceField, Column, Field, WrappingText

if TYPE_CHECKING:
    from ipdesk.documents.letters.funds.data import FundYear
    from ipdesk.models.core.session import Session
    from ipdesk.models.records import Office

REPORT, FORM, CHECKS = "fund_report", "self_evaluation", "fund_checks"


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundYear", text)


def indicator_columns() -> tuple[Column, ...]:
    """Head the rows of the tree: what was wanted, what came of it, and its points."""
    return (
        Column(_tr("序号"), ems=2, stay=True),
        Column(_tr("三级指标"), "key", ems=10, stretch=True),
        Column(_tr("指标值"), "sub", ems=5, stretch=True),
        Column(_tr("实际完成"), "sub", ems=5, stretch=True),
        Column(_tr("得分"), "number", ems=3.4, stay=True),
        Column(_tr("分值"), "number", ems=3.4, stay=True),
        Column(_tr("情况"), "sub", ems=4, stay=True),
    )


def indicator_rows(scored: tuple[RowScore, ...]) -> Iterator[FundRow]:
    """Yield the indicators with their points, those that were missed with a mark."""
    for one in scored:
        row, found = one.row, verdict(one.row)
        points = "—" if one.scored is None else str(two_decimals(one.scored))
        cells = (
            str(row.number), row.name, row.target, row.actual, points, str(two_decimals(one.points)),
            _words()[found],
        )  # fmt: skip
        yield FundRow(row.number, cells, None, _about(one), _MARKS.get(found, ""))


_MARKS = {Verdict.NOT_MET: "warning", Verdict.DOUBTFUL: "info", Verdict.OPEN: "info"}


def _words() -> dict[Verdict, str]:
    return {
        Verdict.MET: _tr("达成"),
        Verdict.NOT_MET: _tr("未达成"),
        Verdict.DOUBTFUL: _tr("存疑"),
        Verdict.OPEN: _tr("无法比较"),
    }


def _about(one: RowScore) -> str:
    row, attained = one.row, attainment(one.row)
    rate = "" if attained is None else _tr("完成率 {rate}%").format(rate=two_decimals(100 * attained))
    tree = "　".join(filter(None, (row.group.label, row.second, row.name)))
    return "\n".join(filter(None, (tree, rate, row.reason, row.remark)))


class YearPart(QWidget):
    """Indicators (F2) and the paper; ``moved`` tells that another indicator or paper is in hand."""

    moved = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table, self.preview = FundTable(_tr("绩效指标"), "F2", indicator_columns()), Preview(desk)
        self.paper = ChoiceField(
            (
                (REPORT, _tr("绩效自评报告")),
                (FORM, _tr("项目支出绩效自评表")),
                (CHECKS, _tr("报告核对表")),
            )
        )
        self.paper.set_key(REPORT)
        self.said = WrappingText("", "sub")
        self._row, self._right = QHBoxLayout(self), QVBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.table, 1)
        self._row.addLayout(self._right, 1)
        self._right.addWidget(Field(_tr("看哪一份"), self.paper))
        self._right.addWidget(self.said)
        self._right.addWidget(self.preview, 1)
        self.paper.changed.connect(lambda _: self.moved.emit())
        self.table.table.moved.connect(lambda _: self.moved.emit())

    def restyle(self) -> None:
        """Take the measures in force."""
        for layout in (self._row, self._right):
            layout.setSpacing(theme.density().gap)

    def show_year(self, year: FundYear) -> None:
        """Show another account: its indicators, and what in it does not go together."""
        self.table.show_rows(tuple(indicator_rows(year.score.rows)))
        self.table.title.setText(_tr("绩效指标　计算得分 {score}").format(score=year.score.total))
        self.said.setText(told_contradictions(year.contradictions))

    def current(self) -> int:
        """Return the number of the indicator in hand, from 1 on, 0 for none."""
        return self.table.current()


def told_contradictions(found: tuple[Contradiction, ...]) -> str:
    """Return how many things do not go together, and the first of them."""
    if not found:
        return _tr("没有发现前后矛盾的地方")
    words = _tr("有 {count} 处对不上，见“报告核对表”。第一处：{first}")
    return words.format(count=len(found), first=found[0].text)


def read_year(session: Session, fund: int, today: datetime.date) -> FundYear:
    """Read the account of a fund's year. Raises NotFound, DamagedDatabase."""
    from ipdesk.documents.letters.data import issuer_of
    from ipdesk.documents.letters.funds.data import FundSource, fund_year

    office: Office | None = queries.office(session)
    assert office is not None, "the window opens once there is one"
    found = queries.fund_data(session, fund)
    return fund_year(FundSource(found.form, found.books, issuer_of(office)), today, "")


def paper_pdf(year: FundYear, kind: str) -> bytes:
    """Return one of the papers as a PDF; raises DocumentError."""
    from ipdesk.documents.letters.compose import render
    from ipdesk.documents.letters.funds.documents import FUND_CHECKS, FUND_REPORT, SELF_EVALUATION

    papers = {one.kind.id: one for one in (FUND_REPORT, SELF_EVALUATION, FUND_CHECKS)}
    return render(papers[kind], year)
