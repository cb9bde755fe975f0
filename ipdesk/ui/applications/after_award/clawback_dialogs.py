"""What is asked for a clawback 追回: what is told first, the day of service, the decision, its end."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.documents.letters.proposal.check_record import as_evidence
from ipdesk.models import queries
from ipdesk.models.applications.bars import last_day
from ipdesk.models.commands import (
    BarApplicant,
    ClawBack,
    DropClawback,
    ProposeClawback,
    RecordReturn,
)
from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.bar_bases import BarBasis, bar_bases
from ipdesk.models.parsing.cited_rules import paying_fault, rule_fault
from ipdesk.models.parsing.guardians import who_signs
from ipdesk.models.parsing.recovery_grounds import denial_doubt, recovery_grounds
from ipdesk.models.parsing.values.numbers import read_hearing_days
from ipdesk.models.records import (
    ApplicationDetail,
    CheckRecord,
    Clawback,
    ClawbackTerms,
    IntendedBar,
    Matter,
    Repayment,
)
from ipdesk.models.records.archive import WAIVER
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.applications.after_award.amounts import Amounts, open_lines
from ipdesk.ui.applications.after_award.cited_rules import say_unquoted
from ipdesk.ui.applications.after_award.consequence_part import (
    AppliedPart,
    ConsequencePart,
    ToldConsequences,
)
from ipdesk.ui.applications.after_award.derivation_part import DerivationPart
from ipdesk.ui.applications.after_award.paid_day import PaidDay
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.minutes_fields import MinutesFields
from ipdesk.ui.desk.paper_fields import DatedPaperFields, PaperFields, put_paper
from ipdesk.ui.desk.quoted_checks import QuotedChecks
from ipdesk.ui.widgets import (
    ChoiceField,
    DateField,
    MoneyField,
    NumberField,
    ParagraphField,
    TextField,
)
from ipdesk.ui.widgets.money import fen_text

Then = Callable[[Any], None]
TOLD = "told"


def _tr(text: str) -> str:
    return QCoreApplication.translate("ClawbackDialogs", text)


def _titled(act: str, detail: ApplicationDetail) -> str:
    row = detail.application
    return f"{act}　{row.number}　{row.applicant_name}"


class ProposeDialog(CommandDialog):
    """Asks what the recipient is to be told: facts, evidence, basis, sums, how long it may be heard."""

    def __init__(
        self,
        desk: Desk,
        detail: ApplicationDetail,
        policy: Policy,
        hearing_days: int,
        then: Then,
        parent: QWidget,
    ) -> None:
        super().__init__(desk, _titled(_tr("拟追回"), detail), _tr("拟追回，印告知书"), then, parent)
        self._application = detail.application.id
        self._paying = {one.line.article for one in detail.lines if one.granted}
        self.days = NumberField(read_hearing_days)
        self.paid = PaidDay(desk, detail.application.id)
        self.add_sentence(_tr("先书面告知、登记送达，期满或者申请人放弃陈述申辩后才能决定。"))
        if self.paid.told:
            self.add_sentence(self.paid.told, "strong")
        self._put_grounds(detail.checks)
        self._known = desk.read(queries.recovery_bases, policy.id)
        self._proposed = ""
        self.ground.changed.connect(lambda *_: self._propose_basis())
        self.applied = AppliedPart(self, desk, detail, policy, self.basis)
        self.derivation = DerivationPart(self, desk, detail, policy)
        lines = tuple(open_lines(detail, policy))
        self.amounts = Amounts(self, lines, taken=_tr("拟追回金额"))
        self.derivation.put_text(self.amounts, lines)
        self._put_days()
        self._put_bar()
        self.follows = ConsequencePart(self, desk.read(queries.former_consequences, policy.id))
        self.days.set_number(hearing_days)
        self._say_unquoted(detail, policy)
        self.facts.setFocus()

    def _put_grounds(self, checks: Sequence[CheckRecord]) -> None:
        self.facts, self.evidence, self.basis = ParagraphField(2), ParagraphField(2), ParagraphField(1)
        self.add("facts", _tr("查明的事实"), self.facts, 2)
        self.add("evidence", _tr("证据"), self.evidence, 2)
        self.quoted = QuotedChecks(checks, self.evidence, self, as_evidence)
        if self.quoted.has_some():
            self.quoted.show()
            self.add("quoted", _tr("补充核查"), self.quoted, 2, optional=True)
        self.ground = ChoiceField((one.id, one.name) for one in recovery_grounds())
        self.add("ground", _tr("追回的情形"), self.ground, 2)
        said = _tr("规定可以追回的条款，不是核定资金的条款；写明文件的全称、文号和条款，填过的下次自动带出")
        self.add("basis", _tr("追回的依据"), self.basis, 2, hint=said, optional=False)
        self.need("facts", "evidence", "ground")

    def _say_unquoted(self, detail: ApplicationDetail, policy: Policy) -> None:
        """Say at once which rule the paper could not quote: of the clawback, of what follows, of the bar."""
        named = (field for name, field in self.fields.items() if name.endswith("basis"))
        self.cited = say_unquoted(self._desk, detail, policy, *named)
        self.cited.lead_on(self.fields["bar"], lambda: self.cited.untyped(self._bar_basis()))
        self.cited.call_again(self._say_of_bar)
        self.bar.changed.connect(lambda *_: self._say_of_bar())
        self.derivation.watch(self.cited)

    def _bar_basis(self) -> str:
        bar = self._bar()
        return bar.basis if bar is not None else ""

    def _say_of_bar(self) -> None:
        self.fields["bar"].set_error(self.cited.fault(self._bar_basis()))

    def _put_days(self) -> None:
        self.add("paid_on", _tr("资金拨付的日期"), self.paid.editor, hint=self.paid.hint, optional=False)
        self.add("hearing_days", _tr("陈述申辩的期限（工作日）"), self.days, optional=False)

    def _put_bar(self) -> None:
        none = _tr("不限制")
        choices = (("", none), *((one.id, _years(one)) for one in bar_bases()))
        self.bar = ChoiceField(choices, placeholder=none)
        said = _tr("告知书写明依据和期限；没有告知的，决定追回时不能限制")
        self.add("bar", _tr("同时拟限制资助"), self.bar, hint=said)
        self.bar.set_key("")

    def missing(self) -> Iterable[Problem]:
        """Yield what is not there and has to be."""
        said = self.cited.fault(self._bar_basis())
        barred = (Problem("bar", said),) if said else ()
        sums = () if self.amounts.lines() else (Problem("lines", _tr("请至少填写一项金额。")),)
        parts = (*self.applied.problems(), *self.derivation.problems())
        return (*super().missing(), *self._rule_problems(), *parts, *barred, *sums)

    def _rule_problems(self) -> Iterable[Problem]:
        """Yield that what stands as basis is no rule by which money is taken back."""
        name, text = _tr("追回的依据"), self.basis.text()
        if fault := rule_fault(text, name) or paying_fault(text, name, self._paying):
            yield Problem("basis", fault)

    def entered(self) -> ProposeClawback:
        """Return what is to be told, with the sums typed."""
        terms = ClawbackTerms(
            facts=self.facts.text(), evidence=self.evidence.text(), ground=self.ground.key(),
            basis=self.basis.text(), applied=self.applied.key(), lines=self.amounts.lines(),
            derivation=self.derivation.text.text(), hearing_days=int(self.days.number() or 0),
            paid_on=self.paid.day(), bar=self._bar(), follows=self.follows.follows(),
        )  # fmt: skip
        return ProposeClawback(application=self._application, terms=terms)

    def _propose_basis(self) -> None:
        """Propose the rule of the ground: that of the last time, else that of the state. Typed ones stay."""
        if self.basis.text() not in ("", self._proposed):
            return
        ground = self.ground.key()
        usual = next((one.basis for one in recovery_grounds() if one.id == ground), "")
        self._proposed = self._known.get(ground, usual)
        self.basis.setText(self._proposed)
        self.applied.offer()

    def _bar(self) -> IntendedBar | None:
        found = next((one for one in bar_bases() if one.id == self.bar.key()), None)
        return IntendedBar(found.reason, found.basis, found.years) if found else None


class DecideDialog(CommandDialog):
    """Asks for the decision: what was said at the hearing, the sums, until when and whereto, and a bar."""

    def __init__(
        self,
        desk: Desk,
        detail: ApplicationDetail,
        policy: Policy,
        clawback: Clawback,
        then: Then,
        parent: QWidget,
    ) -> None:
        super().__init__(desk, _titled(_tr("决定追回"), detail), _tr("决定追回"), then, parent)
        self._clawback, self._applicant = clawback, detail.applicant.id
        self.add_sentence(hearing_text(clawback))
        self._put_statement(clawback)
        sender = who_signs(detail.applicant, desk.today())
        self.paper = DatedPaperFields(Matter.STATEMENT, sender, desk.today, handed_in=False)
        put_paper(self, self.paper, (1, 1, 1, 1))
        self.waived.textEdited.connect(lambda: self._name_paper(self.waived.text()))
        told = {one.line: one.amount for one in clawback.lines}
        self.amounts = Amounts(self, tuple(open_lines(detail, policy)), told)
        self.derivation = ParagraphField(2)
        said = _tr("金额与告知书不同的，改写；印在决定书上")
        self.add("derivation", _tr("追回金额的计算"), self.derivation, 2, hint=said, optional=False)
        self.derivation.setText(clawback.derivation)
        self._put_return()
        self.meeting = MinutesFields(self, desk)
        self._put_bar(clawback)
        self.follows = ToldConsequences(self, clawback)
        self._ask_why_without(clawback)
        self.heard.setFocus()

    def _ask_why_without(self, clawback: Clawback) -> None:
        """Ask why something is not done of which the applicant was told, once it is not."""
        self.without = ParagraphField(1)
        said = _tr("告知过、现在不办理的；印在决定书和审批表上")
        self.add("without", _tr("不再办理的理由"), self.without, 2, hint=said)
        self._point_out_denials(clawback.ground, said)

        def follow(_: object = None) -> None:
            barred = clawback.bar is None or self.bar.key() == TOLD
            self.fields["without"].setVisible(not (barred and self.follows.all()))

        self.bar.changed.connect(follow)
        self.follows.follow(follow)
        follow()

    def _point_out_denials(self, ground: str, said: str) -> None:
        """Say in place of a hint where the reason denies what the ground is."""

        def doubt() -> None:
            self.fields["without"].set_hint(denial_doubt(ground, self.without.text()) or said)

        self.without.textChanged.connect(doubt)

    def _put_statement(self, clawback: Clawback) -> None:
        self.heard, self.waived = ParagraphField(2), ParagraphField(1)
        self.add("heard", _tr("陈述申辩和核实的情况"), self.heard, 2, optional=True)
        last, label = clawback.last_day, _tr("放弃陈述申辩的情况")
        runs = last is None or self._desk.today() <= last
        early = _tr("陈述申辩的期限还没有届满，现在决定的须填") if runs else ""
        self.add("waived", label, self.waived, 2, optional=not runs, hint=early)
        if runs:
            said = _tr("{until}期满后才能决定；申请人书面放弃的，请写明。")
            self.need(waived=said.format(until=hearing_text(clawback)))

    def _put_return(self) -> None:
        self.due, self.pay_to = DateField(self._desk.today), ParagraphField(1)
        self.add("due_on", _tr("退回的截止日期"), self.due)
        self.add("pay_to", _tr("退回账户或者非税缴款码"), self.pay_to, 2)
        self.need("due_on", "pay_to")

    def _put_bar(self, clawback: Clawback) -> None:
        """Offer the bar of which the applicant was told; another cannot be decided."""
        self._told = clawback.bar
        told = [(TOLD, _years(clawback.bar))] if clawback.bar else []
        self.bar = ChoiceField((("", _tr("不限制")), *told), placeholder=_tr("不限制"))
        said = "" if told else _tr("告知书没有告知要限制，不能限制")
        self.add("bar", _tr("同时限制资助"), self.bar, 2, hint=said)
        self.bar.set_key(TOLD if told else "")

    def _name_paper(self, waived: str) -> None:
        """Call the paper what it usually is, unless it was called otherwise."""
        usual = (Matter.STATEMENT.label, WAIVER)
        if self.paper.title.text() in usual:
            self.paper.title.setText(usual[bool(waived.strip())])

    def entered(self) -> ClawBack | None:
        """Return what is decided, with sums in fen; None without a last day for paying back."""
        due = self.day_of("due_on")
        if due is None:
            return None
        return ClawBack(
            clawback=self._clawback.id,
            lines=self.amounts.lines(),
            repayment=Repayment(due_on=due, pay_to=self.pay_to.text()),
            heard=self.heard.text(),
            waived=self.waived.text(),
            bar=self._bar(),
            paper=self.paper.paper(),
            derivation=self.derivation.text(),
            follows=self.follows.kinds(),
            minutes=self.meeting.minutes(),
            without=self.without.text() if self.fields["without"].isVisibleTo(self) else "",
        )

    def _bar(self) -> BarApplicant | None:
        told = self._told if self.bar.key() == TOLD else None
        if told is None:
            return None
        today = self._desk.today()
        return BarApplicant(
            applicant=self._applicant,
            reason=told.reason,
            basis=told.basis,
            since=today,
            until=last_day(today, told.years),
        )


def _years(basis: BarBasis | IntendedBar) -> str:
    return _tr("{years} 年：{reason}").format(years=basis.years, reason=basis.reason)


def hearing_text(clawback: Clawback) -> str:
    """Say until when the recipient may be heard."""
    if clawback.served_on is None:
        return _tr("告知书还没有登记送达。")
    if clawback.last_day is None:
        return _tr("陈述申辩的期限要等放假安排公布、录入“设置”的“节假日”后才能算出。")
    return _tr("陈述申辩的期限到 {day} 止。").format(day=clawback.last_day.isoformat())


class DropDialog(CommandDialog):
    """Asks why a clawback is given up."""

    def __init__(
        self, desk: Desk, detail: ApplicationDetail, clawback: Clawback, then: Then, parent: QWidget
    ) -> None:
        super().__init__(desk, _titled(_tr("终止追回"), detail), _tr("终止追回"), then, parent)
        self._clawback, self.reason = clawback.id, ParagraphField(2)
        self.add("reason", _tr("理由"), self.reason, 2, optional=False)
        self.reason.setFocus()

    def entered(self) -> DropClawback:
        """Give the clawback up, for the reason typed."""
        return DropClawback(clawback=self._clawback, reason=self.reason.text())


class ReturnDialog(CommandDialog):
    """Asks what came back: how much, on which day, by which slip; at first all that is owed."""

    def __init__(
        self, desk: Desk, detail: ApplicationDetail, clawback: Clawback, then: Then, parent: QWidget
    ) -> None:
        super().__init__(desk, _titled(_tr("登记追回款退回"), detail), _tr("登记退回"), then, parent)
        self._clawback, self.day = clawback.id, DateField(desk.today)
        self.amount, self.slip = MoneyField(), TextField()
        self.paper = PaperFields(Matter.RETURN_SLIP, is_copy=True)
        words = _tr("决定追回 {decided} 元，已退回 {returned} 元，还应退回 {owed} 元；分次退回的逐笔登记。")
        sums = {"decided": clawback.decided, "returned": clawback.returned, "owed": clawback.owed}
        told = {name: fen_text(fen) for name, fen in sums.items()}
        self.add_sentence(words.format(**told))
        self.add("amount", _tr("这次退回的金额"), self.amount)
        self.add("returned_on", _tr("到账日期"), self.day)
        self.add("slip", _tr("银行回单（凭证）的编号"), self.slip, 2)
        self.need("amount", "returned_on", "slip")
        put_paper(self, self.paper, (2, 1, 1))
        self.amount.set_fen(clawback.owed)
        self.day.set_day(desk.today())
        self.amount.setFocus()

    def entered(self) -> RecordReturn | None:
        """Return what to record, None without a day."""
        day: datetime.date | None = self.day_of("returned_on")
        if day is None:
            return None
        return RecordReturn(
            clawback=self._clawback,
            returned_on=day,
            amount=self.amount.fen() or 0,
            slip=self.slip.text(),
            sheets=self.paper.sheets(),
        )
