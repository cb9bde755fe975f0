"""Signing in: a name, a password, and what replaces one."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ipdesk.models.core.errors import DeskError, InvalidInput
from ipdesk.models.core.roles import Role
from ipdesk.models.records import Person, StaffMember
from ipdesk.ui.desk.desk import while_alive
from ipdesk.ui.desk.tasks import Job, Lane, Tasks
from ipdesk.ui.widgets import Button, ChoiceField, Dialog, Field, TextField, WrappingText
from ipdesk.ui.widgets.fields.text_field import PasswordField

if TYPE_CHECKING:
    from ipdesk.models.services.sign_in import SignIn


class _Way(Enum):
    """How somebody gets in: by a password, by changing one for once, by a recovery code."""

    PASSWORD = auto()
    NEW = auto()
    CODE = auto()


_SHOWN = {
    _Way.PASSWORD: ("password",),
    _Way.NEW: ("password", "new", "again"),
    _Way.CODE: ("code", "new", "again"),
}


class SignInDialog(Dialog):
    """Asks who sits down. With ``signedIn`` and after acceptance ``person`` was let in.

    Without ``refuse``, the word for giving up, nobody gives up: Esc does nothing. Hashes are computed behind
    the window.
    """

    signedIn = Signal()
    asks_before_forgetting = False

    def __init__(
        self,
        sign_in: SignIn,
        tasks: Tasks,
        members: Sequence[StaffMember],
        chosen: Person | None = None,
        *,
        title: str = "",
        refuse: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title or _tr("登录"), _tr("登录"), refuse=refuse, parent=parent)
        self._sign_in, self._tasks = sign_in, tasks
        self._members = {str(one.id): one for one in members if one.in_service}
        self._way, self._may_refuse = _Way.PASSWORD, bool(refuse)
        self.person: Person | None = None
        self.note = WrappingText("", "sub")
        self.choice = ChoiceField([(key, one.name) for key, one in self._members.items()])
        self.forgotten = Button(_tr("忘记密码"), "quiet", shortcut="F8")
        self._fill()
        self._listen()
        self.choice.set_key(str(chosen.id) if chosen else next(iter(self._members), ""))
        self._begin()

    def _fill(self) -> None:
        words = {
            "password": _tr("密码"), "code": _tr("恢复码"), "new": _tr("新密码"), "again": _tr("再输一次"),
        }  # fmt: skip
        self.inputs = {name: TextField() if name == "code" else PasswordField() for name in words}
        self.fields = {name: Field(word, self.inputs[name]) for name, word in words.items()}
        for widget in (self.note, Field(_tr("姓名"), self.choice), *self.fields.values()):
            self.body.addWidget(widget)
        self.fields["new"].set_hint(_tr("至少8个字符，不能有自己的姓名，也不能太常见"))
        self.add_left(self.forgotten)
        self.refuse_button.setVisible(self._may_refuse)

    def _listen(self) -> None:
        self.choice.changed.connect(lambda _: self._begin())
        self.forgotten.clicked.connect(self._turn_to_code)
        for name, edit in self.inputs.items():
            edit.returnPressed.connect(lambda name=name: self._go_on(name))

    def _go_on(self, name: str) -> None:
        """Let Enter in the last field do what the button does."""
        if name == self._shown()[-1]:
            self.accept()

    # --- what is asked for ---

    def _member(self) -> StaffMember | None:
        return self._members.get(self.choice.key())

    def _shown(self) -> tuple[str, ...]:
        return _SHOWN[self._way]

    def _begin(self) -> None:
        """Ask for the password; to who has none say where one comes from, which may be at this moment."""
        member = self._member()
        none_yet = member is not None and not member.has_password
        self._ask(_Way.PASSWORD, self._where_from(member) if none_yet else "")

    def _where_from(self, member: StaffMember | None) -> str:
        said = _tr("您还没有密码。请管理员在“设置 → 人员 → 密码…”里给您一个一次性密码，在下面输入。")
        by_code = _tr("您是管理员，也可以按 F8 用恢复码。")
        return said + (by_code if member is not None and Role.ADMINISTRATOR in member.roles else "")

    def _ask(self, way: _Way, note: str) -> None:
        self._way = way
        shown = self._shown()
        for name, field in self.fields.items():
            field.setVisible(name in shown)
            field.set_error("")
            if name != "password" or way is not _Way.NEW:
                self.inputs[name].clear()
        self._say(note)
        self.forgotten.set_text(_tr("忘记密码") if way is not _Way.CODE else _tr("用密码登录"))
        empty = next((name for name in shown if not self.inputs[name].text()), shown[0])
        self.inputs[empty].setFocus()

    def say_first(self, sentence: str) -> None:
        """Say something above all fields, whatever they ask for."""
        self.body.insertWidget(0, WrappingText(sentence))

    def _say(self, note: str) -> None:
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def _turn_to_code(self) -> None:
        member = self._member()
        if self._way is _Way.CODE:
            self._begin()
        elif member is not None and Role.ADMINISTRATOR in member.roles:
            self._ask(_Way.CODE, _tr("输入一个没有用过的恢复码，再设新密码。恢复码在开启密码时印出或存下。"))
        else:
            self._say(_tr("请管理员在“设置 → 人员”里给您重设密码。"))

    # --- letting in ---

    def accept(self) -> None:
        """Have what was typed checked behind the window."""
        member = self._member()
        if member is None or not self.accept_button.isEnabled():
            return
        if "again" in self._shown() and self.inputs["new"].text() != self.inputs["again"].text():
            self.fields["again"].set_error(_tr("两次输入的新密码不一样"))
            self.inputs["again"].setFocus()
            return
        self._check(member.person)

    def _check(self, person: Person) -> None:
        self._set_busy(True)
        way = self._way
        password, code, new = (self.inputs[name].text() for name in ("password", "code", "new"))

        def let_in(_: Job) -> bool:
            if way is _Way.CODE:
                self._sign_in.let_in_by_code(person, code, new)
                return True
            return self._sign_in.let_in(person, password, new)

        answered = while_alive(self, lambda done: self._answer(person, done))
        self._tasks.start(Lane.SAVING, let_in, answered, while_alive(self, self._refuse_with))

    def _set_busy(self, busy: bool) -> None:
        for widget in (self.accept_button, self.forgotten, self.choice):
            widget.setEnabled(not busy)
        self.accept_button.set_text(_tr("正在核对……") if busy else _tr("登录"))

    def _answer(self, person: Person, let_in: bool) -> None:
        self._set_busy(False)
        if not let_in:
            self._ask(_Way.NEW, _tr("这个密码只用一次，请换成自己的。"))
            return
        self.person = person
        for edit in self.inputs.values():
            edit.clear()
        self.signedIn.emit()
        super().accept()

    def _refuse_with(self, error: Exception) -> None:
        self._set_busy(False)
        if not isinstance(error, DeskError):
            raise error
        problems = error.problems if isinstance(error, InvalidInput) else ()
        placed = [problem for problem in problems if problem.field in self._shown()]
        for problem in placed:
            self.fields[problem.field].set_error(problem.message)
            self.inputs[problem.field].setFocus()
            self.inputs[problem.field].selectAll()
        if not placed:
            self._say(error.message)

    def reject(self) -> None:
        """Give up where that is possible."""
        if self._may_refuse:
            super().reject()


def _tr(text: str) -> str:
    return QCoreApplication.translate("SignInDialog", text)
