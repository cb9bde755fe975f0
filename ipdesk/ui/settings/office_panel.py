"""The office as its letters need it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ipdesk.funds.core.words import Channel
from ipdesk.models.core.default_remedies import OwnRemedies, body_named, remedies_fault, road_doubt
from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.identifiers.codes import TELEPHONES
from ipdesk.models.parsing.letter_numbers import letter_number, read_serial
from ipdesk.models.parsing.values.amounts import YUAN
from ipdesk.models.parsing.values.numbers import (
    read_collection_days,
    read_hearing_days,
    read_payment_days,
    read_review_days,
)
from ipdesk.models.records import Office
from ipdesk.models.workflow import STAGES, Procedure, State
from ipdesk.ui.widgets import (
    Button,
    ChoiceField,
    Field,
    FormGrid,
    MoneyField,
    NumberField,
    Panel,
    ParagraphField,
    Switch,
    TextField,
)
from ipdesk.ui.widgets.fields.confirmable_field import ConfirmedFields, DoubtField

_TEXTS = (
    "name", "red_header", "number_prefix", "contact", "telephone", "address", "second_telephone",
    "supervision_telephone", "postcode", "court", "fonds", "archive_category", "archive_section",
    "payer_name", "payer_account", "payer_bank", "upper_bureau", "collection_basis",
)  # fmt: skip


class OfficePanel(Panel):
    """Name, red header, file numbers and contact. ``edited`` tells that something was typed.

    ``today`` tells the day by whose year letters are numbered.
    """

    edited = Signal()

    def __init__(self, today: Callable[[], datetime.date], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("本单位"), "F2", parent=parent)
        self._today = today
        self._kept: Office | None = None
        self._kept_next: int | None = None
        self.inputs = {name: TextField() for name in _TEXTS}
        self.remedies, self.rules = ParagraphField(), ParagraphField()
        self.asks, self.projects = ParagraphField(), ParagraphField()
        self.own_remedies = {paper: ParagraphField() for paper in OwnRemedies}
        self.propose = Button(self.tr("没有填写的，填入常用写法"), "link", shortcut="Alt+T")
        self.next_number = NumberField(read_serial)
        self.own_series = Switch(self.tr("由程序编号（否则按发文登记簿手填）"))
        self.guards = Switch(self.tr("对照国家有关规定给出提示（只提醒，不改变金额）"))
        self.stages = {stage: Switch(self._stage_word(stage)) for stage in STAGES}
        self.minutes_from, self.hearing_days = MoneyField(), NumberField(read_hearing_days)
        self.review_days, self.payment_days = NumberField(read_review_days), NumberField(read_payment_days)
        self.collection_days = NumberField(read_collection_days)
        ways = [(one.value, one.label) for one in Channel if not one.passes_on]
        self.channel = ChoiceField([("", self.tr("不固定")), *ways], placeholder=self.tr("不固定"))
        self.fields: dict[str, Field] = {}
        self._grid = FormGrid(4)
        self._lay_out()
        self._listen()

    def _listen(self) -> None:
        numbers = (number for _, number in self._numbers())
        for edit in (*self.inputs.values(), *numbers):
            edit.textEdited.connect(self._edit)
        for _, paragraph in self._paragraphs():
            paragraph.textEdited.connect(self._edit)
        self.channel.changed.connect(lambda _: self._edit())
        self.minutes_from.changed.connect(lambda _: self._edit())
        self.propose.clicked.connect(self._propose)
        for switch in (self.own_series, self.guards, *self.stages.values()):
            switch.toggled.connect(self._edit)

    # --- layout ---

    def _lay_out(self) -> None:
        self._put_names_and_numbers()
        self._put_contact()
        self._put_remedies()
        self._put_procedure()
        self._put_collection()
        self._put_archive()
        self._put_payer()
        doubted = {name: field for name, field in self.fields.items() if isinstance(field, DoubtField)}
        self.sure = ConfirmedFields(doubted)
        self.body.addWidget(self._grid)
        self.body.addStretch(1)

    def _put_names_and_numbers(self) -> None:
        self._add_text("name", self.tr("单位名称"), self.tr("通知书的署名"), 2)
        self._add_text("red_header", self.tr("红头"), self.tr("通知书顶端的发文机关标志"), 2)
        self._add_text("number_prefix", self.tr("发文代字"), "", 2)
        used = self.tr("已经用过的号会自动跳过")
        self._add("next_number", Field(self.tr("本年度下一个文号"), self.next_number, hint=used), 2)
        self._grid.add(self.own_series, 4)

    def _put_contact(self) -> None:
        self._add_text("contact", self.tr("联系人"), "")
        self._add_text("telephone", self.tr("联系电话"), "")
        self._add_text("address", self.tr("地址"), self.tr("联系人、电话和地址印在通知书末尾"), 2)
        self._add_text("second_telephone", self.tr("第二个电话"), self.tr("印在公示上"))
        self._add_text("supervision_telephone", self.tr("监督电话"), self.tr("印在公示上"))
        self._add_text("postcode", self.tr("邮政编码"), self.tr("印在公示上"))
        unnamed = self.tr("没有填写的，印“有管辖权的人民法院”")
        self._add_text("court", self.tr("受理行政诉讼的法院"), unnamed, 2)

    def _put_remedies(self) -> None:
        before = self.tr("2024年以前的文书，写明可以选择向它申请行政复议")
        self._add_text("upper_bureau", self.tr("上一级主管部门"), before, 2)
        self._add("remedies", Field(self.tr("权利告知"), self.remedies, hint=self._hint_of_remedies()), 4)
        for paper, edit in self.own_remedies.items():
            label = self.tr("权利告知（{paper}）").format(paper=paper.paper)
            self._add(paper.setting, Field(label, edit, hint=self._hint_of_own(paper)), 4)
        self._grid.add(self.propose, 4)
        typed = self.tr(
            "不予受理、追回、逾期未领等文书引用的管理办法等：先写全称和文号，再照原文录入条款，条款号后空一格。"
            "申报通知的条款在“申报批次”里录入，政策的条款在“政策”里录入"
        )
        self._add("rules", Field(self.tr("文书引用的条款原文"), self.rules, hint=typed), 4)

    def _put_procedure(self) -> None:
        for switch in (self.guards, *self.stages.values()):
            self._grid.add(switch, 4)
        least = self.tr("拟资助、审定达到这个金额的，须填会议纪要；0 为每件都要")
        self._add("minutes_from", Field(self.tr("须有会议纪要的起点金额"), self.minutes_from, hint=least), 2)
        begin = self.tr("自送达告知书的次日起")
        hearing = Field(self.tr("追回前陈述申辩的期限（工作日）"), self.hearing_days, hint=begin)
        self._add("hearing_days", hearing, 2)
        told = self.tr("印在受理回执上，自受理次日起算；列表按它提醒。0 为不作承诺")
        self._add("review_days", Field(self.tr("审核的承诺期限（工作日）"), self.review_days, hint=told), 2)

    def _put_collection(self) -> None:
        said = self.tr("印在资助（奖励）通知书上，催领和逾期未领以它为准；批次另有规定的，在“申报批次”里填")
        asked = self.tr("以动词开头，如 提交加盖财务专用章的收款收据；项目的验收填在“项目的要求”里。") + said
        self._add("collection_asks", Field(self.tr("领取手续"), self.asks, hint=asked), 4)
        days = Field(self.tr("领取期限（工作日）"), self.collection_days, hint=self.tr("自收到通知书次日起"))
        self._add("collection_days", days, 1)
        rule = self.tr("文件的全称、文号和条款")
        self._add_text("collection_basis", self.tr("领取手续和期限的依据"), rule, 3)
        usual = self.tr("项目类资助（奖励）的任务书、验收和资金用途；以“应当”开头，没有填写的印常用写法")
        self._add("project_duties", Field(self.tr("项目的要求"), self.projects, hint=usual), 4)
        known = self.tr("印在通知书上；不固定的，写“按规定程序拨付”")
        self._add("payment_channel", Field(self.tr("资金拨付的方式"), self.channel, hint=known), 2)
        self._put_promise()

    def _put_promise(self) -> None:
        told = self.tr("自印发通知书次日起，“资金”页按它提醒；0 为不作承诺")
        self._add("payment_days", Field(self.tr("拨付的承诺期限（工作日）"), self.payment_days, hint=told), 2)

    def _put_archive(self) -> None:
        self._add_text("fonds", self.tr("全宗号"), self.tr("不归档的，这三项都不填"))
        self._add_text("archive_category", self.tr("档案门类代码"), self.tr("文书档案为 WS"))
        self._add_text("archive_section", self.tr("机构（问题）代码"), self.tr("如 ZCK"), 2)

    def _put_payer(self) -> None:
        named = self.tr("印在给银行的文件上；由国库集中支付的可以不填")
        self._add_text("payer_name", self.tr("付款户名"), named, 2)
        self._add_text("payer_account", self.tr("付款账号"), "", 2)
        self._add_text("payer_bank", self.tr("付款账户的开户行"), "", 2)

    def _stage_word(self, stage: State) -> str:
        return self.tr("办理程序中有“{stage}”这一步").format(stage=stage.label)

    def _add_text(self, name: str, label: str, hint: str, span: int = 1) -> None:
        made = DoubtField if name in TELEPHONES else Field
        self._add(name, made(label, self.inputs[name], hint=hint), span)

    def _add(self, name: str, field: Field, span: int) -> None:
        self.fields[name] = field
        self._grid.add(field, span)

    def _edit(self) -> None:
        for field in self.fields.values():
            field.set_error("")
        self.fields["red_header"].set_hint(self._hint_of_header())
        self.fields["number_prefix"].set_hint(self._hint_of_prefix())
        self.fields["remedies"].set_hint(self.doubt_of_remedies() or self._hint_of_remedies())
        own = {paper.value: edit.text() for paper, edit in self.own_remedies.items()}
        for paper in OwnRemedies:
            fault = remedies_fault(own[paper], self._name(), paper.paper) if own[paper] else ""
            doubt = fault or road_doubt(paper, own)
            self.fields[paper.setting].set_hint(doubt or self._hint_of_own(paper))
        self.propose.setVisible(any(not edit.text() for edit in self.own_remedies.values()))
        self.fields["next_number"].setVisible(self.own_series.isChecked())
        self.edited.emit()

    def begin_day(self) -> None:
        """Show a number of the year that has begun."""
        self.fields["number_prefix"].set_hint(self._hint_of_prefix())

    def _hint_of_prefix(self) -> str:
        """Show what a number looks like with the prefix."""
        prefix = self.inputs["number_prefix"].text().strip() or self.tr("代字")
        number = letter_number(prefix, self._today().year, int(self.next_number.number() or 1))
        return self.tr("文号即 {number}").format(number=number)

    def _hint_of_header(self) -> str:
        """Say what the header is for, or that a letter would bear two names."""
        header, name = (self.inputs[field].text().strip() for field in ("red_header", "name"))
        if header and name and header != name:
            return self.tr("与单位名称不同：红头、署名和印章应当是同一个名称")
        return self.tr("通知书顶端的发文机关标志")

    def _hint_of_remedies(self) -> str:
        return self.tr("有核减或者未予资助的事项时印在通知书上，须写明复议机关和期限")

    def _hint_of_own(self, paper: OwnRemedies) -> str:
        words = self.tr("印在{paper}上，须写明复议机关和期限；没有填写的不能印发")
        return words.format(paper=paper.paper)

    def _name(self) -> str:
        return self.inputs["name"].text()

    def _propose(self) -> None:
        """Fill in the usual sentences where there are none, or say that the body is not known."""
        body = body_named(self.remedies.text(), self._name())
        for paper, edit in self.own_remedies.items():
            if not edit.text():
                edit.setText(paper.usual(body))
        self._edit()
        if not body:
            unknown = self.tr("从单位名称看不出行政复议机关，请先在上面的权利告知里写明")
            self.fields["remedies"].set_error(unknown)

    def doubt_of_remedies(self) -> str:
        """Return why letters that cut something could not go out with this sentence on remedies."""
        return remedies_fault(self.remedies.text(), self._name())

    def show_office(self, office: Office, next_number: int | None) -> None:
        """Fill the form with the stored office and the next letter's serial, as a form without changes."""
        self._kept, self._kept_next = office, next_number
        for name, edit in self.inputs.items():
            edit.setText(getattr(office, name))
        told = {paper.setting: office.own_remedies.get(paper, "") for paper in OwnRemedies}
        for name, paragraph in self._paragraphs():
            paragraph.setText(told[name] if name in told else getattr(office, name))
        self.channel.set_key(office.payment_channel)
        self._show_switches(office)
        self.next_number.set_number(next_number)
        self._show_numbers(office)
        self._edit()

    def _show_numbers(self, office: Office) -> None:
        self.minutes_from.set_unit(YUAN)
        self.minutes_from.set_fen(office.minutes_from)
        self.hearing_days.set_number(office.hearing_days)
        for name in ("review_days", "collection_days", "payment_days"):
            getattr(self, name).set_number(getattr(office, name))

    def _show_switches(self, office: Office) -> None:
        self.own_series.setChecked(office.own_series)
        self.guards.setChecked(office.guards)
        for stage, switch in self.stages.items():
            switch.setChecked(stage in office.procedure.stages)

    def typed(self) -> dict[str, str | bool]:
        """Return everything as it stands, readable or not."""
        texts = {name: edit.text() for name, edit in (*self.inputs.items(), *self._others())}
        texts["payment_channel"] = self.channel.key()
        return {**texts, **{name: switch.isChecked() for name, switch in self._switches()}}

    def _switches(self) -> tuple[tuple[str, Switch], ...]:
        stages = ((stage.value, switch) for stage, switch in self.stages.items())
        return ("own_series", self.own_series), ("guards", self.guards), *stages

    def _others(self) -> tuple[tuple[str, NumberField | MoneyField | ParagraphField], ...]:
        return *self._numbers(), *self._paragraphs()

    def _numbers(self) -> tuple[tuple[str, NumberField | MoneyField], ...]:
        names = "hearing_days", "review_days", "collection_days", "payment_days"
        days = ((name, getattr(self, name)) for name in names)
        return ("next_number", self.next_number), ("minutes_from", self.minutes_from), *days

    def _paragraphs(self) -> tuple[tuple[str, ParagraphField], ...]:
        own = ((paper.setting, edit) for paper, edit in self.own_remedies.items())
        asked = ("collection_asks", self.asks), ("project_duties", self.projects)
        return ("remedies", self.remedies), ("rules", self.rules), *asked, *own

    def show_typed(self, typed: object) -> None:
        """Show what ``typed`` gave some time before, as far as it is that."""
        if not isinstance(typed, dict):
            return
        for name, edit in self.inputs.items():
            edit.show_text(str(typed.get(name, edit.text())))
        for name, number in self._numbers():
            number.show_text(str(typed.get(name, number.text())))
        for name, paragraph in self._paragraphs():
            paragraph.setText(str(typed.get(name, paragraph.text())))
        self.channel.set_key(str(typed.get("payment_channel", self.channel.key())))
        for name, switch in self._switches():
            switch.setChecked(bool(typed.get(name, switch.isChecked())))
        self._edit()

    def keep(self, office: Office, next_number: int | None) -> None:
        """Take note that this is kept now; what was typed meanwhile stays."""
        self._kept, self._kept_next = office, next_number
        if not self.changed():
            self.show_office(office, next_number)

    def shown(self) -> Office | None:
        """Return the office that what is typed began from."""
        return self._kept

    def go_on_from(self, office: Office) -> None:
        """Take what another desk saved for what is kept; what was typed here stays."""
        self._kept = office
        self._edit()

    def office(self) -> Office | None:
        """Return the office as it was typed, None before one is shown."""
        if self._kept is None:
            return None
        text: dict[str, Any] = {name: edit.text().strip() for name, edit in self.inputs.items()}
        own = {paper.value: edit.text() for paper, edit in self.own_remedies.items() if edit.text()}
        return replace(
            self._kept,
            **text,
            hearing_days=int(self.hearing_days.number() or 0),
            review_days=int(self.review_days.number() or 0),
            collection_days=int(self.collection_days.number() or 0),
            payment_days=int(self.payment_days.number() or 0),
            collection_asks=self.asks.text(),
            project_duties=self.projects.text(),
            payment_channel=self.channel.key(),
            remedies=self.remedies.text(),
            rules=self.rules.text(),
            own_remedies=own,
            own_series=self.own_series.isChecked(),
            guards=self.guards.isChecked(),
            minutes_from=self.minutes_from.fen() or 0,
            procedure=Procedure(frozenset(stage for stage, on in self.stages.items() if on.isChecked())),
        )

    def wanted_next(self) -> int | None:
        """Return the number to go on with where it was changed, else None."""
        number = self.next_number.number()
        if number is None or int(number) == self._kept_next or not self.own_series.isChecked():
            return None
        return int(number)

    def changed(self) -> bool:
        """Say whether something differs from what is kept."""
        return self.office() != self._kept or self.wanted_next() is not None or bool(self._unreadable())

    def _unreadable(self) -> NumberField | MoneyField | None:
        """Return the first number that cannot be read, None where all can."""
        if self.own_series.isChecked() and self.next_number.problem():
            return self.next_number
        return self.minutes_from if self.minutes_from.problem() else None

    def go_to_unreadable(self) -> bool:
        """Go to a number that cannot be read and say what is wrong; say whether there is one."""
        unreadable = self._unreadable()
        if unreadable is not None:
            unreadable.reveal()
            unreadable.setFocus(Qt.FocusReason.OtherFocusReason)
        return unreadable is not None

    def go_to(self, name: str) -> None:
        """Put the focus on a field; nothing for a name that is none."""
        if name in self.fields:
            self.fields[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, problems: Iterable[Problem]) -> str:
        """Mark what is wrong and go to the first; return the sentences that belong to no field."""
        unplaced, first = [], None
        for problem in problems:
            field = self.fields.get(problem.field)
            if field is None:
                unplaced.append(problem.message)
                continue
            field.set_error(problem.message)
            self.sure.show(problem)
            first = first or field
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return "\n".join(unplaced)
