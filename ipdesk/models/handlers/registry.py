"""Which function carries out which command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from ipdesk.models import commands
from ipdesk.models.commands import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.errors import NotFound, NotPermitted
from ipdesk.models.core.roles import Role, permissions_of, refusal_without
from ipdesk.models.handlers import (
    accounts,
    applicants,
    audit,
    bars,
    calendar,
    calls,
    drafts,
    letters,
    office,
    people,
    recusals,
    sign_in,
    voiding,
)
from ipdesk.models.handlers.achievements import imports
from ipdesk.models.handlers.after_award import archiving, clawbacks, clawed_money, incoming, lapses
from ipdesk.models.handlers.after_award.held import held
from ipdesk.models.handlers.batches import taking, undo
from ipdesk.models.handlers.funds import (
    batches as payment_batches,
)
from ipdesk.models.handlers.funds import (
    ceilings,
    charging,
    entering,
    posting,
    projects,
    results,
    returns,
    sending,
    years,
)
from ipdesk.models.handlers.handlings import carrying_out, sheets, signing
from ipdesk.models.handlers.lists import applicants as applicant_lists
from ipdesk.models.handlers.own_files import materials, policies, templates
from ipdesk.models.handlers.public_notices import hearings, inquiries, objections, publish
from ipdesk.models.handlers.services import announcements, attempts, records
from ipdesk.models.handlers.steps import (
    acceptance,
    answer_return,
    confirmation,
    corrections,
    decision_return,
    forwarding,
    later_checks,
    proposal,
    review,
    review_drafts,
    settlement,
    simple_steps,
)
from ipdesk.models.handlers.work import NO_PERSON, Work
from ipdesk.models.reading.people import in_service

T = TypeVar("T")
C = TypeVar("C", bound=Command[Any])
Handler = Callable[[Work, C], T]

HANDLERS: dict[type[Command[Any]], Handler[Any, Any]] = {
    commands.AddTask: entering.add_task,
    commands.ChargeAwards: charging.charge_awards,
    commands.ChargeCall: charging.charge_call,
    commands.SetCeiling: ceilings.set_ceiling,
    commands.ChangeFund: entering.change_fund,
    commands.GrantFromTask: entering.grant,
    commands.PostToFund: posting.post_to_fund,
    commands.RegisterFund: entering.register_fund,
    commands.ChangeBatch: payment_batches.change,
    commands.CorrectQuota: returns.correct_quota,
    commands.DropBatch: payment_batches.drop,
    commands.EnterResults: results.enter_results,
    commands.ForfeitPayment: returns.forfeit,
    commands.KeepVouchers: sending.keep_vouchers,
    commands.PrepareBatch: payment_batches.prepare,
    commands.RepeatChecks: review.repeat_checks,
    commands.ReturnPayment: returns.give_back,
    commands.SendBatch: sending.send_batch,
    commands.SignHandling: signing.sign,
    commands.SignOffBatch: payment_batches.sign_off,
    commands.ReversePosting: posting.reverse,
    commands.SendPayment: entering.send,
    commands.AnnounceService: held(announcements.announce),
    commands.AcceptApplication: acceptance.accept,
    commands.AddPerson: people.add,
    commands.ArchiveApplication: archiving.archive,
    commands.ArchiveApplications: archiving.archive_all,
    commands.RecordService: records.record_service,
    commands.RecordServiceAttempt: attempts.record_attempt,
    commands.StrikeServiceAttempt: attempts.strike_attempt,
    commands.AnswerObjection: held(objections.answer),
    commands.TellObjection: held(hearings.tell),
    commands.AskCorrection: corrections.ask,
    commands.AttachFile: materials.attach,
    commands.MoveFile: materials.move,
    commands.TakeOffFile: materials.take_off,
    commands.BarApplicant: held(bars.bar_alone, unless=bars.is_approved),
    commands.ChangeAccess: sign_in.change_access,
    commands.ChangeApplicant: applicants.change,
    commands.ChangeCall: calls.change,
    commands.ChangeOffice: office.change,
    commands.ChangePassword: sign_in.change_password,
    commands.ChangePolicy: policies.change,
    commands.ChangeTemplate: templates.change,
    commands.CarryOutHandling: carrying_out.carry_out,
    commands.ClawBack: held(clawbacks.decide),
    commands.CloseCall: calls.close,
    commands.CloseNotice: publish.close,
    commands.CorrectIncomingPaper: incoming.correct,
    commands.ConfirmApplication: confirmation.confirm,
    commands.DiscardDraft: drafts.discard,
    commands.DiscardReviewDraft: review_drafts.discard,
    commands.DropClawback: clawbacks.drop,
    commands.DropHandling: signing.drop,
    commands.EndRecusal: recusals.end,
    commands.KeepClauseWordings: policies.keep_wordings,
    commands.FinishPolicyChanges: policies.finish,
    commands.FinishTemplateChanges: templates.finish,
    commands.IssueDocument: letters.issue,
    commands.IssueListDocument: letters.issue_list,
    commands.KeepFundTexts: years.keep_texts,
    commands.KeepContract: projects.keep_contract,
    commands.KeepFunding: projects.keep_funding,
    commands.RecordProjectCheck: projects.record_check,
    commands.ImportApplicants: applicant_lists.import_applicants,
    commands.ImportIndicators: years.import_indicators,
    commands.ImportList: imports.import_list,
    commands.KeepIndicators: years.keep_indicators,
    commands.LapseAward: held(lapses.lapse),
    commands.LiftBar: bars.lift,
    commands.NoteBrokenChain: audit.note_broken_chain,
    commands.NoteExport: audit.note_export,
    commands.NoteView: audit.note_view,
    commands.OpenCall: calls.open_call,
    commands.PassBars: bars.let_pass,
    commands.ProposeClawback: held(clawbacks.propose),
    commands.RecordReturn: clawed_money.record_return,
    commands.ProposeApplication: proposal.propose,
    commands.PublishNotice: publish.publish,
    commands.RecordCorrectionService: corrections.record_service,
    commands.RecordIncomingPaper: incoming.record,
    commands.RecordInquiryAnswer: inquiries.record_answer,
    commands.CorrectObjection: objections.correct,
    commands.RecordObjection: objections.record,
    commands.RecordRecusal: recusals.record,
    commands.RecordSignatures: sheets.record,
    commands.RecordSignIn: sign_in.record_sign_in,
    commands.RecordUpperAnswer: forwarding.record_answer,
    commands.TakeBackAnswer: answer_return.take_back,
    commands.TakeBackDecision: decision_return.take_back,
    commands.RecoverPassword: sign_in.recover_password,
    commands.RecordAccount: accounts.record,
    commands.RegisterApplicant: applicants.register,
    commands.RenewRecoveryCodes: sign_in.renew_codes,
    commands.RequirePasswords: sign_in.require_passwords,
    commands.ResetPassword: sign_in.reset_password,
    commands.RemindOfAward: held(lapses.remind),
    commands.ReopenCall: calls.reopen,
    commands.RecordCheck: later_checks.record_check,
    commands.ReviewApplication: review.review,
    commands.RunBatch: taking.run,
    commands.SaveDecisionDraft: drafts.save_decision,
    commands.SaveDraft: drafts.save,
    commands.SaveReviewDraft: review_drafts.save,
    commands.SendInquiry: inquiries.send,
    commands.SetCalendarYear: calendar.set_year,
    commands.SetInService: people.set_in_service,
    commands.SetLetterSeries: letters.set_series,
    commands.SetRoles: people.set_roles,
    commands.SetUpOffice: office.set_up,
    commands.SubmitHandling: carrying_out.submit,
    commands.TakeBackAcceptance: corrections.take_back,
    commands.SettleCall: settlement.settle_call,
    commands.UndoSettlement: settlement.undo,
    commands.TakeAllOutOfArchive: archiving.take_all_out,
    commands.TakeOutOfArchive: archiving.take_out,
    commands.TakeStep: held(simple_steps.take),
    commands.TryArchiving: archiving.attempt,
    commands.TryBatch: taking.attempt,
    commands.UndoBatch: undo.undo,
    commands.ReissueLetter: voiding.reissue,
    commands.VoidLetter: voiding.void,
}
"""The handler of each kind of command: it checks and writes inside the transaction of its work."""


def add_handler(kind: type[C], handler: Handler[C, T]) -> None:
    """Let a part above the models bring a command of its own, made of those here.

    Raises ValueError where the kind has a handler already.
    """
    if HANDLERS.setdefault(kind, handler) is not handler:
        raise ValueError(f"{kind.__name__} has a handler already")


def carry_out(work: Work, command: Command[T]) -> T:
    """Carry a command out and return its answer.

    Raises NotPermitted where the actor may not run it or is related to whose file it writes on, NotFound for
    an unknown actor, and what its handler raises.
    """
    _check(work, command.permission)
    recusals.check_file(work, command)
    return cast(T, HANDLERS[type(command)](work, command))


def _check(work: Work, permission: Permission | None) -> None:
    """Ask the database who acts and with which roles: what a window believes of them may be of yesterday."""
    roles = _roles(work) if work.actor.person is not None else frozenset()
    if permission is not None and permission not in permissions_of(roles):
        raise NotPermitted(refusal_without(permission))


def _roles(work: Work) -> frozenset[Role]:
    """Return the roles of who acts; raises NotFound, and NotPermitted where that person serves no more."""
    standing = in_service(work.session, work.person)
    if standing is None:
        raise NotFound(NO_PERSON)
    serves, roles = standing
    if not serves:
        raise NotPermitted("您已停用，不能再办理；请由在用的同事办理，或请管理员恢复。")
    return roles
