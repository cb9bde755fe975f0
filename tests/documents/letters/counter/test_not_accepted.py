"""The notice of non-acceptance: facts, reason, basis, where to go instead, and remedies of its own."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.letters.counter.not_accepted import NOT_ACCEPTED
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.letters.issue import issuing
from ipdesk.models import commands, queries
from ipdesk.models.records import Grounds, Office
from ipdesk.models.store import Store
from ipdesk.models.workflow import Step
from ipdesk.paths import resource
from tests.actors import CLERK
from tests.documents.letters import papers
from tests.documents.letters.counter.test_correction import said, title
from tests.documents.letters.paper import body
from tests.documents.letters.test_assembly import POLICY
from tests.models.desk import Clock, Desk, licence
from tests.stores import with_database

REMEDIES = (
    "不服本通知书的，应当自收到本通知书之日起60日内先向云溪县人民政府申请行政复议；对行政复议决定不服，或者行政复议机关"
    "逾期不作决定的，可以自收到行政复议决定书之日起或者行政复议期限届满之日起15日内，依法向有管辖权的人民法院提起行政诉讼。"
)


def test_it_says_what_was_found_on_what_it_rests_and_what_can_be_done() -> None:
    text = said(papers.NOT_ACCEPTED)
    assert title(papers.NOT_ACCEPTED) == "2022年度知识产权资助（奖励）申请不予受理通知书"
    assert "你单位（统一社会信用代码：91440299MA00000015）提交的" in text
    assert "（申请编号：YX2022-0021），我局于2022年8月29日收到，并根据《韶关市" in text
    assert "（韶府办发函〔2021〕188号）进行了审查。" in text and "以下简称" not in text
    assert "一、事实和理由你单位注册地在韶关市浈江区，不在本县，不属于本局受理范围。二、" in text
    assert (
        "《关于申报2022年度知识产权资助的通知》（云市监知〔2022〕5号）第二条规定：“申请人的住所地应当在本县。住所地不在本县的，"
        "不予受理。”依据上述规定，上述申请不符合受理条件，我局决定不予受理。三、" in text
    )
    assert (
        "三、另行申请和材料的领回上述事项由韶关市浈江区市场监督管理局受理，请向该机关申请。已经提交的申请材料"
        in text
    )
    assert f"四、权利告知{REMEDIES}对本通知书有疑问的" in text


def test_an_authority_is_told_by_letter_and_of_no_remedies() -> None:
    text = said(papers.NOT_ACCEPTED_AUTHORITY)
    assert title(papers.NOT_ACCEPTED_AUTHORITY).endswith("不予受理告知函")
    assert "贵局对本告知函有异议的，请书面函告我局。" in text and "行政复议" not in text


def test_where_to_go_instead_is_the_office_s_to_say(tmp_path: Path) -> None:
    wording = resource("letters", NOT_ACCEPTED.template).read_text(encoding="utf-8")
    own = re.sub("elsewhere: .*", "elsewhere: 请向韶关市市场监督管理局申请", wording)
    (tmp_path / NOT_ACCEPTED.template).write_text(own, encoding="utf-8")
    pages = body(papers.render(replace(papers.NOT_ACCEPTED, other_office=""), tmp_path))
    text = "".join(line.text for page in pages for line in page)
    assert "请向韶关市市场监督管理局申请。申请人、申请事项符合受理条件以后，" in text


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        (None, "可以在申报期限届满以前提出申请。已经提交"),
        (datetime.date(2022, 9, 30), "届满以前提出申请。本次申报期限至2022年9月30日（含当日）止。已经提交"),
        (
            datetime.date(2022, 9, 4),
            "至2022年9月4日（含当日）止，已经届满，不能就本次申报重新提出申请。已经提交",
        ),
    ],
)
def test_who_may_apply_again_is_told_until_when(ends: datetime.date | None, told: str) -> None:
    assert told in said(replace(papers.NOT_ACCEPTED, other_office="", call_ends_on=ends))


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    """Return a desk whose office has been set up."""
    clock = Clock()
    store = Store.open(with_database(data_dir), clock)
    desk = Desk(store, POLICY, clock)
    desk.approve_nothing()
    yield desk
    store.close()


def declined(desk: Desk, **changed: str) -> int:
    application = desk.draft(desk.register("示例甲有限公司", **changed), licence()).application
    reason = "注册地不在本县，不属于受理范围"
    grounds = Grounds("申报通知第二条", "韶关市浈江区市场监督管理局")
    step = commands.TakeStep(application=application, step=Step.DECLINE, reason=reason, grounds=grounds)
    desk.store.run(step, CLERK)
    return application


def command(desk: Desk, application: int, office: Office) -> commands.IssueDocument:
    source = ApplicationSource(office, desk.detail(application), desk.policy)
    return issuing(NOT_ACCEPTED, source, desk.clock.today)


def test_its_reason_is_the_one_that_the_step_was_taken_for(desk: Desk) -> None:
    application, office = declined(desk), desk.store.read(queries.office)
    assert office is not None
    issued = desk.store.run(command(desk, application, office), CLERK).value
    assert issued.number == "示知资不受〔2024〕1号"
    kept = desk.store.read(queries.letter, issued.id).data
    assert kept["reason"] == "注册地不在本县，不属于受理范围"
    assert kept["registered_on"] == "2024-06-20"
    assert (kept["basis"], kept["other_office"]) == ("申报通知第二条", "韶关市浈江区市场监督管理局")


def test_its_reason_stays_where_the_file_is_archived_since(desk: Desk) -> None:
    """The paper is made of the step, whichever step came last."""
    office = desk.store.read(queries.office)
    assert office is not None
    source = ApplicationSource(office, desk.detail(declined(desk)), desk.policy)
    later = replace(source.detail.steps[-1], step=Step.VOID_LETTER, remark="示知资不受〔2024〕1号：写错了")
    again = replace(source, detail=replace(source.detail, steps=(*source.detail.steps, later)))
    assert NOT_ACCEPTED.build(again, desk.clock.today, None).reason == "注册地不在本县，不属于受理范围"


def test_without_an_article_the_policy_is_cited_and_no_clause_of_what_was_entered() -> None:
    assert "依据《若干措施》，上述申请" in said(replace(papers.NOT_ACCEPTED, basis="", quoted=()))


@pytest.mark.parametrize("sentence", ["", "可以依法申请行政复议。"])
def test_no_notice_goes_out_that_leaves_the_body_or_the_period_open(desk: Desk, sentence: str) -> None:
    application, office = declined(desk), desk.store.read(queries.office)
    assert office is not None
    bare = replace(office, own_remedies={"not_accepted": sentence})
    with pytest.raises(DocumentError, match="不予受理通知书不能印发") as refused:
        desk.store.run(command(desk, application, bare), CLERK)
    assert refused.value.setting == "remedies_not_accepted"
    assert desk.store.read(queries.letters) == ()


def test_an_authority_needs_no_sentence_on_remedies(desk: Desk) -> None:
    application, office = declined(desk, kind="government"), desk.store.read(queries.office)
    assert office is not None
    desk.store.run(command(desk, application, replace(office, own_remedies={})), CLERK)
    assert len(desk.store.read(queries.letters)) == 1


def test_a_template_with_an_unknown_placeholder_uses_up_no_number(desk: Desk, tmp_path: Path) -> None:
    application, office = declined(desk), desk.store.read(queries.office)
    assert office is not None
    wording = resource("letters", NOT_ACCEPTED.template).read_text(encoding="utf-8")
    own = tmp_path / NOT_ACCEPTED.template
    own.write_text(wording.replace("{reason}", "{raeson}"), encoding="utf-8")
    source = ApplicationSource(office, desk.detail(application), desk.policy)
    with pytest.raises(DocumentError, match="raeson"):
        desk.store.run(issuing(NOT_ACCEPTED, source, desk.clock.today, templates_dir=tmp_path), CLERK)
    assert desk.store.read(queries.letters) == ()
    own.unlink()
    issued = desk.store.run(command(desk, application, office), CLERK).value
    assert issued.number == "示知资不受〔2024〕1号"
