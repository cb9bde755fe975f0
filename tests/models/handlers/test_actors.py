"""Who may do what at the one door for writes, and that every command has somebody to carry it out."""

import typing
from typing import Any

import pytest

from ipdesk.documents.letters.award.document import AWARD
from ipdesk.models import commands, queries
from ipdesk.models.commands import Command
from ipdesk.models.core.actor import NOBODY, Actor, Permission
from ipdesk.models.core.errors import NotFound, NotPermitted
from ipdesk.models.core.roles import Role
from ipdesk.models.handlers.registry import HANDLERS, add_handler
from ipdesk.models.handlers.work import Work
from ipdesk.models.records import Batch
from ipdesk.models.workflow import Step
from tests.actors import CLERK
from tests.models.desk import Desk

COMMANDS = [getattr(commands, name) for name in commands.__all__ if name != "Command"]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.__name__)
def test_every_command_has_a_handler_that_answers_what_it_promises(command: type) -> None:
    [promised] = typing.get_args(command.__orig_bases__[0])
    names = {"Work": Work, **vars(typing.sys.modules[HANDLERS[command].__module__])}
    hints = typing.get_type_hints(HANDLERS[command], names)
    assert hints == {"work": Work, "command": command, "return": promised or type(None)}


def test_a_command_has_one_handler() -> None:
    with pytest.raises(ValueError, match="SaveDraft has a handler"):
        add_handler(commands.SaveDraft, lambda work, command: None)


PERMISSIONS: dict[Permission | None, set[type[Command[Any]]]] = {
    None: {
        commands.ChangePassword,  # one's own
        commands.FinishPolicyChanges,
        commands.FinishTemplateChanges,
        commands.RecordRecusal,  # takes away alone
        commands.RecordSignIn,
        commands.RecoverPassword,  # who has a code
        commands.NoteBrokenChain,
        commands.NoteExport,
        commands.NoteView,
        commands.SetUpOffice,
    },
    Permission.ENTER: {
        commands.AcceptApplication,
        commands.ArchiveApplication,
        commands.ArchiveApplications,
        commands.AskCorrection,
        commands.AttachFile,
        commands.MoveFile,
        commands.TakeOffFile,
        commands.RecordSignatures,
        commands.BarApplicant,
        commands.ChangeApplicant,
        commands.CorrectIncomingPaper,
        commands.CorrectObjection,
        commands.DiscardDraft,
        commands.DropHandling,
        commands.ImportList,
        commands.ImportApplicants,
        commands.SubmitHandling,  # what is submitted is not done yet
        commands.RecordCorrectionService,
        commands.RecordIncomingPaper,
        commands.RecordObjection,
        commands.RecordAccount,
        commands.RegisterApplicant,
        commands.RemindOfAward,
        commands.TellObjection,
        commands.SaveDraft,
        commands.TakeBackAcceptance,
        commands.RunBatch,  # of a step that clerks take
        commands.TakeStep,  # of the simple steps, all of them by now
        commands.TryArchiving,
        commands.TryBatch,
        commands.UndoBatch,
    },
    Permission.ACCOUNT: {
        commands.AddTask,
        commands.ChangeFund,
        commands.ChangeBatch,
        commands.ChargeAwards,
        commands.CorrectQuota,
        commands.DropBatch,
        commands.EnterResults,
        commands.ForfeitPayment,
        commands.KeepVouchers,
        commands.PrepareBatch,
        commands.ReturnPayment,
        commands.SendBatch,
        commands.ChargeCall,
        commands.SetCeiling,
        commands.GrantFromTask,
        commands.KeepContract,
        commands.KeepFundTexts,
        commands.KeepFunding,
        commands.ImportIndicators,
        commands.KeepIndicators,
        commands.PostToFund,
        commands.RecordProjectCheck,
        commands.RegisterFund,
        commands.ReversePosting,
        commands.SendPayment,
    },
    Permission.REVIEW: {
        commands.RepeatChecks,
        commands.DiscardReviewDraft,
        commands.RecordInquiryAnswer,
        commands.RecordCheck,
        commands.ReviewApplication,
        commands.SaveReviewDraft,
        commands.SendInquiry,
    },
    Permission.DECIDE: {
        commands.SignHandling,
        commands.SignOffBatch,
        commands.AnswerObjection,
        commands.ConfirmApplication,
        commands.ClawBack,
        commands.DropClawback,
        commands.LapseAward,
        commands.LiftBar,
        commands.ProposeClawback,
        commands.RecordReturn,
        commands.PassBars,
        commands.ProposeApplication,
        commands.RecordUpperAnswer,
        commands.TakeBackAnswer,
        commands.TakeBackDecision,
        commands.TakeAllOutOfArchive,
        commands.TakeOutOfArchive,
        commands.SettleCall,
        commands.UndoSettlement,
        commands.SaveDecisionDraft,
    },
    Permission.ISSUE: {
        commands.AnnounceService,
        commands.CarryOutHandling,  # what others approved
        commands.CloseNotice,
        commands.PublishNotice,
        commands.IssueDocument,
        commands.IssueListDocument,
        commands.RecordService,
        commands.RecordServiceAttempt,
        commands.StrikeServiceAttempt,
        commands.ReissueLetter,
        commands.VoidLetter,
    },
    Permission.ADMINISTER: {
        commands.AddPerson,
        commands.ChangeAccess,
        commands.ChangeCall,
        commands.CloseCall,
        commands.OpenCall,
        commands.ReopenCall,
        commands.ChangeOffice,
        commands.ChangePolicy,
        commands.KeepClauseWordings,
        commands.ChangeTemplate,
        commands.EndRecusal,
        commands.RenewRecoveryCodes,
        commands.RequirePasswords,
        commands.ResetPassword,
        commands.SetCalendarYear,
        commands.SetInService,
        commands.SetLetterSeries,
        commands.SetRoles,
    },
}
"""What each command asks for."""

