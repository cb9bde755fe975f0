"""Of a number that stands in the register the rest is offered, so that nobody has to type it."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt

from ipdesk.models import commands
from ipdesk.models.records import Certificate
from ipdesk.models.records.achievements.register import ListSource, RegisteredThing
from tests.ui.counter.conftest import Clerk

KEY = Qt.Key
OWNER = "粤北应用技术研究院"


def known(clerk: Clerk) -> None:
    """Have a grant in the register, as a list brought it."""
    thing = RegisteredThing(
        kind="patent_grant", item="201910123457", ref="ZL201910123457.4", date=datetime.date(2021, 3, 2),
        facts={"patent_type": "invention", "official_fees": 123_450, "supported_elsewhere": True},
        certificate=Certificate("茶架", (OWNER,), datetime.date(2019, 2, 18)),
    )  # fmt: skip
    source = ListSource(file="授权清单.xlsx", sha256="a", kind="patent_grant")
    clerk.run(commands.ImportList(things=(thing,), source=source))


def test_what_is_known_is_filled_in_by_one_key_and_taken_back(clerk: Clerk) -> None:
    known(clerk)
    clerk.seat(clerk.registered(name=OWNER))
    clerk.add("patent_grant", ref="201910123457.4")
    clerk.until(lambda: clerk.page.message.about == "register")
    assert clerk.page.message.sentence() == "成果登记里有第 1 项：茶架"
    clerk.page.message.act(0)
    [raw] = clerk.page.draft.rows
    assert (raw.name, raw.owners, raw.date, raw.filing_date) == ("茶架", OWNER, "2021-03-02", "2019-02-18")
    assert raw.facts["official_fees"] == "1234.50"
    assert "supported_elsewhere" not in raw.facts, "what somebody declared once is not declared here"
    clerk.page.achievements.table.setFocus()
    clerk.ctrl(KEY.Key_Z)
    assert clerk.page.draft.rows[0].name == ""


def test_what_was_typed_stays_and_nothing_is_offered_twice(clerk: Clerk) -> None:
    known(clerk)
    clerk.seat(clerk.registered(name=OWNER))
    clerk.add("patent_grant", ref="201910123457.4", date="2021-03-05")
    clerk.until(lambda: clerk.page.message.about == "register")
    clerk.page.message.act(0)
    [raw] = clerk.page.draft.rows
    assert (raw.name, raw.date) == ("茶架", "2021-03-05")
    clerk.write(date="2021-03-06")
    clerk.answered()
    assert clerk.page.message.about != "register"


def test_a_number_that_is_not_registered_says_nothing(clerk: Clerk) -> None:
    known(clerk)
    clerk.seat(clerk.registered(name=OWNER))
    clerk.add("patent_grant", ref="202230123456.2")
    clerk.answered()
    assert clerk.page.message.about != "register"
