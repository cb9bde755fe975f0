"""From the counter to the notified award: what each step takes, writes and refuses."""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from ipdesk.models import commands, queries
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.changes import Kind
from ipdesk.models.core.errors import Conflict, InvalidInput, NotFound
from ipdesk.models.evaluation.evaluate import evaluate
from ipdesk.models.handlers.registry import add_handler
from ipdesk.models.handlers.work import Work
from ipdesk.models.records import (
    ApplicationFilter,
    DecidedAmount,
    DraftTotals,
    LoweredAmount,
    RawAchievement,
    RawDecision,
    TraitPeriod,
)
from ipdesk.models.tables import PolicyPack
from ipdesk.models.workflow import FIRST, SHORTEST, State
from ipdesk.rules.core.result import Status
from tests.actors import CLERK
from tests.models.desk import Clock, Desk, cultivation, licence, maintained, works

DECIDE = "shaoguan-2021/5-high-value-cultivation"
WORK = "shaoguan-2021/4-work-registration"
TRANSACTION = "shaoguan-2021/7-patent-transaction"


def test_the_whole_job(desk: Desk) -> None:
    """101 registrations and a licence of 800,000: 20,000.00 with the count cap explained, and 8,000.00."""
    applicant = desk.register()
    draft = desk.draft(applicant, works(count="101"), licence())
    assert draft.number == "2024-0001"
    result = desk.accept(draft)
    assert result.total == 2_800_000
    desk.store.run(desk.confirming(draft.application, result), CLERK)
    issued = desk.issue(draft.application)
    detail = desk.detail(draft.application)
    assert detail.application.state is State.NOTIFIED
    assert detail.application.amount == 2_800_000
    assert detail.lines[100].line.status is Status.EXCLUDED
    assert [warning.code for warning in detail.lines[100].line.warnings] == ["count_cap"]
    assert [row.number for row in detail.letters] == [issued.number] == ["示知资〔2024〕1号"]
    assert [step.state for step in detail.steps] == [FIRST, *SHORTEST.states_after(FIRST)]
    assert detail.steps[2].remark == "局务会纪要〔2024〕3号（2024-06-20）"


def test_materials_handed_in_stay_known_after_acceptance(desk: Desk) -> None:
    first = dataclasses.replace(works(count="3"), received=frozenset({"application_form", "copyright_paper"}))
    draft = desk.draft(desk.register(), first, licence())
    assert desk.detail(draft.application).received == {}
    desk.accept(draft)
    assert desk.detail(draft.application).received == {"1": {"application_form", "copyright_paper"}}
    other = desk.draft(desk.register(), works("粤作登字-2022-F-00000200"))
    desk.accept(other)
    assert desk.detail(other.application).received == {}


def test_stored_lines_equal_what_the_rules_said(desk: Desk) -> None:
    applicant = desk.register()
    draft = desk.draft(
        applicant, works(count="101"), licence("2000万"), cultivation(), licence("90万", id="9", ref="Y9")
    )
    result = desk.accept(draft)
    detail = desk.detail(draft.application)
    assert tuple(award.line for award in detail.lines) == result.lines
    assert {award.pack for award in detail.lines} == {desk.policy.sha256}
    assert all(award.granted is None for award in detail.lines)
    assert detail.application.undecided == 1


def test_achievements_come_back_with_their_rows(desk: Desk) -> None:
    draft = desk.draft(desk.register(), works(count="3"), licence())
    desk.accept(draft)
    stored = desk.detail(draft.application).achievements
    assert [(item.key, item.row) for item in stored] == [("1/1", "1"), ("1/2", "1"), ("1/3", "1"), ("2", "2")]
    assert stored[3].achievement.facts["contract_amount"] == 80_000_000


def test_a_pack_that_was_used_is_kept_whole(desk: Desk) -> None:
    desk.accept(desk.draft(desk.register(), licence()))
    kept = desk.store.read(lambda session: session.get_one(PolicyPack, desk.policy.sha256).content)
    assert kept == desk.policy.source


