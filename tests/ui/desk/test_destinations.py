"""Where a clerk is sent: the page that a destination names shows it, and the type checker can see that."""

import ast
import datetime
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from ipdesk.documents.letters.issue import Request, issue
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models import queries
from ipdesk.models.commands import OpenCall
from ipdesk.models.core.errors import POLICIES
from ipdesk.models.records import CallDetails
from ipdesk.models.records.handlings import SheetPost
from ipdesk.ui.achievements import AchievementsPage
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.after_award.service_dialog import ServiceRecordDialog
from ipdesk.ui.applications.handling.sheet_dialog import SheetDialog
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.desk.destinations import (
    AskAbout,
    ContinueDraft,
    DecideApplications,
    Destination,
    IssueLetters,
    ListCall,
    NewApplication,
    OpenApplication,
    OpenAuditLog,
    OpenBatch,
    OpenGrant,
    OpenLetter,
    OpenObjections,
    OpenSetting,
    OpenThing,
    Origin,
    PayGrant,
    PublishApplications,
    ServeLetter,
    SignSheet,
)
from ipdesk.ui.funds import FundsPage
from ipdesk.ui.letters import LettersPage
from ipdesk.ui.letters.letter_selection import sources_of
from ipdesk.ui.letters.lists import ISSUED, WAITING
from ipdesk.ui.notices import NoticesPage
from ipdesk.ui.payments import PaymentsPage
from ipdesk.ui.settings import SettingsPage
from tests.actors import CLERK
from tests.architecture.house import FILES, PACKAGE
from tests.models.desk import licence, works
from tests.models.handlers.funds.paying import grant, line, prepare
from tests.models.handlers.funds.small_fund import small_fund
from tests.models.handlers.public_notices.office import proposed, publish
from tests.ui.rig import Rig

FIRST_CALL = CallDetails(
    policy="shaoguan-2021", year=2022, title="第一批", budget=100,
    begins_at=datetime.datetime(2024, 6, 1, tzinfo=datetime.UTC),
    ends_at=datetime.datetime(2024, 7, 1, tzinfo=datetime.UTC),
)  # fmt: skip
BY_NAME = ("getattr", "hasattr", "setattr")
SHOWING = ("app.py", "demo", "pages.py", "ui")


