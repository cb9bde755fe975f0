"""Everything that is written and read, once: each command, and each query with each of its conditions."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from ipdesk.documents.letters.after_award.clawback_notice import CLAWBACK_NOTICE
from ipdesk.documents.letters.award.approval_form import APPROVAL_FORM
from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.handling.approval import HANDLING_APPROVAL
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.funds.books.posting_days import PostingDay
from ipdesk.funds.case.form import sample_fund
from ipdesk.funds.payments.results import Outcome as Answered
from ipdesk.models import commands, queries
from ipdesk.models.applications.forwarded_lines import forwarded_lines
from ipdesk.models.awards.differences import shown_lines
from ipdesk.models.awards.settlement import settle
from ipdesk.models.commands import Command
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.audit_chain import Break, BrokenEntry
from ipdesk.models.core.changes import Kind, Outcome
from ipdesk.models.core.roles import Role
from ipdesk.models.evaluation.evaluate import stored_result
from ipdesk.models.packs.change import planned
from ipdesk.models.parsing.check_subjects import check_subjects
from ipdesk.models.parsing.funds.indicator_table import IndicatorTable
from ipdesk.models.periods.working_days import CalendarDay
from ipdesk.models.records import (
    AccessSettings,
    AnsweredLine,
    ApplicationFilter,
    AuditFilter,
    Basis,
    BasisKind,
    Batch,
    CallDetails,
    CallMaterial,
    CeilingScope,
    Charge,
    Check,
    Checkpoint,
    CheckResult,
    CheckStage,
    ClawbackTerms,
    DecidedAmount,
    Departure,
    DocumentKind,
    DraftTotals,
    Expert,
    ForwardedAnswer,
    FundTexts,
    IncomingDetails,
    InquiryDetails,
    LoweredAmount,
    Matter,
    MissingItem,
    PageCount,
    RawCheck,
    RawDecision,
    Repayment,
    Retention,
    ReturnWay,
    ReversedLine,
    ServiceWay,
    SettlementChoices,
    Signature,
    Sort,
    TraitPeriod,
    Voucher,
)
from ipdesk.models.records.achievements.lists import RegisterFilter, RegisterOrder
from ipdesk.models.records.achievements.register import ListSource, RegisteredThing
from ipdesk.models.records.applicants import AccountDetails, AccountKind
from ipdesk.models.records.forms import MaterialForm
from ipdesk.models.records.handlings import SheetOpinion, SheetPost
from ipdesk.models.records.imports.applicants import ListedApplicant
from ipdesk.models.store import Store
from ipdesk.models.workflow import WHOLE, Act, Level, Procedure, State, Step
from ipdesk.rules.core.result import Status
from ipdesk.rules.evaluation.policy import HistoryNeed
from ipdesk.rules.library.policy_library import standard_library
from tests.actors import CLERK
from tests.models.desk import OFFICE, Desk, cultivation, letter, licence, met, works
from tests.models.handlers.funds import paying
from tests.models.handlers.funds.entered_fund import details_of, enter
from tests.models.handlers.funds.paying import project_entries
from tests.models.handlers.funds.small_fund import small_fund
from tests.models.handlers.public_notices import office as publishing
from tests.models.handlers.steps.test_review import found_fine
from tests.models.parsing.test_pictures import png

EVERY = ApplicationFilter()
NARROW = ApplicationFilter(
    state=State.NOTIFIED, year=2022, policy="shaoguan-2021", kind="patent_transaction", person=1, applicant=1,
    amount_from=0, amount_below=10**12, text="示例 1",
)  # fmt: skip
LOGGED = AuditFilter(
    person=1, action="open", text="示例 1", first=datetime.date(2024, 6, 1), last=datetime.date(2024, 6, 30)
)
NEED = HistoryNeed(
    frozenset({"Y2022440000123"}),
    frozenset({("family", "F-1")}),
    frozenset({("shaoguan-2021/7-patent-transaction", 2022)}),
    frozenset({("shaoguan-2021/7-patent-transaction", "region")}),
)


class Recorded(Store):
    """A store that remembers which commands it ran and which queries it was asked."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)
        self.commands: set[str] = set()
        self.queries: set[str] = set()

    def run(self, command: Command[Any], actor: Actor) -> Outcome[Any]:
        self.commands.add(type(command).__name__)
        return super().run(command, actor)

    def read(self, query: Callable[..., object], *args: object, **kwargs: object) -> object:
        self.queries.add(query.__name__)
        return super().read(query, *args, **kwargs)


