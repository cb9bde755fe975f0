"""Whom an objection attacks is told of it and heard before it is upheld, and told what became of it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from ipdesk.documents.letters.document import RegisteredDocument
from ipdesk.documents.letters.notices.hearing import OBJECTION_NOTICE
from ipdesk.documents.letters.notices.outcome import OBJECTION_OUTCOME
from ipdesk.models import commands, queries
from ipdesk.models.applications.told_outcome import heard_in_full
from ipdesk.models.core.errors import Conflict, InvalidInput
from ipdesk.models.parsing.text.first_person import first_person_in, told_of
from ipdesk.models.records import IncomingDetails, Mark, Matter, Objection
from ipdesk.models.records.decisions import ViewOutcome, WeighedView
from ipdesk.models.workflow import State
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk, letter, works
from tests.models.handlers.public_notices.office import (
    FIRST,
    UNHEARD,
    object_to,
    papers,
    propose,
    proposed,
    publish,
    recomputed,
)
from tests.models.handlers.public_notices.test_objecting import give_back
from tests.models.handlers.test_services import serve

REASON = "经查登记簿，作品登记在先，权属清楚"
VIEW = WeighedView("两件作品同名不同作", ViewOutcome.PARTLY, "登记簿只证实其中一件")
LAST_DAY = datetime.date(2024, 6, 25)
"""The third working day after that on which the notice was served."""


@begun
def application(desk: Desk) -> int:
    """Have a file proposed."""
    return proposed(desk, desk.register())


@pytest.fixture
def objected(desk: Desk, application: int) -> Objection:
    """Have a file published and objected to."""
    desk.approve_nothing()
    return object_to(desk, publish(desk, application), application)


def telling(objected: Objection, **changed: object) -> commands.TellObjection:
    made = commands.TellObjection(objection=objected.id, gist="申报的作品与他人登记在先的作品相同", days=3)
    return replace(made, **changed)  # type: ignore[arg-type]


def uphold(desk: Desk, objected: Objection, unheard: str = "", view: WeighedView | None = None) -> None:
    answering = papers(desk).answer(objected.id, REASON, upheld=True, unheard=unheard, view=view)
    desk.store.run(answering, CLERK)


def issue(desk: Desk, kind: RegisteredDocument[Any], application: int) -> int:
    today, made = desk.clock.today, kind.kind
    issuing = commands.IssueDocument(kind=made, application=application, date=today, render=letter)
    return desk.store.run(issuing, CLERK).value.id


def refused(desk: Desk, objected: Objection, why: str, unheard: str = "") -> None:
    with pytest.raises(InvalidInput, match=why) as found:
        uphold(desk, objected, unheard)
    assert [one.field for one in found.value.problems] == ["unheard"]


def test_an_objection_is_upheld_once_the_applicant_was_heard(
    desk: Desk, application: int, objected: Objection
) -> None:
    refused(desk, objected, "还没有把这件异议告知申请人")
    refused(desk, objected, "写具体", unheard="无")
    desk.store.run(telling(objected), CLERK)
    refused(desk, objected, "异议情况告知书还没有印发")
    assert waiting(desk, OBJECTION_NOTICE) == (application,)
    assert due(desk, application) == OBJECTION_NOTICE.kind.id
    told = issue(desk, OBJECTION_NOTICE, application)
    assert due(desk, application) == ""
    number = desk.detail(application).letters[0].number
    refused(desk, objected, f"异议情况告知书（{number}）还没有登记送达")
    assert waiting(desk, OBJECTION_NOTICE) == ()
    serve(desk, told, day=FIRST)
    [known] = desk.detail(application).objections
    assert known.hearing is not None
    assert (known.hearing.number, known.hearing.last_day) == (number, LAST_DAY)
    refused(desk, objected, f"申请人陈述意见的期限至{LAST_DAY}（含当日）止，还没有届满")
    paper = IncomingDetails(matter=Matter.OBJECTION_STATEMENT, sender="李大禾", day=FIRST)
    desk.store.run(commands.RecordIncomingPaper(application=application, paper=paper), CLERK)
    for view, fields in (
        (None, {"view_gist", "view_outcome", "view_why"}),
        (WeighedView("略", ViewOutcome.TAKEN, "　"), {"view_gist", "view_why"}),
        (replace(VIEW, outcome=None), {"view_outcome"}),
    ):
        with pytest.raises(InvalidInput) as found:
            uphold(desk, objected, view=view)
        assert {one.field for one in found.value.problems} == fields
    uphold(desk, objected, view=VIEW)
    weighed = "主要内容是：两件作品同名不同作；经核查部分采纳，理由：登记簿只证实其中一件"
    assert desk.detail(application).steps[-1].remark.endswith(f"；申请人于{FIRST}书面陈述意见，{weighed}")
    told_all = f"已把异议情况告知申请人（{number}）；申请人于{FIRST}书面陈述意见，部分采纳"
    assert in_full(desk, application) == told_all, "its words are nothing for the files of others"
    assert desk.detail(application).objections[0].objection.view == VIEW


def in_full(desk: Desk, application: int) -> str:
    """Return what the report on its notice says of how an applicant was told of its objection."""
    detail = desk.detail(application)
    [known] = detail.objections
    return heard_in_full(detail, known, known.objection.answered_on or desk.clock.today)


def test_who_says_nothing_in_its_time_was_heard(desk: Desk, application: int, objected: Objection) -> None:
    with pytest.raises(InvalidInput, match="没有登记过申请人对这件异议的陈述意见"):
        uphold(desk, objected, UNHEARD, VIEW)
    desk.store.run(telling(objected), CLERK)
    serve(desk, issue(desk, OBJECTION_NOTICE, application), day=FIRST)
    desk.clock.moment += LAST_DAY - FIRST
    refused(desk, objected, "还没有届满")
    desk.clock.moment += datetime.timedelta(days=1)
    uphold(desk, objected)
    assert desk.detail(application).steps[-1].remark.endswith("；申请人在规定的期限内没有陈述意见")


@pytest.mark.parametrize(
    ("upheld", "said"),
    [(False, "答复以前没有告知申请人陈述意见"), (True, f"没有告知申请人陈述意见，原因：{UNHEARD}")],
)
def test_an_answer_without_that_says_so(
    desk: Desk, application: int, objected: Objection, said: str, *, upheld: bool
) -> None:
    """One that fails harms nobody whom it attacks; for the other the reason stays."""
    answering = papers(desk).answer(objected.id, REASON, upheld=upheld, unheard=UNHEARD)
    desk.store.run(replace(answering, unheard=UNHEARD if upheld else ""), CLERK)
    assert said in desk.detail(application).steps[-1].remark


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"gist": "　"}, "gist", "请填写异议的主要内容"),
        ({"gist": "云溪县嘉禾机械厂的作品登记在先"}, "gist", "没有同意告知"),
        ({"gist": "联系人李工13800000000证实"}, "gist", "有电话号码，不能告知申请人"),
        ({"gist": "作品与本社2023年登记的作品相同"}, "gist", "“本社”是异议人的自称"),
        ({"gist": "作品由我公司职工创作"}, "gist", "“我公司”是异议人的自称"),
        ({"days": 0}, "days", "1至10个工作日"),
        ({"days": 11}, "days", "1至10个工作日"),
    ],
)
def test_who_objects_is_not_told_unless_it_agreed(
    desk: Desk, application: int, objected: Objection, changed: dict[str, object], field: str, said: str
) -> None:
    with pytest.raises(InvalidInput, match=said) as found:
        desk.store.run(telling(objected, **changed), CLERK)
    assert [one.field for one in found.value.problems] == [field]
    assert desk.detail(application).objections[0].hearing is None, "nothing half done"
    if "嘉禾" in str(changed.get("gist")):
        desk.store.run(telling(objected, **changed, named=True), CLERK)


def test_who_objects_speaks_of_itself_in_many_words_and_a_region_or_another_body_is_none() -> None:
    own = ("本社作品", "本合作社", "本人创作", "我单位的", "我们公司登记", "我创作的", "该件由本事务所代理")
    others = (
        "日本公司登记",
        "基本单位名录",
        "我县登记",
        "我局",
        "本社区",
        "本所述",
        "样本人像",
        "本行业",
        "自我",
    )
    assert [text for text in own if not first_person_in(text)] == []
    assert [text for text in others if first_person_in(text)] == []
    assert told_of("与嘉禾厂、我公司的作品相同", "嘉禾厂", "异议人") == "与异议人、异议人的作品相同"


def test_nobody_is_told_of_what_was_answered(desk: Desk, objected: Objection) -> None:
    uphold(desk, objected, UNHEARD)
    with pytest.raises(Conflict, match="不能办理“告知异议”"):
        desk.store.run(telling(objected), CLERK)


def due(desk: Desk, application: int) -> str:
    """Return the kind of the paper that is to go out next of a file."""
    return desk.detail(application).application.due_paper


def waiting(desk: Desk, document: RegisteredDocument[Any] = OBJECTION_OUTCOME) -> tuple[int, ...]:
    """Return the applications that wait for a paper."""
    assert document.wanted is not None
    return tuple(desk.store.read(queries.awaiting, document.kind, document.wanted))


def test_what_became_of_it_is_told_once_it_is_proposed_anew(desk: Desk, application: int) -> None:
    desk.approve_nothing()
    other = proposed(desk, desk.register(), works("粤作登字-2022-F-00000002"))
    notice = publish(desk, application, other)
    objected, failing = (object_to(desk, notice, one) for one in (application, other))
    uphold(desk, objected, UNHEARD)
    assert waiting(desk) == (), "nothing is changed yet"
    desk.store.run(papers(desk).answer(failing.id, REASON, upheld=False), CLERK)
    result = recomputed(desk, application)
    give_back(desk, application)
    propose(desk, application, result)
    assert waiting(desk) == (application, other)
    assert [due(desk, one) for one in (application, other)] == ["", OBJECTION_OUTCOME.kind.id], (
        "that of the one is best told once it is shown anew"
    )
    issue(desk, OBJECTION_OUTCOME, application)
    told = f"已把处理结果告知申请人（{desk.detail(application).letters[0].number}）"
    assert in_full(desk, application) == f"答复以前没有告知申请人陈述意见；{told}"
    assert (
        waiting(desk) == (other,)
        and Mark.OBJECTION_ANSWERED not in desk.detail(application).application.marks
    )
    publish(desk, application)
    assert waiting(desk) == (other,) and desk.detail(application).application.state is State.PUBLISHED
