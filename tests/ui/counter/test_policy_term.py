"""Policies that cannot be applied under: a draft for comment is refused, one that ran out is pointed out."""

import datetime
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ipdesk.models.commands import ChangeOffice
from ipdesk.models.core.errors import InvalidInput
from ipdesk.models.records import ApplicationParticulars
from ipdesk.rules.library.policy_library import standard_library
from ipdesk.ui.counter.particulars.dialog import PolicyDialog
from ipdesk.ui.counter.particulars.in_force import expiry_notice
from tests.actors import CLERK
from tests.models.desk import works
from tests.ui.counter.conftest import OFFICE, Clerk

DRAFT = "lianzhou-2024-draft"


def test_a_draft_for_comment_is_refused_at_the_counter(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.page.draft.set_policy(standard_library().policy(DRAFT), ApplicationParticulars(year=2022))
    clerk.add("ip_insurance", ref="P1", date="2022-05-06", premium="1000", ip_type="patent")
    assert clerk.accept() == ""
    assert "征求意见稿" in clerk.page.message.sentence()
    assert clerk.page.draft.file.state.value == "draft"


def test_who_accepts_by_a_policy_of_another_city_is_told(clerk: Clerk) -> None:
    clerk.store.run(ChangeOffice(office=replace(OFFICE, address="广东省韶关市示例县建设路1号")), CLERK)
    clerk.seat(clerk.registered())
    clerk.page.draft.set_policy(
        standard_library().policy("zhaoqing-hitech-2022"), ApplicationParticulars(year=2022)
    )
    clerk.add("enterprise_title", ref="国知发运函字〔2022〕999号", date="2022-10-31", title="national_demo")
    assert "由肇庆高新区管委会办公室制定，不是本地或者本地上级的政策" in clerk.accept(agree=False)


@pytest.mark.parametrize(
    ("today", "year", "said"),
    [
        ("2024-12-31", 2024, ""),
        ("2025-01-01", 2023, "这项政策已于2024年12月31日到期，请核对是否还能受理。"),
        (
            "2026-11-29", 2024,
            "这项政策已于2024年12月31日到期，所以申报年度是2024（编号用今年的）。请核对是否还能受理。",
        ),
    ],
)  # fmt: skip
def test_a_policy_that_ran_out_says_since_when_and_what_that_means(today: str, year: int, said: str) -> None:
    policy = standard_library().policy("shaoguan-2021")
    assert expiry_notice(policy, datetime.date.fromisoformat(today), year) == said


def test_the_door_refuses_a_draft_for_comment_too(clerk: Clerk) -> None:
    from ipdesk.models.commands import AcceptApplication, SaveDraft
    from ipdesk.models.records import DraftTotals

    saving = SaveDraft(
        applicant=clerk.registered(), policy=DRAFT, year=2022, rows=(works(),), totals=DraftTotals()
    )
    saved = clerk.store.run(saving, CLERK).value
    accepting = AcceptApplication(
        application=saved.application,
        revision=saved.revision,
        policy=standard_library().policy(DRAFT),
    )
    with pytest.raises(InvalidInput, match="征求意见稿"):
        clerk.store.run(accepting, CLERK)


CITY, PROVINCE = "shaoguan-2021", "qingyuan-2018"  # 2021-12-21 to 2024-12-31, 2018 to 2020


@pytest.mark.parametrize(
    ("policy", "year", "today", "said"),
    [
        (CITY, "2021", "2023-06-01", ""),
        (CITY, "2023", "2023-06-01", ""),
        (CITY, "2024", "2026-11-29", ""),
        (CITY, "2020", "2023-06-01", "2021年起施行，2020年在这之前"),
        (CITY, "2024", "2023-06-01", "2024年还没有到"),
        (CITY, "2025", "2026-11-29", "到2024年为止，2025年在这之后"),
        (PROVINCE, "2021", "2023-06-01", "到2020年为止，2021年在这之后"),
        (DRAFT, "2023", "2026-11-29", "2024年起施行，2023年在这之前"),
        (DRAFT, "2026", "2026-11-29", ""),
        (DRAFT, "2027", "2026-11-29", "2027年还没有到"),
    ],
)
def test_a_year_that_the_policy_hardly_has_is_asked_about(
    qtbot: QtBot, policy: str, year: str, today: str, said: str
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    sheet = PolicyDialog(
        standard_library(),
        policy,
        ApplicationParticulars(year=int(year)),
        datetime.date.fromisoformat(today),
        parent,
    )
    with qtbot.waitActive(sheet):
        sheet.open()
        sheet.activateWindow()
    sheet.accept()
    assert sheet.isVisible() is bool(said)
    assert said in sheet._year_field.error()
    if said:
        QTest.keyClick(sheet._year, Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
        assert not sheet.isVisible()
        assert sheet.result() == sheet.DialogCode.Accepted


def test_a_confirmed_year_holds_for_the_policy_it_was_confirmed_with(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    sheet = PolicyDialog(
        standard_library(), CITY, ApplicationParticulars(year=2020), datetime.date(2023, 6, 1), parent
    )
    with qtbot.waitActive(sheet):
        sheet.open()
        sheet.activateWindow()
    sheet.accept()
    assert sheet._year_field.can_confirm()
    sheet._policy.set_key(PROVINCE)
    sheet._year.setText("2021")
    sheet.accept()
    assert sheet.isVisible() and "到2020年为止" in sheet._year_field.error()
    sheet._year.setText("二〇")
    sheet.accept()
    assert sheet.isVisible() and not sheet._year_field.can_confirm(), "what is no year cannot be confirmed"
    sheet.done(0)