def write_everything(desk: Desk, folder: Path) -> None:
    """Run every command; the desk has set up its office. ``folder`` takes the office's own policies."""
    for command in _office(desk, folder):
        desk.store.run(command, CLERK)
    applicant = desk.register("示例甲有限公司")
    confirmed = desk.confirmed(applicant, licence(), works(count="3"))
    taking_back = commands.TakeBackDecision(
        application=confirmed, policy=desk.policy, reason="会议纪要编号登记错误"
    )
    desk.store.run(taking_back, CLERK)
    desk.store.run(desk.confirming(confirmed, stored_result(desk.policy, desk.detail(confirmed))), CLERK)
    desk.issue(confirmed)
    desk.store.run(commands.ReissueLetter(letter=1, kind=AWARD.kind, reason="原件遗失"), CLERK)
    desk.store.run(commands.VoidLetter(letter=1, kind=AWARD.kind, reason="收款账号写错"), CLERK)
    desk.issue(confirmed)
    desk.announce(2)
    desk.store.run(
        commands.StrikeServiceAttempt(letter=2, attempt=desk.attempt(2), reason="登记错了文书"), CLERK
    )
    paid = Check(
        "later", "付款凭证", "银行回单", desk.clock.today, CheckResult.FINE, "已经付清", unpictured="核对原件"
    )
    later = commands.RecordCheck(application=confirmed, stage=CheckStage.CLAWBACK, check=paid)
    desk.store.run(later, CLERK)
    desk.store.run(
        commands.RecordService(
            letter=2,
            way=ServiceWay.PUBLIC,
            day=desk.clock.today,
            receiver="",
            reason="住所已无人办公，查找不到",
            posted="本局公告栏",
            proof="照片1张",
        ),
        CLERK,
    )
    desk.store.run(_list_of(desk, confirmed), CLERK)
    waiting = desk.draft(applicant, replace(cultivation(), received=frozenset({"agreement"})))
    desk.accept(waiting)
    draft = desk.draft(applicant, works("粤作登字-2022-F-00000777"))
    for command in _forms(desk, applicant, waiting.application, draft.application):
        desk.store.run(command, CLERK)
    for command in (*_recusals(applicant), *_corrections(desk, waiting.application), *_calls(desk)):
        desk.store.run(command, CLERK)
    for command in _scans(draft.application):
        desk.store.run(command, CLERK)
    desk.store.run(commands.DiscardDraft(application=draft.application), CLERK)
    desk.draft(applicant, works("粤作登字-2022-F-00000888"))
    for command in _bars(applicant):
        desk.store.run(command, CLERK)
    _in_batches(desk, applicant)
    for command in _after_award(desk):
        desk.store.run(command, CLERK)
    for command in _noted(applicant):
        desk.store.run(command, CLERK)
    _propose(desk, applicant)
    _publish(desk)
    # Last: once a policy has a call, every acceptance is asked for one.
    for command in _forwarded(desk, applicant):
        desk.store.run(command, CLERK)
    _settled(desk, applicant)
    _fund(desk)
    _list(desk)


def _scans(draft: int) -> Iterator[Command[Any]]:
    """Yield that two files were attached, one put to its material, and taken off."""
    yield commands.AttachFile(application=draft, content=b"%PDF-1.7\n")
    yield commands.AttachFile(application=draft, content=png(), row="a", material="agreement")
    yield commands.MoveFile(application=draft, file=1, material="application_form")
    yield commands.TakeOffFile(application=draft, file=1)


def _fund(desk: Desk) -> None:
    """Register a fund, divide and grant it, pay, take a posting back, and read it."""
    moment, desk.clock.moment = desk.clock.moment, desk.clock.moment + datetime.timedelta(days=9)
    form = sample_fund("shaoguan-2021")
    found = enter(desk.store, CLERK, form.model_copy(update={"tasks": form.tasks[-1:]}))
    changing = commands.ChangeFund(
        fund=found.fund, revision=1, details=replace(details_of(form), holder="甲")
    )
    day = PostingDay(desk.clock.today)
    postings = desk.store.read(queries.fund_postings, found.fund)
    for command in (
        changing,
        commands.ReversePosting(fund=found.fund, number=postings[-1].number, day=day, reason="记错"),
    ):
        desk.store.run(command, CLERK)
    _charge(desk, found.tasks[form.tasks[-1].id])
    money = small_fund(desk, 1_000, 1_000)
    _pay(desk, money.fund, *money.tasks)
    desk.store.read(queries.funds)
    of_fund = (
        queries.fund_books,
        queries.fund_grants,
        queries.fund_papers,
        queries.fund_payments,
        queries.fund_tasks,
    )
    for entry in project_entries(
        desk.store.read(queries.fund_grants, found.fund)[0].id, form.tasks[-1].grants[0].amount
    ):
        desk.store.run(entry, CLERK)
    desk.store.read(queries.project, 1)
    desk.store.read(queries.task_projects, 1)
    desk.store.read(queries.funding_parts, 1)
    desk.store.read(queries.fund_projects, found.fund)
    for query in (queries.fund, *of_fund):
        desk.store.read(query, found.fund)
    for figures_day in (None, day.date):
        desk.store.read(queries.fund_figures, found.fund, figures_day)
        desk.store.read(queries.came_back, found.fund, figures_day)
        for task in found.tasks.values():
            desk.store.read(queries.grant_figures, task, figures_day)
    for task in found.tasks.values():
        desk.store.read(queries.task_grants, task)
        desk.store.read(queries.task_postings, task)
        desk.store.read(queries.task_payment_rows, task)
    desk.store.read(queries.fund_payment_rows, found.fund)
    desk.store.read(queries.fund_dues)
    rows = tuple(one.indicator() for one in form.indicators)
    desk.store.run(commands.KeepIndicators(fund=found.fund, revision=2, indicators=rows), CLERK)
    sheet = IndicatorTable("指标", [(1, ["一级指标", "三级指标", "指标值"]), (2, ["产出", "培训", "3期"])])
    importing = commands.ImportIndicators(fund=found.fund, revision=3, tables=(sheet,))
    desk.store.run(importing, CLERK)
    desk.store.run(commands.KeepIndicators(fund=found.fund, revision=4, indicators=rows), CLERK)
    texts = FundTexts(problems=form.problems, printed_score=form.printed_score, facts=form.facts)
    desk.store.run(commands.KeepFundTexts(fund=found.fund, revision=5, texts=texts), CLERK)
    desk.store.read(queries.fund_data, found.fund)
    desk.store.read(queries.fund_year_entries, found.fund)
    desk.store.read(queries.unposted_returns, found.fund)
    for grant in found.grants.values():
        desk.store.read(queries.grant_payments, grant)
    desk.clock.moment = moment


