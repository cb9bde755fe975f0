"""Which letters are served by a record of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipdesk.models.handlers.services.correction_rounds import asked_by
from ipdesk.models.records.services import SERVED_ON_OTHERS, WITH_A_PERIOD
from ipdesk.models.tables import IssuedLetterEntry, VoidedLetter

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work


def service_refusal(work: Work, letter: IssuedLetterEntry) -> str:
    """Return why the service of a letter cannot be recorded, "" where it can."""
    own = letter.application_id is not None or letter.kind in SERVED_ON_OTHERS
    if not letter.number or not own:
        return "只有编了文号、发给申请人或者异议人的文书才登记送达。"
    if work.session.get(VoidedLetter, letter.id) is not None:
        return f"{letter.number} 已经作废，不用登记送达。"
    if letter.kind in WITH_A_PERIOD and asked_by(work, letter) is None:
        return f"{letter.number} 的补正已经办结，不用再登记送达。"
    return ""
