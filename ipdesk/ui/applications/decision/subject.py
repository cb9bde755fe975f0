"""The head of a decision: whose application it is, and what it is about."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ipdesk.models.applications.bars import bar_text
from ipdesk.models.parsing.masking import masked_account
from ipdesk.models.records import ApplicantRecord, ApplicationDetail
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui import theme
from ipdesk.ui.applications.remarks import (
    Remarks,
    check_remarks,
    objection_remarks,
    owed_remarks,
    unnoted_remarks,
)
from ipdesk.ui.widgets import Chip, ElidedText, Panel, Text, WrappingText, WrapRow


class SubjectPanel(Panel):
    """Applicant, policy, programme year, acceptance and account."""

    def __init__(self, today: Callable[[], datetime.date], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._today = today
        self.name, self.kind, self.barred = WrappingText("", "title"), Chip(word=" "), Chip("refused", " ")
        self.barred.hide()
        self.remarks = Remarks()  # what the review found bad, what was objected to, what nobody noted
        self.account = Text("")  # never elided: a clerk compares its last digits with the passbook
        self._facts: dict[str, ElidedText] = {}
        self._named, self._grid = WrapRow(), QGridLayout()
        self._lay_out()
        theme.follow(self._restyle_grid)

    def _words(self) -> tuple[tuple[str, str, int], ...]:
        return (
            ("policy", self.tr("政策"), 4), ("year", self.tr("申报年度"), 2),
            ("accepted", self.tr("受理"), 3), ("bank", self.tr("收款账户"), 6),
        )  # fmt: skip

    def _lay_out(self) -> None:
        for widget in (self.name, self.kind, self.barred):
            self._named.add(widget)
        self.body.addWidget(self._named)
        self.body.addLayout(self._grid)
        self.body.addWidget(self.remarks)
        for column, (key, word, stretch) in enumerate(self._words()):
            value = self._facts[key] = ElidedText("")
            value.setAccessibleName(word)
            self._grid.addWidget(Text(word, "cap"), 0, column)
            self._grid.addLayout(self._with_account(value) if key == "bank" else _alone(value), 1, column)
            self._grid.setColumnStretch(column, stretch)

    @property
    def bank(self) -> ElidedText:
        """Return the text that names the bank; it gives way before the account does."""
        return self._facts["bank"]

    def _with_account(self, bank: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.grid(2))
        row.addWidget(self.account)
        row.addWidget(bank, 1)
        return row

    def _restyle_grid(self) -> None:
        self._named.set_gaps(theme.grid(2), theme.grid(1))
        self._grid.setHorizontalSpacing(theme.grid(4))
        self._grid.setVerticalSpacing(theme.grid(0.5))
        self.body.setSpacing(theme.grid(2))

    def show_detail(self, detail: ApplicationDetail, policy: Policy) -> None:
        """Show another application."""
        applicant = detail.applicant
        self.name.setText(applicant.name)
        self.kind.set_chip("", policy.vocabulary.applicant_kinds[applicant.kind].name)
        for key, value in self._values(detail, policy).items():
            self._facts[key].set_text(value)
        self.account.setText(self._account(applicant))
        self._show_bars(detail)
        unknown = unnoted_remarks(detail, policy)
        owed = owed_remarks(detail, self._today())
        self.remarks.show_remarks((*owed, *check_remarks(detail), *objection_remarks(detail), *unknown))
        self._named.arrange()

    @staticmethod
    def _values(detail: ApplicationDetail, policy: Policy) -> dict[str, str]:
        row, applicant = detail.application, detail.applicant
        accepted = row.accepted_on.isoformat() if row.accepted_on else ""
        return {
            "policy": policy.pack.short_title,
            "year": str(row.year),
            "accepted": f"{accepted}　{row.accepted_by}",
            "bank": applicant.bank if applicant.account else "",
        }

    def _show_bars(self, detail: ApplicationDetail) -> None:
        """Say until when the applicant is barred, or that it goes on in spite of that."""
        today, passed = self._today(), {one.bar for one in detail.passed_bars}
        held = [bar for bar in detail.bars if bar.holds_on(today)]
        barring = [bar for bar in held if bar.id not in passed]
        self.barred.setVisible(bool(held))
        if held:
            last = max(bar.until for bar in barring or held).isoformat()
            words = self.tr("限制资助至 {day}") if barring else self.tr("限制资助至 {day}，准予办理")
            self.barred.set_chip("refused" if barring else "incomplete", words.format(day=last))
            self.barred.setToolTip("\n".join(bar_text(bar) for bar in held))

    def clear(self) -> None:
        """Take the applicant's name, account and facts off."""
        self.name.setText("")
        self.kind.set_chip("", "")
        self.barred.hide()
        self.remarks.show_remarks(())
        for value in self._facts.values():
            value.set_text("")
        self.account.setText("")

    def _account(self, applicant: ApplicantRecord) -> str:
        return masked_account(applicant.account) if applicant.account else self.tr("未填写")


def _alone(value: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(value)
    return row