def _charge(desk: Desk, task: int) -> None:
    """Have a call paid by a task, within a ceiling, and what it decided so far charged."""
    call = desk.store.read(queries.calls)[-1].id
    charging = commands.ChargeCall(
        call=call, revision=0, charges=(Charge(task),), authority="授权函〔2024〕1号"
    )
    ceiling = commands.SetCeiling(scope=CeilingScope(year=2022), most=10**12)
    for command in (ceiling, charging, commands.ChargeAwards(call=call)):
        desk.store.run(command, CLERK)
    for bound in desk.store.read(queries.ceilings):
        desk.store.read(queries.ceiling_used, bound.scope)
    desk.store.read(queries.call_charges, call)
    desk.store.read(queries.charged_grants, 1)
    for query in (
        queries.award_channel,
        queries.award_payments,
        queries.charged_place,
        queries.charged_applications,
        queries.paid_of_applicant,
    ):
        desk.store.read(query, 1)


def _pay(desk: Desk, fund: int, task: int, other: int) -> None:
    """Pay three grants in one batch: paid, failed, on its way; return, correct, repeat and forfeit."""
    grants = [paying.grant(desk, task, 100) for _ in range(4)]
    lines = [paying.line(one, 100, account=f"{paying.ACCOUNT}{one}") for one in grants[:3]]
    dropped = paying.prepare(desk, fund, paying.line(grants[3], 100))
    changing = commands.ChangeBatch(batch=dropped, revision=1, lines=(lines[0],))
    for command in (changing, commands.DropBatch(batch=dropped, reason="与另一批重复")):
        desk.store.run(command, CLERK)
    batch = paying.sent(desk, fund, *lines)
    outcomes = Answered.SUCCESS, Answered.FAILURE, Answered.IN_PROCESS
    paying.enter(desk, batch, paying.rows(desk, batch, *outcomes))
    first, second, _ = (one.payment or 0 for one in paying.lines(desk, batch))
    today = desk.clock.today
    returning = commands.ReturnPayment(
        payment=first, fen=100, way=ReturnWay.ACTIVE, day=today, reason="企业主动退回资金"
    )
    vouchers = {first: Voucher(voucher_number="0001")}
    for command in (
        commands.KeepVouchers(batch=batch, vouchers=vouchers),
        returning,
        commands.ForfeitPayment(payment=second, day=today, reason="企业已注销，无人领取"),
    ):
        desk.store.run(command, CLERK)
    again = paying.sent(desk, fund, replace(lines[0], reissues=first))
    paying.enter(desk, again, paying.rows(desk, again, Answered.SUCCESS))
    paid = paying.lines(desk, again)[0].payment or 0
    correcting = commands.CorrectQuota(payment=paid, task=other, day=today, reason="列支的任务选错")
    asked = (*check_subjects(), *desk.store.read(queries.condition_checks, (1,)))
    fine = tuple(found_fine(one, today) for one in asked)
    for later in (correcting, commands.RepeatChecks(application=1, checks=fine)):
        desk.store.run(later, CLERK)
    for query in (queries.batch_lines, queries.payment_batch, queries.sent_payments, queries.vouchers):
        desk.store.read(query, batch)
    desk.store.read(queries.payment_batches, fund)
    desk.store.read(queries.count_unsent_batches)
    desk.store.read(queries.broken_books)
    desk.store.read(queries.payment_standings, [first, second])
    desk.store.read(queries.batch_findings, batch, today)
    desk.store.read(queries.payable_grants, fund, today)


def _publish(desk: Desk) -> None:
    """Publish a list, answer an objection to it, close it, and ask another office before."""
    pair = (works("粤作登字-2022-F-00000981"), licence(ref="Y2022440000981"))
    listed = publishing.proposed(desk, desk.register(), *pair)
    details = InquiryDetails(
        addressee="示例税务局", matter="有无欠税", answer_by=publishing.LAST, applications=(listed,)
    )
    papers, day = publishing.papers(desk), desk.clock.today
    inquiry = desk.store.run(papers.inquire(details, ("《示例办法》（示府规〔2022〕1号）",)), CLERK).value
    desk.store.run(commands.RecordInquiryAnswer(inquiry=inquiry, day=day, source="税函1号"), CLERK)
    notice = publishing.publish(desk, listed)
    objection = publishing.object_to(desk, notice, listed)
    one = (notice.lines[0].key,)
    desk.store.run(
        commands.CorrectObjection(objection=objection.id, lines=one, reason="只针对一件作品"), CLERK
    )
    telling = commands.TellObjection(objection=objection.id, gist="作品登记在后", days=3)
    desk.store.run(telling, CLERK)
    desk.store.run(papers.answer(objection.id, "经查权属清楚", upheld=False), CLERK)
    moment, desk.clock.moment = desk.clock.moment, desk.clock.moment + datetime.timedelta(days=8)
    desk.store.run(publishing.papers(desk).close(notice.id, "在公告栏公示"), CLERK)
    desk.clock.moment = moment
    for query in (queries.public_notices, queries.last_details, queries.inquiries, queries.proposed):
        desk.store.read(query)
    desk.store.read(queries.count_open_notices, publishing.LAST)
    desk.store.read(queries.count_shown, publishing.LAST)
    desk.store.read(queries.publishable, desk.store.read(queries.proposed))
    desk.store.read(queries.notice_of, listed)
    desk.store.read(queries.notices_of, listed)
    desk.store.read(queries.all_published_before, (listed,))
    desk.store.read(queries.running_notices, (listed,), publishing.LAST)
    desk.store.read(queries.proposed_later_fault, (listed,), publishing.LAST)
    desk.store.read(queries.last_day_of, listed)
    desk.store.read(queries.public_notice, notice.id)
    desk.store.read(queries.candidates, (listed,))
    desk.store.run(commands.ChangeOffice(office=OFFICE), CLERK)