def test_a_draft_keeps_what_was_typed_valid_or_not(desk: Desk) -> None:
    rows = (
        RawAchievement(id="7", kind="", ref=" 抄了一半", facts={"x": "八十万"}, confirmed=frozenset({"ref"})),
        works(count="很多"),
    )
    draft = desk.draft(desk.register(), *rows)
    found = desk.store.read(queries.draft, draft.application)
    assert found is not None
    assert found.rows == rows
    assert found.revision == 1


def test_a_draft_is_saved_again_and_again_under_its_number(desk: Desk, clock: Clock) -> None:
    applicant = desk.register()
    first = desk.draft(applicant, works())
    clock.moment += datetime.timedelta(minutes=3)
    again = commands.SaveDraft(
        application=first.application,
        revision=first.revision,
        applicant=applicant,
        policy=desk.policy.id,
        year=2023,
        rows=(works(), licence()),
        totals=DraftTotals(2, 820_000, 820_000, 1),
    )
    saved = desk.store.run(again, CLERK)
    assert saved.value.number == first.number
    assert saved.value.saved_at == clock.moment
    assert saved.changes.ids(Kind.APPLICATION) == {first.application}
    [row] = desk.store.read(queries.application_rows, [first.application])
    assert (row.year, row.achievements, row.amount, row.undecided) == (2023, 2, 820_000, 1)
    with pytest.raises(Conflict):
        desk.store.run(again, CLERK)


def test_a_discarded_draft_is_gone_and_its_number_is_not_given_again(desk: Desk) -> None:
    applicant = desk.register()
    draft = desk.draft(applicant, works())
    desk.store.run(commands.DiscardDraft(application=draft.application), CLERK)
    assert desk.store.read(queries.draft, draft.application) is None
    with pytest.raises(NotFound):
        desk.detail(draft.application)
    [entry] = desk.store.read(queries.audit_entries, f"application {draft.application}", 1)
    assert (entry.action, entry.fields) == ("discard", ("2024-0001",))
    after = desk.draft(applicant, works())
    assert after.number == "2024-0002"
    assert after.application != draft.application


def test_what_has_been_accepted_is_no_draft_any_more(desk: Desk) -> None:
    draft = desk.draft(desk.register(), works())
    desk.accept(draft)
    for step in (
        commands.DiscardDraft(application=draft.application),
        commands.AcceptApplication(application=draft.application, revision=1, policy=desk.policy),
    ):
        with pytest.raises(Conflict, match=r"已由 陈晓敏 于 .* 受理，这里填写的没有采用"):
            desk.store.run(step, CLERK)


def test_nothing_faulty_is_accepted_and_nothing_is_lost(desk: Desk) -> None:
    draft = desk.draft(
        desk.register(), licence("八十万"), works(date="2025-01-01"), RawAchievement(id="9", kind="")
    )
    with pytest.raises(InvalidInput) as refused:
        desk.accept(draft)
    assert [(problem.row, problem.field) for problem in refused.value.problems] == [
        ("2", "contract_amount"),
        ("1", "date"),
        ("9", "kind"),
    ]
    kept = desk.store.read(queries.draft, draft.application)
    assert kept is not None
    assert len(kept.rows) == 3
    [row] = desk.store.read(queries.application_rows, [draft.application])
    assert row.state is State.DRAFT


def test_an_empty_application_is_not_accepted(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="至少一项成果"):
        desk.accept(desk.draft(desk.register()))


def test_only_the_draft_that_was_shown_is_accepted(desk: Desk) -> None:
    draft = desk.draft(desk.register(), works())
    with pytest.raises(Conflict):
        desk.accept(dataclasses.replace(draft, revision=7))


def test_traits_count_on_the_day_of_the_achievement(desk: Desk) -> None:
    until_2022 = (TraitPeriod("sme", until=datetime.date(2022, 6, 30)),)
    applicant = desk.register(traits=until_2022)
    rows = (licence(), licence(id="3", ref="Y3", date="2022-07-01"))
    result = desk.accept(desk.draft(applicant, *rows))
    assert [line.status for line in result.lines] == [Status.AWARDED, Status.INELIGIBLE]


