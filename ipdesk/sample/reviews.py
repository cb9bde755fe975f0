"""What was looked up about a file of the sample at its review 初审: nothing was found against it."""

from __future__ import annotations

import datetime

from ipdesk.models.core.session import Session
from ipdesk.models.parsing.check_subjects import Reviewed, subjects_for
from ipdesk.models.reading.application_contents import kinds_of
from ipdesk.models.reading.eligibility.condition_checks import condition_checks
from ipdesk.models.records import ApplicantDetails, Check, CheckResult


def looked_up(
    session: Session, application: int, applicant: ApplicantDetails, day: datetime.date
) -> tuple[Check, ...]:
    """Return a look-up of a day for each subject of the office and each condition of the file's clauses."""
    ids = (application,)
    asked = subjects_for(kinds_of(session, ids), Reviewed.of(applicant, day))
    return tuple(
        Check(one.id, one.name, one.source, day, CheckResult.FINE)
        for one in (*asked, *condition_checks(session, ids))
    )
