"""Answering an objection, closing a notice, recording the answer of another office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.documents.letters.notices.reply import named
from ipdesk.models.awards.found_facts import found_by
from ipdesk.models.commands.handlings import SaidReply
from ipdesk.models.core.errors import Problem
from ipdesk.models.records import (
    CheckRecord,
    Inquiry,
    InquiryDetails,
    Matter,
    Objection,
    ObjectionState,
    PublicNotice,
    Sheets,
)
from ipdesk.models.records.decisions import ViewOutcome, WeighedView
from ipdesk.ui.desk.paper_fields import PaperFields, put_paper
from ipdesk.ui.desk.quoted_checks import QuotedChecks
from ipdesk.ui.widgets import (
    CheckBox,
    ChoiceField,
    DateField,
    Field,
    FormDialog,
    FormGrid,
    ParagraphField,
    ScrollArea,
    Text,
    TextField,
    WrappingText,
)


class EnteredAnswer(NamedTuple):
    """What an objection is answered: whether it holds, why, and the number that was typed, None for drawn.

    ``unheard`` says why the applicant is not heard first, ``anew_on`` when what is right is shown anew.
    """

    upheld: bool
    reason: str
    number: str | None
    unheard: str = ""
    view: WeighedView | None = None
    anew_on: date | None = None


class AnswerDialog(FormDialog):
    """Asks whether an objection holds, and what was found."""

    def __init__(
        self,
        notice: PublicNotice,
        objection: Objection,
        parent: QWidget,
        checks: Sequence[CheckRecord] = (),
        heard: str = "",
        stated: str = "",
        *,
        today: date,
        typed_number: bool,
    ) -> None:
        title = QCoreApplication.translate("AnswerDialog", "答复异议")
        super().__init__(title, QCoreApplication.translate("AnswerDialog", "答复并打印"), parent)
        self._partly = bool(objection.details.lines)
        states = (ObjectionState.DISMISSED, ObjectionState.UPHELD)
        self.outcome = ChoiceField([(state.value, state.label) for state in states])
        self.reason = ParagraphField()
        self.number = TextField() if typed_number else None
        self._tell_of(notice, objection)
        self.add("outcome", self.tr("处理意见"), self.outcome, 2, optional=False)
        if self.number is not None:
            self.add("number", self.tr("答复文号"), self.number, 2, optional=False)
        self.add(
            "reason",
            self.tr("核查情况和理由"),
            self.reason,
            4,
            hint=self.tr("印在答复上：异议提出的每一点都要答复，不写没有公开的信息"),
        )
        self.quoted = QuotedChecks(checks, self.reason, self, found_by, ahead=True)
        if self.quoted.has_some():
            self.quoted.show()
            self.add("quoted", self.tr("补充核查"), self.quoted, 2)
        self.unheard = TextField()
        if heard:
            self._tell_unheard(heard)
            self.fields["unheard"].hide()  # whom an objection that fails does not harm need not be waited for
        self._put_view(stated)
        self._put_anew(today)
        self.need("reason")
        self.after = Text("", "sub")
        self.body.addWidget(self.after)
        self.outcome.changed.connect(lambda _: self._tell())
        self.outcome.setFocus()

    def _tell_unheard(self, heard: str) -> None:
        """Say before anything is typed that whom the objection attacks was not heard, and ask why not."""
        first = self.tr("{heard}。异议成立的，先告知、听取申请人的意见再答复；不能或者不必等待的，写明原因。")
        self.body.insertWidget(2, WrappingText(first.format(heard=heard), "strong"))
        self.add("unheard", self.tr("没有听取意见的原因"), self.unheard, 4, optional=False)
        self.need(
            unheard=self.tr("{heard}。请先听取申请人的意见；不能或者不必等待的，请写明原因。").format(
                heard=heard
            )
        )

    def show_again(self, said: SaidReply) -> None:
        """Show what was submitted of the answer before."""
        self.outcome.set_key((ObjectionState.UPHELD if said.upheld else ObjectionState.DISMISSED).value)
        self.reason.setText(said.reason)
        self.unheard.setText(said.unheard)
        self.anew_on.set_day(said.anew_on)
        view = said.view
        if view is not None and self._stated:
            self.view_gist.setText(view.gist)
            self.view_why.setText(view.why)
            self.view_outcome.set_key(view.outcome.value if view.outcome is not None else "")

    def _put_view(self, stated: str) -> None:
        """Ask what the applicant ``stated`` by its paper, whether that is taken, and why."""
        self._stated = bool(stated)
        if stated:
            self.view_gist, self.view_why = ParagraphField(2), TextField()
            self.view_outcome = ChoiceField([(one.value, one.label) for one in ViewOutcome])
            said = self.tr("印在处理结果告知书和审批表上")
            self.add("view_gist", self.tr("申请人陈述的主要内容"), self.view_gist, 4, stated, hint=said)
            self.add("view_outcome", self.tr("是否采纳"), self.view_outcome)
            self.add("view_why", self.tr("采纳或者不采纳的理由"), self.view_why, 3)
            self.need("view_gist", "view_why", view_outcome=self.tr("请选择申请人的意见是否采纳。"))
            self.view_outcome.changed.connect(self._ask_why)

    def _ask_why(self, outcome: str) -> None:
        """Ask for a reason where the applicant disputes something."""
        self.fields["view_why"].setVisible(outcome != ViewOutcome.AGREED)

    def _put_anew(self, today: date) -> None:
        """Ask when what is proposed anew is published, where the objection holds."""
        self.anew_on = DateField(lambda: today)
        hint = self.tr("选填；填写的，答复写明从哪天起重新公示")
        self.add("anew_on", self.tr("重新公示的日期"), self.anew_on, 2, hint=hint)
        self.fields["anew_on"].hide()

    def _tell_of(self, notice: PublicNotice, objection: Objection) -> None:
        """Say above all fields who objected by what words, and what that is about."""
        details, day = objection.details, objection.answer_by.isoformat()
        said = self.tr("{name}：{text}（{day}以前答复）")
        self.told = WrappingText(said.format(name=details.name, text=details.text, day=day), "sub")
        about = named(notice.attacked(objection)) if self._partly else self.tr("整件申请")
        self.about = WrappingText(self.tr("异议针对：{about}").format(about=about), "sub")
        for place, text in enumerate((self.told, self.about)):
            self.body.insertWidget(place, text)

    def _tell(self) -> None:
        upheld = self.outcome.key() == ObjectionState.UPHELD.value
        back = self.tr("申请件退回“拟资助”重新拟定，已录入的内容都保留")
        if self._partly:
            back += self.tr("；只能改异议针对的事项，其余不变")
        on = self.tr("申请件回到“公示中”，公示期满后审定")
        self.after.setText(back if upheld else on)
        self.fields["anew_on"].setVisible(upheld)
        if (asked := self.fields.get("unheard")) is not None:
            asked.setVisible(upheld)

    def missing(self) -> Iterable[Problem]:
        """Yield what is not there and has to be."""
        yield from super().missing()
        if not self.outcome.key():
            yield Problem("outcome", self.tr("请选择处理意见。"))
        if self.outcome.key() == ObjectionState.UPHELD.value and (fault := self.anew_on.problem()):
            yield Problem("anew_on", fault)
        if self.number is not None and not self.number.text().strip():
            yield Problem("number", self.tr("请按本单位发文登记簿填写文号。"))

    def entered(self) -> EnteredAnswer:
        """Return whether the objection holds, why, and the number."""
        number = self.number.text().strip() if self.number is not None else None
        upheld = self.outcome.key() == ObjectionState.UPHELD.value
        unheard = self.unheard.text() if upheld else ""
        anew_on = self.anew_on.day() if upheld else None
        return EnteredAnswer(upheld, self.reason.text(), number, unheard, self._view(), anew_on)

    def _view(self) -> WeighedView | None:
        if not self._stated:
            return None
        chosen = self.view_outcome.key()
        outcome = ViewOutcome(chosen) if chosen else None
        why = self.view_why.text() if outcome is not ViewOutcome.AGREED else ""
        return WeighedView(self.view_gist.text(), outcome, why)


class CloseDialog(FormDialog):
    """Asks where a list was ``shown``, which its report says; begins with what is known of it."""

    def __init__(self, sentence: str, shown: str, parent: QWidget) -> None:
        title = QCoreApplication.translate("CloseDialog", "结束公示")
        super().__init__(title, QCoreApplication.translate("CloseDialog", "结束并打印情况说明"), parent)
        self.told, self.shown = Text(sentence, "sub"), TextField(shown)
        self.told.setWordWrap(True)
        self.body.insertWidget(0, self.told)
        like = self.tr("如 在县人民政府门户网站和本局公告栏公示")
        self.add("shown", self.tr("公示的方式"), self.shown, 4, hint=like, optional=False)
        self.shown.setFocus()

    def entered(self) -> str:
        """Return the words about where the list was shown."""
        return self.shown.text()


class InquiryDialog(FormDialog):
    """Asks which office is asked about the chosen applications, in which matter, until when."""

    def __init__(
        self, applications: tuple[int, ...], today: date, parent: QWidget, *, typed_number: bool
    ) -> None:
        title = QCoreApplication.translate("InquiryDialog", "征求意见（{count} 件）")
        accept = QCoreApplication.translate("InquiryDialog", "发函并打印")
        super().__init__(title.format(count=len(applications)), accept, parent)
        self._applications = applications
        self.addressee, self.matter = TextField(), ParagraphField()
        self.answer_by = DateField(lambda: today)
        self.number, self.things = (
            TextField() if typed_number else None,
            CheckBox(self.tr("附件列出申报的成果（核实权属、法律状态的；只核实信用的不列）")),
        )
        self.add("addressee", self.tr("征求哪个单位的意见"), self.addressee, 2, optional=False)
        self.add("answer_by", self.tr("函复期限"), self.answer_by, 1 if self.number else 2, optional=False)
        if self.number is not None:
            self.add("number", self.tr("文号"), self.number, optional=False)
        self.add("matter", self.tr("征求意见的事项"), self.matter, 4, optional=False)
        self.matter.setText(
            self.tr("请核实附件所列申请人有无失信、重大违法行为或者不宜给予资助（奖励）的其他情形")
        )
        self.place(self.things, 4)
        self.addressee.setFocus()

    def missing(self) -> Iterable[Problem]:
        """Yield what is not there and has to be."""
        if self.answer_by.day() is None:
            yield Problem("answer_by", self.tr("请填写函复期限。"))
        if self.number is not None and not self.number.text().strip():
            yield Problem("number", self.tr("请按本单位发文登记簿填写文号。"))

    def entered(self) -> InquiryDetails | None:
        """Return office, matter, last day and applications; None without a day."""
        day = self.answer_by.day()
        if day is None:
            return None
        return InquiryDetails(
            addressee=self.addressee.text(),
            matter=self.matter.text(),
            answer_by=day,
            applications=self._applications,
            things=self.things.isChecked(),
        )

    def typed_number(self) -> str | None:
        """Return the number that was typed, None where the program draws it."""
        return self.number.text().strip() if self.number is not None else None


class EnteredInquiryAnswer(NamedTuple):
    """The answer of an office: day and number, what it said against single applications, its paper."""

    day: date
    source: str
    against: dict[int, tuple[str, str]]
    sheets: Sheets


class InquiryAnswerDialog(FormDialog):
    """Asks for the answer of another office; of each applicant only what stands against it."""

    def __init__(self, inquiry: Inquiry, today: date, parent: QWidget) -> None:
        title = QCoreApplication.translate("InquiryAnswerDialog", "登记复函")
        super().__init__(title, QCoreApplication.translate("InquiryAnswerDialog", "登记"), parent)
        self.day, self.source = DateField(lambda: today), TextField()
        self.day.set_day(today)
        self.add("source", self.tr("复函文号"), self.source, 2, optional=False)
        self.add("day", self.tr("复函日期"), self.day, 2, optional=False)
        self.paper = PaperFields(Matter.INQUIRY_ANSWER, is_copy=len(inquiry.parties) > 1)
        put_paper(self, self.paper, (2, 1, 1))
        self.told = Text(self.tr("没有意见的不填；有意见的写明复函指出的问题和怎样处理。"), "sub")
        self.body.addWidget(self.told)
        self.rows: dict[int, tuple[TextField, TextField]] = {}
        self._add_parties(inquiry)
        self.source.setFocus()

    def _add_parties(self, inquiry: Inquiry) -> None:
        grid = FormGrid(4)
        for party in inquiry.parties:
            finding, reason = TextField(), TextField()
            self.rows[party.application] = finding, reason
            grid.add(Field(f"{party.application_number}　{party.name}", finding), 2)
            grid.add(Field(self.tr("怎样处理"), reason), 2)
        self.body.addWidget(ScrollArea(grid, gutter=True), 1)

    def missing(self) -> Iterable[Problem]:
        """Yield what is not there and has to be."""
        if self.day.day() is None:
            yield Problem("day", self.tr("请填写复函日期。"))

    def entered(self) -> EnteredInquiryAnswer | None:
        """Return day and number of the answer and what it holds against anybody; None without a day."""
        day = self.day.day()
        if day is None:
            return None
        said = {one: (finding.text(), reason.text()) for one, (finding, reason) in self.rows.items()}
        against = {one: words for one, words in said.items() if any(text.strip() for text in words)}
        return EnteredInquiryAnswer(day, self.source.text(), against, self.paper.sheets())