def test_every_destination_is_shown_by_the_page_that_it_names(rig: Rig) -> None:
    applicant = rig.steps.register("示例甲有限公司", bank="示例银行示例支行", account="6222020000001122332")
    draft = rig.steps.draft(applicant, licence()).application
    taken = rig.steps.draft(applicant, works())
    rig.steps.accept(taken)
    accepted = taken.application
    waiting = rig.steps.confirmed(applicant, works("粤作登字-2022-F-00000002"))
    issued = rig.steps.confirmed(applicant, works("粤作登字-2022-F-00000003"))
    counter, applications = CounterPage(rig.desk), ApplicationsPage(rig.desk)
    letters, settings = LettersPage(rig.desk, ask_printer=lambda *_: None), SettingsPage(rig.desk)
    notices = NoticesPage(rig.desk, ask_printer=lambda *_: None)
    listed_in = publish(rig.steps, proposed(rig.steps, applicant, works("粤作登字-2022-F-00000004")))
    published = listed_in.lines[0].application
    proposing = proposed(rig.steps, applicant, works("粤作登字-2022-F-00000005"))
    books, funds = small_fund(rig.steps, 100, 100), FundsPage(rig.desk)
    grants = [grant(rig.steps, books.tasks[1], 10) for _ in range(2)]
    pages = {"settings": settings, "counter": counter, "applications": applications, "letters": letters}
    payments = PaymentsPage(rig.desk)
    batch = prepare(rig.steps, books.fund, line(grants[1], 10))
    things = AchievementsPage(rig.desk)
    rig.show(**pages, notices=notices, funds=funds, payments=payments, achievements=things)
    rig.desk.open(IssueLetters((issued,)))
    rig.settle()
    rig.answer()
    letters.issue()
    rig.settle()
    letter, *_ = rig.store.read(queries.letters)
    form = DOCUMENTS["approval_form"]
    issue(sources_of(rig.desk), Request(form, proposing, rig.clock.today), CLERK)
    call = rig.store.run(OpenCall(details=FIRST_CALL), CLERK).value

    def in_hand() -> tuple[int, int | None]:
        found = letters.lists.current()
        return letters.lists.place(), found.id if found else None

    def on_counter() -> int | None:
        return counter.draft.applicant.id if counter.draft.applicant else None

    def listed() -> int | None:
        found = applications.list.current()
        return found.id if found and applications.drawer.isVisible() else None

    def serving() -> int:
        """Return which letter the record of service asks about, and put it away."""
        [asked] = [one for one in applications.findChildren(ServiceRecordDialog) if one.isVisible()]
        asked.done(0)
        return int(asked.letter.key())

    def signing() -> str:
        """Return what a head is expected to have written on the sheet, and put the question away."""
        [asked] = [one for one in applications.findChildren(SheetDialog) if one.isVisible()]
        asked.done(0)
        return asked.opinions[SheetPost.HEAD].text()

    journeys: list[tuple[Destination, Callable[[], object], object]] = [
        (ContinueDraft(draft), lambda: counter.draft.file.id, draft),
        (
            NewApplication(applicant),
            lambda: counter.draft.applicant and counter.draft.applicant.id,
            applicant,
        ),
        (NewApplication(), on_counter, None),
        (OpenApplication(issued), listed, issued),
        (ServeLetter(issued, letter.id), serving, letter.id),
        (SignSheet(proposing), signing, "同意"),
        (DecideApplications((accepted,)), lambda: applications.decision.application(), accepted),
        (OpenApplication(draft), listed, draft),
        (ListCall(call), lambda: applications.list.wanted().call, call),
        (OpenLetter(letter.id), in_hand, (ISSUED, letter.id)),
        (IssueLetters((waiting,)), in_hand, (WAITING, waiting)),
        (IssueLetters((issued,)), in_hand, (ISSUED, letter.id)),
        (PublishApplications((proposing,)), lambda: [one.id for one in notices.lists.chosen()], [proposing]),
        (AskAbout((accepted,)), lambda: notices.work.dialog and notices.work.dialog.reject(), None),
        (OpenObjections(published), lambda: notices.notice and notices.notice.id, listed_in.id),
        (OpenGrant(books.fund, books.tasks[1], grants[1]), lambda: funds.parts.grants.current(), grants[1]),
        (PayGrant(books.fund, grants[0]), lambda: payments.parts.payable.current(), grants[0]),
        (OpenBatch(books.fund, batch), lambda: payments.batch.batch and payments.batch.batch.id, batch),
        (OpenThing(2), things.list.current, 2),
        (OpenSetting("contact"), lambda: rig.window.focusWidget(), settings.office.fields["contact"].editor),
        (OpenSetting(POLICIES), lambda: settings.policies.isVisible(), True),
        (OpenAuditLog(), lambda: settings.audit.isVisible(), True),
    ]
    assert {type(destination) for destination, _, _ in journeys} == set(get_args(Destination))
    for destination, shown, expected in journeys:
        rig.desk.open(destination)
        rig.settle()
        assert rig.window.current() == destination.page, destination
        assert shown() == expected, destination
    for page in rig.window.pages():
        for destination, _, _ in journeys:
            if rig.window.page(destination.page) is not page:
                with pytest.raises(ValueError, match="cannot show"):
                    page.show_destination(destination, Origin())


def by_string(path: Path) -> list[str]:
    """Return where something of another object is fetched by its name in a string.

    What a platform lacks is asked of ``os``; ``self`` is asked where Qt calls before all is there.
    """
    text = path.read_text(encoding="utf-8")
    if not any(name in text for name in BY_NAME):
        return []
    return [
        f"{path.relative_to(PACKAGE)}:{node.lineno} {ast.unparse(node)}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in BY_NAME
        and isinstance(node.args[1], ast.Constant)
        and ast.unparse(node.args[0]) not in ("os", "self")
    ]


def test_nothing_of_a_page_is_fetched_by_a_string() -> None:
    files = [path for path in FILES if path.relative_to(PACKAGE).parts[0] in SHOWING]
    assert [fault for path in files for fault in by_string(path)] == []
