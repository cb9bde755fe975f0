"""The first start: the office, the name of who sits here, and sample data to try it on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ipdesk.models.commands import SetUpOffice
from ipdesk.models.core.actor import NOBODY
from ipdesk.models.core.default_remedies import body_fault, remedies_naming, reviewing_body
from ipdesk.models.core.errors import Conflict, DeskError, InvalidInput, Problem
from ipdesk.models.parsing.identifiers.codes import TELEPHONES
from ipdesk.models.parsing.letter_numbers import letter_number, read_serial
from ipdesk.models.parsing.office_problems import (
    first_number_problems,
    office_problems,
    own_name_problems,
)
from ipdesk.models.records import ApprovalOrder, Office
from ipdesk.models.services.passwords import Passwords
from ipdesk.models.services.sign_in import with_password
from ipdesk.paths import shown_path
from ipdesk.ui import theme
from ipdesk.ui.desk.rescue import Rescue
from ipdesk.ui.desk.tasks import Lane, Tasks
from ipdesk.ui.shell.first_steps import FirstSteps
from ipdesk.ui.widgets import (
    ActionBar,
    Button,
    Field,
    FormGrid,
    MessageLine,
    NumberField,
    Panel,
    ScrollArea,
    Switch,
    Text,
    TextField,
    confirm,
)
from ipdesk.ui.widgets.base import column_in
from ipdesk.ui.widgets.fields.confirmable_field import ConfirmedFields, DoubtField

if TYPE_CHECKING:
    from ipdesk.models.store import Store
    from ipdesk.sample import LoadSample

_FIELDS = (
    "name", "number_prefix", "contact", "telephone", "address", "reviewing_body", "person", "red_header",
    "next_letter_number",
)  # fmt: skip


SECTION = "first_start"


class FirstStart(QWidget):
    """The form of the first start. ``finished`` carries the id of who sits here, 0 where nobody is known.

    ``codes`` are the recovery codes by then, which stand nowhere else; none without passwords.
    """

    finished = Signal(int)

    def __init__(
        self,
        store: Store,
        tasks: Tasks,
        data_dir: Path,
        rescue: Rescue | None = None,
        parent: QWidget | None = None,
        passwords: Passwords | None = None,
    ) -> None:
        super().__init__(parent)
        self._passwords, self.codes = passwords, tuple[str, ...]()
        self._store, self._tasks, self._data_dir = store, tasks, data_dir
        self._rescue = rescue or Rescue(tasks, data_dir, parent=self)
        self._done = self._loading = False
        self._proposed = {"reviewing_body": "", "person": ""}  # by field, as long as nobody typed another
        self._make_inputs()
        self._lay_out(data_dir)
        theme.follow(self.restyle)
        self.inputs["name"].setFocus()
        self._bring_back()
        self._watch()
        self._show_page(0)

    def _make_inputs(self) -> None:
        self.inputs = {name: TextField() for name in _FIELDS}
        self.next_number = self.inputs["next_letter_number"] = NumberField(read_serial)
        self.fields: dict[str, Field] = {}
        self.message, self._pages = MessageLine(), QStackedWidget()
        self.sample = Switch(self.tr("同时装入样例数据（虚构的申请人和申请件，供试用）"))
        self.steps = FirstSteps()
        self.begin = Button(self.tr("下一步"), "primary", shortcut="Ctrl+Enter")
        self.back = Button(self.tr("上一步"), shortcut="Alt+Left")

    def _watch(self) -> None:
        """Let what is typed be rescued, from now on."""
        self._rescue.watch(SECTION, self._unsaved)
        self.sample.toggled.connect(lambda _: self._rescue.note())
        self.steps.edited.connect(self._rescue.note)

    # --- layout ---

    def _lay_out(self, data_dir: Path) -> None:
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(self.tr("知识产权资助受理 · 初次使用"))
        self._put_together((self._needed(), self._left_for_later()), data_dir)

    def _needed(self) -> Panel:
        needed, grid = Panel(self.tr("先填这些")), FormGrid()
        self._add(grid, "name", self.tr("单位名称"), self.tr("如 示例县市场监督管理局（知识产权局）"), span=2)
        self._add(grid, "number_prefix", self.tr("发文代字"), "")
        self._add(grid, "contact", self.tr("联系人"), self.tr("这几项印在通知书上"))
        self._add(grid, "telephone", self.tr("联系电话"), "")
        self._add(grid, "address", self.tr("地址"), "")
        body = self.tr("不服本单位决定的向它申请复议，如 示例县人民政府")
        self._add(grid, "reviewing_body", self.tr("行政复议机关"), body, span=2)
        self._add(grid, "person", self.tr("您的姓名"), self.tr("每一步都会记下是谁办的"))
        doubted = {name: field for name, field in self.fields.items() if isinstance(field, DoubtField)}
        self._sure = ConfirmedFields(doubted)
        self._listen()
        needed.body.addWidget(grid)
        return needed

    def _left_for_later(self) -> Panel:
        """Return what need not be said now; it comes last, so that Enter leads through the rest first."""
        panel, grid = Panel(self.tr("可以以后再说")), FormGrid()
        header = self.tr("印在通知书顶端，如 示例县市场监督管理局；不填则与单位名称相同")
        self._add(grid, "red_header", self.tr("红头（发文机关标志）"), header, optional=True, span=2)
        first = self.tr("本年度从第几号开始发文")
        self._add(grid, "next_letter_number", first, self.tr("已发过文的，填下一号"), optional=True)
        panel.body.addWidget(grid)
        panel.body.addWidget(self.sample)
        return panel

    def _add(
        self, grid: FormGrid, name: str, label: str, hint: str, *, optional: bool = False, span: int = 1
    ) -> None:
        made = DoubtField if name in TELEPHONES else Field
        self.fields[name] = made(label, self.inputs[name], hint=hint, optional=optional)
        self.inputs[name].textChanged.connect(lambda _: self._typed(name))
        grid.add(self.fields[name], span)

    def _put_together(self, panels: tuple[Panel, ...], data_dir: Path) -> None:
        for page in (self._first_page(panels), self._second_page()):
            self._pages.addWidget(ScrollArea(page))
        outer = column_in(self, 0)
        outer.addWidget(self.message)
        outer.addWidget(self._pages, 1)
        outer.addWidget(self._foot(data_dir))

    def _first_page(self, panels: tuple[Panel, ...]) -> QWidget:
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.addWidget(Text(self.tr("初次使用，先填几样基本情况；以后可以在“设置”里修改"), "head"))
        self._column.addWidget(Text(self.tr("Enter 到下一格；标“必填”的填完，按 Ctrl+Enter"), "sub"))
        for widget in panels:
            self._column.addWidget(widget)
        self._column.addStretch(1)
        return inner

    def _second_page(self) -> QWidget:
        second = QWidget()
        self._second = QVBoxLayout(second)
        self._second.addWidget(self.steps)
        self._second.addStretch(1)
        return second

    def _foot(self, data_dir: Path) -> ActionBar:
        foot = ActionBar()
        foot.set_state(self.tr("数据存放在 {folder}").format(folder=shown_path(data_dir)), "folder")
        for button in (self.back, self.begin):
            foot.add(button)
        self.back.clicked.connect(lambda: self._show_page(0))
        self.begin.clicked.connect(self.submit)
        self.begin.add_key("Ctrl+Return")
        return foot

    def _show_page(self, place: int) -> None:
        """Bring what the office says of itself, or the steps it takes, to the front."""
        self._pages.setCurrentIndex(place)
        self.back.setVisible(place > 0)
        self.begin.set_text(self.tr("开始使用") if place else self.tr("下一步"))
        if place:
            self.steps.enter()
        else:
            self.inputs["name"].setFocus()

    def restyle(self) -> None:
        """Take the measures in force."""
        gap = theme.density().gap
        for column in (self._column, self._second):
            column.setContentsMargins(2 * gap, gap, 2 * gap, gap)
            column.setSpacing(gap)

    def _listen(self) -> None:
        """Propose who hears appeals by the office's name, and that whom to ask for is who sits here."""
        inputs = self.inputs
        inputs["name"].textChanged.connect(lambda name: self._propose("reviewing_body", reviewing_body(name)))
        inputs["contact"].textChanged.connect(lambda contact: self._propose("person", contact.strip()))
        for name in ("number_prefix", "next_letter_number"):
            inputs[name].textChanged.connect(lambda _: self._show_first_number())
        self._show_first_number()

    def _propose(self, name: str, text: str) -> None:
        """Fill a field in, as long as nobody typed another text there."""
        field = self.inputs[name]
        if field.text() == self._proposed[name]:
            self._proposed[name] = text
            field.setText(text)

    def _show_first_number(self) -> None:
        """Say which number the first letter will bear, by what was typed so far."""
        prefix = self.inputs["number_prefix"].text().strip() or self.tr("代字")
        number = letter_number(prefix, self._store.moment().year, self._next_number() or 1)
        words = self.tr("文号即 {number}")
        self.fields["number_prefix"].set_hint(words.format(number=number))

    # --- what is kept ---

    def _typed(self, name: str) -> None:
        self.fields[name].set_error("")
        self.message.clear("refused")
        self._rescue.note()

    def _unsaved(self) -> Iterator[object]:
        """Yield what was typed, until it is in the database."""
        texts = {name: edit.text() for name, edit in self.inputs.items()}
        if not self._done and any(texts.values()):
            yield {"texts": texts, "sample": self.sample.isChecked(), "steps": self.steps.typed()}

    def _bring_back(self) -> None:
        """Fill in what was typed when the window was closed, or the program killed."""
        for found in self._rescue.found(SECTION):
            if isinstance(found, dict):
                for name, text in found.get("texts", {}).items():
                    if name in self.inputs:
                        self.inputs[name].show_text(str(text))
                self.sample.setChecked(bool(found.get("sample")))
                self.steps.show_typed(found.get("steps"))
                self.message.say(self.tr("上次填了一半的内容已经找回，请接着填。"), icon="info")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay open while sample data are written, and ask before unsaved particulars are lost."""
        if self._loading:
            self.message.say(self.tr("样例数据还没有装完，请等装完再关闭。"), icon="info")
            event.ignore()
        elif not self._rescue.keep_now() and any(True for _ in self._unsaved()) and not self._may_lose():
            event.ignore()

    def _may_lose(self) -> bool:
        title, accept = self.tr("还有内容没有保存"), self.tr("不要了，关闭")
        words = self.tr("填写的内容没有保存。{reason}").format(reason=self._rescue.why_not())
        return confirm(self, title, words, accept, refuse=self.tr("回去处理"), danger=True)

    # --- what happens ---

    def _finish(self, person: int) -> None:
        self._done, self._loading = True, False
        self._rescue.unwatch(SECTION)
        self.finished.emit(person)

    def office(self) -> Office:
        """Return the office as it was typed; the red header is the name where none was given."""
        text = {name: edit.text().strip() for name, edit in self.inputs.items()}
        said = Office(
            name=text["name"],
            red_header=text["red_header"] or text["name"],
            number_prefix=text["number_prefix"],
            contact=text["contact"],
            telephone=text["telephone"],
            address=text["address"],
            remedies=remedies_naming(text["reviewing_body"]) if text["reviewing_body"] else "",
        )
        return self.steps.applied_to(said)

    def _next_number(self) -> int:
        """Return where letters begin: 1 where nothing is said; 0, which is refused, for what is no number."""
        unsaid = 0 if self.next_number.problem() else 1
        return int(self.next_number.number() or unsaid)

    def submit(self) -> None:
        """Go on to the steps, then set the office up; what is wrong is marked and nothing is lost."""
        lacking = self._lacking()
        if lacking:
            self._mark(lacking)
        elif self._pages.currentIndex() == 0:
            self._go_on()
        elif self.steps.is_whole(self.inputs["person"].text().strip()):
            self._set_up()

    def _set_up(self) -> None:
        command, password, with_sample = self._command(), self.steps.new_password(), self.sample.isChecked()
        self.begin.setEnabled(False)
        if with_sample:
            self.message.say(self.tr("正在装入样例数据，请稍候……"), icon="info")
            self._loading = True

        def work(_: object) -> tuple[int, tuple[str, ...]]:
            whole, codes = with_password(command, password, self._passwords or Passwords())
            return self._store.run(self._sample(whole) if with_sample else whole, NOBODY).value, codes

        lane = Lane.LONG if with_sample else Lane.SAVING
        self._tasks.start(lane, work, self._set_up_with, self._failed)

    def _set_up_with(self, done: tuple[int, tuple[str, ...]]) -> None:
        person, self.codes = done
        self._finish(person)

    def _command(self) -> SetUpOffice:
        return SetUpOffice(
            office=self.office(),
            person=self.inputs["person"].text().strip(),
            next_letter_number=self._next_number(),
            separates_decision=self.steps.separates.isChecked(),
            approval_order=ApprovalOrder.FIRST if self.steps.approves.isChecked() else ApprovalOrder.ALONG,
            sure=self._sure.names(),
        )

    def _go_on(self) -> None:
        """Go on to the steps once nothing on the first page is wrong."""
        wrong = office_problems(self.office(), self._sure.names()) + own_name_problems(
            self.inputs["person"].text()
        )
        wrong += first_number_problems(self._next_number())
        here = tuple(one for one in wrong if one.field not in self.steps.fields)
        if here:
            self._mark(here)
        else:
            self._show_page(1)

    def _lacking(self) -> tuple[Problem, ...]:
        """Return what letters need and nobody has said, with what is missing besides."""
        words = {
            "contact": self.tr("请填写联系人。"), "telephone": self.tr("请填写联系电话。"),
            "address": self.tr("请填写地址。"), "reviewing_body": self.tr("请填写行政复议机关的全称。"),
            "name": self.tr("请填写单位名称。"), "number_prefix": self.tr("请填写发文字号代字，如 韶知资。"),
            "person": self.tr("请填写姓名。"),
        }  # fmt: skip
        texts = {name: edit.text().strip() for name, edit in self.inputs.items()}
        said = {name: "" if texts[name] else word for name, word in words.items()}
        said["reviewing_body"] = said["reviewing_body"] or body_fault(texts["reviewing_body"], texts["name"])
        return tuple(Problem(name, word) for name, word in said.items() if word)

    def _sample(self, command: SetUpOffice) -> LoadSample:
        from ipdesk.documents.letters.issue import notification
        from ipdesk.documents.letters.issuing.notice_papers import NoticePapers
        from ipdesk.documents.letters.issuing.submission import submissions
        from ipdesk.documents.letters.list_documents import forwarding
        from ipdesk.sample import LoadSample

        return LoadSample(
            today=self._store.moment().date(), notification=notification, papers=NoticePapers,
            forwarding=forwarding, approvals=submissions(self._store), office=command,
        )  # fmt: skip

    def _failed(self, error: Exception) -> None:
        self._loading = False
        self.begin.setEnabled(True)
        self.message.clear()
        if isinstance(error, InvalidInput):
            self._mark(error.problems)
        elif isinstance(error, Conflict):
            self._finish(0)  # the other desk was quicker: the office is there
        elif isinstance(error, DeskError):
            self.message.say(error.message)
        else:
            raise error

    def _mark(self, problems: tuple[Problem, ...]) -> None:
        places = {**self.fields, **self.steps.fields}
        unplaced = [problem.message for problem in problems if problem.field not in places]
        for problem in problems:
            self._mark_field(problem)
        first = next((name for name in _FIELDS if any(p.field == name for p in problems)), None)
        if first is not None:
            self._show_page(0)
            self.inputs[first].setFocus()
        if unplaced:
            self.message.say("\n".join(unplaced), about="refused")

    def _mark_field(self, problem: Problem) -> None:
        if problem.field in self.steps.fields:
            self.steps.fields[problem.field].set_error(problem.message)
        # What is left out follows the office's name, and so does what is wrong with it.
        follows = problem.field == "red_header" and not self.inputs["red_header"].text().strip()
        if problem.field in self.fields and not follows:
            self.fields[problem.field].set_error(problem.message)
            self._sure.show(problem)
