"""Applications that the level above decides: forwarded with a letter, answered line by line."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.applications.forwarded_lines import forwarded_lines
from ipdesk.models.core.errors import Conflict, InvalidInput
from ipdesk.models.evaluation.evaluate import stored_result
from ipdesk.models.parsing.achievement_rows import numbers_of
from ipdesk.models.records import (
    AnsweredLine,
    CallDetails,
    DocumentKind,
    DraftTotals,
    ForwardedAnswer,
    RawAchievement,
)
from ipdesk.models.workflow import Level, State, Step
from tests.actors import CLERK
from tests.models.desk import Clock, Desk, letter, licence, works
from tests.models.desk import cultivation as undecided

LETTER = DocumentKind("recommendation", "推荐函", step=Step.FORWARD)
BODY, NUMBER = "示例市市场监督管理局", "示市监知〔2024〕20号"


def open_call(desk: Desk, level: Level = Level.UPPER) -> int:
    begins = desk.clock.moment.replace(hour=0) - datetime.timedelta(days=30)
    details = CallDetails(
        policy=desk.policy.id, year=2022, title=f"{level.label}批次", begins_at=begins,
        ends_at=begins + datetime.timedelta(days=90), level=level,
    )  # fmt: skip
    return desk.store.run(commands.OpenCall(details=details), CLERK).value


def accepted(desk: Desk, call: int, *rows: RawAchievement, applicant: int = 0) -> int:
    saving = commands.SaveDraft(
        applicant=applicant or desk.register(),
        policy=desk.policy.id,
        year=2022,
        call=call,
        rows=rows,
        totals=DraftTotals(len(rows)),
        numbers=numbers_of(rows, desk.policy.vocabulary, 2022, desk.clock.today),
    )
    draft = desk.store.run(saving, CLERK).value
    desk.accept(draft)
    return draft.application


def forwarding(desk: Desk, *applications: int) -> commands.IssueListDocument:
    return commands.IssueListDocument(
        kind=LETTER, applications=applications, subject=BODY, date=desk.clock.today, render=letter
    )


def forwarded(desk: Desk, *applications: int) -> None:
    desk.store.run(forwarding(desk, *applications), CLERK)


def answer(desk: Desk, application: int, *sums: int, reason: str = "") -> ForwardedAnswer:
    """Return the answer of these sums (fen) for the lines that were forwarded, in their order."""
    lines = [one.line for one in forwarded_lines(desk.detail(application).lines)]
    return ForwardedAnswer(
        application,
        tuple(
            AnsweredLine(line.achievement, line.rule, fen, reason if fen != line.amount else "")
            for line, fen in zip(lines, sums, strict=True)
        ),
    )


def answering(desk: Desk, *answers: ForwardedAnswer) -> commands.RecordUpperAnswer:
    return commands.RecordUpperAnswer(
        body=BODY, number=NUMBER, day=desk.clock.today, answers=answers, policies=(desk.policy,)
    )


def test_a_forwarded_application_is_no_history_until_it_is_answered(desk: Desk) -> None:
    """Twenty thousand of the yearly fifty thousand of article 7 are used up from the answer on."""
    call, applicant = open_call(desk), desk.register()
    first = accepted(desk, call, licence("300万"), applicant=applicant)
    forwarded(desk, first)
    need = desk.policy.history_needed([one.achievement for one in desk.detail(first).achievements])
    asked = (queries.history, desk.policy.id, applicant, need)
    assert desk.store.read(*asked) == ()
    assert desk.detail(first).application.state is State.FORWARDED
    desk.store.run(answering(desk, answer(desk, first, 1_500_000, reason="市级资金预算不足")), CLERK)
    [entry] = desk.store.read(*asked)
    assert entry.amount == 1_500_000
    detail = desk.detail(first)
    assert (detail.application.state, detail.application.amount) == (State.ANSWERED, 1_500_000)
    assert [(line.granted, line.reason) for line in detail.lines] == [(1_500_000, "市级资金预算不足")]
    assert detail.upper_answer is not None
    assert detail.upper_answer.cited == f"{BODY}（{NUMBER}）"


def test_each_application_of_an_answer_has_its_own_entry(desk: Desk) -> None:
    call = open_call(desk)
    every = [accepted(desk, call, licence(ref=f"Y202244000012{n}")) for n in range(3)]
    forwarded(desk, *every)
    desk.store.run(answering(desk, *(answer(desk, one, 800_000) for one in every)), CLERK)
    for application in every:
        steps = desk.detail(application).steps
        assert [one.step for one in steps[-2:]] == [Step.FORWARD, Step.ANSWER]
        assert steps[-1].remark == f"{BODY} {NUMBER}（2024-06-20）"
        logged = desk.store.read(queries.audit_entries, f"application {application}")
        assert {"forwarded", "answered"} <= {entry.action for entry in logged}


def test_what_the_level_above_decides_may_be_more_and_is_its_own_reason(desk: Desk) -> None:
    call = open_call(desk)
    application = accepted(desk, call, licence("80万"), undecided())
    forwarded(desk, application)
    more = answer(desk, application, 900_000, 5_000_000, reason="市级提高标准")
    desk.store.run(answering(desk, more), CLERK)
    lines = desk.detail(application).lines
    assert [(one.line.amount, one.granted) for one in lines] == [(800_000, 900_000), (5_000_000, 5_000_000)]
    assert lines[1].line.status == "awarded"
    assert any("50,000.00" in step.spoken() for step in lines[1].line.trace)
    assert desk.detail(application).application.undecided == 0


def standard(**more: object) -> RawAchievement:
    """Return a standard, which another document governs."""
    values: dict[str, object] = {"id": "9", "kind": "standards_work", "ref": "T/YX 001-2022", "facts": {}}
    return RawAchievement(date="2022-03-01", **{**values, **more})  # type: ignore[arg-type]


DOCUMENT = "《关于进一步促进科技创新的若干政策措施》（韶府〔2019〕19号）"


@pytest.mark.parametrize(
    ("given", "reason", "basis"),
    [
        (300_000, "第八条，每项 3000 元", f"{DOCUMENT}第八条，每项 3000 元"),
        (0, "标准尚未发布", f"另按{DOCUMENT}办理"),
    ],
)
def test_what_another_document_governs_is_forwarded_and_answered_with_its_basis(
    desk: Desk, given: int, reason: str, basis: str
) -> None:
    application = accepted(desk, open_call(desk), licence("80万"), standard())
    assert desk.store.read(queries.count_referred, (application,)) == 1
    forwarded(desk, application)
    named = [line.line.rule for line in forwarded_lines(desk.detail(application).lines)]
    assert named[1:] == ["shaoguan-2021/10-standards"]
    sums = answer(desk, application, 800_000, given)
    lines = (sums.lines[0], replace(sums.lines[1], reason=reason))
    desk.store.run(answering(desk, replace(sums, lines=lines)), CLERK)
    detail = desk.detail(application)
    assert detail.application.amount == 800_000 + given
    [line] = [one for one in detail.lines if one.line.rule == named[1]]
    assert (line.granted, line.reason, line.line.amount) == (given, reason, given)
    assert line.line.status == ("awarded" if given else "referred")
    assert line.line.basis == basis


def test_nothing_granted_leads_to_the_refusal(desk: Desk) -> None:
    application = accepted(desk, open_call(desk), licence())
    forwarded(desk, application)
    desk.store.run(answering(desk, answer(desk, application, 0, reason="合同未备案")), CLERK)
    row = desk.detail(application).application
    assert (row.state, row.amount, row.refused) == (State.ANSWERED, 0, True)


def test_a_step_back_leaves_it_where_it_was_and_a_second_letter_may_go(desk: Desk) -> None:
    application = accepted(desk, open_call(desk), licence())
    forwarded(desk, application)
    back = commands.TakeStep(
        application=application, step=Step.RETURN_FORWARD, reason="上级要求补充材料后重报"
    )
    desk.store.run(back, CLERK)
    assert desk.detail(application).application.state is State.ACCEPTED
    forwarded(desk, application)
    assert [row.kind for row in desk.detail(application).letters] == ["recommendation"] * 2


def test_an_answer_that_cannot_be_is_refused_and_nothing_is_half_done(desk: Desk, clock: Clock) -> None:
    call = open_call(desk)
    kept, gone, other = (
        accepted(desk, call, licence(ref=f"Y202244000012{n}"), works(count="1")) for n in range(3)
    )
    forwarded(desk, kept, gone)
    whole = answering(desk, answer(desk, kept, 800_000, 20_000), answer(desk, gone, 800_000, 20_000))
    first, second = whole.answers
    less = AnsweredLine(first.lines[0].achievement, first.lines[0].rule, 100)
    stranger = replace(first.lines[0], rule="shaoguan-2021/6-patent-implementation")
    clock.moment += datetime.timedelta(days=1)

    def only(*lines: AnsweredLine) -> commands.RecordUpperAnswer:
        return replace(whole, answers=(replace(first, lines=lines),))

    half = replace(second, lines=second.lines[:1])
    tomorrow = desk.clock.today + datetime.timedelta(days=1)
    cases = [
        (replace(whole, answers=()), "至少填写一件"),
        (replace(whole, answers=(first, second, first)), "填写了两次批复"),
        (replace(whole, answers=(first, half)), "已上报，请填写"),
        (only(*first.lines, stranger), "没有上报"),
        (only(*first.lines, first.lines[0]), "填写了两次"),
        (only(less, first.lines[1]), "须填写理由"),
        (only(replace(less, granted=-1), first.lines[1]), "不小于0"),
        (replace(whole, number="　"), "批复文号"),
        (replace(whole, body=""), "批复机关"),
        (replace(whole, day=tomorrow), "晚于今天"),
        (replace(whole, day=datetime.date(2024, 6, 19)), "早于上报日期"),
    ]
    for command, said in cases:
        with pytest.raises(InvalidInput) as caught:
            desk.store.run(command, CLERK)
        assert any(said in problem.message for problem in caught.value.problems)
    with pytest.raises(Conflict, match="还不能办理"):
        desk.store.run(replace(whole, answers=(first, replace(second, application=other))), CLERK)
    withdrawing = commands.TakeStep(application=gone, step=Step.WITHDRAW, reason="申请人另行安排")
    desk.store.run(withdrawing, CLERK)
    with pytest.raises(Conflict, match="申请人撤回，这里填写的没有采用"):
        desk.store.run(whole, CLERK)
    assert desk.detail(kept).application.state is State.FORWARDED
    alone = replace(whole, answers=(first,))
    desk.store.run(alone, CLERK)
    with pytest.raises(Conflict, match="登记上级批复，这里填写的没有采用"):
        desk.store.run(alone, CLERK)


def test_what_is_decided_here_is_not_forwarded_and_the_other_way_round(desk: Desk) -> None:
    own, above = (open_call(desk, level) for level in (Level.OWN, Level.UPPER))
    here = accepted(desk, own, licence(ref="Y2022440000131"))
    there = accepted(desk, above, licence(ref="Y2022440000132"))
    with pytest.raises(Conflict, match="本级审定的申请不办理“上报”"):
        forwarded(desk, here)
    with pytest.raises(Conflict, match="上级审定的申请不办理“审定”"):
        desk.store.run(desk.confirming(there, stored_result(desk.policy, desk.detail(there))), CLERK)
    assert desk.store.read(queries.letters) == ()


def test_the_level_of_a_call_stays_once_applications_came_in(desk: Desk) -> None:
    call = open_call(desk)
    accepted(desk, call, licence())
    [stored] = [one for one in desk.store.read(queries.calls) if one.id == call]
    details = CallDetails(
        policy=stored.policy, year=stored.year, title=stored.title, begins_at=stored.begins_at,
        ends_at=stored.ends_at, level=Level.OWN,
    )  # fmt: skip
    with pytest.raises(InvalidInput) as caught:
        desk.store.run(commands.ChangeCall(call=call, revision=stored.revision, details=details), CLERK)
    assert [one.field for one in caught.value.problems] == ["level"]


def test_an_answered_application_is_rechecked_as_it_was_accepted(desk: Desk) -> None:
    call, applicant = open_call(desk), desk.register()
    first = accepted(desk, call, licence("300万"), undecided(), applicant=applicant)
    second = accepted(desk, call, licence("300万", ref="Y2022440000124"), applicant=applicant)
    forwarded(desk, first, second)
    desk.store.run(answering(desk, answer(desk, second, 2_000_000)), CLERK)
    desk.store.run(answering(desk, answer(desk, first, 2_000_000, 1_000_000)), CLERK)
    found = desk.store.read(queries.recheck_case, first, lambda _: desk.policy)
    assert found.case.history == ()
    assert [line.amount for line in found.kept.lines] == [2_000_000, 1_000_000]
