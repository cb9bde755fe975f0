"""What has to be known of an application and its applicant beside its course: lines under its name."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.applications.approvals import HANDLED, running_handling
from ipdesk.models.applications.bars import bar_text
from ipdesk.models.applications.correction_period import period_text, review_text, running_correction
from ipdesk.models.applications.file_papers import papers_needed
from ipdesk.models.applications.heard_objection import unheard
from ipdesk.models.applications.told_certificates import unnoted
from ipdesk.models.parsing.achievement_rows import row_numbers
from ipdesk.models.periods.moments import moment_text
from ipdesk.models.public_notices.changes import line_called
from ipdesk.models.records import (
    ApplicationDetail,
    CheckResult,
    CheckStage,
    Clawback,
    ObjectionState,
    ReversalKind,
)
from ipdesk.models.records.services import NOT_SERVED_ALONE, SERVED_ON_OTHERS
from ipdesk.models.workflow import HandlingState, Step
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.awards.guard_notices import rows_text
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import Text
from ipdesk.ui.widgets.base import column_in, discard
from ipdesk.ui.widgets.money import fen_text


class Remarks(QWidget):
    """Sentences, one below the other; not there while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = column_in(self, 1)
        self._lines: list[Text] = []
        self.hide()

    def show_remarks(self, remarks: Iterable[str]) -> None:
        """Show other sentences."""
        discard(self._lines)
        self._lines = [self._line(said) for said in remarks]
        self._give_height()
        self.setVisible(bool(self._lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the sentences for the new width."""
        super().resizeEvent(event)
        self._give_height()

    def _give_height(self) -> None:
        """Let no sentence be squeezed into fewer rows than it has, whatever stands below."""
        for line in self._lines:
            line.setMinimumHeight(line.heightForWidth(self.width()))

    def _line(self, said: str) -> Text:
        line = Text(said)
        line.setWordWrap(True)
        self._box.addWidget(line)
        return line

    def texts(self) -> list[str]:
        """Return what is said."""
        return [line.text() for line in self._lines]


def waits_until(desk: Desk, detail: ApplicationDetail) -> str:
    """Say until when a correction runs, or the review was promised; nothing for any other application."""
    asked, promised = running_correction(detail.corrections), detail.application.review_by
    if asked is not None:
        return period_text(asked, desk.today(), desk.read(queries.working_days))
    if promised is None or detail.application.state not in Step.REVIEW.sources:
        return ""
    return review_text(promised, desk.today(), desk.read(queries.working_days))


def remarks_of(detail: ApplicationDetail, today: datetime.date) -> Iterator[str]:
    """Yield what is to be known of an application: bars, what does not stay, the archive, recusals."""
    yield from bar_remarks(detail, today)
    yield from owed_remarks(detail, today)
    if detail.reviewing is not None and detail.application.state in Step.REVIEW.sources:
        begun = detail.reviewing
        words = _tr("初审还没有办完　{by} 于{at}填写过，打开初审接着填写")
        yield words.format(by=begun.by, at=moment_text(begun.at))
    yield from _submitted(detail)
    yield from _to_be_heard(detail, today)
    yield from papers_needed(detail)
    yield from _to_be_served(detail)
    yield from _served(detail)
    yield from _reversed(detail, today)
    if detail.archive is not None:
        kept = detail.archive
        yield _tr("已归档　{number}").format(number=kept.number)
        yield _tr("保管期限 {retention}").format(retention=kept.retention.label)  # together they break there
    for recusal in detail.recusals:
        yield _tr("回避　{name}（{relation}）").format(name=recusal.person.name, relation=recusal.relation)


def _submitted(detail: ApplicationDetail) -> Iterator[str]:
    """Yield what waits to be signed, or was signed and waits to be done."""
    if (waiting := running_handling(detail)) is None:
        return
    act, signed = HANDLED[waiting.kind], waiting.signature
    if waiting.state is HandlingState.PENDING or signed is None:
        words = _tr("待签批　{act}：{by} 于{at}送审，审批表签字后登记签批")
        yield words.format(act=act, by=waiting.by, at=moment_text(waiting.at))
    else:
        words = _tr("已签批　{act}：{signers} {day} 同意，可以办理、印发文书")
        yield words.format(act=act, signers=signed.signers, day=signed.day.isoformat())


def _to_be_heard(detail: ApplicationDetail, today: datetime.date) -> Iterator[str]:
    """Yield which objections wait for the applicant's view, and what is still to be done for that."""
    for one in detail.objections:
        fault = unheard(detail, one, today) if one.objection.state is ObjectionState.OPEN else ""
        if fault:
            yield _tr("异议待答复　{fault}").format(fault=fault)


def check_remarks(detail: ApplicationDetail) -> Iterator[str]:
    """Yield what a review found bad last, and why it goes on: the meeting weighs it."""
    for record in {record.about: record for record in detail.checks}.values():
        if record.check.result is CheckResult.BAD:
            later = record.stage is not CheckStage.REVIEW
            words = _tr("{stage}异常　{name}：{found}　处理：{reason}")
            if not later:
                words = _tr("核查异常　{name}：{found}　仍予通过：{reason}")
            found, reason, stage = record.check.remark, record.check.reason, record.stage.label
            yield words.format(name=record.check.name, found=found, reason=reason, stage=stage)


def unnoted_remarks(detail: ApplicationDetail, policy: Policy) -> Iterator[str]:
    """Yield what certificates say and nobody noted, with the rows: papers leave it open."""
    numbers = row_numbers(stored.row for stored in detail.achievements)
    found: dict[tuple[str, ...], dict[int, None]] = {}
    for stored in detail.achievements:
        word = policy.vocabulary.certificate(stored.achievement.kind)
        if lacking := unnoted(stored.certificate, word):
            found.setdefault(lacking, {})[numbers[stored.row]] = None
    words = _tr("{rows}没有登记{fields}，文书上留空")
    for fields, rows in found.items():
        yield words.format(fields="、".join(fields), rows=rows_text(rows))


def objection_remarks(detail: ApplicationDetail) -> Iterator[str]:
    """Yield for which lines a file is proposed anew, and that the others stay as they were published."""
    one = _tr("异议成立　{line}，公示 {sum} 元：按异议答复重新拟定")
    sums: dict[str, int] = {}
    for line in detail.attacked:
        called = line_called(line.item, line.name)
        sums[called] = sums.get(called, 0) + line.amount
    for called, sum_ in sums.items():
        yield one.format(line=called, sum=fen_text(sum_))
    if sums and detail.untouched:
        stay = _tr("其余 {count} 项不在异议范围内，仍按公示的金额，不能因这件异议改动")
        yield stay.format(count=detail.untouched)


def owed_remarks(detail: ApplicationDetail, today: datetime.date) -> Iterator[str]:
    """Yield what the applicant still has to pay back of other awards: it is weighed before it gets more."""
    words = _tr("追回款未退回　申请件 {file} 还应退回 {owed} 元，期限到 {day} 止")
    for one in detail.owed:
        late = _tr("，已逾期") if one.due_on < today else ""
        day = one.due_on.isoformat()
        yield words.format(file=one.application, owed=fen_text(one.owed), day=day) + late


def bar_remarks(detail: ApplicationDetail, today: datetime.date) -> Iterator[str]:
    """Yield the bars on the applicant that hold today, or in spite of which the application goes on."""
    passed = {one.bar: one for one in detail.passed_bars}
    for bar in detail.bars:
        if bar.holds_on(today) or bar.id in passed:
            yield _tr("限制资助　{bar}").format(bar=bar_text(bar))
        if one := passed.get(bar.id):
            yield _tr("仍予办理　{reason}　{by}　{day}").format(
                reason=one.reason, by=one.by, day=one.on.isoformat()
            )


def _to_be_served(detail: ApplicationDetail) -> Iterator[str]:
    """Yield which letters went out and wait to be served; of an archived file it was said why not."""
    known = {one.letter for one in detail.services}
    for letter in detail.letters if detail.archive is None else ():
        on_others = letter.kind in SERVED_ON_OTHERS
        own = letter.number and (letter.application or on_others) and not letter.is_void
        if own and letter.kind not in NOT_SERVED_ALONE and letter.id not in known:
            words = _tr("待送达　{number} 还没有登记送达（其他办理 › 登记送达，可印送达回证）")
            yield words.format(number=letter.number)


def _served(detail: ApplicationDetail) -> Iterator[str]:
    """Yield which letters count as served on another day than they were published; the others 经过 tells."""
    for one in (one for one in detail.services if one.served_on != one.day):
        words = _tr("送达　{number}　{way} {day}")
        said = words.format(number=one.number, way=one.way.label, day=one.day.isoformat())
        yield said + _tr("，{day} 视为送达").format(day=one.served_on.isoformat())


def _reversed(detail: ApplicationDetail, today: datetime.date) -> Iterator[str]:
    """Yield what does not stay of an award, and how it stands with clawbacks."""
    for kind in ReversalKind:
        taken = sum(one.line.amount for one in detail.reversals if one.kind is kind)
        if taken:
            word = _tr("决定追回") if kind is ReversalKind.CLAWED_BACK else kind.label
            yield f"{word}　{fen_text(taken)} {_tr('元')}"
    yield from _reminded(detail, today)
    for clawback in detail.clawbacks:
        if said := clawback_text(clawback, today):
            yield said


def _reminded(detail: ApplicationDetail, today: datetime.date) -> Iterator[str]:
    """Yield until when an award can still be taken, as the newest reminder says, unless it lapsed since."""
    lapsed = any(one.kind is ReversalKind.NOT_TAKEN for one in detail.reversals)
    for told in () if lapsed else detail.reminders[-1:]:
        waits = _tr("已催领　领取期限到 {day} 止")
        over = _tr("已催领　领取期限已于 {day} 届满，没有领取的可以办理逾期未领")
        yield (waits if today <= told.due_on else over).format(day=told.due_on.isoformat())


def clawback_text(clawback: Clawback, today: datetime.date) -> str:
    """Say how it stands with a clawback; nothing of one that was given up or is settled."""
    if clawback.running:
        if clawback.served_on is None:
            return _tr("拟追回　告知书还没有登记送达")
        if clawback.last_day is None:
            return _tr("拟追回　陈述申辩的期限要等放假安排公布后才能算出")
        until = clawback.last_day.isoformat()
        words = _tr("拟追回　陈述申辩期已于 {day} 届满，可以决定")
        words = words if today > clawback.last_day else _tr("拟追回　陈述申辩的期限到 {day} 止")
        return words.format(day=until)
    if clawback.due_on is None or clawback.dropped_why:
        return ""
    if clawback.returned_on is not None:
        return _tr("追回款已于 {day} 退回").format(day=clawback.returned_on.isoformat())
    left = (clawback.due_on - today).days
    words = _tr("追回款应于 {day} 前退回，还有 {count} 天")
    words = words if left >= 0 else _tr("追回款应于 {day} 前退回，已逾期 {count} 天")
    said = words.format(day=clawback.due_on.isoformat(), count=abs(left))
    part = _tr("；已退回 {returned} 元，还应退回 {owed} 元")
    sums = {"returned": fen_text(clawback.returned), "owed": fen_text(clawback.owed)}
    return said + (part.format(**sums) if clawback.returns else "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Remarks", text)
