"""Whether a recipient was reminded of its award in time, before that lapses 逾期未领."""

from __future__ import annotations

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
OTHERWISE = "催领通知书（{number}）写的领取期限是{due}"


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
