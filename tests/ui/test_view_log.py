"""Who opens somebody's full record, or a paper with an account, is written down behind the window."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from ipdesk.models.commands import AddPerson
from ipdesk.models.core.changes import Kind
from ipdesk.models.records import Person
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.applications.after_award.attempt_dialog import record_attempt
from ipdesk.ui.applications.after_award.service_dialog import record_letter_service
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.destinations import NewApplication, Origin
from ipdesk.ui.desk.view_log import RETRY
from ipdesk.ui.letters import LettersPage
from ipdesk.ui.settings import SettingsPage
from tests.actors import CLERK
from tests.faults import locked
from tests.models.desk import licence, works
from tests.models.handlers.test_audit import views as _views
from tests.ui.rig import Rig, impatient

ACCOUNT = {"bank": "示例银行示例支行", "account": "6222020000001122332", "telephone": "13800138000"}


def views(rig: Rig) -> list[tuple[str, str, tuple[str, ...]]]:
    return _views(rig.steps)


def test_the_full_record_of_an_applicant_is_written_down_when_it_is_opened(rig: Rig) -> None:
    applicant = rig.steps.register("示例甲有限公司", **ACCOUNT)
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    page.show_destination(NewApplication(applicant), Origin())
    rig.settle()
    assert views(rig) == [], "in brief everything is masked"
    for _ in range(2):
        rig.press(Qt.Key.Key_X, modifier=Qt.KeyboardModifier.AltModifier)
        assert page.applicant.form.isVisible()
        rig.press(Qt.Key.Key_Escape)
    assert views(rig) == [("陈晓敏", f"applicant {applicant}", ("account", "telephone"))]


def test_a_paper_with_an_account_is_written_down_once_an_hour(rig: Rig) -> None:
    application = rig.steps.confirmed(rig.steps.register("示例甲有限公司", **ACCOUNT), licence())
    page = LettersPage(rig.desk)
    rig.show(letters=page)
    seen = ("陈晓敏", f"application {application}", ("account",))
    bar = page.preview.pages.verticalScrollBar()
    assert views(rig) == [], "the page with the account is further below"
    bar.setValue(bar.maximum())
    rig.settle()
    assert views(rig) == [seen]
    bar.setValue(bar.maximum() - 1)
    rig.settle()
    assert views(rig) == [seen]
    rig.clock.moment += datetime.timedelta(minutes=61)
    bar.setValue(bar.maximum())
    rig.settle()
    assert views(rig) == [seen, seen]


def test_where_a_person_lives_is_written_down_when_service_is_recorded(rig: Rig) -> None:
    """That of a firm is public."""
    living = {
        "kind": "individual",
        "identity": "440203198001010023",
        "traits": (),
        "address": "建设路2号401房",
    }
    names: tuple[tuple[str, dict[str, Any]], ...] = (("示例甲有限公司", {}), ("何示例", living))
    page = ApplicationsPage(rig.desk)
    rig.show(applications=page)
    for at, (name, given) in enumerate(names):
        work = works(f"粤作登字-2022-F-0000000{at + 1}")
        application = rig.steps.confirmed(rig.steps.register(name, **given), work)
        rig.steps.issue(application)
        for ask in (record_attempt, record_letter_service):
            ask(rig.desk, page, page.tell, application)
            rig.settle()
            [dialog] = [one for one in page.findChildren(CommandDialog) if one.isVisible()]
            dialog.done(0)
            rig.settle()
    assert views(rig) == [("陈晓敏", f"application {application}", ("address",))]


def test_a_paper_without_an_account_is_not_written_down(rig: Rig) -> None:
    rig.steps.confirmed(rig.steps.register("示例甲有限公司"), licence())
    page = LettersPage(rig.desk)
    rig.show(letters=page)
    page.preview.pages.verticalScrollBar().setValue(page.preview.pages.verticalScrollBar().maximum())
    rig.settle()
    assert page.preview.pdf() and views(rig) == []


def test_what_the_database_does_not_take_is_told_later_under_the_name_of_who_saw_it(
    qtbot: QtBot, data_dir: Path
) -> None:
    with impatient(qtbot, data_dir) as rig:
        rig.show(settings=SettingsPage(rig.desk))
        refused: list[object] = []
        rig.desk.refused.connect(refused.append)
        rig.store.run(AddPerson(name="黄志强"), CLERK)
        with locked(data_dir):
            rig.desk.views.saw(Kind.APPLICANT, (1,), {"account"})
            rig.settle()
            assert rig.desk.views.waiting() == 1 and refused == [], "it is never in the way"
            [again] = rig.desk.views.findChildren(QTimer)
            assert again.isActive() and again.interval() == RETRY
            asked = rig.answer(yes=False)
            assert not rig.window.close() and "有 1 次查看个人信息还没有记入操作记录" in asked()
        rig.desk.set_person(Person(2, "黄志强"))
        rig.desk.views.saw(Kind.APPLICANT, (2,), {"account"})
        rig.settle()
        seen = [(who, record) for who, record, _ in views(rig)]
        assert seen == [("陈晓敏", "applicant 1"), ("黄志强", "applicant 2")]
        with locked(data_dir):
            rig.desk.views.saw(Kind.APPLICANT, (3,), {"account"})
            rig.settle()
        rig.window.keep_all()
        assert [record for _, record, _ in views(rig)][2:] == ["applicant 3"], "the system may end it now"
        with locked(data_dir):
            rig.desk.views.saw(Kind.APPLICANT, (4,), {"account"})
            rig.settle()
        assert rig.window.close(), "it is taken at the end, and nothing asked"
        assert [record for _, record, _ in views(rig)][3:] == ["applicant 4"]
