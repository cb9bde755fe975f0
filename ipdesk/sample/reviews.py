"""What was looked up about a file of the sample at its review 初审: nothing bad but what clauses refuse."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from ipdesk.models.core.session import Session
from ipdesk.models.evaluation.condition_subjects import BORNE_OUT
from ipdesk.models.parsing.check_subjects import OWNER, CheckSubject, Reviewed, subjects_for
from ipdesk.models.reading.application_contents import kinds_of, without_owners
from ipdesk.models.reading.eligibility.condition_checks import condition_checks, unmet_conditions
from ipdesk.models.records import ApplicantDetails, Check, CheckResult
from ipdesk.sample.later_forms import UnmetForm

LEFT_OUT = "不予计入的部分由审定核减"
COMPARED = "与所附证书、登记簿记载的权利人一致"


def looked_up(
    session: Session,
    application: int,
    applicant: ApplicantDetails,
    day: datetime.date,
    unmet: Sequence[UnmetForm] = (),
) -> tuple[Check, ...]:
    """Return a look-up of a day for each subject of the office and each condition of the file's clauses.

    ``unmet`` tell more of conditions that are not met, and of sums, than was declared.
    """
    ids = (application,)
    asked = subjects_for(kinds_of(session, ids), Reviewed.of(applicant, day))
    unowned = bool(without_owners(session, ids))
    found = (
        _found(one, day, COMPARED if one.id == OWNER and unowned else one.unmet)
        for one in (*asked, *condition_checks(session, ids), *unmet_conditions(session, ids))
    )
    return tuple(_as_told(one, unmet) for one in found)


def _as_told(check: Check, unmet: Sequence[UnmetForm]) -> Check:
    """Return a look-up as the file tells it: of an unmet condition, of a sum that is too high."""
    of_sum = check.name.endswith(BORNE_OUT)
    own = [one for one in unmet if f"/{one.rule}:" in check.subject]
    if not own or not (of_sum or check.result is CheckResult.UNMET):
        return check
    told = replace(check, source=own[0].source, remark=own[0].remark)
    return replace(told, result=CheckResult.BAD, reason=LEFT_OUT) if of_sum else told


def _found(subject: CheckSubject, day: datetime.date, remark: str) -> Check:
    result = CheckResult.UNMET if subject.unmet else CheckResult.FINE
    if subject.inapplicable:
        result, remark = CheckResult.NOT_APPLICABLE, subject.inapplicable
    return Check(subject.id, subject.name, subject.source, day, result, remark)