def _in_batches(desk: Desk, applicant: int) -> None:
    """Take a step for two at once, and take it back."""
    drafts = [desk.draft(applicant, works(f"粤作登字-2022-F-0000099{number}")) for number in (1, 2)]
    for draft in drafts:
        desk.accept(draft)
    step, ids = Step.WITHDRAW, tuple(draft.application for draft in drafts)
    batch = Batch(step=step, applications=ids, reason="申请人书面撤回")
    seen = desk.store.run(commands.TryBatch(batch=batch), CLERK).value.rows
    taken = desk.store.run(commands.RunBatch(batch=batch, seen=seen), CLERK).value
    desk.store.read(queries.last_batch, 1)
    desk.store.run(commands.UndoBatch(batch=taken, step=step), CLERK)


def _list_of(desk: Desk, application: int) -> commands.IssueListDocument:
    kind = DocumentKind("some_list", "示例清单", series=None)
    return commands.IssueListDocument(
        kind=kind, applications=(application,), subject="示例市局", date=desk.clock.today, render=letter
    )


def _propose(desk: Desk, applicant: int) -> None:
    """Propose an amount that experts judged, take it back, and confirm another than was proposed."""
    office = desk.store.read(queries.office)
    assert office is not None
    stages = Procedure(frozenset({State.PROPOSED}))
    desk.store.run(commands.ChangeOffice(office=replace(office, procedure=stages)), CLERK)
    judged = desk.draft(applicant, cultivation("SF-PY-002"))
    computed = desk.accept(judged)
    [line] = computed.lines
    rule, amount = line.rule, 10_000_000
    basis = Basis(BasisKind.EXPERTS, (Expert("刘建平", "粤北理工学院", Decimal("86.5")),))
    decided = (DecidedAmount(line.achievement, rule, amount, basis=basis),)
    settled = line._replace(status=Status.AWARDED, computed=amount, amount=amount)
    meeting = {"minutes_number": "局务会纪要〔2024〕3号", "minutes_date": desk.clock.today}
    proposing = commands.ProposeApplication(
        application=judged.application, policy=desk.policy, decided=decided, lowered=(),
        shown=shown_lines((settled,), desk.policy), **meeting,
    )  # fmt: skip
    returning = commands.TakeStep(
        application=judged.application, step=Step.RETURN_PROPOSAL, reason="评分须再核对"
    )
    for command in (proposing, returning, proposing):
        desk.store.run(command, CLERK)
    less = (LoweredAmount(line.achievement, rule, amount - 1, "会议核减"),)
    desk.store.run(
        commands.ConfirmApplication(
            application=judged.application, policy=desk.policy, decided=decided, lowered=less,
            shown=shown_lines((settled,), desk.policy), **meeting,
            departures=(Departure(line.achievement, rule, amount, amount - 1),), departure_reason="会议核减",
        ),
        CLERK,
    )  # fmt: skip
    for query in (queries.proposal, queries.departures):
        desk.store.read(query, judged.application)
    desk.store.run(commands.ChangeOffice(office=office), CLERK)


def _settled(desk: Desk, applicant: int) -> None:
    begins = (desk.clock.moment - datetime.timedelta(days=1)).replace(second=0, microsecond=0)
    details = CallDetails(
        policy=desk.policy.id, year=2022, title="本级审定", begins_at=begins,
        ends_at=begins + datetime.timedelta(days=9), budget=100,
    )  # fmt: skip
    number = desk.store.run(commands.OpenCall(details=details), CLERK).value
    saving = commands.SaveDraft(
        applicant=applicant, policy=desk.policy.id, year=2022, call=number,
        rows=(licence(ref="Y2022440000998"),), totals=DraftTotals(1),
    )  # fmt: skip
    desk.accept(desk.store.run(saving, CLERK).value)
    desk.store.run(commands.CloseCall(call=number), CLERK)
    [call] = [one for one in desk.store.read(queries.calls) if one.id == number]
    asked = call, desk.policy, desk.store.read(queries.procedure, number), desk.clock.moment
    found = desk.store.read(queries.call_claims, *asked)
    choices = SettlementChoices(scale_budget=True)
    settled = settle(found.claims, found.pools, found.budget, choices)
    shown = tuple(item.settled for item in settled.claims if item.claim.amount)
    settling = commands.SettleCall(call=number, policy=desk.policy, choices=choices, shown=shown)
    settlement = desk.store.run(settling, CLERK).value
    desk.store.read(queries.standing_settlement, number)
    desk.store.run(commands.UndoSettlement(settlement=settlement, policy=desk.policy), CLERK)


