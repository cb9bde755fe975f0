"""Registers of a year on paper: what went out, what was accepted, and the hash of the audit log."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.award.approval_form import APPROVAL_FORM
from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.issue import Request, Sources, preview_pdf
from ipdesk.documents.letters.registers.of_year import ACCEPTANCE_REGISTER, LETTER_REGISTER, register_pdf
from ipdesk.models import commands, queries
from ipdesk.models.store import Store
from ipdesk.models.workflow import Step
from ipdesk.rules.library.policy_library import standard_library
from tests.actors import CLERK
from tests.documents.letters.forwarding.test_papers import said
from tests.documents.pdf.archive import violations
from tests.models.desk import Clock, Desk, licence, works
from tests.models.handlers.public_notices.office import UNHEARD, object_to, papers, proposed, publish
from tests.models.handlers.steps.test_corrections import taking
from tests.stores import with_database


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    clock = Clock()
    store = Store.open(with_database(data_dir), clock)
    yield Desk(store, standard_library().policy("shaoguan-2021"), clock)
    store.close()


def test_the_register_of_letters_has_every_number_what_became_of_it_and_the_last_hash(desk: Desk) -> None:
    first = desk.issue(desk.confirmed(desk.register("云溪县嘉禾机械厂"), licence()))
    second = desk.issue(desk.confirmed(desk.register("云溪县恒信电子公司"), works()))
    void = commands.VoidLetter(letter=first.id, kind=AWARD.kind, reason="收款账号写错")
    desk.store.run(void, CLERK)
    desk.store.run(commands.ReissueLetter(letter=second.id, kind=AWARD.kind, reason="原件遗失"), CLERK)
    other = desk.confirmed(desk.register("云溪县远帆公司"), licence(id="4", ref="Y2022440000124"))
    third = desk.issue(other, "示知资〔2024〕6号")
    announced = desk.announce(third.id)
    pdf = register_pdf(Sources(desk.store, standard_library()), LETTER_REGISTER, 2024, desk.clock.today)
    words = said(pdf)
    day = desk.clock.today
    for known in (
        "2024年发文登记簿", "1示知资〔2024〕1号", "云溪县嘉禾机械厂", "作废：收款账号写错",
        "2示知资〔2024〕2号", f"{day.year}年{day.month}月{day.day}日补发", "共4件，其中作废1件",
        f"公告送达：{announced.number}",
        "下列文号不是经本系统编发的，见本单位的发文登记：示知资〔2024〕3至5号。",
        desk.store.read(queries.last_audit_hash),
    ):  # fmt: skip
        assert known in words, known
    assert violations(pdf) == set()


def test_the_register_of_applications_lists_those_accepted_in_the_year(desk: Desk) -> None:
    desk.confirmed(desk.register("云溪县嘉禾机械厂"), licence())
    desk.draft(desk.register("云溪县恒信电子公司"), works())
    declined = desk.draft(desk.register("云溪县东湖公司"), works("粤作登字-2022-F-00000009"))
    desk.approve_nothing()
    desk.store.run(taking(declined.application, Step.DECLINE), CLERK)
    sources = Sources(desk.store, standard_library())
    words = said(register_pdf(sources, ACCEPTANCE_REGISTER, 2024, desk.clock.today))
    last = desk.store.read(queries.last_audit_hash)
    for known in ("2024-0001", "云溪县嘉禾机械厂专利转让许可1项1", "8,000.00", "已审定", "捌仟元整", last):
        assert known in words, known
    assert "恒信" not in words, "a draft was not accepted"
    assert "没有受理过的申请不计入本表：2024-0003（不予受理）。" in words
    for register in (ACCEPTANCE_REGISTER, LETTER_REGISTER):
        with pytest.raises(LetterDataError, match="2023年没有"):
            register_pdf(sources, register, 2023, desk.clock.today)


def test_what_an_objection_sends_back_is_proposed_anew(desk: Desk) -> None:
    """Two works at 200: neither paper goes on showing the sum and the meeting that no longer stand."""
    desk.approve_nothing()
    application = proposed(desk, desk.register())
    found = object_to(desk, publish(desk, application), application)
    desk.store.run(papers(desk).answer(found.id, "登记在先", upheld=True, unheard=UNHEARD), CLERK)
    sources = Sources(desk.store, standard_library())
    words = said(register_pdf(sources, ACCEPTANCE_REGISTER, 2024, desk.clock.today))
    assert "重新拟定中" in words and "拟资助合" not in words
    form = said(preview_pdf(sources, Request(APPROVAL_FORM, application, desk.clock.today)))
    day = desk.clock.today
    returned = f"异议成立，{day.year}年{day.month}月{day.day}日退回重新拟定，重新拟定以后另印本表。"
    assert f"{day.year}年{day.month}月{day.day}日答复异议成立：登记在先。" in form
    assert "审批阶段重新拟资助" in form and returned in form
    assert "拟资助金额400.00" not in form and "会议纪要" not in form and "审定金额□" not in form


def test_another_entry_of_the_log_gives_another_hash(desk: Desk) -> None:
    desk.issue(desk.confirmed(desk.register(), licence()))
    sources = Sources(desk.store, standard_library())
    before = said(register_pdf(sources, LETTER_REGISTER, 2024, desk.clock.today))
    desk.clock.moment += datetime.timedelta(minutes=1)
    desk.register("又一家公司")
    assert said(register_pdf(sources, LETTER_REGISTER, 2024, desk.clock.today)) != before
