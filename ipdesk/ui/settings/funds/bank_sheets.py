"""The sheets of banks that there are, and how each looks with two payments in it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.funds.payments.bank_template import BankTemplate
from ipdesk.funds.payments.payment_row import BankBatch, PayeeKind, Payer, PaymentRow, Value
from ipdesk.funds.payments.templates import BankTemplates
from ipdesk.rules.source.findings import Finding
from ipdesk.ui import theme
from ipdesk.ui.funds.models import FundRow
from ipdesk.ui.funds.parts import FundTable
from ipdesk.ui.widgets import Column, WrappingText


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundSettings", text)


def fault_text(found: Iterable[Finding]) -> str:
    """Say what is wrong with files, each fault with its line."""
    words = _tr("{file} 第 {line} 行：{message}")
    return "\n".join(words.format(file=one.file, line=one.line, message=one.message) for one in found)


def example_batch(today: datetime.date) -> BankBatch:
    """Return two invented payments, as a batch of today."""
    bank, purpose = _tr("建设银行"), _tr("知识产权资助")
    rows = (
        PaymentRow(
            f"{today.year}0000001", _tr("示例甲有限公司"), "44050162000100000001", bank,
            _tr("中国建设银行示例支行"), "105582000017", 800_000, purpose, PayeeKind.UNIT,
        ),
        PaymentRow(
            f"{today.year}0000002", _tr("示例乙有限公司"), "44050162000100000002", bank,
            _tr("中国建设银行示例支行"), "105582000017", 1_234_567, purpose, PayeeKind.UNIT, _tr("第二批"),
        ),
    )  # fmt: skip
    payer = Payer(_tr("示例县市场监督管理局"), "44050162000100000099", _tr("中国建设银行示例支行"))
    return BankBatch(f"{today.year}-1", today, payer, rows)


def preview_rows(template: BankTemplate, batch: BankBatch) -> Iterator[FundRow]:
    """Yield the columns of a sheet, one a row, each with its head and what two payments have in it."""
    sheet = template.sheet(batch.rows, batch)[template.rows_above :]
    for place, (column, first, second) in enumerate(zip(template.columns, *sheet, strict=True), start=1):
        yield FundRow(place, (str(place), column.head, _cell(first), _cell(second), _kind(first)))


def above_text(template: BankTemplate, batch: BankBatch) -> str:
    """Return the rows that stand above the heads, "" for none."""
    rows = template.sheet(batch.rows, batch)[: len(template.above)]
    return "\n".join("　".join(map(str, row)) for row in rows)


def _cell(value: Value) -> str:
    return f"{value:.2f}" if isinstance(value, Decimal) else str(value)


def _kind(value: Value) -> str:
    return _tr("文字") if isinstance(value, str) else _tr("数字")


def about_text(template: BankTemplate) -> str:
    """Say what a sheet is as a file: encoding and separator of texts, how many payments it takes."""
    parts = [_tr("{kind} 文件").format(kind=template.file.upper())]
    if template.file.of_text:
        mark = {"\t": _tr("制表符")}.get(template.separator, template.separator)
        words = _tr("编码 {encoding}，分隔符 {mark}")
        parts.append(words.format(encoding=template.encoding.upper(), mark=mark))
    heads = _tr("有表头") if template.heads else _tr("没有表头")
    parts += [heads, _tr("每个文件最多 {count} 笔").format(count=template.most)]
    return "　".join(parts)


class BankSheets(QWidget):
    """The list of sheets (F3) and below it the one in hand with two payments (F4)."""

    def __init__(self, today: datetime.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found, self._batch = BankTemplates(()), example_batch(today)
        self.list = FundTable(_tr("银行文件格式"), "F3", _list_columns())
        self.preview = FundTable(_tr("预览，示例两笔"), "F4", _preview_columns())
        self.said, self._column = WrappingText("", "sub"), QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in ((self.list, 2), (self.said, 0), (self.preview, 3)):
            self._column.addWidget(widget, stretch)
        self.list.table.moved.connect(lambda _: self._show_preview())
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        self._column.setSpacing(theme.grid(2))

    def show_sheets(self, found: BankTemplates, usual: str, wanted: str = "") -> None:
        """Show other sheets, standing on the one wanted; ``usual`` is the one that is proposed."""
        self.found = found
        rows = [
            FundRow(place, _cells(one, found, usual), None, one.name)
            for place, one in enumerate(found.usable, start=1)
        ]
        places = {one.id: place for place, one in enumerate(found.usable, start=1)}
        self.list.show_rows(rows, places.get(wanted, 0))
        self._show_preview()

    def in_hand(self) -> BankTemplate | None:
        """Return the sheet that the keys act on, None for none."""
        place = self.list.current()
        return self.found.usable[place - 1] if place else None

    def _show_preview(self) -> None:
        template = self.in_hand()
        self.preview.show_rows(tuple(preview_rows(template, self._batch)) if template is not None else ())
        above = above_text(template, self._batch) if template is not None else ""
        said = about_text(template) if template is not None else ""
        self.said.setText("\n".join(filter(None, (said, above))))


def _list_columns() -> tuple[Column, ...]:
    return (
        Column(_tr("名称"), "key", ems=9, stretch=True),
        Column(_tr("文件"), ems=3.4, stay=True),
        Column(_tr("对象"), "sub", ems=5, stay=True),
        Column(_tr("来源"), "sub", ems=3.4, stay=True),
        Column(_tr("常用"), "sub", ems=3, stay=True),
    )


def _preview_columns() -> tuple[Column, ...]:
    return (
        Column(_tr("列"), "sub", ems=2, stay=True),
        Column(_tr("表头"), "key", ems=7, stretch=True),
        Column(_tr("第一笔"), ems=8, stretch=True),
        Column(_tr("第二笔"), ems=8, stretch=True),
        Column(_tr("写作"), "sub", ems=3, stay=True),
    )


def _cells(template: BankTemplate, found: BankTemplates, usual: str) -> tuple[str, ...]:
    payees = "、".join(one.label for one in template.payees)
    source = _tr("本局") if template.id in found.own else _tr("自带")
    return (template.name, template.file.upper(), payees, source, "✓" if template.id == usual else "")
