"""What happened at the desk before a test begins, by the commands of the desk on days gone by."""

import datetime
from pathlib import Path

from ipdesk.models import queries
from ipdesk.models.awards.differences import shown_lines
from ipdesk.models.commands import (
    AcceptApplication,
    ConfirmApplication,
    RegisterApplicant,
    SaveDraft,
    SetUpOffice,
)
from ipdesk.models.core.actor import NOBODY
from ipdesk.models.reading.evaluate_stored import evaluate_stored
from ipdesk.models.records import ApplicantDetails, DraftTotals, Office, RawAchievement, TraitPeriod
from ipdesk.models.store import Store
from ipdesk.rules.library.policy_library import standard_library
from tests.actors import CLERK
from tests.stores import with_database

POLICY = standard_library().policy("shaoguan-2021")
LAST_YEAR_OF_POLICY = 2024
OFFICE = Office(name="甲县市场监督管理局", red_header="甲县市场监督管理局", number_prefix="甲市监知")
ELDER = ApplicantDetails(
    kind="enterprise",
    name="甲县前山文创有限公司",
    identity="91440299MA0X0A0124",
    traits=(TraitPeriod("sme"),),
)
YOUNGER = ApplicantDetails(
    kind="enterprise",
    name="甲县后溪科技有限公司",
    identity="91440299MA0X0A020Y",
    traits=(TraitPeriod("sme"),),
)


def opened(data_dir: Path, days_ago: int) -> Store:
    """Return a store at which it is some days ago; the office is set up in it."""
    moment = datetime.datetime.now().astimezone() - datetime.timedelta(days=days_ago)
    store = Store.open(with_database(data_dir), lambda: moment)
    if store.read(queries.office) is None:
        store.run(SetUpOffice(office=OFFICE, person="陈晓敏"), NOBODY)
    return store


def granted(data_dir: Path, days_ago: int, applicant: ApplicantDetails, *rows: RawAchievement) -> str:
    """Have an application confirmed some days ago; returns its number."""
    store = opened(data_dir, days_ago)
    owner = store.run(RegisterApplicant(details=applicant), CLERK).value
    saved = store.run(
        SaveDraft(
            applicant=owner, policy=POLICY.id, year=LAST_YEAR_OF_POLICY, rows=rows, totals=DraftTotals()
        ),
        CLERK,
    ).value
    store.run(AcceptApplication(application=saved.application, revision=saved.revision, policy=POLICY), CLERK)
    detail = store.read(queries.application_detail, saved.application)
    result = store.read(
        evaluate_stored,
        POLICY,
        detail.applicant,
        [stored.achievement for stored in detail.achievements],
        exclude_application=saved.application,
    )
    store.run(
        ConfirmApplication(
            application=saved.application,
            policy=POLICY,
            decided=(),
            lowered=(),
            minutes_number="纪要1号",
            minutes_date=detail.application.accepted_on or datetime.date.min,
            shown=shown_lines(result.lines, POLICY),
        ),
        CLERK,
    )
    store.close()
    return saved.number