def test_an_amount_left_to_a_decision_is_asked_for_and_kept(desk: Desk) -> None:
    draft = desk.draft(desk.register(), cultivation())
    shown = desk.accept(draft)
    with pytest.raises(InvalidInput, match="核定金额"):
        desk.store.run(desk.confirming(draft.application, shown), CLERK)
    decided = (DecidedAmount("4", DECIDE, 30_000_000, "会议认为培育目标偏低"),)
    applicant = desk.detail(draft.application).applicant
    achievements = [item.achievement for item in desk.detail(draft.application).achievements]
    shown = evaluate(desk.policy, applicant, achievements, decided)
    unsaid = (replace(decided[0], reason="同上"),)
    with pytest.raises(InvalidInput, match="低于最高额的理由"):
        desk.store.run(desk.confirming(draft.application, shown, unsaid), CLERK)
    desk.store.run(desk.confirming(draft.application, shown, decided), CLERK)
    detail = desk.detail(draft.application)
    assert [(item.rule, item.amount, item.by) for item in detail.decisions] == [
        (DECIDE, 30_000_000, "陈晓敏")
    ]
    assert detail.application.amount == 30_000_000
    assert detail.application.undecided == 0
    assert [line.reason for line in detail.lines] == ["会议认为培育目标偏低"], "of 500,000 at most"


@pytest.mark.parametrize(
    "decided",
    [
        (DecidedAmount("4", DECIDE, -1),),
        (DecidedAmount("4", "another-policy/1", 1),),
        (DecidedAmount("1", WORK, 1),),
        (DecidedAmount("4", DECIDE, 1), DecidedAmount("4", DECIDE, 2)),
    ],
)
def test_a_decision_where_none_is_due(desk: Desk, decided: tuple[DecidedAmount, ...]) -> None:
    draft = desk.draft(desk.register(), cultivation(), works())
    shown = desk.accept(draft)
    with pytest.raises(InvalidInput):
        desk.store.run(desk.confirming(draft.application, shown, decided), CLERK)


def test_a_decision_to_grant_nothing_wants_a_reason_and_keeps_it(desk: Desk) -> None:
    draft = desk.draft(desk.register(), cultivation(), works())
    desk.accept(draft)
    detail = desk.detail(draft.application)
    achievements = [item.achievement for item in detail.achievements]

    def decide(reason: str) -> None:
        decided = (DecidedAmount("4", DECIDE, 0, reason),)
        shown = evaluate(desk.policy, detail.applicant, achievements, decided)
        desk.store.run(desk.confirming(draft.application, shown, decided), CLERK)

    for reason, fault in (("", "须填写理由"), ("无", "写具体")):
        with pytest.raises(InvalidInput, match=fault):
            decide(reason)
    decide("经专家评审，未达到择优标准")
    reasons = {line.line.rule: line.reason for line in desk.detail(draft.application).lines}
    assert reasons[DECIDE] == "经专家评审，未达到择优标准" and set(reasons.values()) == {reasons[DECIDE], ""}


def test_a_lowered_line_is_granted_as_lowered_with_its_reason(desk: Desk) -> None:
    draft = desk.draft(desk.register(), licence(), maintained())
    shown = desk.accept(draft)
    lowered = (LoweredAmount("2", TRANSACTION, 500_000, "合同金额按已付款部分计"),)
    desk.store.run(desk.confirming(draft.application, shown, lowered=lowered), CLERK)
    detail = desk.detail(draft.application)
    [first, second] = detail.lines
    assert (first.line.amount, first.granted, first.reason) == (800_000, 500_000, "合同金额按已付款部分计")
    assert (second.granted, second.reason) == (1_000_000, "")
    assert detail.application.amount == 1_500_000


@pytest.mark.parametrize(
    "lowered",
    [
        LoweredAmount("2", TRANSACTION, 500_000, " "),
        LoweredAmount("2", TRANSACTION, 800_000, "不减"),
        LoweredAmount("2", TRANSACTION, -1, "负数"),
        LoweredAmount("8", TRANSACTION, 1, "没有这一项"),
    ],
)
def test_a_lowering_that_cannot_be(desk: Desk, lowered: LoweredAmount) -> None:
    draft = desk.draft(desk.register(), licence())
    shown = desk.accept(draft)
    with pytest.raises(InvalidInput):
        desk.store.run(desk.confirming(draft.application, shown, lowered=(lowered,)), CLERK)
    assert desk.detail(draft.application).application.state is State.ACCEPTED


