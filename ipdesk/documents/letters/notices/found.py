"""What was found about an objection, in full: the office's own papers say it, the answer says less."""

from __future__ import annotations

from ipdesk.documents.letters.handling_data import of_party
from ipdesk.documents.typesetting.printed_text import sentence
from ipdesk.models.records import CheckResult, CheckStage, Objection, PublicNotice

FOUND = "{found}。查到：{remarks}"
OBJECTOR = "异议人"


def found_in_full(reason: str, notice: PublicNotice, objection: Objection) -> str:
    """Return what was found about an objection, in full: only the answer leaves out what is not public."""
    about = objection.details.application
    stage, bad = CheckStage.OBJECTION, CheckResult.BAD
    own = (
        one.check
        for one in notice.checks
        if (one.application, one.stage, one.check.result) == (about, stage, bad)
    )
    remarks = "；".join(dict.fromkeys(sentence(one.remark) for one in own if one.remark not in reason))
    said = of_party(sentence(reason), OBJECTOR)
    return FOUND.format(found=said, remarks=remarks) if remarks else said
