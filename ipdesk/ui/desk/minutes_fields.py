"""The fields for the meeting that decided something in a form: its minutes, by number and day."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication

from ipdesk.models import queries
from ipdesk.models.parsing.reasons import KeptMinutes, minutes_order_doubt, read_minutes
from ipdesk.models.records import Minutes
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import DateField, Field, LineField
from ipdesk.ui.widgets.money import fen_text


def follow_order(
    number: LineField, day: DateField, field: Field, kept: Callable[[], Iterable[KeptMinutes]],
    usual: Callable[[], str] = str,
) -> Callable[[], None]:  # fmt: skip
    """Have a field say while it is typed that numbers of minutes run against their days, else what is usual.

    Returns what says it anew.
    """

    def tell(*_: object) -> None:
        field.set_hint(minutes_order_doubt(number.text(), day.day(), kept()) or usual())

    for told in (number.textChanged, day.textChanged):
        told.connect(tell)
    return tell


class MinutesFields:
    """Number and day of minutes; the hint says from which sum on the office wants them."""

    def __init__(self, dialog: CommandDialog, desk: Desk) -> None:
        like = _tr("如 局务会纪要〔{year}〕8号").format(year=desk.today().year)
        self.number, self.day = LineField(like, read_minutes), DateField(desk.today)
        least = desk.read(queries.minutes_from)
        said = _tr("{sum} 元及以上的须填").format(sum=fen_text(least)) if least else ""
        optional = bool(least)  # from nothing on every sum asks for them
        dialog.add("minutes_number", _tr("会议纪要编号"), self.number, hint=said, optional=optional)
        dialog.add("minutes_date", _tr("会议日期"), self.day, optional=optional)
        kept = desk.read(queries.minutes_kept)
        follow_order(self.number, self.day, dialog.fields["minutes_number"], lambda: kept, lambda: said)

    def minutes(self) -> Minutes:
        """Return what was typed."""
        return Minutes(self.number.text().strip(), self.day.day())

    def show_again(self, minutes: Minutes) -> None:
        """Show what was typed before."""
        self.number.setText(minutes.number)
        self.day.set_day(minutes.date)


def _tr(text: str) -> str:
    return QCoreApplication.translate("MinutesFields", text)
