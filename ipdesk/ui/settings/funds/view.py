"""资金 among the settings: ceilings at the left, the sheets of banks at the right."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.funds.payments.bank_template import BankTemplate
from ipdesk.funds.payments.templates import FOLDER, BankTemplates, bank_templates, template_of
from ipdesk.models import queries
from ipdesk.models.commands import ChangeOffice, SetCeiling
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.errors import DeskError, InvalidInput, Problem, StoreError
from ipdesk.models.core.session import Session
from ipdesk.models.records import Ceiling, Office
from ipdesk.models.services.own_templates import finish_templates, keep_template, restore_template
from ipdesk.rules.source.findings import PackError
from ipdesk.ui import theme
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.desk.preferences import documents_folder
from ipdesk.ui.desk.tasks import Lane
from ipdesk.ui.settings.funds.bank_sheets import BankSheets, fault_text
from ipdesk.ui.settings.funds.ceiling_dialog import CeilingDialog
from ipdesk.ui.settings.funds.ceilings import CeilingsPanel, UsedCeiling, about_text, used_ceilings
from ipdesk.ui.widgets import ActionBar, Button, MessageLine, confirm

Found = tuple[tuple[UsedCeiling, ...], Office | None]


def _read(session: Session) -> Found:
    return used_ceilings(session), queries.office(session)


class FundSettingsView(QWidget):
    """Ceilings are set, changed and let go; sheets of banks are imported, chosen and given up."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._latest = desk, LatestRequest(desk, self)
        self._folder = desk.data_dir / FOLDER if desk.data_dir is not None else None
        self._office: Office | None = None
        self.message, self.bar = MessageLine(), ActionBar()
        self.ceilings, self.sheets = CeilingsPanel(desk.policy_name), BankSheets(desk.today())
        self.dialog: CeilingDialog | None = None
        self._outer, self._row = QVBoxLayout(self), QHBoxLayout()
        self._make_buttons()
        self._lay_out()
        self._listen()
        theme.follow(self.restyle)

    def _make_buttons(self) -> None:
        self.give_up = Button(self.tr("停用格式…"), icon="trash", shortcut="Alt+T")
        self.choose = Button(self.tr("设为常用"), icon="check", shortcut="Alt+U")
        self.take_in = Button(self.tr("导入格式…"), icon="plus", shortcut="Alt+I")
        self.let_go = Button(self.tr("取消上限…"), icon="trash", shortcut="Alt+D")
        self.change = Button(self.tr("修改上限…"), icon="pencil", shortcut="Ctrl+E")
        self.new = Button(self.tr("新增上限…"), "primary", icon="plus", shortcut="Alt+N")
        for button in (self.give_up, self.choose, self.take_in, self.let_go, self.change, self.new):
            self.bar.add(button)

    def _lay_out(self) -> None:
        self._row.addWidget(self.ceilings, 1)
        self._row.addWidget(self.sheets, 1)
        self._outer.addWidget(self.message)
        self._outer.addLayout(self._row, 1)

    def _listen(self) -> None:
        acts = (
            (self.give_up, self.ask_and_give_up), (self.choose, self.choose_sheet),
            (self.take_in, self.ask_and_import), (self.let_go, self.ask_and_let_go),
            (self.change, self.change_ceiling), (self.new, lambda: self._open(None)),
        )  # fmt: skip
        for button, act in acts:
            button.clicked.connect(act)
        self.ceilings.table.opened.connect(lambda _: self.change.click())
        for table in (self.ceilings, self.sheets.list):
            table.table.moved.connect(lambda _: self._offer())
        self._desk.changed.connect(self._refresh_for)
        self._desk.guard(Permission.ACCOUNT, self.new, self.change, self.let_go)
        self._desk.guard(Permission.ADMINISTER, self.take_in, self.choose, self.give_up)

    def restyle(self) -> None:
        """Take the measures in force."""
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(theme.density().gap)
        self._row.setSpacing(theme.density().gap)

    # --- refreshing ---

    def enter(self) -> None:
        """Read again, and let the keyboard begin in the ceilings."""
        self.refresh()
        self.ceilings.table.setFocus()

    def _refresh_for(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches(Kind.FUND, Kind.OFFICE, Kind.TEMPLATE, Kind.POLICY):
            self.refresh()

    def refresh(self, wanted: str = "") -> None:
        """Read again, behind the window; ``wanted`` is the id of the sheet to stand on."""
        self._latest.ask(_read, done=lambda found: self._show(found, wanted))

    def _show(self, found: Found, wanted: str) -> None:
        ceilings, self._office = found
        self.ceilings.show_ceilings(ceilings)
        usual = self._office.bank_template if self._office is not None else ""
        sheets = self._sheets()
        self.sheets.show_sheets(sheets, usual, wanted)
        self.message.say(fault_text(sheets.faults))
        self._offer()

    def _sheets(self) -> BankTemplates:
        if self._folder is not None:
            with suppress(StoreError):  # tried again at the next look
                finish_templates(self._desk.store, self._folder)
        return bank_templates(self._folder)

    def _offer(self) -> None:
        ceiling, sheet = self.ceilings.in_hand() is not None, self.sheets.in_hand()
        for button in (self.change, self.let_go):
            button.enable(ceiling, self.tr("还没有上限"))
        self.choose.enable(sheet is not None, self.tr("没有可用的格式"))
        own = sheet is not None and sheet.id in self.sheets.found.own
        self.give_up.enable(own, self.tr("程序自带的格式不能停用"))

    # --- ceilings ---

    def change_ceiling(self) -> None:
        """Ask anew for the sum, the way and the basis of the one in hand; what it is about stays."""
        if (ceiling := self.ceilings.in_hand()) is not None:
            self._open(ceiling)

    def _open(self, ceiling: Ceiling | None) -> None:
        self.message.clear()
        said = self.tr("已保存资助上限")
        self.dialog = CeilingDialog(self._desk, ceiling, lambda _: self.bar.tell(said, "check"), self)
        self.dialog.open_once()

    def ask_and_let_go(self) -> None:
        """Let the ceiling in hand go, after asking."""
        ceiling = self.ceilings.in_hand()
        if ceiling is None:
            return
        about = about_text(ceiling, self._desk.policy_name)
        words = self.tr("取消以后，“{about}”的核定不再受这个上限约束。").format(about=about)
        if confirm(self, self.tr("取消这个上限？"), words, self.tr("取消上限"), danger=True):
            said = self.tr("已取消“{about}”的上限").format(about=about)
            command, done = SetCeiling(scope=ceiling.scope, most=None), lambda _: self.bar.tell(said, "check")
            self._desk.run_later(self, command, done, self._refused)

    # --- sheets of banks ---

    def choose_sheet(self) -> None:
        """Propose the sheet in hand wherever one is written from now on."""
        sheet, office = self.sheets.in_hand(), self._office
        if sheet is None or office is None:
            return
        command = ChangeOffice(office=replace(office, bank_template=sheet.id), shown=office)
        said = self.tr("以后默认按“{name}”生成银行文件").format(name=sheet.name)
        self._desk.run_later(self, command, lambda _: self.bar.tell(said, "check"), self._refused)

    def ask_and_import(self) -> None:
        """Ask for a file, and take it into use where it is in order."""
        kind = self.tr("银行文件格式 (*.yaml *.yml)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("导入银行文件格式"), documents_folder(), kind)
        if chosen:
            self.import_file(Path(chosen))

    def import_file(self, path: Path) -> None:
        """Take a file into use; what is wrong with it is said line by line."""
        self.message.clear()
        try:
            data = path.read_bytes()
            template = template_of(path.name, data)
        except OSError as error:
            self.message.say(self.tr("文件打不开：{reason}").format(reason=error.strerror or ""))
        except PackError as error:
            self.message.say(fault_text(error.findings))
        else:
            if self._may_replace(template):
                self._keep(template, data.decode("utf-8-sig"))

    def _may_replace(self, template: BankTemplate) -> bool:
        former = next((one for one in self.sheets.found.usable if one.id == template.id), None)
        words = self.tr("“{former}”的编号也是 {id}，导入后由“{name}”代替，原来的文件另存。")
        if former is None:
            return True
        said = words.format(former=former.name, id=template.id, name=template.name)
        return confirm(self, self.tr("代替原来的格式？"), said, self.tr("代替"))

    def _keep(self, template: BankTemplate, text: str) -> None:
        store, folder, actor, name = self._desk.store, self._folder, self._desk.actor(), template.id
        if folder is None:
            return
        shown = _hash_of(folder / f"{name}.yaml")
        said = self.tr("已导入“{name}”").format(name=template.name)
        work = lambda: keep_template(  # noqa: E731
            store, folder, actor, name, text, _refuse_faults, shown, action="save_bank_template"
        )
        self._do(work, said, name)

    def ask_and_give_up(self) -> None:
        """Take the office's sheet in hand out of use, after asking; its file is kept."""
        sheet = self.sheets.in_hand()
        if sheet is None:
            return
        words = self.tr("“{name}”不再列出；编号相同的自带格式恢复使用。文件另存在 banks 文件夹里。")
        question = self.tr("停用这个格式？"), words.format(name=sheet.name), self.tr("停用")
        if confirm(self, *question, danger=True):
            self._give_up(sheet)

    def _give_up(self, sheet: BankTemplate) -> None:
        store, folder, actor, name = self._desk.store, self._folder, self._desk.actor(), sheet.id
        if folder is None:
            return
        shown = _hash_of(folder / f"{name}.yaml")
        work = lambda: restore_template(  # noqa: E731
            store, folder, actor, name, shown, action="restore_bank_template"
        )
        self._do(work, self.tr("已停用“{name}”").format(name=sheet.name), "")

    def _do(self, work: Callable[[], Changes], said: str, wanted: str) -> None:
        def answered(changes: Changes) -> None:
            self.bar.tell(said, "check")
            self._desk.notify(changes)
            self.refresh(wanted)

        self._desk.tasks.start(
            Lane.SAVING, lambda _: work(), answered, self._desk.error_handler(self, self._refused)
        )

    def _refused(self, error: DeskError) -> None:
        self.message.say(error.message, *self._desk.ways_out(error))


def _hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def _refuse_faults(text: str) -> None:
    """Raise InvalidInput for a text that is no sheet of a bank."""
    try:
        template_of("", text.encode())
    except PackError as error:
        raise InvalidInput(tuple(Problem("text", one.message) for one in error.findings)) from error
