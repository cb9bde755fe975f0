"""How the office signs in and shares its work: passwords, the lock, who decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.parsing.values.numbers import NumberForm, read_whole
from ipdesk.models.records import LOCK_MINUTES, AccessSettings
from ipdesk.ui.desk.new_password import NewPassword
from ipdesk.ui.widgets import Button, Dialog, Field, NumberField, Switch


class AccessDialog(Dialog):
    """The switches. After acceptance ``settings`` are those wanted, ``new`` the first password of who turns
    passwords on and has none, ``renew`` says that new recovery codes are wanted.

    ``name`` is that of who sits here, ``without`` those of others who have no password,
    ``codes`` the number of recovery codes that are still open.
    """  # noqa: D205

    def __init__(
        self,
        settings: AccessSettings,
        name: str,
        codes: int,
        without: Sequence[str] = (),
        *,
        has_password: bool,
        parent: QWidget,
    ) -> None:
        super().__init__(_tr("登录和分工"), _tr("确定"), parent=parent)
        self._without = tuple(without)
        self._before, self._name, self._has_password = settings, name, has_password
        self.renew = False
        self.asks = Switch(_tr("登录时要密码"), settings.asks_password)
        self.separates = Switch(_tr("受理和审定由不同的人办理"), settings.separates_decision)
        self.pays = Switch(_tr("拨付的编制和签批由不同的人办理"), settings.separates_payment)
        self.renew_button = Button(_tr("重新生成恢复码…"), "quiet", shortcut="Alt+R")
        self._fill(codes)
        self._listen()
        self._show()
        self.asks.setFocus()

    def _fill(self, codes: int) -> None:
        self.password = NewPassword()
        self.inputs, self.fields = self.password.inputs, self.password.fields
        self.minutes = NumberField(_read_minutes)
        self.minutes.set_number(self._before.lock_minutes)
        lock = _tr("0 为不自动锁定；随时可按 Ctrl+L 锁定")
        self.minutes_field = Field(_tr("几分钟不用就自动锁定"), self.minutes, hint=lock)
        self.body.addWidget(self.asks)
        self.note = self.add_sentence("")
        for field in (*self.fields.values(), self.minutes_field):
            self.body.addWidget(field)
        self.body.addWidget(self.separates)
        self.add_sentence(_tr("开启后，谁受理的申请件谁就不能审定，由另一位审批人办理。"))
        self.body.addWidget(self.pays)
        self.add_sentence(_tr("开启后，谁编制的拨付批次谁就不能签批，由另一位审批人办理。"))
        self.add_left(self.renew_button)
        self.renew_button.setToolTip(_tr("还有 {count} 个恢复码没有用过").format(count=codes))

    def _listen(self) -> None:
        self.asks.toggled.connect(lambda _: self._show())
        self.renew_button.clicked.connect(self._renew)

    def _turned_on(self) -> bool:
        return self.asks.isChecked() and not self._before.asks_password

    def _show(self) -> None:
        """Ask for what the switch needs, and say what it brings."""
        on, turned_on = self.asks.isChecked(), self._turned_on()
        self.password.show(turned_on and not self._has_password)
        self.minutes_field.setVisible(on)
        self.renew_button.setVisible(on and not turned_on)
        off = _tr("不要密码：打开程序、换人时选姓名就可以。")
        self.note.setText(self._begun() if turned_on else _tr("每个人登录时输入自己的密码。") if on else off)

    def _begun(self) -> str:
        said = _tr("确定后显示恢复码，请印出或存好。")
        if not self._without:
            return said
        names = "、".join(self._without)
        return said + _tr(
            "{names} 还没有密码，登录不了：请随后在“人员 → 密码…”里各给一个一次性密码。"
        ).format(names=names)

    @property
    def settings(self) -> AccessSettings:
        """Return what is wanted."""
        minutes = self.minutes.number()
        return replace(
            self._before,
            asks_password=self.asks.isChecked(),
            lock_minutes=self._before.lock_minutes if minutes is None else int(minutes),
            separates_decision=self.separates.isChecked(),
            separates_payment=self.pays.isChecked(),
        )

    @property
    def new(self) -> str:
        """Return the first password, "" where none is needed."""
        return self.password.text() if self._turned_on() and not self._has_password else ""

    def accept(self) -> None:
        """Close, unless something is wrong: that is said in its place."""
        if self.minutes.problem():
            self.minutes.reveal()
            self.minutes.setFocus()
        elif not self._turned_on() or self._has_password or self.password.is_right(self._name):
            super().accept()

    def _renew(self) -> None:
        self.renew = True
        self.accept()


def _read_minutes(text: str) -> int:
    minutes = read_whole(text, NumberForm("自动锁定", ("分钟", "分"), places=0))
    if minutes not in LOCK_MINUTES:
        raise Unreadable(f"自动锁定应为{LOCK_MINUTES.start}至{LOCK_MINUTES.stop - 1}分钟。")
    return minutes


def _tr(text: str) -> str:
    return QCoreApplication.translate("AccessDialog", text)
