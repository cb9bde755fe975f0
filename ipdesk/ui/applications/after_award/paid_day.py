"""On which day the money was paid that is to be taken back."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QCoreApplication

from ipdesk.models import queries
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import ChoiceField, DateField
from ipdesk.ui.widgets.money import fen_text


class PaidDay:
    """On which day money was paid: one of those in the books of funds, or typed where these know of none."""

    def __init__(self, desk: Desk, application: int) -> None:
        paid = desk.read(queries.award_payments, application)
        words, of = _tr("{day}　{sum} 元"), [(one.day.isoformat(), fen_text(one.fen)) for one in paid]
        days = [(day, words.format(day=day, sum=fen)) for day, fen in of]
        self.editor: DateField | ChoiceField = ChoiceField(days) if paid else DateField(desk.today)
        self.hint = _tr("资金账上的支付") if paid else _tr("按支付凭证填写")
        self.told = self._told(desk, application, sum(one.fen for one in paid))
        if len({day for day, _ in days}) == 1:
            self.set_day(paid[0].day)

    @staticmethod
    def _told(desk: Desk, application: int, paid: int) -> str:
        """Say what the books of funds know to be paid, or that nothing is; "" where no fund pays it."""
        if paid:
            return _tr("资金账上已支付 {sum} 元。").format(sum=fen_text(paid))
        if desk.read(queries.charged_place, application) is None:
            return ""
        return _tr(
            "资金账上还没有支付这件：没有拨付的不用追回，停止拨付即可；从别处拨付的，按支付凭证填写拨付的日期。"
        )

    def day(self) -> datetime.date | None:
        """Return the day, None where none was chosen or typed."""
        if isinstance(self.editor, DateField):
            return self.editor.day()
        return datetime.date.fromisoformat(self.editor.key()) if self.editor.key() else None

    def set_day(self, day: datetime.date | None) -> None:
        """Put a day into the field, or take it out."""
        if isinstance(self.editor, DateField):
            self.editor.set_day(day)
        else:
            self.editor.set_key(day.isoformat() if day else "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("ClawbackDialogs", text)
