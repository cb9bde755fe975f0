"""The notice that closes an application which was not corrected: what lacked, why, and what then."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ipdesk.documents.letters.counter.correction import CORRECTION
from ipdesk.documents.letters.counter.deemed_withdrawn import DEEMED_WITHDRAWN
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.documents.letters.handling.approval import HANDLING_APPROVAL
from ipdesk.documents.letters.issue import issuing
from ipdesk.models import commands, queries
from ipdesk.models.records import CallDetails, IssuedLetter, LetterDocument
from ipdesk.models.store import Store
from ipdesk.models.workflow import Step
from tests.actors import CLERK
from tests.documents.letters import papers
from tests.documents.letters.counter.test_correction import said, title
from tests.documents.letters.test_assembly import POLICY
from tests.models.desk import Clock, Desk, licence
from tests.models.handlers.steps.test_corrections import WITHDRAWN_BY, asking, taking
from tests.stores import with_database


def test_it_says_what_lacked_until_when_and_that_the_file_is_closed() -> None:
    text = said(papers.DEEMED_WITHDRAWN)
    assert title(papers.DEEMED_WITHDRAWN) == "2022年度知识产权资助（奖励）申请视为撤回通知书"
    assert "于2022年9月5日以补正通知书（云市监知资补〔2022〕3号）一次告知你单位" in text
    came = replace(papers.DEEMED_WITHDRAWN, registered_on=datetime.date(2022, 8, 29))
    assert "，我局于2022年8月29日收到，你单位没有在规定的期限内补正。" in said(came)
    assert "上述通知书于2022年9月6日送达，补正期限至2022年9月14日（含当日）止。" in text
    assert "（一）缺少专利实施许可合同备案证明复印件" in text and "（二）申请表没有盖章。" in text
    assert "你单位的申请材料不符合申报通知第四条的要求，逾期没有补正。依据上述补正通知书" in text
    assert "视为你单位撤回上述申请，我局终止办理。2022年8月29日的受理回执自本通知书送达之日起失效。" in text
    assert "已经提交的申请材料，可以到我局领回" in text
    assert "本次申报期限至2022年8月31日（含当日）止，已经届满，不能就本次申报重新提出申请。" in text
    assert "应当自收到本通知书之日起60日内先向云溪县人民政府申请行政复议" in text


def test_an_authority_is_told_by_letter_and_may_apply_while_the_call_is_open() -> None:
    text = said(papers.DEEMED_WITHDRAWN_AUTHORITY)
    assert title(papers.DEEMED_WITHDRAWN_AUTHORITY).endswith("视为撤回告知函")
    assert (
        "本次申报期限至2022年9月15日（含当日）止。贵局可以在申报期限届满以前重新提出申请，届满以后不能就本次申报重新提出申请。"
        in text
    )
    assert "行政复议" not in text and "受理回执" not in text and "（一）" not in text
    assert "以补正通知书一次告知贵局" in text


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    """Return a desk whose office has been set up."""
    clock = Clock()
    store = Store.open(with_database(data_dir), clock)
    desk = Desk(store, POLICY, clock)
    desk.approve_nothing()
    yield desk
    store.close()


def issue(desk: Desk, kind: RegisteredDocument[papers.LetterData], application: int) -> LetterDocument:
    office = desk.store.read(queries.office)
    assert office is not None
    source = ApplicationSource(office, desk.detail(application), desk.policy)
    found: IssuedLetter = desk.store.run(issuing(kind, source, desk.clock.today), CLERK).value
    return desk.store.read(queries.letter, found.id)


def test_an_item_without_a_basis_rests_on_the_notice_of_the_call_by_title_and_number(desk: Desk) -> None:
    application = desk.draft(desk.register(), licence()).application
    desk.store.run(asking(desk, application), CLERK)
    office, now = desk.store.read(queries.office), desk.clock.moment
    assert office is not None
    call = CallDetails(
        policy=desk.policy.id, year=2022, title="第一批", begins_at=now, ends_at=now,
        notice_title="关于申报2022年度知识产权资助的通知", notice_number="示市监〔2022〕1号",
    )  # fmt: skip
    detail = desk.detail(application)
    for known, named in (
        (call, ["《关于申报2022年度知识产权资助的通知》（示市监〔2022〕1号）"] * 2),
        (None, ["申报指南", ""]),
    ):
        source = ApplicationSource(office, detail, desk.policy, call=known)
        told = CORRECTION.build(source, desk.clock.today, "示知资补〔2024〕1号")
        assert [one.basis for one in told.items] == [
            f"{named[0]}第五条", f"{named[1]}对申请材料的要求" if named[1] else "",
        ]  # fmt: skip


@pytest.mark.parametrize("issued", [True, False], ids=["notice issued here", "notice written by hand"])
def test_it_rests_on_the_last_notice_and_its_period(desk: Desk, *, issued: bool) -> None:
    application = desk.draft(desk.register(), licence()).application
    desk.store.run(asking(desk, application, served_on=None), CLERK)
    told = issue(desk, CORRECTION, application).row if issued else None
    served = desk.clock.today
    serving = commands.RecordCorrectionService(application=application, served_on=served)
    last = desk.store.run(serving, CLERK).value
    desk.clock.moment += datetime.timedelta(days=15)
    desk.store.run(taking(application, Step.LAPSE, ""), CLERK)
    kept = issue(desk, DEEMED_WITHDRAWN, application)
    named = told.number if told else "第1次补正"
    assert (kept.data["asked_by"], kept.data["asked_on"]) == (named, served.isoformat())
    assert (kept.data["served_on"], kept.data["last_day"]) == (served.isoformat(), str(last))
    assert kept.row.number == "示知资视撤〔2024〕1号"
    assert kept.data["ended_by"] == WITHDRAWN_BY, "the notice alone is no rule"
    assert kept.data["quoted"] == [[WITHDRAWN_BY, "逾期没有领取的，不再拨付。"]]
    assert (kept.data["receipt_on"], kept.data["call_ends_on"]) == (None, None)
    office = desk.store.read(queries.office)
    assert office is not None
    kind = DEEMED_WITHDRAWN.kind.id
    source = ApplicationSource(office, desk.detail(application), desk.policy, approves=kind)
    sheet = HANDLING_APPROVAL.build(source, desk.clock.today, "")
    assert sheet.decision == "视为撤回上述申请，终止办理", "no receipt was given that could end"
