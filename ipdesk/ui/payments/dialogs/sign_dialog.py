"""Signing a batch off: what was found in it stands there, and doubts want a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.commands import SignOffBatch
from ipdesk.models.records import FindingCode, FindingReason, PaymentBatch, PaymentFinding
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.payments.load import BatchFile
from ipdesk.ui.widgets import Field, TextField, WrappingText

_SHOWN = 6  # findings of one kind that are written out


class SignDialog(CommandDialog):
    """One reason for each kind of doubt, which holds for every payment with it.

    Where something stops the batch, nobody is asked for reasons: it is mended first.
    """

    room = 180

    def __init__(self, desk: Desk, shown: BatchFile, then: Callable[[Any], None], parent: QWidget) -> None:
        assert shown.batch is not None, "a batch is in hand"
        title = _tr("签批　批次 {number}").format(number=shown.batch.number)
        super().__init__(desk, title, _tr("同意支付"), then, parent)
        self._batch, self._findings = shown.batch, shown.findings
        self.reasons: dict[FindingCode, TextField] = {}
        self.body.insertWidget(0, WrappingText(_about(shown.batch)))
        self._lay_out_findings()

    def _lay_out_findings(self) -> None:
        stopping = [one for one in self._findings if one.code.stops]
        if stopping:
            self.place(WrappingText(_texts(stopping), "strong"), 2)
            self.accept_button.set_refusal(_tr("有不能支付的，请先改正或者移出这一批"))
            return
        if not self._findings:
            self.place(WrappingText(_tr("各笔的金额、账户、限制资助和核查都已核对，没有发现问题。")), 2)
        for code, found in _by_kind(self._findings):
            self._ask_reason(code, found)
        next(iter(self.reasons.values()), self.accept_button).setFocus()

    def _ask_reason(self, code: FindingCode, found: list[PaymentFinding]) -> None:
        self.place(WrappingText(_texts(found)), 2)
        reason = self.reasons[code] = TextField()
        reason.setText(found[0].reason)
        self.put(code.value, Field(_tr("仍要支付的理由"), reason), 2)
        self.need(code.value)

    def entered(self) -> SignOffBatch:
        """Return the sign-off with a reason for every doubt."""
        given = tuple(
            FindingReason(one.place, one.code, self.reasons[one.code].text()) for one in self._findings
        )
        return SignOffBatch(batch=self._batch.id, revision=self._batch.revision, reasons=given)


def _about(batch: PaymentBatch) -> str:
    words = _tr("{channel}，付给{payees}，{count} 笔，应发 {fen} 元，实付 {net} 元。{person}编制。")
    return words.format(
        channel=batch.channel.label,
        payees=batch.payees.label,
        count=batch.count,
        fen=grouped_yuan(batch.fen),
        net=grouped_yuan(batch.net),
        person=batch.prepared_by,
    )


def _by_kind(findings: tuple[PaymentFinding, ...]) -> Iterator[tuple[FindingCode, list[PaymentFinding]]]:
    kinds = list(FindingCode)
    in_order = sorted(findings, key=lambda one: kinds.index(one.code))
    for code, found in groupby(in_order, key=lambda one: one.code):
        yield code, list(found)


def _texts(found: list[PaymentFinding]) -> str:
    lines = [one.text for one in found[:_SHOWN]]
    if len(found) > _SHOWN:
        lines.append(_tr("还有 {count} 处相同的情况，见页面上的列表。").format(count=len(found) - _SHOWN))
    return "\n".join(lines)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaymentDialogs", text)
