"""How the list of a file calls its papers, and what an announcement says of an appeal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ipdesk.documents.letters.after_award.filed_papers import receipts
from ipdesk.documents.letters.after_award.service_announcement import (
    SERVICE_ANNOUNCEMENT,
    AnnouncementSource,
    ServiceAnnouncementLetter,
)
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.letters.registry import DOCUMENTS, name_of_letter
from ipdesk.models import commands, queries
from ipdesk.models.records import IncomingDetails, LoweredAmount, Matter, Retention, ServiceWay, Sheets
from ipdesk.models.store import Store
from ipdesk.rules.library.policy_library import standard_library
from tests.actors import CLERK
from tests.documents.letters.after_award.test_after_award_papers import archived, award, issued, paper, said
from tests.documents.letters.forwarding.test_papers import forward
from tests.models.desk import OFFICE, Clock, Desk, licence, works
from tests.models.handlers.steps import test_forwarding as forwarding
from tests.models.handlers.test_archiving import NUMBERED, say
from tests.models.handlers.test_clawbacks import propose
from tests.stores import with_database


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    clock = Clock()
    store = Store.open(with_database(data_dir), clock)
    desk = Desk(store, standard_library().policy("shaoguan-2021"), clock)
    desk.approve_nothing()
    yield desk
    store.close()


def serve(desk: Desk, letter: int, way: ServiceWay, **changed: object) -> None:
    said = {"receiver": "叶知秋（经办人）", "reason": "住所无人"}
    command = commands.RecordService(letter=letter, way=way, day=desk.clock.today, **{**said, **changed})  # type: ignore[arg-type]
    desk.store.run(command, CLERK)


def test_proofs_are_called_by_the_way_of_service_and_come_behind_what_came_in(desk: Desk) -> None:
    """A form that is void proves nothing, and stands there as void; in public nothing is counted by hand."""
    say(desk, **NUMBERED)
    application = award(desk)
    [letter] = [one.id for one in desk.detail(application).letters]
    issued(desk, "service_record", application)
    form = desk.detail(application).letters[0]
    kind = DOCUMENTS[form.kind].kind
    desk.store.run(commands.VoidLetter(letter=form.id, kind=kind, reason="日期填错，重新印"), CLERK)
    late = IncomingDetails(
        matter=Matter.LATE, sender="示例银行", day=desk.clock.today, sheets=Sheets(title="付款凭证", pages=1)
    )
    desk.store.run(commands.RecordIncomingPaper(application=application, paper=late), CLERK)
    serve(desk, letter, ServiceWay.POST)
    asked = [*receipts(desk.detail(application), (), name_of_letter)]
    assert [called for _, called in asked] == ["2022年度知识产权资助（奖励）通知书邮寄送达回执"]
    assert not [*receipts(desk.detail(application), {"示知资〔2024〕1号"}, name_of_letter)], "there is a form"
    archived(desk, application)
    words = said(paper(desk, "archive_list", application))
    in_order = (
        "付款凭证",
        "知识产权资助（奖励）通知书2024",
        "通知书邮寄送达回执",
        "示知资〔2024〕1号（作废）",
    )

    places = [words.index(one) for one in in_order]
    assert places == sorted(places)


def test_what_is_announced_has_no_receipt_to_count(desk: Desk) -> None:
    application = award(desk)
    [letter] = [one.id for one in desk.detail(application).letters]
    desk.announce(letter)
    public = {"posted": "本局公告栏", "proof": "照片1张", "receiver": "", "reason": ""}
    serve(desk, letter, ServiceWay.PUBLIC, **public)
    assert [*receipts(desk.detail(application), (), name_of_letter)] == []


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("", "［关于2022年度知识产权资助（奖励）申请的复函］"),
        ("关于下达第一批资金的批复", "关于下达第一批资金的批复"),
    ],
)
def test_an_answer_of_the_level_above_is_called_as_it_calls_itself(
    desk: Desk, title: str, called: str
) -> None:
    say(desk, **NUMBERED)
    call = forwarding.open_call(desk)
    application = forwarding.accepted(desk, call, licence())
    forward(desk, call, application)
    answering = forwarding.answering(desk, forwarding.answer(desk, application, 800_000))
    desk.store.run(replace(answering, sheets=Sheets(title=title)), CLERK)
    issued(desk, "award_notification", application)
    archiving = commands.ArchiveApplication(
        application=application, retention=Retention.THIRTY_YEARS, unserved="申请人已当面领取，送达回证遗失"
    )
    desk.store.run(archiving, CLERK)
    assert called in said(paper(desk, "archive_list", application))


def announced(desk: Desk, application: int) -> ServiceAnnouncementLetter:
    """Return the announcement of the newest letter of an application."""
    detail = desk.detail(application)
    letter = desk.store.read(queries.letter, detail.letters[0].id)
    source = ApplicationSource(OFFICE, detail, desk.policy, date=desk.clock.today)
    told = AnnouncementSource(source, letter, "邮件被退回", "本局")
    made = SERVICE_ANNOUNCEMENT.build(told, desk.clock.today, None)
    assert isinstance(made, ServiceAnnouncementLetter)
    return made


def test_an_announcement_tells_of_an_appeal_where_its_paper_does(desk: Desk) -> None:
    """An award as asked for takes nothing, a notice before a clawback decides nothing; less is appealed."""
    whole = award(desk)
    assert not announced(desk, whole).appealable
    propose(desk, whole, 100_000)
    issued(desk, "clawback_notice", whole)
    assert not announced(desk, whole).appealable
    draft = desk.draft(desk.register(), licence(ref="Y2022440000124"))
    lowered = (LoweredAmount("2", "shaoguan-2021/7-patent-transaction", 500_000, "合同只履行了一部分"),)
    desk.store.run(desk.confirming(draft.application, desk.accept(draft), lowered=lowered), CLERK)
    issued(desk, "award_notification", draft.application)
    assert announced(desk, draft.application).appealable


def test_an_announcement_knows_no_guardian(desk: Desk) -> None:
    guardian = {
        "guardian": "李明", "guardian_relation": "父亲", "guardian_identity": "440204198506121016",
        "account_name": "李明",
    }  # fmt: skip
    child = desk.register("李小禾", kind="individual", identity="440204201503020011", traits=(), **guardian)
    consented = replace(works(), received=frozenset({"guardian_consent"}))
    application = desk.confirmed(child, consented)
    issued(desk, "award_notification", application)
    told = announced(desk, application)
    assert (told.minor, told.guardian, told.addressee) == (True, "", "李某某")
