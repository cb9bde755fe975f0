"""What an administrator does about passwords: the switches, recovery codes, a password for once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.commands import ChangeAccess
from ipdesk.models.core.changes import NO_CHANGES, Changes
from ipdesk.models.records import StaffMember
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.tasks import Lane
from ipdesk.ui.settings.access_dialog import AccessDialog
from ipdesk.ui.settings.password_dialog import PasswordDialog
from ipdesk.ui.settings.secret_dialog import SecretDialog, codes_dialog
from ipdesk.ui.widgets import confirm

T = TypeVar("T")


class AccessActions(QObject):
    """Asks, and has it done behind the window. ``refused`` tells the sentence where that fails."""

    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._widget = desk, parent

    # --- the switches ---

    def ask(self) -> None:
        """Ask how the office signs in and shares its work."""
        person = self._desk.person()
        settings = self._desk.read(queries.access_settings)
        own = self._desk.read(queries.password, person.id)
        codes = self._desk.read(queries.open_recovery_codes)
        others = (one for one in self._desk.read(queries.staff) if one.in_service and one.person != person)
        without = [one.name for one in others if not one.has_password]
        dialog = AccessDialog(
            settings, person.name, codes, without, has_password=own.hash is not None, parent=self._widget
        )
        if dialog.ask():
            self._change(dialog, turned_on=dialog.settings.asks_password and not settings.asks_password)

    def _change(self, dialog: AccessDialog, *, turned_on: bool) -> None:
        settings, new, renew = dialog.settings, dialog.new, dialog.renew
        sign_in, person, actor = self._desk.sign_in(), self._desk.person(), self._desk.actor()
        store = self._desk.store

        def work() -> tuple[tuple[str, ...], Changes]:
            codes: tuple[str, ...] = ()
            changes = sign_in.change(person, "", new) if new else NO_CHANGES
            if turned_on or renew:
                codes, made = sign_in.require_passwords(actor) if turned_on else sign_in.renew_codes(actor)
                changes |= made
            return codes, changes | store.run(ChangeAccess(settings=settings), actor).changes

        self._do(work, self._show_codes)

    def _show_codes(self, codes: tuple[str, ...]) -> None:
        if not codes:
            return
        codes_dialog(codes, self._widget).open_once()

    # --- passwords ---

    def ask_password(self, member: StaffMember) -> None:
        """Change one's own password, or give somebody else one for once."""
        person = self._desk.person()
        if member.person == person:
            dialog = PasswordDialog(self._desk, person, self._widget, has_password=member.has_password)
            dialog.open_once()
        elif self._may_reset(member):
            sign_in, actor = self._desk.sign_in(), self._desk.actor()
            self._do(lambda: sign_in.reset(member.person, actor), lambda once: self._show_once(member, once))

    def _may_reset(self, member: StaffMember) -> bool:
        has = member.has_password
        title = self.tr("重设 {name} 的密码") if has else self.tr("给 {name} 一个密码")
        words = self.tr("程序给出一个一次性密码，请当面交给本人，登录后马上要换。")
        if has:
            words = self.tr("现在的密码随即作废。") + words
        act = self.tr("重设") if has else self.tr("给密码")
        return confirm(self._widget, title.format(name=member.name), words, act)

    def _show_once(self, member: StaffMember, once: str) -> None:
        words = self.tr("请当面交给本人。用它登录一次，登录时就要换成自己的密码；关闭以后不能再看到。")
        self._show_secret(self.tr("{name} 的一次性密码").format(name=member.name), words, (once,))

    # --- behind the window ---

    def _do(self, work: Callable[[], tuple[T, Changes]], done: Callable[[T], None]) -> None:
        def answered(found: tuple[T, Changes]) -> None:
            self._desk.notify(found[1])
            done(found[0])

        failed = self._desk.error_handler(self, lambda error: self.refused.emit(error.message))
        self._desk.tasks.start(Lane.SAVING, lambda _: work(), answered, failed)

    def _show_secret(self, title: str, words: str, lines: tuple[str, ...]) -> None:
        SecretDialog(title, words, lines, self._widget).open_once()