def _forwarded(desk: Desk, applicant: int) -> Iterator[Command[Any]]:
    begins = (desk.clock.moment - datetime.timedelta(days=1)).replace(second=0, microsecond=0)
    details = CallDetails(
        policy=desk.policy.id, year=2022, title="上级审定", begins_at=begins,
        ends_at=begins + datetime.timedelta(days=9), level=Level.UPPER,
    )  # fmt: skip
    call = desk.store.run(commands.OpenCall(details=details), CLERK).value
    rows = (licence(ref="Y2022440000999"), cultivation("SF-PY-009"))
    saving = commands.SaveDraft(
        applicant=applicant, policy=desk.policy.id, year=2022, call=call, rows=rows, totals=DraftTotals(2)
    )
    draft = desk.store.run(saving, CLERK).value
    desk.accept(draft)
    kind = DocumentKind("recommendation", "推荐函", step=Step.FORWARD, series=None)
    yield commands.IssueListDocument(
        kind=kind, applications=(draft.application,), call=call, subject="示例市局", date=desk.clock.today,
        render=letter,
    )  # fmt: skip
    lines = tuple(
        AnsweredLine(line.achievement, line.rule, line.amount or 100)
        for line in (one.line for one in forwarded_lines(desk.detail(draft.application).lines))
    )
    yield commands.RecordUpperAnswer(
        body="示例市局", number="示市监〔2024〕2号", day=desk.clock.today,
        answers=(ForwardedAnswer(draft.application, lines),), policies=(desk.policy,),
    )  # fmt: skip
    yield commands.TakeBackAnswer(application=draft.application, reason="市局金额录错一项")


def _noted(applicant: int) -> Iterator[Command[Any]]:
    yield commands.NoteView(kind=Kind.APPLICANT, records=(applicant,), fields=frozenset({"account"}))
    yield commands.NoteExport(subject="audit_entry", rows=9)
    yield commands.NoteBrokenChain(broken=BrokenEntry(3, Break.CHANGED))


def _office(desk: Desk, folder: Path) -> Iterator[Command[Any]]:
    change = planned(folder, "small", "import", "0" * 64, "id: small\n", (), desk.clock.moment)
    yield commands.ChangePolicy(folder=folder, change=change, unused=True)
    yield commands.FinishPolicyChanges(folder=folder)
    wordings = {"shaoguan-2021/4-work-registration": "每件资助200元。"}
    yield commands.KeepClauseWordings(policy=standard_library().policy("shaoguan-2021"), wordings=wordings)
    own = planned(folder, "inquiry", "save_template", "0" * 64, "title: 函\n", (), desk.clock.moment)
    yield commands.ChangeTemplate(folder=folder, change=own, check=lambda text: None, shown="")
    yield commands.FinishTemplateChanges(folder=folder)
    yield commands.AddPerson(name="黄志强")
    yield commands.SetRoles(person=2, roles=frozenset({Role.REVIEWER}))
    yield commands.SetInService(person=2, in_service=False)
    yield from _access()
    yield commands.SetLetterSeries(year=2024, next_number=7)
    office = desk.store.read(queries.office)
    yield commands.ChangeOffice(office=OFFICE, shown=office)


def _access() -> Iterator[Command[Any]]:
    yield commands.ChangePassword(password_hash="$argon2id$a")
    yield commands.RecordSignIn(person=1, succeeded=False)
    yield commands.RequirePasswords(code_hashes=("c1", "c2"))
    yield commands.RecoverPassword(person=1, code_hash="c1", password_hash="$argon2id$b")
    yield commands.RenewRecoveryCodes(code_hashes=("c3",))
    yield commands.ResetPassword(person=1, password_hash="$argon2id$c")
    yield commands.ChangeAccess(settings=AccessSettings(lock_minutes=30))


def _forms(desk: Desk, applicant: int, waiting: int, draft: int) -> Iterator[Command[Any]]:
    record = desk.store.read(queries.applicant, applicant)
    traits = (TraitPeriod("sme"), TraitPeriod("advantage_enterprise"))
    details = desk.details("示例甲有限公司", identity=record.identity, traits=traits[:1], contact="林敏")
    yield commands.ChangeApplicant(applicant=applicant, revision=1, details=details)
    account = AccountDetails(kind=AccountKind.CORPORATE, bank="粤北农村商业银行", account="80020000090000001")
    yield commands.RecordAccount(
        applicant=applicant, revision=2, account=account, used=True, reason="基本户变更", proof="开户许可证"
    )
    line = RawDecision("4", "shaoguan-2021/5-high-value-cultivation", "5000")
    for revision in (0, 1):
        yield commands.SaveDecisionDraft(application=waiting, lines=(line,), revision=revision)
    yield commands.SaveDraft(
        application=draft, applicant=applicant, policy=desk.policy.id, year=2023, rows=(), revision=1,
        totals=DraftTotals(0),
    )  # fmt: skip


