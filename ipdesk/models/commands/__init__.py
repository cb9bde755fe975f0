"""Everything that writes: frozen requests for ``Store.run``, each in one transaction and audited.

``by`` is the id of the person who sits at the desk. The requests are data and know nothing of
SQL; ``ipdesk.models.handlers`` carries them out and is imported when the first one runs.
"""

from ipdesk.models.commands.achievements.imports import ImportApplicants, ImportList
from ipdesk.models.commands.applicants import ChangeApplicant, RecordAccount, RegisterApplicant
from ipdesk.models.commands.archive import (
    ArchiveApplication,
    ArchiveApplications,
    CorrectIncomingPaper,
    RecordIncomingPaper,
    TakeAllOutOfArchive,
    TakeOutOfArchive,
    TryArchiving,
)
from ipdesk.models.commands.audit import NoteBrokenChain, NoteExport, NoteView
from ipdesk.models.commands.bars import BarApplicant, LiftBar, PassBars
from ipdesk.models.commands.base import Command
from ipdesk.models.commands.batches import RunBatch, TryBatch, UndoBatch
from ipdesk.models.commands.calls import ChangeCall, CloseCall, OpenCall, ReopenCall
from ipdesk.models.commands.corrections import (
    AskCorrection,
    RecordCorrectionService,
    TakeBackAcceptance,
)
from ipdesk.models.commands.decisions import ConfirmApplication, ProposeApplication, TakeBackDecision
from ipdesk.models.commands.drafts import (
    DiscardDraft,
    DiscardReviewDraft,
    SaveDecisionDraft,
    SaveDraft,
    SaveReviewDraft,
)
from ipdesk.models.commands.forwarding import RecordUpperAnswer, TakeBackAnswer
from ipdesk.models.commands.funds.charging import ChargeAwards, ChargeCall, SetCeiling
from ipdesk.models.commands.funds.ledger import (
    AddTask,
    ChangeFund,
    GrantFromTask,
    PostToFund,
    RegisterFund,
    ReversePosting,
    SendPayment,
)
from ipdesk.models.commands.funds.payments import (
    ChangeBatch,
    CorrectQuota,
    DropBatch,
    EnterResults,
    ForfeitPayment,
    KeepVouchers,
    PrepareBatch,
    RepeatChecks,
    ReturnPayment,
    SendBatch,
    SignOffBatch,
)
from ipdesk.models.commands.funds.projects import KeepContract, KeepFunding, RecordProjectCheck
from ipdesk.models.commands.funds.years import ImportIndicators, KeepFundTexts, KeepIndicators
from ipdesk.models.commands.handlings import (
    CarryOutHandling,
    DropHandling,
    RecordSignatures,
    SignHandling,
    SubmitHandling,
)
from ipdesk.models.commands.letters import (
    IssueDocument,
    IssueListDocument,
    ReissueLetter,
    SetLetterSeries,
    VoidLetter,
)
from ipdesk.models.commands.materials.files import AttachFile, MoveFile, TakeOffFile
from ipdesk.models.commands.office import ChangeOffice, SetCalendarYear, SetUpOffice
from ipdesk.models.commands.people import AddPerson, SetInService, SetRoles
from ipdesk.models.commands.policies import ChangePolicy, FinishPolicyChanges, KeepClauseWordings
from ipdesk.models.commands.public_notices import (
    AnswerObjection,
    CloseNotice,
    CorrectObjection,
    PublishNotice,
    RecordInquiryAnswer,
    RecordObjection,
    SendInquiry,
    TellObjection,
)
from ipdesk.models.commands.recusals import EndRecusal, RecordRecusal
from ipdesk.models.commands.reversals import (
    ClawBack,
    DropClawback,
    LapseAward,
    ProposeClawback,
    RecordReturn,
    RemindOfAward,
)
from ipdesk.models.commands.services import (
    AnnounceService,
    RecordService,
    RecordServiceAttempt,
    StrikeServiceAttempt,
)
from ipdesk.models.commands.settlements import SettleCall, UndoSettlement
from ipdesk.models.commands.sign_in import (
    ChangeAccess,
    ChangePassword,
    RecordSignIn,
    RecoverPassword,
    RenewRecoveryCodes,
    RequirePasswords,
    ResetPassword,
)
from ipdesk.models.commands.templates import ChangeTemplate, FinishTemplateChanges
from ipdesk.models.commands.workflow import AcceptApplication, RecordCheck, ReviewApplication, TakeStep

