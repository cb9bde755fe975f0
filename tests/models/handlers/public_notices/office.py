"""An office that publishes: files that are proposed, published, objected to, as tests need them."""

from __future__ import annotations

import datetime
from dataclasses import replace

from ipdesk.documents.letters.issuing.notice_papers import NoticePapers
from ipdesk.models import commands, queries
from ipdesk.models.awards.differences import shown_lines
from ipdesk.models.periods.moments import moment_of
from ipdesk.models.public_notices.objections import PAPERS
from ipdesk.models.reading.evaluate_stored import evaluate_stored
from ipdesk.models.records import (
    LineToPublish,
    NoticeContact,
    NoticeDetails,
    NoticePeriod,
    Objection,
    ObjectionDetails,
    Objector,
    PublicNotice,
    RawAchievement,
)
from ipdesk.models.services.notice_lines import lines_to_publish
from ipdesk.models.workflow import Procedure, Step
from ipdesk.rules.core.result import Result
from ipdesk.rules.library.policy_library import PolicyLibrary
from tests.actors import CLERK
from tests.models.desk import OFFICE, Desk, minutes_of, works

PUBLISHING = Procedure(frozenset({Step.PROPOSE.target, Step.PUBLISH.target}))
FIRST = datetime.date(2024, 6, 20)
LAST = datetime.date(2024, 6, 26)
"""Five working days, the first counted."""
UNHEARD = "申请人已经书面确认异议反映的情况，不必另行告知"
"""Why an applicant is not heard once more."""
CONTACT = NoticeContact(
    contact="陈晓敏",
    telephone="0751-8880000",
    second_telephone="0751-8880001",
    address="示例县建设路1号",
    postcode="512000",
)
DETAILS = NoticeDetails(
    title="2024年度知识产权拟资助（奖励）名单公示",
    basis="《示例县知识产权资助办法》",
    period=NoticePeriod(begins=FIRST),
    contact=CONTACT,
)


def take_up(desk: Desk, procedure: Procedure = PUBLISHING) -> None:
    """Let the office propose and publish, or work as it is told."""
    office = desk.store.read(queries.office)
    assert office is not None
    desk.store.run(commands.ChangeOffice(office=replace(office, procedure=procedure)), CLERK)


def proposed(desk: Desk, applicant: int, *rows: RawAchievement, lowered: object = ()) -> int:
    """Take an application to its proposal and return its id."""
    take_up(desk)
    draft = desk.draft(applicant, *(rows or (works(),)))
    propose(desk, draft.application, desk.accept(draft), lowered)
    return draft.application


def propose(
    desk: Desk,
    application: int,
    result: Result,
    lowered: object = (),
    met_on: datetime.date | None = None,
) -> None:
    """Propose what an evaluation came to, by a meeting of today unless another day is said."""
    proposing = commands.ProposeApplication(
        application=application,
        policy=desk.policy,
        decided=(),
        lowered=lowered,  # type: ignore[arg-type]
        shown=shown_lines(result.lines, desk.policy),
        minutes_number=minutes_of(met_on or desk.clock.today),
        minutes_date=met_on or desk.clock.today,
    )
    desk.store.run(proposing, CLERK)


def recomputed(desk: Desk, application: int) -> Result:
    """Return what an application comes to today."""
    detail = desk.detail(application)
    chosen = [stored.achievement for stored in detail.achievements]
    return desk.store.read(evaluate_stored, desk.policy, detail.applicant, chosen, (), (), application, "x")


def papers(desk: Desk) -> NoticePapers:
    """Return what makes the papers of the office."""
    return NoticePapers(OFFICE, desk.clock.today)


def lines(desk: Desk, *applications: int) -> tuple[LineToPublish, ...]:
    """Return what a preview shows of applications."""
    known = PolicyLibrary(())
    known.add(desk.policy)
    return lines_to_publish(desk.store.read(queries.candidates, applications), known)


def publish(desk: Desk, *applications: int, **changed: object) -> PublicNotice:
    """Publish applications with the details of tests."""
    details = replace(DETAILS, **changed)  # type: ignore[arg-type]
    command = papers(desk).publish(details, applications, lines(desk, *applications))
    return desk.store.run(command, CLERK).value


def objection(application: int, **changed: object) -> ObjectionDetails:
    """Return a whole objection of a unit on the first day."""
    found = ObjectionDetails(
        application=application,
        objector=Objector.UNIT,
        name="云溪县嘉禾机械厂",
        contact="李工 0751-8881234",
        received_at=moment_of(FIRST, 0),
        text="作品与本厂登记的作品相同",
        papers=frozenset(PAPERS[Objector.UNIT]),
    )
    return replace(found, **changed)  # type: ignore[arg-type]


def object_to(desk: Desk, notice: PublicNotice, to: int, **changed: object) -> Objection:
    """Write an objection to an application down."""
    details = replace(objection(to), **changed)  # type: ignore[arg-type]
    command = commands.RecordObjection(notice=notice.id, details=details)
    return desk.store.run(command, CLERK).value


def go_to(desk: Desk, day: datetime.date, hour: int = 9) -> None:
    """Set the clock."""
    desk.clock.moment = moment_of(day, hour * 60).replace(tzinfo=desk.clock.moment.tzinfo)


def read(desk: Desk, notice: PublicNotice) -> PublicNotice:
    """Return a notice as it stands now."""
    return desk.store.read(queries.public_notice, notice.id)
