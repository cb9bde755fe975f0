"""With what the next notice begins: nothing is said of the office that it does not say of itself."""

from __future__ import annotations

from dataclasses import replace

from ipdesk.models.periods.working_days import WorkingDays
from ipdesk.models.records import NoticeContact
from ipdesk.ui.notices.load import NoticeFile
from tests.models.desk import OFFICE
from tests.models.handlers.public_notices.office import CONTACT, DETAILS, FIRST


def test_the_contact_is_the_office_s_of_today_and_the_hour_that_of_the_notice_before() -> None:
    office = replace(OFFICE, contact="李敏", telephone="0751-5550123", address="文昌路8号", postcode="")
    last = replace(DETAILS, contact=replace(CONTACT, closes=16 * 60))
    file = NoticeFile(office, (), (), (), last, WorkingDays([], [FIRST.year]))
    said = file.details("标题", "依据", FIRST).contact
    assert said == NoticeContact(
        contact="李敏", telephone="0751-5550123", address="文昌路8号", closes=16 * 60
    )