ROLES = {
    Permission.ENTER: Role.CLERK,
    Permission.REVIEW: Role.REVIEWER,
    Permission.DECIDE: Role.APPROVER,
    Permission.ISSUE: Role.CLERK,
    Permission.ACCOUNT: Role.CASHIER,
    Permission.ADMINISTER: Role.ADMINISTRATOR,
}
"""Who has each permission."""


def some(command: type[Command[Any]]) -> Command[Any]:
    """Return a command of which nothing is looked at but what it asks for."""
    made = object.__new__(command)
    if command in (commands.IssueDocument, commands.IssueListDocument):
        object.__setattr__(made, "kind", AWARD.kind)
    if command in (commands.TryBatch, commands.RunBatch):
        object.__setattr__(made, "batch", Batch(step=Step.WITHDRAW, applications=(1,)))
    if command in (commands.TakeStep, commands.UndoBatch):
        object.__setattr__(made, "step", Step.WITHDRAW)
    if command in (commands.ImportList, commands.ImportApplicants):
        object.__setattr__(made, "by_script", False)
    return made


def test_every_command_stands_in_the_table() -> None:
    assert set().union(*PERMISSIONS.values()) == set(COMMANDS)


@pytest.mark.parametrize("role", [*Role, None])
def test_each_role_may_run_its_commands_and_no_others(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, role: Role | None
) -> None:
    held = frozenset({role} if role else ())
    other = desk.store.run(commands.AddPerson(name="黄志强", roles=held), CLERK).value
    for permission, asking in PERMISSIONS.items():
        for command in asking:
            monkeypatch.setitem(HANDLERS, command, lambda work, command: "done")
            if permission is None or ROLES[permission] is role:
                assert desk.store.run(some(command), Actor(other)).value == "done"
                continue
            with pytest.raises(NotPermitted) as refused:
                desk.store.run(some(command), Actor(other))
            assert ROLES[permission].label in refused.value.message


def test_without_the_role_nothing_is_written(desk: Desk) -> None:
    other = desk.store.run(commands.AddPerson(name="黄志强", roles=frozenset({Role.CLERK})), CLERK).value
    draft = desk.draft(desk.register())
    before = desk.store.read(queries.audit_entries)
    deciding = commands.SaveDecisionDraft(application=draft.application, lines=())
    with pytest.raises(NotPermitted, match="没有办理这一步的权限，须由审批人办理"):
        desk.store.run(deciding, Actor(other))
    assert desk.store.read(queries.audit_entries) == before


def test_nobody_may_only_begin(desk: Desk) -> None:
    draft = desk.draft(desk.register())
    for command in (commands.DiscardDraft(application=draft.application), commands.AddPerson(name="黄志强")):
        with pytest.raises(NotPermitted):
            desk.store.run(command, NOBODY)


def test_who_is_unknown_may_not_even_begin(desk: Desk) -> None:
    with pytest.raises(NotFound, match="经办人不存在"):
        desk.store.run(commands.AddPerson(name="黄志强"), Actor(99))