def _recusals(applicant: int) -> Iterator[Command[Any]]:
    yield commands.RecordRecusal(applicant=applicant, person=2, relation="配偶")
    yield commands.EndRecusal(recusal=1, reason="登记有误，并无关系")


def _after_award(desk: Desk) -> Iterator[Command[Any]]:
    [line, *_] = (one.id for one in desk.detail(1).lines if one.granted)
    lines, today = (ReversedLine(line, 100),), desk.clock.today
    facts = {"facts": "合同没有履行", "evidence": "银行流水", "basis": "《办法》第九条", "ground": "error"}
    facts["derivation"] = "第（七）项规定“按合同金额的1%予以补助”，合同没有履行，应为0.00元"
    said = ClawbackTerms(**facts, lines=lines, paid_on=today)  # type: ignore[arg-type]
    proposing = commands.ProposeClawback(application=1, terms=said)
    yield from _handlings(proposing, today)
    yield commands.DropClawback(clawback=1, reason="申辩成立，合同已经履行")
    yield replace(proposing, served_on=today)
    until = Repayment(due_on=today + datetime.timedelta(days=30), pay_to="非税缴款码")
    yield commands.ClawBack(
        clawback=2,
        lines=lines,
        repayment=until,
        waived="书面放弃陈述申辩",
        minutes=met(today),
    )
    yield commands.RecordReturn(clawback=2, returned_on=today, amount=100, slip="回单0001")
    yield from _untaken(desk, lines)
    office = desk.store.read(queries.office)
    assert office is not None
    codes = replace(office, fonds="J012", archive_category="WS", archive_section="BGS")
    yield commands.ChangeOffice(office=codes)
    paper = IncomingDetails(matter=Matter.LATE, sender="示例甲有限公司", day=today)
    yield commands.RecordIncomingPaper(application=1, paper=paper)
    yield commands.CorrectIncomingPaper(paper=1, details=None, reason="不是这件申请的材料")
    yield from _signed_sheet(desk)
    why = "申请人已当面领取，回证遗失"
    yield commands.ArchiveApplication(application=1, retention=Retention.THIRTY_YEARS, unserved=why)
    yield commands.TakeOutOfArchive(application=1, reason="漏装送达回证")
    many = commands.ArchiveApplications(applications=(1,), retention=Retention.THIRTY_YEARS, unserved=why)
    yield commands.TryArchiving(archiving=many)
    yield many
    yield commands.TakeAllOutOfArchive(applications=(1,), reason="撤销成批归档")
    counted = (PageCount(1, "material:application_form", 4),)
    yield commands.ArchiveApplications(
        applications=(1,), retention=Retention.THIRTY_YEARS, unserved=why, pages=counted
    )


def _untaken(desk: Desk, lines: tuple[ReversedLine, ...]) -> Iterator[Command[Any]]:
    """Yield that an award was not taken in spite of a reminder."""
    today, rule, kind = desk.clock.today, "《办法》第八条", DOCUMENTS["collection_reminder"].kind
    due = today + datetime.timedelta(days=1)
    yield commands.RemindOfAward(
        application=1, missing="提交书面确认", due_on=due, basis=rule, grounds="《办法》第七条"
    )
    desk.approve_nothing()
    yield commands.IssueDocument(application=1, kind=kind, date=today, render=letter)
    told = next(one.id for one in desk.detail(1).letters if one.kind == kind.id)
    yield commands.RecordService(letter=told, way=ServiceWay.POST, day=today, receiver="林敏")
    moment, desk.clock.moment = desk.clock.moment, desk.clock.moment + datetime.timedelta(days=9)
    yield commands.LapseAward(
        application=1,
        lines=lines,
        due_on=due,
        reason="经催告未领",
        rest="其余已于当日拨付",
        basis=rule,
        minutes=met(desk.clock.today),
    )
    desk.clock.moment = moment


def _signed_sheet(desk: Desk) -> Iterator[Command[Any]]:
    """Yield that an approval form was printed, and what was signed on it."""
    kind, today = APPROVAL_FORM.kind, desk.clock.today
    yield commands.IssueDocument(application=1, kind=kind, date=today, render=letter)
    sheet = next(one for one in desk.detail(1).letters if one.kind == kind.id)
    head = SheetOpinion(post=SheetPost.HEAD, signer="黎志明（局长）", opinion="同意", day=today)
    yield commands.RecordSignatures(letter=sheet.id, opinions=(head,), pictures=(png(),), alike=True)


def _handlings(proposing: commands.ProposeClawback, today: datetime.date) -> Iterator[Command[Any]]:
    """Yield what has something done once it was submitted and signed; before, it was given up."""
    submitting = commands.SubmitHandling(
        application=1, approves=CLAWBACK_NOTICE.kind.id, doing=proposing, sheet=HANDLING_APPROVAL.kind,
        date=today, render=lambda _, number: letter(number),
    )  # fmt: skip
    yield submitting
    yield commands.DropHandling(handling=1, reason="事实还要核实")
    yield submitting
    signature = Signature(agreed=True, day=today, signers="黎志明（局长）", number="示市监批〔2024〕8号")
    yield commands.SignHandling(handling=2, revision=1, signature=signature, pictures=(png(),))
    yield commands.CarryOutHandling(
        handling=2, kind=CLAWBACK_NOTICE.kind, date=today, told=lambda _: letter("").data,
        render=lambda _, number: letter(number),
    )  # fmt: skip


