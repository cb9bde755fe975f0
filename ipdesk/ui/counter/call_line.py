"""The line that says by which call an application comes in: its number, until when, how long that is."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ipdesk.models.awards.call_check import level_of
from ipdesk.models.periods.moments import moment_text, time_left_text
from ipdesk.models.records import Call, CallState
from ipdesk.models.workflow import Level
from ipdesk.ui import theme
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.widgets import Text

_EVERY = 30_000  # ms: what is left is told to the minute


class CallLine(QWidget):
    """One sentence on the call of the application on the counter, and what to do where none takes it."""

    def __init__(self, draft: ApplicationDraft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft, self._glyph = draft, ""
        self.text, self._icon = Text("", "sub"), QLabel()
        self._lay_out()
        for told in (draft.policyChanged, draft.fileChanged, draft.calls.changed):
            told.connect(self.refresh)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.refresh)
        self._clock.start(_EVERY)
        theme.follow(self.restyle)
        self.refresh()

    def _lay_out(self) -> None:
        self.text.setWordWrap(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.text, 1)

    def restyle(self) -> None:
        """Take the measures in force."""
        measures = theme.density()
        pad = measures.pad - measures.hair
        self._row.setContentsMargins(pad, 0, pad, theme.grid(1.5))
        self._row.setSpacing(theme.grid(2))
        self._show_glyph()

    def refresh(self) -> None:
        """Say how it stands at this moment."""
        said, self._glyph = call_words(self._draft)
        if said != self.text.text():
            self.text.setText(said)
        self._show_glyph()
        self.setVisible(bool(said))

    def _show_glyph(self) -> None:
        size = theme.density().glyph
        if self._glyph:
            self._icon.setPixmap(theme.pix(self._glyph, size, "ink2", self.devicePixelRatioF()))


def _tr(text: str) -> str:
    return QCoreApplication.translate("CallLine", text)


def call_words(draft: ApplicationDraft) -> tuple[str, str]:
    """Return the sentence on the call of a draft, and its glyph."""
    call = draft.calls.by_id(draft.particulars.call)
    if draft.read_only():
        return _accepted(draft, call), "info"
    now = draft.calls.now()
    if call is not None:
        return _chosen(draft, call, now)
    if not draft.calls.of(draft.policy.id):
        words = _tr("这项政策没有登记申报批次{level}。发了申报通知的，先在“设置 › 申报批次”登记")
        return words.format(level=_level(draft, _tr("，"))), "info"
    return _without(draft, now), "warning"


def _level(draft: ApplicationDraft, before: str) -> str:
    """Say who decides what belongs to no call where it is the level above, or nobody said who does.

    ``before`` parts it from what is said before it.
    """
    calls = draft.calls.of(draft.policy.id)
    if level_of(calls, draft.particulars) is Level.UPPER:
        return before + _tr("由上级审定")
    unsaid = not calls and not draft.particulars.level and draft.policy.pack.level == "superior"
    return before + _tr("由本级审定；由上级审定的按 F7 选") if unsaid else ""


def _accepted(draft: ApplicationDraft, call: Call | None) -> str:
    said, number = _tr("不属于任何申报批次"), _level(draft, _tr("，"))
    if call is not None:
        said = _tr("申报批次：{title}").format(title=call.title)
        number = f"（{call.notice_number}）" if call.notice_number else ""
    reason = draft.particulars.outside_reason
    return said + number + (_tr("　批次外受理：{reason}").format(reason=reason) if reason else "")


def _chosen(draft: ApplicationDraft, call: Call, now: datetime.datetime) -> tuple[str, str]:
    handed_in = draft.file.handed_in
    state = call.state_at(handed_in or now)
    if state is CallState.OPEN:
        ends = _near(call.ends_at, now, ends=True)
        left = time_left_text(now, call.ends_at)
        said = _tr("{notice}：受理期内已交来") if handed_in else _tr("{notice}：{ends}截止，{left}")
        return said.format(notice=call.notice, ends=ends, left=left), "clock"
    return _not_open(draft, call, state, now), "warning"


def _not_open(draft: ApplicationDraft, call: Call, state: CallState, now: datetime.datetime) -> str:
    """Say of a call that takes nothing at this moment since when or until when, and what to do."""
    begins, ends = _near(call.begins_at, now), _near(call.ends_at, now, ends=True)
    words = {
        CallState.AHEAD: _tr("{notice}：{begins}起受理，现在还没有开始"),
        CallState.ENDED: _tr("{notice}：已于{ends}截止"),
        CallState.CLOSED: _tr("{notice}：已经关闭，不能再按它受理，按 F7 另选"),
    }[state]
    how = "" if state is CallState.CLOSED else _how(draft)
    return words.format(notice=call.notice, begins=begins, ends=ends) + how


def _how(draft: ApplicationDraft) -> str:
    given = bool(draft.particulars.outside_reason)
    return _tr("，批次外受理的理由已填") if given else _tr("，要受理的按 F7 写明理由")


def _without(draft: ApplicationDraft, now: datetime.datetime) -> str:
    """Say which calls there would be to choose from, or that none is open."""
    calls, given = draft.calls.open(draft.policy.id), draft.particulars.outside_reason
    if given:
        return _tr("没有选批次，批次外受理的理由已填") + _level(draft, _tr("；"))
    if len(calls) == 1:
        return _tr("没有选批次，“{title}”正在受理，按 F7 选").format(title=calls[0].title)
    if calls:
        return _tr("有 {count} 个批次正在受理，按 F7 选定一个").format(count=len(calls))
    said = _tr("现在没有受理中的批次：{last}{how}").format(last=_nearest(draft, now), how=_how(draft))
    return said + _level(draft, _tr("；受理后"))


def _nearest(draft: ApplicationDraft, now: datetime.datetime) -> str:
    """Say when the next call begins, or what became of the last one."""
    calls = draft.calls.of(draft.policy.id)
    ahead = [call for call in calls if call.state_at(now) is CallState.AHEAD]
    if ahead:
        begins = _near(ahead[-1].begins_at, now)
        return _tr("“{title}”{begins}开始").format(title=ahead[-1].title, begins=begins)
    last = max(calls, key=lambda call: call.ends_at)
    if last.state_at(now) is CallState.CLOSED:
        return _tr("“{title}”已关闭").format(title=last.title)
    return _tr("“{title}”已于{ends}截止").format(title=last.title, ends=_near(last.ends_at, now, ends=True))


def _near(moment: datetime.datetime, now: datetime.datetime, *, ends: bool = False) -> str:
    """Return a moment without the year while it is the present one."""
    return moment_text(moment, ends=ends).removeprefix(f"{now.astimezone().year}年")
