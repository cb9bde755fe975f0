"""What was looked up about a file of the sample at its review 初审: nothing bad but what clauses refuse."""

from __future__ import annotations

import datetime

from ipdesk.models.core.session import Session
from ipdesk.models.parsing.check_subjects import OWNER, CheckSubject, Reviewed, subjects_for
from ipdesk.models.reading.application_contents import kinds_of, without_owners
from ipdesk.models.reading.eligibility.condition_checks import condition_checks, unmet_conditions
from ipdesk.models.records import ApplicantDetails, Check, CheckResult

COMPARED = "与所附证书、登记簿记载的权利人一致"


def looked_up(
    session: Session, application: int, applicant: ApplicantDetails, day: datetime.date
) -> tuple[Check, ...]:
    """Return a look-up of a day for each subject of the office and each condition of the file's clauses."""
    ids = (application,)
    asked = subjects_for(kinds_of(session, ids), Reviewed.of(applicant, day))
    unowned = bool(without_owners(session, ids))
    return tuple(
        _found(one, day, COMPARED if one.id == OWNER and unowned else one.unmet)
        for one in (*asked, *condition_checks(session, ids), *unmet_conditions(session, ids))
    )


def _found(subject: CheckSubject, day: datetime.date, remark: str) -> Check:
    result = CheckResult.UNMET if subject.unmet else CheckResult.FINE
    if subject.inapplicable:
        result, remark = CheckResult.NOT_APPLICABLE, subject.inapplicable
    return Check(subject.id, subject.name, subject.source, day, result, remark)