def _bars(applicant: int) -> Iterator[Command[Any]]:
    since = datetime.date(2024, 1, 1)
    yield commands.BarApplicant(
        applicant=applicant, reason="侵权被判", basis="条例", since=since, until=datetime.date(2026, 12, 31)
    )
    yield commands.PassBars(application=4, reason="限制以前已经受理")
    yield commands.LiftBar(bar=1, reason="登记有误，并无判决")


def _corrections(desk: Desk, waiting: int) -> Iterator[Command[Any]]:
    missing = (MissingItem("申请表没有盖章", "盖章后重新提交"),)
    new_year = CalendarDay(datetime.date(2037, 1, 1), False, "元旦")
    yield commands.SetCalendarYear(year=2037, days=(new_year,), source="国办发明电〔2036〕1号")
    yield from _review(desk, waiting)
    yield commands.TakeBackAcceptance(application=waiting, policy=desk.policy, reason="录错了申请人")
    yield commands.AskCorrection(application=waiting, policy=desk.policy, items=missing, working_days=5)
    yield commands.RecordCorrectionService(application=waiting, served_on=desk.clock.today)
    yield commands.TakeStep(application=waiting, step=Step.WITHDRAW, reason="申请人另行安排")


def _review(desk: Desk, waiting: int) -> Iterator[Command[Any]]:
    office = desk.store.read(queries.office)
    assert office is not None
    yield commands.ChangeOffice(office=replace(office, procedure=WHOLE))
    asked = (*check_subjects(), *desk.store.read(queries.condition_checks, (waiting,)))
    assert not desk.store.read(queries.unmet_conditions, (waiting,))
    desk.store.read(queries.without_owners, (waiting,))
    desk.store.read(queries.announced_by, (1, 2))
    desk.store.read(queries.served_days, (1, 2))
    desk.store.read(queries.signers_of, (1, 2))
    found = [found_fine(one, desk.clock.today) for one in asked]
    found[0] = replace(found[0], pictures=(png(),))
    typed = (RawCheck(found[0].subject, "fine", pictures=(png(),)),)
    yield commands.SaveReviewDraft(application=waiting, checks=typed)
    desk.store.read(queries.review_draft, waiting)
    yield commands.SaveReviewDraft(application=waiting, checks=(), revision=1)
    yield commands.DiscardReviewDraft(application=waiting)
    yield commands.ReviewApplication(application=waiting, checks=tuple(found))
    yield commands.TakeStep(application=waiting, step=Step.RETURN_REVIEW, reason="权利人名称须再核对")
    yield commands.ChangeOffice(office=office)


def _calls(desk: Desk) -> Iterator[Command[Any]]:
    begins = datetime.datetime(2024, 6, 1, tzinfo=datetime.UTC)
    details = CallDetails(
        policy="qingyuan-2018", year=2020, title="第一批", begins_at=begins,
        ends_at=begins + datetime.timedelta(days=30), budget=100,
        materials=(CallMaterial("qingyuan-2018/1", "保单批单", MaterialForm.COPY, 2, "第四条"),),
    )  # fmt: skip
    yield commands.OpenCall(details=details)
    yield commands.ChangeCall(call=1, revision=1, details=replace(details, title="补充批次"))
    dearer = replace(details, title="补充批次", budget=200)
    yield commands.ChangeCall(call=1, revision=2, details=dearer, reason="局务会追加预算")
    yield commands.CloseCall(call=1)
    yield commands.ReopenCall(call=1, reason="关错了批次")
    yield commands.CloseCall(call=1)
    desk.store.read(queries.call_changes, 1)


REGISTERED = (
    RegisterFilter(),
    RegisterFilter(text="2022", kind="patent_grant", year=2022, holder=1, paid=True, applied=True),
    RegisterFilter(paid=False, applied=False),
)


def _list(desk: Desk) -> None:
    """Take a list in: a new thing, the same again, and one that says more of it."""
    source = ListSource(file="清单", sha256="a", kind="patent_grant", heads="专利号", columns=(("ref", 0),))
    day = datetime.date(2021, 3, 2)
    thing = RegisteredThing(
        kind="patent_grant", item="CN201910123457", ref="ZL201910123457.4", date=day, holders=((1, 0),)
    )
    listed = ListedApplicant(details=desk.details("清单里的公司"))
    desk.store.run(commands.ImportApplicants(applicants=(listed,), source=source), CLERK)
    for one in (thing, thing, replace(thing, owners_today="示例", holders=((1, 1),))):
        desk.store.run(commands.ImportList(things=(one,), source=source), CLERK)


