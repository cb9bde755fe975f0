"""Objections stop a file until they are answered; inquiries at other offices become checks."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ipdesk.documents.letters.notices.reply import OBJECTION_REPLY
from ipdesk.models import commands, queries
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.errors import Conflict, InvalidInput, NotPermitted
from ipdesk.models.core.roles import Role
from ipdesk.models.parsing.guardians import CONSENT
from ipdesk.models.periods.moments import moment_of
from ipdesk.models.records import (
    Batch,
    CheckResult,
    InquiryDetails,
    Mark,
    ObjectionState,
    ServiceWay,
)
from ipdesk.models.records.lists import DeadlineKind
from ipdesk.models.workflow import Procedure, State, Step
from tests.actors import CLERK
from tests.documents.letters import paper
from tests.models.begun import begun
from tests.models.desk import Desk, works
from tests.models.handlers.public_notices.office import (
    FIRST,
    LAST,
    UNHEARD,
    go_to,
    object_to,
    objection,
    papers,
    propose,
    proposed,
    publish,
    read,
    recomputed,
    take_up,
)

REASON = "经查登记簿，作品登记在先，权属清楚"

POLICIES = ("《示例县知识产权资助办法》（示府规〔2022〕1号）",)


def state(desk: Desk, application: int) -> State:
    return desk.detail(application).application.state


def answer(desk: Desk, number: int, *, upheld: bool, reason: str = REASON) -> int:
    return desk.store.run(papers(desk).answer(number, reason, upheld=upheld, unheard=UNHEARD), CLERK).value.id


@begun
def application(desk: Desk) -> int:
    """Have a file proposed."""
    return proposed(desk, desk.register())


def test_an_objection_stops_its_file_alone_and_an_answer_lets_it_go_on(desk: Desk) -> None:
    first = proposed(desk, desk.register())
    second = proposed(desk, desk.register(), works("粤作登字-2022-F-00000002"))
    notice = publish(desk, first, second)
    found = object_to(desk, notice, first)
    assert (found.state, found.answer_by) == (ObjectionState.OPEN, datetime.date(2024, 7, 4))
    assert [state(desk, one) for one in (first, second)] == [State.OBJECTED, State.PUBLISHED]
    running = desk.store.read(queries.deadlines, (first, second), desk.clock.today)
    assert running == {
        first: ((found.answer_by, DeadlineKind.OBJECTION),),
        second: ((notice.last_day, DeadlineKind.PUBLICATION),),
    }
    letter = answer(desk, found.id, upheld=False)
    assert state(desk, first) is State.PUBLISHED
    unserved = [Mark.UNSERVED in desk.detail(one).application.marks for one in (first, second)]
    assert unserved == [True, False], "the answer to the one waits to be served, and nothing of the other"
    [kept] = read(desk, notice).objections
    assert (kept.state, kept.reason, kept.answered_on, kept.letter) == (
        ObjectionState.DISMISSED, REASON, FIRST, letter,
    )  # fmt: skip
    said = paper.text(desk.store.read(queries.letter, letter).pdf)
    assert "异议不成立" in said and "云溪县嘉禾机械厂" in said
    assert REASON in desk.detail(first).steps[-1].remark


def test_an_answer_is_served_on_who_objected_with_a_proof_of_its_own(desk: Desk, application: int) -> None:
    notice = publish(desk, application)
    reply = answer(desk, object_to(desk, notice, application).id, upheld=False)
    [number] = [one.number for one in desk.detail(application).letters if one.id == reply]
    [proof] = [one for one in desk.detail(application).letters if one.kind == "service_record"]
    said = paper.text(desk.store.read(queries.letter, proof.id).pdf).replace("\n", "")
    assert all(text in said for text in ("受送达人云溪县嘉禾机械厂", "关于公示异议的答复", number)), said
    assert desk.detail(application).applicant.name not in said
    assert Mark.UNSERVED in desk.detail(application).application.marks
    [waiting] = desk.store.read(queries.unserved_letters, (application,), FIRST)
    assert waiting.number == number
    serving = commands.RecordService(
        letter=reply,
        way=ServiceWay.DIRECT,
        place="本局受理窗口",
        minutes=480,
        day=FIRST,
        receiver="李工，经办人",
        reason="",
    )
    desk.store.run(serving, CLERK)
    assert [one.number for one in desk.detail(application).services] == [number]
    assert desk.store.read(queries.unserved_letters, (application,), FIRST) == ()
    assert Mark.UNSERVED not in desk.detail(application).application.marks


def test_an_answer_that_cannot_be_given_again_is_not_declared_void(desk: Desk) -> None:
    notice = publish(desk, proposed(desk, desk.register()))
    found = object_to(desk, notice, read(desk, notice).lines[0].application)
    letter = answer(desk, found.id, upheld=False)
    voiding = commands.VoidLetter(letter=letter, kind=OBJECTION_REPLY.kind, reason="落款日期写错")
    with pytest.raises(Conflict, match=r"^异议答复.*不能单独作废"):
        desk.store.run(voiding, CLERK)
    [kept] = [row for row in desk.store.read(queries.letters) if row.id == letter]
    assert not kept.is_void


def test_what_was_objected_to_rightly_goes_on_only_as_it_is_proposed_anew(
    desk: Desk, application: int
) -> None:
    notice = publish(desk, application)
    answer(desk, object_to(desk, notice, application).id, upheld=True)
    result = recomputed(desk, application)
    with pytest.raises(Conflict, match="异议成立，还没有重新拟定，不能公示"):
        publish(desk, application)
    take_up(desk, Procedure(frozenset({State.PROPOSED})))  # an office that publishes no more
    with pytest.raises(Conflict, match="异议成立，还没有重新拟定，不能审定"):
        desk.store.run(desk.confirming(application, result), CLERK)
    batch = Batch(step=Step.CONFIRM, applications=(application,), policies=(desk.policy,))
    [row] = desk.store.run(commands.TryBatch(batch=batch), CLERK).value.rows
    assert "异议成立，还没有重新拟定" in row.refusal, "what is read ahead for many says so, too"
    take_up(desk)
    give_back(desk, application)
    propose(desk, application, result)
    assert publish(desk, application).number == "示知资公示〔2024〕2号"


def give_back(desk: Desk, application: int) -> None:
    command = commands.TakeStep(
        application=application, step=Step.RETURN_PROPOSAL, reason="异议成立，重新拟定"
    )
    desk.store.run(command, CLERK)


def test_an_upheld_objection_sends_its_file_back_with_all_that_was_entered(
    desk: Desk, application: int
) -> None:
    notice = publish(desk, application)
    answer(desk, object_to(desk, notice, application).id, upheld=True)
    detail = desk.detail(application)
    assert detail.application.state is State.PROPOSED and detail.proposal is not None
    assert detail.application.proposed == notice.total
    assert [one.state for one in read(desk, notice).objections] == [ObjectionState.UPHELD]


def test_of_two_objections_both_are_answered_before_the_file_goes_on(desk: Desk, application: int) -> None:
    notice = publish(desk, application)
    first = object_to(desk, notice, application)
    second = object_to(desk, notice, application, name="韶城某厂")
    answer(desk, first.id, upheld=False)
    assert state(desk, application) is State.OBJECTED
    answer(desk, second.id, upheld=False)
    assert state(desk, application) is State.PUBLISHED


def test_the_objection_to_a_file_that_was_withdrawn_is_still_answered(desk: Desk, application: int) -> None:
    notice = publish(desk, application)
    found = object_to(desk, notice, application)
    leave = commands.TakeStep(application=application, step=Step.WITHDRAW, reason="申请人书面撤回申请")
    desk.store.run(leave, CLERK)
    answer(desk, found.id, upheld=False, reason="申请人已经撤回申请，不再资助")
    assert state(desk, application) is State.WITHDRAWN
    go_to(desk, LAST + datetime.timedelta(days=1))
    desk.store.run(papers(desk).close(notice.id, "在公告栏公示"), CLERK)


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        (
            {"papers": frozenset({"request", "contact"})},
            "papers",
            "还缺营业执照等主体资格证明、支持异议的证据材料",
        ),
        ({"text": ""}, "text", "请填写异议内容"),
        ({"name": " "}, "name", "请填写异议人"),
        ({"application": 99}, "application", "没有列入所选的申请件"),
        ({"received_at": moment_of(LAST, 17 * 60 + 31)}, "received_at", "已于2024年6月26日17:30截止"),
        (
            {"received_at": moment_of(FIRST - datetime.timedelta(days=1), 600)},
            "received_at",
            "早于公示开始日",
        ),
    ],
)
def test_an_objection_that_cannot_be_accepted_is_refused_with_a_sentence(
    desk: Desk, application: int, changed: dict[str, object], field: str, said: str
) -> None:
    notice = publish(desk, application)
    go_to(desk, LAST + datetime.timedelta(days=3))
    with pytest.raises(InvalidInput) as refused:
        object_to(desk, notice, application, **changed)
    assert [(problem.field, said in problem.message) for problem in refused.value.problems] == [(field, True)]
    assert state(desk, application) is State.PUBLISHED and read(desk, notice).objections == ()


def test_one_that_lacks_papers_is_written_down_as_not_accepted(desk: Desk, application: int) -> None:
    notice = publish(desk, application)
    lacking = objection(application, papers=frozenset({"request"}))
    found = desk.store.run(
        commands.RecordObjection(notice=notice.id, details=lacking, not_accepted=True), CLERK
    ).value
    assert found.state is ObjectionState.NOT_ACCEPTED and "缺营业执照" in found.reason
    assert state(desk, application) is State.PUBLISHED
    whole = commands.RecordObjection(notice=notice.id, details=objection(application), not_accepted=True)
    with pytest.raises(InvalidInput, match="材料齐全，应当受理"):
        desk.store.run(whole, CLERK)


def test_an_objection_is_answered_once_and_with_a_reason(desk: Desk, application: int) -> None:
    found = object_to(desk, publish(desk, application), application)
    for reason in ("", "无"):
        with pytest.raises(InvalidInput, match="核查情况"):
            answer(desk, found.id, upheld=False, reason=reason)
    answer(desk, found.id, upheld=True)
    with pytest.raises(Conflict, match="已于2024-06-20答复（异议成立）"):
        answer(desk, found.id, upheld=False)
    assert len([row for row in desk.store.read(queries.letters) if row.kind == "objection_reply"]) == 1


def test_who_may_not_decide_answers_no_objection(desk: Desk, application: int) -> None:
    found = object_to(desk, publish(desk, application), application)
    colleague = desk.store.run(commands.AddPerson(name="周敏"), CLERK).value
    desk.store.run(commands.SetRoles(person=colleague, roles=frozenset({Role.CLERK})), CLERK)
    with pytest.raises(NotPermitted):
        desk.store.run(papers(desk).answer(found.id, REASON, upheld=False), Actor(colleague))
    assert state(desk, application) is State.OBJECTED


def test_an_inquiry_goes_out_and_its_answer_becomes_a_check_of_each_file(desk: Desk) -> None:
    first = proposed(desk, desk.register())
    second = proposed(desk, desk.register(), works("粤作登字-2022-F-00000002"))
    details = InquiryDetails(
        addressee="国家税务总局示例县税务局",
        matter="请核实有无重大税收违法行为",
        answer_by=datetime.date(2024, 6, 28),
        applications=(first, second),
    )
    number = desk.store.run(papers(desk).inquire(details, POLICIES), CLERK).value
    [inquiry] = desk.store.read(queries.inquiries)
    assert [party.application for party in inquiry.parties] == [first, second]
    go_to(desk, datetime.date(2024, 6, 25))
    against = {second: ("有欠税1万元", "已补缴，凭完税证明继续办理")}
    recording = commands.RecordInquiryAnswer(
        inquiry=number, day=datetime.date(2024, 6, 24), source="示税函〔2024〕5号", against=against
    )
    desk.store.run(recording, CLERK)
    checks = [desk.detail(one).checks[-1].check for one in (first, second)]
    assert [check.result for check in checks] == [CheckResult.FINE, CheckResult.BAD]
    assert (checks[1].remark, checks[1].source) == ("有欠税1万元", "示税函〔2024〕5号")
    with pytest.raises(Conflict, match="登记过"):
        desk.store.run(recording, CLERK)


def test_nobody_is_asked_about_offences_of_a_child(desk: Desk) -> None:
    guardian = {
        "guardian": "李明",
        "guardian_relation": "父亲",
        "guardian_identity": "440204198506121016",
        "account_name": "李明",
    }
    child = desk.register("李小禾", kind="individual", identity="440204201503020011", **guardian)
    consented = replace(works("粤作登字-2022-F-00000002"), received=frozenset({CONSENT}))
    young, other = proposed(desk, child, consented), proposed(desk, desk.register())
    details = InquiryDetails(
        addressee="县税务局", matter="有无失信", answer_by=LAST, applications=(young, other)
    )
    asked = {"有无失信": [other], "有无重复领取资助": [young, other]}
    for matter, left in asked.items():
        desk.store.run(papers(desk).inquire(replace(details, matter=matter), POLICIES), CLERK)
        newest, *_ = desk.store.read(queries.inquiries)
        assert [party.application for party in newest.parties] == left
    with pytest.raises(InvalidInput, match="都未满18周岁"):
        desk.store.run(papers(desk).inquire(replace(details, applications=(young,)), POLICIES), CLERK)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"addressee": ""}, "请填写征求意见的单位"),
        ({"matter": " "}, "请填写征求意见的事项"),
        ({"answer_by": FIRST}, "应在今天以后"),
        ({"addressee": "略"}, "“略”不能作为征求意见的单位"),
        ({"answer_by": FIRST.replace(year=2034)}, "请核对年份"),
        ({"applications": ()}, "没有列入任何申请件"),
    ],
)
def test_an_inquiry_that_asks_nothing_is_refused(
    desk: Desk, application: int, changed: dict[str, object], said: str
) -> None:
    details = InquiryDetails(
        addressee="县税务局", matter="有无欠税", answer_by=LAST, applications=(application,)
    )
    with pytest.raises(InvalidInput, match=said):
        desk.store.run(papers(desk).inquire(replace(details, **changed), POLICIES), CLERK)  # type: ignore[arg-type]
    assert desk.store.read(queries.inquiries) == () == desk.store.read(queries.letters)


def test_an_answer_that_says_nothing_is_refused(desk: Desk, application: int) -> None:
    details = InquiryDetails(
        addressee="县税务局", matter="有无欠税", answer_by=LAST, applications=(application,)
    )
    number = desk.store.run(papers(desk).inquire(details, POLICIES), CLERK).value
    before = len(desk.detail(application).checks)
    for changed, said in (
        ({"source": ""}, "请填写复函的文号"),
        ({"day": LAST}, "请核对"),
        ({"against": {application: ("有欠税", "")}}, "请写明怎样处理"),
    ):
        given = {"inquiry": number, "day": FIRST, "source": "税函1号", **changed}
        with pytest.raises(InvalidInput, match=said):
            desk.store.run(commands.RecordInquiryAnswer(**given), CLERK)  # type: ignore[arg-type]
    assert len(desk.detail(application).checks) == before