__all__ = [
    "AcceptApplication",
    "AddPerson",
    "AddTask",
    "AnnounceService",
    "AnswerObjection",
    "ArchiveApplication",
    "ArchiveApplications",
    "AskCorrection",
    "AttachFile",
    "BarApplicant",
    "CarryOutHandling",
    "ChangeAccess",
    "ChangeApplicant",
    "ChangeBatch",
    "ChangeCall",
    "ChangeFund",
    "ChangeOffice",
    "ChangePassword",
    "ChangePolicy",
    "ChangeTemplate",
    "ChargeAwards",
    "ChargeCall",
    "ClawBack",
    "CloseCall",
    "CloseNotice",
    "Command",
    "ConfirmApplication",
    "CorrectIncomingPaper",
    "CorrectObjection",
    "CorrectQuota",
    "DiscardDraft",
    "DiscardReviewDraft",
    "DropBatch",
    "DropClawback",
    "DropHandling",
    "EndRecusal",
    "EnterResults",
    "FinishPolicyChanges",
    "FinishTemplateChanges",
    "ForfeitPayment",
    "GrantFromTask",
    "ImportApplicants",
    "ImportIndicators",
    "ImportList",
    "IssueDocument",
    "IssueListDocument",
    "KeepClauseWordings",
    "KeepContract",
    "KeepFundTexts",
    "KeepFunding",
    "KeepIndicators",
    "KeepVouchers",
    "LapseAward",
    "LiftBar",
    "MoveFile",
    "NoteBrokenChain",
    "NoteExport",
    "NoteView",
    "OpenCall",
    "PassBars",
    "PostToFund",
    "PrepareBatch",
    "ProposeApplication",
    "ProposeClawback",
    "PublishNotice",
    "RecordAccount",
    "RecordCheck",
    "RecordCorrectionService",
    "RecordIncomingPaper",
    "RecordInquiryAnswer",
    "RecordObjection",
    "RecordProjectCheck",
    "RecordRecusal",
    "RecordReturn",
    "RecordService",
    "RecordServiceAttempt",
    "RecordSignIn",
    "RecordSignatures",
    "RecordUpperAnswer",
    "RecoverPassword",
    "RegisterApplicant",
    "RegisterFund",
    "ReissueLetter",
    "RemindOfAward",
    "RenewRecoveryCodes",
    "ReopenCall",
    "RepeatChecks",
    "RequirePasswords",
    "ResetPassword",
    "ReturnPayment",
    "ReversePosting",
    "ReviewApplication",
    "RunBatch",
    "SaveDecisionDraft",
    "SaveDraft",
    "SaveReviewDraft",
    "SendBatch",
    "SendInquiry",
    "SendPayment",
    "SetCalendarYear",
    "SetCeiling",
    "SetInService",
    "SetLetterSeries",
    "SetRoles",
    "SetUpOffice",
    "SettleCall",
    "SignHandling",
    "SignOffBatch",
    "StrikeServiceAttempt",
    "SubmitHandling",
    "TakeAllOutOfArchive",
    "TakeBackAcceptance",
    "TakeBackAnswer",
    "TakeBackDecision",
    "TakeOffFile",
    "TakeOutOfArchive",
    "TakeStep",
    "TellObjection",
    "TryArchiving",
    "TryBatch",
    "UndoBatch",
    "UndoSettlement",
    "VoidLetter",
]