def test_confirmation_needs_minutes_of_a_day_that_has_been(desk: Desk) -> None:
    draft = desk.draft(desk.register(), licence())
    confirming = desk.confirming(draft.application, desk.accept(draft))
    wrong = dataclasses.replace(confirming, minutes_number=" ", minutes_date=datetime.date(2024, 6, 21))
    with pytest.raises(InvalidInput) as refused:
        desk.store.run(wrong, CLERK)
    assert [problem.field for problem in refused.value.problems] == ["minutes_number", "minutes_date"]


def test_a_result_that_changed_since_it_was_shown_is_not_confirmed(desk: Desk) -> None:
    """Between the two looks another application of the applicant used up the cap."""
    applicant = desk.register()
    waiting = desk.draft(applicant, licence("2000万"))
    shown = desk.accept(waiting)
    desk.confirmed(applicant, licence("2000万", ref="Y9"))
    with pytest.raises(Conflict) as refused:
        desk.store.run(desk.confirming(waiting.application, shown), CLERK)
    [difference] = refused.value.differences
    assert (difference.shown_status, difference.shown_amount) == ("awarded", 5_000_000)
    assert (difference.status, difference.amount) == ("excluded", 0)
    assert desk.detail(waiting.application).application.state is State.ACCEPTED


def test_what_was_granted_is_frozen(desk: Desk) -> None:
    application = desk.confirmed(desk.register(), licence())
    detail = desk.detail(application)
    with pytest.raises(Conflict, match=r"审定为 8,000\.00 元，依据 局务会纪要"):
        desk.store.run(commands.SaveDecisionDraft(application=application, lines=()), CLERK)
    for statement in (
        "UPDATE award_line SET granted = 1",
        "DELETE FROM award_line",
        "DELETE FROM audit_entry",
    ):
        with pytest.raises(IntegrityError, match="never changed"):
            desk.store.run(Tampering(statement), CLERK)
    assert desk.detail(application) == detail


@dataclasses.dataclass(frozen=True)
class Tampering(commands.Command[None]):
    """A command that goes past all commands."""

    statement: str


def tamper(work: Work, command: Tampering) -> None:
    work.session.execute(text(command.statement))


add_handler(Tampering, tamper)


def test_what_a_reviewer_typed_is_kept_until_the_decision(desk: Desk) -> None:
    draft = desk.draft(desk.register(), licence())
    shown = desk.accept(draft)
    typed = (RawDecision("2", TRANSACTION, granted="五千", reason="按"),)
    saving = commands.SaveDecisionDraft(
        application=draft.application, lines=typed, minutes_number="局务会", minutes_date="6.20"
    )
    desk.store.run(saving, CLERK)
    found = desk.store.read(queries.decision_draft, draft.application)
    assert found is not None
    assert (found.lines, found.minutes_number, found.minutes_date) == (typed, "局务会", "6.20")
    desk.store.run(desk.confirming(draft.application, shown), CLERK)
    assert desk.store.read(queries.decision_draft, draft.application) is None


def test_a_step_with_another_policy_is_refused(desk: Desk) -> None:
    applicant = desk.register()
    draft = desk.draft(applicant, works())
    other = commands.SaveDraft(
        application=draft.application,
        revision=1,
        applicant=applicant,
        policy="another",
        year=2022,
        rows=(works(),),
        totals=DraftTotals(),
    )
    saved = desk.store.run(other, CLERK).value
    with pytest.raises(Conflict, match="政策"):
        desk.accept(saved)


def test_the_same_thing_applied_for_again_is_the_same_achievement(desk: Desk) -> None:
    applicant = desk.register()
    first = desk.draft(applicant, licence())
    second = desk.draft(applicant, licence())
    desk.accept(first)
    desk.accept(second)
    [one] = desk.detail(first.application).achievements
    [other] = desk.detail(second.application).achievements
    assert one.id == other.id


def test_who_is_not_there_cannot_act(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.store.run(commands.RegisterApplicant(details=desk.details()), Actor(99))
    assert desk.store.read(queries.application_ids, ApplicationFilter()) == ()