def questions(store: Store) -> Iterator[Callable[[], object]]:
    """Yield every query as pages ask it, in every way that leads to another statement."""
    library = standard_library()
    for query, *arguments in [
        (queries.office,), (queries.procedure,),
        (queries.persons,), (queries.audit_entries,), (queries.last_entry,),
        (queries.audit_entries, "application 1"), (queries.policy_uses,), (queries.last_policy,),
        (queries.next_letter_number, 2024), (queries.next_letter_numbers, 2024, ("", "受")),
        (queries.letters,), (queries.letters, "〔2024〕7号"),
        (queries.letters, "", 9, AWARD.kind.id), (queries.awaiting, AWARD.kind, EVERY),
        (queries.awaiting, DocumentKind("receipt", "示例回执"), EVERY),
        (queries.awaiting_each, [(AWARD.kind, EVERY), (DocumentKind("receipt", "示例回执"), EVERY)]),
        (queries.letter, 1), (queries.applications_of, 2), (queries.filter_choices,),
        (queries.state_counts, EVERY), (queries.totals, EVERY),
        (queries.totals, [1, 2]), (queries.totals, []), (queries.find_anything, "示例"),
        (queries.search_applicants, "示例 甲"), (queries.search_applicants, ""),
        (queries.search_applicants, "示例", 1), (queries.similar_applicants, "示例甲", "123456789"),
        (queries.similar_applicants, "示例甲", "91440299MA0000001X", 1), (queries.received, 1),
        (queries.known_towns,), (queries.accounts, 1),
        (queries.applicant, 1), (queries.applicant_detail, 1), (queries.application_by_number, "2024-0001"),
        *((queries.application_detail, number) for number in (1, 2)), (queries.application_rows, [1, 2, 9]),
        *((queries.application_ids, wanted, sort) for wanted in (EVERY, NARROW) for sort in Sort),
        (queries.draft, 4), (queries.decision_draft, 2), (queries.drafts_of, 1, "shaoguan-2021", 2022, 4),
        (queries.history, "shaoguan-2021", 1, NEED, 2, 9), (queries.history, "shaoguan-2021", None, NEED),
        (queries.items_of, 1), (queries.open_holders, ["Y2022440000123"], 2), (queries.open_holders, []),
        (queries.known_holders,), (queries.former_names,),
        (queries.unapplied_things, ("patent_grant",), "shaoguan-2021"),
        (queries.applicants_by_number, ("1",)), (queries.remembered_columns, "专利号"),
        (queries.standing_things, ["Y2022440000123"]), (queries.imported_lists,),
        (queries.register_detail, 1),
        (queries.register_rows, (1, 2)), (queries.register_choices,),
        *((queries.register_ids, wanted, order) for wanted in REGISTERED for order in RegisterOrder),
        *((queries.register_totals, wanted) for wanted in REGISTERED),
        (queries.on_file, ["Y2022440000123"], 2), (queries.on_file, []),
        (queries.minutes_from,),
        (queries.newest_step, (1, 2)), (queries.minutes_kept,),
        (queries.minutes_used_last, Step.PROPOSE), (queries.minutes_used_last, Step.CONFIRM),
        (queries.awaiting_decision, 1, "shaoguan-2021", 2022, 3), (queries.recheck_ids, 2022),
        (queries.recheck_ids, 2022, "shaoguan-2021"), (queries.recheck_case, 1, library.policy),
        (queries.recheck_case, 2, library.policy), (queries.corrections, 2), (queries.working_days,),
        (queries.own_days, 2037), (queries.announced_years,), (queries.staff,), (queries.roles_of, 1),
        (queries.audit_ids, AuditFilter()),
        (queries.audit_ids, LOGGED), (queries.audit_rows, [1, 2, 9]), (queries.audit_actions,),
        (queries.last_audit_hash,), (queries.chained_entries, 9),
        (queries.check_chain, Checkpoint(1, "a"), frozenset({"b"})),
        (queries.calls,), (queries.call_sums,), (queries.calls, "qingyuan-2018"),
        (queries.count_referred, (1,)),
        (queries.returned_answers, (1, 2)),
        (queries.call_of, 1), (queries.lapse_basis, "shaoguan-2021"),
        (queries.recovery_bases, "shaoguan-2021"), (queries.former_consequences, "shaoguan-2021"),
        (queries.ending_handling, 1), (queries.deletion_fault, 1),
        (queries.submitted_replies,), (queries.known_signers,),
        (queries.clause_wordings, "shaoguan-2021"), (queries.unquoted_rules, (1, 2)),
        (queries.kinds_of, (1, 2)), (queries.any_minor, (1, 2), datetime.date(2024, 6, 20)),
        (queries.checks, 1), (queries.attached_files, 1), (queries.kept_files,),
        (queries.kept_picture, hashlib.sha256(png()).hexdigest()),
        (queries.recusals, 1), (queries.recusal_of, 1, 1),
        *((queries.foreseen_refusal, 4, 1, step) for step in (Step.RETURN_DECISION, Step.RETURN_ANSWER)),
        (queries.untaken_refusal, 4, Act.REMIND), (queries.changes_since, 0),
        (queries.bars, 1), (queries.passed_bars, 4),
        (queries.barred_applicants, [1, 2], datetime.date(2024, 6, 20)),
        (queries.deadlines, [1, 2], datetime.date(2024, 6, 20)),
        (queries.unserved_letters, (1, 2), datetime.date(2024, 6, 20)), (queries.announcements, 1),
        (queries.attempts, 1),
        (queries.earlier_notices, (1,)),
        (queries.all_looked_up, (1,)),
        (queries.to_be_proposed_anew, (1, 2)),
        (queries.void_refusal, 1, AWARD.kind), (queries.void_refusal, 2, AWARD.kind),
        (queries.access_settings,), (queries.password, 1), (queries.open_recovery_codes,),
    ]:  # fmt: skip
        yield partial(store.read, query, *arguments)
    yield lambda: store.read(queries.stored_pack, library.policy("shaoguan-2021").sha256)
