"""Whether a recipient was told in time of what may be lost: reminded before an award lapses, heard before."""

from __future__ import annotations

import datetime

from ipdesk.models.records import (
    ApplicationDetail,
    CollectionReminder,
    IncomingDetails,
    LetterRow,
    Matter,
    Service,
)
from ipdesk.models.records.services import COLLECTION_REMINDER

NOT_REMINDED = "还没有印发催领通知书"
NOT_SERVED = "催领通知书（{number}）还没有登记送达"
SERVED_LATE = "催领通知书（{number}）{served}才送达，晚于其中的领取期限{due}"
UNTOLD = "拟追回告知书还没有登记送达，不能决定追回；申请人要放弃陈述申辩的，也先登记送达。"
REMIND_FIRST = "{fault}，不能办理逾期未领；催领通知书送达、领取期限届满以后再办理。"
OTHERWISE = "催领通知书（{number}）写的领取期限是{due}"


NO_TERM = (
    "没有一份送达的文书写明过领取期限，不能按逾期办理。"
    "请先办理催领：在催领通知书里写明期限和依据，送达并届满以后再办理。"
)
TERM_UNSERVED = "资助（奖励）通知书还没有登记送达，其中的领取期限没有开始，请先登记送达。"
TERM_RUNS = "资助（奖励）通知书写明的领取期限到 {last} 止，还没有届满，届满以后再办理。"
TERM_UNKNOWN = "资助（奖励）通知书写明的领取期限要等放假安排录入以后才能算出，请先在“设置”的“节假日”里录入。"
TERM_OTHERWISE = "资助（奖励）通知书写明的领取期限到 {last} 止，请核对。"


def reminder_letter(detail: ApplicationDetail) -> tuple[CollectionReminder, LetterRow] | None:
    """Return the newest reminder with the letter that told of it, None without one that stands."""
    letters = [one for one in detail.letters if one.kind == COLLECTION_REMINDER and not one.is_void]
    newest = next(iter(letters), None)
    told = [one for one in detail.reminders if newest is not None and one.at <= newest.issued_at]
    return (told[-1], newest) if newest is not None and told else None


def stated_since(detail: ApplicationDetail) -> IncomingDetails | None:
    """Return the newest paper by which a recipient stated its view since it was reminded last."""
    found = reminder_letter(detail)
    papers = [one.details for one in detail.incoming if one.details.matter is Matter.STATEMENT]
    return next((one for one in reversed(papers) if found and one.day >= found[1].date), None)


def service_of(detail: ApplicationDetail, letter: LetterRow) -> Service | None:
    """Return how a letter was served, None where nobody recorded that."""
    return next((one for one in detail.services if one.letter == letter.id), None)


def unreminded(detail: ApplicationDetail) -> str:
    """Say why the newest reminder does not bear a lapse, without an end mark; "" where it does."""
    if (found := reminder_letter(detail)) is None:
        return NOT_REMINDED
    told, letter = found
    if (service := service_of(detail, letter)) is None:
        return NOT_SERVED.format(number=letter.number)
    if service.served_on > told.due_on:
        days = {"served": service.served_on.isoformat(), "due": told.due_on.isoformat()}
        return SERVED_LATE.format(number=letter.number, **days)
    return ""


def reminder_fault(detail: ApplicationDetail) -> str:
    """Say that a reminder was begun and has not reached its recipient in time, as a sentence; "" otherwise.

    Why nobody was reminded may be told of an award that lapses without any, never of one that was asked for.
    """
    fault = unreminded(detail) if detail.reminders else ""
    return REMIND_FIRST.format(fault=fault) if fault else ""


def term_fault(detail: ApplicationDetail, today: datetime.date) -> str:
    """Say why the term that the letter about an award gave is not over, as a sentence; "" where it is.

    That it gave none is no fault of a term.
    """
    if (term := detail.term) is None:
        return ""
    if term.served_on is None:
        return TERM_UNSERVED
    if term.last_day is None:
        return TERM_UNKNOWN
    return TERM_RUNS.format(last=term.last_day.isoformat()) if term.last_day >= today else ""


def untermed(detail: ApplicationDetail, today: datetime.date) -> str:
    """Say why nothing bears that an award lapses without a reminder, as a sentence; "" where a term does.

    One that was written outside the program, and is among the papers of the file, tells its term itself.
    """
    if any(one.details.matter is Matter.REMINDER for one in detail.incoming):
        return ""
    return NO_TERM if detail.term is None else term_fault(detail, today)
