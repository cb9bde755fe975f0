"""A fund as data entered through the dialogs of the page, as somebody would who has its papers."""

import datetime
from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from shiboken6 import isValid

from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.case.form import FundForm, Grant, PaymentForm, PaymentStatus, Task
from ipdesk.models.parsing.funds.facts import fact_lines
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.funds import FundsPage
from ipdesk.ui.funds.dialogs.fund_dialog import FundDialog
from ipdesk.ui.funds.menu_button import MenuButton
from ipdesk.ui.widgets import Button, ChoiceField, DateField, MoneyField, ParagraphField
from tests.ui.rig import Rig

D = TypeVar("D", bound=CommandDialog)


class FundHands:
    """Whoever enters a fund at the page."""

    def __init__(self, rig: Rig, page: FundsPage) -> None:
        self.rig, self.page = rig, page

    def open(self, button: Button) -> CommandDialog:
        """Press a button and return the dialog that opens."""
        assert button.isEnabled(), button.text()
        button.click()
        dialog = self.page.work.dialog
        assert dialog is not None and dialog.isVisible()
        return dialog

    def choose(self, button: MenuButton, place: int) -> CommandDialog:
        """Take what stands at a place of a button's menu, from 0 on, and return the dialog that opens."""
        assert button.isEnabled() and not button.items[place].refusal
        button.items[place].act()
        dialog = self.page.work.dialog
        assert dialog is not None and dialog.isVisible()
        return dialog

    def open_year(self, button: Button) -> CommandDialog:
        """Press a button of the year's account and return the dialog that opens."""
        assert button.isEnabled(), button.text()
        button.click()
        dialog = self.page.year_work.dialog
        assert dialog is not None and dialog.isVisible()
        return dialog

    def fill(self, dialog: CommandDialog, values: Mapping[str, object]) -> None:
        """Type into the fields by their names."""
        for name, value in values.items():
            editor = dialog.fields[name].editor
            assert not dialog.fields[name].isHidden(), name
            if isinstance(editor, ChoiceField):
                editor.set_key(str(value))
                assert editor.key() == str(value), (name, value)
            elif isinstance(editor, MoneyField):
                assert isinstance(value, int)
                editor.set_fen(value)
            elif isinstance(editor, DateField):
                assert isinstance(value, datetime.date)
                editor.set_day(value)
            elif isinstance(editor, ParagraphField | QPlainTextEdit):
                editor.setText(str(value))
            else:
                assert isinstance(editor, QLineEdit)
                self.rig.type(editor, str(value))

    def submit(self, dialog: CommandDialog) -> None:
        """Press the dialog's button; it closes once the command is carried out."""
        dialog.accept()
        self.rig.settle()
        if isValid(dialog) and dialog.isVisible():
            wrong = {name: field.error() for name, field in dialog.fields.items() if field.error()}
            raise AssertionError((wrong, dialog.message.text()))

    def enter(self, button: Button, values: Mapping[str, object]) -> None:
        """Fill a dialog and submit it."""
        dialog = self.open(button)
        self.fill(dialog, values)
        self.submit(dialog)

    # --- a whole fund ---

    def enter_fund(self, form: FundForm) -> None:
        """Enter a fund, its tasks, grants and payments in the order of the data."""
        self.register(form)
        self.post("ARRIVE", form.amount, PostingDay(form.received_on), form.papers[0].number)
        names = {section.id: section.name for section in form.sections}
        for task in form.tasks:
            self.add_task(task, names[task.section], form)
        for task in form.tasks:
            self.choose_task(task.name)
            for grant in task.grants:
                self.enter_grant(form, task, grant)

    def register(self, form: FundForm) -> None:
        """Register a fund with its papers."""
        dialog = self.open(self.page.foot.register)
        assert isinstance(dialog, FundDialog)
        names = ("name", "short_name", "year", "holder", "deadline", "closed_on", "goal")
        days = ("plan_submitted_on", "in_place_by")
        values = {name: value for name in (*names, *days) if (value := getattr(form, name)) is not None}
        self.fill(dialog, values | {"level": form.level.value, "rounding": form.rounding.value})
        for fields, paper in zip(dialog.papers, form.papers, strict=False):
            fields.role.set_key(paper.role.value)
            fields.number.setText(paper.number)
            fields.issuer.setText(paper.issuer)
            fields.day.set_day(paper.day)
        self.submit(dialog)

    def post(self, kind: str, fen: int, day: PostingDay, basis: str, **more: object) -> None:
        """Enter what happened to the fund or the task in hand."""
        self.enter(self.page.foot.post, {"kind": kind, **more, **self._posting(fen, day, basis)})

    def _posting(self, fen: int, day: PostingDay, basis: str) -> dict[str, object]:
        return {"fen": fen, "day": day.date, "precision": day.precision.value, "basis": basis}

    def add_task(self, task: Task, section: str, form: FundForm) -> None:
        """Add a task and give it its budget."""
        texts = {"number": task.number, "name": task.name, "worded": task.worded, "basis": task.basis}
        dialog = self.open(self.page.foot.task)
        self.fill(dialog, {"section": section, "method": task.method.value, **texts, "remark": task.remark})
        if task.earmarked:
            dialog.earmarked.setChecked(True)  # type: ignore[attr-defined]
        self.submit(dialog)
        in_hand = self.page.work.task()
        assert in_hand is not None and in_hand.name == task.name
        assert self.page.foot.state() == "已添加任务。按 F9 分配预算，按 Alt+G 核定", "the money is there"
        self.post("ALLOCATE", task.budget, PostingDay(form.allotted_on), form.papers[-1].number)

    def choose_task(self, name: str) -> None:
        """Stand on a task."""
        rows = self.page.parts.tasks.model.rows
        self.page.parts.tasks.table.select_row(
            next(at for at, row in enumerate(rows) if row.cells[1] == name)
        )
        self.rig.settle()

    def choose_grant(self, at: int) -> None:
        """Stand on a grant of the task by its place, counted from 0; below 0 from the last."""
        self.page.parts.grants.table.select_row(at % len(self.page.parts.grants.model.rows))
        self.rig.settle()

    def enter_grant(self, form: FundForm, task: Task, grant: Grant) -> None:
        """Grant something of the task in hand, and pay it as the data say."""
        payments = [one for one in form.payments if one.grant == grant.id]
        values: dict[str, object] = {
            "parties": "\n".join(grant.parties), "purpose": grant.purpose, "item": grant.item,
            **self._posting(grant.amount, payments[0].day, task.basis or "方案"), "remark": grant.remark,
        }  # fmt: skip
        counted = {"count": grant.count, "items": grant.items, "unit_amount": grant.unit_amount}
        values |= {name: value for name, value in counted.items() if value is not None}
        dialog = self.open(self.page.foot.grant)
        self.fill(dialog, values)
        if grant.retained:
            dialog.retained.setChecked(True)  # type: ignore[attr-defined]
        self.submit(dialog)
        self.choose_grant(-1)
        for at, payment in enumerate(payments):
            self._pay(payment, repeated=at > 0)

    def _pay(self, payment: PaymentForm, *, repeated: bool) -> None:
        dialog = self.open(self.page.foot.pay)
        fen = dialog.posting.amount.fen()  # type: ignore[attr-defined]
        values = {"channel": payment.channel.value, **self._posting(fen, payment.day, "")}
        self.fill(dialog, values | {"basis": payment.channel.label, "remark": payment.remark})
        if repeated:
            dialog.reissues.setCurrentIndex(0)  # type: ignore[attr-defined]
        self.submit(dialog)
        if not payment.channel.passes_on:
            kind = "FAIL" if payment.status is PaymentStatus.FAILED else "PAY"
            said = self._posting(fen, payment.day, payment.reason or "支付凭证")
            self.enter(self.page.foot.answer, {"kind": kind} | said)

    # --- its year ---

    def enter_year(self, form: FundForm) -> None:
        """Enter the indicators of the fund one by one, then the texts of its report."""
        self.page.head.views.button(1).click()
        self.rig.settle()
        for one in form.indicators:
            dialog = self.open_year(self.page.foot.add_indicator)
            self.fill(dialog, _typed(one.model_dump(exclude={"number", "tasks"})))
            self.submit(dialog)
        dialog = self.open_year(self.page.foot.texts)
        remarks = (*(one.text for one in form.remarks), *form.unsupported)
        texts = {"problems": form.problems, "improvements": form.improvements, "remarks": remarks}
        texts["facts"] = tuple(fact_lines(form.facts))
        self.fill(dialog, {name: "\n".join(lines) for name, lines in texts.items()})
        self.fill(dialog, {"printed_score": form.printed_score})
        self.submit(dialog)


def _typed(row: Mapping[str, object]) -> dict[str, object]:
    """Return what is typed of an indicator, its kind first: that shows the fields that there are to fill."""
    kind = {"comparator": row["comparator"]}
    return kind | {name: value for name, value in row.items() if value not in (None, "")}
