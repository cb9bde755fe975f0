"""A line that another document governs is given its sum by an article of that, or refused with a reason."""

from __future__ import annotations

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.awards.decision_draft import DecisionSheet
from ipdesk.models.core.errors import InvalidInput
from ipdesk.models.evaluation.referred import referred_basis
from ipdesk.models.records import ApplicationFilter, Mark, RawAchievement
from ipdesk.models.services.computed_today import computed_today
from ipdesk.models.workflow import Procedure, State
from ipdesk.rules.core.result import Status
from ipdesk.rules.library.policy_library import standard_library
from tests.actors import CLERK
from tests.models.desk import Desk, works
from tests.models.handlers.steps.test_proposals import take_up

RULE = "shaoguan-2021/16-whistleblower"
DOCUMENT = "《广东省举报侵犯知识产权和制售假冒伪劣商品违法行为奖励办法》"
NO_SUM = f"这一项另按{DOCUMENT}办理，请填写按该规定核定的金额；不予资助的填0并写明理由。"
ARTICLE = "第十二条，货值 5 万元的 4%"
MEETING = {"minutes_number": "局务会纪要〔2024〕3号"}


def report() -> RawAchievement:
    return RawAchievement(id="1", kind="whistleblowing", ref="440200-11", date="2022-03-01", facts={})


def sheet_of(desk: Desk, application: int) -> DecisionSheet:
    return DecisionSheet(desk.detail(application), desk.policy, ())


def given(sheet: DecisionSheet, amount: str, reason: str) -> DecisionSheet:
    sheet.type_amount([("1", RULE)], amount)
    sheet.type_reason([("1", RULE)], reason)
    return sheet


def run(
    desk: Desk, kind: type[commands.ProposeApplication | commands.ConfirmApplication], sheet: DecisionSheet
) -> None:
    command = kind(
        application=sheet.detail.application.id, policy=desk.policy, decided=sheet.decided(),
        lowered=sheet.final_lowered(), shown=sheet.shown(), minutes_date=desk.clock.today, **MEETING,
    )  # fmt: skip
    desk.store.run(command, CLERK)


def accepted(desk: Desk, *more: RawAchievement) -> int:
    draft = desk.draft(desk.register("示例举报人"), report(), *more)
    desk.accept(draft)
    return draft.application


@pytest.mark.parametrize(
    ("amount", "reason", "problem", "said"),
    [
        (
            "",
            "",
            "needs_amount",
            f"这一项另按{DOCUMENT}办理，请填写按该规定核定的金额；不予资助的填0并写明理由。",
        ),
        ("2000", "", "needs_reason", "另按规定核定的金额，须写明依据的条款和计算。"),
        ("0", "", "needs_reason", "核定为0、不予资助的，须填写理由。"),
    ],
)
def test_it_is_never_passed_over(desk: Desk, amount: str, reason: str, problem: str, said: str) -> None:
    sheet = given(sheet_of(desk, accepted(desk)), amount, reason)
    assert sheet.problems() == {("1", RULE): problem}
    with pytest.raises(InvalidInput) as refused:
        run(desk, commands.ConfirmApplication, sheet)
    assert [one.message for one in refused.value.problems] == [said]


def test_its_sum_is_granted_with_the_article_that_it_rests_on(desk: Desk) -> None:
    application = accepted(desk, works(id="2"))
    sheet = given(sheet_of(desk, application), "2000", ARTICLE)
    assert (sheet.problems(), sheet.total()) == ({}, 220_000)
    run(desk, commands.ConfirmApplication, sheet)
    detail = desk.detail(application)
    assert (detail.application.amount, detail.application.state) == (220_000, State.CONFIRMED)
    line = next(kept for kept in detail.lines if kept.line.rule == RULE)
    assert (line.granted, line.reason, line.line.status) == (200_000, ARTICLE, Status.AWARDED)
    assert line.line.basis == f"{DOCUMENT}{ARTICLE}"
    today = desk.store.read(computed_today, detail, standard_library())
    assert today == (), "computed today it is the same"
    judged = queries.application_ids
    assert desk.store.read(judged, ApplicationFilter(mark=Mark.DECIDES)) == (), "no expert has to judge it"


def test_what_is_proposed_of_it_is_decided_by_the_same_article(desk: Desk) -> None:
    take_up(desk)
    application = accepted(desk)
    run(desk, commands.ProposeApplication, given(sheet_of(desk, application), "2000", ARTICLE))
    proposal = desk.detail(application).proposal
    assert proposal is not None
    assert [(one.proposed, one.decided, one.reason) for one in proposal.lines] == [
        (200_000, 200_000, ARTICLE)
    ]
    take_up(desk, Procedure())
    run(desk, commands.ConfirmApplication, given(sheet_of(desk, application), "2000", ARTICLE))
    assert desk.detail(application).application.amount == 200_000


@pytest.mark.parametrize(
    ("said", "basis"),
    [("", DOCUMENT), (ARTICLE, DOCUMENT + ARTICLE), ("货值的 4%。", f"{DOCUMENT}，货值的 4%")],
)
def test_its_basis_reads_on_in_a_letter(desk: Desk, said: str, basis: str) -> None:
    assert referred_basis(desk.policy, RULE, said) == basis
