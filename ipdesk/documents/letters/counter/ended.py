"""What the letters have in common by which an application ends before it is decided."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    APPLICATION_NAMES,
    ApplicationLetter,
    addressee_conditions,
    application_values,
    code_name,
)
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.text.numerals import chinese_date, day_text
from ipdesk.documents.typesetting.printed_text import phrase, trimmed
from ipdesk.models.periods.moments import day_and_minutes

REOPENABLE, OVER = "reopenable", "over"
CALL_STATES = {REOPENABLE: "申报期限届时可能没有届满", OVER: "申报期限届时已经届满"}
"""What a template may ask of the call for applications at the end of the period."""

BY_NOTICE, CALL_TERM = "依据{notice}，", "本次申报期限至{day}（含当日）止"


def call_end(source: ApplicationSource) -> datetime.date | None:
    """Return the last day on which one may apply by the call of an application, None where it has none."""
    ends = source.detail.application.call_ends_at
    return day_and_minutes(ends, ends=True)[0] if ends is not None else None


def requested_items(source: ApplicationSource) -> tuple[str, ...]:
    """Return what was applied for by the form that was entered, each item with its numbers."""
    from ipdesk.documents.letters.form_lines import asked_for  # only a new letter asks the policy

    return tuple(asked_for(source.form, source.policy, source.detail.applicant.name)) if source.form else ()


@dataclass(frozen=True, slots=True)
class EndingLetter(ApplicationLetter):
    """A letter by which an application ends. The ``identity`` of a person is masked.

    ``call_ends_on`` is the last day of the call, None where it has none. ``requested`` is what was
    applied for.
    """

    identity: str
    call_ends_on: datetime.date | None = field(default=None, kw_only=True)
    requested: tuple[str, ...] = field(default=(), kw_only=True)

    @property
    def over(self) -> bool:
        """Say whether one can no longer apply by the call."""
        return self.call_ends_on is not None and self.call_ends_on < self.date

    @property
    def call_state(self) -> str:
        """Return which of ``CALL_STATES`` holds."""
        return OVER if self.over else REOPENABLE


ENDING_NAMES = {
    **APPLICATION_NAMES,
    "code": "证照名称",
    "identity": "证照号码",
    "call_ends_on": "申报截止日期",
    "requested": "申请的事项",
    "call_term": "申报期限和规定它的申报通知，没有申报批次的为空",
}
"""What the template of such a letter may name."""
ENDING_CONDITIONS = {**ADDRESSEES, **CALL_STATES}
"""What such a template may ask."""


def ending_values(letter: EndingLetter) -> dict[str, str]:
    """Write what ``ENDING_NAMES`` names as it is printed."""
    return {
        **application_values(letter),
        "code": code_name(person=letter.addressee_is_person),
        "identity": trimmed(letter.identity),
        "call_ends_on": day_text(letter.call_ends_on),
        "requested": "、".join(map(phrase, letter.requested)),
        "call_term": _call_term(letter),
    }


def _call_term(letter: EndingLetter) -> str:
    """Return until when one may apply by the call and what says so, "" without one."""
    if letter.call_ends_on is None:
        return ""
    basis = BY_NOTICE.format(notice=phrase(letter.call_notice)) if letter.call_notice else ""
    return basis + CALL_TERM.format(day=chinese_date(letter.call_ends_on))


def ending_conditions(letter: EndingLetter) -> set[str]:
    """Return which of ``ENDING_CONDITIONS`` hold."""
    return addressee_conditions(letter) | {letter.call_state}
