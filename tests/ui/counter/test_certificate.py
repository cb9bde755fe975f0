"""What the certificate says is typed where it is read, by one key, and passed by without it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ipdesk.models.records import FILED, NAME, OWNERS
from ipdesk.ui.desk.destinations import ContinueDraft
from tests.ui.counter.conftest import COMPANY, Clerk
from tests.ui.counter.test_other_applicant import asked

KEY = Qt.Key
PATENT = {"ref": "ZL201910123457.4", "date": "2022-05-06", "patent_type": "invention"}
UNIVERSITY = "华南示例大学"


def patent(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("patent_grant", **PATENT)


def focused_field(clerk: Clerk) -> str:
    return str(clerk.form().focused_field(clerk.focused()))


def said(clerk: Clerk, name: str) -> str:
    """Return what stands under a field of the certificate."""
    return str(clerk.form().certificate.fields[name].line.text())


def type_owners(clerk: Clerk, owners: str) -> None:
    clerk.form().go_to(OWNERS)
    clerk.fill(owners)


def test_enter_passes_the_certificate_by_until_its_key_is_pressed(clerk: Clerk) -> None:
    patent(clerk)
    assert not clerk.form().certificate.isVisible()
    assert "专利名称、专利权人、申请日" in clerk.form().certificate.way.text()
    assert focused_field(clerk) == "ref"
    clerk.alt(KEY.Key_M)
    clerk.fill("一种示例装置", f"{COMPANY}、{UNIVERSITY}", "20191012")
    assert focused_field(clerk) == "ref", "on to the number, as on the certificate"
    [raw] = clerk.page.draft.rows
    assert (raw.name, raw.owners, raw.filing_date) == (
        "一种示例装置", f"{COMPANY}；{UNIVERSITY}", "2019-10-12",
    )  # fmt: skip
    assert clerk.page.draft.shown(0).kind == "专利授权　一种示例装置"
    assert said(clerk, OWNERS) == "共 2 个，申请人是第 1 专利权人"


def test_the_key_leads_back_and_the_next_row_begins_with_its_number(clerk: Clerk) -> None:
    patent(clerk)
    clerk.alt(KEY.Key_M)
    assert focused_field(clerk) == NAME
    clerk.alt(KEY.Key_M)
    assert focused_field(clerk) == "ref"
    assert not clerk.form().certificate.isVisible()
    clerk.alt(KEY.Key_M)
    clerk.fill("一种示例装置")
    clerk.add("patent_grant")
    assert focused_field(clerk) == "ref"
    assert not clerk.form().certificate.isVisible()
    clerk.ctrl(KEY.Key_Up)
    assert clerk.form().certificate.isVisible()


def test_a_name_pasted_from_a_list_stands_clean_once_it_is_left(clerk: Clerk) -> None:
    patent(clerk)
    clerk.alt(KEY.Key_M)
    QApplication.clipboard().setText('"发明名称：《一种用于精密电子元件的\n自动化焊接装置》"\r\n')
    clerk.ctrl(KEY.Key_V)
    clerk.press(KEY.Key_Return)
    made = clerk.form().certificate.inputs[NAME]
    assert made.read() == clerk.page.draft.rows[0].name == "一种用于精密电子元件的自动化焊接装置"


def test_an_applicant_who_is_no_owner_is_asked_about_until_it_is_confirmed(clerk: Clerk) -> None:
    patent(clerk)
    type_owners(clerk, UNIVERSITY)
    assert "申请人不在证书的专利权人之中" in said(clerk, OWNERS)
    assert clerk.page.draft.shown(0).state == "有误"
    clerk.form().go_to(OWNERS)
    clerk.alt(KEY.Key_Y)
    assert clerk.page.draft.rows[0].confirmed == {OWNERS}
    assert clerk.page.draft.shown(0).state != "有误"


def test_another_applicant_is_looked_for_among_the_owners_anew(clerk: Clerk) -> None:
    patent(clerk)
    university = clerk.registered(name=UNIVERSITY, identity="91440282MA00000018", kind="university")
    type_owners(clerk, "张示例")
    clerk.form().go_to(OWNERS)
    clerk.alt(KEY.Key_Y)
    asked(clerk, lambda: clerk.seat(university), agree=True)
    assert clerk.page.draft.rows[0].confirmed == frozenset()
    assert "申请人不在证书的专利权人之中" in said(clerk, OWNERS)
    type_owners(clerk, UNIVERSITY)
    assert said(clerk, OWNERS) == "几个的用分号隔开，按证书顺序"


def test_accepting_leads_to_what_is_wrong_in_the_certificate(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("work_registration", ref="粤作登字-2022-F-00000001", date="2022-03-01", registrar="guangdong")
    clerk.form().go_to(NAME)
    clerk.fill("春到示例山")
    clerk.write(count="3")
    clerk.press(KEY.Key_F9)
    assert focused_field(clerk) == NAME
    assert "逐件录入" in said(clerk, NAME)


def test_a_range_is_asked_for_its_owners_and_no_name(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("work_registration", ref="粤作登字-2022-F-00000001", date="2022-03-01", count="3")
    clerk.alt(KEY.Key_M)
    assert focused_field(clerk) == OWNERS
    assert not clerk.form().certificate.inputs[NAME].field.isEnabled()


@pytest.mark.parametrize("filed", ["2018-10-12", "2022-05-07"])
def test_a_day_of_filing_that_cannot_be_is_said_at_its_field(clerk: Clerk, filed: str) -> None:
    patent(clerk)
    clerk.form().go_to(FILED)
    clerk.fill(filed)
    assert "请核对" in said(clerk, FILED)


def test_kinds_without_a_certificate_offer_none(clerk: Clerk) -> None:
    clerk.seat(clerk.registered())
    clerk.add("annual_evaluation")
    assert not clerk.form().certificate.way.isVisible()
    clerk.alt(KEY.Key_M)
    assert focused_field(clerk) == "ref"


def test_a_draft_comes_back_with_its_certificate_open(clerk: Clerk) -> None:
    patent(clerk)
    clerk.form().go_to(NAME)
    clerk.fill("一种示例装置")
    clerk.ctrl(KEY.Key_S)
    clerk.until(lambda: clerk.page.draft.file.id is not None)
    application = clerk.page.draft.file.id
    assert application is not None
    clerk.ctrl(KEY.Key_N)
    clerk.answered()
    clerk.desk.open(ContinueDraft(application))
    clerk.answered()
    part = clerk.form().certificate
    assert part.isVisible() and part.inputs[NAME].read() == "一种示例装置"
    assert focused_field(clerk) == NAME
